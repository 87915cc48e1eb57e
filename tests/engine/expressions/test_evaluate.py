"""Values over a dossier: three truth values, open registers, none, units, days."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import msgspec
import pytest

from engine.expressions.evaluate import attempt, decide
from engine.expressions.expression import compile_expression
from engine.expressions.reader import Reader
from engine.expressions.values import Many, Missing, Record, Unknown, Value
from engine.model.values import Exact, Quantity

Valued = Callable[[str], Value | Unknown]
Three: TypeAlias = bool | None
WHY = Missing("x", "not-recorded")
T, F, U = True, False, None

# CEL specification, Logical Operators: an error is absorbed by the side that decides. Unknown stands for the error.
TABLE = [
    # left, right, and, or
    (T, T, T, T),
    (T, F, F, T),
    (T, U, U, T),
    (F, T, F, T),
    (F, F, F, F),
    (F, U, F, U),
    (U, T, U, T),
    (U, F, F, U),
    (U, U, U, U),
]
# Of the dossier: recorded true, recorded false, never recorded.
WRITTEN = {T: "lot.contract_manufactured", F: "product.ivd", U: "lot.emergency_release_open"}


def _truth(value: Value | Unknown) -> bool | None:
    if isinstance(value, Unknown):
        return None
    assert isinstance(value, bool)
    return value


@pytest.mark.parametrize(("left", "right", "both", "either"), TABLE)
def test_and_and_or_have_the_truth_tables_of_the_specification(
    value: Valued, left: Three, right: Three, both: Three, either: Three
) -> None:
    assert _truth(value(f"{WRITTEN[left]} && {WRITTEN[right]}")) is both
    assert _truth(value(f"{WRITTEN[left]} || {WRITTEN[right]}")) is either


@pytest.mark.parametrize(("one", "other"), [(T, F), (F, T), (U, U)])
def test_not_turns_true_and_false_and_leaves_unknown(value: Valued, one: Three, other: Three) -> None:
    assert _truth(value(f"!{WRITTEN[one]}")) is other


@pytest.mark.parametrize(("test", "found"), [(T, 1), (F, 2), (U, None)])
def test_a_conditional_takes_one_side_and_is_unknown_without_a_test(
    value: Valued, test: Three, found: int | None
) -> None:
    given = value(f"{WRITTEN[test]} ? 1 : 2")

    assert given == found if found else isinstance(given, Unknown)


@pytest.mark.parametrize("outcomes", [[T, U, F], [U, U], [], [F, F], [T, T], [U, F, U, T]])
@pytest.mark.parametrize("deciding", [True, False])
def test_the_order_of_outcomes_changes_nothing(outcomes: list[bool | None], deciding: bool) -> None:  # noqa: FBT001  # a case
    def joined(given: list[bool | None]) -> bool | None:
        three = [Unknown([WHY]) if one is None else one for one in given]
        try:
            return decide(three, deciding=deciding)
        except Unknown:
            return None

    assert joined(outcomes) == joined(outcomes[::-1])
    expected = deciding if deciding in outcomes else None if None in outcomes else not deciding
    assert joined(outcomes) is expected


EVALUATED: list[tuple[str, Value]] = [
    ("lot.quantity + 2 * 3 - 1", 105),
    ("-lot.quantity < 0", True),
    ("lot.quantity >= 100 && lot.quantity <= 100 && !(lot.quantity > 100) && !(lot.quantity < 100)", True),
    ("lot.label.revision == lot.label.approved_revision", False),  # 1.10 is not 1.1
    ("lot.label.revision != lot.label.approved_revision", True),
    ("lot.id == 'L-1'", True),
    ("lot.product.id == product.id", True),
    ("'EU' in lot.target_markets", True),
    ("'US' in lot.target_markets", False),
    ("size(lot.target_markets)", 1),
    ("size(lot.permissions)", 0),
    ("product.risk_class['EU']", "IIb"),
    # null: recorded as none, compared only with the literal
    ("lot.batch_record.approved_by == null", True),
    ("lot.batch_record.approved_by != null", False),
    ("null != lot.batch_record.approved_by", False),
    ("product.first_placed_on_market['US'] == null", True),
    ("product.first_placed_on_market['EU'] == null", False),
    ("lot.steps.exists(s, s.supplier != null)", True),
    # has: recorded, be it as none
    ("has(lot.label)", True),
    ("has(lot.batch_record.approved_by)", True),
    ("has(lot.batch_record.approved_at)", False),
    # ordinary lists, empty and not
    ("lot.permissions.exists(p, p.act == 'ship')", False),
    ("lot.permissions.all(p, p.act == 'ship')", True),
    ("lot.permissions.exists_one(p, p.act == 'ship')", False),
    # open registers: true can be found, false cannot
    ("lot.steps.exists(s, s.kind == 'extrusion')", True),
    ("lot.steps.all(s, s.kind == 'extrusion')", False),
    # closed by a coverage statement
    ("lot.inspections.exists(i, i.nonconforming > 2)", False),
    ("lot.inspections.all(i, i.nonconforming <= 2)", True),
    ("size(lot.inspections)", 2),
    ("lot.inspections.exists_one(i, i.nonconforming == 2)", True),
    ("2 in lot.inspections.map(i, i.nonconforming)", True),
    ("3 in lot.inspections.map(i, i.nonconforming)", False),
    ("size(lot.inspections.filter(i, i.nonconforming > 0))", 1),
    # a supplier's approvals are an ordinary list; a4 has no status, and a2 decides
    ("lot.steps.exists(s, s.supplier.approvals.exists(a, a.status == 'approved' && s.kind in a.scope))", True),
    # quantities: exact, and 4.0 mg is 4 mg
    ("lot.inspections.exists(i, i.measured == i.upper_limit)", True),
    ("lot.inspections.exists(i, i.measured <= quantity('4.000000000000000000000000001', 'mg'))", True),
    ("quantity('0.1', 'g') < quantity('0.10000000000000000001', 'g')", True),
    ("quantity('1', 'g') == quantity('1000', 'mg')", True),
    ("quantity('1', 'g') != quantity('1000.000000000000000001', 'mg')", True),
    ("lot.inspections.all(i, i.measured < quantity('5', 'mg'))", False),
    # days
    ("today == date('2026-03-01')", True),
    ("lot.steps.exists(s, day(s.started_at) == date('2026-02-28'))", True),  # 1 March in UTC
    ("product.first_placed_on_market['EU'] < lot.started_on", True),
]


@pytest.mark.parametrize(("text", "found"), EVALUATED, ids=[text for text, _ in EVALUATED])
def test_an_expression_has_its_value(value: Valued, text: str, found: Value) -> None:
    given = value(text)

    assert given == found
    assert type(given) is type(found)


UNKNOWN = [
    ("lot.emergency_release_open", "lot.emergency_release_open", "not-recorded"),
    ("lot.batch_record.approved_at == null", "lot.batch_record.approved_at", "not-recorded"),
    ("lot.batch_record.approved_at != null", "lot.batch_record.approved_at", "not-recorded"),
    ("lot.batch_record.approved_by == 'x'", "lot.batch_record.approved_by", "recorded-as-none"),
    ("lot.batch_record.approved_by != 'x'", "lot.batch_record.approved_by", "recorded-as-none"),
    ("lot.batch_record.approved_by in ['x']", "lot.batch_record.approved_by", "recorded-as-none"),
    (
        "lot.batch_record.approved_by == lot.batch_record.approved_by",
        "lot.batch_record.approved_by",
        "recorded-as-none",
    ),
    ("product.last_placed_on_market_on <= today", "product.last_placed_on_market_on", "recorded-as-none"),
    ("add_days(product.last_placed_on_market_on, 1) <= today", "product.last_placed_on_market_on", "recorded-as-none"),
    ("product.risk_class['US'] == 'II'", "product.risk_class[US]", "no-entry"),
    ("product.first_placed_on_market['US'] < today", "product.first_placed_on_market[US]", "recorded-as-none"),
    ("lot.release_procedure.revision == '1'", "lot.release_procedure", "not-recorded"),
    ("has(lot.release_procedure.revision)", "lot.release_procedure", "not-recorded"),
    # open registers
    ("lot.steps.exists(s, s.kind == 'coating')", "lot.steps", "not-covered"),
    ("lot.steps.all(s, s.id in ['ext', 'seal', 'last'])", "lot.steps", "not-covered"),
    ("lot.steps.exists_one(s, s.id == 'ext')", "lot.steps", "not-covered"),
    ("size(lot.steps)", "lot.steps", "not-covered"),
    ("size(lot.steps.filter(s, s.id == 'ext'))", "lot.steps", "not-covered"),
    ("'ext' in lot.steps.map(s, s.id)", "lot.steps", "not-covered"),
    ("lot.steps.filter(s, s.id == 'ext').exists(s, s.id == 'x')", "lot.steps", "not-covered"),
    ("lot.steps.map(s, s.id).exists(i, i == 'x')", "lot.steps", "not-covered"),
    ("lot.steps.filter(s, s.kind == 'coating').exists(s, true)", "lot.steps[last].kind", "not-recorded"),
    # an empty register that nobody stated complete is no evidence
    ("size(lot.nonconformances)", "lot.nonconformances", "not-covered"),
    ("lot.nonconformances.exists(n, n.status == 'open')", "lot.nonconformances", "not-covered"),
    ("lot.nonconformances.all(n, n.status == 'closed')", "lot.nonconformances", "not-covered"),
    ("size(lot.nonconformances.map(n, n.id))", "lot.nonconformances", "not-covered"),
    # units
    ("lot.inspections.all(i, i.measured < quantity('5', 'mm'))", "4.0 mg ~ 5 mm", "other-unit"),
    ("lot.inspections.exists(i, i.measured == quantity('5', 'mm'))", "0.1 g ~ 5 mm", "other-unit"),
    ("lot.inspections.exists(i, i.measured != quantity('5', 'mm'))", "0.1 g ~ 5 mm", "other-unit"),
    ("lot.inspections.exists(i, i.measured > i.upper_limit)", "lot.inspections[i2].upper_limit", "recorded-as-none"),
    # CEL specification, Numeric Values: overflow is an error
    ("9223372036854775807 + 1 > 0", "9223372036854775808", "out-of-calendar"),
    ("-9223372036854775808 - 1 < 0", "-9223372036854775809", "out-of-calendar"),
    ("-(-9223372036854775808) > 0", "9223372036854775808", "out-of-calendar"),
    ("lot.quantity * 9223372036854775807 > 0", "922337203685477580700", "out-of-calendar"),
    # the calendar ends
    ("add_days(today, 9223372036854775807) > today", "add_days(2026-03-01, 9223372036854775807)", "out-of-calendar"),
    ("add_months(today, -9223372036854775807) < today", "add_months(2026-03-01, -922", "out-of-calendar"),
    ("add_years(today, 7974) > today", "add_months(2026-03-01, 95688)", "out-of-calendar"),
    # none among the days of which the last is asked for
    (
        "latest([product.last_placed_on_market_on, product.first_placed_on_market['EU']]) < today",
        "latest",
        "recorded-as-none",
    ),
    ("latest(product.registrations.map(r, r.valid.from)) < today", "product.registrations", "not-recorded"),
]


@pytest.mark.parametrize(("text", "path", "reason"), UNKNOWN, ids=[text for text, _, _ in UNKNOWN])
def test_what_was_not_recorded_is_unknown_and_named(value: Valued, text: str, path: str, reason: str) -> None:
    given = value(text)

    assert isinstance(given, Unknown), given
    assert any(one.path.startswith(path) and one.reason == reason for one in given.missing), given.missing


ABSORBED = [
    ("lot.emergency_release_open && lot.id == 'x'", False),
    ("lot.id == 'x' && lot.emergency_release_open", False),
    ("size(lot.nonconformances) == 0 || lot.id == 'L-1'", True),
    ("lot.steps.exists(s, s.kind == 'coating' || s.id == 'last')", True),
    ("lot.inspections.exists(i, i.measured <= i.upper_limit)", True),
    ("lot.inspections.exists(i, i.measured == quantity('5', 'mm')) && lot.id == 'x'", False),
    # one unknown comparison does not hide an equal element
    ("quantity('4', 'mg') in [quantity('1', 'g'), quantity('4.0', 'mg')]", True),
]


@pytest.mark.parametrize(("text", "found"), ABSORBED, ids=[text for text, _ in ABSORBED])
def test_unknown_is_absorbed_by_what_decides(value: Valued, text: str, found: bool) -> None:  # noqa: FBT001  # a case
    assert value(text) is found


def test_a_filter_and_a_map_of_an_open_register_stay_open(value: Valued) -> None:
    for text in ("lot.steps.filter(s, s.id == 'ext')", "lot.steps.map(s, s.id)", "lot.nonconformances.map(n, n.id)"):
        given = value(text)
        assert isinstance(given, Many)
        assert given.open_end is not None
        assert given.open_end.reason == "not-covered"


def test_a_filter_of_a_covered_register_is_closed(value: Valued) -> None:
    given = value("lot.inspections.filter(i, i.nonconforming == 2)")

    assert isinstance(given, Many)
    assert given.open_end is None
    assert [one.path for one in given.items if isinstance(one, Record)] == ["lot.inspections[i1]"]


def test_quantities_compare_by_value_and_keep_their_digits(value: Valued) -> None:
    assert value("quantity('4.0', 'mg')") == Quantity(value=Exact("4.0"), unit="mg")
    assert value("quantity('4.0', 'mg') == quantity('4', 'mg')") is True


COVERAGE = [
    # from, through, whether it closes the register of a lot begun on 1 February on 1 March
    ("2026-02-01", "2026-03-01", True),
    ("2026-01-01", "2026-12-31", True),
    ("2026-02-02", "2026-03-01", False),
    ("2026-02-01", "2026-02-28", False),
]


@pytest.mark.parametrize(("begin", "through", "closed"), COVERAGE)
def test_a_register_is_closed_from_the_first_day_of_the_lot_through_today(
    on_dossier: Reader,
    begin: str,
    through: str,
    closed: bool,  # noqa: FBT001  # a case
) -> None:
    statement = msgspec.structs.replace(
        on_dossier.dossier.coverage[0], from_=dt.date.fromisoformat(begin), through=dt.date.fromisoformat(through)
    )
    dossier = msgspec.structs.replace(on_dossier.dossier, coverage=[statement])
    lot = Reader(dossier, on_dossier.today).names()["lot"]
    assert isinstance(lot, Record)
    inspections = lot.read("inspections")
    assert isinstance(inspections, Many)

    assert (inspections.open_end is None) is closed


def test_two_statements_with_a_day_between_them_close_nothing(on_dossier: Reader) -> None:
    one = on_dossier.dossier.coverage[0]
    parts = [
        msgspec.structs.replace(one, through=dt.date(2026, 2, 14)),
        msgspec.structs.replace(one, from_=dt.date(2026, 2, 16)),
    ]
    lot = Reader(msgspec.structs.replace(on_dossier.dossier, coverage=parts), on_dossier.today).names()["lot"]
    assert isinstance(lot, Record)
    inspections = lot.read("inspections")
    assert isinstance(inspections, Many)

    assert inspections.open_end is not None


DOUBTED = ("lot.quantity", "lot.inspections", "lot.steps[ext].kind", "product.risk_class[EU]", "lot.label.revision")
DOUBTFUL = [
    ("lot.quantity > 1", None),
    ("has(lot.quantity)", None),
    ("lot.quantity > 1 || lot.id == 'L-1'", True),
    ("has(lot.label)", True),
    ("has(lot.label.revision)", None),
    ("lot.inspections.exists(i, i.nonconforming == 2)", None),
    ("lot.inspections.all(i, i.nonconforming == 99)", None),
    ("lot.steps.exists(s, s.kind == 'extrusion')", None),
    ("lot.steps.exists(s, s.kind == 'sealing')", True),
    ("product.risk_class['EU'] == 'IIb'", None),
    ("lot.label.approved_revision == '1.1'", True),
]


@pytest.mark.parametrize(("text", "found"), DOUBTFUL, ids=[text for text, _ in DOUBTFUL])
def test_what_is_recorded_and_faulty_is_unknown_and_so_is_whether_it_was_recorded(
    value: Callable[..., Value | Unknown], on_dossier: Reader, text: str, found: Three
) -> None:
    doubts = {path: Missing(path, "faulty", "Doubted", "存疑") for path in DOUBTED}

    given = value(text, Reader(on_dossier.dossier, on_dossier.today, doubts))

    assert _truth(given) is found
    if isinstance(given, Unknown):
        assert any(one.reason == "faulty" for one in given.missing), given.missing


LIMITED = [
    ("1 / 0 == 1", "no-result"),
    ("lot.id.charAt(99) == 'a'", "no-entry"),
    ("int(lot.id) == 1", "no-result"),
    ("lot.target_markets[7] == 'EU'", "no-entry"),
]


@pytest.mark.parametrize(("text", "reason"), LIMITED, ids=[text for text, _ in LIMITED])
def test_over_a_dossier_what_has_no_value_is_unknown(text: str, reason: str, on_dossier: Reader) -> None:
    tree = compile_expression(text).tree
    found = attempt(tree, on_dossier.names())

    assert isinstance(found, Unknown)
    assert {one.reason for one in found.missing} == {reason}
    assert attempt(compile_expression(f"{text} && lot.id == 'x'").tree, on_dossier.names()) is False


def test_instants_are_timestamps_and_have_durations_between_them(value: Valued) -> None:
    assert value("lot.steps.exists(s, s.started_at + duration('1h') > timestamp('2026-03-01T05:00:00Z'))") is True
    assert value("lot.steps.exists(s, s.started_at - timestamp('2026-03-01T04:00:00Z') == duration('30m'))") is True
    assert value("lot.steps.exists(s, s.started_at.getHours() == 4 && s.started_at == s.started_at)") is True
