"""What went wrong with a lot, and what was done with the product: nonconformance and deviation."""

import datetime as dt

import msgspec

from engine.model.codes import Disposition, NonconformanceStatus
from engine.model.deviation import Deviation
from engine.model.disposition import DispositionLine
from engine.model.evaluation import Evaluation
from engine.model.nonconformance import Nonconformance
from engine.model.nonconformance_codes import (
    ContainmentStatus,
    DeviationArea,
    DeviationStatus,
    DispositionAuthority,
    NonconformanceSource,
    Severity,
)
from examples.generator import people
from examples.generator.notation import DAY, MINUTE, day, noon

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
