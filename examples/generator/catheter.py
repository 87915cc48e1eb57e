"""A lot of central venous catheters: the tube is extruded outside, and so is the sterilisation with ethylene oxide."""

from engine.model.codes import ProcessKind
from engine.model.dossier import Dossier
from engine.model.series import Series
from engine.model.steps import Step
from examples.generator import catheter_facts as facts
from examples.generator import eo_cycle
from examples.generator.catheter_process import MACHINES, ROOMS, WORKS
from examples.generator.catheter_traits import TRAITS
from examples.generator.cleanroom import Room, environment
from examples.generator.curves import Subgroups, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.labels import Print
from examples.generator.loads import Loaded, ethylene_oxide
from examples.generator.notation import MINUTE, at
from examples.generator.orders import Order, dossier
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.steps import Work, step

LOT = "CVC-2610-014"
MONITOR, CHAMBER = "EQ-EMS-01", "EQ-EO-03"
READER = "EQ-VIS-03"
PRINT = Print(
    lot=LOT,
    made="2026-10-26",
    expires="2029-10-25",
    units=4800,
    read_at="2026-11-18 14:40",
    reader=READER,
    markets=["CN", "EU", "US"],
    languages=["zh", "en", "de", "fr"],
)
ORDER = Order(
    lot=LOT,
    number="MO-26-1187",
    article=facts.ARTICLE,
    nature=facts.NATURE,
    processes=facts.PROCESSES,
    print=PRINT,
    units=Yield(begun=4850, scrapped=50, tested=38, kept=20),
    started="2026-10-09",
    finished="2026-11-12",
    kept=("2026-11-10", "2026-11-20"),
    approved="2026-11-20 16:40",
    given="2026-11-20 17:10",
    partners=facts.PARTNERS,
    machines=MACHINES,
    materials=facts.MATERIALS,
    traits=TRAITS,
    trouble=Trouble(
        lot=LOT,
        markets=["CN", "EU", "US"],
        step="seal",
        found="2026-10-28",
        what="Channel of 0.4 mm across the pouch seal",
        required="No channel across the seal width",
        code="SEAL-03",
        inspected=240,
        units=62,
        cause="Jaw screw of sealer 2 not locked after a change of tool",
        remedy="Lock washer on the jaw screw of all sealers, torque stated in the instruction",
    ),
)
LOAD = Loaded(
    id="EO-26-3107",
    step="eo",
    supplier=facts.STERILISER.id,
    equipment=CHAMBER,
    lot=LOT,
    product=facts.ARTICLE.id,
    units=4850,
    family="Catheters, family C2",
    start="2026-11-06 07:00",
    released="2026-11-15 09:30",
)
EXTRUDED, SEALED = "2026-10-12 09:00", "2026-10-27 08:30"


def _chart(  # noqa: PLR0913  # one row of a table
    series: str, of: str, *, equipment: str, unit: str, spread: Spread, size: int, number: int, every: int
) -> Subgroups:
    return Subgroups(
        id=series,
        characteristic=of,
        equipment=equipment,
        unit=unit,
        spread=spread,
        size=size,
        number=number,
        every=every,
    )


CHARTS = {
    "ext": (
        EXTRUDED,
        [
            _chart(
                f"od-laser-{axis}",
                "tube outer diameter",
                equipment="EQ-LAS-02",
                unit="mm",
                spread=Spread(center, "0.006", "0.001"),
                size=5,
                number=420,
                every=8,
            )
            for axis, center in (("x", "1.700"), ("y", "1.701"))
        ],
    ),
    "seal": (
        SEALED,
        [
            _chart(
                name,
                of,
                equipment=machine,
                unit=unit,
                spread=spread,
                size=size,
                number=number,
                every=every,
            )
            for name, of, machine, unit, spread, size, number, every in (
                ("seal-strength", "seal strength", "EQ-TEN-01", "N", Spread("3.40", "0.21", "0.01"), 5, 220, 15),
                ("seal-temperature", "jaw temperature", "EQ-SEAL-02", "Cel", Spread("134.0", "0.6", "0.1"), 8, 600, 5),
                ("seal-pressure", "jaw pressure", "EQ-SEAL-02", "kPa", Spread("415", "4", "1"), 8, 600, 5),
            )
        ],
    ),
}


def catheter(draws: Draws, extent: Extent) -> Dossier:
    """Make the dossier."""
    steps = [_step(work, draws.of(work.id), extent) for work in WORKS]
    cycle = draws.of("cycle")
    exposed = at(LOAD.start) + eo_cycle.DWELL * MINUTE
    minutes = (eo_cycle.DWELL, eo_cycle.ENDED, eo_cycle.AERATED)
    load = ethylene_oxide(LOAD, minutes, eo_cycle.settings(CHAMBER, exposed, cycle, extent))
    return dossier(ORDER, steps, [load], draws, extent)


def _step(work: Work, draws: Draws, extent: Extent) -> Step:
    room = ROOMS.get(work.id)
    return step(
        work,
        LOT,
        environment=environment(Room(room, MONITOR), work.start, work.end, draws, extent) if room else None,
        parameters=_series(work, draws, extent),
    )


def _series(work: Work, draws: Draws, extent: Extent) -> list[Series]:
    if work.kind is ProcessKind.eo_sterilisation:
        return eo_cycle.sensors(CHAMBER, at(work.start), draws, extent)
    start, charts = CHARTS.get(work.id, (work.start, []))
    return [subgroups(chart, at(start), draws, extent) for chart in charts]
