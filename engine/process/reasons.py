"""Why a series was found to be what it is: what decided, and what stands in the way."""

from collections.abc import Iterable

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.model.finding_codes import ProcessReasonCode, ProcessState
from engine.model.process_finding import ProcessReason


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """
    One reason.

    Attributes:
        code: What is the matter.
        path: Where.
        words: What a person reads.
        violates: Whether it decides against the process; otherwise it stands in the way of deciding.
        missing: What evidence names, where something was not known; made of the words when ``None``.
    """

    code: ProcessReasonCode
    path: str
    words: Localized
    violates: bool = False
    missing: Missing | None = None

    def as_reason(self) -> ProcessReason:
        """Give it as part of a finding."""
        return ProcessReason(code=self.code, path=self.path, words=self.words)

    def as_missing(self) -> Missing:
        """Give it as what is missing for a decision."""
        return self.missing or Missing(self.path, "not-conclusive", self.words.en, self.words.zh)


def not_known(unknown: Unknown) -> list[Why]:
    """Give what was not known as reasons."""
    return [_not_known(one) for one in unknown.missing]


def _not_known(missing: Missing) -> Why:
    words = say("not known: {title}", "未知：{title}", title=Localized(en=missing.title_en, zh=missing.title_zh))
    if not missing.title_en:
        words = say("not known", "未知")
    return Why(code=ProcessReasonCode.not_known, path=missing.path, words=words, missing=missing)


def state_of(reasons: Iterable[Why]) -> ProcessState:
    """Give the outcome: what violates decides, then what is not known; acceptable is what nothing speaks against."""
    found = [one.violates for one in reasons]
    if any(found):
        return ProcessState.unacceptable
    return ProcessState.indeterminate if found else ProcessState.acceptable
