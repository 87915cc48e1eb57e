"""An empty dossier to fill in: what is required, and everything else as a comment with title and example."""

import json
from collections.abc import Iterator

import msgspec

from engine.model.dictionary import Field, fields_of
from engine.model.dossier import FORMAT, Dossier
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.types import ListOf, MapOf, Nullable, RecordOf, Type
from engine.model.values import Period

DEPTH = 2


def template(lot: str, product: str, markets: list[str]) -> str:
    """
    Write a dossier in YAML that decodes, with every further field of its parts as a comment.

    Args:
        lot: Lot number.
        product: Product number.
        markets: Markets that the lot is meant for.

    Returns:
        The text. Uncommenting a line makes its example the value.
    """
    given: dict[str, dict[str, object]] = {
        "product": {"id": product},
        "lot": {"id": lot, "product": product, "target_markets": markets},
    }
    lines = [f"format: {FORMAT}", ""]
    for name, entity in (("product", Product), ("lot", Lot)):
        lines += [f"{name}:", *(f"  {key}: {_flow(value)}" for key, value in given[name].items())]
        lines += [f"  {line}" for line in _comments(entity, set(given[name]))] + [""]
    lines += list(_comments(Dossier, {"format", "product", "lot"}))
    return "\n".join(lines) + "\n"


def _comments(entity: type[msgspec.Struct], given: set[str], depth: int = DEPTH) -> Iterator[str]:
    for name, field in fields_of(entity).items():
        if name not in given:
            yield from _comment(name, field, depth)


def _comment(name: str, field: Field, depth: int) -> Iterator[str]:
    said = f"{field.title.en} · {field.title.zh}"
    entity, opening = _held(field.type)
    if entity is None or entity is Period or field.refers_to:
        yield f"# {name}: {_example(field, entity)}  # {said}"
    elif depth > 1:
        yield f"# {name}:  # {said}"
        inner = list(_comments(entity, set(), depth - 1))
        yield from (f"#{opening if index == 0 else ' ' * len(opening)}{line[1:]}" for index, line in enumerate(inner))
    else:
        yield f"# {name}: …  # {said}"


def _example(field: Field, entity: type[msgspec.Struct] | None) -> str:
    if entity is Period:
        return "{from: 2026-01-01, until: 2027-12-31}"
    return "…" if field.said.example is None else _flow(field.said.example)


def _held(held: Type) -> tuple[type[msgspec.Struct] | None, str]:
    """Give the entity that a field holds, and how the first line of it begins."""
    match held:
        case Nullable(of=inner):
            return _held(inner)
        case ListOf(item=RecordOf(entity=entity)):
            return entity, "   - "
        case MapOf(item=RecordOf(entity=entity)):
            return entity, "   EU: "
        case RecordOf(entity=entity):
            return entity, "   "
    return None, ""


def _flow(value: object) -> str:
    """Write a value on one line as JSON, which YAML reads too."""
    return json.dumps(value, ensure_ascii=False)
