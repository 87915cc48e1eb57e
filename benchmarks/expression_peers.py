"""The engines that the expressions of decision_120.json are measured beside: each is given what its manual advises."""

import importlib
import importlib.metadata
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

Document: TypeAlias = dict[str, Any]
Work: TypeAlias = Callable[[], Sequence[object]]


class Condition(msgspec.Struct, frozen=True):
    """One of the expressions: in CEL and, where it can be said, in GoRules ZEN."""

    id: str
    shape: str
    cel: str
    zen: str


class Peer(msgspec.Struct, frozen=True):
    """
    An engine.

    Attributes:
        package: Its name in the package index.
        module: What is imported.
        prepare: Makes a call that evaluates all of the conditions; what the engine needs only once for a document
            (an activation, a context, its input) is made here and not timed.
        note: How it is used.
        engine: Whether it is an engine, rather than a function written by hand.
    """

    package: str
    module: str
    prepare: Callable[[Any, Sequence[Condition], Document], Work]
    note: str
    engine: bool = True

    def load(self) -> Any:  # noqa: ANN401  # a module of another package
        """Import it; ``None`` when it is not installed."""
        try:
            return importlib.import_module(self.module)
        except ImportError:
            return None

    def version(self) -> str:
        """Give its version."""
        return importlib.metadata.version(self.package) if self.package else ""


def cel_python(celpy: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Compile with the faster of its two runners; the document is converted once."""
    parser = importlib.import_module("celpy.celparser").CELParser
    ours, parser.CEL_PARSER = parser.CEL_PARSER, None  # the first to parse fixes the class of the trees for the process
    try:
        environment = celpy.Environment(runner_class=celpy.CompiledRunner)
        programs = [environment.program(environment.compile(condition.cel)) for condition in conditions]
    finally:
        parser.CEL_PARSER = ours
    activation = celpy.json_to_cel(document)
    return lambda: [bool(program.evaluate(activation)) for program in programs]


def cel_expr_python(cel: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Share one activation."""
    environment = cel.NewEnv(variables=dict.fromkeys(document, cel.Type.DYN))
    programs = [environment.compile(condition.cel) for condition in conditions]
    activation = environment.Activation(document)
    return lambda: [program.eval(activation).value() for program in programs]


def common_expression_language(cel: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Share one context."""
    programs = [cel.compile(condition.cel) for condition in conditions]
    context = cel.Context(variables=document)
    return lambda: [program.execute(context) for program in programs]


def zen_engine(zen: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Compile each expression; the engine takes the document with every call."""
    programs = [zen.compile_expression(condition.zen) for condition in conditions]
    return lambda: [program.evaluate(document) for program in programs]


class Shape(msgspec.Struct, frozen=True):
    """
    One of the six forms that the expressions of the file have, in other languages; ``{0}`` is a number or a day.

    Attributes:
        cel: The form, as a pattern.
        rego: In Rego.
        python: In Python, as a person writes it: no evidence, no care for what is missing.
        shared: The same by someone who saw that the loops repeat.
    """

    cel: str
    rego: str
    python: str
    shared: str


SHAPES = (
    Shape(
        r'lot\.status == "inspected" && lot\.quantity > (\d+)',
        'input.lot.status == "inspected"; input.lot.quantity > {0}',
        'lot["status"] == "inspected" and lot["quantity"] > {0}',
        "inspected and quantity > {0}",
    ),
    Shape(
        r'lot\.inspections\.all\(i, i\.result == "pass" \|\| i\.waived\) && lot\.quantity > (\d+)',
        "every i in input.lot.inspections {{ good(i) }}; input.lot.quantity > {0}",
        'all(i["result"] == "pass" or i["waived"] for i in lot["inspections"]) and lot["quantity"] > {0}',
        "passed and quantity > {0}",
    ),
    Shape(
        r'supplier\.score >= ([\d.]+) && supplier\.status == "approved"',
        'input.supplier.score >= {0}; input.supplier.status == "approved"',
        'supplier["score"] >= {0} and supplier["status"] == "approved"',
        "score >= {0} and approved",
    ),
    Shape(
        r"lot\.cpk >= ([\d.]+) \|\| lot\.deviation_approved",
        "any([input.lot.cpk >= {0}, input.lot.deviation_approved])",
        'lot["cpk"] >= {0} or lot["deviation_approved"]',
        'cpk >= {0} or lot["deviation_approved"]',
    ),
    Shape(
        r'lot\.certificates\.exists\(c, c\.kind == "CoC" && c\.valid_until > ("[\d-]+")\)',
        'some c in input.lot.certificates; c.kind == "CoC"; c.valid_until > {0}',
        'any(c["kind"] == "CoC" and c["valid_until"] > {0} for c in lot["certificates"])',
        "latest > {0}",
    ),
    Shape(
        r'size\(lot\.ncs\.filter\(n, n\.severity == "critical" && n\.status != "closed"\)\) < (\d+)',
        'count([n | some n in input.lot.ncs; n.severity == "critical"; n.status != "closed"]) < {0}',
        'len([n for n in lot["ncs"] if n["severity"] == "critical" and n["status"] != "closed"]) < {0}',
        "open_critical < {0}",
    ),
)
REGO_HEAD = """package bench
import rego.v1
good(i) if i.result == "pass"
good(i) if i.waived
any(conditions) if { some condition in conditions; condition }
"""
PYTHON_HEAD = """def by_hand(document):
    lot, supplier = document["lot"], document["supplier"]
"""
SHARED_HEAD = """
    inspected, quantity, cpk = lot["status"] == "inspected", lot["quantity"], lot["cpk"]
    score, approved = supplier["score"], supplier["status"] == "approved"
    passed = all(i["result"] == "pass" or i["waived"] for i in lot["inspections"])
    latest = max((c["valid_until"] for c in lot["certificates"] if c["kind"] == "CoC"), default="")
    open_critical = len([n for n in lot["ncs"] if n["severity"] == "critical" and n["status"] != "closed"])
"""


def _in(language: str, condition: Condition) -> str:
    for shape in SHAPES:
        found = re.fullmatch(shape.cel, condition.cel)
        if found:
            form: str = getattr(shape, language)
            return form.format(*found.groups())
    raise ValueError(condition.cel)


def rego_cpp(regopy: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Build one policy of all rules; one query answers all."""
    rego = regopy.Interpreter()
    rules = (f"r{index} if {{ {_in('rego', condition)} }}" for index, condition in enumerate(conditions))
    rego.add_module("bench.rego", REGO_HEAD + "\n".join(rules))
    rego.set_input(document)
    names = [f"r{index}" for index in range(len(conditions))]

    def run() -> Sequence[object]:
        answers: Mapping[str, object] = rego.query("data.bench").results[0].expressions[0]
        return [answers.get(name, False) for name in names]

    return run


def _by_hand(head: str, language: str, conditions: Sequence[Condition], document: Document) -> Work:
    lines = ",\n".join(f"        {_in(language, condition)}" for condition in conditions)
    namespace: dict[str, Any] = {}
    exec(f"{head}    return [\n{lines},\n    ]\n", namespace)  # noqa: S102  # text of this file and numbers
    function = namespace["by_hand"]
    return lambda: list(function(document))


def by_hand(_: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Write each condition out."""
    return _by_hand(PYTHON_HEAD, "python", conditions, document)


def by_careful_hand(_: Any, conditions: Sequence[Condition], document: Document) -> Work:  # noqa: ANN401
    """Write each condition out, and what repeats once."""
    return _by_hand(PYTHON_HEAD + SHARED_HEAD.lstrip("\n"), "shared", conditions, document)


PEERS = (
    Peer("cel-expr-python", "cel_expr_python.cel", cel_expr_python, "C++; one activation shared by all"),
    Peer("common-expression-language", "cel", common_expression_language, "Rust; one context shared by all"),
    Peer("zen-engine", "zen", zen_engine, "Rust; its own language, compiled"),
    Peer("regopy", "regopy", rego_cpp, "rego-cpp; all rules in one query"),
    Peer("cel-python", "celpy", cel_python, "its faster runner, the document converted before"),
    Peer("", "builtins", by_hand, "Python by hand, condition by condition, without evidence", engine=False),
    Peer("", "builtins", by_careful_hand, "the same by someone who saw what repeats", engine=False),
)
