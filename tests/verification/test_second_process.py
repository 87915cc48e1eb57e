"""A second process takes a share of the work, and nothing but its answer tells that it was there."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import lotgate.checks
from lotgate.checked_before import Memory
from lotgate.checks import Order, check_again, check_path
from lotgate.second_process import forked
from tests.strategies import ROOT
from tests.verification.conftest import WriteSuite
from tests.verification.test_check_edited import told
from tests.verification.test_command import REFUSED, RIGHT
from tests.verification.test_refused import TODAY

ONE, TWO = (Order(today=TODAY, jobs=jobs) for jobs in (1, 2))


def answered(work: Callable[[], bytes]) -> bytes | None:
    answer = forked(work)
    assert answer is not None
    return answer()


def refuse() -> bytes:
    raise ValueError(refuse)


def leave() -> bytes:
    sys.exit(0)


def die() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_what_it_does_is_done_by_another_process_and_answered_whole() -> None:
    said = answered(lambda: f"{os.getpid()} ".encode() + b"x" * 1_000_000)

    assert said is not None
    number, _, rest = said.partition(b" ")
    assert int(number) != os.getpid()
    assert rest == b"x" * 1_000_000


@pytest.mark.parametrize("work", [refuse, leave, die])
def test_a_process_that_does_not_come_to_its_end_answers_nothing(
    work: Callable[[], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    assert answered(work) is None
    assert capfd.readouterr() == ("", "")


def test_what_is_typed_meanwhile_waits_and_is_listened_to_afterwards() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())

    assert answered(lambda: repr(signal.pthread_sigmask(signal.SIG_BLOCK, set())).encode()) == repr(before).encode()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before


def test_where_nothing_can_be_forked_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)

    assert forked(lambda: b"") is None


def test_two_processes_tell_of_the_shipped_packs_what_one_does() -> None:
    one, two = (told(list(check_path(ROOT / "rulepacks", order))) for order in (ONE, TWO))

    assert one == two
    assert not any(faults for _, _, faults in one)


@pytest.mark.parametrize("failing", [None, refuse, die])
def test_two_processes_tell_of_what_is_wrong_what_one_does(
    write_suite: WriteSuite, plain_pack: Path, monkeypatch: pytest.MonkeyPatch, failing: Callable[[], bytes] | None
) -> None:
    folder = plain_pack.parent / "more"
    for number in range(4):
        write_suite(*([RIGHT] if number % 2 else [REFUSED]), name=f"suite{number}")
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "lot.yaml").write_bytes((plain_pack / "tests" / "fixtures" / "lot.yaml").read_bytes())
    (folder / "2" / "lot.yaml").write_text("format: lotgate-dossier/v1\n", "utf-8")
    monkeypatch.setattr(lotgate.checks, "ENOUGH", 0)
    if failing is not None:
        monkeypatch.setattr(lotgate.checks, "_found_good", lambda *_: failing())

    one, two = (told(list(check_path(plain_pack.parent, order))) for order in (ONE, TWO))

    assert one == two
    assert [bool(faults) for _, _, faults in one].count(True) == 3


def test_what_a_second_process_read_from_elsewhere_is_not_remembered(
    write_suite: WriteSuite, plain_pack: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lotgate.checks, "ENOUGH", 0)
    monkeypatch.setattr(lotgate.checks, "_half", list)
    packset = "format: lotgate/v1\nversion: '1'\nacts: [market_release]\nmarkets: {CN: [plain 1]}\n"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "packset.yaml").write_text(packset, "utf-8")
    near, far = Memory(tmp_path / "near"), Memory(tmp_path / "far")

    write_suite(RIGHT)
    good = told(list(check_again(plain_pack, TWO, near)))
    write_suite(RIGHT, packset="../../elsewhere/packset.yaml")
    told_far = told(list(check_again(plain_pack, TWO, far)))

    assert [faults for _, _, faults in good] == [faults for _, _, faults in told_far] == [[], [], []]
    assert near.folder.is_dir()
    assert not far.folder.is_dir()
