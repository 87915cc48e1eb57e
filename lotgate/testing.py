"""`lotgate test`: suites run in one process or several, their results as text, JSON and JUnit XML."""

import datetime as dt
import gc
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

import click
import msgspec

from core.errors import LotgateError
from core.words import say
from engine.verification.errors import FilterError
from engine.verification.results import CaseResult, SuiteResult
from engine.verification.run import result_of
from engine.verification.unreached import Unreached, unreached
from lotgate.case_runs import run_cases
from lotgate.junit import difference_text, junit_xml
from lotgate.suites import Found, read_suites

FORMAT = "lotgate-test/v1"
SLOW = 1.0  # seconds after which a terminal is told how far it is


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is to be run.

    Attributes:
        paths: Files and folders.
        packs: Further folders to look for packs in.
        today: For the expiry of what is skipped.
        filters: Pieces of `suite::case`, of which one must be in it; every case when empty.
        jobs: Processes, at most.
    """

    paths: tuple[Path, ...]
    packs: tuple[Path, ...]
    today: dt.date
    filters: tuple[str, ...] = ()
    jobs: int = 1


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases came out how."""

    passed: int
    failed: int
    skipped: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came out of everything that was run.

    Attributes:
        format: The form of this document.
        counts: How many cases came out how.
        suites: What came out of each suite.
        unreached: What no case reaches.
    """

    format: str = FORMAT
    counts: Counts
    suites: tuple[SuiteResult, ...]
    unreached: tuple[Unreached, ...]


def run_order(order: Order) -> tuple[Report, tuple[LotgateError, ...]]:
    """
    Read and run suites.

    Args:
        order: What is to be run.

    Returns:
        What came out, and the faults of suites that could not be read. The order of results is that of the files and
        the cases in them, whatever the number of processes.

    Raises:
        FilterError: ``suite.filter.unmatched``; a filter is in the name of no case.
        LostProcessError: ``suite.process.lost``; a process ended before it had run its cases.
    """
    with _everything_stays():
        found = read_suites(order.paths, order.packs, order.today)
    picked = _picked(found, order.filters)
    cases: dict[tuple[int, int], CaseResult] = {}

    def again() -> Found:
        return read_suites(order.paths, order.packs, order.today)

    with _Progress(len(picked)) as progress, closing(run_cases(found, picked, order.jobs, again)) as running:
        for chunk, results in running:
            cases.update(zip(chunk, results, strict=True))
            progress.show(len(cases))
    suites = tuple(
        result_of(ready.suite, ready.packset, tuple(cases[key] for key in picked if key[0] == index))
        for index, ready in enumerate(found.ready)
        if any(key[0] == index for key in picked)
    )
    results = [case for suite in suites for case in suite.cases]
    statuses = [case.status for case in results]
    report = Report(
        counts=Counts(**{status: statuses.count(status) for status in ("passed", "failed", "skipped")}),
        suites=suites,
        unreached=tuple(
            unreached([one.packset for one in found.ready], [one.suite.owner for one in found.ready], results)
        ),
    )
    return report, found.faults


@contextmanager
def _everything_stays() -> Iterator[None]:
    """Look for no garbage while suites are read: what is read is held to the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def report_text(report: Report, *, with_unreached: bool) -> str:
    """Write results for a person: a line a suite, and every difference with its evidence and its place."""
    return "\n".join(_lines(report, with_unreached=with_unreached)) + "\n"


def report_json(report: Report) -> bytes:
    """Write results as JSON; the same results give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def write_junit(report: Report, path: Path) -> None:
    """Write results as JUnit XML."""
    path.write_text(junit_xml(report.suites), encoding="utf-8")


def _picked(found: Found, filters: Sequence[str]) -> list[tuple[int, int]]:
    """Pick cases by their names, and refuse a filter that picks none."""
    names = {
        (index, number): f"{ready.suite.name}::{case.name}"
        for index, ready in enumerate(found.ready)
        for number, case in enumerate(ready.suite.cases)
    }
    for text in filters:
        if not any(text in name for name in names.values()):
            message = say("`{text}` is in the name of no case", "`{text}` 不在任何用例名称中", text=text)
            raise FilterError(message, hint=say("a case is called `suite::case`", "用例名称为 `测试集::用例`"))
    return [key for key, name in names.items() if not filters or any(text in name for text in filters)]


def _lines(report: Report, *, with_unreached: bool) -> Iterator[str]:
    for suite in report.suites:
        failed = [case for case in suite.cases if case.status == "failed"]
        yield f"{'FAILED' if failed else 'ok'}  {suite.file}  ({_cases(len(suite.cases))})"
        for case in suite.cases:
            yield from case_lines(case)
    if with_unreached:
        yield from (
            f"no case reaches  {one.provision}  {', '.join(one.outcomes)}  ({one.place})" for one in report.unreached
        )
    counts = report.counts
    total = counts.passed + counts.failed + counts.skipped
    yield f"{_cases(total)}: {counts.passed} passed, {counts.failed} failed, {counts.skipped} skipped"


def _cases(count: int) -> str:
    return f"{count} case{'' if count == 1 else 's'}"


def case_lines(case: CaseResult) -> Iterator[str]:
    """Write what came out of one case otherwise than as expected."""
    if case.status == "skipped":
        yield f"  skipped  {case.name}: {case.because}"
    if case.status == "failed":
        yield f"  failed  {case.name}   ({case.place})"
    for one in case.differences:
        yield f"    · {difference_text(one)}"
        for why in one.why:
            yield f"        {why}"
        yield f"        expected at {one.place}"


class _Progress:
    """Tells a terminal how far it is, once that takes longer than a second."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.started = time.monotonic()
        self.is_shown = False

    def __enter__(self) -> Self:
        return self

    def show(self, done: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.started > SLOW:
            click.echo(f"\r{done} of {self.total} cases", nl=False, err=True)
            self.is_shown = True

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            click.echo("\r\x1b[K", nl=False, err=True)
