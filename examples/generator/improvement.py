"""What follows from what went wrong, and what changed before: CAPA, change, event, obligation."""

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
from engine.model.codes import Act, PersonFunction
from engine.model.effectiveness import EffectivenessCheck
from engine.model.event import Event
from engine.model.event_codes import EventKind
from engine.model.nonconformance_codes import (
    Severity,
)
from engine.model.obligation import Obligation
from engine.model.obligation_codes import ObligationKind, ObligationOutcome, ObligationSource
from examples.generator import people
from examples.generator.notation import DAY, MINUTE, amount, day, days, noon, period
from examples.generator.quality_story import QUALITY, Trouble


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
