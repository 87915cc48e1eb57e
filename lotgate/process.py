"""The command's own process: its cores, how often it looks through what it read for garbage, and how it ends."""

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from typing import Final

# New objects before the youngest are looked through, and such rounds before the older ones are.
SELDOM: Final = (100_000, 20, 100)
_done: list[bool] = []


def usable_cores() -> int:
    """Give the number of cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: nearly everything that is read is a tree, and stays."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def say_done() -> None:
    """Say that nothing is left to do when the command ends: no thread, no process, no file is open."""
    _done.append(True)


def leave(ended: SystemExit) -> None:
    """
    End the process at once, if nothing is left to do: taking everything apart took a tenth of a check.

    Raises:
        BrokenPipeError: The reader of our output has gone.
    """
    if _done and isinstance(ended.code, int | None):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code or 0)
