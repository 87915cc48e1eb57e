"""`lotgate schema`: what an editor checks is what the reader reads."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from core.documents.files import read_document
from core.documents.tree import Mapping, Node, Sequence
from core.documents.yaml_text import read_yaml
from engine.packs.schemas import FORMS
from lotgate.schemas import SCHEMAS, schema_file, schema_text
from tests.processes import ran
from tests.strategies import ROOT

PACKS = ROOT / "rulepacks"
# What lies among the packs and is part of none: suites, and the tables of what the packs cover.
APART = {"tests", "coverage"}
SHIPPED = sorted(path for path in PACKS.rglob("*.yaml") if not APART & set(path.parts[len(PACKS.parts) :]))
REFUSED = ROOT / "tests" / "refused"
# Faults of form alone, which a schema can state; what a value means, or what hangs together, it cannot.
EXPRESSIBLE = (
    "document.field.missing",
    "document.field.unknown",
    "document.value.wrong-type",
    "document.value.invalid",
)
# YAML 1.2.2, section 10.3.2, as an editor resolves an unquoted scalar.
CORE = (
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def as_an_editor_reads(node: Node) -> Any:  # noqa: ANN401  # JSON's own value space
    """Give the value that an editor checks against a schema."""
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_reads(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [as_an_editor_reads(item) for item in node.items]
    if node.kind != "plain":
        return node.text
    return next((make(node.text) for form, make in CORE if form.fullmatch(node.text)), node.text)


def name_of(path: Path) -> str:
    """Say which schema a file of a pack has."""
    return {"pack.yaml": "pack", "packset.yaml": "packset"}.get(path.name, "provisions")


def faults(path: Path) -> list[str]:
    """Check a file as an editor does."""
    checker = jsonschema.FormatChecker()
    validator = jsonschema.Draft202012Validator(SCHEMAS[name_of(path)](), format_checker=checker)
    found = validator.iter_errors(as_an_editor_reads(read_document(path).root))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_is_committed_as_it_is_written(name: str) -> None:
    schema = json.loads(schema_text(name))

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:lotgate:schema:{name}:v1"
    if name in FORMS:
        assert (PACKS / "schemas" / schema_file(name)).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(PACKS)))
def test_a_shipped_file_names_its_schema_and_is_as_it_says(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]

    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == PACKS / "schemas" / schema_file(name_of(path))
    assert faults(path) == []


def expressible() -> list[tuple[Path, str]]:
    """Give the files of refused packs that have faults of form, with their lines."""
    found: dict[Path, list[str]] = {}
    for folder in sorted(REFUSED.iterdir()):
        for line in (folder / "want.txt").read_text(encoding="utf-8").splitlines():
            match = re.match(r"(?P<file>[^:]+\.yaml):[0-9:]+ \[(?P<code>[a-z.-]+)\]", line)
            if match is None or match["code"] not in EXPRESSIBLE or "dossier" in match["file"]:
                continue
            path = folder / match["file"]
            path = path if path.is_file() else folder / "rulepacks" / match["file"]
            found.setdefault(path, []).append(line)
    return [(path, "\n".join(lines)) for path, lines in found.items()]


# What the reader knows and a schema cannot say, with the reason.
BEYOND = {
    "override_of_another_type": "what a leaf may hold is said by the provision that is overridden",
    "yaml_cut_comment": "where a comment stands is not in the value",
    "yaml_cut_lines": "how many lines a value was written on is not in it",
}


@pytest.mark.parametrize(
    ("path", "lines"), [pytest.param(*one, id=one[0].relative_to(REFUSED).parts[0]) for one in expressible()]
)
def test_a_fault_of_form_is_one_for_the_schema_too(path: Path, lines: str) -> None:
    if path.relative_to(REFUSED).parts[0] in BEYOND:
        assert faults(path) == []
    else:
        assert faults(path), lines


def test_what_nobody_could_have_meant_is_told_by_its_place() -> None:
    text = "requirements:\n  - {id: eu-1, title: {en: a}, cites: [], colour: red}\n"
    validator = jsonschema.Draft202012Validator(SCHEMAS["provisions"]())

    places = {
        "/".join(map(str, one.absolute_path))
        for one in validator.iter_errors(as_an_editor_reads(read_yaml(text, "x").root))
    }

    assert places == {"requirements/0", "requirements/0/id", "requirements/0/title", "requirements/0/cites"}


def test_a_schema_shows_titles_and_meaning_in_both_languages() -> None:
    def silent(name: str) -> list[str]:
        definitions = SCHEMAS[name]()["$defs"]
        return [
            f"{owner}.{field}"
            for owner, held in definitions.items()
            for field, schema in held.get("properties", {}).items()
            if not re.search("[\u4e00-\u9fff]", schema.get("description", "")) or " · " not in schema.get("title", "")
        ]

    assert {name: silent(name) for name in FORMS} == {name: [] for name in FORMS}


def test_the_command_lists_writes_and_shows_schemas(tmp_path: Path) -> None:
    listed = ran("schema").stdout.decode().splitlines()
    shown = ran("schema", "pack").stdout.decode()
    written = ran("schema", "--out", str(tmp_path / "new"))

    assert listed == sorted(SCHEMAS)
    assert shown == schema_text("pack")
    assert written.returncode == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [schema_file(name) for name in sorted(SCHEMAS)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pack", "packset"), b"--out DIR"),
        (("nothing",), b"'nothing' is not one of"),
        (("--out", "pyproject.toml"), b"[document.file.unreadable] the file cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told_with_exit_code_2(arguments: tuple[str, ...], told: bytes) -> None:
    done = ran("schema", *arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr
