"""The multivariate CUSUM chart, in two forms."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts.multivariate import (
    Multinormal,
    MultivariateChart,
    check_fitted,
    factorise,
    fit,
    read_observations,
)
from spc_kernels.rules.signals import pack


def mcusum(
    x: npt.ArrayLike,
    k: float = 0.5,
    h: float = 5.5,
    *,
    fitted: Multinormal | None = None,
    form: Literal["crosier", "pignatiello_runger"] = "crosier",
) -> MultivariateChart:
    """
    Chart multivariate cumulative sums.

    Args:
        x: Single observations of p characteristics in time order. Shape ``(m, p)``.
        k: Reference value in standard deviations, 0 or more: half the distance of the shift to be found.
        h: Decision interval in standard deviations, above 0; 5.5 gives two characteristics an ARL0 of about 200.
        fitted: Known or earlier parameters; else estimated from x.
        form: ``crosier`` shortens the sum by k each time; ``pignatiello_runger`` (MC1) takes k off its length for
            each observation since the chart was last at 0.

    Returns:
        Chart of the lengths, 0 or more, with h as upper limit.

    Raises:
        SingularCovarianceError: ``spc.covariance.singular``.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        As `hotelling_t2`.

    Source:
        R. B. Crosier, Technometrics 30(3), 1988; J. J. Pignatiello and G. C. Runger, J. Quality Technology 22(3), 1990.
    """
    from spc_kernels.charts import quadratic

    reference = samples.number(k, "k", above=0.0, below=1e6, closed=True)
    interval = samples.number(h, "h", above=0.0, below=1e9)
    samples.known(form, "form", ("crosier", "pignatiello_runger"))
    cube, _ = read_observations(x, subgroups_too=False)
    model = fit(cube, 1) if fitted is None else check_fitted(fitted, cube.shape[2])
    lower, scale = factorise(model.covariance)
    add = quadratic.shrinking_sums if form == "crosier" else quadratic.counted_sums
    lengths = np.empty(cube.shape[0])
    add(samples.frozen(cube[:, 0, :] / scale), samples.frozen(model.means / scale), lower, reference, lengths)
    phase = 1 if fitted is None else 2
    return MultivariateChart("mcusum", samples.frozen(lengths), interval, model, phase, pack(lengths > interval))
