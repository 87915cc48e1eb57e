"""Every fault of a suite has a folder with the suite and the full text of what is answered."""

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import LotgateError
from engine.verification.deciding import Packs
from engine.verification.errors import SuiteError
from engine.verification.read import read_suite

HERE = Path(__file__).parent
REFUSED = HERE / "refused"
FOLDERS = sorted(path for path in REFUSED.iterdir() if path.is_dir())
TODAY = dt.date(2026, 4, 1)
WANTED = "want.txt"
CODE = re.compile(r"\[([a-z]+(?:\.[a-z0-9-]+)+)\]")
CHINESE = re.compile("[\u4e00-\u9fff]")
QUOTED = re.compile(r"`[^`]*`")
# What is said when cases are picked or run, not when a suite is read: `test_command`, `test_case_runs`.
ELSEWHERE = {"suite.filter.unmatched", "suite.process.lost"}


def answer(folder: Path, tmp_path: Path, language: str = "en") -> str:
    """Read the folder's suite among the tests of the small pack; give the text of every fault in a language."""
    pack = tmp_path / "plain"
    shutil.copytree(HERE / "packs" / "plain", pack)
    shutil.copy(folder / "suite.yaml", pack / "tests")
    if (folder / "pack.yaml").is_file():
        shutil.copy(folder / "pack.yaml", pack)
    try:
        read_suite(pack / "tests" / "suite.yaml", Packs(), TODAY, "suite.yaml")
    except LotgateError as error:
        return error.text(language)
    return "nothing was refused"


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_the_fault_is_answered_in_full(folder: Path, tmp_path: Path) -> None:
    said = answer(folder, tmp_path) + "\n"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        (folder / WANTED).write_text(said, encoding="utf-8")

    assert said == (folder / WANTED).read_text(encoding="utf-8")
    assert said != "nothing was refused\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_line_names_a_place_and_a_sentence_in_lower_case(folder: Path) -> None:
    for line in (folder / WANTED).read_text(encoding="utf-8").splitlines():
        place, _, rest = line.partition(": [")
        said = rest.partition("] ")[2]

        assert re.fullmatch(r"(suite\.yaml|fixtures/\w+\.yaml)(:\d+:\d+)?", place), line
        assert said[0] == said[0].lower() or said[0] == "`"
        assert not said.endswith(".")


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_fault_is_told_in_chinese_too(folder: Path, tmp_path: Path) -> None:
    english = answer(folder, tmp_path / "en").splitlines()
    chinese = answer(folder, tmp_path / "zh", "zh").splitlines()

    for one, other in zip(english, chinese, strict=True):
        place, _, said = other.partition("] ")
        assert place == one.partition("] ")[0]
        assert CHINESE.search(said)
        assert "hint" not in said
        # What was written is quoted in both languages, and nothing else is English.
        assert sorted(QUOTED.findall(one)) == sorted(QUOTED.findall(other))
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", QUOTED.sub("", said)), said


def leaves(root: type[LotgateError]) -> Iterator[str]:
    """Give the codes of the errors below another."""
    below = root.__subclasses__()
    if not below:
        yield root.code
    for one in below:
        yield from leaves(one)


def test_no_error_of_suites_is_without_a_folder() -> None:
    shown = {code for folder in FOLDERS for code in CODE.findall((folder / WANTED).read_text(encoding="utf-8"))}

    assert set(leaves(SuiteError)) - shown == ELSEWHERE
