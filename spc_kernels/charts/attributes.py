"""Charts of counts: defectives and nonconformities, by their binomial and Poisson models."""

from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.charts.results import Chart, Estimate, Given, Line, Lines, assemble, checked_given
from spc_kernels.errors import CountAboveSizeError, ParameterError, SampleSizeError
from spc_kernels.rules.definitions import Rules

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Excluded = npt.ArrayLike | slice | range | None


class Counted(msgspec.Struct, frozen=True, eq=False):
    """
    Checked counts.

    Attributes:
        x: Counts. Shape ``(m,)``.
        n: Sizes they are out of; one number when all are the same.
        keep: Which of them the centre is estimated from.
    """

    x: "Floats"
    n: Line
    keep: npt.NDArray[np.bool_]

    def rate(self) -> float:
        """Give the mean rate of what is kept, weighted by size."""
        if np.ndim(self.n) == 0:
            return float(self.x[self.keep].sum()) / (float(self.n) * int(self.keep.sum()))
        return float(self.x[self.keep].sum()) / float(np.asarray(self.n)[self.keep].sum())


def p(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart proportions of defective items.

    Args:
        x: Defectives in each sample, whole numbers from 0 to n. Shape ``(m,)``.
        n: Items in each sample, whole numbers from 1; one number, or one for each sample.
        given: Known proportion as centre (phase II), 0 to 1; a sigma given replaces ``sqrt(p (1 - p))``.
        exclude: Samples left out of the centre, still plotted and tested.
        nsigmas: Distance of the limits in standard errors, above 0.
        rules: Run rules; with varying n each point is standardised by its own limits.

    Returns:
        Chart of ``x / n``; limits ``p -+ nsigmas sqrt(p (1 - p) / n_i)``, clipped to 0 and 1. A point at 0 with the
        lower limit at 0 is no signal.

    Raises:
        CountAboveSizeError: ``spc.count.above-size``; location is ``$.x[i]``.
        SampleSizeError: ``spc.count.sample-size``, n that is zero, negative or fractional.
        SpcError: ``spc.count.*``, ``spc.sample.*``, ``spc.parameter.*``, other unusable input.

    Numerics:
        Centre 1e-15 relative: counts add exactly. O(m).

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 7.2.
    """
    counted = defectives(x, n, exclude)
    center, sigma = binomial(counted, checked_given(given))
    return _rates("p", counted, (center, sigma), nsigmas, rules)


def np_chart(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart numbers of defective items; exported as ``charts.np``.

    Args:
        x: As `p`.
        n: As `p`; where sizes differ, centre and limits vary.
        given: As `p`: the centre given is a proportion.
        exclude: As `p`.
        nsigmas: As `p`.
        rules: As `p`.

    Returns:
        Chart of x; centre ``n_i p``, limits ``n_i p -+ nsigmas sqrt(n_i p (1 - p))``, clipped to 0 and n_i.

    Raises:
        SpcError: As `p`.

    Numerics:
        As `p`.

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 7.2.
    """
    counted = defectives(x, n, exclude)
    center, sigma = binomial(counted, checked_given(given))
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    size = counted.n
    lines = Lines(_times(center, size), _times(sigma.value, np.sqrt(size)), wide, least=0.0)
    chart = assemble("np", counted.x, lines, sigma, rules)
    return msgspec.structs.replace(chart, ucl=plain(np.minimum(chart.ucl, size)))


def c(
    x: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart numbers of nonconformities in inspection units of one size.

    Args:
        x: Nonconformities in each unit, whole numbers from 0. Shape ``(m,)``.
        given: Known mean as centre (phase II), 0 or more; a sigma given replaces ``sqrt(c)``.
        exclude: Units left out of the centre, still plotted and tested.
        nsigmas: Distance of the limits in standard errors, above 0.
        rules: Run rules.

    Returns:
        Chart of x; limits ``c -+ nsigmas sqrt(c)``, the lower one at least 0.

    Raises:
        SpcError: ``spc.count.*``, ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        As `p`.

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 7.3.
    """
    counted = nonconformities(x, 1.0, exclude)
    center, sigma = poisson(counted, checked_given(given))
    return _rates("c", counted, (center, sigma), nsigmas, rules)


def u(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    given: Given | None = None,
    exclude: Excluded = None,
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> Chart:
    """
    Chart nonconformities per unit.

    Args:
        x: Nonconformities in each sample, whole numbers from 0. Shape ``(m,)``.
        n: Units, area or time of opportunity of each sample, above 0, not necessarily whole; one number or many.
        given: As `c`: known mean per unit.
        exclude: As `c`.
        nsigmas: As `c`.
        rules: As `p`.

    Returns:
        Chart of ``x / n``; limits ``u -+ nsigmas sqrt(u / n_i)``, the lower one at least 0.

    Raises:
        SampleSizeError: ``spc.count.sample-size``, n that is zero or negative.
        SpcError: As `c`.

    Numerics:
        As `p`.

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 7.3.
    """
    counted = nonconformities(x, n, exclude)
    center, sigma = poisson(counted, checked_given(given))
    return _rates("u", counted, (center, sigma), nsigmas, rules)


def with_probability_limits(chart: Chart, n: npt.ArrayLike = 1, *, confidence: float = 0.9973) -> Chart:
    """
    Replace the limits of a chart of counts by exact binomial or Poisson quantiles.

    Args:
        chart: Chart made by `np_chart` or `c`.
        n: Items in each sample, for `np_chart`.
        confidence: Probability between the limits that is aimed at, 0 to 1.

    Returns:
        The chart with ``lcl`` and ``ucl`` the quantiles of ``(1 -+ confidence) / 2``, and the points beyond them; its
        run rules stay what they were.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``, a chart of another kind.
        ParameterError: ``spc.parameter.out-of-range``, a confidence not between 0 and 1.
        SampleSizeError: ``spc.count.sample-size``, sizes that are not those of the chart.

    Numerics:
        Exact quantiles of SciPy.

    Source:
        R package qcc 3.0, `limits.np` and `limits.c`.
    """
    from scipy.stats import binom, poisson

    from spc_kernels.rules.signals import pack

    samples.of_kind(chart, Chart, "chart", "give a chart made by `np` or `c`")
    kind = samples.known(chart.kind, "chart", ("np", "c"))
    tail = (1.0 - samples.number(confidence, "confidence", above=0.0, below=1.0)) / 2.0
    size = _sizes(chart.statistics, n, whole=True)
    if kind == "np" and bool(np.any(chart.statistics > size)):
        raise SampleSizeError(
            "there are more defectives than items", location=samples.place("n"), hint="give the sizes of the chart"
        )
    law = poisson(chart.center) if kind == "c" else binom(size, np.divide(chart.center, size))
    lower, upper = np.asarray(law.ppf(tail)), np.asarray(law.isf(tail))
    words = pack((chart.statistics > upper) | (chart.statistics < lower))
    return msgspec.structs.replace(chart, lcl=plain(lower), ucl=plain(upper), beyond=words)


def _rates(
    kind: Literal["p", "u", "c"],
    counted: Counted,
    model: tuple[float, Estimate],
    nsigmas: float,
    rules: Rules | None,
) -> Chart:
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    center, sigma = model
    most = 1.0 if kind == "p" else np.inf
    lines = Lines(center, plain(np.divide(sigma.value, np.sqrt(counted.n))), wide, least=0.0, most=most)
    return assemble(kind, samples.frozen(counted.x / counted.n), lines, sigma, rules)


def binomial(counted: Counted, known: Given) -> tuple[float, Estimate]:
    """Give the proportion and sqrt(p (1 - p)), estimated or given."""
    center = counted.rate() if known.center is None else known.center
    center = samples.number(center, "given.center", above=0.0, below=1.0, closed=True)
    return center, known.estimate() or Estimate(float(np.sqrt(center * (1.0 - center))), "model")


def poisson(counted: Counted, known: Given) -> tuple[float, Estimate]:
    """Give the rate and its square root, estimated or given."""
    center = counted.rate() if known.center is None else known.center
    if center < 0:
        raise ParameterError(
            f"the centre `{center}` is negative", location=samples.place("given.center"), hint="rates start at 0"
        )
    return center, known.estimate() or Estimate(float(np.sqrt(center)), "model")


def defectives(x: npt.ArrayLike, n: npt.ArrayLike, exclude: Excluded) -> Counted:
    """Check defectives and the items they are among."""
    found = samples.counts(x)
    size = _sizes(found, n, whole=True)
    above = found > size
    if above.any():
        at = int(np.argmax(above))
        items = float(np.broadcast_to(size, found.shape)[at])
        raise CountAboveSizeError(
            f"`{found[at]:g}` defectives among `{items:g}` items",
            location=samples.place("x", at),
            hint="are x and n swapped, or nonconformities counted, which a u chart is for?",
        )
    return Counted(found, size, _kept(found, exclude))


def nonconformities(x: npt.ArrayLike, n: npt.ArrayLike, exclude: Excluded) -> Counted:
    """Check nonconformities and their areas of opportunity."""
    found = samples.counts(x)
    return Counted(found, _sizes(found, n, whole=False), _kept(found, exclude))


def _kept(found: "Floats", exclude: Excluded) -> npt.NDArray[np.bool_]:
    keep = ~samples.excluded(exclude, found.shape[0])
    samples.refuse_too_few(found[keep], 1)
    return keep


def _sizes(found: "Floats", n: npt.ArrayLike, *, whole: bool) -> Line:
    """Check sizes; many that are all the same become one number."""
    size, many = samples.one_or_many(n, "n")
    samples.refuse_non_finite(size, "n")
    if many:
        samples.same_length(found, size, "n")
    wrong = (size <= 0) | (whole & (size != np.floor(size)))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise SampleSizeError(
            f"the size `{size[at]:g}` is no number of items" if whole else f"the size `{size[at]:g}` is not above 0",
            location=samples.place("n", at),
            hint="leave out samples in which nothing was inspected",
        )
    return float(size[0]) if bool((size == size[0]).all()) else size


def _times(value: float, factor: npt.ArrayLike) -> Line:
    return plain(np.multiply(value, factor))


def plain(line: npt.ArrayLike) -> Line:
    """Give a line that does not vary as a number."""
    return float(np.asarray(line)) if np.ndim(line) == 0 else samples.frozen(np.asarray(line))
