"""Chart parameters for a wanted run length: limits from an in-control ARL, whole designs from a shift."""

import functools
import math
from collections.abc import Callable

import msgspec

from spc_kernels.arl.cusum import cusum
from spc_kernels.arl.errors import UnreachableArlError, UnresolvedArlError
from spc_kernels.arl.ewma import ewma
from spc_kernels.arl.mewma import mewma
from spc_kernels.arl.variance import ewma_variance
from spc_kernels.samples import number, place

SMALLEST_SMOOTHING = 0.005
_LONGEST = 1e15
_WIDEST_VARIANCE = 100.0


class EwmaDesign(msgspec.Struct, frozen=True):
    """
    An EWMA chart for a wanted in-control run length and the shift it is to find soonest.

    Attributes:
        smoothing: Weight of the new reading.
        limit: Distance of the limit from the centre, in standard deviations of the EWMA.
        arl_in_control: Run length without shift.
        arl_shifted: Run length at the shift.
        shift: Shift, in standard deviations of a reading.
    """

    smoothing: float
    limit: float
    arl_in_control: float
    arl_shifted: float
    shift: float


class CusumDesign(msgspec.Struct, frozen=True):
    """
    A CUSUM chart for a wanted in-control run length and the shift it is to find soonest.

    Attributes:
        reference: Reference value k, in standard deviations of a reading.
        interval: Decision interval h, in standard deviations of a reading.
        arl_in_control: Run length without shift.
        arl_shifted: Run length at the shift.
        shift: Shift, in standard deviations of a reading.
    """

    reference: float
    interval: float
    arl_in_control: float
    arl_shifted: float
    shift: float


def ewma_limit(smoothing: float, arl_in_control: float, *, sides: str = "two", limits: str = "fixed") -> float:
    """
    Find the limit that gives an EWMA chart a wanted in-control run length.

    Args:
        smoothing: Weight of the new reading, 0.0001 to 1.
        arl_in_control: Wanted run length without shift, above 1 and at most 1e15.
        sides: ``one`` or ``two``, see `ewma`.
        limits: ``fixed`` or ``exact``, see `ewma`.

    Returns:
        Limit in standard deviations of the EWMA.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.
        UnreachableArlError: ``spc.arl.unreachable``.

    Numerics:
        Brent's method on the logarithm of the run length, to 1e-12 in the limit.

    Source:
        Crowder (1989), J. Quality Technology 21.
    """
    ewma(smoothing, 1.0, sides=sides, limits=limits)
    return _solve(lambda limit: ewma(smoothing, limit, sides=sides, limits=limits), arl_in_control, 40.0)


def cusum_interval(
    reference: float, arl_in_control: float, *, sides: str = "two", head_start_share: float = 0.0
) -> float:
    """
    Find the decision interval that gives a CUSUM chart a wanted in-control run length.

    Args:
        reference: Reference value k, in standard deviations of a reading, ``>= 0``.
        arl_in_control: Wanted run length without shift, above 1 and at most 1e15.
        sides: ``one`` or ``two``, see `cusum`.
        head_start_share: Head start as a share of the interval, 0 to 0.5.

    Returns:
        Decision interval h in standard deviations of a reading.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.
        UnreachableArlError: ``spc.arl.unreachable``: even an interval of 0 runs longer, or 200 is not enough.

    Numerics:
        Brent's method on the logarithm of the run length, to 1e-12 in the interval.

    Source:
        Lucas & Crosier (1982), Technometrics 24.
    """
    share = number(head_start_share, "head_start_share", above=0.0, below=0.5, closed=True)
    cusum(reference, 1.0, sides=sides)
    return _solve(lambda h: cusum(reference, h, sides=sides, head_start=share * h), arl_in_control, 200.0)


def mewma_limit(smoothing: float, arl_in_control: float, dimensions: int) -> float:
    """
    Find h4, the limit that gives a multivariate EWMA chart a wanted in-control run length.

    Args:
        smoothing: Weight of the new vector, 0.005 to 1.
        arl_in_control: Wanted run length without shift, above 1 and at most 1e15.
        dimensions: Number of variables, 1 to 100.

    Returns:
        Limit that T² must exceed.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnreachableArlError: ``spc.arl.unreachable``.

    Numerics:
        Brent's method on the logarithm of the run length, to 1e-12 in the root of the limit.

    Source:
        Rigdon (1995), J. Statist. Comput. Simul. 52.
    """
    mewma(smoothing, 1.0, dimensions)
    return _solve(lambda root: mewma(smoothing, root * root, dimensions), arl_in_control, 40.0) ** 2


def ewma_variance_limit(smoothing: float, arl_in_control: float, degrees_of_freedom: int) -> float:
    """
    Find the upper limit that gives an EWMA chart of sample variances a wanted in-control run length.

    Args:
        smoothing: Weight of the new variance, 0.005 to 1.
        arl_in_control: Wanted run length at variance 1, started at 1; above 1 and below 1e9.
        degrees_of_freedom: Of each sample variance, 1 to 200.

    Returns:
        Upper limit of Z.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnreachableArlError: ``spc.arl.unreachable``.

    Numerics:
        Brent's method on the logarithm of the run length, to 1e-12 in the limit.

    Source:
        Knoth (2005), Statistics and Computing 15.
    """
    number(arl_in_control, "arl_in_control", above=1.0, below=1e9)
    ewma_variance(smoothing, 2.0, degrees_of_freedom)
    return 1.0 + _solve(
        lambda above: ewma_variance(smoothing, 1.0 + above, degrees_of_freedom), arl_in_control, _WIDEST_VARIANCE
    )


def design_ewma(arl_in_control: float, shift: float) -> EwmaDesign:
    """
    Choose smoothing and limit of a two-sided EWMA chart that finds a shift soonest.

    Args:
        arl_in_control: Wanted run length without shift, 2 to 1e6.
        shift: Shift to find, in standard deviations of a reading, 0.1 to 6.

    Returns:
        The design; smoothing is at least 0.005.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Bounded minimisation of the run length at the shift over the logarithm of the smoothing, to 1e-4 in the
        smoothing: the run length is flat there, and is right to 1e-11 for the smoothing returned.

    Source:
        Lucas & Saccucci (1990), Technometrics 32, on optimal designs.
    """
    from scipy.optimize import minimize_scalar

    wanted = number(arl_in_control, "arl_in_control", above=2.0, below=1e6, closed=True)
    distance = number(shift, "shift", above=0.1, below=6.0, closed=True)

    def arl_shifted(log_smoothing: float) -> float:
        smoothing = math.exp(log_smoothing)
        return ewma(smoothing, ewma_limit(smoothing, wanted), distance)

    found = minimize_scalar(
        arl_shifted, bounds=(math.log(SMALLEST_SMOOTHING), 0.0), method="bounded", options={"xatol": 1e-4}
    )
    smoothing = math.exp(float(found.x))
    limit = ewma_limit(smoothing, wanted)
    return EwmaDesign(smoothing, limit, ewma(smoothing, limit), ewma(smoothing, limit, distance), distance)


def design_cusum(arl_in_control: float, shift: float) -> CusumDesign:
    """
    Choose reference value and decision interval of a two-sided CUSUM chart that finds a shift soonest.

    Args:
        arl_in_control: Wanted run length without shift, 2 to 1e15.
        shift: Shift to find, in standard deviations of a reading, 0.05 to 6.

    Returns:
        The design; the reference value is half the shift, which is optimal in Lorden's sense.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnreachableArlError: ``spc.arl.unreachable``: with so large a reference value every interval runs longer.

    Numerics:
        As `cusum_interval`.

    Source:
        Moustakides (1986), Annals of Statistics 14; Lucas & Crosier (1982), Technometrics 24.
    """
    distance = number(shift, "shift", above=0.05, below=6.0, closed=True)
    reference = 0.5 * distance
    interval = cusum_interval(reference, arl_in_control)
    return CusumDesign(reference, interval, cusum(reference, interval), cusum(reference, interval, distance), distance)


def _solve(arl: Callable[[float], float], wanted: float, largest: float) -> float:
    """Find where an increasing run length reaches the wanted one."""
    from scipy.optimize import brentq

    target = math.log(number(wanted, "arl_in_control", above=1.0, below=_LONGEST))

    @functools.cache
    def excess(limit: float) -> float:
        try:
            return math.log(arl(limit)) - target
        except UnresolvedArlError:
            return math.inf

    low, high = 1e-3, 1.0
    while excess(high) < 0.0 and high < largest:
        low, high = high, min(2.0 * high, largest)
    if excess(low) > 0.0 or excess(high) < 0.0:
        raise UnreachableArlError(
            f"no limit gives a run length of `{wanted:g}`",
            location=place("arl_in_control"),
            hint="ask for another run length, or change the other parameter of the chart",
        )
    while math.isinf(excess(high)):
        high = 0.5 * (low + high)
    return float(brentq(excess, low, high, xtol=1e-13, rtol=1e-14))
