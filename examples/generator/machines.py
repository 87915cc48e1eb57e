"""Machines and measuring instruments, with calibrations, qualifications and studies of the measurement."""

import datetime as dt

import msgspec

from engine.model.calibration import Calibration
from engine.model.equipment import Equipment
from engine.model.equipment_codes import (
    AsFoundState,
    CalibrationResult,
    EquipmentKind,
    EquipmentStatus,
    QualificationPhase,
    QualificationStatus,
    StudyKind,
    StudyResult,
)
from engine.model.gauge import Gauge, MeasurementSystemStudy
from engine.model.validation import Qualification
from examples.generator import people
from examples.generator.draws import Draws
from examples.generator.notation import DAY, amount, day, days, period, years_after

LABORATORY = "Suzhou Institute of Metrology"


class Range(msgspec.Struct, frozen=True):
    """What a gauge measures: from, to, resolution, expanded uncertainty, permissible error, as digits; its unit."""

    low: str
    high: str
    resolution: str
    uncertainty: str
    permissible: str
    unit: str


class Machine(msgspec.Struct, frozen=True):
    """A machine or gauge: number, name, kind, maker, model, location, calibrated on, range where it is a gauge."""

    id: str
    name: str
    kind: EquipmentKind
    maker: str
    model: str
    location: str
    calibrated: str = "2026-04-18"
    range: Range | None = None
    software: str | None = None


def equipment(machine: Machine, draws: Draws) -> Equipment:
    """Give a machine with two years of calibrations and its qualifications."""
    stream = draws.of(machine.id)
    last = day(machine.calibrated)
    gauge = machine.range
    return Equipment(
        id=machine.id,
        name=machine.name,
        kind=machine.kind,
        manufacturer=machine.maker,
        model=machine.model,
        serial_number=f"{stream.integer(10, 99)}-{stream.integer(100000, 999999)}",
        location=machine.location,
        supplier=None,
        status=EquipmentStatus.in_service,
        status_since=day("2024-09-02"),
        calibration_required=True,
        calibration_interval_months=12,
        calibrations=[_calibration(machine, last.replace(year=year), stream) for year in (last.year - 1, last.year)],
        qualifications=[] if gauge else [_qualification(machine, phase) for phase in PHASES],
        maintained_on=day("2026-09-26"),
        maintenance_due_on=day("2027-03-31"),
        software_version=machine.software,
        software_validated_version=machine.software,
        gauge=None if gauge is None else _gauge(machine, gauge, stream),
    )


def gauge_kind(machine: Machine) -> str:
    """Give what kind of gauge a machine is: what it is called, without its number."""
    return machine.name.rstrip(" 0123456789")


PHASES = (QualificationPhase.installation, QualificationPhase.operational, QualificationPhase.performance)


def _calibration(machine: Machine, done: dt.date, stream: Draws) -> Calibration:
    found = machine.range or Range("0", "1", "0.1", "0.2", "1.0", "Cel")
    error = stream.integer(0, 60) * float(found.permissible) / 100
    places = len(found.permissible.partition(".")[2]) + 1
    return Calibration(
        id=f"CAL-{done.year}-{machine.id[3:]}",
        performed_on=done,
        valid=days(done, years_after(done, 1)),
        as_found=AsFoundState.within_tolerance,
        adjusted=False,
        result=CalibrationResult.passed,
        largest_error=amount(f"{error:.{places}f} {found.unit}"),
        permissible_error=amount(f"{found.permissible} {found.unit}"),
        certificate=f"JL-{done:%y}-{stream.integer(100000, 199999)}",
        laboratory=LABORATORY,
        traceable_to="National standards, through working standards of the laboratory",
        confirmed_by=people.METROLOGIST.name,
        confirmed_on=done + 2 * DAY,
        previous_results_assessed_on=None,
        previous_results_valid=None,
    )


def _qualification(machine: Machine, phase: QualificationPhase) -> Qualification:
    number = f"{phase[0].upper()}Q-{machine.id[3:]}"
    return Qualification(
        id=number,
        phase=phase,
        status=QualificationStatus.passed,
        protocol=f"VP-{number} rev. 2",
        report=f"VR-{number} rev. 1",
        performed_on=day("2025-05-21"),
        approved_by=people.RELEASER.name,
        approved_on=day("2025-05-30"),
        valid=period("2025-06-01/2028-05-31"),
    )


def _gauge(machine: Machine, found: Range, stream: Draws) -> Gauge:
    study = MeasurementSystemStudy(
        id=f"MSA-2026-{machine.id[3:]}",
        kind=StudyKind.repeatability_reproducibility,
        characteristic=machine.name,
        performed_on=day("2026-02-12"),
        operators=3,
        parts=10,
        trials=3,
        variation_to_tolerance=amount(f"{stream.integer(52, 96) / 10} %"),
        distinct_categories=stream.integer(9, 16),
        result=StudyResult.acceptable,
        report=f"MSA-2026-{machine.id[3:]}-R",
        valid=period("2026-02-12/2028-02-11"),
    )
    return Gauge(
        kind=gauge_kind(machine),
        range_from=amount(f"{found.low} {found.unit}"),
        range_to=amount(f"{found.high} {found.unit}"),
        resolution=amount(f"{found.resolution} {found.unit}"),
        expanded_uncertainty=amount(f"{found.uncertainty} {found.unit}"),
        coverage_factor=amount("2"),
        studies=[study],
    )
