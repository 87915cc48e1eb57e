"""Cases run in several processes: forked when everything is read, ended with this one, missed when they are gone."""

import contextlib
import datetime as dt
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from engine.verification.errors import LostProcessError
from engine.verification.results import CaseResult
from engine.verification.run import Runner
from engine.verification.suite import Case
from lotgate import case_runs
from lotgate.case_runs import FEW, Chunk, Key, run_cases
from lotgate.process import usable_cores
from lotgate.suites import Found, read_suites

ROOT = Path(__file__).resolve().parents[2]
US_FDA = ROOT / "rulepacks" / "us_fda"


@pytest.fixture(scope="module")
def found() -> Found:
    """The suites of a shipped pack."""
    return read_suites((US_FDA,), (), dt.date(2026, 11, 22))


def keys(found: Found) -> list[Key]:
    """Give all cases."""
    return [(index, number) for index, ready in enumerate(found.ready) for number in range(len(ready.suite.cases))]


def never() -> NoReturn:
    """Refuse to read again."""
    raise AssertionError("everything was read before")


def ran(found: Found, picked: list[Key], jobs: int) -> dict[Key, CaseResult]:
    """Run cases."""
    results: dict[Key, CaseResult] = {}
    for chunk, held in run_cases(found, picked, jobs, never):
        results |= dict(zip(chunk, held, strict=True))
    return results


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_find_what_one_finds_and_read_nothing_again(found: Found, jobs: int) -> None:
    picked = keys(found)[::2]

    assert len(picked) > FEW
    assert ran(found, picked, jobs) == ran(found, picked, 1)
    assert multiprocessing.active_children() == []


def test_few_cases_are_run_in_this_process(found: Found) -> None:
    children: set[int] = set()
    results: dict[Key, CaseResult] = {}
    for chunk, held in run_cases(found, keys(found)[: FEW - 1], 8, never):
        results |= dict(zip(chunk, held, strict=True))
        children |= {one.pid or 0 for one in multiprocessing.active_children()}

    assert len(results) == FEW - 1
    assert children == set()


def test_every_case_is_in_one_chunk_and_every_chunk_of_one_suite(found: Found) -> None:
    picked = keys(found)
    chunks: list[Chunk] = list(case_runs._chunks(picked))

    assert sorted(key for chunk in chunks for key in chunk) == picked
    assert {len({index for index, _ in chunk}) for chunk in chunks} == {1}
    assert max(map(len, chunks)) == case_runs.CHUNK


@pytest.mark.parametrize(
    ("end", "said"), [(lambda: os._exit(3), "status 3"), (lambda: os.kill(os.getpid(), signal.SIGKILL), "signal 9")]
)
def test_a_process_that_ends_early_is_told_and_the_others_end(
    found: Found, end: Callable[[], None], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, right = os.getpid(), Runner.case

    def case(self: Runner, one: Case) -> CaseResult:
        if os.getpid() != own and one.name.startswith("base."):
            end()
        return right(self, one)

    monkeypatch.setattr(Runner, "case", case)

    with pytest.raises(LostProcessError, match=f"ended with {said}"):
        ran(found, keys(found), 2)
    assert multiprocessing.active_children() == []


def test_cases_that_are_no_longer_asked_for_are_not_run_on(found: Found) -> None:
    running = run_cases(found, keys(found), 2, never)
    next(iter(running))
    assert len(multiprocessing.active_children()) == 2

    running.close()

    assert multiprocessing.active_children() == []


def children_of(parent: int) -> list[int]:
    """Give the processes that a process started and that did not end yet."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            # Behind the name, which may hold anything: state, parent, group.
            state, above, *_ = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(above) == parent and state not in "ZX":
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="2026-11-22: reads the kernel's own list of processes")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, -signal.SIGTERM)])
def test_what_is_interrupted_ends_with_all_its_processes(number: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "lotgate", "test", "rulepacks", "-j", "2"]
    with subprocess.Popen(  # noqa: S603  # our own Python
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        while len(children_of(running.pid)) < 2:
            assert running.poll() is None, running.stderr and running.stderr.read()
            time.sleep(0.02)
        # As a terminal does: to every process of the group.
        os.killpg(running.pid, number)
        assert running.stderr is not None
        said = running.stderr.read()  # ends when the last process has that could write to it

    assert (running.returncode, said.count(b"Traceback")) == (code, 0), said.decode()


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="2026-11-22: the system does not fork")
def test_a_process_that_is_interrupted_at_its_very_beginning_runs_its_cases() -> None:
    program = (
        "import os, signal, sys\n"
        "os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "from lotgate.__main__ import main\n"
        "sys.argv = ['lotgate', 'test', 'rulepacks/iso_13485', '-j', '2']\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603  # our own Python
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="2026-11-22: the system gives no cores to a process")
def test_the_cores_are_those_that_the_process_may_use() -> None:
    program = (
        "import os\n"
        "from lotgate.process import usable_cores\n"
        "one = min(os.sched_getaffinity(0))\n"
        "os.sched_setaffinity(0, {one})\n"
        "print(usable_cores())\n"
    )
    done = subprocess.run(  # noqa: S603  # our own Python
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "1\n"
    assert usable_cores() == len(os.sched_getaffinity(0))
