"""Records of a lot: batch record, procedure, permission, balances, samples kept, documents, signatures, coverage."""

import datetime as dt
import json

import msgspec

from core.canonical import digest_of_bytes
from engine.model.balances import UnitBalance
from engine.model.codes import Act, PersonFunction, ProcessKind, RecordType
from engine.model.contracts import ContractLink, ContractScope
from engine.model.document import ControlledDocument
from engine.model.document_codes import DocumentKind, DocumentStatus, RecordForm
from engine.model.line_clearance import LineClearance
from engine.model.permissions import Permission
from engine.model.record_documents import RecordDocument
from engine.model.release_records import BatchRecord, ReleaseProcedure
from engine.model.retained_samples import RetainedSample, RetentionPurpose, SampleObservation
from engine.model.signature import Signature
from engine.model.signature_codes import SignatureMeaning, SignatureMethod, SignatureStatus, SignedRecord
from engine.model.steps import Step
from examples.generator import people
from examples.generator.notation import DAY, MINUTE, at, day, noon, period, years_after
from examples.generator.people import PLANT

THROUGH = day("2026-11-22")


class Yield(msgspec.Struct, frozen=True):
    """Units of a lot: begun, scrapped, consumed by tests, kept as samples; the others conform."""

    begun: int
    scrapped: int
    tested: int
    kept: int

    @property
    def good(self) -> int:
        """Units that conform."""
        return self.begun - self.scrapped - self.tested - self.kept


def units(found: Yield) -> UnitBalance:
    """Give where the units went."""
    return UnitBalance(
        begun=found.begun,
        conforming=found.good,
        scrapped=found.scrapped,
        tested=found.tested,
        retained=found.kept,
        pending=0,
        unaccounted=0,
    )


FILE_REVISION = "9"


def device_file(lot: str) -> str:
    """Give the number of the device file that a lot is made to."""
    return f"MDF-{lot[:3]}"


def batch_record(lot: str, found: Yield, approved: str) -> BatchRecord:
    """Give the batch record, verified the day before it was approved."""
    approved_at = at(approved)
    return BatchRecord(
        id=f"BR-{lot[4:]}",
        complete=True,
        udi_recorded=True,
        device_file=device_file(lot),
        device_file_revision=FILE_REVISION,
        approved_device_file_revision=FILE_REVISION,
        quantity_made=found.begun,
        quantity_approved=found.good,
        verified_by=people.VERIFIER.name,
        verified_by_person=people.VERIFIER.id,
        verified_at=approved_at - DAY - 380 * MINUTE,
        approved_by=people.RELEASER.name,
        approved_by_person=people.RELEASER.id,
        approved_at=approved_at,
    )


def procedure() -> ReleaseProcedure:
    """Give the release procedure of the plant."""
    return ReleaseProcedure(
        id="SOP-QA-031",
        revision="7",
        approved_by=people.PRRC.name,
        approved_by_person=people.PRRC.id,
        approver_function=PersonFunction.regulatory_responsible,
        approved_on=day("2026-02-11"),
        effective_on=day("2026-03-01"),
    )


def permission(lot: str, market: str, quantity: int, given: str) -> Permission:
    """Give the production release for a market."""
    return Permission(
        id=f"PR-{lot[4:]}-{market}",
        act=Act.production_release,
        market=market,
        quantity=quantity,
        given_by=people.RELEASER.name,
        given_by_person=people.RELEASER.id,
        function=PersonFunction.authorised_releaser,
        employer=PLANT,
        full_time=True,
        given_at=at(given),
        withdrawn_at=None,
        decision=None,
    )


def signature(lot: str, market: str, given: str) -> Signature:
    """Give the signature under the production release for a market."""
    signed = at(given)
    signer = people.RELEASER
    sheet = digest_of_bytes(f"production release of {lot} for {market}".encode())
    return Signature(
        id=f"SG-{lot[4:]}-{market}",
        person=signer.id,
        signer=signer.name,
        user="sunyue",
        function=PersonFunction.authorised_releaser,
        employer=PLANT,
        full_time=True,
        on_behalf_of=None,
        delegation=None,
        meaning_code=SignatureMeaning.released,
        meaning="production release",
        act=Act.production_release,
        market=market,
        record_kind=SignedRecord.act,
        record=lot,
        record_version=None,
        record_digest=sheet,
        displayed_digest=sheet,
        signed_at=signed,
        method=SignatureMethod.password,
        authenticated_at=signed - dt.timedelta(seconds=6),
        factors=2,
        reason=None,
        comment=None,
        order=1,
        status=SignatureStatus.valid,
    )


def contract(principal: str, markets: list[str], *, on_site: bool) -> ContractLink:
    """Give the contract by which the plant makes for a registrant, who may have people of its own on site."""
    return ContractLink(
        id="c1",
        principal=principal,
        maker=PLANT,
        scope=ContractScope.finished_device,
        markets=markets,
        agreement="CM-2024-018",
        agreement_valid=period("2024-02-01/2029-01-31"),
        quality_agreement="QA-CM-007",
        quality_agreement_valid=period("2024-02-01/2029-01-31"),
        reviewed_on=day("2026-02-20"),
        assessed_on=day("2024-01-16"),
        audited_on=day("2026-05-13"),
        transfer_completed_on=day("2024-04-30"),
        staff_on_site=on_site,
    )


def clearance(lot: str, step: Step) -> LineClearance:
    """Give the line clearance before a step."""
    started = step.started_at if isinstance(step.started_at, dt.datetime) else at("2026-10-20 08:00")
    return LineClearance(
        id=f"LC-{lot[4:]}-{step.id}",
        step=step.id,
        equipment=None,
        previous_lot=f"{lot[:-1]}{int(lot[-1]) - 1}",
        cleared=True,
        cleared_at=started - 20 * MINUTE,
        performer=people.OPERATORS[0].id,
        verifier=people.REVIEWER.id,
    )


def kept(lot: str, quantity: int, taken: str, observed: str) -> RetainedSample:
    """Give the samples that are kept."""
    return RetainedSample(
        id=f"RS-{lot[4:]}",
        purpose=RetentionPurpose.observation,
        quantity=quantity,
        taken_on=day(taken),
        keep_until=years_after(day(taken), 4),
        location="R2-C4",
        observations=[
            SampleObservation(id="o1", observed_on=day(observed), conforming=True, observer=people.REVIEWER.id)
        ],
    )


def document(number: str, kind: RecordType, dated: str, content: object) -> RecordDocument:
    """Give a record whole, as JSON text."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return RecordDocument(
        id=number,
        record_type=kind,
        content=text,
        markets=None,
        title=kind.label.en.capitalize(),
        dated=day(dated),
        completed_on=day(dated),
        languages=["zh", "en"],
        form=RecordForm.electronic,
        template=f"FM-{kind.upper()[:3]}-001 rev. 12",
        digest=digest_of_bytes(text.encode()),
        size_bytes=len(text.encode()),
        location=f"DMS/{number}",
        subject=None,
        supplier=None,
        prepared_by=people.VERIFIER.id,
        reviewed_by=people.REVIEWER.id,
        approved_by=people.RELEASER.id,
        approved_at=noon(day(dated)),
        corrections=[],
        audit_trail_reviewed_on=day(dated),
        holds=[],
    )


def instruction(kind: ProcessKind) -> ControlledDocument:
    """Give the work instruction of a process."""
    number = f"WI-{kind.upper()[:4]}-004"
    return _document(number, kind.label.en.capitalize(), DocumentKind.work_instruction, "6")


def inspection_plan(number: str) -> ControlledDocument:
    """Give an inspection plan."""
    return _document(number, f"Inspection plan {number}", DocumentKind.inspection_plan, "4")


def _document(number: str, title: str, kind: DocumentKind, revision: str) -> ControlledDocument:
    return ControlledDocument(
        id=number,
        title=title,
        kind=kind,
        revision=revision,
        revision_in_force=revision,
        status=DocumentStatus.effective,
        languages=["zh"],
        author=people.ENGINEERING_HEAD.id,
        reviewer=people.VERIFIER.id,
        approver=people.RELEASER.id,
        approved_on=day("2026-03-02"),
        signature=None,
        effective=period("2026-03-16/"),
        next_review_on=day("2028-03-02"),
        change=None,
        training_needed=True,
        external=False,
        digest=digest_of_bytes(number.encode()),
    )
