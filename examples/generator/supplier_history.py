"""Two years of a supplier: deliveries, lots, audits, changes and what was asked of it."""

import datetime as dt

import msgspec

from engine.model.change_codes import ChangeSignificance
from engine.model.codes import ProcessKind
from engine.model.inspection_codes import UsageDecision
from engine.model.nonconformance_codes import Severity
from engine.model.supplier_actions import SupplierAction
from engine.model.supplier_codes import (
    AuditKind,
    Auditor,
    AuditPlace,
    ChangeSubject,
    DeliveryDocument,
    SupplierActionStatus,
    SupplierAuditResult,
    SupplierChangeStatus,
)
from engine.model.supplier_lots import Delivery, SupplierLot
from engine.model.supplier_oversight import SupplierAudit, SupplierChange
from examples.generator import people
from examples.generator.draws import Draws, Extent
from examples.generator.notation import DAY, amount, day

FIRST, LAST = day("2024-11-11"), day("2026-09-14")
PAPERS = [DeliveryDocument.conformity_certificate, DeliveryDocument.analysis_certificate]
LATE, FAULTY, REJECTED = 9, 12, 3
# What registrants audit together with the plant.
STERILISED = frozenset(
    {
        ProcessKind.eo_sterilisation,
        ProcessKind.radiation_sterilisation,
        ProcessKind.moist_heat_sterilisation,
    }
)


class Trade(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is bought of a supplier.

    Attributes:
        item: Item number.
        revision: Of its specification.
        description: What it is.
        unit: Unit of its quantities.
        quantity: Of a lot.
        sample: Inspected of a lot.
        lots: Lots in two years.
        defect: Code of its usual defect, and what it is.
        change: What it announced to change.
    """

    item: str
    revision: str
    description: str
    unit: str
    quantity: int
    sample: int
    lots: int
    defect: tuple[str, str]
    change: tuple[ChangeSubject, str]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What the registers of a supplier hold."""

    lots: list[SupplierLot]
    deliveries: list[Delivery]
    audits: list[SupplierAudit]
    changes: list[SupplierChange]
    capas: list[SupplierAction]


def history(trade: Trade, process: ProcessKind | None, site: str, draws: Draws, extent: Extent) -> History:
    """Make two years of a supplier."""
    number = extent.of(trade.lots)
    days = [FIRST + (LAST - FIRST) * place // max(1, number - 1) for place in range(number)]
    received = [draws.integer(0, 5) if draws.chance(LATE) else -draws.integer(0, 2) for _ in days]
    deliveries = [
        _delivery(trade, place, asked, late) for place, (asked, late) in enumerate(zip(days, received, strict=True), 1)
    ]
    lots = [_lot(trade, process, site, one, draws) for one in deliveries]
    rejected = [lot for lot in lots if lot.decision is UsageDecision.rejected]
    scope = [process] if process else []
    return History(
        lots=lots,
        deliveries=deliveries,
        audits=[_audit(year, site, scope, draws) for year in (2025, 2026)],
        changes=[_change(trade, scope)],
        capas=[_action(trade, place, lot) for place, lot in enumerate(rejected, 1)],
    )


def _delivery(trade: Trade, place: int, asked: dt.date, late: int) -> Delivery:
    quantity = amount(f"{trade.quantity} {trade.unit}")
    return Delivery(
        id=f"DL-{asked:%y%m}-{place:04d}",
        order_number=f"PO-{asked:%y}-{place:04d}/10",
        item=trade.item,
        item_revision=trade.revision,
        ordered_on=asked - 28 * DAY,
        requested_on=asked,
        confirmed_on=asked,
        received_on=asked + late * DAY,
        quantity_ordered=quantity,
        quantity_received=quantity,
        documents_required=PAPERS,
        documents_received=PAPERS,
        documents_complete=True,
    )


def _lot(trade: Trade, process: ProcessKind | None, site: str, delivery: Delivery, draws: Draws) -> SupplierLot:
    received = delivery.received_on if isinstance(delivery.received_on, dt.date) else FIRST
    faulty = draws.integer(1, 3) if draws.chance(FAULTY) else 0
    rejected = faulty > 0 and draws.chance(REJECTED * 100 // FAULTY)
    accepted = 0 if rejected else trade.quantity - faulty
    unit = trade.unit
    return SupplierLot(
        id=delivery.id.replace("DL", "RC"),
        lot_number=f"{trade.item[:4]}-{received:%y%m}-{delivery.id[-4:]}",
        item=trade.item,
        process=process,
        site=site,
        delivery=delivery.id,
        received_on=received,
        inspected_on=received + DAY,
        decided_on=received + 2 * DAY,
        decision=UsageDecision.rejected if rejected else UsageDecision.accepted,
        resubmitted=False,
        quantity_received=amount(f"{trade.quantity} {unit}"),
        quantity_inspected=amount(f"{trade.sample} {unit}"),
        quantity_nonconforming=amount(f"{faulty} {unit}"),
        quantity_accepted=amount(f"{accepted} {unit}"),
        quantity_concession=amount(f"0 {unit}"),
        quantity_rejected=amount(f"{trade.quantity - accepted} {unit}"),
        quantity_consumed=amount(f"0 {unit}"),
        quantity_pending=amount(f"0 {unit}"),
        grade=(Severity.major if rejected else Severity.minor) if faulty else None,
        defect_codes=[trade.defect[0]] if faulty else [],
        found_later_on=None,
    )


def _audit(year: int, site: str, scope: list[ProcessKind], draws: Draws) -> SupplierAudit:
    first = day(f"{year}-05-{draws.integer(11, 14)}")
    return SupplierAudit(
        id=f"SA-{year}-{site}",
        site=site,
        kind=AuditKind.periodic,
        place=AuditPlace.on_site,
        auditor=Auditor.joint if STERILISED.intersection(scope) else Auditor.own,
        lead_auditor=people.REVIEWER.name,
        scope=scope,
        started_on=first,
        ended_on=first + DAY,
        result=SupplierAuditResult.passed,
        score=draws.integer(84, 95),
        critical_findings=0,
        major_findings=draws.integer(0, 1),
        minor_findings=draws.integer(1, 5),
        open_findings=0,
        closed_on=first + 48 * DAY,
        next_due_on=first.replace(year=year + 1, day=31),
        report=f"SA-{year}-{site}-R",
    )


def _change(trade: Trade, scope: list[ProcessKind]) -> SupplierChange:
    return SupplierChange(
        id=f"PCN-{trade.item}-03",
        subject=trade.change[0],
        description=trade.change[1],
        significance=ChangeSignificance.minor,
        processes=scope,
        items=[trade.item],
        status=SupplierChangeStatus.implemented,
        notified_on=day("2025-04-07"),
        assessed_on=day("2025-05-20"),
        agreed_on=day("2025-06-03"),
        effective_on=day("2025-08-01"),
        first_lot=f"{trade.item[:4]}-2508-01",
        registrant_informed_on=day("2025-04-10"),
        revalidation_required=False,
        site_audit_required=False,
    )


def _action(trade: Trade, place: int, lot: SupplierLot) -> SupplierAction:
    opened = lot.decided_on if isinstance(lot.decided_on, dt.date) else LAST
    closed = opened + 60 * DAY
    done = closed <= day("2026-11-15")
    return SupplierAction(
        id=f"SCAR-{opened.year}-{trade.item}-{place:03d}",
        cause=f"{trade.defect[1]} in lot {lot.lot_number}",
        grade=Severity.major,
        defect_codes=[trade.defect[0]],
        status=SupplierActionStatus.closed_effective if done else SupplierActionStatus.verifying,
        opened_on=opened,
        answer_due_on=opened + 14 * DAY,
        extensions=0,
        contained_on=opened + 2 * DAY,
        answered_on=opened + 11 * DAY,
        implemented_on=opened + 30 * DAY,
        verified_on=closed if done else None,
        closed_on=closed if done else None,
    )
