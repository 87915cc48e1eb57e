"""Compiled code on disk: whoever reads while others write gets the code that was asked for, or none."""

# mypy: disable-error-code="no-untyped-call"

import importlib
import pkgutil
from pathlib import Path

import pytest
from numba.core.caching import IndexDataCacheFile
from numba.core.registry import CPUDispatcher

import spc_kernels
from spc_kernels.compiled import OwnDataFiles

KEYS = ("for rows of two", "for rows of three", "for rows of four")


class Watched:
    """
    Files of three processes: while one saves, another does, and a third reads before each file that they write.

    Args:
        kind: Numba's files, or ours.
        folder: Where they are.
    """

    def __init__(self, kind: type[IndexDataCacheFile], folder: Path) -> None:
        self.found: set[tuple[str, str | None]] = set()
        watched = self

        class Writing(kind):  # type: ignore[misc, valid-type]  # numba carries no types
            """One of those that write."""

            others: tuple[tuple["Writing", str], ...] = ()

            def _load_index(self) -> dict[object, str]:
                known: dict[object, str] = super()._load_index()
                others, self.others = self.others, ()
                for other, key in others:
                    other.save(key, key)
                return known

            def _save_data(self, name: str, data: object) -> None:
                watched.look()
                super()._save_data(name, data)

            def _save_index(self, overloads: dict[object, str]) -> None:
                watched.look()
                super()._save_index(overloads)

        self.reader = kind(str(folder), "kernel", "stamp")
        self.writers = [Writing(str(folder), "kernel", "stamp") for _ in KEYS]

    def look(self) -> None:
        """Read as another process does."""
        self.found |= {(key, self.reader.load(key)) for key in KEYS}

    def save(self) -> None:
        """Let each begin to save while the one before it has read the index and not yet written it."""
        first, second, third = self.writers
        first.others = ((second, KEYS[1]),)
        second.others = ((third, KEYS[2]),)
        first.save(KEYS[0], KEYS[0])
        self.look()


def test_a_process_that_reads_while_others_write_gets_what_it_asked_for_or_nothing(tmp_path: Path) -> None:
    watched = Watched(OwnDataFiles, tmp_path)

    watched.save()

    assert {key for key, code in watched.found if code not in {None, key}} == set()
    assert any(code is not None for _, code in watched.found)


def test_the_numbers_of_numba_would_give_another_s_code(tmp_path: Path) -> None:
    """When this fails, numba gives files names of their own, and ours are needed no longer."""
    watched = Watched(IndexDataCacheFile, tmp_path)

    watched.save()

    assert {key for key, code in watched.found if code not in {None, key}} != set()


def test_what_was_lost_is_kept_the_next_time_and_what_was_kept_stays(tmp_path: Path) -> None:
    watched = Watched(OwnDataFiles, tmp_path)
    watched.save()

    for key in KEYS:
        if watched.reader.load(key) is None:
            watched.reader.save(key, key)

    assert [watched.reader.load(key) for key in KEYS] == list(KEYS)
    assert OwnDataFiles(str(tmp_path), "kernel", "another stamp").load(KEYS[0]) is None


def kernels() -> list[object]:
    """Give everything compiled in the package, and one of each that is made for a size."""
    from spc_kernels.charts.sums import small_rows_deviations, small_rows_ranges

    found: list[object] = [small_rows_deviations(2), small_rows_ranges(2)]
    for one in pkgutil.walk_packages(spc_kernels.__path__, "spc_kernels."):
        found += [held for held in vars(importlib.import_module(one.name)).values() if isinstance(held, CPUDispatcher)]
    return found


def test_every_kernel_is_kept_so() -> None:
    found = kernels()

    assert len(found) > 40
    assert {type(one._cache._cache_file) for one in found} == {OwnDataFiles}  # type: ignore[attr-defined]  # numba's


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_kernel_made_for_a_size_is_the_one_of_that_size(size: int) -> None:
    import numpy as np

    from spc_kernels.charts.sums import small_rows_ranges

    means, spread = np.empty(4), np.empty(4)
    small_rows_ranges(size)(np.arange(4.0 * size), means, spread)

    assert spread.tolist() == [size - 1.0] * 4
