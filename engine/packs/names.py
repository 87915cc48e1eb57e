"""The names that the expressions of a pack can read, with their types."""

from collections.abc import Iterator, Mapping

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.words import say
from engine.expressions.check import Environment
from engine.expressions.tree import Bind, Expr, Macro, Name, Operation, Pairs, Select, children, walk
from engine.model.findings import Findings
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.supplier import Supplier
from engine.model.types import DATE, INSTANT, TEXT, ListOf, RecordOf
from engine.packs.attributes import Attributes
from engine.packs.errors import InstantComparedError
from engine.packs.parameters import Parameters

AS_OF = "as_of"
FINDINGS = "findings"
# What every expression can read, inside a pack and outside.
NAMES: Environment = {
    "lot": RecordOf(Lot),
    "product": RecordOf(Product),
    "suppliers": ListOf(RecordOf(Supplier), register=True),
    "today": DATE,
    AS_OF: INSTANT,
    "market": TEXT,
}
ORDER = frozenset({"<", "<=", ">", ">="})


def names_of(parameters: Parameters, attributes: Attributes) -> Environment:
    """Give what the expressions of a pack can read: its parameters and extra fields beside what everybody can."""
    extra: Mapping[str, RecordOf] = {
        f"attributes of {on}": RecordOf(entity) for on, entity in attributes.entities.items()
    }
    return {**NAMES, **extra, "params": RecordOf(parameters.entity)}


def with_findings(names: Environment) -> Environment:
    """Give what is judged after findings were made: requirements and record formats."""
    return {**names, FINDINGS: RecordOf(Findings)}


def as_of_faults(tree: Expr, source: SourceText) -> Iterator[LotgateError]:
    """
    Refuse every use of `as_of` but one: which instant is recorded before or after it.

    Until the next recorded instant nothing that is compared with it changes, which is what a decision's `good_until`
    rests on. What changes between two instants that nobody recorded would pass unseen: so an expression that reads
    `as_of` may not make fields of its own either, in a map that is written out, bound or transformed.
    """
    if AS_OF not in source.text:
        return
    reads = any(isinstance(node, Name) and node.name == AS_OF for node in walk(tree))
    made = [node for node in walk(tree) if _makes_fields(node)] if reads else []
    for found in (*_loose(tree), *made):
        message = say(
            "`as_of` is compared with a recorded instant, by `<`, `<=`, `>` or `>=`, and with nothing else",
            "`as_of` 只能以 `<`、`<=`、`>`、`>=` 与已记录的时刻比较",
        )
        hint = say(
            "write it as `step.ended_at <= as_of`; days are compared with `today`",
            "请写作 `step.ended_at <= as_of`；日期与 `today` 比较",
        )
        yield InstantComparedError(message, location=source.location(found.span[0]), hint=hint)


def _makes_fields(node: Expr) -> bool:
    return isinstance(node, Pairs | Bind) or (isinstance(node, Macro) and node.kind.startswith("transform"))


def _loose(node: Expr) -> Iterator[Expr]:
    match node:
        case Name(name="as_of"):
            yield node
            return
        case Operation(operator=operator, operands=(Name(name="as_of"), Select() as other)) if operator in ORDER:
            yield from _loose(other)
            return
        case Operation(operator=operator, operands=(Select() as other, Name(name="as_of"))) if operator in ORDER:
            yield from _loose(other)
            return
    for child in children(node):
        yield from _loose(child)
