"""Unknown never passes: taking anything away that was recorded never makes a characteristic conform."""

import copy
from collections.abc import Iterator
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from tests.engine.inspection.lots import changed, found, provision
from tests.engine.inspection.test_inspect import CASES
from tests.strategies import Data, uncovered

Path: TypeAlias = tuple[str | int, ...]
SETTLED = [name for name, case in CASES.items() if case["outcome"] != "conforming"]
# Where two records contradict each other, without one of them there is no contradiction.
CONTRADICTIONS: frozenset[str] = frozenset({"measured", "sampled_units", "name"})


# Entries that only contradict others: of two of one name nobody knows which it is.
WHOLE: frozenset[str] = frozenset({"characteristics", "inputs"})


def fields(part: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401  # what JSON can hold
    """Give the path of every field of plain data, and of every entry of a list."""
    if isinstance(part, dict):
        for key, item in part.items():
            yield (*path, key)
            yield from fields(item, (*path, key))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            if path[-1] not in WHOLE:
                yield (*path, index)
            yield from fields(item, (*path, index))


def without(data: Data, path: Path) -> Data:
    """Take a field away, or an entry, with the statement that its list is complete."""
    copied = copy.deepcopy(data)
    holder: Any = copied
    name = ""
    for key in path[:-1]:
        holder = holder[key]
        name += f"[{holder.get('id')}]" if isinstance(key, int) and isinstance(holder, dict) else f".{key}"
    del holder[path[-1]]
    return uncovered(copied, name.removeprefix(".")) if isinstance(path[-1], int) and "coverage" in copied else copied


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SETTLED), st.data())
def test_what_is_taken_away_never_makes_a_characteristic_conform(name: str, draw: st.DataObject) -> None:
    case = CASES[name]
    data, standard = changed(case.get("patch", {})), provision(**case.get("provision", {}))
    path = draw.draw(st.sampled_from([one for one in fields(data) if CONTRADICTIONS.isdisjoint(one)]))
    characteristic = case.get("characteristic", "od")

    try:
        findings = found(without(data, path), standard).findings
    except FaultsError:
        return  # without it, it is no dossier

    outcomes = {str(one.outcome) for one in findings if one.characteristic == characteristic}
    assert "conforming" not in outcomes, path


def test_calibrations_and_lots_are_taken_away_with_what_says_that_none_is_missing() -> None:
    data = changed({})
    paths = set(fields(data))

    assert {("equipment", 0, "calibrations", 1), ("lot", "inspections", 0), ("lot", "controlled_documents", 2)} <= paths
    left = without(data, ("equipment", 0, "calibrations", 1))
    assert [one["id"] for one in left["equipment"][0]["calibrations"]] == ["K-1"]
    assert "equipment[G-1].calibrations" not in {one["register"] for one in left["coverage"]}
    assert len(left["coverage"]) == len(data["coverage"]) - 1
