"""Near misses: what the writer may have meant."""

from collections.abc import Iterable

FARTHEST = 3


def nearest(name: str, known: Iterable[str]) -> str | None:
    """
    Find the known name that is closest to a mistyped one.

    Args:
        name: What was written.
        known: What would have been right; order does not matter.

    Returns:
        The name at the smallest edit distance, or ``None`` when none is nearer than a third of its length.
    """
    # A length that differs by more is a distance that is larger: a long name costs nothing.
    close = (other for other in known if abs(len(other) - len(name)) <= FARTHEST)
    scored = sorted((edit_distance(name.lower(), other.lower()), other) for other in close)
    if not scored:
        return None
    distance, other = scored[0]
    return other if distance <= min(FARTHEST, max(1, len(other) // 3)) else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Write the near miss as a hint; without one, list the known names when they are few."""
    names = sorted(set(known))
    near = nearest(name, names)
    if near is not None:
        return f"did you mean `{near}`?"
    return f"known here: {', '.join(f'`{other}`' for other in names)}" if 0 < len(names) <= 12 else None  # noqa: PLR2004


def edit_distance(first: str, second: str) -> int:
    """
    Count the single-character insertions, deletions and substitutions between two words.

    Source:
        R. A. Wagner, M. J. Fischer, The string-to-string correction problem, JACM 21 (1974), algorithm X.
    """
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(second, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
