"""How types go together: what may stand where, what lists share, what arithmetic gives."""

from collections.abc import Sequence

import msgspec

from engine.model.errors import UnitError
from engine.model.types import (
    BYTES,
    DATE,
    DOUBLE,
    DURATION,
    DYN,
    FREE,
    INSTANT,
    INT,
    NOTHING,
    QUANTITY,
    TEXT,
    TIMESTAMP,
    UINT,
    Basic,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    RecordOf,
    Type,
)
from engine.model.units import same_dimension

NUMBERS = frozenset({INT, UINT, DOUBLE})
# Texts have an order in CEL, by code points; of identifiers, revisions and codes it says nothing, so packs have none.
ORDERED = frozenset({INT, UINT, DOUBLE, DATE, INSTANT, TIMESTAMP, DURATION, QUANTITY})
ARITHMETIC: dict[tuple[str, Type, Type], Type] = {
    **{(operator, kind, kind): kind for operator in "+-*/%" for kind in (INT, UINT)},
    **{(operator, DOUBLE, DOUBLE): DOUBLE for operator in "+-*/"},
    ("+", TEXT, TEXT): TEXT,
    ("+", BYTES, BYTES): BYTES,
    ("+", TIMESTAMP, DURATION): TIMESTAMP,
    ("+", DURATION, TIMESTAMP): TIMESTAMP,
    ("+", DURATION, DURATION): DURATION,
    ("-", TIMESTAMP, TIMESTAMP): DURATION,
    ("-", TIMESTAMP, DURATION): TIMESTAMP,
    ("-", DURATION, DURATION): DURATION,
}


def plain(found: Type) -> Type:
    """Give a type without the possibility of none."""
    return found.of if isinstance(found, Nullable) else found


def bare(found: Type) -> Type:
    """Give a type without the possibility of none and without a unit."""
    found = plain(found)
    return QUANTITY if isinstance(found, Basic) and found.unit is not None else found


def read(found: Type) -> Type:
    """Give the type of what is taken out of a list or a map: of an empty one it is known only at evaluation."""
    return DYN if found == FREE else found


def settled(found: Type) -> Type:
    """Give a type in which what nothing was asked of is dynamic."""
    match found:
        case Nullable(of=of):
            return Nullable(settled(of))
        case ListOf(item=item):
            return msgspec.structs.replace(found, item=settled(item))
        case MapOf(item=item, key=key):
            return msgspec.structs.replace(found, item=settled(item), key=settled(key))
    return read(found)


def apart(left: Type, right: Type) -> bool:
    """Tell whether two quantities are known to measure different things."""
    left, right = plain(left), plain(right)
    if not isinstance(left, Basic) or not isinstance(right, Basic) or left.unit is None or right.unit is None:
        return False
    try:
        return not same_dimension(left.unit, right.unit)
    except UnitError:  # pragma: no cover  # no type is made of a unit that there is not
        return False


def fits(found: Type, wanted: Type) -> bool:
    """Tell whether a value of one type may stand where another is asked for; null is unknown there when it comes."""
    if apart(found, wanted):
        return False
    found, wanted = bare(found), bare(wanted)
    if DYN in (found, wanted) or FREE in (found, wanted):
        return True
    if isinstance(found, ListOf) and isinstance(wanted, ListOf):
        return fits(found.item, wanted.item)
    if isinstance(found, MapOf) and isinstance(wanted, MapOf):
        return fits(found.item, wanted.item) and fits(found.key, wanted.key)
    if wanted == TIMESTAMP:
        return found in {TIMESTAMP, INSTANT}
    return found == wanted or (isinstance(found, CodeOf) and wanted == TEXT)


def is_list(found: Type) -> bool:
    """Tell whether a type is a list."""
    return isinstance(plain(found), ListOf)


def shared(types: Sequence[Type], *, in_pack: bool = True) -> Type | None:
    """
    Give the type that several values share, ``None`` when they share none; what is dynamic makes all so.

    Args:
        types: Of the values; of none, what they share is free.
        in_pack: Whether null is no value of a type that CEL lets it be one of.
    """
    if DYN in types:
        return DYN
    found: Type | None = FREE
    for one in types:
        found = None if found is None else _both(found, one, in_pack=in_pack)
    return found


def _both(one: Type, other: Type, *, in_pack: bool) -> Type | None:
    """Give the type that two values share."""
    if other in (one, FREE):
        return one
    if one == FREE:
        return other
    if DYN in (one, other):
        return DYN
    if isinstance(one, Nullable) or isinstance(other, Nullable):
        return _with_none(one, other, in_pack=in_pack)
    if NOTHING in (one, other):
        timed = other if one == NOTHING else one
        return None if in_pack or timed not in {TIMESTAMP, DURATION} else Nullable(timed)
    return _of_parts(one, other, in_pack=in_pack)


def _with_none(one: Type, other: Type, *, in_pack: bool) -> Type | None:
    if NOTHING in (one, other):
        return None if in_pack else other if one == NOTHING else one
    inner = _both(plain(one), plain(other), in_pack=in_pack)
    return None if inner is None else inner if inner == DYN else Nullable(inner)


def _of_parts(one: Type, other: Type, *, in_pack: bool) -> Type | None:
    """Give what two lists, two maps or two quantities share."""
    match one, other:
        case ListOf(), ListOf():
            item = _both(one.item, other.item, in_pack=in_pack)
            return None if item is None else ListOf(item, register=one.register or other.register)
        case MapOf(), MapOf():
            item, key = (_both(*parts, in_pack=in_pack) for parts in ((one.item, other.item), (one.key, other.key)))
            recorded = one.recorded or other.recorded
            return None if item is None or key is None else MapOf(item, key, recorded=recorded)
    if bare(one) == bare(other) == QUANTITY and not apart(one, other):
        return one if QUANTITY not in (one, other) else QUANTITY
    return None


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """Give the type of a calculation, ``None`` when there is no such one."""
    if DYN in (left, right):
        return DYN
    left, right = (TIMESTAMP if kind == INSTANT else kind for kind in (left, right))
    if operator == "+" and isinstance(left, ListOf) and isinstance(right, ListOf):
        item = shared([left.item, right.item])
        return None if item is None else ListOf(item, register=left.register or right.register)
    return ARITHMETIC.get((operator, left, right))


def is_number(found: Type) -> bool:
    """Tell whether a type stands on the number line."""
    return found in NUMBERS


def are_ordered(left: Type, right: Type) -> bool:
    """Tell whether there is an order between values of two types."""
    left, right = bare(left), bare(right)
    if DYN in (left, right) or (left in NUMBERS and right in NUMBERS):
        return True
    return {left, right} <= {INSTANT, TIMESTAMP} or (left == right and left in ORDERED)


def are_compared(left: Type, right: Type) -> bool:
    """Tell whether values of two types may be held equal; records, maps and registers never are."""
    left, right = bare(left), bare(right)
    if {DYN, FREE} & {left, right} or (left in NUMBERS and right in NUMBERS) or {left, right} <= {INSTANT, TIMESTAMP}:
        return True
    if isinstance(left, ListOf) and isinstance(right, ListOf) and not (left.register or right.register):
        items = plain(left.item), plain(right.item)
        return are_compared(*items) and not isinstance(items[0], RecordOf | CodeOf)
    return left == right and not isinstance(left, RecordOf | ListOf | MapOf)


def variables(kind: Type, *, two: bool) -> tuple[Type, Type]:
    """Give the types of a comprehension's variables over a list, a map, or what is not known."""
    if isinstance(kind, ListOf):
        return (INT, read(kind.item)) if two else (read(kind.item), DYN)
    return (read(kind.key), read(kind.item)) if isinstance(kind, MapOf) else (DYN, DYN)
