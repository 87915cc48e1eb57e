"""The first pack edit of the README works in a copy of the tree, and changes the verdict it says it changes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tools import generate

ROOT = Path(__file__).resolve().parents[2]
READMES = sorted(generate.READMES.items())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    generate.copy_tree(tmp_path)
    return tmp_path


def shown(language: str, block: str) -> str:
    """Give what the README shows in a generated block."""
    text = (ROOT / generate.READMES[language]).read_text(encoding="utf-8")
    found = next(match[0] for match in generate.BLOCK.finditer(text) if match["name"] == block)
    return found.split("```")[1].partition("\n")[2]


def edit(folder: Path, text: str) -> None:
    """Do what the README says: append the lines to the end of the file."""
    with (folder / generate.EDITED).open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_demo_runs_the_command_that_the_edit_is_shown_with() -> None:
    make = shutil.which("make")
    assert make is not None
    command = [make, "--no-print-directory", "--dry-run", "demo"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603

    assert done.stdout.splitlines()[-1].endswith("lotgate run examples/run.yaml")


def test_unedited_copy_gives_the_expected_verdicts(copy: Path) -> None:
    done = generate.lotgate(copy, "run", "examples/run.yaml", "--lang", "en")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip() == shown("en", "transcript").rstrip()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_edit_as_the_readme_prints_it_changes_the_verdict_of_one_market(copy: Path, language: str) -> None:
    edit(copy, shown(language, "edit"))

    check = generate.lotgate(copy, "check", "rulepacks/eu_mdr")
    run = generate.lotgate(copy, "run", "examples/run.yaml", "--lang", language)

    assert (check.returncode, check.stdout) == (0, shown(language, "edit-check"))
    *lines, complaint = shown(language, "edit-run").splitlines()
    assert run.stderr.splitlines() == [complaint]
    assert set(lines) <= set(run.stdout.splitlines())
    assert run.returncode == 1
    before, after = shown(language, "transcript"), run.stdout
    assert [market for market in ("CN", "EU", "US") if verdict(before, market) != verdict(after, market)] == ["EU"]


def test_edit_by_the_file_that_the_readme_names_is_the_same(copy: Path) -> None:
    edit(copy, (ROOT / generate.EDIT).read_text(encoding="utf-8"))

    assert generate.lotgate(copy, "check", "rulepacks", "examples/packset.yaml", "examples/run.yaml").returncode == 0
    assert (ROOT / generate.EDIT).read_text(encoding="utf-8") == shown("en", "edit") == shown("zh", "edit")


def test_demo_succeeds_when_the_run_list_expects_the_new_verdict(copy: Path) -> None:
    edit(copy, shown("en", "edit"))
    runs = copy / "examples" / "run.yaml"
    runs.write_text(runs.read_text(encoding="utf-8").replace("EU: release", "EU: hold"), encoding="utf-8")

    done = generate.lotgate(copy, "run", "examples/run.yaml")

    assert (done.returncode, done.stderr) == (0, "")


def test_misspelt_field_is_told_with_its_line(copy: Path) -> None:
    edit(copy, shown("en", "edit").replace("i.measured <=", "i.mesured <="))

    done = generate.lotgate(copy, "check", "rulepacks/eu_mdr")

    assert done.returncode == 1
    assert "rulepacks/eu_mdr/release.yaml:" in done.stderr
    assert "did you mean `measured`?" in done.stderr


def verdict(report: str, market: str) -> str:
    """Give the line that says a market's verdict."""
    return next(line for line in report.splitlines() if line.startswith(f"{market} "))
