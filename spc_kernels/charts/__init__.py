"""Control charts: centre, limits, statistics, sigma with the name of its estimator, points out of control."""

from spc_kernels.charts.attributes import c, p, u, with_probability_limits
from spc_kernels.charts.attributes import np_chart as np
from spc_kernels.charts.estimators import sigma_over_time
from spc_kernels.charts.laney import laney_p, laney_u
from spc_kernels.charts.many import ManyCharts, many_individuals
from spc_kernels.charts.mewma_design import mewma_arl0, mewma_limit
from spc_kernels.charts.multivariate import Multinormal, MultivariateChart, hotelling_t2, mewma
from spc_kernels.charts.multivariate_cusum import mcusum
from spc_kernels.charts.rare_events import g, t
from spc_kernels.charts.results import Chart, Estimate, Given
from spc_kernels.charts.run_chart import RunChart, run_chart
from spc_kernels.charts.short_run import ShortRunCharts, z_mr
from spc_kernels.charts.single_readings import individuals, moving_range
from spc_kernels.charts.subgroup_readings import Subgroups, subgroups
from spc_kernels.charts.unequal_areas import i_prime
from spc_kernels.charts.weighted import CusumChart, EwmaChart, cusum, ewma, moving_average
from spc_kernels.charts.xbar import (
    SubgroupCharts,
    sigma_within,
    with_one_center,
    xbar_r,
    xbar_s,
)

__all__ = [
    "Chart",
    "CusumChart",
    "Estimate",
    "EwmaChart",
    "Given",
    "ManyCharts",
    "Multinormal",
    "MultivariateChart",
    "RunChart",
    "ShortRunCharts",
    "SubgroupCharts",
    "Subgroups",
    "c",
    "cusum",
    "ewma",
    "g",
    "hotelling_t2",
    "i_prime",
    "individuals",
    "laney_p",
    "laney_u",
    "many_individuals",
    "mcusum",
    "mewma",
    "mewma_arl0",
    "mewma_limit",
    "moving_average",
    "moving_range",
    "np",
    "p",
    "run_chart",
    "sigma_over_time",
    "sigma_within",
    "subgroups",
    "t",
    "u",
    "with_one_center",
    "with_probability_limits",
    "xbar_r",
    "xbar_s",
    "z_mr",
]
