"""What can be wrong with a capability study; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SampleError, SpcError


class CapabilityError(SpcError):
    """A capability cannot be given."""

    code = "spc.capability"
    chinese = "无法给出过程能力。"


class NoLimitError(CapabilityError):
    """Neither a lower nor an upper specification limit was given."""

    code = "spc.capability.no-limit"
    chinese = "规格上限和规格下限均未给出。"


class NotPositiveError(SampleError):
    """A reading or limit is not above zero, where the distribution has only positive values."""

    code = "spc.sample.not-positive"
    chinese = "分布只取正值，而有读数或规格限不大于零。"


class ConstantReadingsError(SampleError):
    """All readings are equal, and nothing can be fitted or tested."""

    code = "spc.sample.constant"
    chinese = "全部读数相等，无法拟合或检验。"


class TooManyReadingsError(SampleError):
    """There are more readings than the method is defined for, or than fit in memory."""

    code = "spc.sample.too-many"
    chinese = "读数多于该方法的适用范围或内存所能容纳。"


class NoFitError(CapabilityError):
    """No member of the family fits the readings."""

    code = "spc.capability.no-fit"
    chinese = "该分布族中没有与读数拟合的分布。"
