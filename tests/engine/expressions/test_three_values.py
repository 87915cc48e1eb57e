"""Properties of evaluation: it is what a naive evaluator says, and losing knowledge never turns an answer round."""

import copy
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.json_text import read_json
from engine.expressions import tree
from engine.expressions.evaluate import attempt
from engine.expressions.expression import Expression
from engine.expressions.reader import Reader
from engine.expressions.values import Unknown
from engine.model.reading import read_dossier

TODAY = dt.date(2026, 3, 1)
Data = dict[str, Any]

# --- the naive evaluator: values are plain data, a list is a pair of items and whether it is complete -------------

UNK = "unknown"


def naive(node: tree.Expr, data: Data) -> Any:  # noqa: ANN401  # one place where everything is said
    """Give a value, or `UNK`."""
    match node:
        case tree.Literal(value=value):
            return value
        case tree.Name(name=name):
            return data[name]
        case tree.Select(of=of, field=field):
            record = naive(of, data)
            return record.get(field, UNK) if isinstance(record, dict) else UNK
        case tree.Has(of=of, field=field):
            record = naive(of, data)
            return field in record if isinstance(record, dict) else UNK
        case tree.Items(items=items):
            return ([naive(item, data) for item in items], True)
        case tree.And(terms=terms):
            values = [naive(term, data) for term in terms]
            return False if False in values else UNK if UNK in values else True
        case tree.Or(terms=terms):
            values = [naive(term, data) for term in terms]
            return True if True in values else UNK if UNK in values else False
        case tree.Conditional(test=test, then=then, otherwise=otherwise):
            chosen = naive(test, data)
            return UNK if chosen == UNK else naive(then if chosen else otherwise, data)
        case tree.Macro(over=over):
            listed = naive(over, data)
            return UNK if listed == UNK else naive_macro(node, listed, data)
        case tree.Call(function=function, arguments=arguments):
            return naive_call(function, [naive(argument, data) for argument in arguments])
        case tree.Operation(operator=operator, operands=operands):
            return naive_operation(operator, operands, [naive(operand, data) for operand in operands])
    raise AssertionError(node)


def naive_macro(node: tree.Macro, listed: tuple[list[Any], bool], data: Data) -> Any:  # noqa: ANN401
    """Go over a list of which more may be unknown."""
    items, complete = listed
    values = [naive(node.body, {**data, node.variable: item}) for item in items]
    if node.kind == "exists":
        return True if True in values else UNK if UNK in values or not complete else False
    if node.kind == "all":
        return False if False in values else UNK if UNK in values or not complete else True
    if UNK in values:
        return UNK
    if node.kind == "exists_one":
        return values.count(True) == 1 if complete else UNK
    if node.kind == "filter":
        return ([item for item, value in zip(items, values, strict=True) if value], complete)
    return (values, complete)


def naive_call(function: str, arguments: list[Any]) -> Any:  # noqa: ANN401
    """Know the two functions that are generated."""
    if UNK in arguments or None in arguments:
        return UNK
    if function == "size":
        items, complete = arguments[0]
        return len(items) if complete else UNK
    assert function == "add_days"
    return (dt.date.fromisoformat(arguments[0]) + dt.timedelta(days=arguments[1])).isoformat()


def naive_operation(operator: str, operands: tuple[tree.Expr, ...], values: list[Any]) -> Any:  # noqa: ANN401
    """Compare and count; days are text, whose order is that of the calendar."""
    if UNK in values:
        return UNK
    if operator == "!":
        return not values[0]
    left, right = values
    if any(isinstance(operand, tree.Literal) and operand.value is None for operand in operands):
        return (left is None and right is None) == (operator == "==")
    if left is None or right is None:
        return UNK
    if operator == "in":
        items, complete = right
        return left in items if complete else UNK
    compare: dict[str, Callable[[Any, Any], Any]] = {
        "==": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
    }
    return compare[operator](left, right)


# --- dossiers with random gaps -------------------------------------------------------------------------------------


def gaps(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Give a record of which any field may not be recorded."""
    return st.fixed_dictionaries({}, optional=fields)


FLAG = st.booleans()
STEP = gaps(outsourced=FLAG, critical=FLAG, kind=st.sampled_from(["sealing", "coating", "testing"]))
PERMISSION = gaps(market=st.sampled_from(["EU", "US"]), act=st.sampled_from(["ship", "use"]))
NONCONFORMANCE = gaps(status=st.sampled_from(["open", "closed"]))
LOT = gaps(
    quantity=st.sampled_from([1, 49, 50, 51]),
    contract_manufactured=FLAG,
    emergency_release_open=FLAG,
    started_on=st.sampled_from(["2026-02-25", "2026-02-26", "2026-03-01"]),
    label=gaps(revision=st.sampled_from(["A", "B"])),
    batch_record=gaps(approved_by=st.sampled_from([None, "x", "y"])),
    steps=st.lists(STEP, max_size=3),
    nonconformances=st.lists(NONCONFORMANCE, max_size=2),
    permissions=st.lists(PERMISSION, max_size=3),
)
REGISTERS = ("steps", "nonconformances", "permissions")
COVERED = st.sets(st.sampled_from(REGISTERS))


def as_dossier(lot: Data, covered: set[str]) -> Data:
    """Give identifiers, and statements of completeness."""
    lot = {"id": "L", "product": "P", "target_markets": ["EU"], **copy.deepcopy(lot)}
    for name in ("label", "batch_record"):
        if name in lot:
            lot[name]["id"] = name
    for name in REGISTERS:
        for index, item in enumerate(lot.get(name, [])):
            item["id"] = f"i{index}"
    statements = [
        {"register": f"lot.{name}", "stated_by": "QA", "from": "2026-01-01", "through": "2026-03-01"}
        for name in sorted(covered)
    ]
    return {"format": "lotgate-dossier/v1", "product": {"id": "P"}, "lot": lot, "coverage": statements}


def as_data(dossier: Data, covered: set[str]) -> Data:
    """Give the plain data that the naive evaluator reads."""
    lot = copy.deepcopy(dossier["lot"])
    for name in (*REGISTERS, "target_markets"):
        if name in lot:
            closed = name not in REGISTERS or (name in covered and "started_on" in lot)
            lot[name] = (lot[name], closed)
    return {"lot": lot, "today": TODAY.isoformat()}


# --- expressions ---------------------------------------------------------------------------------------------------

ATOMS = [
    "true",
    "lot.contract_manufactured",
    "lot.emergency_release_open",
    "lot.quantity < 50",
    "lot.quantity * 2 - 1 == 99",
    "lot.quantity + 1 >= 51",
    "lot.label.revision == 'A'",
    "lot.label.revision != 'A'",
    "lot.batch_record.approved_by == null",
    "lot.batch_record.approved_by != null",
    "lot.batch_record.approved_by == 'x'",
    "lot.batch_record.approved_by in ['x', 'z']",
    "lot.started_on <= today",
    "add_days(lot.started_on, 3) > today",
    "'US' in lot.target_markets",
    "size(lot.nonconformances) == 0",
    "'coating' in lot.steps.map(s, s.kind)",
    "size(lot.permissions.filter(p, p.market == 'EU')) > 0",
]
HAS = ["has(lot.quantity)", "has(lot.label.revision)", "has(lot.batch_record.approved_by)"]
OF_ITEM = {
    "lot.steps": ["{v}.outsourced", "{v}.critical", "{v}.kind == 'sealing'", "{v}.kind in ['sealing', 'coating']"],
    "lot.permissions": ["{v}.market == 'EU'", "{v}.act == 'ship'"],
    "lot.nonconformances": ["{v}.status == 'closed'"],
}


def conditions(atoms: list[str]) -> st.SearchStrategy[str]:
    """Give texts of conditions, comprehensions nested in each other among them."""

    def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return (
            inner.map("!({})".format)
            | st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " && ".join(parts) + ")")
            | st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " || ".join(parts) + ")")
            | st.tuples(inner, inner, inner).map(lambda parts: "({} ? {} : {})".format(*parts))
        )

    def comprehension(outer: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def over(listed: str, macro: str, *, filtered: bool) -> st.SearchStrategy[str]:
            body = st.recursive(
                st.sampled_from([one.format(v="v") for one in OF_ITEM[listed]]) | outer, joined, max_leaves=3
            )
            of = body.map(lambda one: f"{listed}.filter(v, {one})") if filtered else st.just(listed)
            return st.tuples(of, body).map(lambda pair: f"{pair[0]}.{macro}(v, {pair[1]})")

        return st.one_of(
            [
                over(listed, macro, filtered=filtered)
                for listed in OF_ITEM
                for macro in ("exists", "all", "exists_one")
                for filtered in (False, True)
            ]
        )

    plain = st.sampled_from(atoms)
    return st.recursive(plain | comprehension(plain), joined, max_leaves=6)


def evaluated(expression: Expression, dossier: Data) -> bool | str:
    """Evaluate the way a decision does."""
    names = Reader(read_dossier(read_json(json.dumps(dossier))), TODAY).names()
    outcome = attempt(expression.tree, names)
    return UNK if isinstance(outcome, Unknown) else outcome


@settings(deadline=None, max_examples=300)
@given(text=conditions(ATOMS + HAS), lot=LOT, covered=COVERED)
def test_evaluation_is_what_a_naive_evaluator_says(
    compiled_for: Callable[[str], Expression], text: str, lot: Data, covered: set[str]
) -> None:
    expression = compiled_for(text)
    dossier = as_dossier(lot, covered)

    assert evaluated(expression, dossier) == naive(expression.tree, as_data(dossier, covered))


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the paths of everything that may be left out, lists and records as well as single values."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "product", "target_markets"}:
                found.append((*path, key))
            found += leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += leaves(inner, (*path, index))
    return found


@settings(deadline=None, max_examples=300)
@given(text=conditions(ATOMS), lot=LOT, covered=COVERED)
def test_not_recording_something_never_turns_an_answer_round(
    compiled_for: Callable[[str], Expression], text: str, lot: Data, covered: set[str]
) -> None:
    expression = compiled_for(text)
    dossier = as_dossier(lot, covered)
    before = evaluated(expression, dossier)

    for path in leaves(dossier["lot"]):
        lesser = copy.deepcopy(dossier)
        holder = lesser["lot"]
        for part in path[:-1]:
            holder = holder[part]
        del holder[path[-1]]
        assert evaluated(expression, lesser) in {before, UNK}, path


@settings(deadline=None, max_examples=200)
@given(text=conditions(ATOMS + HAS), lot=LOT, covered=COVERED)
def test_an_unstated_completeness_never_turns_an_answer_round(
    compiled_for: Callable[[str], Expression], text: str, lot: Data, covered: set[str]
) -> None:
    expression = compiled_for(text)
    before = evaluated(expression, as_dossier(lot, covered))

    for register in covered:
        assert evaluated(expression, as_dossier(lot, covered - {register})) in {before, UNK}
