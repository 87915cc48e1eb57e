"""Dossiers that contradict themselves, and times that lie ahead."""

import datetime as dt

import pytest

from core.documents.json_text import read_json
from core.documents.yaml_text import read_yaml
from core.errors import FaultsError
from engine.model.dossier import Dossier
from engine.model.faults import Fault
from engine.model.quality import quality_faults
from engine.model.reading import check_document, read_dossier

HEAD = """format: lotgate-dossier/v1
product: {id: P-1}
suppliers:
  - {id: S-1}
lot:
  id: L-1
  product: P-1
  target_markets: [EU]
"""


def _read(text: str) -> Dossier:
    return read_dossier(read_yaml(text, "d"))


def _faults(text: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        check_document(read_yaml(text, "d"))
    return [str(fault) for fault in caught.value.faults]


def _ahead(dossier: Dossier, as_of: dt.datetime) -> list[Fault]:
    faults = quality_faults(dossier, as_of)
    assert {fault.error.code for fault in faults} <= {"dossier.time.after-as-of"}
    return list(faults)


REFUSED = [
    (HEAD.replace("[EU]", "[]"), "d:8:19: [dossier.market.none]"),
    (HEAD.replace("[EU]", "[EU, US, EU]"), "d:8:28: [dossier.id.duplicate] `EU` stands twice in `target_markets`"),
    (HEAD.replace("[EU]", "[eu]"), "[document.value.invalid] `eu` does not have the form"),
    (HEAD.replace("  target_markets: [EU]\n", ""), "d:6:3: [document.field.missing] `target_markets` is missing"),
    (HEAD.replace("product: P-1", "product: P-2"), "d:7:12: [dossier.reference.unresolved] `P-2` is not in `product`"),
    (HEAD.replace("{id: S-1}", "{id: S-1}\n  - {id: S-1}"), "d:5:5: [dossier.id.duplicate] `S-1` stands twice"),
    (HEAD + "  steps:\n    - {id: a, supplier: S-11}\n", "[dossier.reference.unresolved] `S-11` is not in `suppliers`"),
    (HEAD + "  steps:\n    - {id: a, supplier: S-11}\n", "(hint: did you mean `S-1`?)"),
    (HEAD + "  steps:\n    - {id: a}\n    - {id: a}\n", "d:11:7: [dossier.id.duplicate] `a` stands twice in `steps`"),
    (HEAD + "  steps:\n    - {kind: sealing}\n", "d:10:7: [document.field.missing] `id` is missing"),
    (HEAD + "  stpes: []\n", "d:9:3: [document.field.unknown] unknown field `stpes` (hint: did you mean `steps`?)"),
    (HEAD + "  quantity: 0\n", "[document.value.invalid] `0` is below 1"),
    (HEAD + "  started_on: 2026-02-30\n", "d:9:15: [document.value.invalid] there is no day `2026-02-30`"),
    (HEAD + "  label: null\n", "d:9:10: [document.value.wrong-type]"),
    (
        HEAD + "coverage:\n  - {register: lot.step, stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "d:10:16: [dossier.coverage.unknown-register] `lot.step` is not a register (hint: did you mean `lot.steps`?)",
    ),
    (
        HEAD + "coverage:\n  - {register: lot.target_markets, stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `lot.target_markets`",
    ),
    (
        HEAD
        + "coverage:\n  - {register: 'lot.steps[s].equipment', stated_by: Q, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `lot.steps[s].equipment`",
    ),
    (
        HEAD
        + "coverage:\n  - {register: 'lot.steps[*].equipmnt', stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `lot.steps[*].equipmnt`",
    ),
    (
        HEAD + "coverage:\n  - {register: lot.steps.*, stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `lot.steps.*`",
    ),
    (
        HEAD + "coverage:\n  - {register: 'suppliers[S-2].*', stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `suppliers[S-2].*`",
    ),
    (
        HEAD
        + "coverage:\n  - {register: 'suppliers[S-*].audits', stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `suppliers[S-*].audits`",
    ),
    (
        HEAD
        + "coverage:\n  - {register: 'suppliers[].audits', stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `suppliers[].audits`",
    ),
    (
        HEAD + "coverage:\n  - {register: '*', stated_by: QA, from: 2026-01-01, through: 2026-01-02}\n",
        "[dossier.coverage.unknown-register] `*`",
    ),
    (
        HEAD + "coverage:\n  - {register: lot.steps, stated_by: QA, from: 2026-01-02, through: 2026-01-01}\n",
        "[dossier.period.reversed] the coverage ends before it begins",
    ),
    (
        HEAD + "coverage:\n  - {register: lot.steps, stated_by: '', from: 2026-01-01, through: 2026-01-01}\n",
        "[document.value.invalid] this text may not be empty",
    ),
    (
        HEAD.replace("{id: S-1}", "{id: S-1, approvals: [{id: a, valid: {from: 2026-01-02, until: 2026-01-01}}]}"),
        "d:4:42: [dossier.period.reversed] the period ends before it begins",
    ),
    (HEAD.replace("lotgate-dossier/v1", "lotgate-dossier/v2"), "d:1:9: [document.value.invalid]"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_dossier_that_contradicts_itself_is_refused(text: str, said: str) -> None:
    faults = _faults(text)

    assert len(faults) == 1, faults
    assert said in faults[0]


def test_every_contradiction_is_told_at_once_in_the_order_of_the_text() -> None:
    text = HEAD.replace("[EU]", "[]").replace("product: P-1", "product: P-2") + (
        "  steps:\n    - {id: b}\n    - {id: b, supplier: X}\n"
        "coverage:\n  - {register: lot, stated_by: QA, from: 2026-01-02, through: 2026-01-01}\n"
    )

    assert [fault.split("] ")[0] for fault in _faults(text)] == [
        "d:7:12: [dossier.reference.unresolved",
        "d:8:19: [dossier.market.none",
        "d:11:7: [dossier.id.duplicate",
        "d:11:25: [dossier.reference.unresolved",
        "d:13:5: [dossier.period.reversed",
        "d:13:16: [dossier.coverage.unknown-register",
    ]


def test_a_body_of_json_names_paths() -> None:
    lot = '{"id": "L", "product": "Q", "target_markets": []}'
    body = f'{{"format": "lotgate-dossier/v1", "product": {{"id": "P"}}, "lot": {lot}}}'

    with pytest.raises(FaultsError) as caught:
        check_document(read_json(body))

    assert [str(fault.location) for fault in caught.value.faults] == ["$.lot.product", "$.lot.target_markets"]


def test_a_period_of_one_day_and_an_open_one_are_read() -> None:
    dossier = _read(
        HEAD.replace(
            "{id: S-1}",
            "{id: S-1, approvals: [{id: a, valid: {from: 2026-01-01, until: 2026-01-01}},"
            " {id: b, valid: {from: 2026-01-01, until: null}}]}",
        )
    )

    assert isinstance(dossier.suppliers[0].approvals, list)
    assert len(dossier.suppliers[0].approvals) == 2


AS_OF = dt.datetime.fromisoformat("2026-03-01T09:00:00+01:00")
INSTANTS = [
    ("2026-03-01T09:00:00+01:00", False),  # exactly then
    ("2026-03-01T16:00:00+08:00", False),  # the same instant elsewhere
    ("2026-03-01T08:00:00Z", False),
    ("2026-03-01T09:00:00.000001+01:00", True),
    ("2026-03-01T16:00:01+08:00", True),
    ("2026-03-01T03:00:01-05:00", True),
    ("2026-02-28T23:59:59-05:00", False),
]


@pytest.mark.parametrize(("instant", "ahead"), INSTANTS)
def test_an_instant_after_the_decision_is_refused(instant: str, ahead: bool) -> None:  # noqa: FBT001  # a case
    dossier = _read(HEAD + f"  steps:\n    - {{id: a}}\n    - {{id: b, started_at: '{instant}'}}\n")

    faults = _ahead(dossier, AS_OF)

    assert bool(faults) is ahead
    assert all(
        str(fault.as_error()).startswith("$.lot.steps[1].started_at: [dossier.time.after-as-of]") for fault in faults
    )
    assert all(fault.unknown == ("lot.steps[b].started_at",) for fault in faults)


DAYS = [
    # At 09:59 UTC it is 23:59 on Kiritimati (UTC+14), and a minute later the next day has begun there.
    ("2026-03-01T09:59:59+00:00", "2026-03-01", False),
    ("2026-03-01T09:59:59+00:00", "2026-03-02", True),
    ("2026-03-01T10:00:00+00:00", "2026-03-02", False),
    ("2026-03-01T10:00:00+00:00", "2026-03-03", True),
]


@pytest.mark.parametrize(("as_of", "day", "ahead"), DAYS)
def test_a_day_that_has_begun_nowhere_is_refused(as_of: str, day: str, ahead: bool) -> None:  # noqa: FBT001  # a case
    dossier = _read(HEAD + f"  started_on: {day}\n")

    assert bool(_ahead(dossier, dt.datetime.fromisoformat(as_of))) is ahead


def test_a_validity_and_an_expiry_may_lie_ahead() -> None:
    dossier = _read(
        HEAD.replace("{id: S-1}", "{id: S-1, approvals: [{id: a, valid: {from: 2030-01-01, until: 2031-01-01}}]}")
        + "  label: {id: B, expires_on: 2031-01-01}\n"
    )

    assert _ahead(dossier, AS_OF) == []


def test_a_statement_of_completeness_through_a_day_to_come_is_refused() -> None:
    dossier = _read(
        HEAD + "coverage:\n  - {register: lot.steps, stated_by: QA, from: 2026-01-01, through: 2027-01-01}\n"
    )

    assert [fault.unknown for fault in _ahead(dossier, AS_OF)] == [("coverage[0].through",)]


def test_every_time_that_lies_ahead_is_told_at_once() -> None:
    dossier = _read(
        HEAD + "  started_on: 2027-01-01\n  released_on: 2027-01-02\n  label: {id: B, manufactured_on: 2027-01-03}\n"
    )

    assert sorted(fault.unknown for fault in _ahead(dossier, AS_OF)) == [
        ("lot.label.manufactured_on",),
        ("lot.released_on",),
        ("lot.started_on",),
    ]
