"""Questions that cannot be decided."""

from core.errors import LotgateError


class QuestionError(LotgateError):
    """The question contradicts the dossier."""

    code = "decision"
    chinese = "所问与卷宗矛盾。"


class MarketNotTargetedError(QuestionError):
    """A verdict is asked for a market that the lot is not meant for."""

    code = "decision.market.not-targeted"
    chinese = "询问的市场不是本批的目标市场。"


class InstantError(QuestionError):
    """The instant of the decision has no offset, or lies outside the years in which law is dated."""

    code = "decision.as-of.invalid"
    chinese = "判定时刻没有时差，或不在法规所涉年份之内。"
