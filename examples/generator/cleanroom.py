"""A clean room while a step ran in it: grade, pressures, climate, particles, microbes, minute by minute."""

import datetime as dt

import msgspec

from engine.model.cleanroom import MicrobialCount, ParticleCount, PressureDifference, RoomClassification
from engine.model.environment import Environment
from engine.model.environment_codes import (
    BoundaryKind,
    CleanroomGrade,
    CleanroomSystem,
    MicrobialMethod,
    Occupancy,
    PressureRegime,
)
from engine.model.parameters import ControlledParameter
from examples.generator.curves import Limits, Sensor, controlled, minute_by_minute
from examples.generator.draws import Draws, Extent
from examples.generator.notation import DAY, MINUTE, amount, amount_or_none, at, day, period

# What is watched: id, name, unit, mean, sigma, resolution, limits.
WATCHED = (
    ("dp-corridor", "pressure towards the corridor", "Pa", 14.6, "0.5", "0.1", "10", "25"),
    ("dp-gowning", "pressure towards gowning", "Pa", 12.4, "0.4", "0.1", "5", "25"),
    ("temperature", "room temperature", "Cel", 22.1, "0.3", "0.1", "18", "26"),
    ("humidity", "relative humidity", "%", 52.0, "1.4", "0.1", "45", "65"),
)


class Room(msgspec.Struct, frozen=True):
    """A room: name, monitoring equipment, and its grades: the ISO class, and the Chinese one, tested by itself."""

    name: str
    monitor: str
    grade: CleanroomGrade = CleanroomGrade.iso_7
    numbered: CleanroomGrade = CleanroomGrade.class_10000


def environment(room: Room, start: str, end: str, draws: Draws, extent: Extent) -> Environment:
    """Give the environment of a step."""
    begin = at(start)
    watched = [_watched(room, row, begin, int((at(end) - begin) / MINUTE), draws, extent) for row in WATCHED]
    corridor, gowning, temperature, humidity = watched
    return Environment(
        room=room.name,
        controlled=True,
        classifications=[_classification(room), _numbered(room)],
        pressures=[
            _pressure("corridor", "Corridor, not classified", BoundaryKind.clean_to_unclassified, corridor, "12"),
            _pressure("gowning", "Gowning room", BoundaryKind.between_grades, gowning, "10"),
        ],
        pressures_planned=2,
        temperature_lowest=temperature.lowest,
        temperature_highest=temperature.highest,
        relative_humidity_lowest=humidity.lowest,
        relative_humidity_highest=humidity.highest,
        air_changes=amount("24 /h"),
        air_velocity=None,
        particles=[_particles(size, limit, begin, draws) for size, limit in (("0.5", 352000), ("5", 2930))],
        particles_planned=2,
        microbes=[_microbes(row, begin, draws) for row in METHODS],
        monitored=watched,
    )


METHODS = (
    (MicrobialMethod.airborne, "/m3", 40, "60", "100"),
    (MicrobialMethod.settling, "1", 2, "5", "8"),
    (MicrobialMethod.surface, "1", 1, "3", "5"),
)


def _watched(
    room: Room,
    row: tuple[str, str, str, float, str, str, str, str],
    begin: dt.datetime,
    minutes: int,
    draws: Draws,
    extent: Extent,
) -> ControlledParameter:
    number, name, unit, mean, sigma, resolution, lower, upper = row
    sensor = Sensor(
        id=number,
        measures=name,
        equipment=room.monitor,
        unit=unit,
        corners=((0, mean), (minutes, mean)),
        sigma=sigma,
        resolution=resolution,
    )
    limits = Limits(name=name, lower=lower, upper=upper, report="PV-HVAC-003")
    return controlled(limits, minute_by_minute(sensor, begin, draws, extent))


def _classification(room: Room) -> RoomClassification:
    return RoomClassification(
        id="CLS-B-2026",
        system=CleanroomSystem.iso_14644_1,
        edition="2015",
        grade=room.grade,
        state=Occupancy.at_rest,
        tested_on=day("2026-06-18"),
        report="CR-B-2026-06",
        tested_by="Jiangsu Cleanroom Testing Centre",
        valid=period("2026-06-18/2027-06-17"),
    )


def _numbered(room: Room) -> RoomClassification:
    return msgspec.structs.replace(
        _classification(room),
        id="CLS-B-2026-CN",
        system=CleanroomSystem.numbered_classes,
        edition="2000",
        grade=room.numbered,
        report="CR-B-2026-06-CN",
    )


def _pressure(
    number: str, towards: str, boundary: BoundaryKind, found: ControlledParameter, required: str
) -> PressureDifference:
    return PressureDifference(
        id=number,
        towards=towards,
        boundary=boundary,
        regime=PressureRegime.positive,
        lowest=found.lowest,
        highest=found.highest,
        required=amount_or_none(f"{required} Pa" if number == "corridor" else None),
    )


def _particles(size: str, limit: int, begin: dt.datetime, draws: Draws) -> ParticleCount:
    return ParticleCount(
        id=f"PC-{begin:%y%m}-{size}",
        size=amount(f"{size} um"),
        state=Occupancy.in_operation,
        locations=9,
        sample_volume=amount("28.3 L"),
        highest_mean=amount(f"{limit * draws.of(size).integer(18, 34) // 100} /m3"),
        alert_limit=amount(f"{limit * 6 // 10} /m3"),
        action_limit=amount(f"{limit * 9 // 10} /m3"),
        taken_at=begin + 130 * MINUTE,
    )


def _microbes(row: tuple[MicrobialMethod, str, int, str, str], begin: dt.datetime, draws: Draws) -> MicrobialCount:
    method, unit, highest, alert, action = row
    stream = draws.of(method)
    worst = stream.integer(highest // 2, highest)
    return MicrobialCount(
        id=f"MC-{begin:%y%m}-{method}",
        method=method,
        state=Occupancy.in_operation,
        locations=9,
        mean=amount(f"{worst / 2:.1f} {unit}"),
        highest=amount(f"{worst} {unit}"),
        alert_limit=amount(f"{alert} {unit}"),
        action_limit=amount(f"{action} {unit}"),
        colonies=worst * 9 // 2,
        taken_at=begin + 160 * MINUTE,
        read_at=begin + 2 * DAY + 160 * MINUTE,
    )
