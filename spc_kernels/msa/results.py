"""What a gage study answers."""

import math

import msgspec

from spc_kernels.samples import number


class AnovaRow(msgspec.Struct, frozen=True):
    """
    A line of an analysis of variance.

    Attributes:
        source: What varies.
        degrees: Degrees of freedom.
        squares: Sum of squares.
        mean_square: Sum of squares over its degrees of freedom.
        f: Mean square over the one it is tested against; None when that is zero, or for the error.
        p_value: Chance of so large an F when the source does not vary; None as f.
    """

    source: str
    degrees: int
    squares: float
    mean_square: float
    f: float | None = None
    p_value: float | None = None


class Component(msgspec.Struct, frozen=True):
    """
    A component of the variation.

    Attributes:
        variance: Variance, ``>= 0``.
        percent_contribution: Of the total variance; None when nothing varies.
        deviation: Standard deviation.
        study_variation: Deviation times the study multiple.
        percent_study_variation: Of the total deviation; None when nothing varies.
        percent_tolerance: Study variation of the tolerance; None without one.
    """

    variance: float
    percent_contribution: float | None
    deviation: float
    study_variation: float
    percent_study_variation: float | None
    percent_tolerance: float | None


class GageStudy(msgspec.Struct, frozen=True):
    """
    A gage repeatability and reproducibility study.

    Attributes:
        method: ``ANOVA, crossed``, ``ANOVA, nested`` or ``means and ranges``.
        model: ``with interaction``, ``without interaction``, or ``nested``; ``none`` for means and ranges.
        pool_level: The interaction is pooled with the error when its p-value is above this; None where there is none.
        parts: Parts, of each operator when nested.
        operators: Operators.
        repetitions: Measurements of a part by an operator.
        anova: Lines of the full analysis; empty for means and ranges.
        pooled_anova: Lines after pooling; empty when not pooled.
        gage_rr: Repeatability and reproducibility together.
        repeatability: Equipment variation.
        reproducibility: Operators and their interaction with parts.
        operator: Operators alone.
        interaction: Operator by part; None where the model has none.
        part: Part to part.
        total: Everything.
        distinct_categories: Whole part of √2 part deviation / gage deviation, at least 1; None without gage variation.
        distinct_categories_raw: The same before rounding.
        study_multiple: Multiple of the deviation taken as study variation.
        tolerance: Width of the tolerance; None when not given.
    """

    method: str
    model: str
    pool_level: float | None
    parts: int
    operators: int
    repetitions: int
    anova: tuple[AnovaRow, ...]
    pooled_anova: tuple[AnovaRow, ...]
    gage_rr: Component
    repeatability: Component
    reproducibility: Component
    operator: Component
    interaction: Component | None
    part: Component
    total: Component
    distinct_categories: int | None
    distinct_categories_raw: float | None
    study_multiple: float
    tolerance: float | None


class Variances(msgspec.Struct, frozen=True):
    """Variances found by a method, before percentages."""

    repeatability: float
    operator: float
    interaction: float | None
    part: float


class Scale(msgspec.Struct, frozen=True):
    """
    What percentages are taken of.

    Attributes:
        tolerance: Width of the tolerance, ``> 0``; None: no percentages of it.
        study_multiple: Multiple of a deviation that is its study variation, ``> 0``.

    Raises:
        ParameterError: ``spc.parameter.out-of-range``.
    """

    tolerance: float | None = None
    study_multiple: float = 6.0

    def __post_init__(self) -> None:
        """Check both numbers."""
        number(self.study_multiple, "scale.study_multiple", above=0.0)
        if self.tolerance is not None:
            number(self.tolerance, "scale.tolerance", above=0.0)


DEFAULT_SCALE = Scale()


def components(found: Variances, scale: Scale) -> dict[str, Component | float | int | None]:
    """Give every component with its percentages, and the number of distinct categories."""
    reproducibility = found.operator + (found.interaction or 0.0)
    gage = found.repeatability + reproducibility
    total = gage + found.part

    def component(variance: float) -> Component:
        deviation = math.sqrt(variance)
        study = scale.study_multiple * deviation
        return Component(
            variance,
            100.0 * variance / total if total > 0.0 else None,
            deviation,
            study,
            100.0 * math.sqrt(variance / total) if total > 0.0 else None,
            None if scale.tolerance is None else 100.0 * study / scale.tolerance,
        )

    raw = math.sqrt(2.0) * math.sqrt(found.part) / math.sqrt(gage) if gage > 0.0 else None
    return {
        "gage_rr": component(gage),
        "repeatability": component(found.repeatability),
        "reproducibility": component(reproducibility),
        "operator": component(found.operator),
        "interaction": None if found.interaction is None else component(found.interaction),
        "part": component(found.part),
        "total": component(total),
        "distinct_categories": None if raw is None else max(int(raw), 1),
        "distinct_categories_raw": raw,
        "study_multiple": scale.study_multiple,
        "tolerance": scale.tolerance,
    }
