"""Types and purposes: what is refused when a pack is loaded, and what is not."""

from collections.abc import Callable

import pytest

from engine.expressions.conditions import Purpose
from engine.model.types import BOOL, DATE, INT, TEXT, Type

FAULTS = [
    ("lto.id", "expression.name.unknown", "unknown name `lto` (hint: did you mean `lot`?)"),
    ("lot.lable", "expression.field.unknown", "record Lot has no field `lable` (hint: did you mean `label`?)"),
    ("lot.steps[0].id", "expression.type.mismatch", "has no entries (hint: name items by a condition"),
    ("lot.id.x", "expression.type.mismatch", "text has no field `x`"),
    ("lot.steps.id", "expression.type.mismatch", "register of record Step has no field `id`"),
    ("has(lot.lable)", "expression.field.unknown", "did you mean `label`?"),
    ("sise(lot.steps)", "expression.function.unknown", "unknown function `sise` (hint: did you mean `size`?)"),
    ("lot.id.beginsWith('a')", "expression.function.unknown", "unknown function `beginsWith`"),
    ("startsWith(lot.id, 'a')", "expression.type.mismatch", "`startsWith` is called as `….startsWith(…)`"),
    ("today.day()", "expression.type.mismatch", "`day` is called as `day(…)`"),
    ("day(today)", "expression.type.mismatch", "instant is asked for, and this is date"),
    ("day()", "expression.type.mismatch", "`day` takes 1, not 0"),
    ("lot.batch_record.approved_at <= today", "expression.type.mismatch", "no order between them"),
    ("lot.batch_record.approved_at == today", "expression.type.mismatch", "`day(…)` gives the civil day of an instant"),
    ("covers(product.registrations, today)", "expression.type.mismatch", "record Period is asked for"),
    (
        "lot.steps.exists(s, covers(s.validation.valid, s.started_at))",
        "expression.type.mismatch",
        "hint: `day(…)` gives",
    ),
    ("lot.quantity / 2 == 1", "expression.division.truncates", "`double(a) / double(b)`"),
    ("lot.id.matches('L-[0-9]+')", "expression.pattern.invalid", "not anchored"),
    ("lot.id.matches('^L|P$')", "expression.pattern.invalid", "not anchored"),
    (r"lot.id.matches('^L\\$')", "expression.pattern.invalid", "not anchored"),
    ("lot.id.matches('^($')", "expression.pattern.invalid", "no regular expression"),
    ("lot.id.matches(lot.id)", "expression.pattern.invalid", "not written out"),
    ("{'a': 1, 2: 3}.a == 'b'", "expression.type.mismatch", "int and text are not compared"),
    ("{1.5: 1}.size() == 1", "expression.type.mismatch", "double cannot be a key of a map"),
    ("lot.steps.all(i, s, i == s.id)", "expression.type.mismatch", "int and text are not compared"),
    ("'US' in product.risk_class", "expression.type.mismatch", "`in` asks for a list, and this is map of"),
    ("1.5 + 1 == 2.5", "expression.type.mismatch", "no `+` between double and int"),
    ("duration('1h') < today", "expression.type.mismatch", "no order between them"),
    ("timestamp('2026-01-01T00:00:00Z') == today", "expression.type.mismatch", "`day(…)` gives the civil day"),
    ("lot.id < 'b'", "expression.type.mismatch", "text and text have no order between them"),
    ("lot.quantity == '1'", "expression.type.mismatch", "int and text are not compared"),
    ("lot.contract_manufactured < true", "expression.type.mismatch", "bool and bool have no order"),
    ("1 < lot.quantity < 3", "expression.type.mismatch", "bool and int have no order"),
    ("lot.label == lot.label", "expression.type.mismatch", "record Label and record Label are not compared"),
    ("lot.steps == lot.steps", "expression.type.mismatch", "are not compared"),
    ("lot.label == null", "expression.type.mismatch", "record Label is never recorded as none (hint: what was not"),
    ("null == null", "expression.type.mismatch", "nothing is never recorded as none"),
    ("lot.id + 1", "expression.type.mismatch", "int is asked for, and this is text"),
    ("today - 1", "expression.type.mismatch", "int is asked for, and this is date"),
    ("!lot.id", "expression.type.mismatch", "bool is asked for, and this is text"),
    ("lot.id && true", "expression.type.mismatch", "bool is asked for, and this is text"),
    ("lot.id in lot.id", "expression.type.mismatch", "`in` asks for a list, and this is text"),
    ("lot.quantity in ['a']", "expression.type.mismatch", "int and text are not compared"),
    ("lot.id in ['a', 1]", "expression.type.mismatch", "the items of a list are of one type"),
    ("lot.id in []", "expression.type.mismatch", "a list that is written out is not empty"),
    ("lot.id.exists(x, x == 'a')", "expression.type.mismatch", "`exists` runs over a list, and this is text"),
    ("lot.steps.exists(s, s.id)", "expression.type.mismatch", "bool is asked for, and this is text"),
    ("lot.steps.exists(lot, lot.outsourced)", "expression.type.mismatch", "`lot` already has a meaning here"),
    (
        "lot.steps.exists(s, s.supplier.approvals.exists(s, s.id == 'x'))",
        "expression.type.mismatch",
        "`s` already has a meaning here",
    ),
    ("lot.contract_manufactured ? 1 : 'a'", "expression.type.mismatch", "the two values are int and text"),
    ("lot.id ? 1 : 2", "expression.type.mismatch", "bool is asked for, and this is text"),
    ("product.risk_class[1]", "expression.type.mismatch", "text is asked for, and this is int"),
    ("date('2026-02-30') < today", "expression.type.mismatch", "`2026-02-30` is no date"),
    ("date('20260301') < today", "expression.type.mismatch", "`20260301` is no date"),
    ("date(lot.id) < today", "expression.type.mismatch", "`date` takes text that is written out"),
    ("date(5) < today", "expression.type.mismatch", "text is asked for, and this is int"),
    ("quantity('1_0', 'mg')", "expression.type.mismatch", "`1_0`, `mg` is no quantity"),
    ("quantity(' 4', 'mg')", "expression.type.mismatch", "is no quantity"),
    ("quantity('NaN', 'mg')", "expression.type.mismatch", "is no quantity"),
    ("quantity('4', '')", "expression.type.mismatch", "is no quantity"),
    ("quantity('4', 'mgg')", "expression.unit.unknown", "`mgg` is no unit of UCUM"),
    ("product.storage_upper < quantity('25', 'mm')", "expression.unit.dimension", "`Cel` and `mm` do not measure"),
    ("quantity('25', 'mm') == product.storage_upper", "expression.unit.dimension", "with a quantity in `Cel`"),
    ("product.storage_upper != quantity('25', '%')", "expression.unit.dimension", "`Cel` and `%` do not measure"),
    ("product.storage_upper in [quantity('25', 'mm')]", "expression.unit.dimension", "`Cel` and `mm` do not measure"),
    ("[product.storage_upper] == [quantity('25', 'mm')]", "expression.unit.dimension", "`Cel` and `mm` do not measure"),
    (
        "cel.bind(q, product.ivd ? product.storage_upper : product.storage_lower, q > quantity('1', 'g'))",
        "expression.unit.dimension",
        "`Cel` and `g` do not measure the same (hint: compare with a quantity in `Cel`",
    ),
    (
        "lot.contract_manufactured ? product.storage_upper : quantity('1', 'g')",
        "expression.type.mismatch",
        "the two values are quantity in Cel or null and quantity in g",
    ),
    ("size(lot.quantity)", "expression.type.mismatch", "list of dyn or map of dyn or text or bytes is asked for"),
    ("latest([lot.batch_record.approved_at])", "expression.type.mismatch", "list of date is asked for"),
    (
        "lot.steps.exists(s, s.kind == 'sealin')",
        "expression.code.unknown",
        "has no `sealin` (hint: did you mean `sealing`",
    ),
    ("lot.steps.exists(s, 'x' == s.kind)", "expression.code.unknown", "code ProcessKind has no `x`"),
    ("lot.steps.exists(s, s.kind in ['sealing', 'x'])", "expression.code.unknown", "code ProcessKind has no `x`"),
    ("'eo' in lot.steps.map(s, s.kind)", "expression.code.unknown", "code ProcessKind has no `eo`"),
    ("lot.steps.exists(s, s.kind == lot.id)", "expression.type.mismatch", "compared with text that is written out"),
    ("lot.steps.exists(s, s.kind == s.validation.status)", "expression.type.mismatch", "are not compared"),
    ("lot.steps.exists(s, s.kind < 'x')", "expression.type.mismatch", "have no order between them"),
    ("lot.steps.exists(s, s.kind != 'sealing')", "expression.code.not-equal", "list the values that are good"),
    ("lot.steps.exists(s, 'sealing' != s.kind)", "expression.code.not-equal", "`!=` on a code"),
]


@pytest.mark.parametrize(("text", "code", "said"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_an_expression_that_means_nothing_is_refused(
    faults_of: Callable[..., list[str]], text: str, code: str, said: str
) -> None:
    faults = faults_of(text)

    assert len(faults) == 1, faults
    assert f"[{code}]" in faults[0]
    assert said in faults[0]


FINE: list[tuple[str, Type]] = [
    ("lot.id", TEXT),
    ("lot.product.id", TEXT),
    ("lot.quantity + 1 - 2 * 3", INT),
    ("-lot.quantity", INT),
    ("day(lot.label.examined_at)", DATE),
    ("lot.steps.exists(s, s.supplier.name == 'x')", BOOL),
    ("lot.steps.exists(s, s.supplier != null)", BOOL),
    ("null == product.last_placed_on_market_on", BOOL),
    ("lot.steps.exists(s, s.kind in ['sealing'] || 'sealing' == s.kind)", BOOL),
    ("'sealing' in lot.steps.map(s, s.kind)", BOOL),
    ("lot.inspections.all(i, i.measured <= i.upper_limit)", BOOL),
    ("lot.inspections.all(i, i.measured == quantity('1', 'mg'))", BOOL),
    ("product.storage_upper <= quantity('77', '[degF]')", BOOL),
    ("product.storage_upper in [quantity('77', '[degF]'), quantity('25', 'Cel')]", BOOL),
    ("lot.inspections.all(i, i.measured in [product.storage_upper, i.upper_limit])", BOOL),
    ("product.first_placed_on_market['EU'] < today", BOOL),
    ("lot.contract_manufactured ? today : date('2026-01-01')", DATE),
    ("latest([product.last_placed_on_market_on, product.last_placed_on_market_on])", DATE),
    ("size(product.registrations.filter(r, r.market == 'EU')) > 0", BOOL),
    ("has(lot.label.udi)", BOOL),
    ("lot.quantity > 1.5 && lot.quantity != 2u", BOOL),
    ("double(lot.quantity) / 2.0 > 1.0", BOOL),
    ("lot.quantity % 2 == 0", BOOL),
    ("lot.id.matches('^L-[0-9]+$') || lot.id.matches('^(L|P)$') || lot.id.matches('^[|$]$')", BOOL),
    ("lot.steps.exists(s, s.started_at - s.ended_at < duration('1h'))", BOOL),
    ("lot.steps.exists(s, s.started_at < timestamp('2026-01-01T00:00:00Z'))", BOOL),
    ("lot.steps.exists(s, s.kind.startsWith('seal'))", BOOL),
    ("'%s: %d'.format([lot.id, lot.quantity])", TEXT),
    ("lot.target_markets[0]", TEXT),
    ("cel.bind(n, lot.quantity, n * n)", INT),
    ("lot.steps.exists(i, s, i > 0 && s.outsourced)", BOOL),
    ("dyn(lot.id) == 1", BOOL),
]


@pytest.mark.parametrize(("text", "found"), FINE, ids=[text for text, _ in FINE])
def test_an_expression_that_means_something_has_a_type(fine: Callable[..., Type], text: str, found: Type) -> None:
    assert fine(text) == found


def test_every_fault_of_an_expression_is_told_at_once(faults_of: Callable[..., list[str]]) -> None:
    faults = faults_of("lto.id == 1 && lot.lable.id == 'a' && sise(lot.steps) == 0")

    assert [fault.split(" ")[0] for fault in faults] == ["1:17:", "1:2:", "1:40:"]


ABSENT = "expression.absence.concluded"
CONSTANT = "expression.condition.constant"
NOT_EQUAL = "expression.code.not-equal"
PURPOSES: list[tuple[Purpose, str, str]] = [
    ("applies", "has(lot.label)", ABSENT),
    ("where", "!has(lot.label) && lot.contract_manufactured", ABSENT),
    ("by", "has(lot.started_on) ? lot.started_on : today", ABSENT),
    ("value", "lot.steps.filter(s, has(s.kind))", ABSENT),
    ("require", "!has(lot.label)", ABSENT),
    ("require", "!(has(lot.label) && lot.contract_manufactured)", ABSENT),
    ("require", "!has(lot.label) || lot.label.revision == '1'", ABSENT),
    ("require", "has(lot.label) == false && lot.contract_manufactured", ABSENT),
    ("require", "has(lot.label) ? lot.contract_manufactured : true", ABSENT),
    ("require", "product.registrations.filter(r, has(r.number)).exists(r, r.number == '1')", ABSENT),
    ("require", "!product.registrations.all(r, has(r.number))", ABSENT),
    ("require", "product.registrations.exists_one(r, has(r.number))", ABSENT),
    ("require", "lot.steps.all(s, s.outsourced)", ABSENT),
    ("require", "lot.contract_manufactured && !lot.steps.exists(s, s.outsourced)", ABSENT),
    ("require", "lot.steps.filter(s, s.critical).all(s, s.outsourced)", ABSENT),
    ("require", "size(lot.nonconformances) == 0", ABSENT),
    ("require", "size(lot.steps.map(s, s.kind)) > lot.quantity", ABSENT),
    ("applies", "true", CONSTANT),
    ("where", "1 < 2", CONSTANT),
    ("require", "date('2026-01-01') < date('2026-01-02')", CONSTANT),
    ("require", "lot.contract_manufactured || true", CONSTANT),
    ("require", "lot.contract_manufactured && !(lot.emergency_release_open && 1 == 1)", CONSTANT),
    ("require", "lot.label.revision == lot . label . revision", CONSTANT),
    ("require", "lot.quantity <= lot.quantity", CONSTANT),
    ("require", "true ? lot.contract_manufactured : lot.emergency_release_open", CONSTANT),
    ("require", "lot.steps.exists(s, true)", CONSTANT),
    ("by", "date('2020-01-01')", CONSTANT),
    ("require", "lot.label.checks.udi == 'correct' && !(lot.label.checks.expiry == 'incorrect')", NOT_EQUAL),
    ("require", "!(lot.label.checks.udi in ['incorrect'])", NOT_EQUAL),
    ("require", "!product.identifiers.exists(p, p.level == 'case')", NOT_EQUAL),
    ("require", "!('sealing' in lot.steps.map(s, s.kind))", NOT_EQUAL),
    (
        "require",
        "lot.contract_manufactured ? !(lot.label.checks.udi == 'incorrect') : lot.emergency_release_open",
        NOT_EQUAL,
    ),
    # a list went through a filter or a map first
    ("require", "product.identifiers.filter(p, p.level == 'case').all(p, p.di == '1')", NOT_EQUAL),
    ("require", "!product.identifiers.filter(p, p.level == 'case').exists(p, p.di == '1')", NOT_EQUAL),
    ("require", "!product.identifiers.map(p, p.level == 'case').exists(b, b)", NOT_EQUAL),
    ("require", "product.identifiers.map(p, p.level == 'case', p.di).all(m, m == '1')", NOT_EQUAL),
    ("require", "size(product.identifiers.filter(p, p.level == 'case')) == 0", NOT_EQUAL),
    ("require", "size(product.identifiers.filter(p, p.level == 'case')) < 1", NOT_EQUAL),
    ("require", "1 > product.identifiers.filter(p, p.level == 'case').size()", NOT_EQUAL),
    ("require", "cel.bind(x, lot.label.checks, !(x.udi == 'incorrect'))", NOT_EQUAL),
    # contradictions and tautologies
    ("require", "lot.contract_manufactured || !lot.contract_manufactured", CONSTANT),
    ("applies", "lot.contract_manufactured && product.ivd && !lot.contract_manufactured", CONSTANT),
    ("require", "lot.quantity < 5 || lot.quantity >= 5", CONSTANT),
    ("require", "lot.quantity < 5 || 5 <= lot.quantity", CONSTANT),
    ("applies", "lot.quantity < 5 && lot.quantity > 10", CONSTANT),
    ("applies", "lot.quantity < 5 && lot.quantity >= 5", CONSTANT),
    ("applies", "lot.id == 'a' && lot.id == 'b'", CONSTANT),
    ("applies", "lot.id in ['a', 'b'] && lot.id == 'c'", CONSTANT),
    ("where", "lot.id == 'a' && lot.id != 'a'", CONSTANT),
    # registers inside a binding, two variables
    ("require", "cel.bind(steps, lot.steps, steps.all(s, s.outsourced))", ABSENT),
    ("require", "lot.steps.all(i, s, s.outsourced)", ABSENT),
    ("require", "lot.steps.size() == 0", ABSENT),
    ("where", "[1].exists(x, has(lot.label) && x == lot.quantity)", ABSENT),
]


@pytest.mark.parametrize(("purpose", "text", "code"), PURPOSES, ids=[f"{one}: {text}" for one, text, _ in PURPOSES])
def test_what_would_pass_by_absence_or_always_is_refused(
    faults_of: Callable[..., list[str]], purpose: Purpose, text: str, code: str
) -> None:
    faults = faults_of(text, purpose)

    assert len(faults) == 1, faults
    assert f"[{code}]" in faults[0]


ALLOWED: list[tuple[Purpose, str]] = [
    ("require", "has(lot.label) && lot.label.revision == '1'"),
    ("require", "lot.contract_manufactured || has(lot.label)"),
    ("require", "!(!has(lot.label))"),
    ("require", "product.registrations.all(r, has(r.number))"),
    ("require", "lot.steps.exists(s, s.outsourced)"),
    ("require", "lot.contract_manufactured || lot.steps.all(s, s.outsourced)"),
    ("require", "product.registrations.all(r, r.market == 'EU')"),
    ("require", "size(product.registrations) > 0"),
    ("require", "!lot.emergency_release_open"),
    ("require", "product.identifiers.filter(p, p.level == 'case').exists(p, p.di == '1')"),
    ("require", "size(product.identifiers.filter(p, p.level == 'case')) >= 1"),
    ("require", "0 < size(product.identifiers.filter(p, p.level == 'case'))"),
    (
        "require",
        "lot.steps.exists(s, s.supplier.approvals.filter(a, s.kind in a.scope).all(a, a.status == 'approved'))",
    ),
    ("require", "lot.quantity > 5 && lot.quantity < 10"),
    ("require", "lot.quantity >= 5 && lot.quantity <= 5"),
    ("require", "lot.id == 'a b' || lot.id != 'ab'"),
    ("require", "lot.id in ['a', 'b'] && lot.id in ['b', 'c']"),
    ("require", "!!(lot.label.checks.udi == 'correct')"),
    ("applies", "!(lot.label.checks.udi == 'correct')"),
    ("message", "has(lot.label)"),
    ("message", "'text'"),
    ("value", "date('2026-01-01')"),
    ("by", "lot.started_on"),
    ("by", "day(lot.label.examined_at)"),
]


@pytest.mark.parametrize(("purpose", "text"), ALLOWED, ids=[f"{one}: {text}" for one, text in ALLOWED])
def test_what_can_only_fail_by_absence_is_allowed(fine: Callable[..., Type], purpose: Purpose, text: str) -> None:
    assert str(fine(text, purpose)) in {"bool", "text", "date"}


def test_another_type_than_the_wanted_is_refused(faults_of: Callable[..., list[str]]) -> None:
    assert faults_of("lot.quantity", "require", BOOL) == [
        "1:2: [expression.type.mismatch] bool is asked for, and this is int"
    ]
    assert faults_of("lot.batch_record.approved_at", "by", DATE) == [
        "1:2: [expression.type.mismatch] date is asked for, and this is instant or null"
    ]
