"""How strictly a lot is inspected: folded from the supplier's earlier lots, where their list is complete."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record
from engine.inspection.reasons import Reason, because, not_known
from engine.inspection.recorded import day, day_or_none, flag, held_or_none, instant, text, text_or_none
from engine.model.characteristic_codes import SamplingScheme
from engine.model.inspection_codes import SwitchingState, UsageDecision
from engine.model.inspection_reason import InspectionReasonCode as Code

if TYPE_CHECKING:
    from spc_kernels.sampling.inspections import Inspection

PENDING = frozenset({UsageDecision.pending, UsageDecision.skipped, UsageDecision.reinspect})


class Severity(msgspec.Struct, frozen=True):
    """
    How strictly a lot is inspected.

    Attributes:
        state: ``normal`` or ``tightened``: reduced inspection asks for facts that no dossier holds.
        words: Why.
        reasons: What is not known of it: then the stricter state may apply.
    """

    state: str
    words: Localized
    reasons: tuple[Reason, ...] = ()


def severity_of(inspection: Record, scheme: SamplingScheme) -> Severity:
    """
    Find how strictly the lot of an inspection is inspected.

    Of a supplier's goods the state is folded from the supplier's earlier lots of the same item or process, original
    inspections only, and only where their list is stated complete. What the company makes itself has no earlier lots
    in a dossier: there the recorded state counts. Tightened is never forgotten: of a folded and a recorded state the
    stricter one counts. A recorded ``reduced`` counts as normal.
    """
    reasons: list[Reason] = []
    states: list[tuple[str, Localized]] = []
    for find in (_recorded, _folded):
        try:
            found = find(inspection, scheme)
        except Unknown as unknown:
            reasons += not_known(unknown)
            continue
        if found is not None:
            states.append(found)
    path = f"{inspection.path}.sampling"
    for state, words in states:
        if state in {"discontinued", "skip"}:
            code = Code.discontinued if state == "discontinued" else Code.severity_unknown
            reasons.append(because(code, path, words))
    strictest = next((one for one in states if one[0] == "tightened"), None)
    if strictest is not None:
        return Severity("tightened", strictest[1], tuple(reasons))
    if not states and not reasons:
        reasons.append(because(Code.severity_unknown, path))
    words = states[-1][1] if states else say("the state is not known", "严格度未知")
    return Severity("normal", words, tuple(reasons))


def _recorded(inspection: Record, _: SamplingScheme) -> tuple[str, Localized] | None:
    sampling = held_or_none(inspection, "sampling")
    if sampling is None:
        words = say("no sampling is recorded, so no state either", "未记录抽样方案，也未记录严格度")
        raise Unknown([Missing(f"{inspection.path}.sampling", "not-conclusive", words.en, words.zh)])
    state = text(sampling, "switching_state")
    if state == SwitchingState.reduced:
        return "normal", say(
            "recorded is reduced, which no complete history shows: normal", "记录为放宽，但无完整历史可证：按正常"
        )
    label = SwitchingState(state).label  # type: ignore[call-arg]  # an enum looks its member up by value
    return state, say("recorded state: {state}", "记录的严格度：{state}", state=label)


def _folded(inspection: Record, scheme: SamplingScheme) -> tuple[str, Localized] | None:
    """Fold the supplier's earlier lots; nothing for what is no supplier's."""
    supplier = held_or_none(inspection, "supplier")
    if supplier is None:
        return None
    from spc_kernels.sampling.switching_iso_2859_1 import fold_iso_2859_1
    from spc_kernels.sampling.switching_z1_4 import fold_z1_4

    lots = sorted(_earlier(inspection, supplier), key=lambda one: (day(one, "decided_on"), one.path))
    events = [_event(one) for one in lots]
    follow = fold_z1_4 if scheme == SamplingScheme.ansi_z1_4 else fold_iso_2859_1
    steps = follow(events)
    state = steps[-1].state_next if steps else "normal"
    changes = sum(step.state_used != step.state_next for step in steps)
    words = say(
        "{count} earlier lots of the supplier, {changes} switches: {state}",
        "供方以往{count}批，转移{changes}次：{state}",
        count=len(steps),
        changes=changes,
        state=SwitchingState(state).label,  # type: ignore[call-arg]  # as above
    )
    return state, words


def _earlier(inspection: Record, supplier: Record) -> Iterator[Record]:
    """Give the lots of the same item or process that were judged before; one that is still pending is unknown."""
    register = supplier.read("lots")
    if not isinstance(register, Many):  # pragma: no cover  # the dictionary says so
        return
    wanted = _same(inspection)
    begins = instant(inspection, "started_at").date()
    for lot in register.complete():
        if not isinstance(lot, Record):  # pragma: no cover  # a register holds records
            continue
        if wanted is not None and text_or_none(lot, wanted[0]) != wanted[1]:
            continue
        if day(lot, "received_on") >= begins:
            continue
        decided = day_or_none(lot, "decided_on")
        if decided is None or text(lot, "decision") in PENDING:
            words = say("an earlier lot of the supplier is not judged", "供方以往批次尚未判定")
            raise Unknown([Missing(lot.path, "not-conclusive", words.en, words.zh)])
        if decided <= begins:
            yield lot


def _same(inspection: Record) -> tuple[str, str] | None:
    """Say which lots are of the same series: of the item for an input, of the process for a step."""
    put_in = held_or_none(inspection, "input")
    if put_in is not None:
        return "item", text(put_in, "item")
    step = held_or_none(inspection, "step")
    return None if step is None else ("process", text(step, "kind"))


def _event(lot: Record) -> "Inspection":
    from spc_kernels.sampling.inspections import Inspection

    found_later = day_or_none(lot, "found_later_on")
    accepted = text(lot, "decision") == UsageDecision.accepted and found_later is None
    # Only a score that may lead to reduced inspection asks for more, and that is never reached here.
    return Inspection(accepted=accepted, original=not flag(lot, "resubmitted"), acceptance_number=0)
