"""What stands in the way of a value: a fault of the computation, or something that is not known."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from core.errors import LotgateError

MissingReason: TypeAlias = Literal[
    "not-recorded",
    "recorded-as-none",
    "no-entry",
    "not-covered",
    "other-unit",
    "out-of-calendar",
    "wrong-type",
    "faulty",
    "no-result",
    "over-limit",
    "not-judged",
    "not-conclusive",
]


class Missing(msgspec.Struct, frozen=True, order=True):
    """
    Why something is unknown.

    Attributes:
        path: What would have to be recorded, such as ``lot.steps[eo].supplier.approvals``.
        reason: What is the matter with it.
        title_en: The field's title in English.
        title_zh: The field's title in Chinese.
    """

    path: str
    reason: MissingReason
    title_en: str = ""
    title_zh: str = ""


class EvaluationError(LotgateError):
    """
    An expression has no value: no overload, out of range, no such key, a budget that is used up.

    ``&&``, ``||``, ``all``, ``exists`` and the conditional absorb it where the other side decides. Over a dossier it is
    unknown, like everything that has no value.

    Args:
        message: What is the matter.
        reason: The kind of it, as evidence names it.
        path: What evidence names; the message itself when left out.
        missing: What stood in the way, instead of reason and path.
    """

    code = "evaluation.failed"
    chinese = "表达式没有值：没有适用的运算、超出范围、没有该键或超出求值限度。"

    def __init__(
        self,
        message: str,
        *,
        reason: MissingReason = "no-result",
        path: str | None = None,
        missing: Iterable[Missing] = (),
    ) -> None:
        super().__init__(message)
        self.missing = tuple(sorted(set(missing))) or (Missing(path or self.message, reason),)


class Unknown(EvaluationError):  # noqa: N818  # a third truth value, not a fault
    """
    The value cannot be known from what was recorded.

    Args:
        missing: Everything that stood in the way; at least one.
    """

    code = "evaluation.failed.unknown"
    chinese = "依据已有记录无法得知该值。"

    def __init__(self, missing: Iterable[Missing]) -> None:
        named = tuple(missing)
        super().__init__(f"not known: {', '.join(sorted({one.path for one in named}))}", missing=named)


def joined(errors: Iterable[EvaluationError]) -> EvaluationError:
    """Make one of several errors, of which at least one is there: the first, unless something is unknown."""
    known = list(errors)
    if any(isinstance(error, Unknown) for error in known):
        return Unknown(one for error in known for one in error.missing)
    return known[0]
