"""The clauses and days of a pack, for its changelog: every place that its provisions cite, by the work."""

from pathlib import Path

from engine.packs.resolve import Shelf, load_pack

PACKS = Path(__file__).resolve().parent.parent / "rulepacks"


def clauses(folder: Path) -> str:
    """
    List what the provisions of a pack cite, and the days on which they come or go.

    Args:
        folder: The pack's folder; its parents' provisions stand in their own changelogs.
    """
    pack = load_pack(folder, Shelf((PACKS,)))
    headers = [header for header in pack.headers() if header.pack == pack.name]
    places: dict[str, set[str]] = {}
    for cite in (cite for header in headers for cite in header.cites):
        places.setdefault(cite.title.en, set()).add(cite.at.en)
    days = {str(day) for header in headers for day in (header.effective.begin, header.effective.end) if day}
    lines = [f"- {title}: {'; '.join(sorted(places[title], key=_by_number))}" for title in sorted(places)]
    return "\n".join([*lines, f"- Days on which provisions come or go: {', '.join(sorted(days))}"]) + "\n"


def _by_number(place: str) -> list[tuple[int, int, str]]:
    """Order places as a reader does: 9 before 10."""
    parts: list[str] = []
    for letter in place:
        if parts and parts[-1][-1].isdigit() == letter.isdigit():
            parts[-1] += letter
        else:
            parts.append(letter)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
