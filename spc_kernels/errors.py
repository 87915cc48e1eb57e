"""The errors of the kernels: what can be wrong with readings, counts, subgroups, limits and parameters."""

from core.errors import LotgateError


class SpcError(LotgateError):
    """Numbers were given that no statistic can be computed from."""

    code = "spc"
    chinese = "所给数值无法计算任何统计量。"


class SampleError(SpcError):
    """The readings themselves cannot be used."""

    code = "spc.sample"
    chinese = "读数本身不可用。"


class NotNumericError(SampleError):
    """Something other than a real number stands among the readings."""

    code = "spc.sample.not-numeric"
    chinese = "读数中有非实数。"


class NonFiniteReadingError(SampleError):
    """A reading is NaN or infinite where every reading must be a number."""

    code = "spc.sample.non-finite"
    chinese = "读数中有NaN或无穷大，而每个读数都必须是数。"


class TooFewReadingsError(SampleError):
    """There are fewer readings than the statistic needs."""

    code = "spc.sample.too-few"
    chinese = "读数个数少于该统计量所需。"


class SampleShapeError(SampleError):
    """The readings have another number of axes, or another length, than asked for."""

    code = "spc.sample.wrong-shape"
    chinese = "读数的维数或长度与要求不符。"


class MagnitudeError(SampleError):
    """The readings are so large or so small that sums of their squares leave the range of float64."""

    code = "spc.sample.magnitude"
    chinese = "读数过大或过小，其平方和超出float64的范围。"


class CountError(SpcError):
    """A count of items or of events is not one."""

    code = "spc.count"
    chinese = "件数或事件数不是有效的计数。"


class NegativeCountError(CountError):
    """A count is below zero."""

    code = "spc.count.negative"
    chinese = "计数小于零。"


class FractionalCountError(CountError):
    """A count is not a whole number."""

    code = "spc.count.fractional"
    chinese = "计数不是整数。"


class CountAboveSizeError(CountError):
    """More defectives than items were counted."""

    code = "spc.count.above-size"
    chinese = "不合格品数多于产品件数。"


class SampleSizeError(CountError):
    """The number of items or the area of opportunity is zero, negative or no whole number."""

    code = "spc.count.sample-size"
    chinese = "产品件数或机会域为零、为负或不是整数。"


class SubgroupSizeError(SpcError):
    """A subgroup has too few readings for its chart."""

    code = "spc.subgroup.size"
    chinese = "子组的读数个数少于该控制图所需。"


class LimitsCrossedError(SpcError):
    """The lower limit does not lie below the upper one."""

    code = "spc.limits.crossed"
    chinese = "下限不低于上限。"


class SingularCovarianceError(SpcError):
    """The covariance matrix has no inverse worth computing."""

    code = "spc.covariance.singular"
    chinese = "协方差矩阵没有可用的逆矩阵。"


class ParameterError(SpcError):
    """A parameter lies outside its range."""

    code = "spc.parameter.out-of-range"
    chinese = "参数超出其范围。"


class UnknownNameError(SpcError):
    """No method, rule or set has this name."""

    code = "spc.parameter.unknown-name"
    chinese = "没有此名称的方法、准则或准则组。"
