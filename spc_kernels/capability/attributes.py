"""Capability of counted data: fraction defective and defects per unit, with exact bounds."""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.normal import MILLION
from spc_kernels.capability.results import NOT_ASSESSED, Stability
from spc_kernels.errors import CountAboveSizeError, SampleSizeError
from spc_kernels.samples import Floats, counts, number, place, readings, same_length


class AttributeCapability(msgspec.Struct, frozen=True):
    """
    Capability of counted data; `rate` is the fraction defective, or the defects per unit.

    Attributes:
        model: ``binomial`` or ``poisson``.
        n: Number of samples counted.
        total: Items, or units of opportunity, in all samples.
        events: Defectives, or defects, in all samples.
        rate: Events over total.
        lower: Lower end of the two-sided confidence interval of the rate.
        upper: Upper end of it.
        upper_bound: One-sided upper confidence bound of the rate, what a release asks for.
        ppm: Parts per million: defectives, or defects per million units.
        yield_share: Share of items without a defect.
        z_bench: Normal score of the yield; infinite when nothing was found.
        z_bound: Normal score of the yield at the upper bound of the rate.
        confidence: Confidence of interval and bound.
        stability: What is known of stability, as given.
        sigma_method: How the spread was estimated: by the model, which has no other than the rate.
    """

    model: str
    n: int
    total: float
    events: int
    rate: float
    lower: float
    upper: float
    upper_bound: float
    ppm: float
    yield_share: float
    z_bench: float
    z_bound: float
    confidence: float
    stability: Stability
    sigma_method: str = "model"


def binomial(
    defectives: npt.ArrayLike,
    items: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    stability: Stability = NOT_ASSESSED,
) -> AttributeCapability:
    """
    Study the capability of a process whose items are good or defective.

    Args:
        defectives: Defectives of each sample. Shape ``(m,)``, whole, ``>= 0``.
        items: Items of each sample, whole, ``> 0``. Shape ``(m,)``, or one number for all.
        confidence: Confidence, 0 to 1 exclusive.
        stability: What a p or np chart said about stability.

    Returns:
        Fraction defective with its Clopper-Pearson interval, yield and normal scores.

    Raises:
        CountAboveSizeError: ``spc.count.above-size``.
        SampleSizeError: ``spc.count.sample-size``.
        CountError: ``spc.count.…``, see `counts`.
        SampleError: ``spc.sample.…``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Inverse incomplete beta function by SciPy, 1e-12. Exact, hence conservative.

    Source:
        Clopper & Pearson (1934), Biometrika 26; Bothe (1997), Measuring Process Capability, chapter 9.
    """
    from scipy.special import betaincinv, ndtri

    level = number(confidence, "confidence", above=0.0, below=1.0)
    found, sizes = _pair(defectives, items, "defectives", "items")
    fractional = sizes != np.floor(sizes)
    if fractional.any():
        raise _no_size(sizes, "items", int(np.argmax(fractional)))
    if (found > sizes).any():
        at = int(np.argmax(found > sizes))
        raise CountAboveSizeError(
            f"`{found[at]:g}` defectives among `{sizes[at]:g}` items",
            location=place("defectives", at),
            hint="count defective items, not defects",
        )
    events, total = float(found.sum()), float(sizes.sum())
    good = total - events

    def bound(doubt: float, *, above: bool) -> float:
        if above:
            return 1.0 if good == 0.0 else float(betaincinv(events + 1.0, good, 1.0 - doubt))
        return 0.0 if events == 0.0 else float(betaincinv(events, good + 1.0, doubt))

    doubt = 1.0 - level
    rate, most = events / total, bound(doubt, above=True)
    return AttributeCapability(
        model="binomial",
        n=found.size,
        total=total,
        events=int(events),
        rate=rate,
        lower=bound(0.5 * doubt, above=False),
        upper=bound(0.5 * doubt, above=True),
        upper_bound=most,
        ppm=MILLION * rate,
        yield_share=good / total,
        z_bench=-float(ndtri(rate)),
        z_bound=-float(ndtri(most)),
        confidence=level,
        stability=stability,
    )


def poisson(
    defects: npt.ArrayLike,
    units: npt.ArrayLike = 1.0,
    *,
    confidence: float = 0.95,
    stability: Stability = NOT_ASSESSED,
) -> AttributeCapability:
    """
    Study the capability of a process whose defects are counted on units.

    Args:
        defects: Defects of each sample. Shape ``(m,)``, whole, ``>= 0``.
        units: Units, area or time of each sample, ``> 0``. Shape ``(m,)``, or one number for all.
        confidence: Confidence, 0 to 1 exclusive.
        stability: What a c or u chart said about stability.

    Returns:
        Defects per unit with their exact interval; the yield is the share of units without a defect, ``exp(-rate)``.

    Raises:
        SampleSizeError: ``spc.count.sample-size``.
        CountError: ``spc.count.…``, see `counts`.
        SampleError: ``spc.sample.…``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Inverse incomplete gamma function by SciPy, 1e-12. Exact, hence conservative.

    Source:
        Garwood (1936), Biometrika 28; Bothe (1997), chapter 9.
    """
    from scipy.special import gammaincinv, ndtri

    level = number(confidence, "confidence", above=0.0, below=1.0)
    found, sizes = _pair(defects, units, "defects", "units")
    events, total = float(found.sum()), float(sizes.sum())
    doubt = 1.0 - level
    rate, most = events / total, float(gammaincinv(events + 1.0, level)) / total
    return AttributeCapability(
        model="poisson",
        n=found.size,
        total=total,
        events=int(events),
        rate=rate,
        lower=0.0 if events == 0.0 else float(gammaincinv(events, 0.5 * doubt)) / total,
        upper=float(gammaincinv(events + 1.0, 1.0 - 0.5 * doubt)) / total,
        upper_bound=most,
        ppm=MILLION * rate,
        yield_share=math.exp(-rate),
        z_bench=-float(ndtri(-math.expm1(-rate))),
        z_bound=-float(ndtri(-math.expm1(-most))),
        confidence=level,
        stability=stability,
    )


def _pair(found: npt.ArrayLike, sizes: npt.ArrayLike, found_name: str, sizes_name: str) -> tuple[Floats, Floats]:
    """Check counts and the sizes behind them; one size stands for all."""
    checked = counts(found, found_name)
    spread: npt.ArrayLike = np.full(checked.size, sizes) if np.ndim(sizes) == 0 else sizes
    opportunity = readings(spread, sizes_name)
    same_length(checked, opportunity, sizes_name)
    if opportunity.min() <= 0.0:
        raise _no_size(opportunity, sizes_name, int(np.argmax(opportunity <= 0.0)))
    return checked, opportunity


def _no_size(sizes: Floats, name: str, at: int) -> SampleSizeError:
    return SampleSizeError(
        f"the size `{sizes[at]:g}` is no number of {name}", location=place(name, at), hint="give what was inspected"
    )
