"""The errors of the kernels: what can be wrong with readings, counts, subgroups, limits and parameters."""

from core.errors import LotgateError


class SpcError(LotgateError):
    """Numbers were given that no statistic can be computed from."""

    code = "spc"


class SampleError(SpcError):
    """The readings themselves cannot be used."""

    code = "spc.sample"


class NotNumericError(SampleError):
    """Something other than a real number stands among the readings."""

    code = "spc.sample.not-numeric"


class NonFiniteReadingError(SampleError):
    """A reading is NaN or infinite where every reading must be a number."""

    code = "spc.sample.non-finite"


class TooFewReadingsError(SampleError):
    """There are fewer readings than the statistic needs."""

    code = "spc.sample.too-few"


class SampleShapeError(SampleError):
    """The readings have another number of axes, or another length, than asked for."""

    code = "spc.sample.wrong-shape"


class MagnitudeError(SampleError):
    """The readings are so large or so small that sums of their squares leave the range of float64."""

    code = "spc.sample.magnitude"


class CountError(SpcError):
    """A count of items or of events is not one."""

    code = "spc.count"


class NegativeCountError(CountError):
    """A count is below zero."""

    code = "spc.count.negative"


class FractionalCountError(CountError):
    """A count is not a whole number."""

    code = "spc.count.fractional"


class CountAboveSizeError(CountError):
    """More defectives than items were counted."""

    code = "spc.count.above-size"


class SampleSizeError(CountError):
    """The number of items or the area of opportunity is zero, negative or no whole number."""

    code = "spc.count.sample-size"


class SubgroupSizeError(SpcError):
    """A subgroup has too few readings for its chart."""

    code = "spc.subgroup.size"


class LimitsCrossedError(SpcError):
    """The lower limit does not lie below the upper one."""

    code = "spc.limits.crossed"


class SingularCovarianceError(SpcError):
    """The covariance matrix has no inverse worth computing."""

    code = "spc.covariance.singular"


class ParameterError(SpcError):
    """A parameter lies outside its range."""

    code = "spc.parameter.out-of-range"


class UnknownNameError(SpcError):
    """No method, rule or set has this name."""

    code = "spc.parameter.unknown-name"
