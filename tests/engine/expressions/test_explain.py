"""Which clause decided, what it read, against which limit."""

from collections.abc import Callable

import pytest

from engine.expressions.explain import Clause, Explanation, explain
from engine.expressions.expression import Expression
from engine.expressions.reader import Reader
from engine.expressions.values import Unknown


@pytest.fixture
def explained(compiled_for: Callable[..., Expression], on_dossier: Reader) -> Callable[[str], list[str]]:
    """Give the clauses of a condition as lines: value, item, text, observed, operator, limit, missing."""

    def line(clause: Clause) -> str:
        value = {True: "T", False: "F", None: "?"}[clause.holds]
        item = f"{clause.item}: " if clause.item else ""
        observed = ", ".join(f"{fact.path}={fact.value}" for fact in clause.observed)
        compared = f" {clause.operator} {clause.limit}" if clause.operator else ""
        missing = "".join(f" !{one.path} {one.reason}" for one in clause.missing)
        return f"{value} {item}{clause.text} | {observed}{compared}{missing}"

    def lines(text: str) -> list[str]:
        expression = compiled_for(text)
        assert isinstance(expression, Expression), expression
        return [line(clause) for clause in explain(expression, on_dossier.names(), on_dossier)]

    return lines


DECIDED = [
    # a conjunction that fails: every failing term
    (
        "lot.contract_manufactured && lot.quantity < 50 && lot.id == 'x'",
        ["F lot.quantity < 50 | lot.quantity=100 < 50", "F lot.id == 'x' | lot.id=L-1 == x"],
    ),
    # a conjunction that holds: every term
    (
        "lot.contract_manufactured && lot.quantity >= 50",
        [
            "T lot.contract_manufactured | lot.contract_manufactured=true",
            "T lot.quantity >= 50 | lot.quantity=100 >= 50",
        ],
    ),
    # a conjunction that is unknown: what is missing, and nothing that held
    (
        "lot.contract_manufactured && lot.emergency_release_open && lot.release_procedure.revision == '1'",
        [
            "? lot.emergency_release_open |  !lot.emergency_release_open not-recorded",
            "? lot.release_procedure.revision == '1' |  == 1 !lot.release_procedure not-recorded",
        ],
    ),
    # a failing term decides over an unknown one
    ("lot.emergency_release_open && lot.id == 'x'", ["F lot.id == 'x' | lot.id=L-1 == x"]),
    # a disjunction: the first that holds, or all that fail
    ("lot.id == 'x' || lot.quantity == 100 || true", ["T lot.quantity == 100 | lot.quantity=100 == 100"]),
    ("lot.id == 'x' || product.ivd", ["F lot.id == 'x' | lot.id=L-1 == x", "F product.ivd | product.ivd=false"]),
    # not
    ("!product.ivd", ["T !product.ivd | product.ivd=false"]),
    (
        "!(product.ivd || lot.contract_manufactured)",
        ["F !(lot.contract_manufactured) | lot.contract_manufactured=true"],
    ),
    # a limit on the left is mirrored
    ("50 > lot.quantity", ["F 50 > lot.quantity | lot.quantity=100 < 50"]),
    ("50 < lot.quantity", ["T 50 < lot.quantity | lot.quantity=100 > 50"]),
    ("50 >= lot.quantity", ["F 50 >= lot.quantity | lot.quantity=100 <= 50"]),
    ("50 == lot.quantity", ["F 50 == lot.quantity | lot.quantity=100 == 50"]),
    (
        "date('2026-01-01') <= lot.started_on",
        ["T date('2026-01-01') <= lot.started_on | lot.started_on=2026-02-01 >= 2026-01-01"],
    ),
    ("'US' in lot.target_markets", ["F 'US' in lot.target_markets | lot.target_markets=[EU] contains US"]),
    (
        "lot.label.revision == lot.label.approved_revision",
        ["F lot.label.revision == lot.label.approved_revision | lot.label.revision=1.10 == 1.1"],
    ),
    # none
    (
        "lot.batch_record.approved_by != null",
        ["F lot.batch_record.approved_by != null | lot.batch_record.approved_by=null != null"],
    ),
    # a conditional: its test, and the side that was taken
    (
        "lot.contract_manufactured ? lot.quantity < 1 : product.ivd",
        ["T lot.contract_manufactured | lot.contract_manufactured=true", "F lot.quantity < 1 | lot.quantity=100 < 1"],
    ),
    (
        "lot.emergency_release_open ? lot.quantity < 1 : product.ivd",
        ["? lot.emergency_release_open |  !lot.emergency_release_open not-recorded"],
    ),
    # exists: the element that holds, or every element that fails
    (
        "lot.inspections.exists(i, i.nonconforming == 2)",
        ["T lot.inspections[i1]: i.nonconforming == 2 | lot.inspections[i1].nonconforming=2 == 2"],
    ),
    (
        "lot.inspections.exists(i, i.nonconforming > 5)",
        [
            "F lot.inspections[i1]: i.nonconforming > 5 | lot.inspections[i1].nonconforming=2 > 5",
            "F lot.inspections[i2]: i.nonconforming > 5 | lot.inspections[i2].nonconforming=0 > 5",
        ],
    ),
    # all: the first element that fails
    (
        "lot.inspections.all(i, i.measured > i.upper_limit)",
        ["F lot.inspections[i1]: i.measured > i.upper_limit | lot.inspections[i1].measured=4.0 mg > 4 mg"],
    ),
    # an empty list decides as a whole
    (
        "lot.permissions.exists(p, p.act == 'ship')",
        ["F lot.permissions.exists(p, p.act == 'ship') | lot.permissions=[]"],
    ),
    # an open one says that nobody stated it complete
    (
        "lot.nonconformances.exists(n, n.status == 'open')",
        [
            (
                "? lot.nonconformances.exists(n, n.status == 'open') | lot.nonconformances=[] "
                "!lot.nonconformances not-covered"
            ),
        ],
    ),
    # true and false have their text
    ("lot.contract_manufactured == true && product.ivd", ["F product.ivd | product.ivd=false"]),
    (
        "lot.contract_manufactured == false && product.ivd",
        [
            "F lot.contract_manufactured == false | lot.contract_manufactured=true == false",
            "F product.ivd | product.ivd=false",
        ],
    ),
]


@pytest.mark.parametrize(("text", "lines"), DECIDED, ids=[text for text, _ in DECIDED])
def test_the_clause_that_decided_is_named_with_what_it_read(
    explained: Callable[[str], list[str]], text: str, lines: list[str]
) -> None:
    assert explained(text) == lines


def test_a_period_is_the_limit_of_the_day_it_covers(
    compiled_for: Callable[..., Expression], on_dossier: Reader
) -> None:
    text = "lot.steps.all(s, s.supplier.approvals.exists(a, a.id == 'a1' && covers(a.valid, today)))"
    expression = compiled_for(text)
    clauses = explain(expression, on_dossier.names(), on_dossier)
    covering = next(one for one in clauses if one.text == "covers(a.valid, today)")

    assert (covering.holds, covering.operator, covering.limit) == (False, "in", "2020-01-01 … 2020-12-31")


def test_an_identifier_that_was_only_followed_is_not_what_was_observed(explained: Callable[[str], list[str]]) -> None:
    (line,) = explained("lot.product.ivd == true")

    assert line == "F lot.product.ivd == true | product.ivd=false == true"


def test_twenty_clauses_are_enough(explained: Callable[[str], list[str]]) -> None:
    assert len(explained(" || ".join(f"lot.quantity == {n}" for n in range(30)))) == 20


def test_a_clause_knows_its_place(compiled_for: Callable[..., Expression], on_dossier: Reader) -> None:
    (clause,) = explain(compiled_for("lot.contract_manufactured && product.ivd"), on_dossier.names(), on_dossier)

    assert str(clause.location) == "f:1:31"


BOTH = [text for text, _ in DECIDED]


@pytest.mark.parametrize("text", BOTH)
def test_what_is_explained_on_demand_is_what_is_explained_at_once(
    compiled_for: Callable[..., Expression], on_dossier: Reader, text: str
) -> None:
    expression = compiled_for(text)
    assert isinstance(expression, Expression), expression
    eager = explain(expression, on_dossier.names(), on_dossier)
    on_dossier.facts = {}
    explanation = Explanation(expression, on_dossier.names(), on_dossier)
    noted = dict(on_dossier.facts)

    assert explanation.deciding == eager[0]
    assert explanation.clauses == eager
    assert explanation.outcome is eager[0].holds or isinstance(explanation.outcome, Unknown) or len(eager) > 1
    assert on_dossier.facts == noted


OF_BINDINGS = [
    ("cel.bind(q, lot.quantity, q > 5 && q < 50)", ["F q < 50 |  < 50"]),
    (
        "lot.inspections.all(i, one, one.nonconforming <= 1 + i)",
        ["F lot.inspections[i1]: one.nonconforming <= 1 + i | lot.inspections[i1].nonconforming=2 <= 1"],
    ),
    ("cel.bind(q, lot.release_procedure, q.revision == '1')", None),
]


@pytest.mark.parametrize(("text", "lines"), OF_BINDINGS, ids=[text for text, _ in OF_BINDINGS])
def test_bindings_and_two_variables_are_explained(
    explained: Callable[[str], list[str]], text: str, lines: list[str] | None
) -> None:
    if lines is None:
        (line,) = explained(text)
        assert line.startswith("? cel.bind(")
        assert line.endswith("!lot.release_procedure not-recorded")
    else:
        assert explained(text) == lines
