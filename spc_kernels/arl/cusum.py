"""Average run length of tabular CUSUM charts of normal readings, by integral equation; owns no chart."""

import math

import numpy as np

from spc_kernels.arl.ewma import SIDES, known_word
from spc_kernels.arl.integral import finite, legendre, node_count, normal_density, run_lengths
from spc_kernels.errors import ParameterError
from spc_kernels.samples import number, place


def cusum(
    reference: float, interval: float, shift: float = 0.0, *, sides: str = "two", head_start: float = 0.0
) -> float:
    """
    Compute the average run length of a CUSUM chart, zero or head start, parameters known.

    The upper sum is ``C_t = max(0, C_{t-1} + X_t - reference)`` with X independent N(shift, 1); it signals above
    the decision interval. The lower sum mirrors it.

    Args:
        reference: Reference value k, in standard deviations of a reading, ``>= 0``.
        interval: Decision interval h, in standard deviations, ``> 0`` and at most 200.
        shift: Mean of the readings, in standard deviations.
        sides: ``two``: both sums at once; ``one``: the upper sum alone.
        head_start: First value of each sum (fast initial response), ``0 <= head_start <= interval``; with two sides at
            most ``interval/2 + reference``.

    Returns:
        Points until the first signal, on average, ``>= 1``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.
        UnresolvedArlError: ``spc.arl.unresolved``, an ARL beyond 1e300.

    Numerics:
        Relative error below 1e-11, whatever the ARL. The two-sided length is exact, not an approximation:
        within the bound on the head start the sums never interact.

    Source:
        Brook & Evans (1972), Biometrika 59; Lucas & Crosier (1982), Technometrics 24, for head starts and two sides.
    """
    k = number(reference, "reference", above=0.0, below=100.0, closed=True)
    h = number(interval, "interval", above=0.0, below=200.0)
    mean = number(shift, "shift", above=-1e3, below=1e3, closed=True)
    first = number(head_start, "head_start", above=0.0, below=h, closed=True)
    if known_word(sides, "sides", SIDES) == "one":
        return finite(_upper(k, h, mean, first)[1])
    if first > 0.5 * h + k:
        raise ParameterError(
            f"`head_start` is `{head_start}`",
            location=place("head_start"),
            hint=f"with two sides it is at most interval/2 + reference, {0.5 * h + k:g}",
        )
    up_zero, up = _upper(k, h, mean, first)
    down_zero, down = (up_zero, up) if mean == 0.0 else _upper(k, h, -mean, first)
    # The readable form: with no head start 1 / (1/up + 1/down). A side that never signals is infinite.
    share_up = 1.0 if math.isinf(up_zero) else up / up_zero
    share_down = 1.0 if math.isinf(down_zero) else down / down_zero
    rate = 1.0 / up_zero + 1.0 / down_zero
    return finite((share_up + share_down - 1.0) / rate if rate > 0.0 else math.inf)


def _upper(k: float, h: float, mean: float, start: float) -> tuple[float, float]:
    """Give the run lengths of the upper sum from zero and from a start."""
    from scipy.special import ndtr

    nodes, weights = legendre(node_count(h), 0.0, h)
    # State 0 is the sum at zero, state 1 the start, which nothing goes back to.
    states = np.concatenate(([0.0, start], nodes))
    drift = k - mean
    transition = np.zeros((states.size, states.size))
    transition[:, 0] = ndtr(drift - states)
    transition[:, 2:] = weights * normal_density(nodes[np.newaxis, :] - states[:, np.newaxis] + drift)
    lengths = run_lengths(transition, ndtr(states - h - drift))
    return float(lengths[0]), float(lengths[1])
