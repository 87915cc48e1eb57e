"""A lot of tissue forceps, class I: forged outside, machined, passivated and marked inside, supplied nonsterile."""

from engine.model.characteristic_codes import CharacteristicClass
from engine.model.codes import InspectionStage, ProcessKind
from engine.model.dossier import Dossier
from engine.model.materials import InputKind
from examples.generator import gauges
from examples.generator.catheter_facts import POUCHES
from examples.generator.curves import Limits, Sensor, Subgroups, controlled, minute_by_minute, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.labels import Print
from examples.generator.markets import FORCEPS, FORCEPS_NATURE
from examples.generator.materials import Material
from examples.generator.notation import at, period
from examples.generator.orders import Order, dossier
from examples.generator.partners import FORGINGS
from examples.generator.people import OPERATORS, RECEIVING
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.sampling import G_040, K_100, Sample
from examples.generator.steps import Work, step
from examples.generator.traits import Trait

P, C, S = ProcessKind, CharacteristicClass, InspectionStage
LOT = "TFC-2610-021"
LEADER, _, FINISHER, CLEANER, MACHINIST, PACKER = OPERATORS
WORKS = (
    Work(
        id="mill",
        kind=P.machining,
        position=10,
        start="2026-10-12 08:00",
        end="2026-10-16 17:00",
        units=2050,
        scrapped=18,
        machine=gauges.MILL.id,
        by=(MACHINIST,),
    ),
    Work(
        id="heat",
        kind=P.heat_treatment,
        position=20,
        start="2026-10-19 08:00",
        end="2026-10-19 18:00",
        units=2032,
        sampled=5,
        special=True,
        machine=gauges.BATH.id,
        by=(MACHINIST,),
        report=("PV-HT-001", "2025-04-01/2028-03-31"),
    ),
    Work(
        id="pas",
        kind=P.passivation,
        position=30,
        start="2026-10-26 08:30",
        end="2026-10-26 12:30",
        units=2027,
        sampled=5,
        special=True,
        machine=gauges.BATH.id,
        by=(FINISHER,),
        report=("PV-PAS-002", "2025-09-01/2028-08-31"),
        standard=("ASTM A967/A967M", "2025"),
    ),
    Work(
        id="mark",
        kind=P.printing,
        position=40,
        start="2026-10-28 08:10",
        end="2026-10-29 16:30",
        units=2022,
        scrapped=2,
        machine=gauges.LASER.id,
        by=(CLEANER,),
    ),
    Work(
        id="pack",
        kind=P.packaging,
        position=50,
        start="2026-11-03 08:30",
        end="2026-11-04 15:30",
        units=2020,
        sampled=20,
        critical=False,
        machine=gauges.CAMERA.id,
        by=(LEADER, PACKER),
    ),
)
TRAITS = (
    Trait(
        id="length",
        en="length",
        zh="总长",
        grade=C.minor,
        stage=S.in_process,
        step="mill",
        sample=G_040,
        method="TM-201",
        done="2026-10-16 16:00",
        by=RECEIVING,
        unit="mm",
        spread=Spread("180.08", "0.22", "0.01"),
        lower="178.00",
        upper="182.00",
        nominal="180.00",
        gauge=gauges.CALLIPER.id,
        requirement="2.1",
    ),
    Trait(
        id="hardness",
        en="hardness",
        zh="硬度",
        grade=C.major,
        stage=S.in_process,
        step="heat",
        sample=Sample(5, 0),
        method="TM-204",
        done="2026-10-20 10:20",
        by=RECEIVING,
        unit="{HRC}",
        spread=Spread("44.6", "0.6", "0.1"),
        lower="40.0",
        upper="48.0",
        gauge=gauges.HARDNESS.id,
        requirement="2.3",
    ),
    Trait(
        id="corrosion",
        en="boiling and autoclave test for corrosion",
        zh="耐腐蚀性（沸水法与压力蒸汽法）",
        grade=C.major,
        stage=S.in_process,
        step="pas",
        sample=Sample(5, 0),
        method="TM-207",
        done="2026-10-28 09:00",
        by=RECEIVING,
        requirement="2.5",
    ),
    Trait(
        id="closing",
        en="closing of the tips",
        zh="头端闭合",
        grade=C.major,
        stage=S.final,
        step="pack",
        sample=K_100,
        method="TM-210",
        done="2026-11-05 11:30",
        by=RECEIVING,
        found=1,
        requirement="2.4",
    ),
    Trait(
        id="appearance",
        en="surface and marking",
        zh="表面与标识",
        grade=C.minor,
        stage=S.final,
        step="pack",
        sample=K_100,
        method="TM-211",
        done="2026-11-05 15:10",
        by=RECEIVING,
        found=2,
        requirement="2.6",
    ),
)
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
        baseline=period("2026-10-12/2026-10-12"),
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
