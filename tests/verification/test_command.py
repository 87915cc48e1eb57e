"""`lotgate test` and `lotgate check` on suites: exit codes, what is written where, what would be passed over."""

import json
from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import ROOT, Data
from tests.verification.conftest import WriteSuite

RIGHT: Data = {
    "name": "holds",
    "given": {"set": {"lot.batch_record.complete": False}},
    "expect": {"verdict": "hold", "provisions": {"PLN-010": "violated"}},
}
WRONG: Data = {**RIGHT, "name": "releases", "expect": {"verdict": "release", "provisions": {"PLN-010": "violated"}}}
REFUSED: Data = {**RIGHT, "given": {"set": {"lot.batch_record.complet": False}}}


def suites_run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run `lotgate test` in a folder; give its exit code and what it wrote."""
    done = ran("test", *arguments, cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_suites_that_pass_exit_with_0(write_suite: WriteSuite) -> None:
    folder = write_suite(RIGHT).parent.parent.parent

    assert suites_run(folder) == (
        0,
        "ok  plain/tests/suite.yaml  (2 cases)\n2 cases: 2 passed, 0 failed, 0 skipped\n",
        "",
    )


def test_a_case_that_fails_exits_with_1_and_says_what_came_out(write_suite: WriteSuite) -> None:
    folder = write_suite(RIGHT, WRONG).parent.parent.parent

    code, out, err = suites_run(folder, "plain")

    assert (code, err) == (1, "")
    assert out.startswith("FAILED  plain/tests/suite.yaml  (3 cases)\n  failed  releases   (plain/tests/suite.yaml:")
    assert "verdict: expected release, came out hold" in out
    assert out.endswith("3 cases: 2 passed, 1 failed, 0 skipped\n")


def test_a_suite_that_is_refused_exits_with_1_and_the_others_are_run(write_suite: WriteSuite) -> None:
    write_suite(REFUSED, name="broken")
    path = write_suite(RIGHT)

    code, out, err = suites_run(path.parent.parent.parent, str(path.parent))

    assert code == 1
    assert "broken.yaml" in err
    assert "[suite.path.unknown]" in err
    assert "did you mean `complete`?" in err
    assert out.endswith("2 cases: 2 passed, 0 failed, 0 skipped\n")


def test_json_and_junit_are_written_together(write_suite: WriteSuite, tmp_path: Path) -> None:
    path = write_suite(RIGHT, WRONG)

    code, out, _ = suites_run(tmp_path, str(path), "--json", "--junit", "out.xml", "-k", "::holds")

    assert code == 0
    assert json.loads(out)["counts"] == {"passed": 1, "failed": 0, "skipped": 0}
    assert 'tests="1" failures="0"' in (tmp_path / "out.xml").read_text(encoding="utf-8")


def test_what_no_case_reaches_is_listed_when_it_is_asked_for(write_suite: WriteSuite, tmp_path: Path) -> None:
    path = write_suite(RIGHT)

    assert (
        "no case reaches  PLN-010  indeterminate, not_applicable  (plain/rules.yaml:2:9)\n"
        in suites_run(tmp_path, str(path), "--unreached")[1]
    )
    assert "no case reaches" not in suites_run(tmp_path, str(path))[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nowhere",), 1, "[document.file.unreadable] there is no such file"),
        (("empty",), 1, "[document.file.unreadable] there is no suite here"),
        (("plain", "-k", "nothing_like_it"), 1, "[suite.filter.unmatched] `nothing_like_it` is in the name of no case"),
        (("plain", "-j", "0"), 2, "0 is not in the range"),
        (("plain", "--junit"), 2, "requires an argument"),
    ],
)
def test_what_matches_nothing_is_told(
    write_suite: WriteSuite, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    write_suite(RIGHT)
    (tmp_path / "empty").mkdir()

    found = suites_run(tmp_path, *arguments)

    assert found[0] == code
    assert said in found[2]


@pytest.mark.parametrize("name", ["late.yml", "notes.txt", "more/suite.yaml"])
def test_a_folder_of_tests_holds_nothing_that_would_be_passed_over(
    write_suite: WriteSuite, tmp_path: Path, name: str
) -> None:
    path = write_suite(RIGHT)
    (path.parent / name).parent.mkdir(exist_ok=True)
    (path.parent / name).write_text("suite: late\n", encoding="utf-8")

    code, _, err = suites_run(tmp_path, "plain")

    assert code == 1
    assert "[pack.file.unexpected] this would be passed over" in err


def test_check_checks_suites_and_fixtures_with_their_pack(write_suite: WriteSuite, tmp_path: Path) -> None:
    write_suite(RIGHT)
    write_suite(REFUSED, name="broken")

    done = ran("check", "plain", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "ok  plain  (pack plain 1: 4 requirements, 1 retention rules)",
        "ok  plain/tests/fixtures/lot.yaml  (dossier of lot L-1)",
        "ok  plain/tests/suite.yaml  (suite suite: 2 cases)",
    ]
    assert "plain/tests/broken.yaml:" in done.stderr.decode()


def test_the_shipped_suites_pass_from_any_folder(tmp_path: Path) -> None:
    """Those of one pack: all of them are run as tests, from here."""
    code, out, err = suites_run(tmp_path, str(ROOT / "rulepacks" / "us_fda"), "-j", "2")

    assert (code, err) == (0, "")
    assert out.endswith(" passed, 0 failed, 0 skipped\n")
