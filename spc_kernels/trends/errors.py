"""What can be wrong with a trend analysis; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SpcError


class TrendError(SpcError):
    """A trend cannot be looked for."""

    code = "spc.trend"
    chinese = "无法进行趋势分析。"


class TooManyPointsError(TrendError):
    """There are more points than all their pairs fit in memory."""

    code = "spc.trend.too-many"
    chinese = "点数过多，其两两组合超出内存。"
