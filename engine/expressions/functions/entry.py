"""One entry of the function table, and which of its overloads takes given values."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from engine.expressions.missing import EvaluationError
from engine.expressions.scalars import CelType, UInt
from engine.expressions.times import Duration, Timestamp
from engine.expressions.values import Entries, Many, Record, RecordedNone, Table, Value
from engine.model.fields import Localized
from engine.model.types import TIMESTAMP, Basic, CodeOf, ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.values import Quantity

KINDS: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "int": (int,),
    "uint": (UInt,),
    "double": (float,),
    "text": (str,),
    "bytes": (bytes,),
    "date": (dt.date,),
    "instant": (dt.datetime,),
    "timestamp": (Timestamp, dt.datetime),
    "duration": (Duration,),
    "quantity": (Quantity,),
    "nothing": (type(None),),
    "type": (CelType,),
}


class Overload(msgspec.Struct, frozen=True, kw_only=True):
    """
    One way to call a function.

    Attributes:
        takes: Types of its arguments, the receiver first.
        gives: Type of its result.
        run: The implementation. It gets values of these types, a timestamp always as `Timestamp`; where it cannot
            give a value it raises `EvaluationError`.
        receiver: Whether it is called as ``a.f(b)`` rather than ``f(a, b)``.
        more: Whether further arguments of the last type may follow.
    """

    takes: tuple[Type, ...]
    gives: Type
    run: Callable[..., Value]
    receiver: bool = False
    more: bool = False

    def counts(self, arguments: int) -> bool:
        """Tell whether it takes so many arguments."""
        return arguments == len(self.takes) or (self.more and arguments > len(self.takes))

    def wanted(self, arguments: int) -> tuple[Type, ...]:
        """Give the type of each of so many arguments."""
        return self.takes + (self.takes[-1],) * (arguments - len(self.takes)) if self.takes else ()

    def admits(self, values: Sequence[Value]) -> bool:
        """Tell whether it takes these values."""
        return self.counts(len(values)) and all(map(is_of, values, self.wanted(len(values))))


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """
    One function.

    Attributes:
        name: As expressions write it, with its namespace.
        overloads: The ways to call it; no values fit two of one style.
        doc: One sentence.
        example: An expression that is true.
        literal: Whether its arguments must be literals in packs, so that they are checked when the pack is loaded.
        work: Gives the work of a call with these values, in nodes of an expression; left out where it is in
            proportion to the values and the result.
    """

    name: str
    overloads: tuple[Overload, ...]
    doc: Localized
    example: str
    literal: bool = False
    work: Callable[[Sequence[Value]], int] | None = None

    def styled(self, *, receiver: bool) -> tuple[Overload, ...]:
        """Give the overloads of one style of call."""
        return tuple(overload for overload in self.overloads if overload.receiver is receiver)

    def call(self, values: Sequence[Value], *, receiver: bool) -> Value:
        """
        Call the overload that takes these values.

        Raises:
            EvaluationError: There is none, something is recorded as none, or the function has no result.
        """
        for value in values:
            if isinstance(value, RecordedNone):
                raise value.unknown()
        for overload in self.styled(receiver=receiver):
            if overload.admits(values):
                pairs = zip(values, overload.wanted(len(values)), strict=True)
                return overload.run(*(_prepared(value, wanted) for value, wanted in pairs))
        raise EvaluationError(f"no overload of `{self.name}` for these arguments", reason="wrong-type", path=self.name)


def _prepared(value: Value, wanted: Type) -> Value:
    return Timestamp.from_datetime(value) if wanted == TIMESTAMP and isinstance(value, dt.datetime) else value


def is_of(value: Value, wanted: Type) -> bool:
    """Tell whether a value is of a type; of lists and maps the elements are not looked at."""
    match wanted:
        case Basic(name="dyn"):
            return True
        case Basic(name=name):
            return type(value) in KINDS[name]
        case CodeOf():
            return isinstance(value, str)
        case RecordOf(entity=entity):
            return isinstance(value, Record) and isinstance(value.data, entity)
        case ListOf():
            return isinstance(value, Many)
        case MapOf():
            return isinstance(value, Table | Entries)
        case Nullable(of=of):
            return value is None or is_of(value, of)


def entry(  # one row of the function table
    name: str,
    en: str,
    zh: str,
    example: str,
    *overloads: Overload,
    literal: bool = False,
    work: Callable[[Sequence[Value]], int] | None = None,
) -> Function:
    """Write an entry of the table."""
    doc = Localized(en=en, zh=zh)
    return Function(name=name, overloads=overloads, doc=doc, example=example, literal=literal, work=work)


def plain(takes: tuple[Type, ...], gives: Type, run: Callable[..., Value], *, more: bool = False) -> Overload:
    """Write an overload that is called as ``f(a)``."""
    return Overload(takes=takes, gives=gives, run=run, more=more)


def method(takes: tuple[Type, ...], gives: Type, run: Callable[..., Value]) -> Overload:
    """Write an overload that is called as ``a.f()``."""
    return Overload(takes=takes, gives=gives, run=run, receiver=True)
