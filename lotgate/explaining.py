"""`lotgate explain`: one provision for a person: where it comes from, when it is in force, what it asks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from core.suggestions import did_you_mean, quoted
from core.words import Localized, say
from engine.expressions.expression import Expression
from engine.model.codes import RecordType
from engine.model.types import ListOf
from engine.packs.errors import ProvisionMissingError
from engine.packs.names import NAMES
from engine.packs.pack import Header, Requirement, Retention, RulePack
from engine.packs.packset import PackSet
from lotgate.faults import Asking
from lotgate.language import LANGUAGES, chosen_language, language_option
from lotgate.phrases import Scope, phrase
from lotgate.shelves import load_set, packs_options
from lotgate.words import ASKED, AUTHORITIES, TEXTS

Provision = Requirement | Retention


@click.command(cls=Asking)
@click.argument("provisions", nargs=-1, required=True, metavar="PROVISION...")
@packs_options
@language_option
def explain(provisions: Sequence[str], packset: Path | None, packs: Sequence[Path]) -> None:
    """
    Explain provisions: title, source, when in force, and what they ask in words.

    In both languages unless --lang says one. Exits with 2 when there is no such provision.
    """
    loaded = load_set(packset, packs)
    found = [one for provision in provisions for one in _found(provision, loaded)]
    languages = [chosen_language()] if chosen_language() else LANGUAGES
    click.echo("\n\n".join(explained(one, str(language)) for one in found for language in languages))


def explained(provision: Provision, language: str) -> str:
    """Write a provision for a person."""
    return "\n".join(_Explanation(provision, language).lines())


def _found(identifier: str, loaded: PackSet) -> list[Provision]:
    """Find a provision; packs of several markets that share a parent give it once."""
    packs = [one.pack for listed in loaded.markets.values() for one in listed if one.pack is not None]
    every = {one.header.id: one for pack in packs for one in provisions_of(pack)}
    if identifier not in every:
        message = say("there is no provision `{id}`", "没有条款 `{id}`", id=identifier)
        raise ProvisionMissingError(message, hint=_not_loaded(loaded) or did_you_mean(identifier, every))
    return [every[identifier]]


def _not_loaded(loaded: PackSet) -> Localized | None:
    names = sorted({one.name for listed in loaded.markets.values() for one in listed if one.pack is None})
    if not names:
        return None
    return say(
        "{names} did not load; `lotgate check` says why",
        "{names}未能加载；`lotgate check` 说明原因",
        names=quoted(names),
    )


def provisions_of(pack: RulePack) -> list[Provision]:
    """Give the provisions of a pack."""
    return [*pack.requirements, *pack.retention]


class _Explanation:
    def __init__(self, provision: Provision, language: str) -> None:
        self.provision = provision
        self.header = provision.header
        self.language = language
        self.texts = {**TEXTS[language], **ASKED[language]}

    def lines(self) -> Iterator[str]:
        header = self.header
        yield f"{header.id}  {header.title.text(self.language)}"
        yield self.line("authority", AUTHORITIES[self.language][header.authority])
        for cite in header.cites:
            edition = f" ({cite.edition})" if cite.edition else ""
            at = cite.at.text(self.language)
            yield self.line("cited", f"{cite.title.text(self.language)}{edition}{self.texts['comma']}{at}")
        if not isinstance(self.provision, Retention):
            yield self.line("before", header.before.label.text(self.language))
        if header.binds:
            actors = self.texts["comma"].join(actor.label.text(self.language) for actor in header.binds)
            yield self.line("binds", actors)
        yield from self.effective(header)
        scope: Scope = NAMES
        yield from self.expression("applies", header.applies, scope)
        if header.each is not None:
            over = header.each.over
            scope = {**NAMES, header.each.variable: over.type.item} if isinstance(over.type, ListOf) else NAMES
            shown = phrase(over.tree, NAMES, self.language)[0]
            yield self.line("each", self.texts["each_of"].format(variable=header.each.variable, over=shown))
            yield from self.expression("picked", header.each.where, scope)
            yield self.line("none_picked", self.texts[header.each.none])
        yield from self.asked(scope)
        yield self.line("pack", header.pack)
        yield self.line("where", str(header.place))

    def effective(self, header: Header) -> Iterator[str]:
        said = header.effective
        end = self.texts["through"].format(day=said.end) if said.end is not None else self.texts["open"]
        yield self.line("in_force", self.texts["from"].format(day=said.begin) + end)
        yield from self.expression("by", said.by, NAMES)
        if said.replaced_by is not None:
            yield self.line("then", said.replaced_by)
        if said.because is not None:
            yield self.line("because", said.because)

    def asked(self, scope: Scope) -> Iterator[str]:
        match self.provision:
            case Requirement() as requirement:
                yield from self.expression("require", requirement.require, scope)
                yield self.line("otherwise", self.texts[requirement.otherwise])
            case Retention() as retention:
                kept = [RecordType(one).label.text(self.language) for one in retention.record_types]  # type: ignore[call-arg]  # by value
                yield self.line("kept", self.texts["comma"].join(kept))
                yield from self.expression("keep_until", retention.keep_until, scope)
                yield from self.expression("keep_at_least", retention.keep_at_least, scope)

    def expression(self, label: str, expression: Expression | None, scope: Scope) -> Iterator[str]:
        if expression is None:
            return
        first, *rest = phrase(expression.tree, scope, self.language)
        yield self.line(label, first)
        yield from (f"    {line}" for line in rest)
        yield f"      ⟦ {' '.join(expression.source.text.split())} ⟧"

    def line(self, label: str, text: str) -> str:
        return f"  {self.texts[label]}{self.texts['colon']}{text}"
