"""Checks what callers give and hands kernels read-only, C-contiguous float64; computes nothing itself."""

import difflib
import math
from collections.abc import Iterable
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from core.locations import DataLocation
from spc_kernels.errors import (
    FractionalCountError,
    MagnitudeError,
    NegativeCountError,
    NonFiniteReadingError,
    NotNumericError,
    ParameterError,
    SampleShapeError,
    TooFewReadingsError,
    UnknownNameError,
)

_LONGEST_SHOWN = 40
_Kind = TypeVar("_Kind")

Floats: TypeAlias = npt.NDArray[np.float64]

LARGEST = 1e100
"""Largest magnitude of a reading: its square, summed over 1e100 readings, stays in float64."""
SMALLEST = 1e-100
"""Smallest magnitude the largest reading may have, unless all are zero: its square is still normal."""


def quiet() -> np.errstate:
    """Let what overflows become infinite without a warning, as compiled kernels do; the caller looks at the result."""
    return np.errstate(over="ignore", invalid="ignore")


def place(name: str, *index: int) -> DataLocation:
    """Name a place in an argument, ``$.x[3][1]``."""
    return DataLocation(f"$.{name}" + "".join(f"[{i}]" for i in index))


def as_floats(values: npt.ArrayLike, name: str = "x", *, ndim: int = 1) -> Floats:
    """
    Convert numbers of any kind to read-only C-contiguous float64.

    Args:
        values: Lists, views, float32, integer, boolean or object arrays. An array that already is C-contiguous
            float64 is not copied.
        name: Name of the argument in error locations.
        ndim: Number of axes asked for.

    Returns:
        Array of shape as given.

    Raises:
        NotNumericError: ``spc.sample.not-numeric``, text, complex numbers, dates or nothing among the values.
        SampleShapeError: ``spc.sample.wrong-shape``, another number of axes, or rows of unequal length.

    Numerics:
        Integers beyond 2**53 are rounded to the nearest float64, as NumPy does. NaN passes.
    """
    try:
        raw = np.asarray(unmasked(values))
    except (TypeError, ValueError) as exc:
        raise SampleShapeError(
            f"`{name}` has rows of unequal length", location=place(name), hint="give rows of one length"
        ) from exc
    if raw.dtype.kind == "O":
        raw = _from_objects(raw, name)
    if raw.dtype.kind not in "fiub":
        raise NotNumericError(
            f"`{name}` holds something other than real numbers", location=place(name), hint="convert it to numbers"
        )
    if raw.ndim != ndim:
        raise SampleShapeError(
            f"`{name}` has {raw.ndim} axes where {ndim} are needed",
            location=place(name),
            hint="give one number a reading" if ndim == 1 else "give one row a subgroup or observation",
        )
    return frozen(raw)


def unmasked(values: npt.ArrayLike) -> npt.ArrayLike:
    """Show masked readings as NaN, also those of rows in a list: `numpy.asarray` alone would lose the mask."""
    if isinstance(values, np.ma.MaskedArray):
        data = np.ma.getdata(values)
        if data.dtype.kind not in "fiubO" or not np.ma.is_masked(values):
            return data
        return np.where(np.ma.getmaskarray(values), np.nan, data)
    if isinstance(values, (list, tuple)) and any(
        issubclass(kind, (np.ma.MaskedArray, list, tuple)) for kind in set(map(type, values))
    ):
        return [unmasked(value) for value in values]  # type: ignore[return-value]  # rows, or numbers among them
    return values


def axes(values: npt.ArrayLike) -> int:
    """Count the axes of what was given, a mask or not; 0 when its rows differ in length."""
    try:
        return np.ndim(unmasked(values))
    except (TypeError, ValueError):
        return 0


def one_or_many(values: npt.ArrayLike, name: str) -> tuple[Floats, bool]:
    """Convert one number, or one for each point, to an array; says whether it was one number for each point."""
    if axes(values) == 0 and not isinstance(values, (list, tuple)):
        return as_floats(values, name, ndim=0).reshape(1), False
    return as_floats(values, name), True


def frozen(values: npt.NDArray[np.generic]) -> Floats:
    """Give a read-only C-contiguous float64 view, or copy: the one type that kernels are compiled for."""
    view = np.ascontiguousarray(values, dtype=np.float64).view()
    view.flags.writeable = False
    return view


def _from_objects(raw: npt.NDArray[np.object_], name: str) -> Floats:
    floats = np.empty(raw.shape, dtype=np.float64)
    for index, value in np.ndenumerate(raw):
        if value is np.ma.masked:
            floats[index] = math.nan
            continue
        if isinstance(value, (str, bytes, complex)) or not hasattr(value, "__float__"):
            raise NotNumericError(
                f"`{name}` holds something other than a real number",
                location=place(name, *index),
                hint="leave missing readings out, or convert them to numbers",
            )
        try:
            floats[index] = float(value)
        except (OverflowError, TypeError, ValueError) as exc:
            raise NotNumericError(
                f"`{name}` holds a number beyond float64", location=place(name, *index), hint="use another unit"
            ) from exc
    return floats


def first_non_finite(values: Floats) -> tuple[int, ...] | None:
    """Find the index of the first NaN or infinity, row by row; None when there is none."""
    finite = np.isfinite(values)
    if finite.all():
        return None
    return tuple(int(i) for i in np.unravel_index(int(np.argmin(finite)), values.shape))


def refuse_non_finite(values: Floats, name: str = "x") -> None:
    """Raise `spc.sample.non-finite` at the first NaN or infinity."""
    index = first_non_finite(values)
    if index is not None:
        what = "infinite" if math.isinf(values[index]) else "not a number"
        raise NonFiniteReadingError(
            f"a reading is {what}",
            location=place(name, *index),
            hint="leave missing readings out, or exclude the point",
        )


def refuse_magnitude(values: Floats, name: str = "x") -> None:
    """Raise `spc.sample.magnitude` when squares of finite values would overflow, or all of them underflow."""
    if not values.size:
        return
    largest = max(abs(float(values.max())), abs(float(values.min())))
    if largest > LARGEST or 0.0 < largest < SMALLEST:
        index = np.unravel_index(int(np.argmax(np.abs(values))), values.shape)
        raise MagnitudeError(
            f"the largest magnitude `{largest:g}` lies outside 1e-100 to 1e100",
            location=place(name, *(int(i) for i in index)),
            hint="give the readings in another unit",
        )


def refuse_unusable(values: Floats, name: str = "x") -> None:
    """
    Raise what `refuse_non_finite` and `refuse_magnitude` raise.

    The extremes tell in two passes without copies whether there is anything to look for: NaN is greater than all.
    """
    if values.size and not (math.isfinite(values.max()) and math.isfinite(values.min())):
        refuse_non_finite(values, name)
    refuse_magnitude(values, name)


def readings(values: npt.ArrayLike, name: str = "x", *, at_least: int = 1, ndim: int = 1) -> Floats:
    """
    Convert and check readings: numbers, enough of them, all finite, of a magnitude whose squares fit float64.

    Args:
        values: Readings; see `as_floats`.
        name: Name of the argument in error locations.
        at_least: Smallest length of the first axis.
        ndim: Number of axes.

    Returns:
        Read-only C-contiguous float64.

    Raises:
        NotNumericError: ``spc.sample.not-numeric``.
        SampleShapeError: ``spc.sample.wrong-shape``.
        TooFewReadingsError: ``spc.sample.too-few``.
        NonFiniteReadingError: ``spc.sample.non-finite``; the location is that of the first one.
        MagnitudeError: ``spc.sample.magnitude``.

    Numerics:
        Two passes, O(n).
    """
    checked = as_floats(values, name, ndim=ndim)
    refuse_too_few(checked, at_least, name)
    refuse_unusable(checked, name)
    return checked


def refuse_too_few(values: Floats, at_least: int, name: str = "x") -> None:
    """Raise `spc.sample.too-few` when the first axis is shorter than needed."""
    if values.shape[0] < at_least or values.size == 0:
        raise TooFewReadingsError(
            f"{values.shape[0]} given where {max(at_least, 1)} are needed",
            location=place(name),
            hint="collect more before charting",
        )


def counts(values: npt.ArrayLike, name: str = "x", *, at_least: int = 1) -> Floats:
    """
    Convert and check counts of defectives or of events.

    Raises:
        NegativeCountError: ``spc.count.negative``.
        FractionalCountError: ``spc.count.fractional``.
        NonFiniteReadingError: ``spc.sample.non-finite``, besides what `readings` raises.
    """
    checked = readings(values, name, at_least=at_least)
    if (checked < 0).any():
        at = int(np.argmax(checked < 0))
        raise NegativeCountError(
            f"the count `{checked[at]:g}` is negative", location=place(name, at), hint="counts start at 0"
        )
    fractional = checked != np.floor(checked)
    if fractional.any():
        at = int(np.argmax(fractional))
        raise FractionalCountError(
            f"the count `{checked[at]:g}` is no whole number",
            location=place(name, at),
            hint="give counts, not rates or proportions",
        )
    return checked


def same_length(values: Floats, other: Floats, name: str) -> None:
    """Raise `spc.sample.wrong-shape` when an argument is not as long as the readings."""
    if other.shape[0] != values.shape[0]:
        raise SampleShapeError(
            f"`{name}` has {other.shape[0]} entries for {values.shape[0]} points",
            location=place(name),
            hint="give one entry a point",
        )


def shown(value: object) -> str:
    """Give a value as it may stand in a message: short, in one line."""
    try:
        text = repr(value).replace("\n", " ")
    except ValueError:  # an int of more digits than Python will print
        return "a number of thousands of digits"
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def real(value: object) -> float | None:
    """Take an integer or a float of Python or NumPy; None for anything else, truth values and text among it."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def choices(value: object, names: Iterable[str]) -> str:
    """Say which of some names may have been meant: those near it, or all."""
    every = list(names)
    near = difflib.get_close_matches(value, every, n=3) if isinstance(value, str) else []
    if near:
        return "did you mean " + " or ".join(f"`{name}`" for name in near) + "?"
    return "one of " + ", ".join(f"`{name}`" for name in every)


def number(
    value: float, name: str, *, above: float = -math.inf, below: float = math.inf, closed: bool = False
) -> float:
    """
    Check one parameter: finite, and between two bounds.

    Args:
        value: Parameter.
        name: Its name in error locations.
        above: Bound it must exceed.
        below: Bound it must stay under.
        closed: Whether the bounds themselves are allowed.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
    """
    checked = real(value)
    if checked is None:
        checked = math.nan
    inside = above <= checked <= below if closed else above < checked < below
    if not (math.isfinite(checked) and inside):
        ends = "[]" if closed else "()"
        raise ParameterError(
            f"`{name}` is `{shown(value)}`",
            location=place(name),
            hint=f"it lies in {ends[0]}{above:g}, {below:g}{ends[1]}",
        )
    return checked


def whole(value: int, name: str, *, at_least: int, at_most: int) -> int:
    """Check one whole-number parameter against its bounds, both allowed; `spc.parameter.out-of-range`."""
    checked = number(value, name, above=at_least, below=at_most, closed=True)
    if checked != int(checked):
        raise ParameterError(f"`{name}` is `{shown(value)}`", location=place(name), hint="it is a whole number")
    return int(checked)


def of_kind(value: object, kind: type[_Kind] | tuple[type[_Kind], ...], name: str, hint: str) -> _Kind:
    """Check that an argument is what another function of the package gives; `spc.parameter.out-of-range`."""
    if not isinstance(value, kind):
        raise ParameterError(f"`{name}` is `{shown(value)}`", location=place(name), hint=hint)
    return value


def flag(value: bool, name: str) -> bool:  # noqa: FBT001 - the value of an option, passed on
    """Check an option that is True or False; `spc.parameter.out-of-range` for anything else."""
    return bool(of_kind(value, (bool, np.bool_), name, "it is True or False"))


def known(value: str, name: str, names: Iterable[str]) -> str:
    """Check a name against those that exist; `spc.parameter.unknown-name` with near misses, for what is no text too."""
    all_names = list(names)
    if not isinstance(value, str):
        raise UnknownNameError(f"`{name}` is `{shown(value)}`", location=place(name), hint=choices(value, all_names))
    if value not in all_names:
        raise UnknownNameError(f"unknown {name} `{value}`", location=place(name), hint=choices(value, all_names))
    return value


def excluded(exclude: npt.ArrayLike | slice | range | None, n: int, name: str = "exclude") -> npt.NDArray[np.bool_]:
    """
    Turn stated exclusions into a mask.

    Args:
        exclude: Point indices (0-based), a mask of length n, a slice, a range, or None.
        n: Number of points.
        name: Name of the argument in error locations.

    Returns:
        True for every excluded point. Shape ``(n,)``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``, an index that is no point or no whole number.
        SampleShapeError: ``spc.sample.wrong-shape``, a mask of another length, rows of unequal length.
    """
    mask = np.zeros(n, dtype=np.bool_)
    if exclude is None:
        return mask
    if isinstance(exclude, slice):
        try:
            mask[exclude] = True
        except (TypeError, ValueError) as exc:
            raise ParameterError(
                f"`{shown(exclude)}` is no range of points", location=place(name), hint="give whole numbers"
            ) from exc
        return mask
    try:
        given = np.asarray(exclude if isinstance(exclude, range) else unmasked(exclude))
    except (TypeError, ValueError) as exc:
        raise SampleShapeError(
            f"`{name}` has rows of unequal length", location=place(name), hint="give point numbers, or a mask"
        ) from exc
    if isinstance(exclude, np.ma.MaskedArray) and np.ma.is_masked(exclude):
        raise ParameterError(
            f"`{name}` has masked entries", location=place(name), hint="say of every point whether it is left out"
        )
    if given.dtype == np.bool_:
        if given.shape != (n,):
            raise SampleShapeError(
                f"the mask has {given.size} entries for {n} points", location=place(name), hint="give one entry a point"
            )
        return given
    for position, index in enumerate(given.ravel().tolist()):
        if not isinstance(index, (int, float)) or not -n <= index < n or index != int(index):
            raise ParameterError(
                f"`{shown(index)}` is no point", location=place(name, position), hint=f"points run from 0 to {n - 1}"
            )
        mask[int(index)] = True
    return mask
