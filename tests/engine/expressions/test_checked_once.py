"""What was checked for one pack stands for another only where the expression reads the same types there."""

import msgspec
import pytest

from engine.expressions.check import Environment
from engine.expressions.conditions import Purpose
from engine.expressions.expression import Expression, check_expression, source_text
from engine.model.findings import Findings
from engine.model.lot import Lot
from engine.model.types import BOOL, DATE, INT, TEXT, ListOf, RecordOf, Type
from engine.packs.names import NAMES


class Extra(msgspec.Struct):
    """The extra fields of one pack."""

    grade: str


class OtherExtra(msgspec.Struct):
    """Those of another."""

    mark: str


def told(text: str, names: Environment, purpose: Purpose = "require", wanted: Type | None = BOOL) -> object:
    """The type that was found, or the faults."""
    found = check_expression(source_text(text), names, purpose, wanted)
    return found.type if isinstance(found, Expression) else [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("x == 1", {"x": INT}, {"x": TEXT}),
        ("x == 1", {"x": INT}, {}),
        ("lot.steps.exists(x, x.id == 'a')", NAMES, {**NAMES, "x": INT}),
        (".x == 1 && [1].exists(x, x == y)", {"x": INT, "y": INT}, {"y": INT}),
        ("x.exists(a, a == 1)", {"x": ListOf(INT)}, {"x": ListOf(INT), "a": INT}),
        ("lot.all(a, a == 1)", {"lot": ListOf(INT)}, {"lot": ListOf(INT, register=True)}),
        (
            "lot.attributes.grade == 'a'",
            {**NAMES, "attributes of lot": RecordOf(Extra)},
            {**NAMES, "attributes of lot": RecordOf(OtherExtra)},
        ),
        ("findings.suppliers['a'].rated", {"findings": RecordOf(Findings)}, {"findings": RecordOf(Lot)}),
    ],
)
def test_other_types_are_checked_anew(text: str, one: Environment, other: Environment) -> None:
    for first, second in ((one, other), (other, one)):
        found = [told(text, names) for names in (first, second, first, second)]
        assert found[:2] == found[2:]
        assert found[0] != found[1]


def test_another_purpose_or_type_is_checked_anew() -> None:
    text = "has(lot.label)"

    assert told(text, NAMES, "message") == BOOL
    assert isinstance(told(text, NAMES, "where"), list)
    assert isinstance(told("today", NAMES, "value"), list)
    assert told("today", NAMES, "value", DATE) == DATE


def test_a_provision_keeps_its_own_place_and_the_nodes_that_have_types() -> None:
    first, second = (check_expression(source_text("lot.quantity == 7"), names, "require", BOOL)
                     for names in (NAMES, {**NAMES, "more": INT}))  # fmt: skip

    assert isinstance(first, Expression)
    assert isinstance(second, Expression)
    assert first.source is not second.source
    assert second.types[id(second.tree)] == BOOL
