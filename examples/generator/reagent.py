"""A lot of a diagnostic reagent kit: antibodies on latex, buffers prepared and filled inside, kept cool."""

from engine.model.codes import ProcessKind
from engine.model.dossier import Dossier
from engine.model.environment_codes import CleanroomGrade
from engine.model.materials import InputKind
from examples.generator import gauges
from examples.generator.cleanroom import Room, environment
from examples.generator.curves import Limits, Sensor, Subgroups, controlled, minute_by_minute, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.labels import Print
from examples.generator.markets import REAGENT, REAGENT_NATURE
from examples.generator.materials import Material
from examples.generator.notation import at
from examples.generator.orders import Order, dossier
from examples.generator.partners import ANTIBODIES, VIALS
from examples.generator.quality_story import Trouble
from examples.generator.reagent_process import LOT, TRAITS, WORKS
from examples.generator.records import Yield
from examples.generator.steps import step

P = ProcessKind
ORDER = Order(
    lot=LOT,
    number="MO-26-1194",
    article=REAGENT,
    nature=REAGENT_NATURE,
    processes=[P.preparation, P.filling, P.labelling, P.packaging],
    print=Print(
        lot=LOT,
        made="2026-10-15",
        expires="2028-04-14",
        units=2353,
        read_at="2026-10-21 14:30",
        reader=gauges.CAMERA.id,
        markets=["CN", "EU"],
        languages=["zh", "en", "de", "fr"],
    ),
    units=Yield(begun=2400, scrapped=17, tested=43, kept=40),
    started="2026-10-13",
    finished="2026-10-21",
    kept=("2026-10-21", "2026-11-18"),
    approved="2026-11-17 13:30",
    given="2026-11-17 14:20",
    partners=(ANTIBODIES, VIALS),
    machines=(
        gauges.VESSEL,
        gauges.FILLER,
        gauges.CAMERA,
        gauges.MONITOR,
        gauges.METER,
        gauges.BALANCE,
        gauges.ANALYSER,
        gauges.PHOTOMETER,
    ),
    materials=(
        Material(
            id="in-latex",
            item="RM-LTX-0091",
            en="Latex coated with antibodies to CRP",
            zh="CRP抗体胶乳",
            kind=InputKind.raw_material,
            supplier=ANTIBODIES.id,
            received="2026-09-11",
            step="prep",
            used="2026-10-13",
            issued="18.00 L",
            expires="2027-09-04",
        ),
        Material(
            id="in-bottle",
            item="PK-BTL-0044",
            en="Bottle, 60 mL",
            zh="60 mL试剂瓶",
            kind=InputKind.primary_packaging,
            supplier=VIALS.id,
            received="2026-09-21",
            step="fill",
            used="2026-10-15",
            issued="5000",
        ),
    ),
    traits=TRAITS,
    trouble=Trouble(
        lot=LOT,
        markets=["CN", "EU"],
        step="fill",
        found="2026-10-15",
        what="Bottles filled below 60.0 g",
        required="60.0 g to 61.5 g",
        code="FILL-01",
        inspected=200,
        units=14,
        cause="Air in the suction line after a change of tank",
        remedy="Air trap and first ten bottles discarded",
    ),
)


def reagent(draws: Draws, extent: Extent) -> Dossier:
    """Make the dossier."""
    charted = Subgroups(
        id="filled-mass",
        characteristic="filled mass of reagent 1",
        equipment=gauges.BALANCE.id,
        unit="g",
        spread=Spread("60.62", "0.12", "0.01"),
        size=5,
        number=130,
        every=4,
    )
    stirred = Sensor(
        id="vessel-temperature",
        measures="temperature of the vessel",
        equipment=gauges.VESSEL.id,
        unit="Cel",
        corners=((0, 22.0), (479, 21.0)),
        sigma="0.2",
        resolution="0.1",
    )
    limits = Limits(name="temperature of the vessel", lower="18", upper="25", report="PV-PRE-001")
    room = Room("Reagent room, filling", gauges.MONITOR.id, CleanroomGrade.iso_8)
    steps = []
    for work in WORKS:
        begun = at(work.start)
        filling = work.id == "fill"
        settings = [controlled(limits, minute_by_minute(stirred, begun, draws, extent))] if work.id == "prep" else []
        surroundings = environment(room, work.start, work.end, draws, extent) if filling else None
        charts = [subgroups(charted, begun, draws, extent)] if filling else []
        steps.append(step(work, LOT, environment=surroundings, settings=settings, parameters=charts))
    return dossier(ORDER, steps, [], draws, extent)
