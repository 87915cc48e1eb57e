"""Charts, Nelson's rules and capability as vectorised NumPy would have them: what everybody has installed."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

D2 = 2.0 / np.sqrt(np.pi)
ONE, TWO, THREE = 1.0, 2.0, 3.0
"""Distances of the zones in sigmas."""


def _behind(flags: Bools, by: int) -> Bools:
    """Move flags to later points of their series; nothing stands before the first."""
    moved = np.zeros_like(flags)
    moved[..., by:] = flags[..., :-by]
    return moved


def _run(flags: Bools, length: int) -> Bools:
    """Find points at which so many flags in a row are complete."""
    found, done = flags, 1
    while done < length:
        step = min(done, length - done)
        found = found & _behind(found, step)
        done += step
    return found


def _of(flags: Bools, m: int, n: int) -> Bools:
    """Find flags that complete m in a full window of n."""
    total = np.cumsum(flags, axis=-1, dtype=np.int32)
    enough = np.zeros_like(flags)
    enough[..., n - 1] = total[..., n - 1] >= m
    enough[..., n:] = total[..., n:] - total[..., :-n] >= m
    return enough & flags


def nelson(x: Floats, center: Floats | float, sigma: Floats | float) -> list[Bools]:
    """Flag the points of Nelson's eight rules along the last axis."""
    z = (x - center) / sigma
    above, below = z > ONE, z < -ONE
    beyond = above | below
    up, down = np.zeros(z.shape, dtype=bool), np.zeros(z.shape, dtype=bool)
    up[..., 1:], down[..., 1:] = z[..., 1:] > z[..., :-1], z[..., 1:] < z[..., :-1]
    turns = (up & _behind(down, 1)) | (down & _behind(up, 1))
    return [
        np.abs(z) > THREE,
        _run(z > 0.0, 9) | _run(z < 0.0, 9),
        _run(up, 5) | _run(down, 5),
        _run(turns, 12),
        _of(z > TWO, 2, 3) | _of(z < -TWO, 2, 3),
        _of(above, 4, 5) | _of(below, 4, 5),
        _run(~beyond, 15),
        _run(beyond, 8) & ~_run(above, 8) & ~_run(below, 8),
    ]


def individuals(x: Floats) -> tuple[Floats, Floats]:
    """Give centre and sigma along the last axis."""
    return x.mean(axis=-1, keepdims=True), np.abs(np.diff(x, axis=-1)).mean(axis=-1, keepdims=True) / D2


def means(rows: Floats, c4: float) -> tuple[Floats, float, float]:
    """Give the means, their centre and their standard error by the mean standard deviation."""
    average = rows.mean(axis=1)
    return average, float(average.mean()), float(rows.std(axis=1, ddof=1).mean()) / c4 / rows.shape[1] ** 0.5


def capability(x: Floats, lower: float, upper: float) -> dict[str, Floats]:
    """Give Cp, Cpk, Pp and Ppk along the last axis; no bounds."""
    center, within = individuals(x)
    overall = x.std(axis=-1, ddof=1, keepdims=True)
    nearest = np.minimum(center - lower, upper - center) / 3.0
    indices = {"cp": (upper - lower) / 6.0 / within, "cpk": nearest / within}
    indices |= {"pp": (upper - lower) / 6.0 / overall, "ppk": nearest / overall}
    return {name: index[..., 0] for name, index in indices.items()}
