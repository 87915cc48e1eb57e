"""The pytest plugin: suites beside Python tests, in a pack of a validator's own, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategies import ROOT, Data
from tests.verification.conftest import WriteSuite

RIGHT: Data = {
    "name": "holds",
    "given": {"set": {"lot.batch_record.complete": False}},
    "expect": {"verdict": "hold", "provisions": {"PLN-010": "violated"}},
}
WRONG: Data = {**RIGHT, "name": "releases", "expect": {"verdict": "release"}}
WAITS: Data = {**RIGHT, "name": "waits", "skip": {"because": "the authority was asked", "until": "2199-12-31"}}
PYTHON = """
from pathlib import Path

import pytest

LOT = "fixtures/lot.yaml"
NOON = "2026-03-10T12:00:00+08:00"


@pytest.mark.parametrize(("nonconforming", "verdict"), [(3, "release"), (4, "reject")])
def test_units(lotgate_decide, nonconforming, verdict):
    given = {"set": {"lot.inspections[I-1].nonconforming": nonconforming}}

    (market,) = lotgate_decide(LOT, as_of=NOON, given=given).markets

    assert (market.market, market.verdict) == ("CN", verdict)


def test_ship(lotgate_decide):
    (market,) = lotgate_decide(LOT, as_of=NOON, act="ship", given={"set": {"lot.quantity": 6000}}).markets

    assert {one.provision: one.outcome for one in market.outcomes}["PLN-040"] == "violated"


def test_misspelt(lotgate_decide):
    with pytest.raises(Exception, match="did you mean `quantity`"):
        lotgate_decide(LOT, as_of=NOON, given={"set": {"lot.quantty": 3}})
"""


# In the order of the files, and whatever a terminal is said to show.
ALONE = ("-p", "no:randomly", "-p", "no:cacheprovider")


def suites_run(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run pytest in a folder that is no part of this tree; give its exit code and its lines."""
    command = [sys.executable, "-m", "pytest", "-v", "--color=no", *ALONE, *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(  # noqa: S603  # our own arguments
        [*command, "--rootdir", str(folder)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_the_plugin_is_installed_so_that_the_shipped_suites_run_here(request: pytest.FixtureRequest) -> None:
    """After the entry point was added, an environment must be made anew: `make setup`."""
    names = {name for name, _ in request.config.pluginmanager.list_name_plugin()}

    assert "lotgate" in names
    assert "rulepacks" in request.config.getini("testpaths")


def test_suites_and_python_tests_are_run_together(write_suite: WriteSuite, tmp_path: Path) -> None:
    path = write_suite(RIGHT, WAITS)
    (path.parent / "test_lots.py").write_text(PYTHON, encoding="utf-8")

    code, lines = suites_run(tmp_path, "plain")

    assert code == 0, lines
    outcomes = dict(line.split()[:2] for line in lines if "::" in line)
    assert outcomes == {
        "plain/tests/suite.yaml::base.lot": "PASSED",
        "plain/tests/suite.yaml::holds": "PASSED",
        "plain/tests/suite.yaml::waits": "SKIPPED",
        "plain/tests/test_lots.py::test_units[3-release]": "PASSED",
        "plain/tests/test_lots.py::test_units[4-reject]": "PASSED",
        "plain/tests/test_lots.py::test_ship": "PASSED",
        "plain/tests/test_lots.py::test_misspelt": "PASSED",
    }


def test_a_case_that_fails_says_what_came_out_and_where_it_is_expected(write_suite: WriteSuite, tmp_path: Path) -> None:
    write_suite(WRONG)

    code, lines = suites_run(tmp_path, "plain")

    assert code == 1
    assert any("verdict: expected release, came out hold" in line for line in lines)
    assert any("PLN-010: outcome: expected satisfied, came out violated" in line for line in lines)
    assert any("expected at plain/tests/suite.yaml:" in line for line in lines)


def test_a_suite_that_is_refused_is_an_error_of_collection(write_suite: WriteSuite, tmp_path: Path) -> None:
    write_suite({**RIGHT, "expect": {"provisions": {"PLN-011": "violated"}}})

    code, lines = suites_run(tmp_path, "plain")

    assert code == 2
    assert any("[suite.provision.unknown]" in line and "did you mean `PLN-010`?" in line for line in lines)


def test_a_single_case_is_picked_by_its_identifier(write_suite: WriteSuite, tmp_path: Path) -> None:
    write_suite(RIGHT, WRONG)

    code, lines = suites_run(tmp_path, "plain/tests/suite.yaml::holds")

    assert code == 0
    assert any("1 passed" in line for line in lines)


def test_yaml_that_is_no_suite_of_a_pack_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "data.yaml").write_text("suite: none\n", encoding="utf-8")

    code, _ = suites_run(tmp_path, "tests")

    assert code == 5  # pytest's own: nothing was collected
    assert (ROOT / "rulepacks").is_dir()
