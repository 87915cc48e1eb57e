"""Dated values that expressions read as `params.name`: which value holds on a local day. Pure."""

import datetime as dt
import functools
from collections.abc import Iterator

import msgspec

from engine.packs.days import ALWAYS, Days
from engine.packs.typed import TypedField, instance_of

MOST_DAYS = 64
"""Days of which the values are remembered."""


class DatedValue(msgspec.Struct, frozen=True, kw_only=True):
    """
    A value and the local days on which it holds.

    Attributes:
        days: Those days; the first is always known.
        value: The value, or a table of values by key.
    """

    days: Days
    value: object


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """
    A parameter.

    Attributes:
        field: Its name, type and title.
        values: Its values; no two hold on one day.
        days: The local days on which it has these values: dated overrides give it several forms.
    """

    field: TypedField
    values: tuple[DatedValue, ...]
    days: Days = ALWAYS


class Parameters(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    The parameters of a pack and its parents.

    Attributes:
        entity: What expressions read them of.
        held: The parameters.
    """

    entity: type[msgspec.Struct]
    held: tuple[Parameter, ...]

    def on(self, day: dt.date) -> msgspec.Struct:
        """Give the values that hold on a local day, one object a day; one that has none then was not recorded."""
        found = self._by_day.get(day)
        if found is None:
            if len(self._by_day) >= MOST_DAYS:
                self._by_day.clear()
            found = self._by_day[day] = self._on(day)
        return found

    @functools.cached_property
    def _by_day(self) -> dict[dt.date, msgspec.Struct]:
        return {}

    def _on(self, day: dt.date) -> msgspec.Struct:
        values = {
            one.field.name: dated.value
            for one in self.held
            if one.days.holds(day)
            for dated in one.values
            if dated.days.holds(day)
        }
        return instance_of(self.entity, values)

    def instants(self, day: dt.date) -> Iterator[dt.datetime]:
        """Give the instants among the values that hold on a local day."""
        held = self.on(day)
        for name in held.__struct_fields__:
            value = getattr(held, name)
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, dt.datetime):
                    yield one
