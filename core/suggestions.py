"""Near misses: what the writer may have meant."""

from collections.abc import Iterable

from core.words import Localized, say

FARTHEST = 3
MOST_LISTED = 12
# Among more names than these nobody looks for a near miss: it would take longer than anything else.
MOST_COMPARED = 1000


def nearest(name: str, known: Iterable[str]) -> str | None:
    """
    Find the known name that is closest to a mistyped one.

    Args:
        name: What was written.
        known: What would have been right; order does not matter.

    Returns:
        The name at the smallest edit distance, or ``None`` when none is nearer than a third of its length, or when more
        than a thousand have about that length.
    """
    # A length that differs by more is a distance that is larger: a long name costs nothing.
    close = [other for other in known if abs(len(other) - len(name)) <= FARTHEST]
    if len(close) > MOST_COMPARED:
        return None
    scored = sorted((edit_distance(name.lower(), other.lower()), other) for other in close)
    if not scored:
        return None
    distance, other = scored[0]
    return other if distance <= min(FARTHEST, max(1, len(other) // 3)) else None


def did_you_mean(name: str, known: Iterable[str]) -> Localized | None:
    """Write the near miss as a hint; without one, list the known names when they are few."""
    names = sorted(set(known))
    near = nearest(name, names)
    if near is not None:
        return say("did you mean `{near}`?", "是否指 `{near}`？", near=near)
    if not 0 < len(names) <= MOST_LISTED:
        return None
    return say("known here: {names}", "此处可用：{names}", names=quoted(names))


def quoted(names: Iterable[str]) -> Localized:
    """List names in backticks."""
    shown = [f"`{name}`" for name in names]
    return Localized(en=", ".join(shown), zh="、".join(shown))


def edit_distance(first: str, second: str) -> int:
    """
    Count the insertions, deletions and substitutions of a character, and swaps of neighbours, between two words.

    A character that was swapped is not changed again (optimal string alignment), so this is no metric.

    Source:
        R. Lowrance, R. A. Wagner, An extension of the string-to-string correction problem, JACM 22 (1975), with
        costs of one; after R. A. Wagner, M. J. Fischer, JACM 21 (1974).
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        above, before, row = before, row, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
