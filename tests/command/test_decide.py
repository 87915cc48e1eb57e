"""`lotgate decide`, `check` and `run`: exit codes, what is written where, faults with their place."""

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.processes import COMMAND, ran
from tests.strategies import (
    AS_OF,
    EXAMPLE,
    ROOT,
    Patch,
    Plain,
    example,
    patched,
    released,
    requirement,
    write,
    write_pack,
)

NOW = ("--as-of", AS_OF.isoformat())
HOLD: Patch = {"lot.label.checks": {}}


def dossier(folder: Path, data: Plain, name: str = "lot.yaml") -> str:
    """Write a dossier."""
    return str(write(folder / name, data))


@pytest.mark.parametrize(
    ("data", "options", "code"),
    [
        pytest.param(released(), (), 0, id="a_release_is_0"),
        pytest.param(patched(released(), HOLD), (), 3, id="a_hold_is_3"),
        pytest.param(example(), (), 4, id="a_reject_is_4_even_beside_a_hold"),
        pytest.param(example(), ("--market", "EU"), 0, id="only_the_markets_asked_about_count"),
        pytest.param(example(), ("--market", "EU", "--market", "US"), 3, id="two_markets_asked_about"),
        pytest.param(released(), ("--act", "use"), 3, id="an_act_that_is_not_guarded_holds"),
        pytest.param(example(), ("--market", "JP"), 1, id="another_market_is_refused"),
        pytest.param(patched(example(), {"lot.colour": "red"}), (), 1, id="an_unknown_field_is_refused"),
        pytest.param(released(), ("--act", "sell"), 2, id="an_act_that_is_not_one_is_not_understood"),
        pytest.param(released(), ("--colour",), 2, id="an_option_that_is_not_one_is_not_understood"),
    ],
)
def test_the_exit_code_says_how_it_came_out(tmp_path: Path, data: Plain, options: tuple[str, ...], code: int) -> None:
    done = ran("decide", dossier(tmp_path, data), *NOW, *options)

    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert bool(done.stdout) is (code in {0, 3, 4})


def test_a_refused_dossier_among_others_leaves_the_others_decided(tmp_path: Path) -> None:
    paths = [
        dossier(tmp_path, released(), "a.yaml"),
        dossier(tmp_path, {"format": "lotgate-dossier/v1"}, "b.yaml"),
        dossier(tmp_path, example(), "c.json"),
        str(tmp_path / "nothing.yaml"),
    ]

    done = ran("decide", *paths, *NOW, "--format", "json")

    verdicts = [[one["verdict"] for one in json.loads(line)["markets"]] for line in done.stdout.splitlines()]
    assert verdicts == [["release"] * 3, ["reject", "release", "hold"]]
    assert done.returncode == 1
    assert b"b.yaml:1:1: [document.field.missing] `lot` is missing" in done.stderr
    assert b"nothing.yaml: [document.file.unreadable] there is no such file" in done.stderr


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-11-22", "an instant is asked for"),
        ("2026-02-30T10:00:00Z", "there is no instant"),
        ("9999-12-31T23:59:59Z", "outside the years"),
    ],
)
def test_an_instant_that_is_none_is_refused(as_of: str, told: str) -> None:
    done = ran("decide", str(EXAMPLE), "--as-of", as_of)

    assert (done.returncode, done.stdout) == (1, b"")
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_people_are_told_in_the_language_they_ask_for() -> None:
    english, chinese = (ran("decide", str(EXAMPLE), *NOW, "--lang", lang).stdout.decode() for lang in ("en", "zh"))

    assert "CN  REJECT" in english
    assert "CN  不予放行" in chinese
    assert "第115条" in chinese
    assert "REJECT" not in chinese


def width(text: str) -> int:
    """Give the columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize("before", ["", "说明，", "ｱ", "한국어", "⌚", "\t"])
def test_the_caret_stands_under_the_fault_also_behind_chinese(tmp_path: Path, before: str) -> None:
    path = tmp_path / "lot.yaml"
    path.write_text(f'{{"format": "lotgate-dossier/v1", "{before}x": 1}}\n', encoding="utf-8")

    lines = ran("check", str(path)).stderr.decode().splitlines()

    at = next(index for index, line in enumerate(lines) if "unknown field" in line)
    source, caret = lines[at + 1], lines[at + 2]
    assert width(caret[: caret.index("^")]) == width(source[: source.index(', "') + 2])


def test_a_control_character_of_a_file_does_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "lot.yaml"
    path.write_text("format: lotgate-dossier/v1 \x1b[31m\n", encoding="utf-8")

    done = ran("check", str(path))

    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr


CHECKED = [
    ("rulepacks/cn_nmpa", "pack cn_nmpa 2026.11.0"),
    ("rulepacks", "pack set 2026.11.1"),
    ("examples/packset.yaml", "pack set 2026.11.1: CN, EU, US"),
    ("examples/run.yaml", "run list of 1"),
    ("examples/dossiers/sterile_catheter.yaml", "dossier of lot CVC-2610-014"),
    ("examples/run_all.yaml", "run list of 6"),
]


@pytest.mark.parametrize(("path", "summary"), CHECKED, ids=[path for path, _ in CHECKED])
def test_check_finds_out_what_a_path_is_and_that_it_is_good(path: str, summary: str) -> None:
    done = ran("check", path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert summary in done.stdout.decode()


def test_check_of_a_folder_tells_the_good_and_the_faulty_ones() -> None:
    done = ran("check", "examples")

    assert done.returncode == 1
    assert "ok  examples/dossiers/sterile_catheter.yaml  (dossier of lot CVC-2610-014)" in done.stdout.decode()
    assert "examples/dossiers/everything_wrong.yaml" not in done.stdout.decode()
    assert {line.partition(":")[0] for line in done.stderr.decode().splitlines() if line.startswith("examples")} == {
        "examples/dossiers/everything_wrong.yaml"
    }


def test_check_tells_what_is_wrong_with_every_kind_of_path(tmp_path: Path) -> None:
    write_pack(tmp_path, "p", {"r.yaml": {"requirements": [requirement("A-1", "lot.colour == 'red'")]}})
    (tmp_path / "empty").mkdir()
    write(tmp_path / "other.json", {"format": "v9"})

    done = ran(
        "check", str(tmp_path / "p"), str(tmp_path / "empty"), str(tmp_path / "other.json"), str(tmp_path / "no")
    )

    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    for code in ("expression.field.unknown", "nothing to check here", "unknown format `v9`", "there is no such file"):
        assert code in told


def test_a_directory_for_a_file_and_a_file_for_nothing_are_typed_errors(tmp_path: Path) -> None:
    for arguments in (
        ("decide", str(tmp_path)),
        ("run", str(tmp_path)),
        ("decide", str(EXAMPLE), "--packset", str(tmp_path)),
    ):
        done = ran(*arguments)
        assert done.returncode == 1
        assert b"[document.file.unreadable] this is a directory" in done.stderr


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    process = subprocess.Popen(  # noqa: S603  # our own arguments
        [*COMMAND, "decide", *[str(EXAMPLE)] * 30, *NOW, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 1
    assert b"Traceback" not in told
    assert b"BrokenPipe" not in told


@pytest.mark.parametrize(
    ("expect", "code"),
    [
        ({"CN": "reject", "EU": "release", "US": "hold"}, 0),
        ({"CN": "release", "EU": "release", "US": "hold"}, 1),
        ({"CN": "reject", "EU": "release"}, 1),
    ],
)
def test_a_run_holds_the_verdicts_against_those_it_expects(tmp_path: Path, expect: dict[str, str], code: int) -> None:
    dossier(tmp_path, example())
    one = {"dossier": "lot.yaml", "as_of": AS_OF.isoformat(), "expect": expect}
    run = {"format": "lotgate-run/v1", "packset": str(ROOT / "examples" / "packset.yaml"), "runs": [one]}

    done = ran("run", str(write(tmp_path / "run.yaml", run)))

    assert done.returncode == code
    assert (b"is expected" in done.stderr) is (code == 1)
