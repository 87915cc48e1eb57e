"""An inspection standard as it is judged by: limits, rounding, guard band and sampling, checked."""

from decimal import Decimal
from typing import Literal

import msgspec

from engine.expressions.expression import Expression
from engine.model.characteristic_codes import InspectionLevel, SamplingScheme

# Schemes of standards that find a plan by lot size, level and AQL, as `spc_kernels.sampling` calls them; the Chinese
# standard is the international one in another edition.
ATTRIBUTES: dict[tuple[SamplingScheme, str], tuple[str, str]] = {
    (SamplingScheme.iso_2859_1, "1999"): ("iso_2859_1", "1999"),
    (SamplingScheme.iso_2859_1, "2012"): ("gb_t_2828_1", "2012"),
    (SamplingScheme.ansi_z1_4, "2003"): ("z1_4", "2003"),
}
VARIABLES: dict[tuple[SamplingScheme, str], tuple[str, str]] = {
    (SamplingScheme.ansi_z1_9, "2003"): ("z1_9", "2003"),
}
TABLES = ATTRIBUTES | VARIABLES


class LimitRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a reading is held against beside the limits of the specification.

    Attributes:
        min: Smallest value that conforms.
        max: Largest value that conforms.
        above: What a value must be larger than.
        below: What a value must be smaller than.
        nominal: What `minus` and `plus` are taken from.
        minus: How far below the nominal value a value may lie.
        plus: How far above it.
    """

    min: Expression | None = None
    max: Expression | None = None
    above: Expression | None = None
    below: Expression | None = None
    nominal: Expression | None = None
    minus: Expression | None = None
    plus: Expression | None = None


class RoundingRule(msgspec.Struct, frozen=True, kw_only=True):
    """How a reading is rounded; the interval in the unit of the characteristic."""

    method: Literal["full_value", "rounded"] = "full_value"
    standard: Literal["gb_t_8170", "astm_e29", "usp"] = "gb_t_8170"
    interval: Decimal | None = None


class SamplingRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    How units are drawn.

    Attributes:
        scheme: By what scheme.
        edition: Of the standard.
        level: Inspection level.
        aql: Acceptance quality limit, in percent.
        switching: Whether severity switches with the results of earlier lots.
        sample_size: Fixed number of units.
        acceptance_number: Fixed acceptance number.
        limiting_quality: Of zero acceptance sampling: percent nonconforming that is seldom accepted.
        risk: The largest probability of accepting it.
        sigma: Whether the standard deviation is estimated from the sample or an approved one is used.
    """

    scheme: SamplingScheme
    edition: str | None = None
    level: InspectionLevel | None = None
    aql: Decimal | None = None
    switching: bool = False
    sample_size: int | None = None
    acceptance_number: int | None = None
    limiting_quality: Decimal | None = None
    risk: Decimal = Decimal("0.10")
    sigma: Literal["unknown", "known"] = "unknown"
