"""Average run lengths of EWMA, CUSUM, multivariate and variance EWMA charts, and parameters for a wanted run length."""

from spc_kernels.arl.cusum import cusum
from spc_kernels.arl.design import (
    CusumDesign,
    EwmaDesign,
    cusum_interval,
    design_cusum,
    design_ewma,
    ewma_limit,
    ewma_variance_limit,
    mewma_limit,
)
from spc_kernels.arl.ewma import ewma
from spc_kernels.arl.mewma import mewma
from spc_kernels.arl.variance import ewma_variance

__all__ = [
    "CusumDesign",
    "EwmaDesign",
    "cusum",
    "cusum_interval",
    "design_cusum",
    "design_ewma",
    "ewma",
    "ewma_limit",
    "ewma_variance",
    "ewma_variance_limit",
    "mewma",
    "mewma_limit",
]
