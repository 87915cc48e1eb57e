"""Kernels: compiled when they are first called, and kept on disk so that another process need not compile them."""

# mypy: disable-error-code="no-untyped-call"

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit
from numba.core.caching import IndexDataCacheFile

Kernel = TypeVar("Kernel", bound=Callable[..., object])


class OwnDataFiles(IndexDataCacheFile):
    """
    Compiled code in files that never hold anything else, named by an index that never names what is not there yet.

    numba numbers them: two processes that compile at once for different arguments, or one function made for different
    sizes, take the same number, and a process that reads then runs the other's code without noticing.
    """

    def save(self, key: Any, data: Any) -> None:  # noqa: ANN401  # numba's own
        """Keep code; when another process writes the index at the same moment, one of the two compiles once more."""
        name = self._data_name(uuid.uuid4().int)
        self._save_data(name, data)
        self._save_index({**self._load_index(), key: name})


def compiled(function: Kernel) -> Kernel:
    """Make a kernel of a function: it runs without the interpreter's lock, and changes nothing but its arguments."""
    kernel: Any = njit(cache=True, nogil=True)(function)
    if kernel is not function:  # without the compiler nothing is kept
        kernel._cache._cache_file.__class__ = OwnDataFiles  # noqa: SLF001  # numba offers no other way
    return kernel  # type: ignore[no-any-return]  # called as the function is
