"""Lists that may be open, maps, and what a dossier records as none."""

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from engine.expressions.missing import EvaluationError, Missing, Unknown
from engine.model.dictionary import Field

if TYPE_CHECKING:
    from engine.expressions.values import Value


class Many:
    """
    A list of values; an open one ends in an element that nobody knows.

    Args:
        items: The known elements.
        open_end: Why there may be more, or ``None`` when the list is complete.
    """

    __slots__ = ("items", "open_end")

    def __init__(self, items: "list[Value]", open_end: Missing | None = None) -> None:
        self.items = items
        self.open_end = open_end

    def complete(self) -> "list[Value]":
        """
        Give the elements of a list that is complete.

        Raises:
            Unknown: It is open.
        """
        if self.open_end is not None:
            raise Unknown([self.open_end])
        return self.items


class Table:
    """
    A map of CEL: keys are bool, int, uint or text; numbers are one key whatever their type, and true is not 1.

    Args:
        entries: Key and value under the key's number, text or truth.
    """

    __slots__ = ("entries",)

    def __init__(self, entries: "dict[Hashable, tuple[Value, Value]]") -> None:
        self.entries = entries

    @classmethod
    def of(cls, pairs: "Iterable[tuple[Value, Value]]") -> "Table":
        """
        Make a map of keys and values.

        Raises:
            EvaluationError: A key that cannot be one, or that stands twice.
        """
        entries: dict[Hashable, tuple[Value, Value]] = {}
        for key, value in pairs:
            held = cls.held(key)
            if held is None or isinstance(key, float):
                raise EvaluationError(f"`{_written(key)}` cannot be a key of a map", reason="wrong-type")
            if held in entries:
                raise EvaluationError(f"the key `{_written(key)}` stands twice")
            entries[held] = (key, value)
        return cls(entries)

    @staticmethod
    def held(key: "Value") -> Hashable | None:
        """Give what a key is found under, ``None`` for what can be no key."""
        match key:
            case bool():
                return (bool, key)
            case int() | str():
                return key
            case float() if key.is_integer():
                return int(key)
        return None

    def __contains__(self, key: "Value") -> bool:
        """Tell whether there is an entry under a key."""
        return self.held(key) in self.entries

    def read(self, key: "Value") -> "Value":
        """
        Read an entry.

        Raises:
            EvaluationError: There is none.
        """
        found = self.entries.get(self.held(key))
        if found is None:
            raise EvaluationError(f"there is no entry under `{_written(key)}`", reason="no-entry")
        return found[1]

    def keys(self) -> "list[Value]":
        """Give the keys in their order."""
        return [key for key, _ in self.entries.values()]


class RecordedNone:
    """
    What a dossier records as none: equal to the literal null, and unknown in every other respect.

    Args:
        path: Where it stands.
        field: The field that holds it.
    """

    __slots__ = ("field", "path")

    def __init__(self, path: str, field: Field) -> None:
        self.path = path
        self.field = field

    def unknown(self) -> Unknown:
        """Say that a value is needed where none was recorded."""
        return Unknown([Missing(self.path, "recorded-as-none", self.field.title.en, self.field.title.zh)])


def _written(key: "Value") -> str:
    return "null" if key is None else str(key)[:40]
