"""An ethylene oxide cycle: what the chamber's sensors saw, minute by minute, from preconditioning to aeration."""

import datetime as dt

from engine.model.parameters import ControlledParameter
from engine.model.series import Series
from examples.generator.curves import Limits, Sensor, controlled, minute_by_minute
from examples.generator.draws import Draws, Extent

# Minutes from the start: 8 h of preconditioning, evacuation, humidification, gas, 6 h of dwell, washes, aeration.
PRECONDITIONED, DWELL, WASHED, ENDED, AERATED = 480, 560, 920, 1120, 3280
TEMPERATURE = ((0, 23.0), (90, 45.0), (PRECONDITIONED, 46.0), (DWELL, 52.0), (WASHED, 52.0), (ENDED, 45.0))
AERATION = ((ENDED, 45.0), (1240, 40.0), (AERATED, 40.0))
HUMIDITY = ((0, 48.0), (120, 64.0), (PRECONDITIONED, 65.0))
PRESSURE = (
    (0, 101.3),
    (PRECONDITIONED, 101.3),
    (505, 12.0),
    (540, 18.0),
    (DWELL, 47.5),
    (WASHED, 47.0),
    (950, 10.0),
    (980, 95.0),
    (1010, 10.0),
    (1040, 95.0),
    (1070, 10.0),
    (ENDED, 101.3),
)
DWELL_TEMPERATURE = ((0, 52.0), (WASHED - DWELL, 52.0))
CONCENTRATION = ((0, 622.0), (40, 606.0), (WASHED - DWELL, 592.0))
DWELL_HUMIDITY = ((0, 58.0), (WASHED - DWELL, 55.0))
REPORT = "PV-EO-021"
PROBES = 6


def settings(chamber: str, exposed: dt.datetime, draws: Draws, extent: Extent) -> list[ControlledParameter]:
    """Give the controlled parameters of the gas dwell, each with its series."""
    minutes = WASHED - DWELL
    rows = (
        ("gas-concentration", "ethylene oxide concentration", "mg/L", CONCENTRATION, "4", "1", "600", "450", "750"),
        ("dwell-temperature", "chamber temperature", "Cel", DWELL_TEMPERATURE, "0.3", "0.1", "52", "49", "55"),
        ("dwell-humidity", "relative humidity", "%", DWELL_HUMIDITY, "0.8", "0.1", "60", "40", "80"),
        ("dwell-pressure", "chamber pressure", "kPa", ((0, 47.5), (minutes, 47.0)), "0.1", "0.1", "47", "44", "50"),
    )
    found = []
    for number, name, unit, corners, sigma, resolution, setpoint, lower, upper in rows:
        sensor = Sensor(
            id=number,
            measures=name,
            equipment=chamber,
            unit=unit,
            corners=corners,
            sigma=sigma,
            resolution=resolution,
        )
        limits = Limits(name=name, phase="gas dwell", setpoint=setpoint, lower=lower, upper=upper, report=REPORT)
        found.append(controlled(limits, minute_by_minute(sensor, exposed, draws, extent)))
    return found


def sensors(chamber: str, start: dt.datetime, draws: Draws, extent: Extent) -> list[Series]:
    """Give the probes in the load through cycle and aeration, the humidity of preconditioning, and the pressure."""
    probes = [
        Sensor(
            id=f"probe-{place:02d}",
            measures="load temperature",
            equipment=chamber,
            unit="Cel",
            corners=(*TEMPERATURE[:-1], *AERATION),
            sigma="0.25",
            resolution="0.1",
        )
        for place in range(1, PROBES + 1)
    ]
    wet = [
        Sensor(
            id=f"humidity-{place}",
            measures="load humidity",
            equipment=chamber,
            unit="%",
            corners=HUMIDITY,
            sigma="0.9",
            resolution="0.1",
        )
        for place in (1, 2, 3, 4)
    ]
    pressure = Sensor(
        id="pressure",
        measures="chamber pressure",
        equipment=chamber,
        unit="kPa",
        corners=PRESSURE,
        sigma="0.1",
        resolution="0.1",
    )
    return [minute_by_minute(one, start, draws, extent) for one in (*probes, *wet, pressure)]
