"""What can be wrong with a measurement system study; the rest is in `spc_kernels.errors`."""

from spc_kernels.errors import SpcError


class MeasurementSystemError(SpcError):
    """A study cannot be evaluated."""

    code = "spc.msa"


class UnbalancedStudyError(MeasurementSystemError):
    """A part was not measured equally often by every operator, or operators had unequally many parts."""

    code = "spc.msa.unbalanced"


class DesignError(MeasurementSystemError):
    """There are too few parts, operators, repetitions or references to separate what is asked for."""

    code = "spc.msa.design"


class LabelError(MeasurementSystemError):
    """A part, operator or category has no usable name."""

    code = "spc.msa.label"
