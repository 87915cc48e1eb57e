"""Series of sensors: what is meant to happen, by corners of a curve, and what the sensor read of it."""

import datetime as dt
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

import msgspec
import numpy as np

from engine.model.parameters import ControlledParameter
from engine.model.series import Readings, Series
from engine.model.values import Exact, Period, Quantity
from engine.packs.process_control import ChartRule
from engine.process.drawing import drawn, estimated
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.notation import DAY, MINUTE, amount_or_none
from spc_kernels.charts import Given

HOUR = 60
# Subgroups of the prior period, and the days that it lies before the step.
PRIOR, BEFORE = 30, 3
# What the packs hold series against.
CHART = ChartRule(kind="xbar_s", subgroup=None, signals=("nelson_1", "nelson_2"))
Corners = Sequence[tuple[int, float]]


class Sensor(msgspec.Struct, frozen=True, kw_only=True):
    """
    A sensor, and the curve that it reads minute by minute.

    Attributes:
        id: Identifies the series.
        measures: The parameter.
        equipment: What it belongs to; none where that is another company's.
        unit: Its unit.
        corners: Minutes and values between which the curve runs straight.
        sigma: Standard deviation of the reading around the curve.
        resolution: Its resolution.
    """

    id: str
    measures: str
    equipment: str | None
    unit: str
    corners: Corners
    sigma: str
    resolution: str


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a controlled parameter is held to, as digits.

    Attributes:
        name: What people call it.
        phase: Part of the process, if of one.
        setpoint: Target.
        lower: Lower limit.
        upper: Upper limit.
        report: The validation that the limits come from.
    """

    name: str
    phase: str | None = None
    setpoint: str | None = None
    lower: str | None = None
    upper: str | None = None
    report: str


def minute_by_minute(sensor: Sensor, start: dt.datetime, draws: Draws, extent: Extent) -> Series:
    """Read a sensor every minute from start to end of its curve; times are given hour by hour."""
    stream = draws.of(sensor.id)
    spread = Spread("0", sensor.sigma, sensor.resolution)
    stride, repeats = extent.parts, extent.times
    minutes = range(0, sensor.corners[-1][0] + 1, stride)
    values = [
        float(stream.reading(spread, curve(sensor.corners, minute))) for minute in minutes for _ in range(repeats)
    ]
    size = HOUR * repeats
    hours = range(math.ceil(len(values) / size))
    return Series(
        id=sensor.id,
        characteristic=sensor.measures,
        equipment=sensor.equipment,
        unit=sensor.unit,
        values=Readings.of_items(values),
        subgroup_size=size,
        times=[start + hour * HOUR * stride * MINUTE for hour in hours],
        baseline=None,
    )


def curve(corners: Corners, minute: int) -> float:
    """Give the value of a curve."""
    place = bisect_right(corners, minute, key=lambda corner: corner[0])
    if place in {0, len(corners)}:
        return corners[min(place, len(corners) - 1)][1]
    (before, low), (after, high) = corners[place - 1], corners[place]
    return low + (high - low) * (minute - before) / (after - before)


class Subgroups(msgspec.Struct, frozen=True, kw_only=True):
    """
    Readings taken subgroup by subgroup while a step ran.

    Attributes:
        id: Identifies the series.
        characteristic: What was read.
        equipment: What it was read with or comes from.
        unit: Its unit.
        spread: How the readings lie.
        size: Readings in a subgroup.
        number: Subgroups.
        every: Minutes from one subgroup to the next.
    """

    id: str
    characteristic: str
    equipment: str | None
    unit: str
    spread: Spread
    size: int
    number: int
    every: int


def subgroups(plan: Subgroups, start: dt.datetime, draws: Draws, extent: Extent) -> Series:
    """
    Take subgroups of readings, some of them on a day before, which control limits are estimated from.

    A larger extent takes them more often. The lot is in control: what a chart flags is drawn again.
    """
    number = extent.of(plan.number)
    apart = plan.every * MINUTE * plan.number / number
    before = start - BEFORE * DAY
    prior = PRIOR * extent.times
    times = [before + place * plan.every * MINUTE / extent.times for place in range(prior)]
    last = times[-1].date()
    times += [start + place * apart for place in range(number)]
    return Series(
        id=plan.id,
        characteristic=plan.characteristic,
        equipment=plan.equipment,
        unit=plan.unit,
        values=Readings.of_items(list(chain.from_iterable(_quiet(plan, (prior, number), draws.of(plan.id))))),
        subgroup_size=plan.size,
        times=[time.replace(microsecond=0) for time in times],
        baseline=Period(from_=before.date(), until=last),
    )


def _quiet(plan: Subgroups, numbers: tuple[int, int], stream: Draws) -> list[list[float]]:
    """Draw subgroups until those of the prior period lie within their own limits, and those of the lot within these."""

    def draw() -> list[float]:
        return [float(one) for one in stream.readings(plan.size, plan.spread)]

    def settled(rows: list[list[float]], given: Given | None = None) -> list[list[float]]:
        while flags := drawn(CHART, np.array(rows), given or estimated(CHART, np.array(rows))[0]).flags:
            for place in {flag.point for flag in flags}:
                rows[place] = draw()
        return rows

    before, during = numbers
    prior = settled([draw() for _ in range(before)])
    return prior + settled([draw() for _ in range(during)], estimated(CHART, np.array(prior))[0])


def controlled(limits: Limits, series: Series) -> ControlledParameter:
    """Give a controlled parameter with its limits and what was found."""
    unit = series.unit if isinstance(series.unit, str) else "1"
    found = list(series.values.values()) if isinstance(series.values, Readings) else []
    return ControlledParameter(
        id=series.id,
        name=limits.name,
        phase=limits.phase,
        critical=True,
        setpoint=amount_or_none(_with(limits.setpoint, unit)),
        lower_limit=amount_or_none(_with(limits.lower, unit)),
        upper_limit=amount_or_none(_with(limits.upper, unit)),
        alert_lower=None,
        alert_upper=None,
        limits_from=limits.report,
        lowest=_exact(min(found), unit),
        highest=_exact(max(found), unit),
        series=series,
    )


def extremes(series: Iterable[Series]) -> tuple[str, str]:
    """Give the smallest and largest reading of several series, as digits."""
    found = [value for one in series if isinstance(one.values, Readings) for value in one.values.values()]
    return _digits(min(found)), _digits(max(found))


def _with(digits: str | None, unit: str) -> str | None:
    return None if digits is None else f"{digits} {unit}"


def _exact(value: float, unit: str) -> Quantity:
    return Quantity(value=Exact(_digits(value)), unit=unit)


def _digits(value: float) -> str:
    return format(Decimal(repr(value)), "f")
