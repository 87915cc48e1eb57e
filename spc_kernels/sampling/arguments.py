"""The checks that every checked face of this package makes before it computes; nothing else belongs here."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.locations import DataLocation
from spc_kernels.samples import choices, place, real, shown
from spc_kernels.sampling.errors import (
    AqlOutsideTableError,
    NotACountError,
    NotANumberError,
    SampleAboveLotError,
    UnknownOptionError,
)

# Above this a count is no longer exact in the double arithmetic of the distributions, and no lot is that large.
LARGEST_COUNT = 10**9


def checked_count(value: object, name: str, *, least: int = 0, most: int = LARGEST_COUNT) -> int:
    """
    Take a whole number.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``; no integer (a boolean is none), or outside ``least`` to ``most``.
    """
    whole = int(value) if isinstance(value, (int, np.integer)) and not isinstance(value, bool) else None
    if whole is None or not least <= whole <= most:
        raise NotACountError(
            f"`{shown(value)}` is not a whole number from {least} to {most}",
            location=DataLocation(f"$.{name}"),
            hint="give a whole number, written without a point, within the range",
        )
    return whole


def checked_counts(values: object, name: str, *, least: int = 0) -> tuple[int, ...]:
    """
    Take a sequence of whole numbers.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
    """
    if isinstance(values, (str, bytes)) or not isinstance(values, Sequence):
        raise NotACountError(
            f"`{shown(values)}` is not a list of whole numbers",
            location=DataLocation(f"$.{name}"),
            hint="give one whole number for each sample, in a list",
        )
    return tuple(checked_count(value, f"{name}[{i}]", least=least) for i, value in enumerate(values))


def checked_number(value: object, name: str, *, least: float = -math.inf, most: float = math.inf) -> float:
    """
    Take a finite number from ``least`` to ``most``, both included.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
    """
    number = real(value)
    if number is None or not math.isfinite(number) or not least <= number <= most:
        span = f" from {least:g} to {most:g}" if math.isfinite(least) or math.isfinite(most) else ""
        raise NotANumberError(
            f"`{shown(value)}` is not a finite number{span}",
            location=DataLocation(f"$.{name}"),
            hint=f"give one finite number{span}",
        )
    return number


def checked_inside(value: object, name: str) -> float:
    """
    Take a fraction strictly between 0 and 1.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``.
    """
    number = checked_number(value, name, least=0, most=1)
    if number in {0.0, 1.0}:
        raise NotANumberError(
            f"`{shown(value)}` is not between 0 and 1",
            location=DataLocation(f"$.{name}"),
            hint="give a fraction above 0 and below 1, 0.05 for five percent",
        )
    return number


def checked_numbers(
    values: ArrayLike, name: str, *, least: float = -math.inf, most: float = math.inf
) -> NDArray[np.float64]:
    """
    Take finite numbers from ``least`` to ``most`` as a new array of floats of the same shape.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``; location is the first one that is not, or that is masked.
    """
    _refuse_masked(values, name)
    try:
        given = np.asarray(values)
    except ValueError:
        given = np.empty(0, dtype=object)
        ragged = True
    else:
        ragged = False
    if ragged or given.dtype.kind not in "iuf":
        raise NotANumberError(
            f"`{shown(values)}` are not numbers",
            location=DataLocation(f"$.{name}"),
            hint="give real numbers, in rows of one length",
        )
    numbers = np.array(given, dtype=np.float64)
    wrong = ~((numbers >= least) & (numbers <= most) & np.isfinite(numbers))
    if wrong.any():
        first = np.unravel_index(int(np.argmax(wrong)), numbers.shape)
        raise NotANumberError(
            f"`{numbers[first]!s}` is not a finite number from {least:g} to {most:g}",
            location=place(name, *(int(i) for i in first)),
            hint="leave out what is missing, and give finite numbers within the range",
        )
    return numbers


def _refuse_masked(values: ArrayLike, name: str) -> None:
    """Refuse masked values: below a mask stands a number that was not measured."""
    if isinstance(values, np.ma.MaskedArray):
        masked = np.ma.getmaskarray(values)
        if masked.any():
            first = np.unravel_index(int(np.argmax(masked)), masked.shape)
            raise NotANumberError(
                "a value is masked",
                location=place(name, *(int(i) for i in first)),
                hint="leave masked values out, `x.compressed()`",
            )


def checked_option(value: object, name: str, options: Iterable[str]) -> str:
    """
    Take one of some words.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``; the hint names the nearest, or all.
    """
    known = tuple(options)
    if isinstance(value, str) and value in known:
        return value
    raise UnknownOptionError(
        f"`{shown(value)}` is no {name}", location=DataLocation(f"$.{name}"), hint=choices(value, known)
    )


def checked_aql(value: object, columns: Sequence[float]) -> float:
    """
    Take an acceptance quality limit that is a column of a table; nothing between two columns has a plan.

    Raises:
        AqlOutsideTableError: ``spc.sampling.aql-outside-table``; the hint names the columns.
    """
    number = real(value)
    if number is None or number not in columns:
        raise AqlOutsideTableError(
            f"`{shown(value)}` is no acceptance quality limit of the table",
            location=DataLocation("$.aql"),
            hint=f"one of {', '.join(f'{column:g}' for column in columns)}",
        )
    return number


def check_sample_within(sample_size: int, lot_size: int) -> None:
    """
    Refuse a sample that is larger than its lot.

    Raises:
        SampleAboveLotError: ``spc.sampling.sample-above-lot``.
    """
    if sample_size > lot_size:
        raise SampleAboveLotError(
            f"a sample of {sample_size} cannot come from a lot of {lot_size}",
            location=DataLocation("$.sample_size"),
            hint="inspect every item of the lot",
        )
