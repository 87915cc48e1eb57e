"""What the house promises of its own source: data is data, nothing regional is code, things stay small."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategies import ROOT

PACKAGES = ("core", "spc_kernels", "drawing", "engine", "records", "api", "lotgate")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
REGIONAL = re.compile(r"\b(NMPA|FDA|MDR|IVDR|EUDAMED|CFR|QMSR|SAMR|MHRA|PMDA|GUDID)\b", re.IGNORECASE)
MARKETS = frozenset({"CN", "EU", "US"})


def name_of(path: Path) -> str:
    """Name a file from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


def test_no_python_lies_among_the_rule_packs() -> None:
    assert [name_of(path) for path in (ROOT / "rulepacks").rglob("*.py")] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_names_no_authority_and_no_market(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    literals = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}

    assert REGIONAL.findall(text) == []
    assert {one for one in literals if isinstance(one, str) and one in MARKETS} == set()


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_a_module_has_400_lines_and_its_functions_60_at_most(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            assert (node.end_lineno or 0) - first.lineno + 1 <= 60, node.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


# `check` reads the shipped record formats, and JSON Schema says what one may be: that library it does need.
CHECK = (
    "from datetime import date; from pathlib import Path; from lotgate.checks import Order, check_path;"
    " list(check_path(Path('rulepacks'), Order(today=date(2026, 11, 22))))"
)
LAZY = [
    ("import lotgate", {"numba", "scipy", "litestar", "sqlalchemy", "uvicorn"}),
    ("import lotgate.command", {"jsonschema", "numba", "scipy", "litestar", "sqlalchemy", "uvicorn", "ucumvert"}),
    (CHECK, {"celpy", "litestar", "numba", "numpy", "pint", "scipy", "sqlalchemy", "ucumvert"}),
]


@pytest.mark.parametrize(("code", "heavy"), LAZY)
def test_what_is_not_needed_is_not_imported(code: str, heavy: set[str]) -> None:
    done = subprocess.run(  # noqa: S603  # our own arguments
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert heavy & set(done.stdout.split()) == set()


def tracked() -> list[Path]:
    """Give the files that git knows and are there."""
    git = ["git", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603  # our own
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# Written in two pieces, so that this file does not name them either.
PIECES = ("--" + "index-url", "--" + "find-links", "/wo" + "rk/", r"/ho" + r"me/\w", "//py" + r"pi\.")
MACHINE = re.compile("|".join(PIECES))


def test_no_tracked_file_names_a_registry_or_a_path_of_a_machine() -> None:
    named = [
        name_of(path)
        for path in tracked()
        if path.suffix != ".png" and MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert named == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_every_requirement_of_a_lock_file_is_pinned_with_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())

    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.\-\[\]]+==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
