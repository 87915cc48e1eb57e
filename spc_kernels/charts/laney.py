"""Charts of counts whose variation is wider, or narrower, than their model says."""

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts import estimators
from spc_kernels.charts.attributes import Counted, binomial, defectives, nonconformities, plain, poisson
from spc_kernels.charts.results import Chart, Estimate, Given, Lines, assemble, checked_given
from spc_kernels.rules.definitions import Rules

Excluded = npt.ArrayLike | slice | range | None


def laney_p(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart proportions whose variation is wider, or narrower, than binomial.

    Args:
        x: As `p`; at least two samples.
        n: As `p`.
        given: Known proportion as centre; a sigma given is that of the z-values (sigma z).
        exclude: Samples left out of centre and sigma z; a moving range is used when both its samples are kept.
        nsigmas: As `p`.
        rules: As `p`.

    Returns:
        Chart of ``x / n``; standard errors are the binomial ones times sigma z, the mean moving range of
        ``(p_i - p) / sqrt(p (1 - p) / n_i)`` over d2(2). ``sigma`` holds sigma z under the name ``MR of z``. When all
        samples have the same proportion, sigma z is 0 and the limits lie on the centre.

    Raises:
        SpcError: As `p`.

    Numerics:
        d2(2) in full, where several packages use 1.128 (1.3e-4 off). O(m).

    Source:
        D. B. Laney, "Improved control charts for attributes", Quality Engineering 14(4), 2002.
    """
    counted = defectives(x, n, exclude)
    known = checked_given(given)
    center, model = binomial(counted, Given(center=known.center))
    return _laney("laney_p", counted, (center, model), known, (nsigmas, rules))


def laney_u(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart nonconformities per unit whose variation is wider, or narrower, than Poisson.

    Args:
        x: As `u`; at least two samples.
        n: As `u`.
        given: As `laney_p`.
        exclude: As `laney_p`.
        nsigmas: As `u`.
        rules: As `u`.

    Returns:
        As `laney_p`, with the Poisson standard errors ``sqrt(u / n_i)``.

    Raises:
        SpcError: As `u`.

    Numerics:
        As `laney_p`.

    Source:
        D. B. Laney, "Improved control charts for attributes", Quality Engineering 14(4), 2002.
    """
    counted = nonconformities(x, n, exclude)
    known = checked_given(given)
    center, model = poisson(counted, Given(center=known.center))
    return _laney("laney_u", counted, (center, model), known, (nsigmas, rules))


def _laney(
    kind: str, counted: Counted, model: tuple[float, Estimate], known: Given, drawn: tuple[float, Rules | None]
) -> Chart:
    wide = samples.number(drawn[0], "nsigmas", above=0.0, below=1e6)
    samples.refuse_too_few(counted.x, 2)
    center, base = model
    error = np.divide(base.value, np.sqrt(counted.n))
    rates = counted.x / counted.n
    z = (rates - center) / error if base.value > 0.0 else np.zeros(rates.shape[0])
    sigma = known.estimate() or msgspec.structs.replace(
        estimators.over_time(samples.frozen(z), counted.keep, "MR"), method="MR of z"
    )
    most = 1.0 if kind == "laney_p" else np.inf
    lines = Lines(center, plain(error * sigma.value), wide, least=0.0, most=most)
    return assemble(kind, samples.frozen(rates), lines, sigma, drawn[1])
