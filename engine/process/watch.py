"""One item against one provision of `processes`: each series of it on its own, and each that should be there. Pure."""

from collections import Counter
from collections.abc import Iterable

from core.words import Localized, say
from engine.expressions.evaluate import Names
from engine.expressions.missing import Unknown
from engine.expressions.values import Record
from engine.model.decision import ClauseReport
from engine.model.finding_codes import ProcessReasonCode
from engine.model.process_finding import ProcessFinding
from engine.packs.pack import ProcessControl
from engine.process.reasons import Why, not_known, state_of
from engine.process.recorded import Listed, listed_of, plain
from engine.process.sought import Sought, is_control_point, sought
from engine.provisions.found import Seen

# Findings in a message.
SHOWN = 3


class Findings:
    """
    What is found of one item, as it is found.

    Args:
        control: The provision.
    """

    def __init__(self, control: ProcessControl) -> None:
        self.control = control
        self.findings: list[ProcessFinding] = []
        self.reasons: list[Why] = []
        self.clauses: list[ClauseReport] = []

    def add(self, finding: ProcessFinding, reasons: Iterable[Why], clauses: Iterable[ClauseReport] = ()) -> None:
        """Take up a finding."""
        self.findings.append(finding)
        self.reasons += reasons
        self.clauses += clauses

    def lack(self, reasons: list[Why], step: str | None, title: str | None, series: str | None = None) -> None:
        """Take up what nothing can be said of."""
        finding = ProcessFinding(
            provision=self.control.header.id,
            step=step,
            characteristic=title,
            series=series,
            equipment=None,
            outcome=state_of(reasons),
            reasons=[why.as_reason() for why in reasons],
        )
        self.add(finding, reasons)

    def seen(self, scope: Names) -> Seen[ProcessFinding]:
        """Give the outcome of the item: what violates decides, then what is not known."""
        against = [why for why in self.reasons if why.violates]
        standing = [why.as_missing() for why in self.reasons if not why.violates]
        holds: bool | Unknown = Unknown(standing) if standing else True
        return Seen(
            holds=False if against else holds,
            findings=tuple(self.findings),
            clauses=tuple(sorted(self.clauses, key=lambda one: one.holds is True)),
            message=self._message(against, scope) if against else None,
        )

    def _message(self, against: list[Why], scope: Names) -> Localized:
        own = self.control.message
        if own is not None:
            return Localized(en=own[0].render(scope, "en"), zh=own[1].render(scope, "zh"))
        shown = [say("{path}: {words}", "{path}：{words}", path=why.path, words=why.words) for why in against[:SHOWN]]
        return Localized(en="; ".join(one.en for one in shown), zh="；".join(one.zh for one in shown))


def watch(control: ProcessControl, scope: Names) -> Seen[ProcessFinding]:
    """
    Look at one item.

    Each series of a step and a piece of equipment is judged on its own, and none is pooled with another. A control
    point that has no series, or fewer than the provision says, is a finding that nothing is known of.

    Args:
        control: The provision.
        scope: Its names; `header.each` binds a step, or a characteristic of the product.
    """
    found = Findings(control)
    try:
        wanted = sought(control, scope)
    except Unknown as unknown:
        found.lack(not_known(unknown), None, control.characteristic)
        return found.seen(scope)
    if wanted.open_end is not None:
        found.lack(not_known(Unknown([wanted.open_end])), None, wanted.title)
    counts: Counter[str] = Counter()
    for step in wanted.steps:
        _step(found, wanted, step, scope, counts)
    for path, title in _lacking(control, wanted, counts, found):
        words = say("no series, or fewer than {least}", "没有数据系列，或少于{least}个", least=control.series)
        step_id = None if wanted.step is None else str(plain(wanted.step, "id"))
        found.lack([Why(code=ProcessReasonCode.no_series, path=path, words=words)], step_id, title)
    return found.seen(scope)


def _step(found: Findings, wanted: Sought, step: Record, scope: Names, counts: "Counter[str]") -> None:
    """Judge the series of a step that are looked for."""
    from engine.process.judgement import judged

    step_id = str(plain(step, "id"))
    try:
        listed = list(listed_of(step, found.control.data))
    except Unknown as unknown:
        found.lack(not_known(unknown), step_id, wanted.title)
        return
    for one in listed:
        try:
            if not wanted.concerns(one):
                continue
        except Unknown as unknown:
            found.lack(not_known(unknown), step_id, wanted.title, _id(one))
            continue
        if one.series is None:
            words = say("the parameter has no readings", "该参数没有读数")
            why = Why(code=ProcessReasonCode.no_series, path=one.path, words=words)
            found.lack([why], step_id, wanted.title or _id(one))
            continue
        counts[str(plain(one.series, "characteristic"))] += 1
        found.add(*judged(found.control, one, one.series, wanted.characteristics, scope))


def _id(listed: Listed) -> str | None:
    held = listed.series or listed.parameter
    return None if held is None else str(plain(held, "id"))


def _lacking(
    control: ProcessControl, wanted: Sought, counts: "Counter[str]", found: Findings
) -> list[tuple[str, str | None]]:
    """Name the control points that have fewer series than there must be."""
    if wanted.names is not None:
        return [] if counts.total() >= control.series else [(wanted.path, wanted.title)]
    few: list[tuple[str, str | None]] = [
        (wanted.path, name) for name, count in sorted(counts.items()) if count < control.series
    ]
    if wanted.step is not None or control.data != "parameters":
        return few if counts else [(wanted.path, None)]
    try:
        for one, names in wanted.characteristics.all():
            if is_control_point(one) and not any(counts[name] for name in names):
                few.append((one.path, str(plain(one, "id"))))
    except Unknown as unknown:
        found.lack(not_known(unknown), None, None)
    return few or ([] if counts else [(wanted.path, None)])
