"""`lotgate show`: a pack with everything of its parents, and where each leaf of it comes from."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import inspect as form

from core.canonical import canonical_bytes
from core.documents.described import type_of
from core.suggestions import did_you_mean
from core.words import say
from engine.packs.errors import ProvisionMissingError
from engine.packs.flat import FlatChange, FlatLeaf, FlatPack, FlatProvision, flattened
from engine.packs.form_words import field_words
from engine.packs.forms import ProvisionsForm
from lotgate.faults import Asking
from lotgate.flat_words import SHOWN
from lotgate.language import language, language_option
from lotgate.shelves import PATH, found_pack, shelf_of
from lotgate.words import AUTHORITIES


@click.command(cls=Asking)
@click.argument("pack", type=PATH)
@click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
@click.option("--provision", "provisions", multiple=True, help="Only this provision; may be given again.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def show(pack: Path, packs: Sequence[Path], provisions: Sequence[str], output: str) -> None:
    """
    Show a pack, by its folder or the name of a shipped one, with everything of its parents.

    Every leaf has the place it is written at; what a pack further down changes stands below it. Exits with 2 when
    the pack or a provision is not there.
    """
    folder = found_pack(pack, tuple(packs))
    flat = flattened(folder, shelf_of(folder, tuple(packs)), str(pack))
    for identifier in provisions:
        if flat.provision(identifier) is None:
            message = say("there is no provision `{id}`", "没有条款 `{id}`", id=identifier)
            raise ProvisionMissingError(message, hint=did_you_mean(identifier, [one.id for one in flat.provisions]))
    if output == "json":
        sys.stdout.buffer.write(canonical_bytes(flat) + b"\n")
    else:
        click.echo("\n".join(shown(flat, language(), provisions)))


def shown(flat: FlatPack, in_language: str, only: Sequence[str] = ()) -> Iterator[str]:
    """Write a flattened pack for a person, line by line."""
    texts = SHOWN[in_language]
    yield texts["pack"].format(name=flat.name, version=flat.version)
    yield "  " + (texts["market"].format(market=flat.market, timezone=flat.timezone) if flat.market else texts["base"])
    parents = " → ".join(f"{name} {version}" for name, version in flat.lineage[1:])
    if parents:
        yield "  " + texts["lineage"].format(lineage=parents)
    yield "  " + texts["digest"].format(digest=flat.digest)
    for provision in flat.provisions:
        if not only or provision.id in only:
            yield ""
            yield from _provision(provision, in_language)


def struct_fields(target: type) -> tuple[form.Field, ...]:
    """Give the fields of a form."""
    described = type_of(target)
    return described.fields if isinstance(described, form.StructType) else ()


def held(wanted: form.Type | None) -> form.Type | None:
    """Take off metadata and lists; of several types take the record."""
    while isinstance(wanted, form.Metadata | form.ListType):
        wanted = wanted.type if isinstance(wanted, form.Metadata) else wanted.item_type
    if isinstance(wanted, form.UnionType):
        return next((one for one in map(held, wanted.types) if isinstance(one, form.StructType)), None)
    return wanted


def kind_title(kind: str, in_language: str) -> str:
    """Say a kind of provision in words."""
    said = field_words(ProvisionsForm, kind)
    return kind if said is None else said[0].text(in_language)


def leaf_title(kind: str, path: str, in_language: str) -> str:
    """Say a leaf in words, behind its path; what is named by its writer has no other name."""
    titles: list[str] = []
    wanted: form.Type | None = next(one.type for one in struct_fields(ProvisionsForm) if one.encode_name == kind)
    for part in path.split("."):
        wanted = held(wanted)
        said = field_words(wanted.cls, part) if isinstance(wanted, form.StructType) else None
        if said is None or not isinstance(wanted, form.StructType):
            break
        titles.append(said[0].text(in_language))
        wanted = next((one.type for one in wanted.fields if one.encode_name == part), None)
    return f"{path} [{' › '.join(titles)}]" if titles else path


def value_text(value: object, in_language: str) -> str:
    """Write a value of a leaf on one line."""
    match value:
        case None:
            return SHOWN[in_language]["nothing"]
        case bool():
            return str(value).lower()
        case list() | tuple():
            return " · ".join(value_text(item, in_language) for item in value) or SHOWN[in_language]["nothing"]
        case {"source": source, "at": at}:
            return f"{source} {value_text(at, in_language)}"
        case {"en": en, "zh": zh}:
            return str(zh if in_language == "zh" else en)
        case dict():
            return ", ".join(f"{key} {value_text(item, in_language)}" for key, item in value.items())
    return " ".join(str(value).split())


def change_text(change: FlatChange, in_language: str) -> str:
    """Write what a pack further down says instead."""
    texts = SHOWN[in_language]
    which = {(False, False): "always", (True, False): "from", (False, True): "until", (True, True): "between"}
    days = texts[which[change.begin is not None, change.end is not None]].format(begin=change.begin, end=change.end)
    return texts["change"].format(
        days=days,
        value=value_text(change.value, in_language),
        place=change.place,
        authority=AUTHORITIES[in_language][change.authority],
        because=change.because,
        loosens=texts["loosens"] if change.loosens else "",
    )


def _provision(provision: FlatProvision, in_language: str) -> Iterator[str]:
    texts = SHOWN[in_language]
    kind = kind_title(provision.kind, in_language)
    yield texts["provision"].format(id=provision.id, kind=kind, place=provision.place)
    if provision.disabled is not None:
        said = provision.disabled
        yield "  " + texts["disabled"].format(
            pack=said.pack,
            authority=AUTHORITIES[in_language][said.authority],
            because=said.because,
            place=said.place,
        )
    for leaf in provision.leaves:
        yield from _leaf(provision.kind, leaf, in_language)


def _leaf(kind: str, leaf: FlatLeaf, in_language: str) -> Iterator[str]:
    if leaf.changes or leaf.value not in (None, [], {}):
        title = leaf_title(kind, leaf.path, in_language)
        texts = SHOWN[in_language]
        at = texts["at"].format(place=leaf.place)
        yield f"  {title}{texts['colon']}{value_text(leaf.value, in_language)}  {at}"
    for change in leaf.changes:
        yield f"    {change_text(change, in_language)}"
