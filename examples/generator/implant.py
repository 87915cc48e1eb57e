"""A lot of bone plates: machined inside, anodised outside, sterilised outside by gamma radiation."""

from engine.model.codes import ProcessKind
from engine.model.dossier import Dossier
from engine.model.materials import InputKind
from engine.model.parameters import ControlledParameter
from examples.generator import gauges
from examples.generator.catheter_facts import POUCHES
from examples.generator.cleanroom import Room, environment
from examples.generator.curves import Limits, Sensor, Subgroups, controlled, minute_by_minute, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.implant_process import LOT, TRAITS, WORKS
from examples.generator.labels import Print
from examples.generator.loads import Loaded, gamma
from examples.generator.markets import PLATE, PLATE_NATURE
from examples.generator.materials import Material
from examples.generator.notation import at
from examples.generator.orders import Order, dossier
from examples.generator.partners import ANODISER, IRRADIATOR, TITANIUM
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.steps import step

P = ProcessKind
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
    washed = WORKS["clean"]
    rooms = {
        "clean": environment(Room("Cleanroom B, washing", gauges.MONITOR.id), washed.start, washed.end, draws, extent),
        "seal": environment(Room("Cleanroom B, sealing", gauges.MONITOR.id), seal.start, seal.end, draws, extent),
    }
    charted = Subgroups(
        id="hole-diameter",
        characteristic="diameter of the locking hole",
        equipment=gauges.COORDINATES.id,
        unit="mm",
        spread=Spread("3.502", "0.004", "0.001"),
        size=5,
        number=160,
        every=15,
    )
    sealed = Subgroups(
        id="seal-strength",
        characteristic="seal strength",
        equipment=gauges.TENSILE.id,
        unit="N",
        spread=Spread("3.80", "0.24", "0.01"),
        size=5,
        number=26,
        every=15,
    )
    parameters = {
        name: [subgroups(one, at(WORKS[name].start), draws, extent)]
        for name, one in (("mill", charted), ("seal", sealed))
    }
    bath = _bath(draws.of("bath"), extent)
    steps = [
        step(
            work,
            LOT,
            environment=rooms.get(name),
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
