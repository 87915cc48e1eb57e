"""Which inspections are of a characteristic at a stage, and which of their results still stand."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Unknown
from engine.expressions.values import Many, Record
from engine.inspection.reasons import Reason, because, checked, not_known
from engine.inspection.recorded import flag, held_or_none, instant, instant_or_none, text, text_or_none
from engine.model.codes import InspectionStage
from engine.model.inspection_codes import FailureCause
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.provisions.situation import Situation

# What lies with the inspection, and not with what was inspected.
NOT_THE_PRODUCT = frozenset({FailureCause.inspection_process, FailureCause.sampling})

SHARED = say("two characteristics go by this name, so nobody knows which it is", "两个特性同名，无从知道所检为何项")


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """
    The inspections of a characteristic at a stage.

    Attributes:
        counted: Those whose result counts.
        superseded: Those that a retest replaces, because an investigation found that they do not stand.
        reasons: Why there may be more, or why none counts.
    """

    counted: tuple[Record, ...]
    superseded: tuple[Record, ...]
    reasons: tuple[Reason, ...]


class Register:
    """
    The inspections of a stage by what they name, read once for all characteristics.

    Args:
        stage: The stage.
        situation: What they are read in.
    """

    def __init__(self, stage: InspectionStage, situation: Situation) -> None:
        self.stage = stage
        self.reasons: list[Reason] = []
        self.named: dict[str, list[Record]] = {}
        self.shared: frozenset[str] = frozenset()
        register = _inspections(situation)
        if isinstance(register, Unknown):
            self.reasons += not_known(register)
            return
        if register.open_end is not None:
            self.reasons += not_known(Unknown([register.open_end]))
        names = Counter(name for held in _all_names(situation) for name in held)
        self.shared = frozenset(name for name, count in names.items() if count > 1)
        for one in register.items:
            if isinstance(one, Record):
                self._take(one, frozenset(names))

    def _take(self, inspection: Record, known: frozenset[str]) -> None:
        try:
            if text(inspection, "stage") != self.stage:
                return
            named = text(inspection, "characteristic")
        except Unknown as unknown:
            self.reasons += not_known(unknown)
            return
        self.named.setdefault(named, []).append(inspection)
        if named not in known:
            self.reasons.append(because(Code.unattributed, f"{inspection.path}.characteristic", _unattributed(named)))


def matched(characteristic: Record, register: Register) -> Matched:
    """
    Find the inspections of a characteristic at a stage.

    An inspection names its characteristic by the number or by one of the names in the specification, letter by
    letter. All that do count, retests included; an earlier one only does not where a concluded and approved
    investigation found that the inspection was at fault. One that names no characteristic of the specification may be
    of any.

    Raises:
        Unknown: What the characteristic is called is not known.
    """
    found = [one for name in sorted(names_of(characteristic)) for one in register.named.get(name, ())]
    reasons = list(register.reasons)
    if not found:
        words = say(
            "no inspection of `{characteristic}` at stage `{stage}`",
            "没有 `{characteristic}` 在 `{stage}` 阶段的检验",
            characteristic=_id(characteristic),
            stage=register.stage,
        )
        reasons.append(because(Code.no_inspection, characteristic.path, words))
    reasons += [
        because(Code.unattributed, f"{one.path}.characteristic", SHARED)
        for one in found
        if text(one, "characteristic") in register.shared
    ]
    counted, superseded, doubts = _standing(found)
    return Matched(counted=counted, superseded=superseded, reasons=(*reasons, *doubts))


def _inspections(situation: Situation) -> Many | Unknown:
    """Read the register of inspections."""
    lot = situation.names()["lot"]
    try:
        found = lot.read("inspections") if isinstance(lot, Record) else None
    except Unknown as unknown:
        return unknown
    return found if isinstance(found, Many) else Many([])


def _all_names(situation: Situation) -> list[frozenset[str]]:
    """Give the number and names of every characteristic of the specification."""
    product = situation.names()["product"]
    try:
        found = product.read("characteristics") if isinstance(product, Record) else None
    except Unknown:
        return []
    items = found.items if isinstance(found, Many) else []
    return [names_of(one) for one in items if isinstance(one, Record)]


def names_of(characteristic: Record) -> frozenset[str]:
    """Give the number and the names of a characteristic."""
    names = {_id(characteristic)}
    try:
        name = held_or_none(characteristic, "name")
    except Unknown:
        name = None
    if name is not None:
        names |= {text(name, "en"), text(name, "zh")}
    return frozenset(names)


def _id(characteristic: Record) -> str:
    return text(characteristic, "id")


def _unattributed(named: str) -> Localized:
    return say(
        "`{named}` is no characteristic of the specification, so nobody knows which it is",
        "技术要求中没有特性 `{named}`，无从知道所检为何项",
        named=named,
    )


def _standing(found: list[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...], list[Reason]]:
    """Part the inspections into those that count and those that a retest replaced."""
    replaced: dict[str, Record] = {}
    doubts: list[Reason] = []
    by_path = {one.path: one for one in found}
    for one in found:
        try:
            original = held_or_none(one, "retest_of")
        except Unknown as unknown:
            doubts += not_known(unknown)
            continue
        if original is None:
            continue
        lacks = checked(_retest(one, original))
        doubts += lacks
        if not lacks and original.path in by_path:
            replaced[original.path] = original
    counted = tuple(one for one in found if one.path not in replaced)
    return counted, tuple(replaced.values()), doubts


def _retest(retest: Record, original: Record) -> Iterator[Reason]:
    """Find what a retest lacks to stand for the result that it repeats; both are of one characteristic and stage."""
    path = f"{retest.path}.investigation"
    investigation = held_or_none(retest, "investigation")
    if investigation is None:
        yield because(Code.retest_not_allowed, path, say("nothing was investigated", "未作调查"))
        return
    for name in ("stage", "characteristic"):
        if text(retest, name) != text(original, name):
            words = say("the retest is of something else", "复检的对象不同")
            yield because(Code.retest_not_allowed, f"{retest.path}.retest_of", words)
    if not flag(investigation, "retest_allowed"):
        yield because(Code.retest_not_allowed, path, say("the investigation allows no retest", "调查不准予复检"))
    if text(investigation, "cause") not in NOT_THE_PRODUCT:
        words = say(
            "the investigation did not find that the inspection was at fault", "调查未查明原因出在检验过程或取样"
        )
        yield because(Code.retest_not_allowed, f"{path}.cause", words)
    if text_or_none(investigation, "approved_by") is None:
        yield because(Code.retest_not_allowed, f"{path}.approved_by", say("nobody approved it", "无人批准"))
    yield from _retest_order(retest, original, investigation)


def _retest_order(retest: Record, original: Record, investigation: Record) -> Iterator[Reason]:
    """The first result, then the investigation, then the retest: so no two inspections replace each other."""
    path = f"{investigation.path}.concluded_at"
    concluded = instant_or_none(investigation, "concluded_at")
    if concluded is None:
        yield because(Code.retest_not_allowed, path, say("the investigation is not concluded", "调查尚未得出结论"))
        return
    first, again = instant(original, "completed_at"), instant(retest, "started_at")
    if not first <= concluded <= again or first >= again:
        words = say(
            "the investigation was not concluded between the first result and the retest",
            "调查不是在原结果之后、复检之前得出结论",
        )
        yield because(Code.retest_not_allowed, path, words)
