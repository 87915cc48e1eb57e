"""How long readings lay beyond a limit: between what is certain and what is possible by the recorded times."""

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from engine.process.periods import Periods
from engine.process.recorded import Recorded

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

NONE = dt.timedelta(0)


class Excursion(msgspec.Struct, frozen=True, kw_only=True):
    """
    Readings beyond a limit, one after the other.

    Attributes:
        first: Position of the first of them in the series.
        least: It lasted at least so long.
        most: And at most so long: from the last reading within before it to the first one within after it, or to the
            ends of the step.
    """

    first: int
    least: dt.timedelta
    most: dt.timedelta


class Clock:
    """
    When each reading was taken, as far as that is recorded: the times are those of subgroups.

    Args:
        series: The series.
        periods: When the step ran.
        interval: Time from one reading of a subgroup to the next, where it is known.
    """

    def __init__(self, series: Recorded, periods: Periods, interval: dt.timedelta | None) -> None:
        self.series = series
        self.periods = periods
        self.interval = interval

    def fits(self) -> bool:
        """Tell whether the readings of every subgroup but the last are taken before the next one begins."""
        if self.interval is None:
            return True
        lasts = (self.series.size - 1) * self.interval
        times = self.series.times
        return all(one + lasts <= two for one, two in pairwise(times))

    def earliest(self, reading: int) -> dt.datetime:
        """Give the earliest time of a reading; the start of the step for the one before the first."""
        if reading < 0:
            return self.periods.start
        subgroup, position = divmod(reading, self.series.size)
        return self.series.times[subgroup] + position * (self.interval or NONE)

    def latest(self, reading: int) -> dt.datetime:
        """Give the latest time of a reading; the end of the step for the one after the last."""
        if reading >= self.series.values.size:
            return self.periods.end
        subgroup, position = divmod(reading, self.series.size)
        if position == 0 or self.interval is not None:
            return self.earliest(reading)
        return self.series.times[subgroup + 1] if subgroup + 1 < len(self.series.times) else self.periods.end


def excursions(beyond: "npt.NDArray[np.bool_]", clock: Clock) -> list[Excursion]:
    """
    List the excursions of a series.

    Args:
        beyond: Which readings lie beyond a limit. Shape ``(n,)``.
        clock: When they were taken.
    """
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([False], beyond, [False])).astype(np.int8)))
    return [
        Excursion(
            first=first,
            least=max(clock.earliest(after - 1) - clock.latest(first), NONE),
            most=clock.latest(after) - clock.earliest(first - 1),
        )
        for first, after in edges.reshape(-1, 2).tolist()
    ]
