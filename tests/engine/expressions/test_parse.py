"""Text to tree: every construct, every refusal, every limit."""

from collections.abc import Callable

import pytest

from core.documents.source_text import SourceText
from core.documents.tree import Origin, Scalar
from core.errors import LotgateError
from engine.expressions.parse import parse
from engine.expressions.tree import (
    And,
    Bind,
    Call,
    Conditional,
    Expr,
    Has,
    Index,
    Items,
    Literal,
    Macro,
    Name,
    Operation,
    Or,
    Pairs,
    Select,
    names,
)

At = Callable[[str], SourceText]


def _written(node: Expr) -> str:  # noqa: C901, PLR0912  # a case for each kind of node
    """Write a tree in prefix form, so that precedence and order can be seen."""
    match node:
        case Literal(value=value):
            return repr(value)
        case Name(name=name, rooted=rooted):
            return f".{name}" if rooted else name
        case Select(of=of, field=field):
            return f"{_written(of)}.{field}"
        case Has(of=of, field=field):
            return f"(has {_written(of)} {field})"
        case Index(of=of, key=key):
            return f"(at {_written(of)} {_written(key)})"
        case Items(items=items):
            return f"[{' '.join(map(_written, items))}]"
        case Call(function=function, arguments=parts, receiver=receiver):
            return f"({' '.join([f'.{function}' if receiver else function, *map(_written, parts)])})"
        case Pairs(entries=entries):
            return f"{{{' '.join(f'{_written(one.key)}: {_written(one.value)}' for one in entries)}}}"
        case Bind(variable=variable, value=value, body=body):
            return f"(bind {variable} {_written(value)} {_written(body)})"
        case Operation(operator=operator, operands=parts):
            return f"({' '.join([operator, *map(_written, parts)])})"
        case And(terms=parts):
            return f"(and {' '.join(map(_written, parts))})"
        case Or(terms=parts):
            return f"(or {' '.join(map(_written, parts))})"
        case Conditional(test=test, then=then, otherwise=otherwise):
            return f"(if {_written(test)} {_written(then)} {_written(otherwise)})"
    assert isinstance(node, Macro)
    variables = node.variable if node.second is None else f"{node.variable} {node.second}"
    where = "" if node.where is None else f" {_written(node.where)}"
    return f"({node.kind} {_written(node.over)} {variables}{where} {_written(node.body)})"


TREES = [
    # CEL specification, Syntax: literals.
    ("1", "1"),
    ("-1", "-1"),
    ("0x1F", "31"),
    ("-0x1F", "-31"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("true", "True"),
    ("false", "False"),
    ("null", "None"),
    ("'a'", "'a'"),
    ('"a\'b"', '"a\'b"'),
    (r"'\u4e2d\x41\101\n\t\\'", r"'中AA\n\t\\'"),
    (r"'\U0001F600'", "'😀'"),
    (r"r'\n'", r"'\\n'"),
    ("'''a\nb'''", r"'a\nb'"),
    (r'r"""a\b"""', r"'a\\b'"),
    ("'e\\u0301'", "'é'"),
    # CEL specification, Operators: precedence from the tightest to the loosest, associativity.
    ("a.b.c", "a.b.c"),
    ('a["k"].b', "(at a 'k').b"),
    ("!a.b", "(! a.b)"),
    ("!!a", "(! (! a))"),
    ("-a * b", "(* (- a) b)"),
    ("a + b * c - d", "(- (+ a (* b c)) d)"),
    ("a - b - c", "(- (- a b) c)"),
    ("a + 1 < b", "(< (+ a 1) b)"),
    ("a == b && c != d", "(and (== a b) (!= c d))"),
    ("a <= b && c >= d && e > f", "(and (<= a b) (>= c d) (> e f))"),
    ("a || b && c || d", "(or a (and b c) d)"),
    ("(a || b) && c", "(and (or a b) c)"),
    ("a && (b && c)", "(and a (and b c))"),
    ("a ? b : c ? d : e", "(if a b (if c d e))"),
    ("a || b ? c : d", "(if (or a b) c d)"),
    ("a in [1, 2]", "(in a [1 2])"),
    ("a in b == c", "(== (in a b) c)"),
    ("[]", "[]"),
    ("f()", "(f)"),
    ("f(a, 1)", "(f a 1)"),
    ("a.f(b)", "(.f a b)"),
    ("has(a.b.c)", "(has a.b c)"),
    ("a.exists(x, x == 1)", "(exists a x (== x 1))"),
    ("a.all(x, x)", "(all a x x)"),
    ("a.exists_one(x, x)", "(exists_one a x x)"),
    ("a.filter(x, x).map(y, y.b)", "(map (filter a x x) y y.b)"),
    ("  a\n&&\tb ", "(and a b)"),
    ("1.5", "1.5"),
    ("-.5e3", "-500.0"),
    ("7u", "7u"),
    ("0xFFu", "255u"),
    (r"b'\xff\101é'", r"b'\xffA\xc3\xa9'"),
    (r"br'\x'", r"b'\\x'"),
    (r"r'a\'", r"'a\\'"),
    ("a / b % c", "(% (/ a b) c)"),
    ("{'a': 1, 2u: b,}", "{'a': 1 2u: b}"),
    ("[1, 2,]", "[1 2]"),
    ("{}", "{}"),
    ("a.`b-c`", "a.b-c"),
    (".a.b", ".a.b"),
    ("math.greatest(a, 1)", "(math.greatest a 1)"),
    ("math.other(a)", "(.other math a)"),
    ("cel.bind(x, a, x)", "(bind x a x)"),
    ("a.all(k, v, k == v)", "(all a k v (== k v))"),
    ("a.map(x, x > 1, x)", "(map a x (> x 1) x)"),
    ("a.transformMap(k, v, v)", "(transform_map a k v v)"),
    ("a.existsOne(x, x)", "(exists_one a x x)"),
]


@pytest.mark.parametrize(("text", "tree"), TREES, ids=[text for text, _ in TREES])
def test_a_text_is_the_tree_that_the_specification_says(at: At, text: str, tree: str) -> None:
    assert _written(parse(at(text))) == tree


REFUSED = [
    ("", "1:2: [expression.syntax.invalid] the expression ends too early"),
    ("a &&", "1:5: [expression.syntax.invalid] the expression ends too early"),
    ("a.b == (c", "1:10: [expression.syntax.invalid] the expression ends too early"),
    ("a b", "1:4: [expression.syntax.invalid] `b` is not expected here"),
    ("a = b", "1:4: [expression.syntax.invalid] `= b` is not expected here"),
    ("a and b", "1:4: [expression.syntax.invalid] `and b` is not expected here"),
    ("a & b", "1:4: [expression.syntax.invalid] `& b` is not expected here"),
    ("a ? b", "1:6: [expression.syntax.invalid] the expression ends too early"),
    ("'abc", "1:2: [expression.syntax.invalid] `'abc` is not expected here"),
    ("a # b", "1:4: [expression.syntax.invalid] `# b` is not expected here"),
    ("a /* b */", "1:5: [expression.syntax.invalid] `* b */` is not expected here"),
    ("if", "1:2: [expression.syntax.invalid] `if` is a reserved word"),
    (
        "a.exists(x)",
        "1:2: [expression.syntax.invalid] `exists` takes a name and an expression or two names and an expression",
    ),
    ("a.all(x.y, true)", "1:2: [expression.syntax.invalid] `all` takes a name and an expression"),
    ("has(a)", "1:2: [expression.syntax.invalid] `has` takes a field, such as has(lot.label)"),
    ("has(a.b, c)", "1:2: [expression.syntax.invalid] `has` takes a field, such as has(lot.label)"),
    ("9223372036854775808", "[expression.syntax.invalid] `9223372036854775808` is not a value of the language"),
    (r"'\777'", "[expression.syntax.invalid]"),
    (r"'\q'", r"[expression.syntax.invalid] `\q` is not a value of the language"),
    (r"'\ud800'", r"[expression.syntax.invalid] `\ud800` is not a value of the language"),
    (r"'\U00110000'", r"[expression.syntax.invalid] `\U00110000` is not a value of the language"),
    ("'a\\'", "1:2: [expression.syntax.invalid] `'a\\'` is not expected here"),
    ("1e999", "[expression.syntax.invalid] `1e999` is not a value of the language"),
    ("-1u", "[expression.syntax.invalid] `-1u` is not a value of the language"),
    ("18446744073709551616u", "[expression.syntax.invalid] `18446744073709551616u` is not a value of the language"),
    (r"b'\u0041'", r"[expression.syntax.invalid] `\u0041` is not a value of the language"),
    ("a.transformMap(k, v)", "`transformMap` takes two names and an expression or two names and two expressions"),
    ("a.all(x, x, true)", "[expression.syntax.invalid] `all` binds `x` twice"),
    ("cel.bind(1, 2, 3)", "[expression.syntax.invalid] `cel.bind` takes a name and two expressions"),
    ("A{b: 1}", "[expression.syntax.unsupported] messages are not used in packs"),
    ("A{}", "[expression.syntax.unsupported] messages are not used in packs"),
    ("A{}.b", "[expression.syntax.unsupported] messages are not used in packs"),
    ("a // b", "1:4: [expression.syntax.unsupported] a comment inside an expression"),
    ("a\n// && b\n", "2:1: [expression.syntax.unsupported] a comment inside an expression"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[repr(text) for text, _ in REFUSED])
def test_what_packs_do_not_use_is_refused_at_its_place(at: At, text: str, said: str) -> None:
    with pytest.raises(LotgateError) as caught:
        parse(at(text))

    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["'a // b'", '"a // b"', "'''a // b'''", r"'it\'s // b'", "'http://x' == a"])
def test_two_slashes_inside_a_text_are_no_comment(at: At, text: str) -> None:
    assert "//" in _written(parse(at(text)))


def test_a_comment_after_a_text_with_an_escaped_quote_is_found(at: At) -> None:
    with pytest.raises(LotgateError, match="comment"):
        parse(at(r"a == 'it\'s' // && b"))


AT_LIMIT = [
    ("a" + " " * 3999, None),
    ("a" + " " * 4000, "the expression has 4001 characters, more than 4000"),
    (" && ".join("a" * 1 for _ in range(800)), None),
    (" || ".join("a" for _ in range(800)), None),
    ("(" * 32 + "a" + ")" * 32, None),
    ("(" * 33 + "a" + ")" * 33, "the expression is nested deeper than 32"),
    ("!" * 32 + "a", None),
    ("!" * 33 + "a", "the expression is nested deeper than 32"),
    ("[" * 33 + "a" + "]" * 33, "the expression is nested deeper than 32"),
    ("a" + ".b" * 33, "the expression is nested deeper than 32"),
    ("a" + " == a" * 33, "the expression is nested deeper than 32"),
    ("a" + " ? a : a" * 40, "the expression is nested deeper than 32"),
    ("f(" * 33 + "a" + ")" * 33, "the expression is nested deeper than 32"),
    (".f(" * 33 + "a" + ")" * 33, "the expression is nested deeper than 32"),
    (".f(" * 900 + "a" + ")" * 900, "the expression is nested deeper than 32"),
    ("(" * 1900 + "a" + ")" * 1900, "the expression is nested deeper than 32"),
]


@pytest.mark.parametrize(("text", "said"), AT_LIMIT, ids=[f"{text[:8]}{len(text)}" for text, _ in AT_LIMIT])
def test_an_expression_up_to_the_limits_is_read_and_beyond_them_refused(at: At, text: str, said: str | None) -> None:
    if said is None:
        assert names(parse(at(text))) == {"a"}
        return
    with pytest.raises(LotgateError) as caught:
        parse(at(text))
    assert caught.value.message == said
    assert caught.value.code == "expression.size.exceeded"


def test_an_expression_that_stood_unquoted_is_asked_whether_yaml_cut_it() -> None:
    text = "f(a"
    plain = SourceText(text, Scalar(text, "plain", 0, 0, 0, 3), Origin("f", text, has_lines=True), "$")

    with pytest.raises(LotgateError) as caught:
        parse(plain)

    assert caught.value.hint == "was it cut short by YAML? put it in a block (`>-`) or in quotes"


def test_spans_are_the_characters_of_the_parts(at: At) -> None:
    text = "  a.b  ==  'x' &&\n c"
    tree = parse(at(text))
    assert isinstance(tree, And)

    assert [text[slice(*term.span)] for term in tree.terms] == ["a.b  ==  'x'", "c"]


def test_names_are_those_that_are_read_from_outside(at: At) -> None:
    assert names(parse(at("a.all(x, x == b) && x && f(c)"))) == {"a", "b", "c", "x"}
    assert names(parse(at("a.all(x, x)"))) == {"a"}
    assert names(parse(at("f('a')"))) == frozenset()


def test_true_and_false_have_places_like_any_other_word(at: At) -> None:
    text = "true == a && (b ? c : false)"
    tree = parse(at(text))
    assert isinstance(tree, And)

    assert [text[slice(*term.span)] for term in tree.terms] == ["true == a", "b ? c : false"]
    assert tree.span == (0, 28)
