"""Outcomes to a verdict. Unknown never passes, and neither does nothing."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from engine.expressions.missing import Missing
from engine.model.decision import ProvisionOutcome, Reason, VerdictKind
from engine.model.fields import Localized
from engine.release.words import REASONS, missing_evidence

JUDGED = frozenset({"satisfied", "excused"})
BINDING = frozenset({"reject", "hold"})
WORST_FIRST: tuple[VerdictKind, ...] = ("reject", "hold", "release")


def verdict_of(outcomes: Sequence[ProvisionOutcome], own: AbstractSet[str]) -> VerdictKind:
    """
    Give the verdict of one pack.

    Any violated `reject` rejects; else any violated `hold`, or any indeterminate `reject` or `hold`, holds; else the
    lot is released, provided that at least one binding provision of the market itself was satisfied or excused: a
    market of whose law nothing was in force has not judged.

    Args:
        outcomes: Of every provision that guards the act or an earlier one.
        own: The provisions that packs of the market declare, base packs apart.
    """
    binding = [one for one in outcomes if one.otherwise in BINDING]
    if any(one.outcome == "violated" and one.otherwise == "reject" for one in binding):
        return "reject"
    if any(one.outcome in {"violated", "indeterminate"} for one in binding):
        return "hold"
    return "release" if _has_judged(outcomes, own) else "hold"


def _has_judged(outcomes: Sequence[ProvisionOutcome], own: AbstractSet[str]) -> bool:
    return any(one.outcome in JUDGED and one.otherwise in BINDING and one.provision in own for one in outcomes)


def reasons_of(
    pack: str, outcomes: Sequence[ProvisionOutcome], own: AbstractSet[str], later: AbstractSet[str] = frozenset()
) -> list[Reason]:
    """
    Name the provisions that a verdict comes from, worst first.

    Args:
        pack: The pack.
        outcomes: Of every provision that guards the act or an earlier one.
        own: The provisions that packs of the market declare, base packs apart.
        later: The provisions that are of a kind that this version does not judge.
    """
    binding = [one for one in outcomes if one.otherwise in BINDING]
    violated = sorted((one for one in binding if one.outcome == "violated"), key=lambda one: one.otherwise != "reject")
    found = [reason("provision.violated", one.provision) for one in violated]
    unknown = [one.provision for one in binding if one.outcome == "indeterminate"]
    found += [reason("provision.not-judged" if one in later else "provision.indeterminate", one) for one in unknown]
    if not found and not _has_judged(outcomes, own):
        found.append(reason("pack.nothing-judged", pack))
    return found + [reason("provision.excused", one.provision) for one in binding if one.outcome == "excused"]


def reason(code: str, subject: str, missing: Iterable[Missing] = ()) -> Reason:
    """Make a reason with its words, and with those of what is missing."""
    message = REASONS[code]
    words = [missing_evidence(one).message for one in sorted(set(missing))]
    if words:
        english, chinese = ("; ".join(one.en for one in words), "；".join(one.zh for one in words))
        message = Localized(en=f"{message.en}: {english}", zh=f"{message.zh}：{chinese}")
    return Reason(code=code, subject=subject, message=message)


def worst_verdict(verdicts: Iterable[VerdictKind]) -> VerdictKind:
    """Give the worst verdict; of none, hold."""
    return min(verdicts, key=WORST_FIRST.index, default="hold")
