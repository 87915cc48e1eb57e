"""Codes of supplier findings: how a supplier moves, why a row does not count, why there is no rating."""

from engine.model.fields import Code


class Trend(Code):
    """How a supplier's total moved against the period before."""

    improving = "improving", "improving", "改善"
    steady = "steady", "steady", "平稳"
    worsening = "worsening", "worsening", "恶化"


class LeftOut(Code):
    """Why a row of a register does not count in a metric."""

    outside_period = "outside_period", "outside the period", "不在评价周期内"
    not_picked = "not_picked", "not picked by the metric", "不符合指标的选取条件"
    other_process = "other_process", "of another process", "属于其他过程"


class RatingReason(Code):
    """What a reason of a supplier finding is about."""

    not_covered = "not_covered", "history not covered", "历史记录不完整"
    too_few_rows = "too_few_rows", "too few rows", "记录数不足"
    unknown = "unknown", "not known", "未知"
    risk = "risk", "risk", "风险"
    consequence = "consequence", "consequence", "后果"
    trend = "trend", "trend", "趋势"
