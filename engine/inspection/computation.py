"""Inspections of computed characteristics: the readings of the inputs, unit by unit, through the formula."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from core.words import say
from engine.expressions.missing import Unknown
from engine.expressions.values import Many, Record
from engine.inspection.evidence import Asked, doubts_about
from engine.inspection.examine import Examined, concluded, guard_of
from engine.inspection.formulas import Formula, computed, name_of, read_formula
from engine.inspection.gauges import range_reasons
from engine.inspection.limits import Limits, UnfitUnitError, criteria_of
from engine.inspection.matching import matched
from engine.inspection.reasons import Reason, UnsettledError, because, checked, not_known
from engine.inspection.recorded import number, readings, text, texts
from engine.inspection.specified import Specified
from engine.inspection.tally import Sample, tally_of_readings
from engine.model.characteristic_codes import CharacteristicKind
from engine.model.inspection_reason import InspectionReasonCode as Code


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """
    The readings of one input.

    Attributes:
        name: As the formula reads it.
        inspection: Where they were taken.
        values: The readings, one of each unit.
        unit: Their unit.
        units: Which units they are of.
    """

    name: str
    inspection: Record
    values: tuple[Decimal | None, ...]
    unit: str
    units: tuple[str, ...]


def computed_from(specified: Specified) -> tuple[Examined | None, list[Reason]]:
    """
    Judge a computed characteristic by the readings of its inputs at the same stage.

    Each input has one inspection that counts, with one reading of each unit; all are of the same units in the same
    order, which their sample numbers show. Whatever puts one of them in doubt puts the result in doubt.

    Returns:
        What it comes to, as of the inspection of the first input, and why nothing does.
    """
    doubts: list[Reason] = []
    try:
        formula, inputs = _inputs(specified, doubts)
        sample, lot_size = _sample(specified, formula, inputs), number(inputs[0].inspection, "lot_size")
        doubts += checked(_one_sample(inputs, lot_size))
    except Unknown as unknown:
        return None, [*doubts, *not_known(unknown)]
    except UnsettledError as unsettled:
        return None, [*doubts, unsettled.reason]
    except UnfitUnitError as unfit:
        return None, [*doubts, because(Code.other_unit, specified.characteristic.path, unfit.words)]
    return concluded(inputs[0].inspection, specified, sample, lot_size, doubts), []


def _inputs(specified: Specified, doubts: list[Reason]) -> tuple[Formula, list[Input]]:
    characteristic = specified.characteristic
    path = f"{characteristic.path}.formula"
    named = texts(characteristic, "inputs")
    formula = read_formula(text(characteristic, "formula"), named, path)
    by_id = {text(one, "id"): one for one in _characteristics(specified)}
    inputs: list[Input] = []
    for one in named:
        found = by_id.get(one)
        if found is None or text(found, "kind") != CharacteristicKind.variable:
            words = say("`{name}` is no measured characteristic", "`{name}` 不是计量特性", name=one)
            raise UnsettledError(because(Code.formula_not_computed, path, words))
        inputs.append(_input(found, specified, doubts))
    return formula, inputs


def _characteristics(specified: Specified) -> list[Record]:
    product = specified.situation.names()["product"]
    found = product.read("characteristics") if isinstance(product, Record) else None
    return [one for one in found.items if isinstance(one, Record)] if isinstance(found, Many) else []


def _input(characteristic: Record, specified: Specified, doubts: list[Reason]) -> Input:
    found = matched(characteristic, specified.register)
    doubts += found.reasons
    if len(found.counted) != 1:
        words = say(
            "{count} inspections of the input count, and one is asked for",
            "该输入有{count}次有效检验，应为一次",
            count=len(found.counted),
        )
        raise UnsettledError(because(Code.units_not_paired, characteristic.path, words))
    (inspection,) = found.counted
    asked = Asked(characteristic=characteristic, method=None, is_measured=True, known=specified.known)
    doubts += doubts_about(inspection, asked, specified.situation)
    if number(inspection, "readings_per_unit") != 1:
        words = say("an input has one reading of each unit", "输入的每件只有一个读数")
        raise UnsettledError(because(Code.units_not_paired, f"{inspection.path}.readings_per_unit", words))
    values, unit = tuple(readings(inspection).numbers()), text(inspection, "unit")
    doubts += checked(range_reasons(inspection, values, unit))
    return Input(
        name=name_of(text(characteristic, "id")),
        inspection=inspection,
        values=values,
        unit=unit,
        units=tuple(texts(inspection, "sampled_units")),
    )


def _sample(specified: Specified, formula: Formula, inputs: list[Input]) -> Sample:
    """Compute the value of every unit; one that lacks a reading has none."""
    first = inputs[0]
    for one in inputs:
        if not one.values or len(one.values) != len(one.units) or one.units != first.units:
            words = say("the readings are not of the same units", "读数不属于相同的样品")
            raise UnsettledError(because(Code.units_not_paired, f"{one.inspection.path}.sampled_units", words))
    unit = text(specified.characteristic, "unit")
    values = tuple(
        None
        if None in row
        else computed(
            formula,
            {one.name: (value, one.unit) for one, value in zip(inputs, row, strict=True) if value is not None},
            unit,
        )
        for row in zip(*(one.values for one in inputs), strict=True)
    )
    limits = specified.limits
    if not isinstance(limits, Limits):  # pragma: no cover  # what is computed has limits
        raise UnsettledError(because(Code.no_limits, specified.characteristic.path))
    criteria = criteria_of(limits, specified.standard.rounding, guard_of(None, specified), unit)
    return Sample(tally=tally_of_readings(values, 1, criteria), criteria=criteria, unit=unit, values=values)


def _one_sample(inputs: list[Input], lot_size: int) -> Iterator[Reason]:
    for one in inputs:
        if number(one.inspection, "sample_size") != len(one.values):
            yield because(Code.counts_differ, f"{one.inspection.path}.sample_size")
        if number(one.inspection, "lot_size") != lot_size:
            words = say("the inputs are of lots of different size", "各输入的批量不同")
            yield because(Code.counts_differ, f"{one.inspection.path}.lot_size", words)
