"""Capability of many series of individuals at once: one call instead of a loop in Python."""

import itertools
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.capability.deviations import moving_range_degrees
from spc_kernels.capability.errors import NoLimitError
from spc_kernels.capability.normality import FEWEST, anderson_darling
from spc_kernels.capability.results import NOT_ASSESSED, Stability
from spc_kernels.constants import d2
from spc_kernels.errors import LimitsCrossedError, MagnitudeError, ParameterError, SampleShapeError
from spc_kernels.samples import LARGEST, Floats, as_floats, number, place, readings, refuse_too_few, shown, whole

MOST_THREADS = 64


class ManyCapabilities(msgspec.Struct, frozen=True, eq=False):
    """
    Capability of many series; an index that is undefined, by a missing limit or without spread, is NaN, and named.

    Attributes:
        n: Readings of each series.
        means: Mean of each series. Shape ``(series,)``.
        sigma_within: Mean moving range / d2 of each series.
        sigma_within_method: ``MR``.
        degrees_within: Degrees of freedom of every sigma_within.
        sigma_overall: Standard deviation with n - 1 of each series.
        sigma_overall_method: ``STDEV``.
        stability: What is known of stability, as given, of all series.
        normality_p: p-value of Anderson and Darling's test of each series, NaN for equal readings; None: not assessed.
        confidence: Confidence of the bounds.
        cp: (USL - LSL) / 6 within; NaN where undefined.
        cpk: Distance of the mean from the nearest limit / 3 within.
        cpk_lower_bound: One-sided lower confidence bound of cpk (Bissell).
        pp: As cp, overall.
        ppk: As cpk, overall.
        ppk_lower_bound: One-sided lower confidence bound of ppk.
        without_spread: Series whose readings are all equal: they have no index.
    """

    n: int
    means: Floats
    sigma_within: Floats
    sigma_within_method: str
    degrees_within: float
    sigma_overall: Floats
    sigma_overall_method: str
    stability: Stability
    normality_p: Floats | None
    confidence: float
    cp: Floats
    cpk: Floats
    cpk_lower_bound: Floats
    pp: Floats
    ppk: Floats
    ppk_lower_bound: Floats
    without_spread: npt.NDArray[np.bool_]


class Plan(msgspec.Struct, frozen=True):
    """
    How many series are studied.

    Attributes:
        confidence: Confidence of the bounds, 0 to 1 exclusive.
        normality: Whether to test every series for normality, which takes most of the time.
        stability: What is known of the stability of all series.
        threads: Threads among which whole series are divided, 1 to 64; the result does not depend on it.
    """

    confidence: float = 0.95
    normality: bool = False
    stability: Stability = NOT_ASSESSED
    threads: int = 1


DEFAULT_PLAN = Plan()


def many(
    x: npt.ArrayLike,
    lsl: npt.ArrayLike | None = None,
    usl: npt.ArrayLike | None = None,
    *,
    plan: Plan = DEFAULT_PLAN,
) -> ManyCapabilities:
    """
    Study the capability of many series of individuals, each with its own limits.

    Args:
        x: One series a row, unit *u*. Shape ``(series, n)``, ``n >= 2``.
        lsl: Lower specification limit of all series, or of each. Shape ``()`` or ``(series,)``; None: there is none.
        usl: Upper specification limit, likewise.
        plan: Confidence, normality, stability and threads.

    Returns:
        The indices that `normal` gives for each row, to 1e-12 relative.

    Raises:
        NoLimitError: ``spc.capability.no-limit``.
        LimitsCrossedError: ``spc.limits.crossed``; location is ``$.lsl[i]``.
        NonFiniteReadingError: ``spc.sample.non-finite``; location is ``$.x[i][j]``.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Two-pass moments, three sweeps of each row; linear in the number of series. Compiled, interpreted and
        bounds-checked runs agree bit for bit.

    Source:
        As `normal`.
    """
    if not isinstance(plan, Plan):
        raise ParameterError(f"`{shown(plan)}` is no plan", location=place("plan"), hint="give a `Plan`")
    level = number(plan.confidence, "plan.confidence", above=0.0, below=1.0)
    workers = whole(plan.threads, "plan.threads", at_least=1, at_most=MOST_THREADS)
    rows = as_floats(x, ndim=2)
    refuse_too_few(rows, 1)
    refuse_too_few(rows[0], 2)
    lower, upper = _limits(lsl, usl, rows.shape[0])
    n = rows.shape[1]
    from spc_kernels.capability.rows import rows_moments

    means, squares, ranges = (np.empty(rows.shape[0]) for _ in range(3))
    _in_blocks(lambda p: rows_moments(rows[p], means[p], squares[p], ranges[p]), rows.shape[0], workers)
    if not (np.isfinite(means).all() and np.isfinite(squares).all() and np.abs(means).max() < LARGEST):
        readings(rows, ndim=2)
    within, overall = ranges / (n - 1) / d2(2), np.sqrt(squares / (n - 1))
    degrees = moving_range_degrees(n)
    flat = ranges == 0.0
    _refuse_underflow(squares, flat)
    indices = np.empty((6, rows.shape[0]))

    def compare(part: slice) -> None:
        limits = _part(lower, part), _part(upper, part)
        indices[:3, part] = _indices(means[part], within[part], limits, (n, degrees, level))
        indices[3:, part] = _indices(means[part], overall[part], limits, (n, n - 1.0, level))

    _in_blocks(compare, rows.shape[0], workers)
    return ManyCapabilities(
        n=n,
        means=means,
        sigma_within=within,
        sigma_within_method="MR",
        degrees_within=degrees,
        sigma_overall=overall,
        sigma_overall_method="STDEV",
        stability=plan.stability,
        normality_p=_normality(rows, flat) if plan.normality else None,
        confidence=level,
        cp=indices[0],
        cpk=indices[1],
        cpk_lower_bound=indices[2],
        pp=indices[3],
        ppk=indices[4],
        ppk_lower_bound=indices[5],
        without_spread=flat,
    )


def _refuse_underflow(squares: Floats, flat: npt.NDArray[np.bool_]) -> None:
    """Refuse series that vary, but by so little that the squares of their deviations are zero."""
    lost = (squares == 0.0) & ~flat
    if lost.any():
        raise MagnitudeError(
            "the readings vary too little for their squares to fit float64",
            location=place("x", int(np.argmax(lost))),
            hint="give the readings in another unit",
        )


def _limits(lsl: npt.ArrayLike | None, usl: npt.ArrayLike | None, series: int) -> tuple[Floats | None, Floats | None]:
    found: list[Floats | None] = []
    for name, limit in (("lsl", lsl), ("usl", usl)):
        if limit is None:
            found.append(None)
            continue
        each = readings(np.ravel(limit), name)
        if each.size not in {1, series}:
            raise SampleShapeError(
                f"`{name}` has {each.size} entries for {series} series",
                location=place(name),
                hint="give one limit, or one a series",
            )
        found.append(each)
    lower, upper = found
    if lower is None and upper is None:
        raise NoLimitError("no specification limit is given", location=place("lsl"), hint="give `lsl` or `usl`")
    if lower is not None and upper is not None:
        crossed = np.broadcast_to(lower >= upper, series)
        if crossed.any():
            at = int(np.argmax(crossed))
            raise LimitsCrossedError(
                f"`lsl` does not lie below `usl` for series {at}",
                location=place("lsl", at if lower.size > 1 else 0),
                hint="exchange them, or leave one out",
            )
    return lower, upper


def _in_blocks(work: Callable[[slice], None], series: int, workers: int) -> None:
    """Give each thread a block of whole series: no sum is divided, so the number of threads changes nothing."""
    edges = np.linspace(0, series, workers + 1).astype(np.int64).tolist()
    parts = [slice(a, b) for a, b in itertools.pairwise(edges) if a < b]
    if len(parts) == 1:
        work(parts[0])
        return
    with ThreadPoolExecutor(len(parts)) as pool:
        for done in [pool.submit(work, part) for part in parts]:
            done.result()


def _part(limit: Floats | None, part: slice) -> Floats | None:
    return limit if limit is None or limit.size == 1 else limit[part]


def _indices(
    means: Floats, sigma: Floats, limits: tuple[Floats | None, Floats | None], rests: tuple[int, float, float]
) -> tuple[Floats, Floats, Floats]:
    """Give the two-sided index, the nearest-limit index and its lower bound; NaN where there is no spread."""
    from scipy.special import ndtri

    n, degrees, level = rests
    spread = np.where(sigma > 0.0, sigma, np.nan)
    lower, upper = limits
    distances = [
        distance
        for distance in (None if lower is None else means - lower, None if upper is None else upper - means)
        if distance is not None
    ]
    nearest = (distances[0] if len(distances) == 1 else np.minimum(*distances)) / (3.0 * spread)
    both = np.full(means.size, np.nan) if lower is None or upper is None else (upper - lower) / (6.0 * spread)
    error = np.sqrt(1.0 / (9.0 * n) + nearest * nearest / (2.0 * degrees))
    return both, nearest, nearest - float(ndtri(level)) * error


def _normality(rows: Floats, flat: npt.NDArray[np.bool_]) -> Floats:
    if rows.shape[1] < FEWEST:
        return np.full(rows.shape[0], np.nan)
    return np.array(
        [math.nan if still else anderson_darling(row).p_value for row, still in zip(rows, flat, strict=True)]
    )
