"""Reasons why a result is not settled, and how checks that meet something unknown go on."""

from collections.abc import Iterable, Iterator

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.model.inspection_reason import InspectionReason, InspectionReasonCode

NOT_KNOWN = InspectionReasonCode.not_known


class Reason(msgspec.Struct, frozen=True):
    """
    One reason why a result is not settled.

    Attributes:
        code: What it is.
        path: The place that it is about.
        words: In words.
        missing: What is missing, where that is the reason.
    """

    code: InspectionReasonCode
    path: str
    words: Localized
    missing: Missing | None = None

    def as_missing(self) -> Missing:
        """Give it as evidence names it."""
        return self.missing or Missing(self.path, "not-conclusive", self.words.en, self.words.zh)

    def as_found(self) -> InspectionReason:
        """Give it as a finding holds it."""
        return InspectionReason(code=self.code, path=self.path, words=self.words)


class UnsettledError(Exception):
    """
    There is no result, for one reason.

    Args:
        reason: The reason.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.reason = reason


def because(code: InspectionReasonCode, path: str, words: Localized | None = None) -> Reason:
    """Make a reason; without words of its own the code's label."""
    return Reason(code, path, code.label if words is None else words)


def not_known(unknown: Unknown) -> list[Reason]:
    """Give a reason for everything that is missing."""
    return [Reason(NOT_KNOWN, one.path, _title(one), one) for one in unknown.missing]


def checked(check: Iterator[Reason]) -> list[Reason]:
    """Run a check to its end, or to the first thing that is not known."""
    found: list[Reason] = []
    try:
        found.extend(check)
    except Unknown as unknown:
        found += not_known(unknown)
    except UnsettledError as unsettled:
        found.append(unsettled.reason)
    return found


def distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Say each reason once, in the order in which they were found."""
    return list({(one.code, one.path): one for one in reasons}.values())


def _title(missing: Missing) -> Localized:
    if missing.reason == "not-covered":
        return say(
            "nobody stated that this list is complete: {title}", "无人声明该台账完整：{title}", title=_titled(missing)
        )
    if missing.reason == "faulty":
        return say("recorded, but cannot be believed: {title}", "已记录但不可信：{title}", title=_titled(missing))
    return say("not recorded: {title}", "未记录：{title}", title=_titled(missing))


def _titled(missing: Missing) -> Localized:
    return Localized(en=missing.title_en or missing.path, zh=missing.title_zh or missing.path)
