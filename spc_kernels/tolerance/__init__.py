"""Tolerance intervals and factors, and the sample sizes that demonstrate a coverage or a reliability."""

from spc_kernels.tolerance.counts import binomial, poisson
from spc_kernels.tolerance.factors import one_sided_factor, two_sided_factor
from spc_kernels.tolerance.nonparametric import nonparametric, rank, sample_size
from spc_kernels.tolerance.normal import exponential, normal
from spc_kernels.tolerance.reliability import (
    reliability_confidence,
    reliability_demonstrated,
    reliability_sample_size,
)
from spc_kernels.tolerance.results import ToleranceInterval

__all__ = [
    "ToleranceInterval",
    "binomial",
    "exponential",
    "nonparametric",
    "normal",
    "one_sided_factor",
    "poisson",
    "rank",
    "reliability_confidence",
    "reliability_demonstrated",
    "reliability_sample_size",
    "sample_size",
    "two_sided_factor",
]
