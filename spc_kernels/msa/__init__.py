"""Measurement systems analysis: gage R&R, bias, linearity and attribute agreement."""

from spc_kernels.msa.accuracy import Bias, Linearity, bias, linearity
from spc_kernels.msa.agreement import Agreement, AgreementStudy, Errors, agreement
from spc_kernels.msa.gage import crossed, means_and_ranges, nested
from spc_kernels.msa.kappa import Kappa, cohen_kappa, fleiss_kappa
from spc_kernels.msa.results import AnovaRow, Component, GageStudy, Scale

__all__ = [
    "Agreement",
    "AgreementStudy",
    "AnovaRow",
    "Bias",
    "Component",
    "Errors",
    "GageStudy",
    "Kappa",
    "Linearity",
    "Scale",
    "agreement",
    "bias",
    "cohen_kappa",
    "crossed",
    "fleiss_kappa",
    "linearity",
    "means_and_ranges",
    "nested",
]
