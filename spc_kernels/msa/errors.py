"""What can be wrong with a measurement system study; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SpcError


class MeasurementSystemError(SpcError):
    """A study cannot be evaluated."""

    code = "spc.msa"
    chinese = "测量系统研究无法评价。"


class UnbalancedStudyError(MeasurementSystemError):
    """A part was not measured equally often by every operator, or operators had unequally many parts."""

    code = "spc.msa.unbalanced"
    chinese = "各操作者对零件的测量次数或所测零件数不相等。"


class DesignError(MeasurementSystemError):
    """There are too few parts, operators, repetitions or references to separate what is asked for."""

    code = "spc.msa.design"
    chinese = "零件、操作者、重复次数或基准过少，无法区分所求的量。"


class LabelError(MeasurementSystemError):
    """A part, operator or category has no usable name."""

    code = "spc.msa.label"
    chinese = "零件、操作者或类别没有可用的名称。"
