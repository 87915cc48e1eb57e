"""
Checked expressions to one Python module: the straight path, where everything is there and of the kind that is compared.

The generated function computes plain values and keeps no books. What is not there raises, and the exact answer then
comes from the reference evaluator, for that expression alone. The module is built as a syntax tree, never as text:
nothing of a pack gets into it but as a constant, and every name is made here.
"""

import ast
from collections.abc import Mapping, Sequence

import msgspec

from engine.expressions.emission import EMISSIONS
from engine.expressions.loops import FUSED, PLAIN, write_each, write_fused, write_loop
from engine.expressions.numbering import Node, Number, Numbering, Provision
from engine.expressions.recorded import RECORDED
from engine.expressions.tree import And, Expr, Or
from engine.expressions.writer import LOAD, NotWrittenError, Writer, call, name, negated, store
from engine.model.types import Type

FORMAT = 2
"""Of what is generated; part of the key that sources are kept under."""
LONGEST_CHAIN = 24
"""Terms whose own deciding is written out; which term of a longer chain decided is found by the reference."""


class Wanted(msgspec.Struct, frozen=True):
    """
    An expression to write.

    Attributes:
        tree: The expression.
        condition: Whether it is a condition, of which it is asked what decided; else its value is asked for.
        types: The type of each of its nodes by ``id``, where it reads a dossier.
    """

    tree: Expr
    condition: bool = True
    types: Mapping[int, Type] | None = None

    @property
    def asks_for(self) -> str:
        """Say what is asked of the expression: its value, its truth, or the term that decides it."""
        if not self.condition:
            return "value"
        return "term" if isinstance(self.tree, And | Or) else "truth"


def generate(wanted: Sequence[Wanted]) -> str:
    """
    Give the source of a module for expressions.

    Returns:
        Python text that defines ``evaluate(x, r)``: from the variables `x`, and `r` that asks the reference for one
        expression by its position, to a list with what each expression gives. The same expressions give the same text.
    """
    graph = Numbering()
    roots = [graph.root(one.tree, condition=one.condition, types=one.types) for one in wanted]
    is_recorded = any(one.types is not None for one in wanted)
    writer = Writer(graph, RECORDED if is_recorded else EMISSIONS, write_loop)
    answers: dict[tuple[Number, str], str] = {}
    for position, (root, one) in enumerate(zip(roots, wanted, strict=True)):
        if (root, one.asks_for) not in answers:
            _share(writer, root)
            answers[root, one.asks_for] = _answer(writer, root, position, one.asks_for)
    return _module(writer, [answers[root, one.asks_for] for root, one in zip(roots, wanted, strict=True)])


def generate_provisions(provisions: Sequence[Provision]) -> str:
    """
    Give the source of a module for the provisions of a pack.

    Returns:
        Python text that defines ``evaluate(x, r)`` as `generate` does. What it gives for each provision: ``N`` where it
        does not apply, for a lot as a whole what `generate` gives, else a list of the items picked, each with whether
        what is required holds. A name in ``x`` is bound to a struct of the dossier. After the provisions come the days
        and instants that select them, of those that have one in order.
    """
    graph = Numbering()
    writer = Writer(graph, RECORDED, write_loop)
    answers = []
    for position, provision in enumerate(provisions):
        applies = None
        if provision.applies is not None:
            applies = graph.root(provision.applies, condition=True, types=provision.types)
        over = provision.over
        if over is None:
            root = graph.root(provision.require, condition=True, types=provision.types)
        else:
            root = graph.each(provision, over)
        answers.append((position, applies, root))
    names = []
    for position, applies, root in answers:
        for number in (root,) if applies is None else (applies, root):
            _share(writer, number)
        names.append(_judged(writer, applies, root, position))
    selecting = [(one.by, one.types) for one in provisions if one.by is not None]
    for position, (by, types) in enumerate(selecting, len(provisions)):
        root = graph.root(by, condition=False, types=types)
        names.append(_written(writer, root, position))
    return _module(writer, names)


def _written(writer: Writer, root: Number, position: int) -> str:
    """Write a value as the dossier holds it; give the name of its answer."""
    answer = writer.fresh("o")
    asked = store(answer, call("r", ast.Constant(position)))
    try:
        with writer.inside() as block:
            block.append(store(answer, writer.value(root)))
    except NotWrittenError:
        writer.block.append(asked)
    else:
        writer.block.append(_try(block, [asked]))
    return answer


def _judged(writer: Writer, applies: Number | None, root: Number, position: int) -> str:
    """Write one provision; give the name of its answer."""
    answer = writer.fresh("o")
    asked = store(answer, call("r", ast.Constant(position)))
    try:
        with writer.inside() as block:
            test = writer.value(applies) if applies is not None else None
            with writer.inside() as applying:
                if writer.graph.nodes[root].facts[:1] == ("each",):
                    write_each(writer, root, answer)
                else:
                    writer.block.append(store(answer, ast.IfExp(writer.value(root), name("T"), name("F"))))
            if test is None:
                block.extend(applying)
            else:
                block.append(ast.If(test, applying, [store(answer, name("N"))]))
    except NotWrittenError:
        writer.block.append(asked)
    else:
        writer.block.append(_try(block, [asked]))
    return answer


def _module(writer: Writer, answers: Sequence[str]) -> str:
    writer.block.append(ast.Return(ast.List([name(answer) for answer in answers], LOAD)))
    arguments = ast.arguments([], [ast.arg("x"), ast.arg("r")], None, [], [], None, [])
    function = ast.FunctionDef("evaluate", arguments, writer.block, [], lineno=0)
    return ast.unparse(ast.Module([function], [])) + "\n"


def _share(writer: Writer, root: Number) -> None:
    """
    Compute once what several expressions, or the turns of a loop, read.

    Each value on its own: where one raises it gets no name, and only what reads it raises again.
    """
    for number in _shareable(writer, root):
        if number in writer.bound:
            continue
        group = _walking_with(writer, number)
        try:
            with writer.inside() as block:
                write_fused(writer, group) if len(group) > 1 else writer.keep(number)
                made = {one: writer.bound[one] for one in group}
        except NotWrittenError:
            continue
        writer.block.append(_try(block, _apart(writer, made) if len(group) > 1 else [ast.Pass()]))
        writer.bound |= made


def _apart(writer: Writer, made: Mapping[Number, str]) -> list[ast.stmt]:
    """Write the comprehensions of a shared loop that raised each on its own: one that raises takes no other with it."""
    with writer.inside() as apart:
        for number, called in made.items():
            with writer.inside() as block:
                write_loop(writer, number, called)
            apart.append(_try(block, [ast.Pass()]))
    return apart


def _shareable(writer: Writer, root: Number) -> list[Number]:
    """Give what is worth computing first, those below before those above."""
    graph = writer.graph
    found: dict[Number, None] = {}
    seen: set[tuple[Number, bool]] = set()

    def visit(number: Number, *, in_loop: bool) -> None:
        if (number, in_loop) in seen:
            return
        seen.add((number, in_loop))
        node = graph.nodes[number]
        for position, part in enumerate(node.below):
            visit(part, in_loop=in_loop or (node.kind == "macro" and position > 0))
        is_walked = node.kind == "macro" and len(_walking_with(writer, number)) > 1
        # Two provisions may be alike; the judging of their items is written for each, and is no value.
        is_value = node.kind not in PLAIN and node.facts[:1] != ("each",)
        if not node.free and is_value and (in_loop or graph.uses[number] > 1 or is_walked):
            found[number] = None

    visit(root, in_loop=False)
    return list(found)


def _walking_with(writer: Writer, number: Number) -> list[Number]:
    """Give the comprehensions that can share one loop with this one, itself among them."""
    graph = writer.graph
    node = graph.nodes[number]
    if node.kind != "macro" or not _is_fusible(node):
        return [number]
    return [one for one in graph.walks[node.binder] if _is_fusible(graph.nodes[one]) and one not in writer.bound]


def _is_fusible(node: Node) -> bool:
    """Tell whether a comprehension can share its loop: one that stands in no other and has one variable."""
    return node.facts[0] in FUSED and not node.facts[1] and not node.free


def _answer(writer: Writer, root: Number, position: int, asks_for: str) -> str:
    """Write one expression, and what is done when it raises; give the name of its answer."""
    answer = writer.fresh("o")
    asked = store(answer, call("r", ast.Constant(position)))
    try:
        with writer.inside() as block:
            if asks_for == "value":
                writer.block.append(store(answer, call("give", writer.value(root))))
            elif asks_for == "truth":
                writer.block.append(store(answer, ast.IfExp(writer.value(root), name("T"), name("F"))))
            else:
                _decided(writer, root, answer, asked)
    except NotWrittenError:
        writer.block.append(asked)
    else:
        writer.block.append(_try(block, [asked]))
    return answer


def _decided(writer: Writer, root: Number, answer: str, asked: ast.stmt) -> None:
    """Write a conjunction or disjunction: whether it holds, and which of its terms decided."""
    node = writer.graph.nodes[root]
    if len(node.below) > LONGEST_CHAIN:
        other: list[ast.stmt] = [store(answer, name("T" if node.kind == "and" else "F"))]
        test = writer.value(root)
        writer.block.append(ast.If(test if node.kind == "and" else negated(test), other, [asked]))
    else:
        found = _chain(writer, node.below, 0, answer, deciding=node.kind == "or")
        if found is not None:
            writer.block.append(store(answer, found))


def _chain(writer: Writer, terms: Sequence[Number], position: int, answer: str, *, deciding: bool) -> ast.expr | None:
    """
    Write the terms from one on: the first that decides is named; when none does, all have.

    Returns:
        What is to be answered; ``None`` where later terms need statements and the answer was given by those.
    """
    letter, other = ("T", "F") if deciding else ("F", "T")
    if position == len(terms):
        return name(other)
    decides = name(f"{letter}{position}")
    test = writer.value(terms[position])
    if not any(writer.graph.loops[term] for term in terms[position + 1 :]):
        # Nothing after it takes statements.
        rest = _chain(writer, terms, position + 1, answer, deciding=deciding)
        if rest is not None:
            return ast.IfExp(test, decides, rest) if deciding else ast.IfExp(test, rest, decides)
    with writer.inside() as further:
        found = _chain(writer, terms, position + 1, answer, deciding=deciding)
    if found is not None and not further:
        return ast.IfExp(test, decides, found) if deciding else ast.IfExp(test, found, decides)
    if found is not None:
        further.append(store(answer, found))
    writer.block.append(ast.If(negated(test) if deciding else test, further, [store(answer, decides)]))
    return None


def _try(block: list[ast.stmt], otherwise: list[ast.stmt]) -> ast.Try:
    return ast.Try(block, [ast.ExceptHandler(name("failed"), None, otherwise)], [], [])
