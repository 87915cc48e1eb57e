"""Average run length of EWMA charts of normal readings, by integral equation; owns no chart and no limit."""

import math
from collections.abc import Iterable

import numpy as np

from spc_kernels.arl.integral import finite, legendre, node_count, normal_density, run_lengths
from spc_kernels.errors import ParameterError
from spc_kernels.samples import Floats, known, number, place, shown

SIDES = ("one", "two")
LIMITS = ("fixed", "exact")
SMALLEST_SMOOTHING = 1e-4
_SETTLED = 1e-15


def ewma(
    smoothing: float,
    limit: float,
    shift: float = 0.0,
    *,
    sides: str = "two",
    limits: str = "fixed",
    start: float = 0.0,
) -> float:
    """
    Compute the average run length of an EWMA chart, zero state, parameters known.

    The chart is ``Z_t = (1 - smoothing) Z_{t-1} + smoothing X_t`` with X independent N(shift, 1).

    Args:
        smoothing: Weight of the new reading, 0.0001 to 1; 1 is Shewhart's chart.
        limit: Distance of the limit from the centre, in standard deviations of the EWMA, ``> 0``.
        shift: Mean of the readings, in standard deviations of a reading.
        sides: ``two``, or ``one``: upper limit only, the EWMA is reset to the centre when it falls below.
        limits: ``fixed``: at the asymptotic deviation √(smoothing / (2 - smoothing)); ``exact``: growing with t
            (two sides only).
        start: First value of the EWMA, in asymptotic standard deviations of the EWMA, ``|start| < limit``.

    Returns:
        Points until the first signal, on average, ``>= 1``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
        UnknownNameError: ``spc.parameter.unknown-name``.
        UnresolvedArlError: ``spc.arl.unresolved``, an ARL beyond 1e300.

    Numerics:
        Relative error below 1e-11, whatever the ARL. Exact limits propagate the density until they have settled and
        close with the fixed-limit solution, about 17 / smoothing steps.

    Source:
        Crowder (1987), Technometrics 29; Lucas & Saccucci (1990), Technometrics 32; for exact limits
        Knoth (2003), Sequential Analysis 22.
    """
    lam = number(smoothing, "smoothing", above=SMALLEST_SMOOTHING, below=1.0, closed=True)
    width = number(limit, "limit", above=0.0, below=100.0)
    bound = width * math.sqrt(lam / (2.0 - lam))
    mean = number(shift, "shift", above=-1e3, below=1e3, closed=True)
    one_sided = known_word(sides, "sides", SIDES) == "one"
    low = 0.0 if one_sided else -width
    first = number(start, "start", above=low, below=width, closed=True) * math.sqrt(lam / (2.0 - lam))
    if known_word(limits, "limits", LIMITS) == "fixed":
        return (_upper if one_sided else _two_sided)(lam, bound, mean, first)
    if one_sided:
        raise ParameterError(
            "`exact` limits need two sides", location=place("limits"), hint="use `fixed` limits for a one-sided chart"
        )
    return _settling(lam, bound, mean, first)


def known_word(value: object, name: str, names: Iterable[str]) -> str:
    """Check a name as `known` does; an array or a list is no name."""
    return known(value if isinstance(value, str) else shown(value), name, names)


def _kernel(lam: float, mean: float, origin: Floats, nodes: Floats, weights: Floats) -> Floats:
    """Give the chance of going from each origin to each node: ``w_j phi((x_j - (1 - lam) z_i)/lam - mean)/lam``."""
    z = (nodes[np.newaxis, :] - (1.0 - lam) * origin[:, np.newaxis]) / lam - mean
    return normal_density(z) * (weights / lam)


def _leaving(lam: float, bound: float, mean: float, origin: Floats) -> Floats:
    """Give the chance of a signal above from each origin, as a tail."""
    from scipy.special import ndtr

    chance: Floats = ndtr(((1.0 - lam) * origin - bound) / lam + mean)
    return chance


def _fixed(lam: float, bound: float, mean: float) -> tuple[Floats, Floats, Floats]:
    """Solve for fixed limits on both sides: nodes, weights, run lengths from the nodes."""
    nodes, weights = legendre(node_count(2.0 * bound / lam), -bound, bound)
    leaving = _leaving(lam, bound, mean, nodes) + _leaving(lam, bound, -mean, -nodes)
    return nodes, weights, run_lengths(_kernel(lam, mean, nodes, nodes, weights), leaving)


def _two_sided(lam: float, bound: float, mean: float, start: float) -> float:
    nodes, weights, lengths = _fixed(lam, bound, mean)
    if math.isinf(lengths[0]):
        return finite(math.inf)
    return finite(1.0 + float(_kernel(lam, mean, np.array([start]), nodes, weights)[0] @ lengths))


def _upper(lam: float, bound: float, mean: float, start: float) -> float:
    nodes, weights = legendre(node_count(bound / lam), 0.0, bound)
    # The first two states are the start and the centre, to which the chart is reset.
    states = np.concatenate(([start, 0.0], nodes))
    transition = np.zeros((states.size, states.size))
    transition[:, 1] = _leaving(lam, 0.0, -mean, -states)
    transition[:, 2:] = _kernel(lam, mean, states, nodes, weights)
    return finite(float(run_lengths(transition, _leaving(lam, bound, mean, states))[0]))


def _settling(lam: float, bound: float, mean: float, start: float) -> float:
    """Sum P(run length > t) while the limits grow, then take the run length with fixed limits from each place."""
    nodes, weights, lengths = _fixed(lam, bound, mean)
    if math.isinf(lengths[0]):
        return finite(math.inf)
    states, mass, total = np.array([start]), np.array([1.0]), 0.0
    decay = 1.0
    while decay > _SETTLED and (alive := float(mass.sum())) > _SETTLED:
        total += alive
        decay *= (1.0 - lam) * (1.0 - lam)
        at = bound * math.sqrt(1.0 - decay)
        next_states, next_weights = legendre(nodes.size, -at, at)
        mass = mass @ _kernel(lam, mean, states, next_states, next_weights)
        states = next_states
    remaining = _kernel(lam, mean, states, nodes, weights) @ lengths + 1.0
    return finite(total + float(mass @ remaining))
