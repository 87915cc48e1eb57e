"""Characteristics of a product and their inspections, reading by reading, from one row of a table each."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from engine.model.characteristic_codes import CharacteristicClass, CharacteristicKind, ControlChart
from engine.model.characteristic_control import CharacteristicSpc
from engine.model.characteristics import Characteristic
from engine.model.codes import InspectionStage
from engine.model.document_codes import DocumentStatus
from engine.model.equipment_codes import CalibrationState
from engine.model.fields import Localized
from engine.model.figures import Figures
from engine.model.inspection import Inspection
from engine.model.inspection_codes import RecordingSource, UsageDecision
from engine.model.inspection_records import InspectionPlanUsed
from engine.model.values import Exact, Quantity
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.notation import MINUTE, amount_or_none, at
from examples.generator.people import REVIEWER, VERIFIER, Post
from examples.generator.sampling import Sample


class Trait(msgspec.Struct, frozen=True, kw_only=True):
    """
    A characteristic and its inspection.

    Attributes:
        id: Number of the characteristic.
        en: Name in English.
        zh: Name in Chinese.
        grade: Class of a nonconformity.
        stage: When it is inspected.
        step: Whose output is inspected.
        sample: How many are inspected.
        method: Document that says how.
        done: When the last result was recorded, in the plant's zone.
        by: Who inspected.
        unit: Unit of its readings; none where it is judged.
        spread: How the readings lie; none where it is judged.
        lower: Lower limit, as digits.
        upper: Upper limit.
        nominal: Target.
        gauge: What it is measured with.
        found: Units that were judged nonconforming.
        requirement: Item of the registered technical requirement.
        supplier: Who processed what is inspected.
        material: Input that is inspected, when it comes in.
        charted: Readings in a subgroup of its control chart; none where its process is not charted.
    """

    id: str
    en: str
    zh: str
    grade: CharacteristicClass
    stage: InspectionStage
    step: str | None
    sample: Sample
    method: str
    done: str
    by: Post
    unit: str | None = None
    spread: Spread | None = None
    lower: str | None = None
    upper: str | None = None
    nominal: str | None = None
    gauge: str | None = None
    found: int = 0
    requirement: str | None = None
    supplier: str | None = None
    material: str | None = None
    charted: int | None = None

    @property
    def plan(self) -> str:
        """Number of the inspection plan."""
        return self.method.replace("TM", "IP")

    def limit(self, digits: str | None) -> Quantity | None:
        """Give a limit in the unit of the readings."""
        return amount_or_none(None if digits is None else f"{digits} {self.unit}")


def characteristic(trait: Trait, drawing: str, gauges: Mapping[str, str]) -> Characteristic:
    """Give the characteristic as the product's record has it; of gauges their kind counts."""
    measured = trait.spread is not None
    return Characteristic(
        id=trait.id,
        name=Localized(en=trait.en, zh=trait.zh),
        kind=CharacteristicKind.variable if measured else CharacteristicKind.attribute,
        class_=trait.grade,
        safety=trait.grade is CharacteristicClass.critical,
        stages=[trait.stage],
        requirement=trait.requirement,
        drawing=drawing,
        revision="C",
        unit=trait.unit,
        nominal=trait.limit(trait.nominal),
        lower=trait.limit(trait.lower),
        lower_inclusive=True,
        upper=trait.limit(trait.upper),
        upper_inclusive=True,
        lower_alert=None,
        upper_alert=None,
        method=trait.method,
        method_revision="B",
        gauge=None if trait.gauge is None else gauges[trait.gauge],
        resolution=trait.limit(trait.spread.resolution) if trait.spread else None,
        uncertainty=None,
        guard_band=None,
        sampling=trait.sample.planned(),
        formula=None,
        inputs=[],
        spc=_spc(trait.charted),
    )


def _spc(size: int | None) -> CharacteristicSpc | None:
    if size is None:
        return None
    return CharacteristicSpc(chart=ControlChart.xbar_s, subgroup_size=size, center=None, sigma=None, approver=None)


def inspection(trait: Trait, number: str, lot_size: int, draws: Draws, extent: Extent) -> Inspection:
    """Give the inspection of a characteristic, with its readings where it is measured."""
    done = at(trait.done)
    each = extent.of(1)
    size = trait.sample.size
    readings = draws.of(trait.id).readings(size * each, trait.spread) if trait.spread else []
    nonconforming = sum(not _conforms(trait, one) for one in readings) if readings else trait.found
    fields = _measured(trait, readings, each, done) if readings else _judged(trait)
    return msgspec.structs.replace(
        fields,
        id=number,
        stage=trait.stage,
        characteristic=trait.en,
        nonconformity_class=trait.grade,
        step=trait.step,
        supplier=trait.supplier,
        input=trait.material,
        plan=InspectionPlanUsed(
            number=trait.plan,
            revision="4",
            status=DocumentStatus.effective,
            kind=trait.sample.kind(),
            method=trait.method,
            specification=f"PTR {trait.requirement}" if trait.requirement else "Drawing",
            specification_revision="C",
        ),
        sampling=trait.sample.used(),
        lot_size=max(lot_size, size),
        planned_sample_size=size,
        sample_size=size,
        nonconforming=nonconforming,
        nonconformities=nonconforming,
        acceptance_number=trait.sample.accept,
        rejection_number=trait.sample.accept + 1,
        lower_limit=trait.limit(trait.lower),
        upper_limit=trait.limit(trait.upper),
        laboratory=None,
        report=number.replace("IL", "IR"),
        inspector=trait.by.name,
        inspector_person=trait.by.id,
        reviewer=REVIEWER.name,
        reviewer_person=REVIEWER.id,
        approver_person=VERIFIER.id,
        retest_of=None,
        investigation=None,
        decision=UsageDecision.accepted,
        sampled_at=done - (size + 90) * MINUTE,
        started_at=done - (size + 60) * MINUTE,
        completed_at=done,
        reviewed_at=done + 45 * MINUTE,
    )


def _measured(trait: Trait, readings: list[Decimal], each: int, done: dt.datetime) -> Inspection:
    first = done - (len(readings) // each) * MINUTE
    times = [first + (place // each) * MINUTE for place in range(len(readings))]
    reported = max(readings) if trait.upper else min(readings)
    return Inspection(
        id="measured",
        measured=Quantity(value=Exact(format(reported, "f")), unit=trait.unit or "1"),
        readings=Figures(tuple(format(one, "f") for one in readings)),
        unit=trait.unit or "1",
        readings_per_unit=each,
        reading_times=times,
        recorded_by=RecordingSource.device,
        gauge=trait.gauge,
        gauge_state=CalibrationState.valid,
    )


def _judged(trait: Trait) -> Inspection:
    units = [f"{place:03d}" for place in range(1, trait.sample.size + 1)]
    counts = [0] * trait.sample.size
    counts[7 : 7 + trait.found] = [1] * trait.found
    return Inspection(
        id="judged",
        sampled_units=units,
        nonconformities_per_unit=counts,
        recorded_by=RecordingSource.manual,
        gauge=None,
    )


def _conforms(trait: Trait, reading: Decimal) -> bool:
    above = trait.lower is None or reading >= Decimal(trait.lower)
    return above and (trait.upper is None or reading <= Decimal(trait.upper))
