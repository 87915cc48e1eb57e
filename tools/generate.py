"""Write what is generated: transcripts, reference pages, schemas, OpenAPI; `--check` only compares."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from api.app import create_app
from api.clients import Authorisation
from api.decisions import Service
from api.document import openapi_bytes
from engine.expressions import grammar
from engine.expressions.functions import FUNCTIONS, Function, Overload
from engine.model.types import Type
from engine.packs.packset import load_packset
from engine.packs.read import is_pack_folder
from examples.generator.made import made
from lotgate.paging import pages_of
from lotgate.schemas import SCHEMAS, schema_file, schema_text
from records.store import DecisionStore
from tools.clauses import clauses
from tools.coverage_reference import coverage_reference
from tools.dictionary_reference import dictionary_reference
from tools.error_reference import ROOMS, errors, refusals
from tools.format_reference import format_reference
from tools.tutorial import played
from tools.verdict_reference import verdict_reference

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh")
READMES = {"en": "README.md", "zh": "README.zh.md"}
DICTIONARIES = {"en": "docs/dictionary.md", "zh": "docs/dictionary.zh.md"}
COVERAGES = {"en": "docs/coverage.md", "zh": "docs/coverage.zh.md"}
FORMATS = {"en": "docs/format.md", "zh": "docs/format.zh.md"}
EXPRESSIONS = {"en": "docs/expressions.md", "zh": "docs/expressions.zh.md"}
TUTORIALS = ("docs/add_your_market.md", "docs/add_your_market.zh.md")
VERDICTS = {"en": "docs/verdicts.md", "zh": "docs/verdicts.zh.md"}
PICTURES = {language: f"docs/pictures/seal_strength.{language}.svg" for language in LANGUAGES}
CHART = (
    *("spc", "examples/seal_strength.csv", "--chart", "xbar_s", "--subgroup", "5", "--baseline", "20"),
    *("--lower", "15", "--unit", "N", "--width", "110"),
)
PLAN = ("plan", "--lot-size", "60", "--aql", "0.65", "--width", "110")
EDIT = "docs/first_edit.yaml"
EDITED = "rulepacks/eu_mdr/release.yaml"
NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"
BLOCK = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end of (?P=name) -->)", re.DOTALL)


def generated() -> dict[str, bytes]:
    """
    Make every generated file.

    Returns:
        The bytes by path from the root of the tree; the same on every machine and hash seed.
    """
    blocks = {language: _blocks(language) for language in LANGUAGES}
    texts = {name: _filled(ROOT / name, blocks[language]) for language, name in READMES.items()}
    texts |= {name: dictionary_reference(language) for language, name in DICTIONARIES.items()}
    texts |= {name: _filled(ROOT / name, {"refusals": refusals(language)}) for language, name in EXPRESSIONS.items()}
    texts |= {"docs/errors.md": errors(), "docs/functions.md": functions(), "docs/openapi.json": openapi()}
    texts |= {name: format_reference(language) for language, name in FORMATS.items()}
    texts |= {name: coverage_reference(language) for language, name in COVERAGES.items()}
    texts |= {grammar.TABLE.relative_to(ROOT).as_posix(): grammar.table_text()}
    texts |= {f"rulepacks/schemas/{schema_file(name)}": schema_text(name) for name in SCHEMAS}
    texts |= {name: _played(name) for name in TUTORIALS}
    texts |= {name: verdict_reference(language) for language, name in VERDICTS.items()}
    for folder in sorted(filter(is_pack_folder, (ROOT / "rulepacks").iterdir())):
        texts |= {f"docs/packs/{name}": text for name, text in pages_of(folder).items()}
        changelog = folder / "CHANGELOG.md"
        texts[changelog.relative_to(ROOT).as_posix()] = _filled(changelog, {"clauses": clauses(folder)})
    texts |= {name: _picture(language) for language, name in PICTURES.items()}
    texts |= {f"examples/dossiers/{name}": text for name, text in made().items()}
    return {name: text.encode() for name, text in sorted(texts.items())}


def stale(files: Mapping[str, bytes]) -> list[str]:
    """Name the files whose bytes in the tree are others."""
    return [name for name, data in files.items() if not (ROOT / name).is_file() or (ROOT / name).read_bytes() != data]


def main(arguments: Iterable[str]) -> int:
    """Write the files, or with `--check` say which are stale."""
    is_check = "--check" in set(arguments)
    files = generated()
    names = stale(files)
    for name in names:
        if is_check:
            print(f"{name} is stale: refresh it with `make generated`", file=sys.stderr)
        else:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_bytes(files[name])
            print(f"wrote {name}")
    return 1 if is_check and names else 0


def _filled(path: Path, blocks: Mapping[str, str]) -> str:
    """Put each generated block between its marks; a mark without a block is an error."""
    return BLOCK.sub(lambda match: f"{match[1]}{blocks[match['name']]}{match[3]}", path.read_text(encoding="utf-8"))


def _blocks(language: str) -> dict[str, str]:
    run = ("run", "examples/run.yaml", "--lang", language)
    with edited_copy() as folder:
        check = lotgate(folder, "check", "rulepacks/eu_mdr")
        after = lotgate(folder, *run)
    return {
        "transcript": _fence("text", lotgate(ROOT, *run).stdout),
        "edit": _fence("yaml", (ROOT / EDIT).read_text(encoding="utf-8")),
        "edit-check": _fence("text", check.stdout),
        "edit-run": _fence("text", _market(after.stdout, "EU") + after.stderr),
        "chart": _fence("text", lotgate(ROOT, *CHART, "--lang", language).stdout.rpartition("\n\n")[2]),
        "plan": _fence("text", lotgate(ROOT, *PLAN, "--lang", language).stdout),
    }


def _picture(language: str) -> str:
    """Draw the example chart."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chart.svg"
        lotgate(ROOT, *CHART, "--lang", language, "--svg", str(path))
        return path.read_text(encoding="utf-8")


def _fence(form: str, text: str) -> str:
    return f"```{form}\n{text.rstrip()}\n```\n"


def _market(report: str, market: str) -> str:
    """Cut one market out of a report, without the lines of what is satisfied."""
    paragraph = next(one for one in report.split("\n\n") if one.startswith(f"{market} "))
    return "".join(f"{line}\n" for line in paragraph.splitlines() if not line.startswith("  ✓"))


@contextlib.contextmanager
def edited_copy() -> Iterator[Path]:
    """Make a temporary copy of what runs, with the first pack edit made in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_tree(folder)
        with (folder / EDITED).open("a", encoding="utf-8") as stream:
            stream.write((ROOT / EDIT).read_text(encoding="utf-8"))
        yield folder


def _played(name: str) -> str:
    """Play a page in a copy of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy_tree(Path(folder))
        return played((ROOT / name).read_text(encoding="utf-8"), Path(folder))


def copy_tree(folder: Path) -> None:
    """Copy what the command runs from: the rooms, the packs, the examples."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in (*ROOMS, "rulepacks", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)


def lotgate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the tree at `folder`, in that folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-m", "lotgate", *arguments]
    return subprocess.run(  # noqa: S603  # our own arguments
        command, cwd=folder, env=environment, check=False, capture_output=True, encoding="utf-8"
    )


def functions() -> str:
    """Write the page of the CEL functions."""
    entries = "\n".join(_function(FUNCTIONS[name]) for name in sorted(FUNCTIONS))
    return (
        f"{NOTE}# Functions of expressions\n\n"
        "What a pack may call besides the operators and macros of CEL (`all`, `exists`, `exists_one`, `filter`, `map`, "
        "`transformList`, `transformMap`, `transformMapEntry`, `has`, `cel.bind`). A function that "
        "cannot give a value gives unknown, never an error that stops the decision.\n\n"
        f"规则包表达式可用的函数。无法得出结果时为“未知”，不会中断判定。\n\n{entries}"
    )


def _function(function: Function) -> str:
    note = "Its arguments are written out, and checked when the pack is loaded.\n\n" if function.literal else ""
    forms = "\n".join(f"- `{_overload(function, overload)}`" for overload in function.overloads)
    return (
        f"## `{function.name}`\n\n{function.doc.en}\n\n{function.doc.zh}\n\n{forms}\n\n"
        f"{note}```cel\n{function.example}\n```\n"
    )


def _overload(function: Function, overload: Overload) -> str:
    takes = [_plain(one) for one in overload.takes]
    takes += ["…"] if overload.more else []
    receiver = f"{takes.pop(0)}." if overload.receiver else ""
    return f"{receiver}{function.name}({', '.join(takes)}) → {_plain(overload.gives)}"


def _plain(described: Type) -> str:
    return str(described).removeprefix("record ")


def openapi() -> str:
    """Write the OpenAPI document, indented."""
    packset = load_packset(ROOT / "examples" / "packset.yaml", (ROOT / "rulepacks",))
    with tempfile.TemporaryDirectory() as folder:
        store = DecisionStore(Path(folder) / "lotgate.sqlite3")
        try:
            app = create_app(Service(packset, store, Authorisation(None)))
            return msgspec.json.format(openapi_bytes(app), indent=2).decode() + "\n"
        finally:
            store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
