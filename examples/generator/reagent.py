"""A lot of a diagnostic reagent kit: antibodies on latex, buffers prepared and filled inside, kept cool."""

from engine.model.characteristic_codes import CharacteristicClass
from engine.model.codes import InspectionStage, ProcessKind
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
from examples.generator.notation import at, period
from examples.generator.orders import Order, dossier
from examples.generator.partners import ANTIBODIES, VIALS
from examples.generator.people import ANALYST, OPERATORS, RECEIVING
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.sampling import G_040, K_100, Sample
from examples.generator.steps import Work, step
from examples.generator.traits import Trait

P, C, S = ProcessKind, CharacteristicClass, InspectionStage
LOT = "CRP-2610-003"
LEADER, ASSISTANT, FILLING, _, _, PACKER = OPERATORS
WORKS = (
    Work(
        id="prep",
        kind=P.preparation,
        position=10,
        start="2026-10-13 08:30",
        end="2026-10-13 16:30",
        units=2400,
        special=True,
        machine=gauges.VESSEL.id,
        by=(LEADER, ASSISTANT),
        report=("PV-PRE-001", "2025-01-15/2028-01-14"),
    ),
    Work(
        id="fill",
        kind=P.filling,
        position=20,
        start="2026-10-15 08:00",
        end="2026-10-15 17:00",
        units=2400,
        scrapped=14,
        sampled=30,
        machine=gauges.FILLER.id,
        by=(FILLING, ASSISTANT),
        report=("PV-FIL-003", "2025-06-01/2028-05-31"),
    ),
    Work(
        id="label",
        kind=P.labelling,
        position=30,
        start="2026-10-19 08:30",
        end="2026-10-19 16:30",
        units=2356,
        scrapped=3,
        critical=False,
        machine=gauges.CAMERA.id,
        by=(PACKER,),
    ),
    Work(
        id="pack",
        kind=P.packaging,
        position=40,
        start="2026-10-20 08:30",
        end="2026-10-21 16:00",
        units=2353,
        sampled=53,
        critical=False,
        machine=gauges.CAMERA.id,
        by=(PACKER,),
    ),
)
TRAITS = (
    Trait(
        id="ph",
        en="pH of reagent 1",
        zh="试剂1 pH值",
        grade=C.major,
        stage=S.in_process,
        step="prep",
        sample=Sample(3, 0),
        method="TM-301",
        done="2026-10-13 15:50",
        by=ANALYST,
        unit="[pH]",
        spread=Spread("7.41", "0.02", "0.01"),
        lower="7.20",
        upper="7.60",
        nominal="7.40",
        gauge=gauges.METER.id,
    ),
    Trait(
        id="filling",
        en="filled mass of reagent 1",
        zh="试剂1净含量",
        grade=C.major,
        stage=S.in_process,
        step="fill",
        sample=G_040,
        method="TM-303",
        done="2026-10-15 16:40",
        by=RECEIVING,
        unit="g",
        spread=Spread("60.62", "0.14", "0.01"),
        lower="60.00",
        upper="61.50",
        nominal="60.60",
        gauge=gauges.BALANCE.id,
        requirement="2.1",
    ),
    Trait(
        id="accuracy",
        en="CRP found in the reference material of 40.0 mg/L",
        zh="准确度（参考物质40.0 mg/L）",
        grade=C.critical,
        stage=S.final,
        step="pack",
        sample=Sample(3, 0),
        method="TM-311",
        done="2026-10-26 14:30",
        by=ANALYST,
        unit="mg/L",
        spread=Spread("40.3", "0.5", "0.1"),
        lower="36.0",
        upper="44.0",
        nominal="40.0",
        gauge=gauges.ANALYSER.id,
        requirement="2.5",
    ),
    Trait(
        id="repeatability",
        en="readings of one control within a run",
        zh="批内精密度",
        grade=C.critical,
        stage=S.final,
        step="pack",
        sample=Sample(20, 0),
        method="TM-312",
        done="2026-10-26 16:10",
        by=ANALYST,
        unit="mg/L",
        spread=Spread("10.1", "0.2", "0.1"),
        lower="9.0",
        upper="11.0",
        gauge=gauges.ANALYSER.id,
        requirement="2.6",
    ),
    Trait(
        id="blank",
        en="reagent blank",
        zh="试剂空白吸光度",
        grade=C.major,
        stage=S.final,
        step="pack",
        sample=Sample(3, 0),
        method="TM-313",
        done="2026-10-26 16:40",
        by=ANALYST,
        unit="{AU}",
        spread=Spread("0.612", "0.012", "0.001"),
        upper="1.500",
        gauge=gauges.ANALYSER.id,
        requirement="2.2",
    ),
    Trait(
        id="appearance",
        en="appearance of kit and label",
        zh="外观",
        grade=C.minor,
        stage=S.final,
        step="pack",
        sample=K_100,
        method="TM-320",
        done="2026-10-22 11:00",
        by=RECEIVING,
        found=1,
        requirement="2.1",
    ),
)
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
        spread=Spread("60.62", "0.14", "0.01"),
        size=5,
        number=130,
        every=4,
        baseline=period("2026-10-15/2026-10-15"),
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
