"""Which changes of what makes findings are provably tighter, kind by kind and leaf by leaf."""

from pathlib import Path

import pytest

from core.errors import FaultsError
from engine.packs.resolve import Shelf, load_pack
from tests.engine.inspection.lots import provision
from tests.engine.suppliers.supplied import scorecard
from tests.strategies import HEADER, Data, requirement, write_pack

GUARD = requirement("GUARD-1", "lot.batch_record.complete")
WHY = {"because": "a stricter site", "cites": [{"source": "work", "at": "2"}], "authority": "policy"}
INSPECTED = provision(
    id="BASE-1",
    authority="standard",
    where='c.class == "major"',
    applies="product.sterile",
    binds=["legal_manufacturer"],
    sampling={"scheme": "fixed", "sample_size": 5, "acceptance_number": 1},
    guard_band={"rule": "uncertainty", "factor": "0.5"},
    results="counts",
)
WATCHED = {
    "id": "BASE-1",
    **HEADER,
    "authority": "standard",
    "each": {"step": "lot.steps"},
    "where": 'step.kind == "sealing"',
    "none": "not_applicable",
    "characteristic": "seal strength",
    "every": "PT1H",
    "chart": {"kind": "individuals"},
    "baseline": {"subgroups": 20},
    "signals": ["nelson_1", "nelson_2"],
    "capability": {"index": "ppk", "min": "1.33"},
    "monitor": {"min": 'quantity("1", "N")', "excursion": {"longest": "PT10M"}},
}
FLAG = {"tighten": {"when": 'finding.grade == "D"', "because": {"en": "low", "zh": "低"}}}
SCORED = scorecard(id="BASE-1", authority="standard", minimum=3, consequences=FLAG)
FINDING = [
    ("inspections", INSPECTED, "otherwise", "reject", True),
    ("inspections", INSPECTED, "none", "not_applicable", False),
    ("inspections", INSPECTED, "sampling.sample_size", 6, True),
    ("inspections", INSPECTED, "sampling.sample_size", 4, False),
    ("inspections", INSPECTED, "sampling.acceptance_number", 0, True),
    ("inspections", INSPECTED, "sampling.acceptance_number", 2, False),
    ("inspections", INSPECTED, "guard_band.factor", "1", True),
    ("inspections", INSPECTED, "guard_band.factor", "0.4", False),
    ("inspections", INSPECTED, "results", "readings", True),
    ("inspections", INSPECTED, "where", 'c.class == "major" || c.class == "minor"', False),
    ("inspections", INSPECTED, "where", 'c.class == "major" && c.kind == "variable"', False),
    ("inspections", INSPECTED, "applies", "product.sterile || product.implantable", False),
    ("inspections", INSPECTED, "effective.from", "2019-01-01", False),
    ("inspections", INSPECTED, "before", "production_release", False),
    ("inspections", INSPECTED, "binds", [], False),
    ("processes", WATCHED, "capability.min", "1.67", True),
    ("processes", WATCHED, "capability.min", "1.32", False),
    ("processes", WATCHED, "signals", ["nelson_1", "nelson_2", "nelson_3"], True),
    ("processes", WATCHED, "signals", ["nelson_1"], False),
    ("processes", WATCHED, "every", "PT30M", True),
    ("processes", WATCHED, "every", "PT2H", False),
    ("processes", WATCHED, "baseline.subgroups", 25, True),
    ("processes", WATCHED, "baseline.subgroups", 19, False),
    ("processes", WATCHED, "monitor.excursion.longest", "PT9M", True),
    ("processes", WATCHED, "monitor.excursion.longest", "PT11M", False),
    ("processes", WATCHED, "monitor.min", 'quantity("2", "N")', False),
    ("processes", WATCHED, "none", "violated", True),
    ("processes", WATCHED, "where", 'step.kind == "sealing" || step.kind == "cleaning"', False),
    ("scorecards", SCORED, "minimum", 4, True),
    ("scorecards", SCORED, "minimum", 2, False),
    ("scorecards", SCORED, "metrics.audit.minimum", 2, True),
    ("scorecards", SCORED, "consequences.tighten.when", 'finding.grade == "D" || finding.grade == "C"', True),
    (
        "scorecards",
        SCORED,
        "consequences.tighten.when",
        'finding.grade == "D" && finding.total < quantity("50", "1")',
        False,
    ),
    ("scorecards", SCORED, "period", "P24M", False),
    ("scorecards", SCORED, "period", "P6M", False),
    ("scorecards", SCORED, "weights", None, False),
    ("scorecards", SCORED, "grades", None, False),
    ("scorecards", SCORED, "effective.from", "2019-01-01", False),
]


def changed_weights(base: Data) -> Data:
    """Exchange two weights of a scorecard."""
    (first, one), (second, other), *_ = base["weights"].items()
    return {f"weights.{first}": other, f"weights.{second}": one}


def changed_grades(base: Data) -> Data:
    """Let the best grade begin lower."""
    best, next_best = sorted(base["grades"], key=lambda one: -float(base["grades"][one]["from"]))[:2]
    return {f"grades.{best}.from": "85", f"grades.{next_best}.to": "85"}


@pytest.mark.parametrize(
    ("kind", "base", "leaf", "value", "tighter"),
    FINDING,
    ids=[f"{kind}-{leaf}-{value}" for kind, _, leaf, value, _ in FINDING],
)
def test_what_makes_findings_is_tighter_where_it_finds_no_less(  # what one row says
    shelf: Path, kind: str, base: Data, leaf: str, value: object, *, tighter: bool
) -> None:
    several = {"weights": changed_weights, "grades": changed_grades}
    said = several[leaf](base) if value is None else {leaf: value}
    write_pack(shelf, "p", {"all.yaml": {kind: [base], "requirements": [GUARD]}})
    override = {"id": "BASE-1", "set": said, **WHY}
    child = write_pack(shelf, "child", {"c.yaml": {"override": [override]}}, extends="p")
    codes = set()
    try:
        load_pack(child, Shelf((shelf,)))
    except FaultsError as caught:
        codes = {fault.code for fault in caught.faults}

    assert codes == (set() if tighter else {"pack.override.loosens"})
