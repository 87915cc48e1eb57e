"""The compiled search for the first flagged point of many series; checks nothing itself."""

import numpy as np
import numpy.typing as npt

from spc_kernels.compiled import compiled

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


@compiled
def first_flags(planes: Words, skip: int, first: Ints) -> None:
    """
    Give for each series the first point that any rule flags, -1 when there is none.

    INVARIANT: the first `skip` words repeat the end of the piece before; points are counted from behind them.
    """
    for i in range(planes.shape[0]):
        first[i] = -1
        for w in range(skip, planes.shape[2]):
            word = np.uint64(0)
            for r in range(planes.shape[1]):
                word |= planes[i, r, w]
            if word != 0:
                bit = 0
                while (word >> np.uint64(bit)) & np.uint64(1) == 0:
                    bit += 1
                first[i] = 64 * (w - skip) + bit
                break
