"""
The master tables of Z1.9-2003, folded: three severities are one table read at shifted columns and rows.

Tightened inspection at an AQL is normal inspection one column to the left; reduced inspection is one column to the
right, three letters up. So the columns run from the one that only tightened inspection at 0.10 uses to the one that
only reduced inspection at 10 uses. ``v`` is the arrow down. M is in percent; k is not stored, it follows from M and n
exactly. Source: ANSI/ASQ Z1.9-2003 tables B-3, B-4, D-3, D-4, a revision of MIL-STD-414 (public domain).
"""

from functools import cache
from typing import NamedTuple, TypeAlias

LETTERS = "BCDEFGHIJKLMNP"
AQLS = (0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0)
# Letter of the folded table that each letter reads under reduced inspection; M has a row of its own.
REDUCED_ROWS = dict(zip(LETTERS, ("B", "B", "B", *"BCDEFGHI", "30", "K", "L"), strict=True))

_UNKNOWN = """
    B   3     v     v     v     v     v    v    v    v  7.59 18.86 26.94 33.69 40.47
    C   4     v     v     v     v     v    v 1.49 5.46 10.88 16.41 22.84 29.43 36.79
    D   5     v     v     v     v 0.041 1.34 3.33 5.82   9.8 14.37 20.19 26.55 33.94
    E   7     v 0.005 0.087 0.421  1.05 2.13 3.54 5.34   8.4 12.19 17.34  23.3  30.5
    F  10 0.077 0.179 0.349 0.714  1.27 2.14 3.27 4.72  7.26 10.53 15.17 20.73 27.65
    G  15 0.186 0.311 0.491 0.839  1.33 2.09 3.06 4.32  6.55  9.48 13.74 18.97 25.63
    H  20 0.228 0.356 0.531 0.864  1.33 2.03 2.93  4.1  6.18  8.95 13.01 18.07 24.58
    I  25  0.25 0.378 0.551 0.874  1.32    2 2.86 3.97  5.98  8.65  12.6 17.55 23.97
    J  35 0.253 0.373 0.534 0.833  1.24 1.87 2.66  3.7  5.58  8.11 11.89 16.67
    K  50 0.243 0.355 0.503 0.778  1.16 1.73 2.47 3.44  5.21  7.61 11.23 15.87 21.99
    L  75 0.225 0.326 0.461 0.711  1.06 1.59 2.27 3.17  4.83   7.1 10.58 15.07 21.05
    M 100 0.218 0.315 0.444 0.684  1.02 1.52 2.18 3.06  4.67  6.88 10.29 14.71
    N 150 0.202 0.292 0.412 0.636 0.946 1.42 2.05 2.88  4.42  6.56  9.86 14.18
    P 200 0.204 0.294 0.414 0.637 0.945 1.42 2.04 2.86  4.39  6.52   9.8 14.11
    30 30     v     v 0.567 0.885  1.32 1.98 2.82 3.91  5.87  8.48 12.37 17.25 23.61
"""

# With sigma known n changes along the row too: n:M.
_KNOWN = """
    B  v        v        v        v        v       v       v       v       v       v        v         v        v
    C  v        v        v        v        v       v  2:2.73   2:3.9  2:6.11  2:9.27  3:17.74   3:24.22  4:33.67
    D  v        v        v        v        v  2:1.28  2:2.23     2:3  3:7.56 3:10.79   3:15.6   4:22.97  4:31.01
    E  v        v        v   2:0.31   2:0.51  4:1.94  3:2.76  3:3.85  4:6.99  4:9.97  5:15.21    5:20.8  6:28.64
    F  v        v  3:0.369  3:0.568  3:0.959  4:1.88  4:2.58  4:3.87  5:6.05  5:8.92  6:13.89   7:19.46  8:26.64
    G  3:0.114   4:0.29  4:0.399  4:0.681   5:1.09  5:1.76  6:2.57  6:3.77  7:5.83  8:8.62  9:12.88  11:17.88 12:24.88
    H  4:0.161  5:0.296  5:0.445  6:0.721   6:1.14  7:1.75  7:2.62  8:3.68  9:5.68 10:8.43 12:12.35  14:17.36 16:23.96
    I  6:0.23  6:0.321  6:0.478  7:0.756   8:1.14   8:1.8  9:2.59 10:3.63  11:5.6 13:8.13 15:12.04  17:17.05 20:23.43
    J  7:0.226   8:0.33  9:0.469   9:0.76  10:1.14 11:1.73 12:2.49 14:3.43 15:5.34 18:7.72 20:11.57  24:16.23
    K  11:0.217 11:0.326 12:0.461 13:0.721  14:1.08 16:1.62 17:2.35 19:3.28 22:4.98 25:7.34 29:10.93  33:15.61 38:21.77
    L  15:0.211 16:0.308 17:0.438 19:0.673     21:1 23:1.51 25:2.19 28:3.05 32:4.68 36:6.95  42:10.4  49:14.87  56:20.9
    M  20:0.207 22:0.296 23:0.423 25:0.655  27:0.98 30:1.47 33:2.12 36:2.99 42:4.55 48:6.75 55:10.17  64:14.58
    N  30:0.193 31:0.283 34:0.397 37:0.615 40:0.921 44:1.39    49:2 54:2.82 61:4.35 73:6.48  82:9.76  95:14.09
    P  40:0.196 42:0.285 45:0.402  49:0.62  54:0.92 59:1.39    65:2 71:2.82 81:4.34 93:6.46 109:9.73 127:14.02
    30 v v 7:0.507 8:0.791 9:1.18 10:1.79 11:2.57 12:3.61 13:5.58 15:8.13 18:11.88 21:16.71 24:23.13
"""

# Two cells where the reduced table of the reference does not equal the normal one it folds onto. Kept as they stand
# there; docs/sampling.md says why each looks like a misprint on one of the two sides.
_REDUCED_DEPARTURES = {("unknown", "H", 0.25): (7, 1.06), ("known", "H", 0.40): (3, 1.94)}
_SHIFT = {"tightened": 0, "normal": 1, "reduced": 2}

# Sample size and M in percent; None is the arrow down.
Entry: TypeAlias = tuple[int, float] | None


class VariablesCell(NamedTuple):
    """
    A cell followed to a plan.

    Attributes:
        letter: Code letter whose plan is used.
        sample_size: n.
        maximum_percent: M in percent, as tabulated.
        path: Arrows passed on the way.
    """

    letter: str
    sample_size: int
    maximum_percent: float
    path: tuple[str, ...]


def variables_cell(letter: str, aql: float, severity: str, sigma: str) -> VariablesCell:
    """Follow the arrows from a letter, known to be one, at an AQL of ``AQLS`` to a plan."""
    path: list[str] = []
    place = LETTERS.index(letter)
    # INVARIANT: the last row of every column holds a plan, so the walk ends.
    while (entry := _entry_at(LETTERS[place], aql, severity, sigma)) is None:
        path.append(f"{LETTERS[place]} down")
        place += 1
    return VariablesCell(LETTERS[place], *entry, tuple(path))


def _entry_at(letter: str, aql: float, severity: str, sigma: str) -> Entry:
    if severity == "reduced" and (sigma, letter, aql) in _REDUCED_DEPARTURES:
        return _REDUCED_DEPARTURES[sigma, letter, aql]
    row = REDUCED_ROWS[letter] if severity == "reduced" else letter
    return _rows(sigma)[row][AQLS.index(aql) + _SHIFT[severity]]


@cache
def _rows(sigma: str) -> dict[str, tuple[Entry, ...]]:
    rows = {}
    for line in (_UNKNOWN if sigma == "unknown" else _KNOWN).strip().splitlines():
        letter, *cells = line.split()
        size = cells.pop(0) if sigma == "unknown" else ""
        rows[letter] = tuple(_entry(cell, size) for cell in cells)
    return rows


def _entry(cell: str, size: str) -> Entry:
    if cell == "v":
        return None
    sample_size, _, percent = cell.rpartition(":")
    return int(sample_size or size), float(percent)
