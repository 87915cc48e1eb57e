"""What a scorecard is made of once it is checked: metrics, score functions, grades, conditions."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from engine.expressions.expression import Expression
from engine.model.fields import Localized
from engine.model.supplier_codes import RiskLevel


class Span(msgspec.Struct, frozen=True):
    """
    A length of time in whole calendar units.

    Attributes:
        count: How many; at least one.
        unit: Days, weeks, months or years.
    """

    count: int
    unit: Literal["D", "W", "M", "Y"]


class ScoreFunction(msgspec.Struct, frozen=True, kw_only=True):
    """
    Which score a value gets.

    Attributes:
        points: Value and score, values rising, scores between 0 and 100 and all rising or all falling.
        is_stepped: Whether a score holds from its value up to the next, rather than a line leading to the next.
    """

    points: tuple[tuple[Fraction, Fraction], ...]
    is_stepped: bool


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """
    One metric.

    Attributes:
        name: Its name.
        title: Title.
        variable: The name that is bound to a row.
        rows: The register of the supplier.
        dated: The day that puts a row into the period.
        where: Which rows count; all of the period when ``None``.
        by: What counts as one towards the minimum; a row when ``None``.
        minimum: How many must count; at least one.
        value: What the rows amount to, with ``rows`` bound to those that count; ``None`` where `good` says it.
        good: When a row is good: the value is then the percentage of what counts as one of which every row is.
        unit: The UCUM unit that the value and the points of the score function are in.
        score: Which score a value gets.
        weight: Above zero; the weights of a scorecard add to 100.
        process: The field that says of which process a row is; ``None`` where rows of its register say none, or the
            scorecard scores the supplier as a whole.
    """

    name: str
    title: Localized
    variable: str
    rows: Expression
    dated: Expression
    where: Expression | None
    by: Expression | None
    minimum: int
    value: Expression | None
    good: Expression | None
    unit: str
    score: ScoreFunction
    weight: Decimal
    process: str | None


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """
    A band of totals.

    Attributes:
        name: What requirements read.
        title: What a person reads.
        begin: Lower end, inclusive.
        end: Upper end, exclusive but for 100.
    """

    name: str
    title: Localized | None
    begin: Decimal
    end: Decimal


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """
    When something follows, with ``finding`` bound to what was found so far.

    Attributes:
        when: The condition.
        because: What a person reads where it holds.
    """

    when: Expression
    because: Localized


class RiskRule(msgspec.Struct, frozen=True, kw_only=True):
    """When the risk has at least a level."""

    level: RiskLevel
    condition: Condition


class Scoring(msgspec.Struct, frozen=True, kw_only=True):
    """
    How suppliers are scored.

    Attributes:
        version: Version of the pack that declares it.
        digest: Of everything that the provision says.
        processes: The processes that are scored; the supplier as a whole when empty.
        metrics: At least one.
        period: How long back rows count.
        grades: From 0 to 100 without gap or overlap, the lowest first.
        steady_within: How far the total may move and be steady; ``None`` where no trend is asked for.
        risk: The gravest level first.
        consequences: By flag.
    """

    version: str
    digest: str
    processes: tuple[str, ...]
    metrics: tuple[Metric, ...]
    period: Span
    grades: tuple[Grade, ...]
    steady_within: Decimal | None
    risk: tuple[RiskRule, ...]
    consequences: dict[str, Condition]
