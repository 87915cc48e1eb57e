"""Which registers there are: lists whose absences count only under a stated coverage, and how statements name them."""

import functools
import re
from collections.abc import Collection, Iterator, Mapping

import msgspec

from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.types import ListOf, Nullable, RecordOf, Type

# A part of a name: a field, with the identifier of one record of the list that it holds, or a star for each of them.
PART = re.compile(r"(?:^|\.)([a-z_]+|\*)(?:\[([^\]]*)\])?")
IDENTIFIER = re.compile(r"\[[^\]]*\]")
ANY, BELOW = "*", ".*"


class Hop(msgspec.Struct, frozen=True):
    """
    One field on the way from the dossier to a register.

    Attributes:
        name: As dossiers write it.
        attribute: As the struct calls it.
        is_list: Whether it holds a list of records, rather than one.
    """

    name: str
    attribute: str
    is_list: bool

    @property
    def pattern(self) -> str:
        """How documentation names it."""
        return f"{self.name}[]" if self.is_list else self.name


class Route(msgspec.Struct, frozen=True):
    """
    How registers of one kind are reached.

    Attributes:
        hops: From the dossier down to the record that holds the register; identifiers are not followed.
        entity: What that record is.
        name: The field that is the register.
    """

    hops: tuple[Hop, ...]
    entity: type[msgspec.Struct]
    name: str

    @property
    def pattern(self) -> str:
        """How documentation names the kind: ``lot.steps[].equipment``."""
        return ".".join((*(hop.pattern for hop in self.hops), self.name))

    def registers(self, dossier: Dossier) -> Iterator[str]:
        """Name the registers of this kind in a dossier, recorded or not."""
        for path, _ in _holders(dossier, self.hops):
            yield f"{path}.{self.name}" if path else self.name


@functools.cache
def registers_in(entity: type[msgspec.Struct]) -> tuple[str, ...]:
    """Give the registers among the fields of an entity."""
    kinds = ((name, _plain(field.type)) for name, field in fields_of(entity).items())
    return tuple(name for name, kind in kinds if isinstance(kind, ListOf) and kind.register)


@functools.cache
def routes() -> tuple[Route, ...]:
    """Give the ways to every kind of register of a dossier, in the order of the dictionary."""
    return tuple(_routes(Dossier, (), ()))


@functools.cache
def routes_to(entity: str, name: str) -> tuple[Route, ...]:
    """Give the ways to a register of an entity, by the entity's name; none where no dossier holds it."""
    return tuple(one for one in routes() if (one.entity.__name__, one.name) == (entity, name))


def register_patterns() -> tuple[str, ...]:
    """Give the registers as documentation names them: ``lot.steps``, ``suppliers[].audits``."""
    return tuple(_kinds())


def registers_of(dossier: Dossier) -> frozenset[str]:
    """Give the registers of a dossier, as expressions and evidence name them: ``lot.steps[ST-030].equipment``."""
    return frozenset(name for route in routes() for name in route.registers(dossier))


def names_register(dossier: Dossier, name: str) -> bool:
    """
    Tell whether a statement speaks for registers of a dossier.

    Args:
        dossier: The dossier.
        name: What the statement names: one register; one in each record of a list, ``lot.steps[*].equipment``; or
            every register in a record and below it, ``product.*``. A record that is named is in the dossier.
    """
    shape = IDENTIFIER.sub("[]", name)
    known = _kinds()
    is_wide = shape.endswith(BELOW) and any(one.startswith(shape[:-1]) for one in known)
    if "[]" in name or not (is_wide or shape in known):
        return False
    records: list[msgspec.Struct] = [dossier]
    for field, identifier in PART.findall(name)[:-1]:
        held = [getattr(record, fields_of(type(record))[field].attribute) for record in records]
        records = [one for value in held for key, one in _records(value) if identifier in {key, ANY}]
        if not records and identifier not in {"", ANY}:
            return False
    return True


def speaks_for(name: str, register: str) -> bool:
    """Tell whether what a statement names takes a register in; see `names_register`."""
    if name == register:
        return True
    pattern = wide(name)
    return pattern is not None and pattern.fullmatch(register) is not None


@functools.lru_cache(maxsize=1024)
def wide(name: str) -> re.Pattern[str] | None:
    """Give what the registers match that a name with stars takes in; ``None`` for the name of one register."""
    if ANY not in name:
        return None
    text = re.escape(name.removesuffix(BELOW)).replace(re.escape("[*]"), r"\[[^\]]*\]")
    return re.compile(text + (r"\..+" if name.endswith(BELOW) else ""))


def register_hint(name: str, known: Collection[str]) -> Localized | str | None:
    """Suggest the register that was meant."""
    near = did_you_mean(name, known)
    if near is not None or "[" not in name:
        return near
    return say(
        "registers of records in a list are named `suppliers[ID].audits`, or `suppliers[*].audits` for all of them",
        "列表中各记录的台账写作`suppliers[编号].audits`，全部记录的写作`suppliers[*].audits`",
    )


@functools.cache
def _kinds() -> Mapping[str, None]:
    """Give the registers as documentation names them, in their order, to look a shape up among."""
    return {one.pattern: None for one in routes()}


def _routes(
    entity: type[msgspec.Struct], hops: tuple[Hop, ...], above: tuple[type[msgspec.Struct], ...]
) -> Iterator[Route]:
    yield from (Route(hops, entity, name) for name in registers_in(entity))
    for name, field in fields_of(entity).items():
        kind = _plain(field.type)
        item = _plain(kind.item) if isinstance(kind, ListOf) else kind
        if isinstance(item, RecordOf) and not field.refers_to and item.entity not in above:
            hop = Hop(name, field.attribute, isinstance(kind, ListOf))
            yield from _routes(item.entity, (*hops, hop), (*above, entity))


def _holders(dossier: Dossier, hops: tuple[Hop, ...]) -> Iterator[tuple[str, msgspec.Struct]]:
    """Give the records at the end of a way, with their paths."""
    found: list[tuple[str, msgspec.Struct]] = [("", dossier)]
    for hop in hops:
        found = [
            (f"{f'{path}.' if path else ''}{hop.name}{f'[{key}]' if hop.is_list else ''}", record)
            for path, holder in found
            for key, record in _records(getattr(holder, hop.attribute))
        ]
    yield from found


def _records(value: object) -> Iterator[tuple[str, msgspec.Struct]]:
    """Give the record that a field holds, or those of its list, by what paths name them."""
    if isinstance(value, msgspec.Struct):
        yield "", value
    for index, one in enumerate(value) if isinstance(value, list) else ():
        if isinstance(one, msgspec.Struct):
            yield str(getattr(one, "id", index)), one


def _plain(kind: Type) -> Type:
    return kind.of if isinstance(kind, Nullable) else kind
