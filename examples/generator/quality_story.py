"""What went wrong with a lot and what was done: nonconformance, deviation, CAPA, change, events, obligations."""

import datetime as dt

import msgspec

from engine.model.action import Action
from engine.model.capa import Capa, CapaSource
from engine.model.capa_codes import ActionKind, ActionStatus, CapaKind, CapaSourceKind, CapaStatus, RootCauseMethod
from engine.model.change import Change
from engine.model.change_assessment import ImpactAssessment
from engine.model.change_codes import (
    ChangeCategory,
    ChangeClass,
    ChangeParty,
    ChangeSignificance,
    ChangeStatus,
    RegistrationImpact,
)
from engine.model.codes import Act, Disposition, NonconformanceStatus, PersonFunction
from engine.model.deviation import Deviation
from engine.model.disposition import DispositionLine
from engine.model.effectiveness import EffectivenessCheck
from engine.model.evaluation import Evaluation
from engine.model.event import Event
from engine.model.event_codes import EventKind
from engine.model.nonconformance import Nonconformance
from engine.model.nonconformance_codes import (
    ContainmentStatus,
    DeviationArea,
    DeviationStatus,
    DispositionAuthority,
    NonconformanceSource,
    Severity,
)
from engine.model.obligation import Obligation
from engine.model.obligation_codes import ObligationKind, ObligationOutcome, ObligationSource
from examples.generator import people
from examples.generator.notation import DAY, MINUTE, amount, day, days, noon, period

QUALITY, PERFORMER = people.REVIEWER.id, people.OPERATORS[0].id


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """
    What went wrong while a lot was made.

    Attributes:
        lot: Lot number.
        markets: Markets that the lot is meant for.
        step: Step in which it was found.
        found: Day on which it was found.
        what: What did not conform.
        required: What was asked for.
        code: Code of the defect.
        inspected: Units looked at.
        units: Units that did not conform, all scrapped.
        cause: Why.
        remedy: What keeps it from coming back.
    """

    lot: str
    markets: list[str]
    step: str
    found: str
    what: str
    required: str
    code: str
    inspected: int
    units: int
    cause: str
    remedy: str

    @property
    def tag(self) -> str:
        """What the numbers of its records end with."""
        return self.lot.partition("-")[2]

    @property
    def on(self) -> dt.date:
        """Day on which it was found."""
        return day(self.found)


def _evaluation(trouble: Trouble, *, affected: bool) -> Evaluation:
    done = trouble.on + DAY
    return Evaluation(
        risk_assessment=f"RA-{trouble.tag}",
        risk_acceptable=True,
        product_affected=affected,
        other_lots_affected=False,
        impact="Set apart before anything went on" if affected else "Readings of the product stayed within limits",
        investigation_needed=True,
        investigation=trouble.cause if affected else "Door of the gowning room propped open during a delivery",
        investigated_on=done,
        root_cause=trouble.cause if affected else "Interlock switched off",
        rationale=None,
        capa_needed=affected,
        notification_needed=False,
        responsible_notified_on=None,
        registrant_notified_on=None,
        completed_on=done,
        completed_by=QUALITY,
    )


def nonconformance(trouble: Trouble) -> Nonconformance:
    """Give the nonconformance, all of it scrapped."""
    closed = trouble.on + 2 * DAY
    line = DispositionLine(
        id="1",
        input=None,
        part=f"BOX-{trouble.tag[-3:]}",
        quantity_inspected=trouble.inspected,
        quantity=trouble.units,
        defect_code=trouble.code,
        location="QUAR-A-07",
        quarantined_on=trouble.on,
        disposition=Disposition.scrap,
        justification="Cannot be reworked",
        authority=DispositionAuthority.quality,
        decided_by=QUALITY,
        decided_on=trouble.on + DAY,
        signature=None,
        concession=None,
        rework=None,
        executed_on=closed,
        executed_by=PERFORMER,
        execution_reference=f"MV-{trouble.tag}",
        destruction_witness=people.STOREKEEPER.id,
        verified_on=closed,
        verified_by=QUALITY,
    )
    return Nonconformance(
        id=f"NC-{trouble.tag}",
        description=trouble.what,
        source=NonconformanceSource.in_process,
        severity=Severity.major,
        detected_on=trouble.on,
        detected_by=people.OPERATORS[2].id,
        place="Suzhou plant, building 3",
        step=trouble.step,
        inspection=None,
        supplier=None,
        outsourced_order=None,
        defect_codes=[trouble.code],
        requirement=trouble.required,
        actual=trouble.what,
        quantity_inspected=trouble.inspected,
        quantity_nonconforming=trouble.units,
        containment=ContainmentStatus.contained,
        contained_on=trouble.on,
        correction="Production stopped, what was made since the last good check set apart",
        evaluation=_evaluation(trouble, affected=True),
        lines=[line],
        disposition=Disposition.scrap,
        deviation=None,
        capa=f"CAPA-{trouble.tag}",
        supplier_corrective_action=None,
        owner=QUALITY,
        due_on=trouble.on + 30 * DAY,
        status=NonconformanceStatus.closed,
        closed_on=closed,
        closed_by=QUALITY,
    )


def deviation(trouble: Trouble) -> Deviation:
    """Give a deviation of the environment that did not touch the product."""
    began = noon(trouble.on) + 125 * MINUTE
    return Deviation(
        id=f"DEV-{trouble.tag}",
        description="Pressure towards the gowning room below its alert limit for 6 minutes",
        area=DeviationArea.environment,
        severity=Severity.minor,
        began_at=began,
        ended_at=began + 6 * MINUTE,
        detected_on=trouble.on,
        detected_by=PERFORMER,
        reported_on=trouble.on,
        step=trouble.step,
        inspection=None,
        equipment=None,
        supplier=None,
        requirement="5 Pa at least, alert at 10 Pa",
        actual="9.1 Pa at least",
        immediate_action="Work stopped, product covered",
        quantity_affected=0,
        serials_affected=[],
        evaluation=_evaluation(trouble, affected=False),
        nonconformance=None,
        capa=None,
        owner=QUALITY,
        due_on=trouble.on + 30 * DAY,
        status=DeviationStatus.closed,
        closed_on=trouble.on + 7 * DAY,
        closed_by=QUALITY,
    )


def capa(trouble: Trouble) -> Capa:
    """Give the CAPA, whose effect is yet to be seen."""
    opened = trouble.on + 2 * DAY
    action = Action(
        id="A-1",
        kind=ActionKind.corrective,
        description=trouble.remedy,
        owner=people.ENGINEERING_HEAD.id,
        due_on=opened + 14 * DAY,
        status=ActionStatus.completed,
        completed_on=opened + 7 * DAY,
        evidence=None,
        cancelled_because=None,
    )
    check = EffectivenessCheck(
        criterion=f"No {trouble.code} in 20 consecutive lots",
        metric="Nonconforming units per lot",
        baseline=amount("0.8 %"),
        target=amount("0.1 %"),
        observed=None,
        window=days(opened, opened + 120 * DAY),
        minimum_sample=20,
        outcome=None,
        checked_on=None,
        checked_by=None,
        evidence=None,
    )
    return Capa(
        id=f"CAPA-{trouble.tag}",
        kind=CapaKind.corrective,
        status=CapaStatus.effectiveness_pending,
        sources=[CapaSource(kind=CapaSourceKind.nonconformance, reference=f"NC-{trouble.tag}")],
        supplier=None,
        problem=trouble.what,
        severity=Severity.major,
        risk_before=f"RA-{trouble.tag}: medium",
        risk_after=f"RA-{trouble.tag}: low",
        systemic=False,
        blocks_release=False,
        opened_on=opened,
        owner=people.ENGINEERING_HEAD.id,
        quality_approver=QUALITY,
        due_on=opened + 120 * DAY,
        extensions=[],
        root_cause_method=RootCauseMethod.five_whys,
        root_cause=trouble.cause,
        root_cause_code="M-MACHINE-07",
        escape_cause="Checked once a shift only",
        actions=[action],
        plan_approved_on=opened + 3 * DAY,
        plan_signature=None,
        implementation_verified_on=opened + 9 * DAY,
        implementation_verified_by=QUALITY,
        effectiveness=check,
        reporting_assessed_on=opened,
        reporting_needed=False,
        horizontal_deployment="Machines of the same kind",
        lessons_learned=None,
        disseminated_on=None,
        management_review_on=None,
        closed_on=None,
        closure_signature=None,
    )


def change(trouble: Trouble) -> Change:
    """Give the last change of the product, effective before the lot began."""
    return Change(
        id="CHG-2026-041",
        title="Camera system of labels replaced",
        party=ChangeParty.own,
        supplier=None,
        category=ChangeCategory.equipment,
        classification=ChangeClass.routine,
        significance=ChangeSignificance.minor,
        temporary=False,
        valid=period("2026-07-20/"),
        current_state="In-Sight 5403",
        intended_state="In-Sight 7802",
        justification="End of support",
        key_material=False,
        affected=["EQ-VIS-03", "WI-LABE-004"],
        assessments=[
            ImpactAssessment(
                function=PersonFunction.quality,
                affects=False,
                finding="Challenge with faulty labels passed",
                assessed_on=day("2026-06-15"),
                assessed_by=people.VERIFIER.id,
            )
        ],
        risk_analysis="RA-2026-033",
        risk_acceptable=True,
        registration_impact=dict.fromkeys(trouble.markets, RegistrationImpact.none),
        registration_cleared=dict.fromkeys(trouble.markets, True),
        notification=None,
        assessed_jointly_on=None,
        biological_evaluation_needed=False,
        biological_evaluation_on=None,
        validation_needed=True,
        validation="VR-2026-052",
        validated_on=day("2026-07-10"),
        audit_needed=False,
        audited_on=None,
        actions=[],
        status=ChangeStatus.closed,
        submitted_on=day("2026-06-10"),
        approved_on=day("2026-07-12"),
        approved_by=people.RELEASER.id,
        signature=None,
        effective_on=day("2026-07-20"),
        first_lot=None,
        effectiveness=None,
        closed_on=day("2026-09-30"),
    )


def event(trouble: Trouble) -> Event:
    """Give the event that the nonconformance was."""
    seen = noon(trouble.on) - 90 * MINUTE
    return Event(
        id=f"EV-{trouble.tag}",
        kind=EventKind.nonconformance,
        class_=Severity.major,
        recall_class=None,
        lot=trouble.lot,
        supplier=None,
        step=trouble.step,
        equipment=None,
        market=None,
        serials=[],
        description=trouble.what,
        occurred_at=seen,
        became_aware_at=seen,
        initiated_at=seen + 40 * MINUTE,
        new_information_at=None,
        risk_to_health=False,
        reportable=dict.fromkeys(trouble.markets, False),
        not_reported_because="Found before release, nothing left the plant",
        not_reported_reviewed_by=people.PRRC.id,
        reports=[],
        complaint=None,
        capa=f"CAPA-{trouble.tag}",
        closed_on=trouble.on + 2 * DAY,
    )


def obligation(trouble: Trouble) -> Obligation:
    """Give the hold that the nonconformance brought, lifted when the units were scrapped."""
    opened = noon(trouble.on)
    return Obligation(
        id=f"OBL-{trouble.tag}",
        kind=ObligationKind.hold,
        severity=Severity.major,
        acts=[Act.production_release, Act.market_release, Act.ship],
        market=None,
        quantity=trouble.units,
        serials=[],
        supplier=None,
        source=ObligationSource.person,
        source_reference=f"NC-{trouble.tag}",
        event=f"EV-{trouble.tag}",
        because=trouble.what,
        owner=QUALITY,
        opened_at=opened,
        opened_by=QUALITY,
        due_on=trouble.on + 14 * DAY,
        capa=f"CAPA-{trouble.tag}",
        closed_at=opened + 2 * DAY,
        closed_by=QUALITY,
        outcome=ObligationOutcome.lifted,
        evidence=None,
    )
