"""Which subgroups of a series are of the lot, and which are of its prior period."""

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from core.words import say
from engine.expressions.values import Record
from engine.model.finding_codes import ProcessReasonCode
from engine.process.reasons import Why
from engine.process.recorded import Recorded

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Periods(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    The subgroups of a series by when they were taken.

    Attributes:
        start: When the step started.
        end: When it ended.
        prior: Positions of those on the days of the stated prior period, before or after the step ran.
        lot: Positions of those taken while the step ran.
        reasons: What stands in the way: subgroups that are neither, none of the lot, too long without one.
    """

    start: dt.datetime
    end: dt.datetime
    prior: "npt.NDArray[np.int64]"
    lot: "npt.NDArray[np.int64]"
    reasons: list[Why]

    def has_news(self) -> bool:
        """Whether a subgroup of the lot was taken after the prior period."""
        return bool(self.lot.size) and (not self.prior.size or bool(self.lot[-1] > self.prior[-1]))


def periods_of(series: Recorded, step: Record, every: dt.timedelta | None) -> Periods:
    """
    Tell the subgroups apart.

    A day of the prior period is the civil day at the offset that the time was recorded with.

    Raises:
        Unknown: When the step started or ended was not recorded.
    """
    import numpy as np

    start, end = _instant(step, "started_at"), _instant(step, "ended_at")
    times, days = series.times, series.prior
    during = np.fromiter((start <= time <= end for time in times), dtype=np.bool_, count=len(times))
    prior = np.zeros(len(times), dtype=np.bool_)
    if days is not None:
        prior = np.fromiter((days[0] <= time.date() <= days[1] for time in times), dtype=np.bool_, count=len(times))
        prior &= ~during  # a lot is never held against itself
    reasons: list[Why] = []
    astray = np.flatnonzero(~during & ~prior)
    if astray.size:
        words = say(
            "{count} subgroups were taken neither in the prior period nor while the step ran, the first at {time}",
            "{count}个子组既不在基准期内也不在工序期间采集，首个为{time}",
            count=astray.size,
            time=times[int(astray[0])].isoformat(),
        )
        path = f"{series.path}.times[{int(astray[0])}]"
        reasons.append(Why(code=ProcessReasonCode.outside_step, path=path, words=words))
    lot = np.flatnonzero(during)
    if not lot.size:
        words = say("no subgroup was taken while the step ran", "工序期间未采集任何子组")
        reasons.append(Why(code=ProcessReasonCode.too_few, path=f"{series.path}.times", words=words))
    elif every is not None:
        reasons += _gaps(series, [start, *(times[int(at)] for at in lot), end], every)
    return Periods(start=start, end=end, prior=np.flatnonzero(prior), lot=lot, reasons=reasons)


def _instant(step: Record, name: str) -> dt.datetime:
    found = step.read(name)
    if not isinstance(found, dt.datetime):  # pragma: no cover  # instants by the dictionary
        raise TypeError(found)
    return found


def _gaps(series: Recorded, times: list[dt.datetime], every: dt.timedelta) -> list[Why]:
    found = next(((one, two) for one, two in pairwise(times) if two - one > every), None)
    if found is None:
        return []
    words = say(
        "nothing was taken from {one} to {two}, longer than {every}",
        "{one}至{two}未采集，间隔超过{every}",
        one=found[0].isoformat(),
        two=found[1].isoformat(),
        every=every,
    )
    return [Why(code=ProcessReasonCode.gap, path=f"{series.path}.times", words=words)]
