"""Many expressions as one generated module: what each gives, which clause decided, and the rest on demand."""

import functools
import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from types import CodeType
from typing import Protocol, TypeAlias

import msgspec
from msgspec import UNSET

from engine.expressions.evaluate import Evaluation
from engine.expressions.expression import Expression, compile_expression, with_dotted
from engine.expressions.face import Given, Result, entered
from engine.expressions.generate import FORMAT, LONGEST_CHAIN, Wanted, generate
from engine.expressions.missing import EvaluationError
from engine.expressions.straight import STRAIGHT
from engine.expressions.tree import And, Or, names
from engine.identity import engine_digest


class Decided(msgspec.Struct, frozen=True):
    """
    What a condition gives.

    Attributes:
        holds: Its truth; ``None`` where it has none or it is unknown.
        clause: The position of the first term that decided it, of a condition that is a conjunction or a disjunction;
            ``None`` where all terms did, or it is one clause.
    """

    holds: bool | None
    clause: int | None = None


class Sources(Protocol):
    """Where generated sources are kept, by key."""

    def read(self, key: str) -> str | None:
        """Give a source, or ``None``."""

    def write(self, key: str, source: str) -> None:
        """Keep a source."""


Variables: TypeAlias = Mapping[str, Given]
Straight: TypeAlias = Callable[[Variables, Callable[[int], object]], list[object]]
ANSWERS = {
    f"{letter}{'' if clause is None else clause}": Decided(holds, clause)
    for letter, holds in (("T", True), ("F", False))
    for clause in (None, *range(LONGEST_CHAIN))
} | {"N": None}


class CompiledExpressions:
    """
    Expressions compiled together.

    Args:
        texts: Their sources.
        kept: Where generated sources are kept.
    """

    def __init__(self, texts: Sequence[str], kept: Sources | None = None) -> None:
        self.texts = tuple(texts)
        self._expressions: dict[int, Expression] = {}
        self._decide = self._straight(kept, condition=True)
        self._kept = kept

    def expression(self, position: int) -> Expression:
        """Give one of the expressions; from a kept source it is parsed when it is first asked for."""
        found = self._expressions.get(position)
        if found is None:
            found = self._expressions[position] = compile_expression(self.texts[position])
        return found

    def decide(self, variables: Variables) -> list[Decided]:
        """
        Decide every expression as a condition.

        Args:
            variables: Values of the names, as `Expression.evaluate` takes them.

        Returns:
            For each in order whether it holds, and which clause decided.
        """
        if _is_dotted(variables):
            return self.reference(variables)
        return self._decide(variables, _Asked(self, variables).decided)  # type: ignore[return-value]  # as generated

    def evaluate(self, variables: Variables) -> list[Result | EvaluationError]:
        """
        Evaluate every expression.

        Returns:
            For each in order what `Expression.evaluate` gives, or the error that it raises.
        """
        asked = _Asked(self, variables)
        if _is_dotted(variables):
            return [asked.value(position) for position in range(len(self.texts))]
        return self._evaluate(variables, asked.value)

    def reference(self, variables: Variables) -> list[Decided]:
        """Decide every expression by the reference evaluator."""
        asked = _Asked(self, variables)
        return [asked.decided(position) for position in range(len(self.texts))]

    @functools.cached_property
    def _evaluate(self) -> Straight:
        return self._straight(self._kept, condition=False)

    def _straight(self, kept: Sources | None, *, condition: bool) -> Straight:
        def make() -> str:
            trees = [self.expression(position).tree for position in range(len(self.texts))]
            return generate([Wanted(tree, condition) for tree in trees])

        return load(kept_or_made(kept, ("expressions", str(condition), *self.texts), make))


class _Asked:
    """Asks the reference evaluator, for what the straight path could not give."""

    def __init__(self, compiled: CompiledExpressions, variables: Variables) -> None:
        self.compiled = compiled
        self.variables = variables

    def value(self, position: int) -> Result | EvaluationError:
        try:
            return self.compiled.expression(position).evaluate(self.variables)
        except EvaluationError as error:
            return error

    def decided(self, position: int) -> Decided:
        return decided(self.compiled.expression(position), self.variables)


def decided(expression: Expression, variables: Variables) -> Decided:
    """Decide a condition by the reference evaluator."""
    tree = with_dotted(expression.tree, variables) if _is_dotted(variables) else expression.tree
    read = names(tree)
    try:
        evaluation = Evaluation({name: entered(value) for name, value in variables.items() if name in read})
    except EvaluationError:
        return Decided(None)
    if not isinstance(tree, And | Or):
        outcome = evaluation.attempt(tree, {})
        return Decided(None if isinstance(outcome, EvaluationError) else outcome)
    deciding = isinstance(tree, Or)
    unknown: int | None = None
    for position, term in enumerate(tree.terms):
        outcome = evaluation.attempt(term, {})
        if outcome is deciding:
            return Decided(deciding, position)
        if unknown is None and isinstance(outcome, EvaluationError):
            unknown = position
    return Decided(not deciding) if unknown is None else Decided(None, unknown)


def _is_dotted(variables: Variables) -> bool:
    """Tell whether a variable has points in its name; it is then read before the field of a shorter one."""
    return "." in "".join(variables)


def kept_or_made(kept: Sources | None, depends_on: Sequence[str], make: Callable[[], str]) -> str:
    """
    Give a generated source.

    Args:
        kept: Where generated sources are kept.
        depends_on: All that it depends on besides the engine and Python.
        make: Generates it.
    """
    if kept is None:
        return make()
    parts = (engine_digest(), sys.implementation.cache_tag, str(FORMAT), *depends_on)
    key = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
    source = kept.read(key)
    if source is None:
        source = make()
        kept.write(key, source)
    return source


def load(source: str) -> Straight:
    """Execute a generated module: without builtins, and with nothing in reach but what `straight` gives."""
    code: CodeType = compile(source, "<expressions>", "exec", dont_inherit=True)
    namespace: dict[str, object] = {"__builtins__": {}, "failed": Exception, "unset": UNSET, **ANSWERS, **STRAIGHT}
    exec(code, namespace)  # noqa: S102  # generated here, or kept where nobody else writes
    return namespace["evaluate"]  # type: ignore[return-value]  # what `generate` writes


def compile_expressions(texts: Sequence[str], kept: Sources | None = None) -> CompiledExpressions:
    """
    Compile expressions together.

    Args:
        texts: Their sources.
        kept: Where generated sources are kept; nowhere when left out.

    Raises:
        FaultsError: ``expression.*``; the faults of the first expression that has any.
    """
    return CompiledExpressions(texts, kept)
