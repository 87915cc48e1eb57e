"""Signatures: listed for the act that they stand under, judged before the acts after it."""

from pathlib import Path

import pytest

from engine.model.codes import Act
from engine.model.decision import Decision
from tests.decisions.test_kinds import judged, packset
from tests.strategies import (
    HEADER,
    Data,
    decided,
    market_of,
    outcomes,
    patched,
    released,
    requirement,
    uncovered,
    verdicts,
)

SIGNATURE: Data = {
    "id": "RULE-1",
    **HEADER,
    "before": "production_release",
    "who": 'signer.employer == lot.registrant && signer.function == "quality"',
    "count": 2,
    "distinct_from": "[lot.batch_record.id]",
    "meaning": {"en": "released", "zh": "放行"},
}
ACTS = ["production_release", "market_release"]


def signature(identifier: str, **fields: object) -> Data:
    """Make a signature that counts."""
    said = {
        "id": identifier,
        "act": "production_release",
        "market": "CN",
        "signer": f"Person {identifier}",
        "function": "quality",
        "employer": "Hanlin Medical Technology Co., Ltd.",
        "meaning": "放行",
        "signed_at": "2026-11-21T09:00:00+08:00",
        **fields,
    }
    return {key: value for key, value in said.items() if value is not None}


def signed(*signatures: Data, covered: bool = True) -> Data:
    """Give the example with these signatures."""
    data = uncovered(patched(released(), {"lot.signatures": list(signatures)}), "lot.signatures")
    statement = {"register": "lot.signatures", "stated_by": "Xu Lan", "from": "2026-10-09", "through": "2026-11-22"}
    return patched(data, {"coverage[+]": statement}) if covered else data


ONE = signature("S-1")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(signature("S-2"), "satisfied", id="two_persons"),
        pytest.param(signature("S-2", signer="Person S-1"), "violated", id="one_person_twice"),
        pytest.param(signature("S-2", signer="PERSON S-1"), "violated", id="one_person_in_capitals"),
        pytest.param(signature("S-2", signer="Person\u00a0 S-1 "), "violated", id="one_person_with_other_blanks"),
        pytest.param(signature("S-2", signer="Per\u200bson S-1"), "violated", id="one_person_with_an_unseen_character"),
        pytest.param(signature("S-2", signer="Ｐerson S-１"), "violated", id="one_person_in_wide_letters"),
        pytest.param(signature("S-2", signer="BR-2610-014"), "violated", id="one_who_is_excluded"),
        pytest.param(signature("S-2", signer="br-2610-014"), "violated", id="one_who_is_excluded_in_small_letters"),
        pytest.param(signature("S-2", function="production"), "violated", id="another_function"),
        pytest.param(signature("S-2", market="EU"), "violated", id="another_market"),
        pytest.param(signature("S-2", act="ship"), "violated", id="another_act"),
        pytest.param(signature("S-2", meaning="read"), "violated", id="another_meaning"),
        pytest.param(signature("S-2", employer=None), "indeterminate", id="employer_not_recorded"),
        pytest.param(signature("S-2", meaning=None), "indeterminate", id="meaning_not_recorded"),
        pytest.param(signature("S-2", signed_at=None), "indeterminate", id="time_not_recorded"),
    ],
)
def test_signatures_under_an_act_count_for_the_acts_after_it(shelf: Path, second: Data, expected: str) -> None:
    rules = packset(
        shelf,
        ACTS,
        signatures=[SIGNATURE],
        requirements=[requirement("FIRST-1", "lot.batch_record.complete", before="production_release")],
    )
    decision = decided(signed(ONE, second), rules, markets=["CN"], act=Act.market_release)

    assert outcomes(decision)["CN", "RULE-1"] == expected
    assert verdicts(decision)["CN"] == ("release" if expected == "satisfied" else "hold")


def required(decision: Decision) -> list[tuple[str, tuple[str, ...], int | None]]:
    """Give what signatures a decision lists."""
    return [(one.provision, one.present, one.missing_count) for one in market_of(decision, "CN").signatures_required]


@pytest.mark.parametrize(("signatures", "short"), [([], 2), ([ONE], 1), ([ONE, signature("S-2")], 0)])
def test_signatures_for_an_act_are_listed_and_never_count_in_its_own_verdict(
    shelf: Path, signatures: list[Data], short: int
) -> None:
    first = requirement("FIRST-1", "lot.batch_record.complete", before="production_release")
    rules = packset(shelf, ACTS, signatures=[SIGNATURE], requirements=[first])
    decision = decided(signed(*signatures), rules, markets=["CN"], act=Act.production_release)

    assert verdicts(decision)["CN"] == "release"
    assert ("CN", "RULE-1") not in outcomes(decision)
    assert required(decision) == [("RULE-1", tuple(one["id"] for one in signatures), short)]


def test_signatures_that_nobody_stated_complete_are_not_known_to_be_missing(shelf: Path) -> None:
    first = requirement("FIRST-1", "lot.batch_record.complete", before="production_release")
    rules = packset(shelf, ACTS, signatures=[SIGNATURE], requirements=[first])

    assert judged(rules, signed(ONE, covered=False)) == ("indeterminate", "hold")
    assert judged(rules, signed(ONE, signature("S-2"), covered=False)) == ("satisfied", "release")
