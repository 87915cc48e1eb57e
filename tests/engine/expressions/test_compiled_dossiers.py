"""Compiled conditions over dossiers are what the reference finds, with fields unrecorded or none and registers open."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from engine.expressions.compiled import Decided, load
from engine.expressions.evaluate import attempt
from engine.expressions.expression import Expression
from engine.expressions.generate import Wanted, generate
from engine.expressions.missing import EvaluationError
from engine.expressions.reader import Reader
from engine.expressions.straight import Given
from engine.model.dossier import Dossier
from engine.provisions.compiled import ASKED
from tests.engine.expressions.conftest import compiled
from tests.strategies import dossier_of, released

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
TODAY = dt.date(2026, 11, 22)
# What a generated condition is joined from: every kind of field, comparison, macro and function of dossiers; `step`,
# `i` and `a` are items of registers and lists.
OVER_LOT = (
    "lot.contract_manufactured",
    "lot.quantity > 10",
    "lot.quantity == lot.batch_record.quantity_made",
    "lot.started_on <= today",
    "lot.label.expires_on == null",
    "lot.label.expires_on > today",
    "lot.label.udi != null && lot.label.checks.udi == 'correct'",
    "has(lot.label.udi.pi)",
    "has(lot.batch_record)",
    "lot.batch_record.complete",
    "lot.label.revision == lot.label.approved_revision",
    "'EU' in lot.target_markets",
    "size(lot.target_markets) > 1",
    "product.risk_class['EU'] in ['IIa', 'IIb']",
    "product.risk_class['JP'] == 'I'",
    "product.first_placed_on_market['EU'] == null",
    "product.ivd",
    "lot.product.ivd",
    "product.lifetime_months * 2 >= 24",
    "add_days(lot.started_on, 30) < today",
    "add_months(lot.started_on, product.lifetime_months) > today",
    "lot.steps.exists(step, {step})",
    "lot.steps.all(step, {step})",
    "lot.steps.exists_one(step, {step})",
    "size(lot.steps.filter(step, {step})) > 1",
    "lot.inspections.exists(i, {i})",
    "lot.inspections.all(i, {i})",
    "product.registrations.exists(r, r.market == 'EU')",
    "lot.nonconformances.exists(n, n.status == 'open')",
    "lot.permissions.all(p, p.act == 'production_release')",
    "lot.documents.all(d, d.corrections.all(c, c.original_legible))",
    "lot.retained_samples.exists(s, s.observations.all(o, o.conforming))",
    "'animal' in product.origins",
    "product.contacts.all(k, k == 'circulating_blood')",
    "product.characteristics.exists(c, c.spc != null)",
    "size(product.package_levels) > 1",
    "latest(lot.steps.map(step, day(step.started_at))) <= today",
    "day(lot.label.examined_at) <= today",
    "lot.label.examined_by == null",
)
OVER_STEP = (
    "step.outsourced",
    "step.critical || step.special",
    "step.kind in ['sealing', 'extrusion']",
    "step.kind == 'sealing'",
    "step.supplier != null",
    "step.supplier.name == 'x'",
    "step.supplier.approvals.exists(a, {a})",
    "step.supplier.approvals.all(a, {a})",
    "step.supplier.approvals.filter(a, {a}).exists(b, b.status == 'approved')",
    "step.supplier.quality_agreement != null",
    "covers(step.supplier.quality_agreement.valid, day(step.dispatched_at))",
    "covers(step.validation.valid, today)",
    "step.ended_at >= step.started_at",
    "day(step.started_at) >= lot.started_on",
    "has(step.validation)",
    "step.equipment.all(u, u.calibration_state in ['valid', 'not_required'])",
    "step.equipment.exists(u, u.role == 'measuring')",
    "size(step.operators) > 0",
    "step.operators.filter(o, o.trained).exists(o, o.person.status == 'qualified')",
    "step.environment != null && step.environment.pressures.all(p, p.boundary == 'between_grades')",
    "step.supplier.sites.exists(s, s.classifications.exists(c, c.grade == 'class_10000'))",
)
OVER_APPROVAL = (
    "a.status == 'approved'",
    "step.kind in a.scope",
    "covers(a.valid, day(step.started_at))",
    "a.valid.until == null",
    "a.valid.until >= today",
    "has(a.scope)",
)
OVER_INSPECTION = (
    "i.nonconforming <= i.acceptance_number",
    "i.sample_size >= i.planned_sample_size",
    "i.upper_limit != null && i.measured <= i.upper_limit",
    "i.measured <= quantity('4', 'mg')",
    "i.upper_limit == null",
)


def joined(atoms: tuple[str, ...], inner: Mapping[str, st.SearchStrategy[str]], depth: int) -> st.SearchStrategy[str]:
    """Join atoms by the operators of logic; those with a hole hold a condition over an item."""

    def filled(atom: str) -> st.SearchStrategy[str]:
        return st.fixed_dictionaries(dict(inner)).map(lambda parts: _fill(atom, parts))

    one = st.sampled_from(atoms).flatmap(filled)
    for _ in range(depth):
        below = one
        one = st.one_of(
            below,
            st.builds(lambda a, b: f"({a} && {b})", below, below),
            st.builds(lambda a, b: f"({a} || {b})", below, below),
            st.builds(lambda a: f"!({a})", below),
            st.builds(lambda a, b, c: f"({a} ? {b} : {c})", below, below, below),
        )
    return one


def _fill(atom: str, parts: Mapping[str, str]) -> str:
    for name, text in parts.items():
        atom = atom.replace(f"{{{name}}}", text)
    return atom


approvals = joined(OVER_APPROVAL, {}, 1)
steps = joined(OVER_STEP, {"a": approvals}, 1)
conditions = joined(OVER_LOT, {"step": steps, "i": joined(OVER_INSPECTION, {}, 1)}, 2)


@functools.cache
def paths() -> tuple[tuple[str | int, ...], ...]:
    """Give every place of the example below the lot, the product and the suppliers."""
    found: list[tuple[str | int, ...]] = []

    def visit(value: Any, path: tuple[str | int, ...]) -> None:  # noqa: ANN401  # what JSON can hold
        held = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, below in held:
            found.append((*path, key))
            visit(below, (*path, key))

    data = released()
    for root in ("lot", "product", "suppliers", "coverage"):
        visit(data[root], (root,))
    return tuple(found)


@st.composite
def dossiers(draw: Draw) -> Dossier:
    """The example with places taken away, set to none or to one another; what no dossier can be is not drawn."""
    data = released()
    for path in draw(st.lists(st.sampled_from(paths()), max_size=8)):
        holder: Any = data
        try:
            for part in path[:-1]:
                holder = holder[part]
            before = holder[path[-1]]
            change = draw(st.sampled_from(["gone", "gone", "gone", "none", "empty", "negated", "other"]))
            if change == "gone":
                del holder[path[-1]]
            elif change == "other":
                holder[path[-1]] = holder[
                    draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))))
                ]
            else:
                holder[path[-1]] = None if change == "none" else [] if change == "empty" else not before
            dossier_of(data)
        except (KeyError, IndexError, TypeError, LotgateError):
            data = msgspec.json.decode(msgspec.json.encode(released()))
    return dossier_of(data)


def straight_of(expressions: list[Expression]) -> Callable[[Reader], list[object]]:
    """Compile conditions over a dossier; what is left to the reference is `ASKED`."""
    source = generate([Wanted(one.tree, types=one.types) for one in expressions])
    function = load(source)
    return lambda reader: function(Given(reader), lambda _: ASKED)


@settings(max_examples=150, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=4), st.lists(dossiers(), min_size=1, max_size=3))
def test_generated_conditions_over_generated_dossiers(texts: list[str], found: list[Dossier]) -> None:
    checked = [compiled(text) for text in texts]
    expressions = [one for one in checked if isinstance(one, Expression)]
    if not expressions:
        return
    straight = straight_of(expressions)

    for dossier in found:
        reader = Reader(dossier, TODAY)
        for expression, answer in zip(expressions, straight(reader), strict=True):
            expected = attempt(expression.tree, reader.names())
            if answer is not ASKED:
                assert isinstance(answer, Decided)
                assert answer.holds is expected, expression.source.text


def test_every_atom_is_compiled_and_straight_on_the_example() -> None:
    atoms = [_fill(atom, {"step": "step.outsourced", "i": "i.sample_size > 0"}) for atom in OVER_LOT]
    expressions = [one for atom in atoms if isinstance(one := compiled(atom), Expression)]
    reader = Reader(dossier_of(released()), TODAY)

    answers = straight_of(expressions)(reader)

    left = [one.source.text for one, answer in zip(expressions, answers, strict=True) if answer is ASKED]
    expected = [
        one.source.text for one in expressions if isinstance(attempt(one.tree, reader.names()), EvaluationError)
    ]
    assert left == expected, "only what is unknown is left to the reference"
    assert len(expressions) > 25
