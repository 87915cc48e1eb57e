"""What variables plans need of a sample: its size, mean and standard deviation; judges nothing."""

import math

import msgspec
from numpy.typing import ArrayLike

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_number, checked_numbers
from spc_kernels.sampling.errors import NoVariationError, SampleNotPlannedError

# Readings beyond this have squares that leave the range of doubles.
LARGEST_READING = 1e12
_FEWEST = 2


class SampleSummary(msgspec.Struct, frozen=True):
    """
    What variables plans need of a sample.

    Attributes:
        sample_size: n.
        mean: Sample mean, in the unit of the readings.
        deviation: Sample standard deviation with n - 1, or sigma if it is known; above 0.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        NotANumberError: ``spc.sampling.not-a-number``.
        NoVariationError: ``spc.sampling.no-variation``.
    """

    sample_size: int
    mean: float
    deviation: float

    def __post_init__(self) -> None:
        """Check the ranges."""
        checked_count(self.sample_size, "sample_size", least=_FEWEST)
        checked_number(self.mean, "mean", least=-LARGEST_READING, most=LARGEST_READING)
        if checked_number(self.deviation, "deviation", least=0, most=LARGEST_READING) == 0:
            raise NoVariationError(
                "without variation between the readings nothing can be estimated",
                location=DataLocation("$.deviation"),
                hint="measure with a finer resolution, or judge by attributes",
            )


def summarised(readings: ArrayLike, sigma: float | None = None) -> SampleSummary:
    """
    Summarise the readings of a sample.

    Args:
        readings: Shape ``(n,)``, at least 2, unit *u*, each from -1e12 to 1e12.
        sigma: The known standard deviation, unit *u*, above 0; None to estimate it.

    Returns:
        n, mean, and sigma or the estimate with n - 1, unit *u*.

    Raises:
        NotANumberError: ``spc.sampling.not-a-number``; also for a masked reading.
        SampleNotPlannedError: ``spc.sampling.sample-not-planned``; less than two readings, or more than one axis.
        NoVariationError: ``spc.sampling.no-variation``; all readings equal, or sigma 0.

    Numerics:
        Two passes about the mean; NaN is refused.

    Source:
        MIL-STD-414 sections B and D.
    """
    values = checked_numbers(readings, "readings", least=-LARGEST_READING, most=LARGEST_READING)
    if values.ndim != 1 or values.size < _FEWEST:
        raise SampleNotPlannedError(
            "a sample needs at least two readings",
            location=DataLocation("$.readings"),
            hint="give one list of readings",
        )
    mean = math.fsum(values) / values.size
    if sigma is not None:
        return SampleSummary(values.size, mean, sigma)
    deviation = 0.0 if (values == values[0]).all() else math.sqrt(math.fsum((values - mean) ** 2) / (values.size - 1))
    return SampleSummary(values.size, mean, deviation)
