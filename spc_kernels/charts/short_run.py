"""Charts of short runs: standardised readings of several parts on one chart, with their moving ranges."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import constants, samples
from spc_kernels.charts import estimators
from spc_kernels.charts.results import Chart, Estimate, Lines, assemble
from spc_kernels.errors import ParameterError, SampleShapeError, TooFewReadingsError
from spc_kernels.rules.definitions import Rules

if TYPE_CHECKING:
    from spc_kernels.samples import Floats

POOLING = ("by_runs", "by_parts", "constant", "relative")


class ShortRunCharts(msgspec.Struct, frozen=True, eq=False):
    """
    Z and MR charts, in standard deviations.

    Attributes:
        z: Chart of standardised readings; centre 0, limits -+ nsigmas.
        mr: Chart of the moving ranges of z; the first statistic is NaN.
        parts: The parts, in order of appearance.
        means: Mean of each part, unit of the readings.
        sigmas: Standard deviation used for each run of each part, in order of runs.
    """

    z: Chart
    mr: Chart
    parts: tuple[Hashable, ...]
    means: "Floats"
    sigmas: tuple[Estimate, ...]


def z_mr(
    x: npt.ArrayLike,
    parts: Sequence[Hashable],
    *,
    pooling: str = "by_parts",
    nsigmas: float = 3.0,
    rules: Rules | None = None,
) -> ShortRunCharts:
    """
    Chart short runs of different parts together.

    Args:
        x: Readings in time order, unit *u*; above 0 for ``relative``. Shape ``(n,)``, ``n >= 2``.
        parts: Part made at each reading. A run is an unbroken series of one part.
        pooling: Whose moving ranges give sigma: ``by_runs`` each run its own; ``by_parts`` all runs of a part;
            ``constant`` all runs of all parts; ``relative`` all runs of all parts, of the logarithms, for variation
            in proportion to the mean.
        nsigmas: Distance of the limits of z, above 0.
        rules: Run rules for z.

    Returns:
        Charts of ``(x - mean of the part) / sigma`` and its moving ranges. No moving range spans two runs when sigma is
        estimated; those of z do, as z has one scale. ``relative`` charts ``(ln x - mean of ln x) / sigma``. A run
        whose sigma is 0 has z = 0 where the reading is on the mean.

    Raises:
        TooFewReadingsError: ``spc.sample.too-few``, a sigma without a moving range; location ``$.parts[i]``.
        ParameterError: ``spc.parameter.out-of-range``, sigma 0 with readings off the mean; a reading not above 0 for
            ``relative``.
        SpcError: ``spc.sample.*``, ``spc.parameter.*``.

    Numerics:
        O(n).

    Source:
        D. C. Montgomery, Introduction to Statistical Quality Control, section 10.1; D. J. Wheeler, Short Run SPC, 1991.
    """
    wide = samples.number(nsigmas, "nsigmas", above=0.0, below=1e6)
    samples.known(pooling, "pooling", POOLING)
    readings = samples.readings(x, at_least=2)
    try:
        parts = list(parts)
    except TypeError as exc:
        raise SampleShapeError(
            f"`parts` is `{samples.shown(parts)}`", location=samples.place("parts"), hint="give one part a reading"
        ) from exc
    if len(parts) != readings.shape[0]:
        raise SampleShapeError(
            f"`parts` has {len(parts)} entries for {readings.shape[0]} points",
            location=samples.place("parts"),
            hint="give one part a reading",
        )
    if pooling == "relative":
        readings = _logarithms(readings)
    names, part_of, run_of = _runs(parts)
    means = np.array([estimators.mean_of(readings[part_of == k]) for k in range(len(names))])
    sigmas = _sigmas(readings, part_of, run_of, pooling)
    z = _standardised(readings, means[part_of], np.array([sigma.value for sigma in sigmas])[run_of])
    one = Estimate(1.0, "standardised", readings.shape[0])
    ranges = np.concatenate([[np.nan], np.abs(np.diff(z))])
    spread = Lines(constants.d2(2), constants.d3(2), wide, least=0.0)
    return ShortRunCharts(
        z=assemble("z", samples.frozen(z), Lines(0.0, 1.0, wide), one, rules),
        mr=assemble("mr", samples.frozen(ranges), spread, one, None),
        parts=names,
        means=samples.frozen(means),
        sigmas=sigmas,
    )


def _runs(parts: Sequence[Hashable]) -> tuple[tuple[Hashable, ...], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Number the parts by appearance and the runs by time."""
    numbers: dict[Hashable, int] = {}
    try:
        part_of = np.array([numbers.setdefault(part, len(numbers)) for part in parts], dtype=np.int64)
    except TypeError as exc:
        raise ParameterError(
            "a part has no name", location=samples.place("parts"), hint="name parts by text or number"
        ) from exc
    run_of = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.diff(part_of) != 0)])
    return tuple(numbers), part_of, run_of


def _sigmas(
    readings: "Floats", part_of: npt.NDArray[np.int64], run_of: npt.NDArray[np.int64], pooling: str
) -> tuple[Estimate, ...]:
    """Average, for each run, the moving ranges that its pooling says."""
    ranges = np.abs(np.diff(readings))
    within = np.diff(run_of) == 0
    found = []
    for run in range(int(run_of[-1]) + 1):
        first = int(np.argmax(run_of == run))
        pooled = within
        if pooling == "by_runs":
            pooled = within & (run_of[1:] == run)
        elif pooling == "by_parts":
            pooled = within & (part_of[1:] == part_of[first])
        if not pooled.any():
            raise TooFewReadingsError(
                "no moving range to estimate sigma from",
                location=samples.place("parts", first),
                hint='pool more runs, for example with pooling="constant"',
            )
        mean = estimators.mean_of(ranges[pooled])
        found.append(Estimate(mean / constants.d2(2), f"MR {pooling}", int(pooled.sum())))
    return tuple(found)


def _standardised(readings: "Floats", means: "Floats", sigmas: "Floats") -> "Floats":
    off = (sigmas == 0.0) & (readings != means)
    if off.any():
        raise ParameterError(
            "sigma is `0` while a reading differs from the mean",
            location=samples.place("x", int(np.argmax(off))),
            hint="pool more runs",
        )
    z: Floats = (readings - means) / np.where(sigmas == 0.0, 1.0, sigmas)
    return z


def _logarithms(readings: "Floats") -> "Floats":
    if (readings <= 0).any():
        at = int(np.argmax(readings <= 0))
        raise ParameterError(
            f"the reading `{readings[at]:g}` is not above 0",
            location=samples.place("x", at),
            hint="variation in proportion to the mean needs readings above 0",
        )
    return samples.frozen(np.log(readings))
