"""A recorded series, read so that faults and what was not recorded stay unknown."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Fact, Many, Record, RecordedNone, Value
from engine.model.dictionary import fields_of
from engine.model.series import Readings, Series
from engine.model.values import Period
from engine.packs.process_form import SeriesOf

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """
    A series among those of a step.

    Attributes:
        step: The step.
        series: The series; ``None`` where a controlled parameter has none.
        parameter: The controlled parameter that it is of; ``None`` for one of the step itself.
    """

    step: Record
    series: Record | None
    parameter: Record | None = None

    @property
    def path(self) -> str:
        """Where it stands."""
        held = self.series or self.parameter
        return held.path if held is not None else self.step.path

    def names(self) -> frozenset[str]:
        """
        Give what it is called: what was read, and the parameter's name and number.

        Raises:
            Unknown: What was read was not recorded, or is faulty.
        """
        own = self.parameter
        called = [] if own is None else [text for text in (plain(own, "name"), plain(own, "id")) if text is not None]
        if self.series is not None:
            called.append(str(self.series.read("characteristic")))
        return frozenset(map(str, called))


def plain(record: Record, name: str) -> object | None:
    """
    Give a field as it was recorded, without noting it as read; ``None`` when it was not, or as none.

    Raises:
        Unknown: It is faulty.
    """
    if not record.recorded(name):
        return None
    return getattr(record.data, fields_of(type(record.data))[name].attribute)  # type: ignore[no-any-return]


def listed_of(step: Record, data: SeriesOf) -> Iterator[Listed]:
    """
    List the series of a step.

    Raises:
        Unknown: The list was not recorded, or is faulty.
    """
    if data == "parameters":
        yield from (Listed(step=step, series=one) for one in records(step.read("parameters")))
        return
    holder: Value = step if data == "settings" else step.read("environment")
    if isinstance(holder, RecordedNone):
        return
    if not isinstance(holder, Record):  # pragma: no cover  # the dictionary says it is a record
        raise TypeError(holder)
    for one in records(holder.read("settings" if data == "settings" else "monitored")):
        series = one.read("series") if one.recorded("series") else None
        yield Listed(step=step, series=series if isinstance(series, Record) else None, parameter=one)


def records(value: Value) -> list[Record]:
    """
    Give the records of a list; those of a closed list only.

    Raises:
        Unknown: It is open, or recorded as none.
    """
    if isinstance(value, RecordedNone):
        raise value.unknown()
    items = value.complete() if isinstance(value, Many) else []
    return [one for one in items if isinstance(one, Record)]


class Recorded(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    What a series holds.

    Attributes:
        path: Where it stands.
        unit: Its unit.
        values: Its readings, NaN where one is missing. Shape ``(n,)``.
        size: Readings in a subgroup; the last one may have fewer.
        times: When each subgroup was taken, in order.
        prior: First and last day of the stated prior period; ``None`` where there is none.
        sizes: Of counts, the number inspected of each subgroup, NaN where it is missing; why not where it is not known.
    """

    path: str
    unit: str
    values: "npt.NDArray[np.float64]"
    size: int
    times: list[dt.datetime]
    prior: tuple[dt.date, dt.date] | None
    sizes: "npt.NDArray[np.float64] | Missing"


def recorded_of(series: Record) -> Recorded:
    """
    Read a series.

    Raises:
        Unknown: Something of it was not recorded, or is faulty: its times are out of order, its readings miscounted.
    """
    import numpy as np

    reader, data = series.reader, series.data
    if not isinstance(data, Series):  # pragma: no cover  # only series are listed
        raise TypeError(data)
    below = f"{series.path}."
    faulty = [one for path, one in reader.faults.items() if path == series.path or path.startswith(below)]
    unset = [_unset(series, name) for name in ("unit", "values", "subgroup_size", "times", "baseline")]
    if faulty or any(unset):
        raise Unknown([*faulty, *(one for one in unset if one is not None)])
    values, times = data.values, data.times
    if not isinstance(values, Readings) or not isinstance(times, list):  # pragma: no cover  # looked at above
        raise TypeError(data)
    unit, size = series.read("unit"), series.read("subgroup_size")
    _note(series, "values", len(values))
    _note(series, "times", len(times))
    return Recorded(
        path=series.path,
        unit=str(unit),
        values=np.frombuffer(values.data, dtype="<f8"),
        size=int(str(size)),
        times=times,
        prior=_prior(series),
        sizes=_sizes(series, data),
    )


def _sizes(series: Record, data: Series) -> "npt.NDArray[np.float64] | Missing":
    """Read the numbers inspected, which only charts of counts need."""
    import numpy as np

    unset = _unset(series, "sizes")
    if unset is not None or not isinstance(data.sizes, Readings):
        return unset or Missing(f"{series.path}.sizes", "not-recorded")
    _note(series, "sizes", len(data.sizes))
    return np.frombuffer(data.sizes.data, dtype="<f8")


def _unset(series: Record, name: str) -> Missing | None:
    field = fields_of(Series)[name]
    if getattr(series.data, field.attribute) is not UNSET:
        return None
    return Missing(f"{series.path}.{name}", "not-recorded", field.title.en, field.title.zh)


def _note(series: Record, name: str, count: int) -> None:
    """Note a long list as read by its length: a decision has the digest of the dossier for the rest."""
    path = f"{series.path}.{name}"
    series.reader.facts[path] = Fact(path, f"[… {count}]", fields_of(Series)[name].title)


def _prior(series: Record) -> tuple[dt.date, dt.date] | None:
    held = series.read("baseline")
    if isinstance(held, RecordedNone):
        return None
    if not isinstance(held, Record) or not isinstance(held.data, Period):  # pragma: no cover  # the dictionary says so
        raise TypeError(held)
    first, last = held.read("from"), held.read("until")
    if isinstance(last, RecordedNone):
        raise Unknown([Missing(f"{held.path}.until", "recorded-as-none")])
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):  # pragma: no cover  # days by the dictionary
        raise TypeError(held)
    return first, last
