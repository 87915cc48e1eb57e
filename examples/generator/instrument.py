"""A lot of tissue forceps, class I: forged outside, machined, passivated and marked inside, supplied nonsterile."""

from engine.model.codes import ProcessKind
from engine.model.dossier import Dossier
from engine.model.materials import InputKind
from examples.generator import gauges
from examples.generator.catheter_facts import POUCHES
from examples.generator.curves import Limits, Sensor, Subgroups, controlled, minute_by_minute, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.instrument_process import LOT, TRAITS, WORKS
from examples.generator.labels import Print
from examples.generator.markets import FORCEPS, FORCEPS_NATURE
from examples.generator.materials import Material
from examples.generator.notation import at
from examples.generator.orders import Order, dossier
from examples.generator.partners import FORGINGS
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.steps import step

P = ProcessKind
ORDER = Order(
    lot=LOT,
    number="MO-26-1203",
    article=FORCEPS,
    nature=FORCEPS_NATURE,
    processes=[P.machining, P.heat_treatment, P.passivation, P.printing, P.packaging],
    print=Print(
        lot=LOT,
        made="2026-10-29",
        expires=None,
        units=2000,
        read_at="2026-11-04 14:00",
        reader=gauges.CAMERA.id,
        markets=["CN", "EU", "US"],
        languages=["zh", "en", "de", "fr"],
    ),
    units=Yield(begun=2050, scrapped=20, tested=20, kept=10),
    started="2026-10-12",
    finished="2026-11-04",
    kept=("2026-11-04", "2026-11-19"),
    approved="2026-11-12 10:40",
    given="2026-11-12 11:15",
    partners=(FORGINGS, POUCHES),
    machines=(
        gauges.MILL,
        gauges.BATH,
        gauges.LASER,
        gauges.CAMERA,
        gauges.CALLIPER,
        gauges.HARDNESS,
    ),
    materials=(
        Material(
            id="in-forging",
            item="CO-FRG-0210",
            en="Forging, 1.4021",
            zh="锻件（1.4021不锈钢）",
            kind=InputKind.component,
            supplier=FORGINGS.id,
            received="2026-09-16",
            step="mill",
            used="2026-10-12",
            issued="2100",
        ),
        Material(
            id="in-bag",
            item="PK-BAG-0007",
            en="Bag, nonsterile",
            zh="非无菌包装袋",
            kind=InputKind.packaging,
            supplier=POUCHES.id,
            received="2026-09-28",
            step="pack",
            used="2026-11-03",
            issued="2100",
            key=False,
            contact=False,
        ),
    ),
    traits=TRAITS,
    trouble=Trouble(
        lot=LOT,
        markets=["CN", "EU", "US"],
        step="mill",
        found="2026-10-14",
        what="Tips 0.3 mm out of line",
        required="Tips in line within 0.1 mm",
        code="TIP-01",
        inspected=200,
        units=18,
        cause="Clamp of the second fixture loose",
        remedy="Torque of the clamp checked at every set-up",
    ),
)


def instrument(draws: Draws, extent: Extent) -> Dossier:
    """Make the dossier."""
    charted = Subgroups(
        id="length",
        characteristic="length",
        equipment=gauges.CALLIPER.id,
        unit="mm",
        spread=Spread("180.08", "0.22", "0.01"),
        size=5,
        number=140,
        every=17,
    )
    acid = Sensor(
        id="acid-temperature",
        measures="temperature of the acid bath",
        equipment=gauges.BATH.id,
        unit="Cel",
        corners=((0, 50.0), (239, 51.0)),
        sigma="0.4",
        resolution="0.1",
    )
    limits = Limits(name="temperature of the acid bath", setpoint="50", lower="45", upper="55", report="PV-PAS-002")
    steps = []
    for work in WORKS:
        begun = at(work.start)
        settings = [controlled(limits, minute_by_minute(acid, begun, draws, extent))] if work.id == "pas" else []
        parameters = [subgroups(charted, begun, draws, extent)] if work.id == "mill" else []
        steps.append(step(work, LOT, settings=settings, parameters=parameters))
    return dossier(ORDER, steps, [], draws, extent)
