"""A share of the work in a second process, forked from this one when what both need is read."""

import contextlib
import os
import signal
from collections.abc import Callable
from typing import NoReturn, TypeAlias

Answer: TypeAlias = Callable[[], bytes | None]


def forked(work: Callable[[], bytes]) -> Answer | None:
    """
    Begin some work in a second process.

    Args:
        work: What it does, without writing anything, and what it answers.

    Returns:
        What waits for the answer, to be called once; the answer is ``None`` where the process did not come to its end.
        ``None`` where a system cannot fork, or has nothing left to fork with.
    """
    if not hasattr(os, "fork") or not hasattr(signal, "pthread_sigmask"):
        return None
    # What is typed at a terminal reaches both; the second one says nothing of it, but must have begun to be asked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    ours, theirs = os.pipe()
    try:
        process = os.fork()
        if process == 0:
            os.close(ours)
            _answer(work, theirs, before)
    except OSError:
        os.close(ours)
        return None
    finally:
        os.close(theirs)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def answer() -> bytes | None:
        with os.fdopen(ours, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(process, 0)
        return said if status == 0 else None

    return answer


def _answer(work: Callable[[], bytes], theirs: int, mask: set[int | signal.Signals]) -> NoReturn:
    """Do the work, answer, and end: whatever happens, nothing here goes on as if it were the first process."""
    status = 1
    try:
        with contextlib.suppress(BaseException):
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            with os.fdopen(theirs, "wb") as pipe:
                pipe.write(work())
            status = 0
    finally:
        os._exit(status)
