"""Questions that cannot be decided."""

from core.errors import LotgateError


class QuestionError(LotgateError):
    """The question contradicts the dossier."""

    code = "decision"


class MarketNotTargetedError(QuestionError):
    """A verdict is asked for a market that the lot is not meant for."""

    code = "decision.market.not-targeted"


class InstantError(QuestionError):
    """The instant of the decision has no offset, or lies outside the years in which law is dated."""

    code = "decision.as-of.invalid"
