"""What is wrong is told in the language that was asked for, with its line of the source."""

import unicodedata
from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import requirement, write_pack

PLACES = [
    pytest.param(("--lang", "zh", "check"), (), id="before_the_command"),
    pytest.param(("check",), ("--lang", "zh"), id="behind_the_command"),
    pytest.param(("--lang", "en", "check"), ("--lang", "zh"), id="the_nearer_one_counts"),
]


@pytest.mark.parametrize(("before", "behind"), PLACES)
def test_a_fault_is_told_in_chinese(tmp_path: Path, before: tuple[str, ...], behind: tuple[str, ...]) -> None:
    path = tmp_path / "lot.yaml"
    path.write_text('{"format": "lotgate-dossier/v1", "颜色": 1}\n', encoding="utf-8")

    done = ran(*before, str(path), *behind)

    told = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"{path}:1:1: [document.field.missing] 缺少 `lot`" in told
    at = next(index for index, line in enumerate(told) if "未知字段 `颜色`" in line)
    assert told[at].startswith(f"{path}:1:34: [document.field.unknown]")
    source, caret = told[at + 1], told[at + 2]
    assert source == '    | {"format": "lotgate-dossier/v1", "颜色": 1}'
    assert caret == " " * 4 + "| " + " " * 33 + "^"


def test_without_a_language_faults_are_told_in_english(tmp_path: Path) -> None:
    done = ran("check", str(tmp_path / "nothing"))

    assert done.stderr.decode() == f"{tmp_path / 'nothing'}: [document.file.unreadable] there is no such file\n"


def test_a_problem_of_a_pack_is_told_in_the_language_of_the_report(tmp_path: Path) -> None:
    write_pack(tmp_path, "eu_broken", {"r.yaml": {"requirements": [requirement("EU-A-1", "true", title=1)]}})
    (tmp_path / "packset.yaml").write_text(
        'format: lotgate/v1\nversion: "1"\nacts: [market_release]\nmarkets: {EU: [eu_broken 1]}\n', encoding="utf-8"
    )
    asked = ("decide", "examples/dossiers/sterile_catheter.yaml", "--packset", str(tmp_path / "packset.yaml"))
    at = ("--market", "EU", "--as-of", "2026-11-22T10:00:00+08:00")

    english, chinese = (ran(*asked, *at, "--lang", language).stdout.decode() for language in ("en", "zh"))

    assert "fault in the pack: eu_broken/r.yaml" in english
    assert "a mapping is asked for, not `1`" in english
    assert "规则包错误：eu_broken/r.yaml" in chinese
    assert "此处应为映射，而非`1`" in chinese


def test_a_language_that_is_not_one_is_not_understood() -> None:
    done = ran("--lang", "fr", "check", "rulepacks")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"'fr' is not one of 'en', 'zh'" in done.stderr


@pytest.mark.parametrize("command", ["check", "decide", "explain", "fmt", "plan", "run", "schema", "serve", "spc"])
def test_help_says_what_a_command_does_and_when_it_fails(command: str) -> None:
    done = ran(command, "--help")

    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert text.startswith(f"Usage: lotgate {command} ")
    assert "-h, --help" in text
    assert all(unicodedata.east_asian_width(char) not in "WF" for char in text)
