"""Which plan applies: points of the tables as reference/qms_erp.md lists them, and the numbers in words."""

from decimal import Decimal

import pytest

from core.words import Localized
from engine.inspection.plans import Plan, plan_of
from engine.inspection.reasons import Reason
from engine.inspection.severity import Severity
from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.packs.inspection_standard import SamplingRule

NORMAL = Severity("normal", Localized(en="because", zh="因为"))


def rule(aql: str, scheme: str = "iso_2859_1", edition: str = "1999", level: str = "II") -> SamplingRule:
    """Make a rule of a scheme with tables."""
    return SamplingRule(
        scheme=SamplingScheme(scheme),  # type: ignore[call-arg]  # an enum looks its member up by value
        edition=edition,
        level=InspectionLevel(level),  # type: ignore[call-arg]  # as above
        aql=Decimal(aql),
    )


@pytest.mark.parametrize("edition", ["1999", "2012"])
@pytest.mark.parametrize(
    ("lot_size", "aql", "expected"),
    [
        (501, "1.0", ("J", "J", 80, 2)),
        (1200, "1.5", ("J", "J", 80, 3)),
        (1200, "2.5", ("J", "J", 80, 5)),
        (8, "1.0", ("A", "E", 8, 0)),
        (91, "1.0", ("F", "E", 13, 0)),
        (280, "1.0", ("G", "H", 50, 1)),
        (10000, "10", ("L", "K", 125, 21)),
    ],
)
def test_points_of_the_table_for_normal_inspection(
    lot_size: int, aql: str, expected: tuple[str, str, int, int], edition: str
) -> None:
    plan = plan_of(rule(aql, edition=edition), lot_size, NORMAL, "$")

    assert isinstance(plan, Plan)
    assert (plan.code_letter, plan.plan_letter, plan.sample_size, plan.acceptance_number) == expected
    assert plan.rejection_number == plan.acceptance_number + 1


def test_the_words_say_why_the_numbers_are_what_they_are() -> None:
    plan = plan_of(rule("1.0"), 280, NORMAL, "$")

    assert isinstance(plan, Plan)
    assert plan.words.en == (
        "ISO 2859-1 (GB/T 2828.1), edition 1999, level II, AQL 1.0, lot of 280: code letter G; normal inspection; "
        "because; the table's arrows lead on: G down, to H; n 50, Ac 1, Re 2"
    )
    assert plan.words.zh == (
        "计数抽样GB/T 2828.1（ISO 2859-1），版次1999，检验水平II，AQL 1.0，批量280：字码G；正常检验；因为；"
        "按表中箭头：G向下，至H；样本量n 50，Ac 1，Re 2"
    )


def test_a_plan_that_would_take_the_whole_lot_takes_it() -> None:
    plan = plan_of(rule("1.0"), 8, NORMAL, "$")

    assert isinstance(plan, Plan)
    assert (plan.sample_size, plan.acceptance_number) == (8, 0)
    assert plan.words.en.endswith("n 13, Ac 0, Re 1; that is the whole lot of 8: every unit")


@pytest.mark.parametrize(
    "fields",
    [
        {"aql": "0.7"},
        {"scheme": "iso_3951_1", "aql": "1.0"},
        {"edition": "2026", "aql": "1.0"},
        {"level": "S_1", "aql": "1.0", "scheme": "ansi_z1_9", "edition": "2003"},
    ],
    ids=["aql", "scheme", "edition", "level"],
)
def test_what_no_table_has_is_a_reason(fields: dict[str, str]) -> None:
    found = plan_of(rule(**fields), 280, NORMAL, "$.sampling")

    assert isinstance(found, Reason)
    assert (found.code, found.path) == ("no_plan", "$.sampling")
    assert found.words.en
    assert found.words.zh


def test_a_lot_below_the_smallest_of_the_scheme_has_no_plan() -> None:
    found = plan_of(rule("1.0"), 1, NORMAL, "$")

    assert isinstance(found, Reason)
