"""A lot of central venous catheters: the tube is extruded outside, and so is the sterilisation with ethylene oxide."""

import msgspec

from engine.model.codes import Actor, Disposition, NonconformanceStatus, RecordType
from engine.model.dossier import FORMAT, Dossier
from engine.model.environment import Environment
from engine.model.evidence import Nonconformance
from engine.model.lot import Lot
from engine.model.series import Series
from engine.model.steps import Step
from examples.generator import catheter_facts as facts
from examples.generator import catheter_process as process
from examples.generator import eo_cycle, labels, people, plant, records
from examples.generator.cleanroom import Room, environment
from examples.generator.curves import Subgroups, subgroups
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.machines import equipment
from examples.generator.materials import material
from examples.generator.notation import MINUTE, at, day, period
from examples.generator.products import product
from examples.generator.steps import step
from examples.generator.suppliers import supplier
from examples.generator.traits import characteristic, inspection

LOT = "CVC-2610-014"
MARKETS = ["CN", "EU", "US"]
YIELD = records.Yield(begun=4850, scrapped=50, tested=38, kept=20)


def catheter(draws: Draws, extent: Extent) -> Dossier:
    """Make the dossier."""
    made = product(
        facts.ARTICLE,
        msgspec.structs.replace(
            facts.NATURE, characteristics=[characteristic(one, "DWG-CVC-016") for one in process.TRAITS]
        ),
    )
    plants = Dossier(
        format=FORMAT,
        product=made,
        lot=_lot(draws, extent),
        company=plant.company(facts.PROCESSES),
        people=people.people(facts.PROCESSES),
        equipment=[equipment(one, draws) for one in process.MACHINES],
    )
    suppliers = [supplier(one, draws, extent) for one in facts.PARTNERS]
    return records.dossier(made, plants, suppliers, plants.lot)


def _lot(draws: Draws, extent: Extent) -> Lot:
    steps = _steps(draws, extent)
    return Lot(
        id=LOT,
        product=facts.ARTICLE.id,
        order="MO-26-1187",
        customer=facts.ARTICLE.holder,
        registrant=facts.ARTICLE.holder,
        contract_manufactured=True,
        contract_chain=[records.contract(facts.ARTICLE.holder, MARKETS)],
        site=plant.SITE,
        target_markets=MARKETS,
        former_target_markets=[],
        roles={market: [Actor.contract_manufacturer] for market in MARKETS},
        quantity=YIELD.begun,
        serials=None,
        split_of=None,
        split_on=None,
        merged_from=None,
        started_on=day("2026-10-09"),
        finished_on=day("2026-11-12"),
        emergency_release_open=False,
        emergency_releases=[],
        label=labels.label(facts.ARTICLE, facts.PRINT),
        instructions=labels.instructions(facts.ARTICLE, facts.PRINT.languages),
        line_clearances=[records.clearance(LOT, one) for one in steps if one.supplier is None],
        unit_balance=records.units(YIELD),
        retained_samples=[records.kept(LOT, YIELD.kept, "2026-11-10", "2026-11-20")],
        batch_record=records.batch_record(LOT, YIELD, "2026-11-20 16:40"),
        release_procedure=records.procedure(),
        permissions=[
            records.permission(LOT, market, YIELD.good, f"2026-11-20 17:1{place}")
            for place, market in enumerate(MARKETS)
        ],
        inputs=[material(one) for one in facts.MATERIALS],
        steps=steps,
        inspections=[
            inspection(one, f"IL-{at(one.done):%y%m}-{place:03d}", YIELD.begun, draws, extent)
            for place, one in enumerate(process.TRAITS, 201)
        ],
        nonconformances=[
            Nonconformance(
                id="NC-2610-033",
                detected_on=day("2026-10-28"),
                status=NonconformanceStatus.closed,
                disposition=Disposition.scrap,
                closed_on=day("2026-10-30"),
            )
        ],
        concessions=[],
        justifications=[],
        signatures=[records.signature(LOT, market, f"2026-11-20 17:1{place}") for place, market in enumerate(MARKETS)],
        documents=[
            records.document(
                "UA-CVC-2610-014",
                RecordType.udi_assignment,
                "2026-11-18",
                {"di": labels.gtin(0, facts.ARTICLE.item), "pi": labels.production_identifier(facts.PRINT)},
            )
        ],
    )


def _steps(draws: Draws, extent: Extent) -> list[Step]:
    found = []
    for work in process.WORKS:
        stream = draws.of(work.id)
        room: Environment | None = None
        if work.id in process.ROOMS:
            room = environment(Room(process.ROOMS[work.id], "EQ-EMS-01"), work.start, work.end, stream, extent)
        start = at(work.start)
        chamber = work.id == "eo"
        exposed = start + eo_cycle.DWELL * MINUTE
        found.append(
            step(
                work,
                LOT,
                environment=room,
                settings=eo_cycle.settings("EQ-EO-03", exposed, stream, extent) if chamber else [],
                parameters=[
                    *(eo_cycle.sensors("EQ-EO-03", start, stream, extent) if chamber else []),
                    *_watched(work.id, stream, extent),
                ],
            )
        )
    return found


def _watched(step_id: str, draws: Draws, extent: Extent) -> list[Series]:
    """Give the series that control charts are drawn of."""
    return [subgroups(plan, at(start), draws, extent) for where, start, plan in CHARTS if where == step_id]


CHARTS = (
    (
        "ext",
        "2026-10-12 09:00",
        Subgroups(
            id="od-laser-x",
            characteristic="tube outer diameter",
            equipment="EQ-LAS-02",
            unit="mm",
            spread=Spread("1.700", "0.006", "0.001"),
            size=5,
            number=420,
            every=8,
            baseline=period("2026-10-12/2026-10-12"),
        ),
    ),
    (
        "ext",
        "2026-10-12 09:00",
        Subgroups(
            id="od-laser-y",
            characteristic="tube outer diameter",
            equipment="EQ-LAS-02",
            unit="mm",
            spread=Spread("1.701", "0.006", "0.001"),
            size=5,
            number=420,
            every=8,
            baseline=period("2026-10-12/2026-10-12"),
        ),
    ),
    (
        "seal",
        "2026-10-27 08:30",
        Subgroups(
            id="seal-strength",
            characteristic="seal strength",
            equipment="EQ-TEN-01",
            unit="N",
            spread=Spread("24.1", "0.9", "0.1"),
            size=5,
            number=220,
            every=15,
            baseline=period("2026-10-27/2026-10-27"),
        ),
    ),
    (
        "seal",
        "2026-10-27 08:30",
        Subgroups(
            id="seal-temperature",
            characteristic="sealing temperature",
            equipment="EQ-SEAL-02",
            unit="Cel",
            spread=Spread("134.0", "0.6", "0.1"),
            size=8,
            number=600,
            every=5,
            baseline=period("2026-10-27/2026-10-27"),
        ),
    ),
    (
        "seal",
        "2026-10-27 08:30",
        Subgroups(
            id="seal-pressure",
            characteristic="sealing pressure",
            equipment="EQ-SEAL-02",
            unit="kPa",
            spread=Spread("415", "4", "1"),
            size=8,
            number=600,
            every=5,
            baseline=period("2026-10-27/2026-10-27"),
        ),
    ),
)
