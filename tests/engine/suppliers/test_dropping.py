"""No wrong pass: whatever is taken away from the history of a supplier, nothing becomes satisfied that was not."""

import datetime as dt
import functools
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from engine.packs.packset import PackSet
from tests.engine.suppliers.supplied import (
    GOOD,
    REGISTERS,
    SUPPLIER,
    audit,
    decision_of,
    delivery,
    lot,
    scorecard,
    scored_set,
    supplied,
)
from tests.strategies import Data, outcomes, requirement, uncovered

BECAUSE = {"en": "as agreed", "zh": "按约定"}
FLAGS = {
    "tighten": {"when": 'finding.grade in ["C", "D"]', "because": BECAUSE},
    "suspend": {"when": "finding.total < quantity('60', '1') || finding.trend == 'worsening'", "because": BECAUSE},
}
RISK = [{"level": "high", "when": 'finding.metrics["ppm"].value > quantity("500", "[ppm]")', "because": BECAUSE}]
READ = f'findings.suppliers["{SUPPLIER}"]'
REQUIREMENTS = [
    GOOD,
    requirement("REQ-2", f"!{READ}.suspend && !{READ}.tighten"),
    requirement("REQ-3", f'{READ}.risk in ["low", "medium"]'),
    requirement("REQ-4", f'{READ}.total >= quantity("60", "1")'),
    requirement("REQ-5", f'{READ}.findings.exists(one, one.trend in ["steady", "improving"])'),
    requirement("REQ-6", f'{READ}.findings.exists(one, one.metrics["ppm"].score >= quantity("80", "1"))'),
]


@functools.cache
def rules() -> PackSet:
    """Load the pack once."""
    with tempfile.TemporaryDirectory() as folder:
        card = scorecard(minimum=2, consequences=FLAGS, risk=RISK, trend={"steady_within": 10})
        return scored_set(Path(folder), card, requirements=REQUIREMENTS)


def days(first: str = "2024-11-23", last: str = "2026-11-22") -> st.SearchStrategy[str]:
    """Give days, as often of the last two months as of the rest."""
    whole = st.dates(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    return (whole | st.dates(dt.date(2026, 9, 22), dt.date.fromisoformat(last))).map(str)


def _number(value: int) -> Data:
    return {"value": str(value), "unit": "1"}


LOTS = st.lists(
    st.builds(
        lambda day, bad, good, again: {
            "received_on": day,
            "inspected": 1000,
            "nonconforming": bad,
            "quantity_accepted": _number(1000 if good else 0),
            "quantity_concession": _number(0 if good else 1000),
            "resubmitted": again,
        },
        days(),
        st.sampled_from([0, 0, 0, 1]),
        st.sampled_from([True, True, True, False]),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=4,
    max_size=10,
)
DELIVERIES = st.lists(
    st.tuples(st.sampled_from(["PO-1", "PO-2", "PO-3", "PO-4"]), days(), st.booleans()), min_size=4, max_size=8
)
AUDITS = st.lists(st.tuples(days(), st.integers(70, 100)), min_size=2, max_size=4)


def histories() -> st.SearchStrategy[Data]:
    """Give dossiers with a history of a supplier."""
    return st.builds(_dossier, LOTS, DELIVERIES, AUDITS)


def _dossier(lots: list[Data], deliveries: list[Any], audits: list[Any]) -> Data:
    return supplied(
        {
            "lots": [lot(f"L-{index}", **one) for index, one in enumerate(lots)],
            "deliveries": [
                delivery(f"D-{index}", order, day, day if good else None)
                for index, (order, day, good) in enumerate(deliveries)
            ],
            "audits": [audit(f"A-{index}", day, score) for index, (day, score) in enumerate(audits)],
        }
    )


def satisfied(data: Data) -> set[str]:
    """Give the requirements that are satisfied."""
    return {provision for (_, provision), found in outcomes(decision_of(data, rules())).items() if found == "satisfied"}


@given(histories(), st.data())
def test_taking_something_away_satisfies_nothing(data: Data, drawn: st.DataObject) -> None:
    before = satisfied(data)
    after = satisfied(_less(data, drawn))

    assert after <= before


def _less(data: Data, drawn: st.DataObject) -> Data:
    """Take something away: a field of a row, a row with what says that no other is missing, a register, a statement."""
    copied: Data = msgspec.json.decode(msgspec.json.encode(data))
    for _ in range(drawn.draw(st.integers(1, 3))):
        supplier = next(one for one in copied["suppliers"] if one["id"] == SUPPLIER)
        register = drawn.draw(st.sampled_from(REGISTERS))
        rows = supplier.get(register, [])
        what = drawn.draw(st.sampled_from(["field", "row", "register", "statement", "since"]))
        if what == "field" and rows:
            row = rows[drawn.draw(st.integers(0, len(rows) - 1))]
            name = drawn.draw(st.sampled_from(sorted(set(row) - {"id"}) or ["id"]))
            if name != "id":
                del row[name]
        elif what == "row" and rows:
            del rows[drawn.draw(st.integers(0, len(rows) - 1))]
            copied = _unstated(copied, register)
        elif what == "register":
            supplier.pop(register, None)
        elif what == "statement":
            copied = _unstated(copied, register)
        elif what == "since":
            supplier.pop("since", None)
    return copied


def _unstated(data: Data, register: str) -> Data:
    return uncovered(data, f"suppliers[{SUPPLIER}].{register}")


def test_some_histories_satisfy_everything() -> None:
    """The property above is not about dossiers that never pass."""
    rows = [lot(f"L-{number}", f"2026-0{number}-01", 1000, 0) for number in range(1, 6)]
    rows += [lot(f"L-2{number}", f"2025-0{number}-01", 1000, 0) for number in range(1, 6)]
    lines = [
        delivery(f"D-{number}", f"PO-{number}", f"2026-0{number}-01", f"2026-0{number}-01") for number in range(1, 6)
    ]
    lines += [
        delivery(f"D-2{number}", f"PO-2{number}", f"2025-0{number}-01", f"2025-0{number}-01") for number in range(1, 6)
    ]
    audits = [audit("A-1", "2026-05-01", 95), audit("A-2", "2025-05-01", 95)]

    assert satisfied(supplied({"lots": rows, "deliveries": lines, "audits": audits})) >= {
        one["id"] for one in REQUIREMENTS
    }
