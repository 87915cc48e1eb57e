"""Everything that is told when something is wrong is told in English and in Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.strategies import ROOT
from tools.error_reference import error_classes

PACKAGES = ("core", "spc_kernels", "drawing", "engine", "records", "api", "lotgate")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
# Rooms whose messages are English only, and why. Their codes have a sentence in both languages all the same.
ENGLISH = {
    "engine/verification": "being written; says both languages once it stands",
    "engine/model/carriers": "being written; says both languages once it stands",
    "spc_kernels": "called from Python by whoever computes; a pack or a dossier never leads to them",
}
CHINESE = re.compile("[\u4e00-\u9fff]")
# Between Chinese characters the punctuation is Chinese, and user text stands in backticks as in English.
HALF_WIDTH = re.compile("[\u4e00-\u9fff`][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def name_of(path: Path) -> str:
    """Name a file from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


SPEAKING = [path for path in MODULES if not name_of(path).startswith(tuple(ENGLISH))]
# Raised a million times where something is unknown, and absorbed: evidence names it by its reason, in both languages.
ABSORBED = {"EvaluationError", "Unknown"}
ERRORS = frozenset(one.__name__ for one in error_classes()) - ABSORBED | {"Refusal"}


def _is_plain(node: ast.expr) -> bool:
    """Tell whether an expression is text in one language."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) or _is_plain(node.orelse)
    return isinstance(node, ast.JoinedStr)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _told(node: ast.Call) -> Iterator[ast.expr]:
    """Give what an error, or a method that makes one, is told to say."""
    if _called(node) in ERRORS:
        yield from node.args[:2]
    elif _called(node) in {"fail", "refuse"}:
        yield from node.args
    else:
        return
    yield from (word.value for word in node.keywords if word.arg in {"hint", "message"})


def plain_texts(source: str) -> Iterator[int]:
    """Give the lines at which an error is made of text in one language, directly or through a local name."""
    for scope in ast.walk(ast.parse(source)):
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(scope):
            for told in _told(node) if isinstance(node, ast.Call) else ():
                values: list[ast.expr] = assigned.get(told.id, []) if isinstance(told, ast.Name) else [told]
                yield from (value.lineno for value in values if _is_plain(value))


@pytest.mark.parametrize("path", SPEAKING, ids=name_of)
def test_an_error_is_told_in_both_languages(path: Path) -> None:
    assert sorted(set(plain_texts(path.read_text(encoding="utf-8")))) == []


def test_text_in_one_language_is_found() -> None:
    sources = (
        'def f():\n raise LotgateError("no")',
        'def f():\n message = f"no {x}"\n raise LotgateError(message)',
        'def f():\n raise LotgateError(say("no", "否"), hint="why")',
        'def f(self):\n self.fail(SomeError, node, "no")',
        'def f():\n hint = "a" if x else None\n raise LotgateError(say("no", "否"), hint=hint)',
    )

    assert [len(list(plain_texts(source))) for source in sources] == [1, 1, 1, 1, 1]
    assert list(plain_texts('def f():\n raise LotgateError(say("no", "否"), hint=say("why", "因为"))')) == []


def _said(path: Path) -> Iterator[tuple[int, str, str, set[str]]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _called(node) == "say":
            en, zh = (ast.literal_eval(argument) for argument in node.args)
            # Parts that are given as a mapping are taken to be there: making the text fails loudly without them.
            is_open = any(word.arg is None for word in node.keywords)
            given = {word.arg for word in node.keywords if word.arg is not None}
            yield node.lineno, en, zh, _parts(en) | _parts(zh) if is_open else given


def _parts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("path", SPEAKING, ids=name_of)
def test_both_languages_have_the_same_parts_and_their_own_punctuation(path: Path) -> None:
    for line, en, zh, given in _said(path):
        assert _parts(en) | _parts(zh) == given, line
        # What English says with a plural, such as `{one}` beside a number, Chinese need not say.
        assert _parts(zh) <= _parts(en), line
        assert CHINESE.search(en) is None, line
        assert CHINESE.search(zh) or not re.search(r"[a-z]", re.sub(r"`[^`]*`|{[^}]*}", "", en)), line
        assert HALF_WIDTH.search(re.sub(r"`[^`]*`", "`", zh)) is None, (line, zh)
        assert not zh.endswith(("。", ".")), line


def test_a_good_part_of_the_house_speaks() -> None:
    assert sum(1 for path in SPEAKING for _ in _said(path)) > 80


def test_every_error_code_has_a_sentence_in_chinese() -> None:
    silent = [one.code for one in error_classes() if not CHINESE.search(vars(one).get("chinese", ""))]

    assert silent == []
    for one in error_classes():
        assert one.chinese.endswith("。"), one.code
        assert HALF_WIDTH.search(re.sub(r"`[^`]*`", "", one.chinese)) is None, one.code


def test_no_room_is_english_that_has_no_errors() -> None:
    assert all(any(name_of(path).startswith(room) for path in MODULES) for room in ENGLISH)
