"""Dropping what was recorded never turns anything satisfied."""

import copy
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.engine.process.lots import PEOPLE, SEAL, SEALING, decided, lot, series
from tests.strategies import Data, outcome_of

MACHINES: Data = {
    "lot.steps[seal].equipment": [{"id": "m", "equipment": "EQ-1", "role": "processing"}],
    "equipment": [
        {
            "id": "EQ-1",
            "qualifications": [
                {
                    "id": "OQ",
                    "phase": "operational",
                    "status": "passed",
                    "valid": {"from": "2025-01-01", "until": "2027-01-01"},
                }
            ],
        }
    ],
}
CHARTED: Data = {
    **SEALING,
    "characteristic": "seal strength",
    "series": 2,
    "every": "PT1H",
    "chart": {"kind": "xbar_s", "subgroup": 3},
    "baseline": {"subgroups": 6},
    "signals": "western_electric",
    "capability": {"index": "cpk", "min": 1, "lower_bound": 0.9},
    "monitor": {"min": "characteristic.lower"},
    "validation": "required",
}
FIXED: Data = {
    **CHARTED,
    "chart": {"kind": "individuals"},
    "baseline": {"center": 3.0, "sigma": 0.3, "unit": "N", "approved_by": "P-014"},
    "monitor": {"min": 'quantity("1500", "mN")', "excursion": {"longest": "PT1H"}},
    "capability": {"index": "ppk", "min": 1},
}
SHARES: Data = {
    **SEALING,
    "characteristic": "seal strength",
    "series": 2,
    "every": "PT1H",
    "chart": {"kind": "p"},
    "baseline": {"subgroups": 20},
    "validation": "required",
}
RULES = {"charted": (CHARTED, 3, 6), "fixed": (FIXED, 1, 0), "shares": (SHARES, 1, 20)}
# Subgroups half an hour apart: the step ran for 55 hours and 50 minutes.
SUBGROUPS = 112


@st.composite
def lots(draw: st.DrawFn, size: int, first: int) -> Data:
    """Make a lot with two series, in control or not."""
    random = draw(st.randoms(use_true_random=False))
    if first == RULES["shares"][2]:
        return lot(*(counted(name, first, draw(st.sampled_from([6, 30]))) for name in ("s1", "s2")), patch=MACHINES)
    listed = []
    for name in ("s1", "s2"):
        shift = draw(st.sampled_from([0.0, 0.0, 0.0, 0.4]))
        values = [
            round(random.gauss(3.0 + shift * (place > 40), 0.3), 3) for place in range((SUBGROUPS + first) * size)
        ]
        if draw(st.booleans()):
            values = [round(3.0 + (value - 3.0) / 6, 3) for value in values]
        values[-1] = draw(st.sampled_from([values[-1], 1.4]))
        listed.append(series(values, size, first, id=name))
    return lot(*listed, patch=MACHINES)


def counted(name: str, first: int, found_last: int) -> Data:
    """Make a series of counts out of samples of two sizes; of the last, as many as are said."""
    sizes = [60 if (7 * place) % 3 else 40 for place in range(SUBGROUPS + first)]
    found = [size // 10 + (7 * place) % 5 for place, size in enumerate(sizes)]
    return series([*map(float, found[:-1]), found_last], 1, first, id=name, unit="1", sizes=sizes)


def drops(data: Data) -> list[list[Any]]:
    """List everything that a drop can take away: fields and entries of the step, the product, people and coverage."""
    seal = next(index for index, one in enumerate(data["lot"]["steps"]) if one["id"] == "seal")
    step = ["lot", "steps", seal]
    roots: list[list[Any]] = [["coverage"], ["people"], ["equipment"], ["product", "characteristics"], step]
    found: list[list[Any]] = []
    for root in roots:
        held: Any = data
        for key in root:
            held = held[key]
        found += _below(held, root)
    return found


def _below(held: Any, path: list[Any]) -> list[list[Any]]:  # noqa: ANN401  # what JSON can hold
    keys = list(held) if isinstance(held, dict) else list(range(len(held))) if isinstance(held, list) else []
    if path and path[-1] in {"values", "times", "sizes"}:
        return []
    return [one for key in keys for one in ([*path, key], *_below(held[key], [*path, key]))]


def without(data: Data, path: list[Any]) -> Data:
    """Take away what stands at a path."""
    changed = copy.deepcopy(data)
    held: Any = changed
    for key in path[:-1]:
        held = held[key]
    del held[path[-1]]
    return changed


def dropped_readings(data: Data, drawn: st.DataObject) -> Data:
    """Take a reading, a time, a subgroup with its time, or the end of a series away."""
    changed = copy.deepcopy(data)
    step = next(one for one in changed["lot"]["steps"] if one["id"] == "seal")
    one = drawn.draw(st.sampled_from(step["parameters"]))
    size, count = one["subgroup_size"], len(one["times"])
    at = drawn.draw(st.integers(0, count - 1))
    sizes = one.get("sizes", [])
    match drawn.draw(st.sampled_from(["null", "reading", "time", "size", "subgroup", "end"])):
        case "null":
            one["values"][at * size] = None
        case "reading":
            del one["values"][at * size]
        case "time":
            del one["times"][at]
        case "size":
            sizes[at : at + 1] = [None]
        case "subgroup":
            del one["times"][at], one["values"][at * size : (at + 1) * size], sizes[at : at + 1]
        case "end":
            del one["times"][at:], one["values"][at * size :], sizes[at:]
    return changed


def outcome(data: Data, rule: Data) -> str:
    """Give the outcome; a dossier that is refused satisfies nothing."""
    from core.errors import LotgateError

    try:
        return outcome_of(decided(data, rule), "CN", "RULE-1").outcome
    except LotgateError:
        return "refused"


# What fails is small already; shrinking copies large dossiers for minutes.
@settings(max_examples=60, deadline=None, phases=(Phase.generate,))
@given(st.data(), st.sampled_from(sorted(RULES)))
def test_nothing_becomes_satisfied_by_what_is_taken_away(data: st.DataObject, name: str) -> None:
    rule, size, first = RULES[name]
    dossier = data.draw(lots(size, first))
    before = outcome(dossier, rule)
    after = dossier
    if data.draw(st.booleans()):
        after = dropped_readings(after, data)
    if data.draw(st.booleans()):
        after = without(after, data.draw(st.sampled_from(drops(after))))

    assert outcome(after, rule) != "satisfied" or before == "satisfied"


def test_lots_of_both_kinds_are_looked_at() -> None:
    steady = [round(3.0 + 0.03 * ((7 * place) % 11 - 5), 3) for place in range(SUBGROUPS)]
    good = lot(series(steady, id="s1"), series(steady, id="s2"), patch=MACHINES)
    bad = lot(series(steady, id="s1"), series([*steady[:-1], 1.4], id="s2"), patch=MACHINES)

    assert outcome(good, FIXED) == "satisfied"
    assert outcome(bad, FIXED) == "violated"
    assert outcome(lot(counted("s1", 20, 6), counted("s2", 20, 6), patch=MACHINES), SHARES) == "satisfied"
    assert outcome(lot(counted("s1", 20, 6), counted("s2", 20, 30), patch=MACHINES), SHARES) == "violated"
    assert PEOPLE["id"] == "P-014"
    assert SEAL["lower"] == {"value": "1.50", "unit": "N"}
