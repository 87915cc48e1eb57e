"""Mean time to absorption of a chain by state reduction, without a subtraction; knows no chart."""

from spc_kernels.compiled import compiled
from spc_kernels.samples import Floats


@compiled
def absorption_times(transition: Floats, leaving: Floats, times: Floats) -> float:
    """Fill the mean times to absorption from every state; returns that of state 0, or -1 when nothing ever leaves."""
    # INVARIANT: entries are >= 0, rows are consistent: the diagonal is taken as 1 - leaving - the rest, never read.
    n = leaving.shape[0]
    for i in range(n):
        times[i] = 1.0
    for m in range(n - 1, 0, -1):
        out = leaving[m]
        for j in range(m):
            out += transition[m, j]
        if out == 0.0:
            return -1.0
        # The diagonal is free: it keeps the chance of going to a lower state or leaving.
        transition[m, m] = out
        for i in range(m):
            share = transition[i, m] / out
            for j in range(m):
                transition[i, j] += share * transition[m, j]
            leaving[i] += share * leaving[m]
            times[i] += share * times[m]
    if leaving[0] == 0.0:
        return -1.0
    first: float = times[0] / leaving[0]
    times[0] = first
    for m in range(1, n):
        total = times[m]
        for j in range(m):
            total += transition[m, j] * times[j]
        times[m] = total / transition[m, m]
    return first
