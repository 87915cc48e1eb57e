"""Suppliers: what they are approved for, their certificates and the agreement with them."""

import datetime as dt

import msgspec

from engine.model.cleanroom import RoomClassification
from engine.model.codes import AgreementTopic, ApprovalStatus, ProcessKind
from engine.model.environment_codes import CleanroomGrade, CleanroomSystem, Occupancy
from engine.model.supplier import Supplier
from engine.model.supplier_agreement import AgreementClause, AgreementReview, QualityAgreement
from engine.model.supplier_approval import Approval, SupplierCertificate, SupplierSite
from engine.model.supplier_codes import (
    ApprovalCriterion,
    ApprovalKind,
    EvaluationMethod,
    RiskLevel,
    SupplierCertificateKind,
    SupplierKind,
)
from examples.generator import people
from examples.generator.draws import Draws, Extent
from examples.generator.notation import DAY, day, period
from examples.generator.supplier_history import Trade, history

CLAUSES = (
    ("4.1", AgreementTopic.acceptance_criteria, "Acceptance by the sampling plan of the drawing"),
    ("5.2", AgreementTopic.change_notification, "90 days' notice before any change of material, process or site"),
    ("6.3", AgreementTopic.records, "Records are kept for 15 years and handed over within two working days"),
)


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """
    A supplier as the plant's purchasing file describes it.

    Attributes:
        id: Number.
        name: Registered name.
        number: Number in the register of companies.
        kinds: What it does.
        process: What it does for the plant, where that is a process.
        since: First day of the relation.
        site: Its site and address.
        approved: Days of the present approval.
        agreed: Days of the quality agreement.
        standard: Standard and number of its certificate.
        clean: Whether it needs a clean area.
        trade: What is bought, and how it went.
        former: A former approval that ended badly.
        further_items: What else is bought of it.
        grades: Of its clean area: the ISO class, and the Chinese one, tested by itself.
    """

    id: str
    name: str
    number: str
    kinds: list[SupplierKind]
    process: ProcessKind | None
    since: str
    site: tuple[str, str]
    approved: str
    agreed: str
    standard: tuple[str, str]
    clean: bool
    trade: Trade
    former: tuple[str, ApprovalStatus] | None = None
    further_items: tuple[str, ...] = ()
    grades: tuple[CleanroomGrade, CleanroomGrade] = (CleanroomGrade.iso_8, CleanroomGrade.class_100000)


def supplier(partner: Partner, draws: Draws, extent: Extent) -> Supplier:
    """Give a supplier with two years of history."""
    past = history(partner.trade, partner.process, partner.site[0], draws.of(partner.id), extent)
    return Supplier(
        id=partner.id,
        name=partner.name,
        registration_number=partner.number,
        kinds=partner.kinds,
        risk_class=RiskLevel.high if partner.process else RiskLevel.medium,
        key=partner.process is not None,
        custom_parts=partner.process is not None,
        clean_area_dependent=partner.clean,
        since=day(partner.since),
        sites=[_site(partner)],
        approvals=[*_former(partner), _approval(partner, "a2" if partner.former else "a1", partner.approved)],
        certificates=[_certificate(partner)],
        quality_agreement=_agreement(partner),
        earlier_quality_agreements=[],
        lots=past.lots,
        deliveries=past.deliveries,
        audits=past.audits,
        changes=past.changes,
        capas=past.capas,
    )


def _site(partner: Partner) -> SupplierSite:
    room = RoomClassification(
        id=f"CLS-{partner.site[0]}",
        system=CleanroomSystem.iso_14644_1,
        edition="2015",
        grade=partner.grades[0],
        state=Occupancy.at_rest,
        tested_on=day("2026-04-21"),
        report=f"CR-{partner.site[0]}-2026",
        tested_by="Jiangsu Cleanroom Testing Centre",
        valid=period("2026-04-21/2027-04-20"),
    )
    numbered = msgspec.structs.replace(
        room,
        id=f"{room.id}-CN",
        system=CleanroomSystem.numbered_classes,
        edition="2000",
        grade=partner.grades[1],
        report=f"{room.report}-CN",
    )
    return SupplierSite(
        id=partner.site[0],
        name="Main works",
        address=partner.site[1],
        processes=_scope(partner),
        classifications=[room, numbered] if partner.clean else [],
        in_technical_documentation=partner.process is not None,
    )


def _scope(partner: Partner) -> list[ProcessKind]:
    return [partner.process] if partner.process else []


def _former(partner: Partner) -> list[Approval]:
    if partner.former is None:
        return []
    valid, status = partner.former
    return [msgspec.structs.replace(_approval(partner, "a1", valid), status=status)]


def _approval(partner: Partner, number: str, valid: str) -> Approval:
    first = day(valid.partition("/")[0])
    return Approval(
        id=number,
        status=ApprovalStatus.approved,
        kind=ApprovalKind.periodic,
        scope=_scope(partner),
        items=[partner.trade.item, *partner.further_items],
        sites=[partner.site[0]],
        valid=period(valid),
        conditions=[],
        criteria=list(ApprovalCriterion),
        methods=[EvaluationMethod.site_audit, EvaluationMethod.sample_test, EvaluationMethod.performance_review],
        approved_by=people.RELEASER.name,
        approved_on=first - 4 * DAY,
        next_evaluation_on=day(valid.partition("/")[2]),
        report=f"SE-{partner.id[4:]}-{first.year}",
    )


def _certificate(partner: Partner) -> SupplierCertificate:
    standard, number = partner.standard
    return SupplierCertificate(
        id="c1",
        kind=SupplierCertificateKind.device_quality_management
        if standard.startswith("ISO 13485")
        else SupplierCertificateKind.quality_management,
        number=number,
        standard=standard,
        scope=partner.trade.description,
        site=partner.site[0],
        issuer="Certification body 0042",
        issued_on=day("2024-09-02"),
        valid=period("2024-09-02/2027-09-01"),
        suspended=False,
        verified_on=day("2026-03-10"),
    )


def _agreement(partner: Partner) -> QualityAgreement:
    valid = period(partner.agreed)
    signed = valid.from_ - 2 * DAY if isinstance(valid.from_, dt.date) else None
    review = AgreementReview(
        id="QAR-2026",
        reviewed_on=day("2026-03-12"),
        reviewed_by=people.REVIEWER.name,
        suitable=True,
        adequate=True,
        effective=True,
        report=f"QAR-{partner.id[4:]}-2026",
    )
    return QualityAgreement(
        id=f"QA-{partner.id[4:]}-C",
        revision="C",
        valid=valid,
        signed_on=signed,
        signed_by=people.RELEASER.name,
        signed_by_supplier="Head of quality",
        parties=[people.PLANT, partner.name],
        scope=_scope(partner),
        items=[partner.trade.item, *partner.further_items],
        topics=[topic for topic in AgreementTopic if topic is not AgreementTopic.retained_samples],
        clauses=[AgreementClause(id=number, topic=topic, summary=text) for number, topic, text in CLAUSES],
        change_subjects=["material", "process", "site", "equipment", "subcontractor"],
        subcontracting_allowed=False,
        reviewed_on=day("2026-03-12"),
        reviews=[review],
    )
