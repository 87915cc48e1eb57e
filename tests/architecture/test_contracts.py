"""The import contracts hold, and a planted violation of each is caught by name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategies import ROOT

PACKAGES = ("core", "spc_kernels", "drawing", "engine", "records", "api", "lotgate")
CACHES = shutil.ignore_patterns("__pycache__")
LINTER = Path(sys.executable).parent / "lint-imports"
PLANTED = [
    ("engine/release/planted.py", "import api.app", "The house: imports run one way"),
    ("core/planted.py", "import engine.model.codes", "The house: imports run one way"),
    ("drawing/planted.py", "import engine.model.codes", "The house: imports run one way"),
    ("engine/release/planted.py", "import drawing.figure", "The house: imports run one way"),
    ("spc_kernels/planted.py", "import drawing.figure", "The house: imports run one way"),
    ("engine/model/planted.py", "import engine.packs.pack", "Inside engine: imports run one way"),
    ("core/planted.py", "import yaml", "PyYAML is known to one module"),
    ("engine/packs/planted.py", "import celpy", "cel-python and its parser generator are known to one module"),
    ("engine/packs/planted.py", "import ucumvert", "ucumvert and what it stands on are known to one module"),
    ("engine/release/planted.py", "import sqlalchemy", "SQLAlchemy is known to records only"),
    ("records/planted.py", "import litestar", "Litestar is known to api only"),
    ("api/planted.py", "import click", "The command line is known to lotgate only"),
    ("engine/packs/planted.py", "import jsonschema", "jsonschema is known to one module"),
    ("engine/packs/planted.py", "import durable", "Libraries that nothing here uses yet have no owner yet"),
]


def linted(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the linter on a copy of the packages."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return subprocess.run(  # noqa: S603  # our own arguments
        [str(LINTER), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder)},
    )


def test_every_contract_is_kept(tmp_path: Path) -> None:
    done = linted(tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_violation_is_caught_by_the_name_of_its_contract(
    tmp_path: Path, file: str, line: str, contract: str
) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")

    done = linted(tmp_path)

    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout
