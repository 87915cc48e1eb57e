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
    if jobs == 1 or len(picked) < FEW:
        # What was read stays to the end: looking through it for garbage, again and again, would find none.
        gc.freeze()
        try:
            for chunk in chunks:
                yield chunk, runners.run(chunk)
        finally:
            gc.unfreeze()
        return
    with contextlib.closing(_in_processes(runners, chunks, min(jobs, len(chunks)), again)) as results:
        yield from results


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
    waiting = list(reversed(chunks))
    pool = _Pool(runners, jobs, again)
    try:
        busy: dict[Connection, Chunk] = {}
        for connection in pool.processes:
            busy[connection] = waiting.pop()
            connection.send(busy[connection])
        while busy:
            ready: list[Connection] = wait(list(busy))  # type: ignore[assignment]  # nothing else is waited for
            for connection in ready:
                chunk, results = busy.pop(connection), pool.answer(connection)
                if waiting:
                    busy[connection] = waiting.pop()
                    connection.send(busy[connection])
                yield chunk, results
    except BaseException:
        pool.end()
        raise
    finally:
        pool.close()


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
        # What is there already is nothing that a process would have to look through, or write to.
        gc.freeze()
        try:
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
        finally:
            gc.unfreeze()

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
