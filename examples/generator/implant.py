"""A lot of bone plates: machined inside, anodised outside, sterilised outside by gamma radiation."""

from engine.model.characteristic_codes import CharacteristicClass
from engine.model.codes import InspectionStage, ProcessKind
from engine.model.dossier import Dossier
from engine.model.materials import InputKind
from engine.model.parameters import ControlledParameter
from examples.generator import gauges
from examples.generator.catheter_facts import POUCHES
from examples.generator.cleanroom import Room, environment
from examples.generator.curves import Limits, Sensor, Subgroups, controlled, minute_by_minute, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.labels import Print
from examples.generator.loads import Loaded, gamma
from examples.generator.markets import PLATE, PLATE_NATURE
from examples.generator.materials import Material
from examples.generator.notation import at, period
from examples.generator.orders import Order, dossier
from examples.generator.partners import ANODISER, IRRADIATOR, TITANIUM
from examples.generator.people import ANALYST, OPERATORS, RECEIVING
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.sampling import F_065, II_J_100
from examples.generator.steps import Work, step
from examples.generator.traits import Trait

P, C, S = ProcessKind, CharacteristicClass, InspectionStage
LOT = "LBP-2609-007"
LEADER, _, SEALER, CLEANER, MACHINIST, PACKER = OPERATORS
WORKS = {
    "mill": Work(
        id="mill",
        kind=P.machining,
        position=10,
        start="2026-09-07 08:00",
        end="2026-09-11 17:00",
        units=640,
        scrapped=12,
        machine=gauges.MILL.id,
        by=(MACHINIST,),
        report=("PV-MAC-006", "2025-03-01/2028-02-29"),
    ),
    "ano": Work(
        id="ano",
        kind=P.anodising,
        position=20,
        start="2026-09-21 08:30",
        end="2026-09-21 16:10",
        units=628,
        sampled=8,
        special=True,
        report=("PV-ANO-003", "2025-05-01/2027-04-30"),
        standard=("AMS 2488", "D"),
        outside=(ANODISER.id, "2026-09-17 14:00", "2026-09-24 10:30"),
    ),
    "clean": Work(
        id="clean",
        kind=P.cleaning,
        position=30,
        start="2026-09-29 08:20",
        end="2026-09-29 15:00",
        units=620,
        special=True,
        machine=gauges.WASHER.id,
        by=(CLEANER,),
        report=("PV-CLN-005", "2025-02-01/2028-01-31"),
        standard=("ISO 19227", "2018"),
    ),
    "seal": Work(
        id="seal",
        kind=P.sealing,
        position=40,
        start="2026-10-08 08:30",
        end="2026-10-08 16:00",
        units=620,
        scrapped=6,
        special=True,
        machine=gauges.SEALER.id,
        by=(LEADER, SEALER),
        report=("PV-SEA-012", "2025-08-01/2028-07-31"),
        standard=("ISO 11607-2", "2019"),
    ),
    "gamma": Work(
        id="gamma",
        kind=P.radiation_sterilisation,
        position=50,
        start="2026-10-19 07:30",
        end="2026-10-19 19:45",
        units=614,
        special=True,
        report=("PV-GAM-004", "2025-03-10/2027-03-09"),
        standard=("ISO 11137-1", "2025"),
        outside=(IRRADIATOR.id, "2026-10-14 09:00", "2026-10-22 11:00"),
    ),
    "pack": Work(
        id="pack",
        kind=P.packaging,
        position=60,
        start="2026-10-27 08:30",
        end="2026-10-28 15:30",
        units=614,
        scrapped=2,
        sampled=12,
        critical=False,
        machine=gauges.CAMERA.id,
        by=(PACKER,),
    ),
}
TRAITS = (
    Trait(
        id="hole-diameter",
        en="diameter of the locking hole",
        zh="锁定孔直径",
        grade=C.critical,
        stage=S.in_process,
        step="mill",
        sample=F_065,
        method="TM-101",
        done="2026-09-14 15:20",
        by=RECEIVING,
        unit="mm",
        spread=Spread("3.502", "0.004", "0.001"),
        lower="3.480",
        upper="3.530",
        nominal="3.500",
        gauge=gauges.COORDINATES.id,
        requirement="2.2.1",
    ),
    Trait(
        id="thickness",
        en="thickness of the plate",
        zh="板厚",
        grade=C.major,
        stage=S.in_process,
        step="mill",
        sample=II_J_100,
        method="TM-102",
        done="2026-09-15 11:10",
        by=RECEIVING,
        unit="mm",
        spread=Spread("4.203", "0.014", "0.001"),
        lower="4.100",
        upper="4.300",
        nominal="4.200",
        gauge=gauges.COORDINATES.id,
        requirement="2.2.2",
    ),
    Trait(
        id="film-thickness",
        en="thickness of the anodic film",
        zh="氧化膜厚度",
        grade=C.major,
        stage=S.outsourced_return,
        step="ano",
        sample=F_065,
        method="TM-110",
        done="2026-09-25 14:40",
        by=ANALYST,
        unit="um",
        spread=Spread("2.62", "0.17", "0.01"),
        lower="1.50",
        upper="4.00",
        nominal="2.60",
        gauge=gauges.FILM.id,
        requirement="2.4",
        supplier=ANODISER.id,
    ),
    Trait(
        id="colour",
        en="colour and evenness of the film",
        zh="氧化膜外观",
        grade=C.minor,
        stage=S.outsourced_return,
        step="ano",
        sample=II_J_100,
        method="TM-111",
        done="2026-09-25 16:20",
        by=RECEIVING,
        found=1,
        supplier=ANODISER.id,
    ),
    Trait(
        id="seal-strength",
        en="seal strength",
        zh="热封强度",
        grade=C.critical,
        stage=S.in_process,
        step="seal",
        sample=F_065,
        method="TM-031",
        done="2026-10-09 10:30",
        by=ANALYST,
        unit="N",
        spread=Spread("3.80", "0.24", "0.01"),
        lower="1.50",
        gauge=gauges.TENSILE.id,
    ),
    Trait(
        id="appearance",
        en="appearance",
        zh="外观",
        grade=C.minor,
        stage=S.final,
        step="pack",
        sample=II_J_100,
        method="TM-140",
        done="2026-10-29 11:00",
        by=RECEIVING,
        requirement="2.6",
    ),
)
# What the anodiser's bath is watched for: id, name, unit, corners, sigma, resolution, limits.
BATH = (
    ("voltage", "cell voltage", "V", ((0, 0.0), (20, 22.0), (459, 22.0)), "0.15", "0.1", "0", "25"),
    ("bath-temperature", "bath temperature", "Cel", ((0, 19.0), (459, 20.5)), "0.2", "0.1", "17", "23"),
    ("current-density", "current density", "A/dm2", ((0, 3.2), (60, 1.4), (459, 1.1)), "0.05", "0.01", "0", "4"),
)
ORDER = Order(
    lot=LOT,
    number="MO-26-0988",
    article=PLATE,
    nature=PLATE_NATURE,
    processes=[P.machining, P.cleaning, P.sealing, P.packaging],
    print=Print(
        lot=LOT,
        made="2026-10-08",
        expires="2031-10-07",
        units=612,
        read_at="2026-10-28 14:30",
        reader=gauges.CAMERA.id,
        markets=["CN", "EU", "US"],
        languages=["zh", "en", "de", "fr"],
    ),
    units=Yield(begun=640, scrapped=20, tested=16, kept=4),
    started="2026-09-07",
    finished="2026-10-28",
    kept=("2026-10-28", "2026-11-18"),
    approved="2026-11-18 15:20",
    given="2026-11-18 16:05",
    partners=(ANODISER, IRRADIATOR, TITANIUM, POUCHES),
    machines=(
        gauges.MILL,
        gauges.WASHER,
        gauges.SEALER,
        gauges.CAMERA,
        gauges.MONITOR,
        gauges.IRRADIATOR,
        gauges.COORDINATES,
        gauges.FILM,
        gauges.TENSILE,
    ),
    materials=(
        Material(
            id="in-bar",
            item="RM-TI-0640",
            en="Bar of Ti-6Al-4V ELI",
            zh="Ti-6Al-4V ELI棒材",
            kind=InputKind.raw_material,
            supplier=TITANIUM.id,
            received="2026-08-12",
            step="mill",
            used="2026-09-07",
            issued="96.00 kg",
        ),
        Material(
            id="in-pouch",
            item="PK-POU-0120",
            en="Pouch",
            zh="无菌包装袋",
            kind=InputKind.primary_packaging,
            supplier=POUCHES.id,
            received="2026-09-14",
            step="seal",
            used="2026-10-08",
            issued="700",
        ),
    ),
    traits=TRAITS,
    trouble=Trouble(
        lot=LOT,
        markets=["CN", "EU", "US"],
        step="mill",
        found="2026-09-09",
        what="Burr at the edge of a locking hole",
        required="No burr at 10 times magnification",
        code="BURR-02",
        inspected=120,
        units=12,
        cause="Deburring tool worn beyond its life",
        remedy="Tool life counted by the machine, and the tool locked at its end",
    ),
)
LOAD = Loaded(
    id="GM-26-1140",
    step="gamma",
    supplier=IRRADIATOR.id,
    equipment=gauges.IRRADIATOR.id,
    lot=LOT,
    product=PLATE.id,
    units=614,
    family="Metal implants, family M1",
    start="2026-10-19 07:30",
    released="2026-10-21 10:00",
)


def implant(draws: Draws, extent: Extent) -> Dossier:
    """Make the dossier."""
    seal = WORKS["seal"]
    room = environment(Room("Cleanroom B, sealing", gauges.MONITOR.id), seal.start, seal.end, draws, extent)
    charted = Subgroups(
        id="hole-diameter",
        characteristic="diameter of the locking hole",
        equipment=gauges.COORDINATES.id,
        unit="mm",
        spread=Spread("3.502", "0.004", "0.001"),
        size=5,
        number=160,
        every=15,
        baseline=period("2026-09-07/2026-09-07"),
    )
    parameters = {"mill": [subgroups(charted, at(WORKS["mill"].start), draws, extent)]}
    bath = _bath(draws.of("bath"), extent)
    steps = [
        step(
            work,
            LOT,
            environment=room if name == "seal" else None,
            settings=bath if name == "ano" else [],
            parameters=parameters.get(name, []),
        )
        for name, work in WORKS.items()
    ]
    return dossier(ORDER, steps, [gamma(LOAD, "2026-10-19 19:45", draws, extent)], draws, extent)


def _bath(draws: Draws, extent: Extent) -> list[ControlledParameter]:
    found = []
    for number, name, unit, corners, sigma, resolution, lower, upper in BATH:
        sensor = Sensor(
            id=number, measures=name, equipment=None, unit=unit, corners=corners, sigma=sigma, resolution=resolution
        )
        limits = Limits(name=name, lower=lower, upper=upper, report="PV-ANO-003")
        found.append(controlled(limits, minute_by_minute(sensor, at(WORKS["ano"].start), draws, extent)))
    return found
