"""Unknown never passes: taking anything away that was recorded never makes a characteristic conform."""

import copy
from collections.abc import Iterator
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FaultsError
from tests.engine.inspection.lots import changed, found, provision
from tests.engine.inspection.test_inspect import CASES
from tests.strategies import Data

Path: TypeAlias = tuple[str | int, ...]
SETTLED = [name for name, case in CASES.items() if case["outcome"] != "conforming"]
# Where two records contradict each other, without one of them there is no contradiction.
CONTRADICTIONS: frozenset[str] = frozenset({"measured", "sampled_units", "name"})


def fields(part: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401  # what JSON can hold
    """Give the path of every field of plain data."""
    if isinstance(part, dict):
        for key, item in part.items():
            yield (*path, key)
            yield from fields(item, (*path, key))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            yield from fields(item, (*path, index))


def without(data: Data, path: Path) -> Data:
    """Take a field away."""
    copied = copy.deepcopy(data)
    holder: Any = copied
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return copied


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
