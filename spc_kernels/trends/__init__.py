"""Trends and sudden changes, each with its false-alarm level."""

from spc_kernels.trends.changes import ChangePoint, Pettitt, change_point, pettitt
from spc_kernels.trends.monotone import MannKendall, SenSlope, mann_kendall, sen_slope

__all__ = [
    "ChangePoint",
    "MannKendall",
    "Pettitt",
    "SenSlope",
    "change_point",
    "mann_kendall",
    "pettitt",
    "sen_slope",
]
