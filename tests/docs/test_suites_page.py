"""The page for validators: its suite runs as it says, its Python test passes, and it names every key."""

import re
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as form

from engine.verification import forms
from tests.strategies import ROOT
from tests.verification.test_plugin import suites_run
from tools import generate

PAGE = (ROOT / "docs" / "suites.md").read_text(encoding="utf-8")
FIRST = "rulepacks/eu_mdr/tests/first.yaml"
FORMS = [
    one
    for one in vars(forms).values()
    if isinstance(one, type) and issubclass(one, msgspec.Struct) and "Form" in one.__name__
]


def blocks(language: str) -> list[str]:
    """Give the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def shown(block: str) -> tuple[list[str], str]:
    """Give the arguments of the command that a transcript begins with, and what it writes."""
    command, _, output = block.partition("\n")
    assert command.startswith("$ lotgate ")
    return command.removeprefix("$ lotgate ").split(), output


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the tree with the first suite in it."""
    generate.copy_tree(tmp_path)
    (suite,) = blocks("yaml")
    (tmp_path / FIRST).write_text(suite, encoding="utf-8")
    return tmp_path


def test_the_first_suite_passes_as_it_is_shown(tree: Path) -> None:
    arguments, output = shown(blocks("console")[0])

    done = generate.lotgate(tree, *arguments)

    assert (done.returncode, done.stdout, done.stderr) == (0, output, "")


def test_the_edited_suite_fails_as_it_is_shown(tree: Path) -> None:
    suite = tree / FIRST
    edited = suite.read_text(encoding="utf-8").replace("EU-REL-031: satisfied", "EU-REL-031: violated")
    suite.write_text(edited, encoding="utf-8")
    arguments, output = shown(blocks("console")[1])

    done = generate.lotgate(tree, *arguments)

    assert (done.returncode, done.stdout, done.stderr) == (1, output, "")


def test_the_python_test_passes(tree: Path) -> None:
    (test,) = blocks("python")
    (tree / "rulepacks" / "eu_mdr" / "tests" / "test_first.py").write_text(test, encoding="utf-8")

    code, lines = suites_run(tree, "rulepacks/eu_mdr/tests/test_first.py")

    assert code == 0, lines
    assert any("1 passed" in line for line in lines)


@pytest.mark.parametrize("described", FORMS, ids=lambda one: one.__name__)
def test_page_names_every_key_of_a_form(described: type[msgspec.Struct]) -> None:
    info = form.type_info(described)
    assert isinstance(info, form.StructType)

    assert [one.encode_name for one in info.fields if not re.search(rf"\b{one.encode_name}\b", PAGE)] == []
    assert len(FORMS) == 13


def test_page_names_every_word_that_others_can_be() -> None:
    words = forms.Others.__args__  # type: ignore[attr-defined]  # a Literal's own

    assert [word for word in words if f"`{word}`" not in PAGE] == []
