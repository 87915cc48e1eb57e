"""Figures for the tests of the drawing room, from readings that are written out or generated."""

import numpy as np
import numpy.typing as npt

from core.words import Localized
from drawing.control_charts import panel_of
from drawing.figure import Figure, Reference
from drawing.rule_words import rule_words
from spc_kernels import charts, rules

# NIST/SEMATECH e-Handbook, section 6.3.2.2, flow rates; the last value was added, far out.
FLOWRATE = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1, 62.0)
READING = Localized(en="reading", zh="读数")


def individuals(
    readings: npt.ArrayLike, *, tested: str = "nelson", references: tuple[Reference, ...] = (), title: str = "Flow rate"
) -> Figure:
    """Chart readings and their moving ranges."""
    chosen = rules.named(tested)
    return Figure(
        title=Localized(en=title, zh=f"流量 {title}"),
        subtitle=Localized(en="readings of a meter", zh="流量计读数"),
        point=READING,
        panels=(
            panel_of(charts.individuals(readings, rules=chosen), references),
            panel_of(charts.moving_range(readings)),
        ),
        rules=tuple((rule.number, rule_words(rule)) for rule in chosen.rules),
    )


def drifting(count: int, seed: int = 5) -> npt.NDArray[np.float64]:
    """Generate readings whose mean wanders, with a few far out: many flagged points."""
    random = np.random.default_rng(seed)
    readings = random.standard_normal(count) + np.sin(np.arange(count) / 50.0)
    readings[:: max(count // 7, 1)] += 9.0
    return readings
