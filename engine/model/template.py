"""An empty dossier to fill in: what is required, and everything else as a comment with title and example."""

import json
from collections.abc import Collection, Iterator

import msgspec

from engine.model.dictionary import Field, fields_of
from engine.model.dossier import FORMAT, Dossier
from engine.model.fields import Localized
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.types import ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.values import Period

# Fields of records in records are written out; what is deeper is written on one line, with what it must have.
DEPTH = 2
REQUIRED = " (required · 必填)"
PERIOD = {"from": "2026-01-01", "until": "2027-12-31"}


def template(lot: str, product: str, markets: list[str]) -> str:
    """
    Write a dossier in YAML that decodes, with every further field of its parts as a comment.

    Args:
        lot: Lot number.
        product: Product number.
        markets: Markets that the lot is meant for, at least one.

    Returns:
        The text. A line is uncommented by taking away its number sign and the blank after it, with those that it stands
        below, and then its example is the value.
    """
    given: dict[str, dict[str, object]] = {
        "product": {"id": product},
        "lot": {"id": lot, "product": product, "target_markets": markets},
    }
    lines = [f"format: {FORMAT}", ""]
    for name, entity in (("product", Product), ("lot", Lot)):
        lines += [f"{name}:", *(f"  {key}: {_flow(value)}" for key, value in given[name].items())]
        lines += [f"  # {line}" for line in _fields(entity, markets[0], set(given[name]))] + [""]
    lines += [f"# {line}" for line in _fields(Dossier, markets[0], {"format", "product", "lot"})]
    return "\n".join(lines) + "\n"


def _fields(
    entity: type[msgspec.Struct], market: str, given: Collection[str] = (), depth: int = DEPTH
) -> Iterator[str]:
    for name, field in fields_of(entity).items():
        if name not in given:
            yield from _field(name, field, market, depth)


def _field(name: str, field: Field, market: str, depth: int) -> Iterator[str]:
    said = f"  # {field.title.en} · {field.title.zh}{REQUIRED if field.required else ''}"
    entity = _entity(field.type)
    if entity is None or entity in {Period, Localized} or field.refers_to or depth == 1:
        yield f"{name}: {_flow(_example(field, field.type, market))}{said}"
        return
    yield f"{name}:{said}"
    inner = list(_fields(entity, market, depth=depth - 1))
    match _recorded(field.type):
        case ListOf():
            yield from (f"{'    ' if index else '  - '}{line}" for index, line in enumerate(inner))
        case MapOf():
            yield f"  {market}:"
            yield from (f"    {line}" for line in inner)
        case _:
            yield from (f"  {line}" for line in inner)


def _example(field: Field, held: Type, market: str) -> object:
    """Give a value as a dossier holds it: the dictionary's example, or a record with what it must have."""
    if field.said.example is not None:
        return field.said.example
    match held:
        case RecordOf(entity=entity) if entity is Period:
            return PERIOD
        case RecordOf(entity=entity) if entity is Localized:
            return {"en": field.title.en, "zh": field.title.zh}
        case RecordOf(entity=entity) if not field.refers_to:
            needed = {name: one for name, one in fields_of(entity).items() if one.required}
            return {name: _example(one, one.type, market) for name, one in needed.items()}
        case ListOf(item=item):
            return [_example(field, item, market)]
        case MapOf(item=item):
            return {market: _example(field, item, market)}
        case Nullable(of=inner) if _entity(inner) is not None and not field.refers_to:
            return _example(field, inner, market)
    return None


def _recorded(held: Type) -> Type:
    return held.of if isinstance(held, Nullable) else held


def _entity(held: Type) -> type[msgspec.Struct] | None:
    """Give the entity that a field holds, or holds many of."""
    match held:
        case Nullable(of=inner) | ListOf(item=inner) | MapOf(item=inner):
            return _entity(inner)
        case RecordOf(entity=entity):
            return entity
    return None


def _flow(value: object) -> str:
    """Write a value on one line as JSON, which YAML reads too."""
    return json.dumps(value, ensure_ascii=False)
