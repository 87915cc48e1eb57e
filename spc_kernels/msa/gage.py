"""Gage repeatability and reproducibility: crossed and nested by analysis of variance, crossed by means and ranges."""

from typing import Any

import numpy as np
import numpy.typing as npt

from spc_kernels.constants import d2, d2_star
from spc_kernels.msa.layout import crossed_block, nested_block
from spc_kernels.msa.results import DEFAULT_SCALE, AnovaRow, GageStudy, Scale, Variances, components
from spc_kernels.samples import Floats, number

MANY_RANGES = 15


def crossed(
    measurements: npt.ArrayLike,
    parts: npt.ArrayLike,
    operators: npt.ArrayLike,
    *,
    pool_level: float = 0.25,
    scale: Scale = DEFAULT_SCALE,
) -> GageStudy:
    """
    Evaluate a crossed gage study by analysis of variance, parts and operators random.

    Args:
        measurements: Measurements, unit *u*, in any order. Shape ``(n,)``.
        parts: Name or number of the part of each. Shape ``(n,)``.
        operators: Name or number of the operator of each. Shape ``(n,)``.
        pool_level: The interaction is pooled with the error when its p-value is above this: 0.25 is AIAG's practice,
            0.05 Minitab's; 1 never pools. The choice changes the answer and stands in it.
        scale: Tolerance width and study multiple.

    Returns:
        Components of variance, negative estimates set to zero; both analyses when the interaction is pooled.

    Raises:
        UnbalancedStudyError: ``spc.msa.unbalanced``.
        DesignError: ``spc.msa.design``.
        LabelError: ``spc.msa.label``.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Every sum of squares from differences of means, none by subtraction: 1e-12 relative of the part's. O(n log n).

    Source:
        AIAG, Measurement Systems Analysis, 4th ed., chapter III section B and appendix A.
    """
    level = number(pool_level, "pool_level", above=0.0, below=1.0, closed=True)
    y = crossed_block(measurements, parts, operators).y
    p, o, r = y.shape
    cells = _mean(y)
    by_part, by_operator = _mean(cells), _mean(cells.T)
    grand = float(_mean(by_part))
    squares = {
        "part": o * r * _squares(by_part - grand),
        "operator": p * r * _squares(by_operator - grand),
        "interaction": r * _squares(cells - by_part[:, np.newaxis] - by_operator + grand),
        "error": _squares(y - cells[:, :, np.newaxis]),
    }
    degrees = {"part": p - 1, "operator": o - 1, "interaction": (p - 1) * (o - 1), "error": p * o * (r - 1)}
    against = {"part": "interaction", "operator": "interaction", "interaction": "error"}
    full = _table(squares, degrees, against)
    chance = full[2].p_value
    pooled: tuple[AnovaRow, ...] = ()
    if chance is not None and chance > level:
        squares["error"] += squares.pop("interaction")
        degrees["error"] += degrees.pop("interaction")
        pooled = _table(squares, degrees, {"part": "error", "operator": "error"})
    mean = {row.source: row.mean_square for row in pooled or full}
    inner = mean["error"] if pooled else mean["interaction"]
    found = Variances(
        repeatability=mean["error"],
        operator=max((mean["operator"] - inner) / (p * r), 0.0),
        interaction=None if pooled else max((inner - mean["error"]) / r, 0.0),
        part=max((mean["part"] - inner) / (o * r), 0.0),
    )
    model = "without interaction" if pooled else "with interaction"
    return _study(("ANOVA, crossed", model, level), (p, o, r), (full, pooled), found, scale)


def nested(
    measurements: npt.ArrayLike, parts: npt.ArrayLike, operators: npt.ArrayLike, *, scale: Scale = DEFAULT_SCALE
) -> GageStudy:
    """
    Evaluate a nested gage study, in which a part is measured by one operator only (destructive tests).

    Args:
        measurements: Measurements, unit *u*, in any order. Shape ``(n,)``.
        parts: Name or number of the part of each; operators may use the same names for different parts.
        operators: Name or number of the operator of each. Shape ``(n,)``.
        scale: Tolerance width and study multiple.

    Returns:
        Components of variance, negative estimates set to zero; there is no interaction to be seen.

    Raises:
        UnbalancedStudyError: ``spc.msa.unbalanced``.
        DesignError: ``spc.msa.design``.
        LabelError: ``spc.msa.label``.
        SampleError: ``spc.sample.…``, see `readings`.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        As `crossed`.

    Source:
        Montgomery, Design and Analysis of Experiments, chapter 14; AIAG, MSA, 4th ed., chapter IV.
    """
    y = nested_block(measurements, parts, operators).y
    o, p, r = y.shape
    by_part = _mean(y)
    by_operator = _mean(by_part)
    squares = {
        "operator": p * r * _squares(by_operator - float(_mean(by_operator))),
        "part": r * _squares(by_part - by_operator[:, np.newaxis]),
        "error": _squares(y - by_part[:, :, np.newaxis]),
    }
    degrees = {"operator": o - 1, "part": o * (p - 1), "error": o * p * (r - 1)}
    full = _table(squares, degrees, {"operator": "part", "part": "error"})
    mean = {row.source: row.mean_square for row in full}
    found = Variances(
        repeatability=mean["error"],
        operator=max((mean["operator"] - mean["part"]) / (p * r), 0.0),
        interaction=None,
        part=max((mean["part"] - mean["error"]) / r, 0.0),
    )
    return _study(("ANOVA, nested", "nested", None), (p, o, r), (full, ()), found, scale)


def means_and_ranges(
    measurements: npt.ArrayLike, parts: npt.ArrayLike, operators: npt.ArrayLike, *, scale: Scale = DEFAULT_SCALE
) -> GageStudy:
    """
    Evaluate a crossed gage study by means and ranges (X̄-R), which sees no interaction.

    Args:
        measurements: Measurements, unit *u*, in any order. Shape ``(n,)``.
        parts: Name or number of the part of each. Shape ``(n,)``.
        operators: Name or number of the operator of each. Shape ``(n,)``.
        scale: Tolerance width and study multiple.

    Returns:
        Components: repeatability R̄/d2*, operators √((X̄diff/d2*)² - repeatability²/(parts · repetitions)), parts Rp/d2*.

    Raises:
        As `crossed`.

    Numerics:
        d2* is computed, not tabulated; above 15 ranges it is d2, as in the manual, so that its figures come out.

    Source:
        AIAG, Measurement Systems Analysis, 4th ed., chapter III section B, average and range method.
    """
    y = crossed_block(measurements, parts, operators).y
    p, o, r = y.shape
    ranges = p * o
    divisor = d2(r) if ranges > MANY_RANGES else d2_star(r, ranges)
    equipment = float(np.ptp(y, axis=2).mean()) / divisor
    cells = _mean(y)
    appraiser = (float(np.ptp(_mean(cells.T))) / d2_star(o, 1)) ** 2 - equipment**2 / (p * r)
    part = float(np.ptp(_mean(cells))) / d2_star(p, 1)
    found = Variances(equipment**2, max(appraiser, 0.0), None, part**2)
    return _study(("means and ranges", "none", None), (p, o, r), ((), ()), found, scale)


def _mean(y: Floats) -> Floats:
    """Average along the last axis by differences to its first entry: equal values have themselves as mean, exactly."""
    first = y[..., 0]
    mean: Floats = first + np.add.reduce(y - y[..., :1], axis=-1) / y.shape[-1]
    return mean


def _squares(away: Floats) -> float:
    flat = away.ravel()
    return float(flat @ flat)


def _table(squares: dict[str, float], degrees: dict[str, int], against: dict[str, str]) -> tuple[AnovaRow, ...]:
    from scipy.special import fdtrc

    rows = []
    mean = {name: squares[name] / degrees[name] for name in squares}
    for name, sum_of_squares in squares.items():
        other = against.get(name)
        f = p = None
        if other is not None and mean[other] > 0.0:
            f = mean[name] / mean[other]
            p = float(fdtrc(degrees[name], degrees[other], f))
        rows.append(AnovaRow(name, degrees[name], sum_of_squares, mean[name], f, p))
    return tuple(rows)


def _study(
    labels: tuple[str, str, float | None],
    sizes: tuple[int, int, int],
    tables: tuple[tuple[AnovaRow, ...], tuple[AnovaRow, ...]],
    found: Variances,
    scale: Scale,
) -> GageStudy:
    parts: dict[str, Any] = components(found, scale)
    return GageStudy(*labels, *sizes, *tables, **parts)
