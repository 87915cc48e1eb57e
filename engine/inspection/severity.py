"""How strictly a lot is inspected: folded from the supplier's earlier lots, where their list is complete."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import factorial, prod
from typing import TYPE_CHECKING

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record
from engine.inspection.reasons import Reason, because, not_known
from engine.inspection.recorded import (
    day,
    day_or_none,
    flag,
    held_or_none,
    instant,
    instant_or_none,
    text,
    text_or_none,
)
from engine.model.characteristic_codes import SamplingScheme
from engine.model.inspection_codes import SwitchingState, UsageDecision
from engine.model.inspection_reason import InspectionReasonCode as Code

if TYPE_CHECKING:
    from spc_kernels.sampling.inspections import Inspection

PENDING = frozenset({UsageDecision.pending, UsageDecision.skipped, UsageDecision.reinspect})
# So many orders of lots are looked at: of a month of lots rejected and accepted on the same days not every one is.
MOST_ORDERS = 1000
SAME_DAY = say(
    "lots of the supplier were judged on one day, and the state depends on which was first",
    "供方同日判定了多批，严格度取决于其先后",
)


class Event(msgspec.Struct, frozen=True, order=True):
    """
    What switching counts of a lot.

    Attributes:
        accepted: Whether it was accepted, and nothing was found later.
        original: Whether it was presented for the first time.
    """

    accepted: bool
    original: bool


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """
    An earlier lot of a supplier, as switching counts it.

    Attributes:
        on: The day on which it was judged.
        at: When; ``None`` where nobody recorded it.
        event: As switching counts it.
    """

    on: dt.date
    at: dt.datetime | None
    event: Event


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
        if state in {"discontinued", "skip", "unknown"}:
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

    begins = instant(inspection, "started_at")
    lots = list(_earlier(inspection, supplier, begins))
    follow = fold_z1_4 if scheme == SamplingScheme.ansi_z1_4 else fold_iso_2859_1
    orders = possible_orders(lots, begins)
    folds = [follow(map(_inspection, one)) for one in orders]
    states = {steps[-1].state_next if steps else "normal" for steps in folds}
    if len(states) != 1:
        return "unknown", SAME_DAY
    (state,) = states
    label = SwitchingState(state).label  # type: ignore[call-arg]  # an enum looks its member up by value
    if len(folds) > 1:
        return state, say(
            "{count} earlier lots of the supplier, in whatever order those of one day were judged: {state}",
            "供方以往{count}批，同日各批无论先后：{state}",
            count=len(lots),
            state=label,
        )
    return state, say(
        "{count} earlier lots of the supplier, {changes} switches: {state}",
        "供方以往{count}批，转移{changes}次：{state}",
        count=len(folds[0]),
        changes=sum(step.state_used != step.state_next for step in folds[0]),
        state=label,
    )


def _earlier(inspection: Record, supplier: Record, begins: dt.datetime) -> Iterator[Judged]:
    """Give the lots of the same item or process that were judged before; one that is still pending is unknown."""
    register = supplier.read("lots")
    if not isinstance(register, Many):  # pragma: no cover  # the dictionary says so
        return
    wanted = _same(inspection)
    for lot in register.complete():
        if not isinstance(lot, Record):  # pragma: no cover  # a register holds records
            continue
        if wanted is not None and text_or_none(lot, wanted[0]) != wanted[1]:
            continue
        received = day(lot, "received_on")
        if received > begins.date():
            continue
        decided = day_or_none(lot, "decided_on")
        if decided is None or text(lot, "decision") in PENDING:
            if received == begins.date():
                continue
            words = say("an earlier lot of the supplier is not judged", "供方以往批次尚未判定")
            raise Unknown([Missing(lot.path, "not-conclusive", words.en, words.zh)])
        if decided <= begins.date():
            yield _judged(lot, decided)


def _same(inspection: Record) -> tuple[str, str] | None:
    """Say which lots are of the same series: of the item for an input, of the process for a step."""
    put_in = held_or_none(inspection, "input")
    if put_in is not None:
        return "item", text(put_in, "item")
    step = held_or_none(inspection, "step")
    return None if step is None else ("process", text(step, "kind"))


def _judged(lot: Record, decided: dt.date) -> Judged:
    accepted = text(lot, "decision") == UsageDecision.accepted and day_or_none(lot, "found_later_on") is None
    try:
        at = instant_or_none(lot, "decided_at")
    except Unknown:
        at = None
    return Judged(on=decided, at=at, event=Event(accepted, not flag(lot, "resubmitted")))


def _inspection(event: Event) -> "Inspection":
    from spc_kernels.sampling.inspections import Inspection

    # Only a score that may lead to reduced inspection asks for more, and that is never reached here.
    return Inspection(accepted=event.accepted, original=event.original, acceptance_number=0)


def possible_orders(lots: Sequence[Judged], begins: dt.datetime) -> list[tuple[Event, ...]]:
    """
    Give every order in which lots may have been judged before an inspection began.

    Of lots judged on one day, without the time, nobody knows which was first, and of those judged on the day on which
    the inspection began not even whether they came before it. Lots that count the same way are not told apart.

    Args:
        lots: The lots, in any order.
        begins: When the inspection began; no lot was judged on a later day.

    Returns:
        The orders, oldest lot first; none where there are more than `MOST_ORDERS`.
    """
    orders: list[tuple[Event, ...]] = [()]
    for held, is_before in _groups(lots, begins):
        parts = [held] if is_before else _parts(held)
        if len(orders) * sum(map(_count, parts)) > MOST_ORDERS:
            return []
        orders = [(*before, *order) for before in orders for part in parts for order in _arranged(part)]
    return orders


def _groups(lots: Sequence[Judged], begins: dt.datetime) -> Iterator[tuple["Counter[Event]", bool]]:
    """Give the lots that nobody can tell the order of, oldest first, and whether they came before the inspection."""
    for on in sorted({one.on for one in lots}):
        held = [one for one in lots if one.on == on]
        times = [one.at for one in held if one.at is not None]
        if len(times) == len(held):
            for at in sorted({one for one in times if one <= begins}):
                yield Counter(one.event for one in held if one.at == at), True
        else:
            yield Counter(one.event for one in held), on < begins.date()


def _parts(held: "Counter[Event]") -> list["Counter[Event]"]:
    """Give every part of the lots of a day, of each kind from none to all."""
    kinds = sorted(held)
    counts = product(*(range(held[one] + 1) for one in kinds))
    return [Counter(dict(zip(kinds, each, strict=True))) for each in counts]


def _count(held: "Counter[Event]") -> int:
    return factorial(held.total()) // prod(map(factorial, held.values()))


def _arranged(held: "Counter[Event]") -> Iterator[tuple[Event, ...]]:
    """Give every order of lots, those of one kind not told apart."""
    if not held.total():
        yield ()
        return
    for kind in sorted(one for one, count in held.items() if count):
        for rest in _arranged(held - Counter([kind])):
            yield (kind, *rest)
