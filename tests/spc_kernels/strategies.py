"""Readings and subgroups for properties."""

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

Floats = npt.NDArray[np.float64]

EIGHTHS = st.integers(-40, 40).map(lambda k: k / 8.0)
"""Readings on a grid: many ties, many points exactly on a line."""


def series(at_least: int = 2, at_most: int = 200) -> st.SearchStrategy[Floats]:
    return st.lists(EIGHTHS, min_size=at_least, max_size=at_most).map(lambda x: np.array(x, dtype=np.float64))


def series_with_gaps(at_least: int = 1, at_most: int = 300) -> st.SearchStrategy[Floats]:
    values = st.one_of(EIGHTHS, EIGHTHS, EIGHTHS, st.just(float("nan")))
    return st.lists(values, min_size=at_least, max_size=at_most).map(lambda x: np.array(x, dtype=np.float64))


@st.composite
def seeded_normals(draw: st.DrawFn, at_most: int = 2000) -> Floats:
    """Normal readings in quarters of sigma: long enough for every rule to signal, and to cross many words."""
    n = draw(st.integers(1, at_most))
    seed = draw(st.integers(0, 2**32 - 1))
    drift = draw(st.sampled_from([0.0, 0.3, -1.0]))
    x = np.round(np.random.default_rng(seed).normal(drift, 1.0, n) * 4.0) / 4.0
    return np.asarray(x, dtype=np.float64)


def subgroups() -> st.SearchStrategy[Floats]:
    shapes = st.tuples(st.integers(2, 12), st.integers(2, 8))
    return shapes.flatmap(lambda shape: hnp.arrays(np.float64, shape, elements=EIGHTHS))
