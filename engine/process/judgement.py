"""One series against everything that a provision asks of it."""

from engine.expressions.evaluate import Names
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.model.decision import ClauseReport
from engine.model.process_finding import ProcessFinding
from engine.packs.pack import ProcessControl
from engine.process.capability import Studied, studied
from engine.process.charting import Charted, charted
from engine.process.monitoring import Monitored, monitored
from engine.process.periods import Periods, periods_of
from engine.process.reasons import Why, not_known, state_of
from engine.process.recorded import Listed, Recorded, plain, recorded_of
from engine.process.scope import Scope
from engine.process.sought import Characteristics
from engine.process.validity import invalid


def judged(
    control: ProcessControl, listed: Listed, record: Record, characteristics: Characteristics, scope: Names
) -> tuple[ProcessFinding, list[Why], list[ClauseReport]]:
    """
    Judge a series.

    Args:
        control: The provision.
        listed: The series among those of its step.
        record: The series.
        characteristics: The product's.
        scope: The names of the item.

    Returns:
        The finding, its reasons, and the figures that decided.
    """
    reasons = invalid(listed.step) if control.validated else []
    try:
        series = recorded_of(record)
        periods = periods_of(series, listed.step, control.every)
    except Unknown as unknown:
        reasons += not_known(unknown)
        return _finding(control, listed, record, reasons, (Charted(), Studied(), Monitored())), reasons, []
    reasons += periods.reasons
    parts = (Charted(), Studied(), Monitored())
    if periods.lot.size:
        parts = _parts(control, listed, record, (series, periods), characteristics, scope)
    for part in parts:
        reasons += part.reasons
    clauses = [clause for part in parts for clause in part.clauses]
    return _finding(control, listed, record, reasons, parts), reasons, clauses


def _parts(
    control: ProcessControl,
    listed: Listed,
    record: Record,
    read: tuple[Recorded, Periods],
    characteristics: Characteristics,
    scope: Names,
) -> tuple[Charted, Studied, Monitored]:
    series, periods = read
    characteristic = _characteristic(listed, characteristics)
    own = Scope(scope, characteristic, listed.parameter)
    chart, study, watched = Charted(), Studied(), Monitored()
    if control.chart is not None and control.baseline is not None:
        chart = charted(control.chart, control.baseline, series, periods, characteristic, record)
    if control.capability is not None:
        study = studied(control.capability, series, periods, characteristic, own)
    if control.monitor is not None:
        watched = monitored(control.monitor, series, periods, own)
    return chart, study, watched


def _characteristic(listed: Listed, characteristics: Characteristics) -> Record | Unknown:
    """Give the characteristic of the product that a series is of, or why it is not known; few provisions ask."""
    try:
        return characteristics.one(listed.names())
    except Unknown as unknown:
        return unknown


def _finding(
    control: ProcessControl,
    listed: Listed,
    record: Record,
    reasons: list[Why],
    parts: tuple[Charted, Studied, Monitored],
) -> ProcessFinding:
    chart, study, watched = parts
    step, series = plain(listed.step, "id"), plain(record, "id")
    return ProcessFinding(
        provision=control.header.id,
        step=str(step),
        characteristic=_text(record, "characteristic"),
        series=str(series),
        equipment=_text(record, "equipment"),
        outcome=state_of(reasons),
        reasons=[why.as_reason() for why in reasons],
        chart=chart.finding,
        capability=study.finding,
        monitored=watched.finding,
    )


def _text(record: Record, name: str) -> str | None:
    """Give a text for people to read; nothing rests on it."""
    try:
        found = plain(record, name)
    except Unknown:
        return None
    return found if isinstance(found, str) else None
