"""What a characteristic is inspected against: its limits, a guard band, how units are drawn."""

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.values import Record
from engine.inspection.evidence import Known
from engine.inspection.limits import Limits, UnfitUnitError, limits_of
from engine.inspection.matching import Register
from engine.inspection.plans import own_rule
from engine.inspection.reasons import UnsettledError, because
from engine.inspection.recorded import quantity_or_none, text
from engine.model.characteristic_codes import CharacteristicKind
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.model.values import Quantity
from engine.packs.inspection_standard import SamplingRule
from engine.packs.pack import InspectionStandard
from engine.provisions.situation import Situation


class Specified(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a characteristic is inspected against.

    Attributes:
        standard: The provision.
        characteristic: The characteristic.
        limits: Its limits; ``None`` where it is judged and not measured.
        guard: A guard band that the specification itself asks for; ``None`` for none.
        sampling: How units are drawn.
        situation: What it is judged in.
        register: The inspections of its stage.
        known: What was found of gauges and inspectors already, which several inspections share.
        is_computed: Whether its values are computed from those of other characteristics.
    """

    standard: InspectionStandard
    characteristic: Record
    limits: Limits | None
    guard: Quantity | None
    sampling: SamplingRule
    situation: Situation
    register: Register
    known: Known
    is_computed: bool = False


def specified_of(  # what it is made of
    standard: InspectionStandard,
    characteristic: Record,
    scope: Names,
    situation: Situation,
    register: Register,
    known: Known,
) -> Specified:
    """
    Find what a characteristic is inspected against.

    Raises:
        Unknown: Something of it is not known.
        UnsettledError: Its limits cross, are in units that do not measure the same, or what is measured has none.
    """
    kind = text(characteristic, "kind")
    is_judged = kind == CharacteristicKind.attribute
    limits, guard = None, None
    if not is_judged:
        limits = _limits(standard, characteristic, scope)
        guard = quantity_or_none(characteristic, "guard_band")
    return Specified(
        standard=standard,
        characteristic=characteristic,
        limits=limits,
        guard=guard,
        sampling=own_rule(characteristic) if standard.sampling is None else standard.sampling,
        situation=situation,
        register=register,
        known=known,
        is_computed=kind == CharacteristicKind.computed,
    )


def _limits(standard: InspectionStandard, characteristic: Record, scope: Names) -> Limits:
    try:
        limits = limits_of(characteristic, standard.limits, scope)
        are_crossed = limits.are_crossed
    except UnfitUnitError as unfit:
        raise UnsettledError(because(Code.other_unit, characteristic.path, unfit.words)) from unfit
    if are_crossed:
        raise UnsettledError(because(Code.limits_crossed, characteristic.path))
    if limits.lower is None and limits.upper is None:
        raise UnsettledError(because(Code.no_limits, characteristic.path))
    return limits
