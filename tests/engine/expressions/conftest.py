"""What the tests of expressions share: a dossier, and expressions compiled against the dictionary."""

import datetime as dt
from collections.abc import Callable

import pytest

from core.documents.source_text import SourceText
from core.documents.tree import Origin, Scalar
from core.documents.yaml_text import read_yaml
from core.errors import LotgateError
from engine.expressions.check import Environment
from engine.expressions.conditions import Purpose
from engine.expressions.evaluate import evaluate
from engine.expressions.expression import Expression, check_expression
from engine.expressions.reader import Reader
from engine.expressions.values import Unknown, Value
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.reading import read_dossier
from engine.model.types import DATE, RecordOf, Type

NAMES: Environment = {"lot": RecordOf(Lot), "product": RecordOf(Product), "today": DATE}
TODAY = dt.date(2026, 3, 1)

DOSSIER = """
format: lotgate-dossier/v1
product:
  id: P-1
  name: {en: catheter, zh: 导管}
  risk_class: {EU: IIb}
  lifetime_months: 36
  ivd: false
  first_placed_on_market: {EU: 2020-01-31, US: null}
  last_placed_on_market_on: null
suppliers:
  - id: S-1
    name: Tubing Co.
    since: 2020-01-01
    approvals:
      - {id: a1, status: suspended, scope: [cleaning], valid: {from: 2020-01-01, until: 2020-12-31}}
      - {id: a2, status: approved, scope: [extrusion, cleaning], valid: {from: 2026-01-01, until: null}}
      - {id: a3, status: approved, scope: [], valid: {from: 2026-01-01}}
      - {id: a4, scope: [moulding], valid: {until: 2020-12-31}}
    quality_agreement: null
lot:
  id: L-1
  product: P-1
  target_markets: [EU]
  quantity: 100
  contract_manufactured: true
  started_on: 2026-02-01
  label: {id: B-1, revision: "1.10", approved_revision: "1.1"}
  batch_record: {id: R-1, complete: true, quantity_made: 100, approved_by: null}
  permissions: []
  steps:
    - {id: ext, kind: extrusion, outsourced: true, supplier: S-1, started_at: "2026-02-28T23:30:00-05:00"}
    - {id: seal, kind: sealing, outsourced: false, supplier: null}
    - {id: last}
  inspections:
    - id: i1
      nonconforming: 2
      acceptance_number: 1
      measured: {value: "4.0", unit: mg}
      upper_limit: {value: "4", unit: mg}
    - {id: i2, nonconforming: 0, measured: {value: "0.1", unit: g}, upper_limit: null}
  nonconformances: []
coverage:
  - {register: lot.inspections, stated_by: QA, from: 2026-02-01, through: 2026-03-01}
  - {register: lot.permissions, stated_by: QA, from: 2026-02-01, through: 2026-03-01}
  - {register: "suppliers[*].approvals", stated_by: QA, from: 2020-01-01, through: 2026-03-01}
"""


def source(text: str) -> SourceText:
    """Let a text stand in double quotes at the beginning of a file."""
    return SourceText(text, Scalar(text, "quoted", 0, 0, 99, 0), Origin("f", f'"{text}"', has_lines=True), "$")


def compiled(
    text: str, purpose: Purpose = "message", wanted: Type | None = None, names: Environment = NAMES
) -> Expression | list[LotgateError]:
    """Compile a text against the dictionary."""
    return check_expression(source(text), names, purpose, wanted)


def reader() -> Reader:
    """Read the dossier on the day of the tests."""
    return Reader(read_dossier(read_yaml(DOSSIER, "d")), TODAY)


def valued(text: str, of: Reader | None = None) -> Value | Unknown:
    """Give the value of an expression over the dossier, or why there is none."""
    expression = compiled(text)
    assert isinstance(expression, Expression), [str(fault) for fault in expression]
    try:
        return evaluate(expression.tree, (of or reader()).names())
    except Unknown as unknown:
        return unknown


@pytest.fixture
def faults_of() -> Callable[..., list[str]]:
    """The faults of an expression, as places and codes and messages."""

    def faults(text: str, purpose: Purpose = "message", wanted: Type | None = None) -> list[str]:
        found = compiled(text, purpose, wanted)
        assert not isinstance(found, Expression), f"no fault in {text}"
        return [str(fault).removeprefix("f:") for fault in sorted(found, key=lambda one: str(one.location))]

    return faults


@pytest.fixture
def fine() -> Callable[..., Type]:
    """The type of an expression that has no fault."""

    def type_of(text: str, purpose: Purpose = "message", wanted: Type | None = None) -> Type:
        found = compiled(text, purpose, wanted)
        assert isinstance(found, Expression), [str(fault) for fault in found]
        return found.type

    return type_of


@pytest.fixture
def value() -> Callable[[str], Value | Unknown]:
    """The value of an expression over the dossier."""
    return valued


@pytest.fixture
def compiled_for() -> Callable[..., Expression | list[LotgateError]]:
    """Compile for a purpose."""
    return compiled


@pytest.fixture
def on_dossier() -> Reader:
    """The dossier, read on the day of the tests."""
    return reader()


@pytest.fixture
def at() -> Callable[[str], SourceText]:
    """Let a text stand in a file."""
    return source
