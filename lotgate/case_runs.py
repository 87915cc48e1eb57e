"""Cases run in this process, or in several that are forked from it when everything is read: nothing is read twice."""

import contextlib
import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeAlias

import msgspec

from core.words import say
from engine.provisions.kept import Kept
from engine.verification.errors import LostProcessError
from engine.verification.results import CaseResult
from engine.verification.run import Runner
from lotgate.suites import Found

CHUNK = 16
"""Cases that a process takes at a time."""
SELDOM = 1_000_000
"""Objects between two looks for garbage, in a process: some hundred bytes each."""
FEW = 50
"""Cases for which no further process is worth its start."""
# A suite and a case of it, by their positions.
Key: TypeAlias = tuple[int, int]
Chunk: TypeAlias = tuple[Key, ...]
Read: TypeAlias = Callable[[], Found]
Results: TypeAlias = Generator[tuple[Chunk, Sequence[CaseResult]], None, None]
RESULTS = msgspec.msgpack.Decoder(list[CaseResult])


def run_cases(found: Found, picked: Sequence[Key], jobs: int, again: Read) -> Results:
    """
    Run cases, some at a time.

    Args:
        found: The suites.
        picked: The cases.
        jobs: Processes, at most.
        again: Reads the suites once more, where a system cannot fork.

    Yields:
        Cases and their results; in which order depends on the processes.

    Raises:
        LostProcessError: ``suite.process.lost``; a process ended before it had run its cases.
    """
    chunks = list(_chunks(picked))
    runners = _Runners(found)
    with seldom_collecting():
        if jobs == 1 or len(picked) < FEW:
            for chunk in chunks:
                yield chunk, runners.run(chunk)
            return
        with contextlib.closing(_in_processes(runners, chunks, min(jobs, len(chunks)), again)) as results:
            yield from results


@contextlib.contextmanager
def seldom_collecting() -> Iterator[None]:
    """
    Look for garbage seldom, and never in what is there already.

    What was read stays to the end, and so does most of what cases keep: looking through it again and again takes a
    quarter of a run, and finds little.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _chunks(picked: Sequence[Key]) -> Iterator[Chunk]:
    """Divide cases; those of two suites have nothing in common that would be worked out once."""
    by_suite: dict[int, list[Key]] = {}
    for key in picked:
        by_suite.setdefault(key[0], []).append(key)
    for keys in by_suite.values():
        yield from (tuple(keys[start : start + CHUNK]) for start in range(0, len(keys), CHUNK))


class _Runners:
    """Runs cases of any suite."""

    def __init__(self, found: Found) -> None:
        # What is found of a record that several suites share is found once.
        kept = Kept()
        self.runners = [Runner(ready.suite, ready.packset, kept) for ready in found.ready]

    def run(self, chunk: Chunk) -> list[CaseResult]:
        return [self.runners[index].case(self.runners[index].suite.cases[number]) for index, number in chunk]


def _in_processes(runners: _Runners, chunks: Sequence[Chunk], jobs: int, again: Read) -> Results:
    """Give each process a chunk, and the next as soon as it has an answer."""
    waiting = _Waiting(chunks)
    pool = _Pool(runners, jobs, again)
    try:
        busy: dict[Connection, Chunk] = {}
        for connection in pool.processes:
            busy[connection] = waiting.take(None)
            connection.send(busy[connection])
        while busy:
            ready: list[Connection] = wait(list(busy))  # type: ignore[assignment]  # nothing else is waited for
            for connection in ready:
                chunk, results = busy.pop(connection), pool.answer(connection)
                if waiting.by_suite:
                    busy[connection] = waiting.take(chunk)
                    connection.send(busy[connection])
                yield chunk, results
    except BaseException:
        pool.end()
        raise
    finally:
        pool.close()


class _Waiting:
    """
    Chunks that wait for a process.

    A process goes on with the suite that it is at, whose fixtures it knows already; the next it takes is the longest
    that nobody is at.

    Args:
        chunks: The chunks, suite by suite.
    """

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.by_suite: dict[int, list[Chunk]] = {}
        for chunk in reversed(chunks):
            self.by_suite.setdefault(chunk[0][0], []).append(chunk)
        self.begun: set[int] = set()

    def take(self, last: Chunk | None) -> Chunk:
        """Take a chunk for a process, which had another one last."""
        suite = None if last is None else last[0][0]
        if suite not in self.by_suite:
            suite = max(self.by_suite, key=lambda one: (one not in self.begun, len(self.by_suite[one])))
        self.begun.add(suite)
        chunk = self.by_suite[suite].pop()
        if not self.by_suite[suite]:
            del self.by_suite[suite]
        return chunk


class _Pool:
    """
    Processes that answer chunks of cases.

    Args:
        runners: What runs the cases.
        jobs: How many processes.
        again: Reads the suites where a process begins with nothing.
    """

    def __init__(self, runners: _Runners, jobs: int, again: Read) -> None:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if can_fork else None)
        self.processes: dict[Connection, BaseProcess] = {}
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            # A process holds no end of another's pipe: when this one is gone, each of them notices.
            inherited = (ours, *self.processes) if can_fork else ()
            process = context.Process(
                target=_serve, args=(theirs, inherited, runners if can_fork else None, again), daemon=True
            )
            with _uninterrupted():
                process.start()
            theirs.close()
            self.processes[ours] = process

    def answer(self, connection: Connection) -> list[CaseResult]:
        """
        Take what a process answers.

        Raises:
            LostProcessError: It ended.
        """
        try:
            return RESULTS.decode(connection.recv_bytes())
        except (EOFError, OSError) as error:
            process = self.processes[connection]
            process.join()
            raise _lost(process.exitcode) from error

    def end(self) -> None:
        """End the processes without waiting for what they are at."""
        for process in self.processes.values():
            process.terminate()

    def close(self) -> None:
        """Let the processes end."""
        for connection in self.processes:
            connection.close()
        for process in self.processes.values():
            process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """
    Let what is typed at a terminal wait while a process is forked.

    A signal that a new process got before it could say that it does not listen would end it amid its own beginning.
    """
    if not hasattr(signal, "pthread_sigmask"):  # such a system does not fork
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(code: int | None) -> LostProcessError:
    killed = code is not None and code < 0
    status = say("signal {number}", "信号 {number}", number=-(code or 0)) if killed else None
    if status is None:
        status = say("status {number}", "状态 {number}", number=code if code is not None else "?")
    return LostProcessError(
        say("a process that ran cases ended with {status}", "运行用例的进程以{status}结束", status=status),
        hint=say(
            "`-j 1` runs them in one process; did the machine run out of memory?",
            "`-j 1` 在单个进程中运行；内存是否耗尽？",
        ),
    )


def _serve(connection: Connection, inherited: Sequence[Connection], runners: _Runners | None, again: Read) -> None:
    """Answer chunks until the other end is closed."""
    # What is typed at a terminal reaches every process; the first one says what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    held = runners if runners is not None else _Runners(again())
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            connection.send_bytes(msgspec.msgpack.encode(held.run(connection.recv())))
