"""Reading records by type: what was not recorded, or cannot be believed, is unknown; `None` is recorded as none."""

import datetime as dt
from typing import TypeVar

from msgspec import UNSET

from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record, RecordedNone
from engine.model.dictionary import fields_of
from engine.model.figures import Figures
from engine.model.inspection import Inspection
from engine.model.values import Quantity

T = TypeVar("T")


def _typed(record: Record, name: str, kind: type[T]) -> T | None:
    value = record.read(name)
    if isinstance(value, RecordedNone):
        return None
    if not isinstance(value, kind):  # pragma: no cover  # the dictionary says the type
        raise Unknown([Missing(f"{record.path}.{name}", "wrong-type")])
    return value


def _needed(record: Record, name: str, value: T | None) -> T:
    if value is None:
        title = fields_of(type(record.data))[name].title
        raise Unknown([Missing(f"{record.path}.{name}", "recorded-as-none", title.en, title.zh)])
    return value


def text(record: Record, name: str) -> str:
    """Read text or a code; raises `Unknown`, also where none is recorded."""
    value = record.read(name)
    if isinstance(value, str):
        return value
    return _needed(record, name, _typed(record, name, str))


def text_or_none(record: Record, name: str) -> str | None:
    """Read text that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, str)


def number(record: Record, name: str) -> int:
    """Read a count; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, int))


def number_or_none(record: Record, name: str) -> int | None:
    """Read a count that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, int)


def flag(record: Record, name: str) -> bool:
    """Read a yes or no; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, bool))


def flag_or_none(record: Record, name: str) -> bool | None:
    """Read a yes or no that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, bool)


def day(record: Record, name: str) -> dt.date:
    """Read a day; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, dt.date))


def day_or_none(record: Record, name: str) -> dt.date | None:
    """Read a day that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, dt.date)


def instant(record: Record, name: str) -> dt.datetime:
    """Read an instant; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, dt.datetime))


def instant_or_none(record: Record, name: str) -> dt.datetime | None:
    """Read an instant that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, dt.datetime)


def quantity_or_none(record: Record, name: str) -> Quantity | None:
    """Read a quantity that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, Quantity)


def quantity(record: Record, name: str) -> Quantity:
    """Read a quantity; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, Quantity))


def held(record: Record, name: str) -> Record:
    """Read a record; raises `Unknown`, also where none is recorded."""
    return _needed(record, name, _typed(record, name, Record))


def held_or_none(record: Record, name: str) -> Record | None:
    """Read a record that may be recorded as none; raises `Unknown`."""
    return _typed(record, name, Record)


def listed(record: Record, name: str) -> list[Record]:
    """Read a list of records that is no register; raises `Unknown`."""
    found = _needed(record, name, _typed(record, name, Many))
    return [one for one in found.complete() if isinstance(one, Record)]


def texts(record: Record, name: str) -> list[str]:
    """Read a list of texts or codes; raises `Unknown`."""
    found = _needed(record, name, _typed(record, name, Many))
    return [one for one in found.complete() if isinstance(one, str)]


def readings(record: Record) -> Figures:
    """Read the readings of an inspection, which expressions do not; raises `Unknown`."""
    name = "readings"
    path, title = f"{record.path}.{name}", fields_of(Inspection)[name].title
    if not record.recorded(name) or not isinstance(record.data, Inspection) or record.data.readings is UNSET:
        raise Unknown([Missing(path, "not-recorded", title.en, title.zh)])
    record.reader.note(path, record.data.readings.canonical_form(), fields_of(Inspection)[name])
    return record.data.readings


def times(record: Record) -> list[dt.datetime]:
    """Read when the readings were taken; of many, the first and the last are evidence. Raises `Unknown`."""
    name = "reading_times"
    path, title = f"{record.path}.{name}", fields_of(Inspection)[name].title
    if not record.recorded(name) or not isinstance(record.data, Inspection) or record.data.reading_times is UNSET:
        raise Unknown([Missing(path, "not-recorded", title.en, title.zh)])
    found = record.data.reading_times
    ends = found if len(found) <= 2 else [found[0], found[-1]]  # noqa: PLR2004  # its two ends
    record.reader.note(path, ends, fields_of(Inspection)[name])
    return found


def counts(record: Record) -> list[int]:
    """Read the nonconformities of each unit; raises `Unknown`."""
    found = _needed(record, "nonconformities_per_unit", _typed(record, "nonconformities_per_unit", Many))
    return [one for one in found.complete() if isinstance(one, int)]
