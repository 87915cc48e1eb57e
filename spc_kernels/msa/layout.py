"""Reads labelled measurements into a block of parts, operators and repetitions; computes nothing."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.errors import SampleShapeError
from spc_kernels.msa.errors import DesignError, LabelError, UnbalancedStudyError
from spc_kernels.samples import Floats, place, readings

PAIR = 2


class Block(msgspec.Struct, frozen=True, eq=False):
    """
    A balanced study.

    Attributes:
        y: Measurements. Shape ``(parts, operators, repetitions)`` crossed, ``(operators, parts, repetitions)`` nested.
    """

    y: Floats


def labels_of(labels: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    """
    Take labels as an array.

    Raises:
        SampleShapeError: ``spc.sample.wrong-shape``, rows of unequal length.
        LabelError: ``spc.msa.label``, a masked label; location is the first one.
    """
    try:
        given = np.ma.array(labels) if isinstance(labels, (list, tuple)) and _hides(labels) else labels
        array = np.asarray(given)
    except ValueError as exc:
        raise SampleShapeError(
            f"`{name}` has rows of unequal length", location=place(name), hint="give rows of one length"
        ) from exc
    if isinstance(given, np.ma.MaskedArray):
        masked = np.ma.getmaskarray(given)
        if masked.any():
            first = np.unravel_index(int(np.argmax(masked)), masked.shape)
            raise LabelError(
                "a label is masked",
                location=place(name, *(int(i) for i in first)),
                hint="leave masked entries out, or name them",
            )
    return array


def _hides(labels: Sequence[object]) -> bool:
    """Say whether a list holds masked arrays or masked values, which NumPy would turn into text."""
    return any(isinstance(label, np.ma.MaskedArray) for label in labels)


def codes_of(labels: npt.ArrayLike, name: str, length: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.generic]]:
    """
    Number labels in their sorted order.

    Raises:
        SampleShapeError: ``spc.sample.wrong-shape``, another number of labels than of measurements.
        LabelError: ``spc.msa.label``, a label that is missing, NaN, or neither text nor a number.
    """
    given = labels_of(labels, name)
    if given.shape != (length,):
        raise SampleShapeError(
            f"`{name}` has {given.size} entries for {length} measurements",
            location=place(name),
            hint="give one label a measurement",
        )
    if given.dtype.kind == "O":
        given = _from_objects(given, name)
    if given.dtype.kind not in "iufbUS" or (given.dtype.kind == "f" and np.isnan(given).any()):
        at = int(np.argmax(np.isnan(given))) if given.dtype.kind == "f" else 0
        raise LabelError("a label is missing", location=place(name, at), hint="name every part and operator")
    names, codes = np.unique(given, return_inverse=True)
    return codes.astype(np.int64), names


def _from_objects(given: npt.NDArray[np.object_], name: str) -> npt.NDArray[np.generic]:
    for at, label in enumerate(given.tolist()):
        if not isinstance(label, (str, int)):
            raise LabelError(
                f"the label `{label}` is neither text nor a whole number",
                location=place(name, at),
                hint="name every part and operator",
            )
    kinds = {isinstance(label, str) for label in given.tolist()}
    if len(kinds) > 1:
        raise LabelError("labels are partly text, partly numbers", location=place(name), hint="use one kind of label")
    return np.array(given.tolist())


def crossed_block(measurements: npt.ArrayLike, parts: npt.ArrayLike, operators: npt.ArrayLike) -> Block:
    """
    Read a crossed study: every operator measures every part equally often, in any order.

    Raises:
        UnbalancedStudyError: ``spc.msa.unbalanced``.
        DesignError: ``spc.msa.design``, fewer than two parts, operators or repetitions.
        SampleError: ``spc.sample.…``, see `readings`.
    """
    y = readings(measurements, "measurements")
    part, part_names = codes_of(parts, "parts", y.size)
    operator, operator_names = codes_of(operators, "operators", y.size)
    shape = (part_names.size, operator_names.size)
    _at_least_two({"parts": shape[0], "operators": shape[1]})
    cell = part * shape[1] + operator
    counts = np.bincount(cell, minlength=shape[0] * shape[1])
    _equal(counts, lambda at: f"part `{part_names[at // shape[1]]}` and operator `{operator_names[at % shape[1]]}`")
    return Block(y[np.argsort(cell, kind="stable")].reshape(*shape, -1))


def nested_block(measurements: npt.ArrayLike, parts: npt.ArrayLike, operators: npt.ArrayLike) -> Block:
    """
    Read a nested study: every operator has parts of their own; names of parts may be used again.

    Raises:
        UnbalancedStudyError: ``spc.msa.unbalanced``.
        DesignError: ``spc.msa.design``, fewer than two operators, parts of each, or repetitions.
        SampleError: ``spc.sample.…``, see `readings`.
    """
    y = readings(measurements, "measurements")
    part, part_names = codes_of(parts, "parts", y.size)
    operator, operator_names = codes_of(operators, "operators", y.size)
    _at_least_two({"operators": operator_names.size})
    cell = operator * part_names.size + part
    used, cell = np.unique(cell, return_inverse=True)
    owners = np.bincount(used // part_names.size, minlength=operator_names.size)
    _equal_parts(owners, operator_names)
    _at_least_two({"parts": int(owners[0])})
    count = part_names.size
    _equal(
        np.bincount(cell),
        lambda at: f"operator `{operator_names[used[at] // count]}` and part `{part_names[used[at] % count]}`",
    )
    return Block(y[np.argsort(cell, kind="stable")].reshape(operator_names.size, int(owners[0]), -1))


def _at_least_two(counts: dict[str, int]) -> None:
    for name, count in counts.items():
        if count < PAIR:
            raise DesignError(
                f"there is {count} of the {name} where 2 are needed", location=place(name), hint="study at least two"
            )


def _equal_parts(owners: npt.NDArray[np.int64], names: npt.NDArray[np.generic]) -> None:
    if owners.min() != owners.max():
        at = int(owners.argmin())
        raise UnbalancedStudyError(
            f"operator `{names[at]}` has {owners[at]} parts where {owners.max()} are needed",
            location=place("parts"),
            hint="give every operator as many parts",
        )


def _equal(counts: npt.NDArray[np.int64], name_of: Callable[[int], str]) -> None:
    """Refuse cells of unequal size, and cells without repetition."""
    if counts.min() != counts.max():
        at = int(counts.argmin())
        raise UnbalancedStudyError(
            f"{name_of(at)} have {counts[at]} measurements where {counts.max()} are needed",
            location=place("measurements"),
            hint="measure every part equally often, or leave it out",
        )
    if counts[0] < PAIR:
        raise DesignError(
            "every part is measured once: repeatability needs repetition",
            location=place("measurements"),
            hint="measure every part at least twice",
        )
