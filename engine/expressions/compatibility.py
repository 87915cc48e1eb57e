"""How types go together: what may stand where, what lists share, what arithmetic gives."""

from collections.abc import Sequence

from engine.model.types import (
    BYTES,
    DATE,
    DOUBLE,
    DURATION,
    DYN,
    INSTANT,
    INT,
    QUANTITY,
    TEXT,
    TIMESTAMP,
    UINT,
    CodeOf,
    ListOf,
    MapOf,
    Nullable,
    RecordOf,
    Type,
)

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


def fits(found: Type, wanted: Type) -> bool:
    """Tell whether a value of one type may stand where another is asked for; null is unknown there when it comes."""
    found, wanted = plain(found), plain(wanted)
    if DYN in (found, wanted):
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


def shared(types: Sequence[Type]) -> Type | None:
    """Give the type that several values share, ``None`` when they share none; what is dynamic makes all so."""
    if not types:
        return DYN
    if all(found == types[0] for found in types):
        return types[0]
    if DYN in types:
        return DYN
    kinds = {plain(found) for found in types}
    return Nullable(next(iter(kinds))) if len(kinds) == 1 else None


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
    if DYN in (left, right) or (left in NUMBERS and right in NUMBERS):
        return True
    return {left, right} <= {INSTANT, TIMESTAMP} or (left == right and left in ORDERED)


def are_compared(left: Type, right: Type) -> bool:
    """Tell whether values of two types may be held equal; records, maps and registers never are."""
    if DYN in (left, right) or (left in NUMBERS and right in NUMBERS) or {left, right} <= {INSTANT, TIMESTAMP}:
        return True
    if isinstance(left, ListOf) and isinstance(right, ListOf) and not (left.register or right.register):
        items = plain(left.item), plain(right.item)
        return are_compared(*items) and not isinstance(items[0], RecordOf | CodeOf)
    return left == right and not isinstance(left, RecordOf | ListOf | MapOf)


def variables(kind: Type, *, two: bool) -> tuple[Type, Type]:
    """Give the types of a comprehension's variables over a list, a map, or what is not known."""
    if isinstance(kind, ListOf):
        return (INT, kind.item) if two else (kind.item, DYN)
    return (kind.key, kind.item) if isinstance(kind, MapOf) else (DYN, DYN)
