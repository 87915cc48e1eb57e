"""Process capability with everything that belongs beside an index: n, sigma method, stability and normality."""

from spc_kernels.capability.attributes import AttributeCapability, binomial, poisson
from spc_kernels.capability.box_cox import BoxCox, box_cox
from spc_kernels.capability.fits import Fit
from spc_kernels.capability.johnson import Johnson, johnson
from spc_kernels.capability.many import ManyCapabilities, Plan, many
from spc_kernels.capability.nonnormal import NonnormalCapability, fit, nonnormal
from spc_kernels.capability.normal import normal
from spc_kernels.capability.normality import (
    NormalityTest,
    anderson_darling,
    cramer_von_mises,
    lilliefors,
    shapiro_wilk,
)
from spc_kernels.capability.results import (
    Capability,
    Index,
    Nonconforming,
    Normality,
    SigmaEstimate,
    Stability,
)
from spc_kernels.capability.specification import Specification

__all__ = [
    "AttributeCapability",
    "BoxCox",
    "Capability",
    "Fit",
    "Index",
    "Johnson",
    "ManyCapabilities",
    "Nonconforming",
    "NonnormalCapability",
    "Normality",
    "NormalityTest",
    "Plan",
    "SigmaEstimate",
    "Specification",
    "Stability",
    "anderson_darling",
    "binomial",
    "box_cox",
    "cramer_von_mises",
    "fit",
    "johnson",
    "lilliefors",
    "many",
    "nonnormal",
    "normal",
    "poisson",
    "shapiro_wilk",
]
