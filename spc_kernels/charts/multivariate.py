"""Charts of several characteristics at once: Hotelling's T squared and the multivariate EWMA."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts.results import Line
from spc_kernels.errors import (
    ParameterError,
    SampleShapeError,
    SingularCovarianceError,
    SubgroupSizeError,
    TooFewReadingsError,
)
from spc_kernels.rules.signals import Points, pack, set_bits

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None

_MOST = 10**12

LEAST_WEIGHT = 1e-9
"""Smallest weight of the newest observation."""

WORST_CONDITION = 1e12
"""Condition number of the correlation matrix above which four digits of T squared are no longer left."""


class Multinormal(msgspec.Struct, frozen=True, eq=False):
    """
    Means and covariance of p characteristics, and what they were estimated from.

    Attributes:
        means: Means. Shape ``(p,)``.
        covariance: Covariance of single observations. Shape ``(p, p)``.
        observations: Observations, or subgroups, they come from; 0 when given.
        subgroup_size: Observations in a subgroup; 1 for single observations.
    """

    means: "Floats"
    covariance: "Floats"
    observations: int = 0
    subgroup_size: int = 1


class MultivariateChart(msgspec.Struct, frozen=True, eq=False):
    """
    A chart of squared distances from the means.

    Attributes:
        kind: ``hotelling_t2``, ``mewma`` or ``mcusum``.
        statistics: Squared distances; lengths of the sums for ``mcusum``. Shape ``(m,)``.
        ucl: Upper control limit; there is no lower one.
        fitted: Means and covariance; pass it on as ``fitted`` for phase II.
        phase: 1 when the limit is for the observations that the parameters were estimated from, else 2.
        beyond: The points above the limit, as packed words.
    """

    kind: str
    statistics: "Floats"
    ucl: Line
    fitted: Multinormal
    phase: int
    beyond: npt.NDArray[np.uint64]

    @property
    def out_of_control(self) -> Points:
        """The points above the limit, ascending."""
        return set_bits(self.beyond)


def hotelling_t2(
    x: npt.ArrayLike,
    *,
    fitted: Multinormal | None = None,
    exclude: Excluded = None,
    confidence: float = 0.9973,
) -> MultivariateChart:
    """
    Chart Hotelling's T squared.

    Args:
        x: Observations of p characteristics, shape ``(m, p)``, or subgroups of them, shape ``(m, n, p)``, n >= 2.
        fitted: Parameters estimated before (phase II), as in the ``fitted`` of an earlier chart, or known ones with
            ``observations=0``; else they are estimated from x (phase I).
        exclude: Observations or subgroups left out of the parameters, still plotted and tested.
        confidence: Probability that a point in control lies under the limit, 0 to 1.

    Returns:
        Chart with the limit of its phase: beta (single observations, phase I), F (all others), or chi-square when the
        parameters are known. The covariance of subgroups is the mean of those within them.

    Raises:
        SingularCovarianceError: ``spc.covariance.singular``, constant or dependent characteristics.
        TooFewReadingsError: ``spc.sample.too-few``, not more observations than characteristics allow.
        SubgroupSizeError: ``spc.subgroup.size``, subgroups of one.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        Cholesky factors of the correlation matrix, no inverse; relative error about 1e-16 times its condition number,
        which is at most 1e12. O(m p^2).

    Source:
        N. D. Tracy, J. C. Young, R. L. Mason, J. Quality Technology 24(2), 1992; D. C. Montgomery, section 11.3.
    """
    level = samples.number(confidence, "confidence", above=0.0, below=1.0)
    cube, size = read_observations(x)
    if fitted is None:
        keep = ~samples.excluded(exclude, cube.shape[0])
        model = fit(cube[keep], size)
    else:
        model = check_fitted(fitted, cube.shape[2])
        _refuse_no_freedom(model)
    centers = cube.mean(axis=1) if size > 1 else cube[:, 0, :]
    t2 = size * distances(samples.frozen(centers), model.means, model.covariance)
    phase = 1 if fitted is None else 2
    ucl = _t2_limit(model, size, level, phase)
    return MultivariateChart("hotelling_t2", samples.frozen(t2), ucl, model, phase, pack(t2 > ucl))


def mewma(
    x: npt.ArrayLike,
    lam: float = 0.1,
    *,
    fitted: Multinormal | None = None,
    limit: float | None = None,
    arl0: float = 200.0,
    steady: bool = False,
) -> MultivariateChart:
    """
    Chart the multivariate exponentially weighted moving average.

    Args:
        x: Single observations of p characteristics in time order. Shape ``(m, p)``.
        lam: Weight of the newest observation, 1e-9 to 1.
        fitted: Known or earlier parameters; else estimated from x.
        limit: Upper limit h4; None for the one that gives `arl0`.
        arl0: In-control average run length wanted, with the covariance of a chart that has run long; above 1.
        steady: Use that covariance from the first point on, instead of the exact one.

    Returns:
        Chart of ``Z' S^-1 Z``, S being ``lam/(2-lam) (1 - (1-lam)^(2t))`` times the covariance.

    Raises:
        SingularCovarianceError: ``spc.covariance.singular``.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        As `hotelling_t2`; the limit for `arl0` as `mewma_limit`, which wants `lam` of 0.005 or more.

    Source:
        C. A. Lowry, W. H. Woodall, C. W. Champ, S. E. Rigdon, Technometrics 34(1), 1992.
    """
    from spc_kernels.charts import quadratic
    from spc_kernels.charts.mewma_design import mewma_limit

    at_once = samples.flag(steady, "steady")
    weight = samples.number(lam, "lam", above=LEAST_WEIGHT, below=1.0, closed=True)
    cube, _ = read_observations(x, subgroups_too=False)
    rows = samples.frozen(cube[:, 0, :])
    model = fit(cube, 1) if fitted is None else check_fitted(fitted, cube.shape[2])
    smooth = np.empty_like(rows)
    quadratic.smooth_rows(rows, model.means, weight, smooth)
    zeros = samples.frozen(np.zeros(rows.shape[1]))
    t2 = distances(samples.frozen(smooth), zeros, model.covariance) * (2.0 - weight) / weight
    if not at_once:
        t2 = t2 / (1.0 - np.cumprod(np.full(rows.shape[0], (1.0 - weight) * (1.0 - weight))))
    if limit is None:
        ucl = mewma_limit(weight, rows.shape[1], arl0)
    else:
        ucl = samples.number(limit, "limit", above=0.0, below=1e9)
    return MultivariateChart("mewma", samples.frozen(t2), ucl, model, 1 if fitted is None else 2, pack(t2 > ucl))


def read_observations(x: npt.ArrayLike, *, subgroups_too: bool = True) -> tuple["Floats", int]:
    """Read observations as (m, n, p), n being 1 for single ones."""
    if samples.axes(x) == 3 and subgroups_too:
        cube = samples.readings(x, ndim=3)
        if cube.shape[1] < 2:
            raise SubgroupSizeError(
                "the subgroups have a single observation",
                location=samples.place("x", 0),
                hint="give single observations as rows of a matrix",
            )
        return cube, cube.shape[1]
    rows = samples.readings(x, ndim=2)
    return rows.reshape(rows.shape[0], 1, rows.shape[1]), 1


def fit(cube: "Floats", size: int) -> Multinormal:
    """Estimate means and covariance; within subgroups where there are any."""
    from spc_kernels.charts import quadratic

    m, _, p = cube.shape
    if m < (p + 2 if size == 1 else 2) or (size > 1 and m * (size - 1) < p):
        raise TooFewReadingsError(
            f"{m} given for {p} characteristics", location=samples.place("x"), hint="collect more before charting"
        )
    flat = samples.frozen(cube.reshape(-1, p))
    means, sums, total = np.empty(p), np.empty((p, p)), np.zeros((p, p))
    quadratic.means_of(flat, means)
    if size == 1:
        quadratic.scatter(flat, samples.frozen(means), sums)
        covariance = sums / (m - 1)
    else:
        own = np.empty(p)
        for group in cube:
            quadratic.means_of(samples.frozen(group), own)
            quadratic.scatter(samples.frozen(group), samples.frozen(own), sums)
            total += sums
        covariance = total / (m * (size - 1))
    return Multinormal(samples.frozen(means), samples.frozen(covariance), m, size)


def check_fitted(fitted: Multinormal, p: int) -> Multinormal:
    """Check given parameters: finite, for as many characteristics, symmetric."""
    samples.of_kind(fitted, Multinormal, "fitted", "give the `fitted` of an earlier chart, or a `Multinormal`")
    samples.whole(fitted.observations, "fitted.observations", at_least=0, at_most=_MOST)
    samples.whole(fitted.subgroup_size, "fitted.subgroup_size", at_least=1, at_most=_MOST)
    means = samples.as_floats(fitted.means, "fitted.means")
    covariance = samples.as_floats(fitted.covariance, "fitted.covariance", ndim=2)
    if means.shape != (p,) or covariance.shape != (p, p):
        raise SampleShapeError(
            f"`fitted` is not for {p} characteristics",
            location=samples.place("fitted"),
            hint="give p means and a p by p covariance",
        )
    samples.refuse_non_finite(means, "fitted.means")
    samples.refuse_non_finite(covariance, "fitted.covariance")
    if not np.allclose(covariance, covariance.T, rtol=1e-9, atol=0.0):
        raise ParameterError(
            "the covariance is not symmetric", location=samples.place("fitted.covariance"), hint="is it a covariance?"
        )
    return msgspec.structs.replace(fitted, means=means, covariance=covariance)


def _refuse_no_freedom(model: Multinormal) -> None:
    """Refuse parameters that come from so few observations that T squared has no distribution."""
    m, n, p = model.observations, model.subgroup_size, model.means.shape[0]
    if m > 0 and (m * (n - 1) < p if n > 1 else m <= p):
        raise ParameterError(
            f"the parameters of {p} characteristics come from {m} observations or subgroups",
            location=samples.place("fitted.observations"),
            hint="collect more, or say observations=0 when the parameters are known",
        )


def distances(rows: "Floats", center: "Floats", matrix: "Floats") -> "Floats":
    """Give the squared distance of each row, in standard deviations."""
    from spc_kernels.charts import quadratic

    lower, scale = factorise(matrix)
    out = np.empty(rows.shape[0])
    quadratic.distances(samples.frozen(rows / scale), samples.frozen(center / scale), lower, out)
    return out


def factorise(matrix: "Floats") -> tuple["Floats", "Floats"]:
    """Scale by the standard deviations, so that units do not matter, and factorise; gives factor and scale."""
    from spc_kernels.charts import quadratic

    scale = np.sqrt(np.maximum(np.diagonal(matrix), 0.0))
    if (scale == 0.0).any():
        raise SingularCovarianceError(
            "a characteristic does not vary",
            location=samples.place("x", 0, int(np.argmax(scale == 0.0))),
            hint="leave it out",
        )
    correlation = samples.frozen(matrix / scale[:, None] / scale[None, :])
    lower = np.zeros_like(correlation)
    if np.linalg.cond(correlation) > WORST_CONDITION or not quadratic.cholesky(correlation, lower):
        raise SingularCovarianceError(
            "characteristics depend on each other", location=samples.place("x"), hint="leave one of them out"
        )
    return samples.frozen(lower), scale


def _t2_limit(model: Multinormal, size: int, level: float, phase: int) -> float:
    from scipy import stats

    p, m = model.means.shape[0], model.observations
    if m == 0:
        return float(stats.chi2.ppf(level, p))
    n = model.subgroup_size
    if n > 1:
        freedom = m * (n - 1) - p + 1
        factor = p * (m - 1 if phase == 1 else m + 1) * (n - 1) / freedom
        if size != n:
            raise SubgroupSizeError(
                f"subgroups of {size} where the parameters come from subgroups of {n}",
                location=samples.place("x"),
                hint="chart subgroups of one size",
            )
        return float(factor * stats.f.ppf(level, p, freedom))
    if phase == 1:
        return float((m - 1) ** 2 / m * stats.beta.ppf(level, p / 2, (m - p - 1) / 2))
    return float(p * (m + 1) * (m - 1) / (m * (m - p)) * stats.f.ppf(level, p, m - p))
