"""What can be wrong with a capability study; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SampleError, SpcError


class CapabilityError(SpcError):
    """A capability cannot be given."""

    code = "spc.capability"


class NoLimitError(CapabilityError):
    """Neither a lower nor an upper specification limit was given."""

    code = "spc.capability.no-limit"


class NotPositiveError(SampleError):
    """A reading or limit is not above zero, where the distribution has only positive values."""

    code = "spc.sample.not-positive"


class ConstantReadingsError(SampleError):
    """All readings are equal, and nothing can be fitted or tested."""

    code = "spc.sample.constant"


class TooManyReadingsError(SampleError):
    """There are more readings than the method is defined for, or than fit in memory."""

    code = "spc.sample.too-many"


class NoFitError(CapabilityError):
    """No member of the family fits the readings."""

    code = "spc.capability.no-fit"
