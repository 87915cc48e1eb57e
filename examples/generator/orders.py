"""From an order to a whole dossier: product, plant, suppliers, the lot, and a statement for every register."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from engine.model.codes import Actor, ProcessKind, RecordType
from engine.model.dossier import Coverage, Dossier
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.record_documents import RecordDocument
from engine.model.registers import Route, routes
from engine.model.steps import Step
from engine.model.sterilisation import SterilisationLoad
from examples.generator import european, improvement, labels, people, plant, quality_story, records
from examples.generator.draws import Draws, Extent
from examples.generator.labels import Print
from examples.generator.machines import Machine, equipment, gauge_kind
from examples.generator.materials import Material, material
from examples.generator.notation import at, day
from examples.generator.products import Article, gtin, product
from examples.generator.quality_story import Trouble
from examples.generator.records import Yield
from examples.generator.steps import planned
from examples.generator.suppliers import Partner, supplier
from examples.generator.traits import Trait, characteristic, inspection

THROUGH = day("2026-11-22")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is to be known of a lot beside its steps and loads.

    Attributes:
        lot: Lot number.
        number: Number of the production order.
        article: What it is a lot of.
        nature: What that is by its nature.
        processes: Processes of the plant for it.
        print: Its label.
        units: Where its units went.
        started: First day.
        finished: Last day of processing.
        kept: Days on which samples were taken and looked at.
        approved: When the batch record was approved.
        given: When production release was given.
        partners: Suppliers.
        machines: Equipment.
        materials: What went in.
        traits: What was inspected.
        trouble: What went wrong.
    """

    lot: str
    number: str
    article: Article
    nature: Product
    processes: list[ProcessKind]
    print: Print
    units: Yield
    started: str
    finished: str
    kept: tuple[str, str]
    approved: str
    given: str
    partners: Sequence[Partner]
    machines: Sequence[Machine]
    materials: Sequence[Material]
    traits: Sequence[Trait]
    trouble: Trouble

    @property
    def markets(self) -> list[str]:
        """Markets that the lot is meant for."""
        return [one.market for one in self.article.registered]


def dossier(order: Order, steps: list[Step], loads: list[SterilisationLoad], draws: Draws, extent: Extent) -> Dossier:
    """Put the dossier of an order together."""
    drawing = f"DWG-{order.article.id}"
    gauges = {one.id: gauge_kind(one) for one in order.machines}
    nature = msgspec.structs.replace(
        order.nature, characteristics=[characteristic(one, drawing, gauges) for one in order.traits]
    )
    whole = Dossier(
        format="lotgate-dossier/v1",
        product=product(order.article, nature),
        company=plant.company(order.processes),
        people=people.people(_trained(steps), _methods(order)),
        equipment=[equipment(one, draws) for one in order.machines],
        suppliers=[supplier(one, draws, extent) for one in order.partners],
        lot=_lot(order, steps, loads, draws, extent),
    )
    return msgspec.structs.replace(whole, coverage=list(_coverages(whole)))


def _methods(order: Order) -> dict[str, list[str]]:
    """Give the methods that each inspector used."""
    found: dict[str, list[str]] = {}
    for trait in order.traits:
        held = found.setdefault(trait.by.id, [])
        if trait.method not in held:
            held.append(trait.method)
    return found


def _trained(steps: list[Step]) -> dict[str, list[ProcessKind]]:
    found: dict[str, list[ProcessKind]] = {}
    for one in steps:
        for operator in one.operators if isinstance(one.operators, list) else []:
            if isinstance(one.kind, ProcessKind) and isinstance(operator.person, str):
                found.setdefault(operator.person, []).append(one.kind)
    return found


def _lot(order: Order, steps: list[Step], loads: list[SterilisationLoad], draws: Draws, extent: Extent) -> Lot:
    article, markets, trouble = order.article, order.markets, order.trouble
    label = labels.label(article, order.print)
    return Lot(
        id=order.lot,
        product=article.id,
        order=order.number,
        customer=article.holder,
        registrant=article.holder,
        contract_manufactured=True,
        contract_chain=[records.contract(article.holder, markets, on_site=order.nature.implantable is True)],
        site=plant.SITE,
        target_markets=markets,
        target_countries={european.MARKET: european.COUNTRIES},
        former_target_markets=[],
        roles={market: [Actor.contract_manufacturer] for market in markets},
        quantity=order.units.begun,
        serials=None,
        split_of=None,
        split_on=None,
        merged_from=None,
        started_on=day(order.started),
        finished_on=day(order.finished),
        emergency_release_open=False,
        emergency_releases=[],
        label=label,
        instructions=labels.instructions(article, order.print.languages),
        line_clearances=[records.clearance(order.lot, one) for one in steps if one.supplier is None],
        unit_balance=records.units(order.units),
        retained_samples=[records.kept(order.lot, order.units.kept, *order.kept)],
        batch_record=records.batch_record(order.lot, order.units, order.approved),
        release_procedure=records.procedure(),
        permissions=[records.permission(order.lot, market, order.units.good, order.given) for market in markets],
        inputs=[material(one) for one in order.materials],
        planned_operations=[planned(one, records.device_file(order.lot), records.FILE_REVISION) for one in steps],
        steps=steps,
        sterilisation_loads=loads,
        inspections=[
            inspection(one, f"IL-{at(one.done):%y%m}-{place:03d}", order.units.begun, draws, extent)
            for place, one in enumerate(order.traits, 201)
        ],
        nonconformances=[quality_story.nonconformance(trouble)],
        deviations=[quality_story.deviation(trouble)],
        deviation_permits=[],
        concessions=[],
        justifications=[],
        capas=[improvement.capa(trouble)],
        changes=[improvement.change(trouble)],
        obligations=[improvement.obligation(trouble)],
        events=[improvement.event(trouble)],
        shipments=[],
        complaints=[],
        services=[],
        signatures=[records.signature(order.lot, market, order.given) for market in markets],
        controlled_documents=[
            *(records.instruction(kind) for kind in order.processes),
            *(records.inspection_plan(number) for number in sorted({one.plan for one in order.traits})),
        ],
        documents=[_assignment(order), *european.documents(article, order.nature, label, loads)],
    )


def _assignment(order: Order) -> RecordDocument:
    content = {
        "di": gtin(0, order.article.item),
        "pi": labels.production_identifier(order.print),
        "lot": order.lot,
    }
    return records.document(f"UA-{order.lot}", RecordType.udi_assignment, order.print.read_at[:10], content)


def _coverages(whole: Dossier) -> Iterator[Coverage]:
    """State every register complete, those below the items of a list at once, the calibrations of equipment last."""
    of_equipment = {f"equipment[{one.id}].calibrations": one for one in whole.equipment or ()}
    for register in sorted({name for route in routes() for name in _names(whole, route)} - set(of_equipment)):
        yield _coverage(whole, register)
    for register, one in sorted(of_equipment.items()):
        done = [calibration.performed_on for calibration in one.calibrations or ()]
        first = min((held for held in done if isinstance(held, dt.date)), default=THROUGH)
        yield Coverage(register=register, stated_by=people.METROLOGIST.name, from_=first, through=THROUGH)


def _names(whole: Dossier, route: Route) -> Iterable[str]:
    """Name registers as the plant states them: histories one by one, the rest by the record or list that holds them."""
    held = [hop.pattern for hop in route.hops]
    match held:
        case ["product", *_]:
            return ["product.*"]
        case ["lot", one, *_] if one.endswith("[]"):
            return [f"lot.{one[:-2]}[*].*"]
        case ["suppliers[]"]:
            return route.registers(whole)
        case ["equipment[]"] if route.name == "calibrations":
            return route.registers(whole)
    return [route.pattern.replace("[]", "[*]")]


def _coverage(whole: Dossier, register: str) -> Coverage:
    suppliers = [one for one in whole.suppliers if register.startswith((f"suppliers[{one.id}]", "suppliers[*]"))]
    by_reviewer = suppliers or "inspect" in register
    days = [one.since for one in suppliers] or [whole.lot.started_on]
    return Coverage(
        register=register,
        stated_by=people.REVIEWER.name if by_reviewer else people.VERIFIER.name,
        from_=min((one for one in days if isinstance(one, dt.date)), default=THROUGH),
        through=THROUGH,
    )
