"""What charts answer, and the one function that compares points with limits; estimates nothing."""

from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.errors import LimitsCrossedError, MagnitudeError
from spc_kernels.rules.definitions import Rules, RuleSet, beyond, named
from spc_kernels.rules.detection import evaluate
from spc_kernels.rules.signals import Points, Signals, set_bits

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

Line: TypeAlias = "float | Floats"


class Estimate(msgspec.Struct, frozen=True):
    """
    A standard deviation with the name of its estimator: the same readings give others by other methods.

    Attributes:
        value: Standard deviation of the process, ``>= 0``, in the unit of the readings.
        method: Name of the estimator; ``given`` when the caller gave the value, ``model`` when it follows from the
            centre by a binomial, Poisson or geometric model.
        count: Ranges, subgroups or readings that were averaged; 0 when given.
    """

    value: float
    method: str
    count: int = 0


class Given(msgspec.Struct, frozen=True):
    """
    Parameters known beforehand (phase II); what is None is estimated.

    Attributes:
        center: Centre line, in the unit of the plotted statistic.
        sigma: Standard deviation of single readings; with it the name of the estimator it came from, when known.
    """

    center: float | None = None
    sigma: float | Estimate | None = None

    def estimate(self) -> Estimate | None:
        """Check what was given and name it."""
        if self.center is not None:
            samples.number(self.center, "given.center")
        if self.sigma is None:
            return None
        value = self.sigma.value if isinstance(self.sigma, Estimate) else self.sigma
        value = samples.number(value, "given.sigma", above=0.0, below=samples.LARGEST, closed=True)
        return self.sigma if isinstance(self.sigma, Estimate) else Estimate(value, "given")


def checked_given(given: Given | None) -> Given:
    """Check what every chart takes as `given`; `spc.parameter.out-of-range` for anything but known parameters."""
    if given is None:
        return Given()
    samples.of_kind(given, Given, "given", "give known parameters as `Given(center, sigma)`").estimate()
    return given if given.center is None else msgspec.structs.replace(given, center=float(given.center))


class Chart(msgspec.Struct, frozen=True, eq=False):
    """
    A control chart.

    Attributes:
        kind: What is plotted: ``individuals``, ``xbar``, ``p`` and so on.
        statistics: Plotted points, in time order. Shape ``(n,)``.
        center: Centre line; one number, or one for each point where it varies.
        lcl: Lower control limit, likewise.
        ucl: Upper control limit, likewise.
        standard_error: Standard deviation of a plotted point, likewise; run rules measure their zones with it.
        sigma: Standard deviation of the process and the name of its estimator.
        nsigmas: Distance of the limits from the centre in standard errors.
        beyond: The points beyond a limit, as packed words.
        signals: What the run rules found; None when none were asked for.
    """

    kind: str
    statistics: "Floats"
    center: Line
    lcl: Line
    ucl: Line
    standard_error: Line
    sigma: Estimate
    nsigmas: float
    beyond: npt.NDArray[np.uint64]
    signals: Signals | None = None

    @property
    def out_of_control(self) -> Points:
        """The points beyond a limit, ascending; a point exactly on a limit is not among them."""
        return set_bits(self.beyond)


class Lines(msgspec.Struct, frozen=True, eq=False):
    """
    Centre and standard error of a chart, and the range its statistic can take, which clips the limits.

    Attributes:
        center: Centre line.
        standard_error: Standard deviation of the plotted statistic.
        nsigmas: Distance of the limits in standard errors.
        least: Smallest value the statistic can take.
        most: Largest value it can take.
    """

    center: Line
    standard_error: Line
    nsigmas: float = 3.0
    least: float = -np.inf
    most: float = np.inf


def assemble(kind: str, statistics: "Floats", lines: Lines, sigma: Estimate, rules: Rules | None) -> Chart:
    """
    Compare points with limits, evaluate rules, and put the chart together.

    Raises:
        MagnitudeError: ``spc.sample.magnitude``, when limits overflow.
        LimitsCrossedError: ``spc.limits.crossed``, when a given centre is no value of the statistic.
        SpcError: What `named` raises.
    """
    asked = None if rules is None else named(rules)
    at_limits = beyond(0, lines.nsigmas)
    with samples.quiet():
        half = np.multiply(lines.nsigmas, lines.standard_error)
        lower = np.maximum(np.subtract(lines.center, half), lines.least)
        upper = np.minimum(np.add(lines.center, half), lines.most)
    if not (np.isfinite(lower).all() and np.isfinite(upper).all()):
        raise MagnitudeError(
            "the control limits overflow", location=samples.place("x"), hint="give the readings in another unit"
        )
    if np.any(lower > upper):
        raise LimitsCrossedError(
            "the upper limit lies below the smallest value the statistic can take",
            location=samples.place("given.center"),
            hint="is the centre that of the plotted statistic?",
        )
    centers, errors = as_line(lines.center), as_line(lines.standard_error)
    if asked is None or asked.after_signal == "restart":
        words = evaluate(statistics, centers, errors, RuleSet("limits", (at_limits,))).planes[0]
        signals = None if asked is None else _restarting(statistics, centers, errors, asked)
    else:
        words, signals = _all_rules(statistics, centers, errors, asked, lines.nsigmas)
    return Chart(
        kind=kind,
        statistics=statistics,
        center=lines.center,
        lcl=_plain(lower),
        ucl=_plain(upper),
        standard_error=lines.standard_error,
        sigma=sigma,
        nsigmas=lines.nsigmas,
        beyond=words,
        signals=signals,
    )


def _all_rules(
    statistics: "Floats", centers: "Floats", errors: "Floats", asked: RuleSet, nsigmas: float
) -> tuple[npt.NDArray[np.uint64], Signals]:
    """Evaluate the rules asked for and, unless one of them is the same, the one that compares with the limits."""
    limits = beyond(0, nsigmas)
    for row, rule in enumerate(asked.rules):
        if msgspec.structs.replace(rule, number=0) == limits:
            signals = evaluate(statistics, centers, errors, asked)
            return signals.planes[row], signals
    found = evaluate(statistics, centers, errors, RuleSet(asked.name, (*asked.rules, limits)))
    return found.planes[-1], Signals(asked.rules, found.planes[:-1], found.length)


def _restarting(statistics: "Floats", centers: "Floats", errors: "Floats", asked: RuleSet) -> Signals:
    from spc_kernels.rules.detection import detect

    many = len(centers) > 1, len(errors) > 1
    return detect(statistics, centers if many[0] else centers[0], errors if many[1] else errors[0], rules=asked)


def as_line(value: Line) -> "Floats":
    """Give a line as the array that kernels take, of length 1 when it does not vary."""
    return samples.frozen(np.atleast_1d(np.asarray(value, dtype=np.float64)))


def _plain(line: "npt.NDArray[np.float64]") -> Line:
    return float(line) if line.ndim == 0 else line
