"""What can be wrong with a run length that was asked for; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SpcError


class ArlError(SpcError):
    """A run length cannot be given."""

    code = "spc.arl"
    chinese = "无法给出平均链长。"


class UnresolvedArlError(ArlError):
    """The run length is so long that float64 cannot tell the chance of a signal from zero."""

    code = "spc.arl.unresolved"
    chinese = "链长过大，float64无法将其报警概率与零区分。"


class UnreachableArlError(ArlError):
    """No limit of the chart gives the run length asked for."""

    code = "spc.arl.unreachable"
    chinese = "该控制图没有能达到所求链长的控制限。"
