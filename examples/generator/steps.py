"""Processing steps: what each was done with, by whom, in which environment, and what went in and came out."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from engine.model.codes import ProcessKind, ValidationStatus
from engine.model.environment import Environment
from engine.model.equipment_codes import CalibrationState, QualificationPhase, QualificationStatus
from engine.model.parameters import ControlledParameter
from engine.model.planned_operation import PlannedOperation
from engine.model.series import Series
from engine.model.step_codes import EquipmentRole, StepStatus, Task
from engine.model.step_resources import EquipmentUse, Operator
from engine.model.steps import Step
from engine.model.validation import Qualification, Validation
from examples.generator import people
from examples.generator.notation import DAY, MINUTE, amount, at, day, period
from examples.generator.people import Post, training_of

PROCESSORS_OPERATOR = "Shen Wei"


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """
    A step, from one row of a table.

    Attributes:
        id: Identifies it.
        kind: Which process.
        position: Place in the routing.
        start: When it began, in the plant's zone.
        end: When it ended.
        units: Units that went in.
        scrapped: Units scrapped.
        sampled: Units taken as samples.
        special: Whether its output cannot be verified afterwards.
        critical: Whether it is a key process.
        machine: What it was done with.
        by: Who did it.
        report: Validation report, and the days it is valid.
        standard: Standard of the validation, and its edition.
        outside: Supplier, dispatched and returned, where it was done outside.
    """

    id: str
    kind: ProcessKind
    position: int
    start: str
    end: str
    units: int
    scrapped: int = 0
    sampled: int = 0
    special: bool = False
    critical: bool = True
    machine: str | None = None
    by: Sequence[Post] = ()
    report: tuple[str, str] | None = None
    standard: tuple[str, str] | None = None
    outside: tuple[str, str, str] | None = None


def step(
    work: Work,
    lot: str,
    *,
    environment: Environment | None = None,
    settings: Sequence[ControlledParameter] = (),
    parameters: Sequence[Series] = (),
) -> Step:
    """Give a step; what was done outside has its dispatch and return."""
    start, end = at(work.start), at(work.end)
    made = Step(
        id=work.id,
        kind=work.kind,
        name=work.kind.label.en.capitalize(),
        position=work.position,
        status=StepStatus.completed,
        outsourced=work.outside is not None,
        critical=work.critical,
        special=work.special,
        reworks=None,
        supplier=None,
        site="Suzhou plant, building 3",
        order_number=f"JO-{lot[4:]}-{work.position:03d}",
        started_at=start,
        ended_at=end,
        quantity_in=amount(str(work.units)),
        quantity_out=amount(str(work.units - work.scrapped - work.sampled)),
        quantity_scrapped=amount(str(work.scrapped)),
        quantity_sampled=amount(str(work.sampled)),
        quantity_held=amount("0"),
        quantity_unaccounted=amount("0"),
        equipment=[_use(work, start, end)] if work.machine else [],
        operators=_operators(work, start, end),
        instruction=f"WI-{work.kind.upper()[:4]}-004",
        instruction_revision="6",
        instruction_revision_in_force="6",
        environment=environment,
        settings=list(settings),
        parameters=list(parameters),
    )
    if work.by:
        made = msgspec.structs.replace(made, operator=work.by[0].id)
    if work.report:
        made = msgspec.structs.replace(made, validation=_validation(work, *work.report))
    return _outside(made, work, *work.outside) if work.outside else made


def _outside(made: Step, work: Work, supplier: str, dispatched: str, returned: str) -> Step:
    kept = work.units - work.scrapped - work.sampled
    return msgspec.structs.replace(
        made,
        operators=[_of_processor(made, work)],
        supplier=supplier,
        site="Supplier's works",
        dispatched_at=at(dispatched),
        dispatch_note=f"DN-{day(dispatched[:10]):%y%m}-{work.position:03d}",
        returned_at=at(returned),
        return_note=f"RN-{day(returned[:10]):%y%m}-{work.position:03d}",
        quantity_dispatched=amount(str(work.units)),
        quantity_returned=amount(str(kept)),
    )


def _use(work: Work, start: dt.datetime, end: dt.datetime) -> EquipmentUse:
    return EquipmentUse(
        id="main",
        equipment=work.machine or "",
        role=EquipmentRole.processing,
        calibration_state=CalibrationState.valid,
        qualified=True,
        cleaned_at=start - 50 * MINUTE,
        program=f"{work.id.upper()}-STD",
        program_revision="5",
        from_at=start,
        until_at=end,
    )


def _operators(work: Work, start: dt.datetime, end: dt.datetime) -> list[Operator]:
    return [
        Operator(
            id=f"op{place}",
            person=post.id,
            name=post.name,
            task=Task.operation if place > 1 or len(work.by) == 1 else Task.supervision,
            training=training_of(post.id, work.kind),
            trained=True,
            from_at=start,
            until_at=end,
        )
        for place, post in enumerate(work.by, 1)
    ]


def _of_processor(made: Step, work: Work) -> Operator:
    """Give who did it at the processor, as its record of the work names them."""
    return Operator(
        id="op1",
        name=PROCESSORS_OPERATOR,
        task=Task.operation,
        training=f"TR-{work.kind.upper()[:3].strip('_')}-17",
        trained=True,
        from_at=made.started_at,
        until_at=made.ended_at,
    )


def planned(made: Step, document: str, revision: str) -> PlannedOperation:
    """Give the operation of the route that a step performed."""
    return PlannedOperation(
        id=made.id,
        position=made.position,
        kind=made.kind,
        name=made.name,
        instruction=made.instruction,
        document=document,
        revision=revision,
    )


PHASES = (QualificationPhase.installation, QualificationPhase.operational, QualificationPhase.performance)


def _validation(work: Work, report: str, valid: str) -> Validation:
    first = day(valid.partition("/")[0])
    return Validation(
        status=ValidationStatus.validated,
        report=report,
        valid=period(valid),
        protocol=f"{report.replace('PV', 'PVP')} rev. 2",
        standard=work.standard[0] if work.standard else None,
        edition=work.standard[1] if work.standard else None,
        qualifications=[
            Qualification(
                id=f"{phase[0].upper()}Q-{report[3:]}",
                phase=phase,
                status=QualificationStatus.passed,
                protocol=f"{report} {phase.label.en}",
                report=f"{report}-{phase[0].upper()}",
                performed_on=first - (40 - 10 * place) * DAY,
                approved_by=people.RELEASER.name,
                approved_on=first - (35 - 10 * place) * DAY,
                valid=period(valid),
            )
            for place, phase in enumerate(PHASES)
        ],
        approved_by=people.RELEASER.name,
        approved_on=first - DAY,
        reviewed_on=max(first, day("2026-05-22")),
        revalidation_triggers=["change of material", "change of equipment", "trend of nonconformities"],
        changed_since=False,
    )
