"""`lotgate explain`: one provision for a person: where it comes from, when it is in force, what it asks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from core.suggestions import did_you_mean, quoted
from core.words import Localized, say
from engine.expressions.expression import Expression
from engine.model.codes import RecordType
from engine.packs.errors import ProvisionMissingError
from engine.packs.pack import (
    AnyProvision,
    Excuse,
    Header,
    LaterProvision,
    RecordFormat,
    Requirement,
    Retention,
    RulePack,
    Scorecard,
    SignatureRule,
)
from engine.packs.packset import PackSet
from lotgate.faults import Asking
from lotgate.language import LANGUAGES, chosen_language, language_option
from lotgate.phrases import phrase
from lotgate.scorecard_words import scorecard_lines
from lotgate.shelves import load_set, packs_options
from lotgate.words import ASKED, AUTHORITIES, TEXTS

Provision = AnyProvision


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
    chosen = chosen_language()
    languages = LANGUAGES if chosen is None else (chosen,)
    click.echo("\n\n".join(explained(one, language) for one in found for language in languages))


def explained(provision: Provision, language: str) -> str:
    """Write a provision for a person."""
    return "\n".join(_Explanation(provision, language).lines())


def provisions_of(pack: RulePack) -> list[Provision]:
    """Give the provisions of a pack, each in every form that it has."""
    return [one for kind in pack.kinds() for one in kind]


def _found(identifier: str, loaded: PackSet) -> list[Provision]:
    """Find the forms of a provision; packs of several markets that share a parent give it once."""
    packs = [one.pack for listed in loaded.markets.values() for one in listed if one.pack is not None]
    for pack in packs:
        found = [one for one in provisions_of(pack) if one.header.id == identifier]
        if found:
            return found
    known = {one.header.id for pack in packs for one in provisions_of(pack)}
    message = say("there is no provision `{id}`", "没有条款 `{id}`", id=identifier)
    raise ProvisionMissingError(message, hint=_not_loaded(loaded) or did_you_mean(identifier, known))


def _not_loaded(loaded: PackSet) -> Localized | None:
    names = sorted({one.name for listed in loaded.markets.values() for one in listed if one.pack is None})
    if not names:
        return None
    return say(
        "{names} did not load; `lotgate check` says why",
        "{names}未能加载；`lotgate check` 说明原因",
        names=quoted(names),
    )


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
        yield from self.expression("applies", header.applies)
        yield from self.items(header)
        yield from self.asked()
        if hasattr(self.provision, "otherwise"):
            yield self.line("otherwise", self.texts[self.provision.otherwise])
        yield self.line("pack", header.pack)
        yield self.line("where", str(header.place))

    def effective(self, header: Header) -> Iterator[str]:
        said = header.effective
        end = self.texts["through"].format(day=said.end) if said.end is not None else self.texts["open"]
        yield self.line("in_force", self.texts["from"].format(day=said.begin) + end)
        yield from self.expression("by", said.by)
        if said.replaced_by is not None:
            yield self.line("then", said.replaced_by)
        if said.because is not None:
            yield self.line("because", said.because)
        begin, last = header.days.begin, header.days.end
        if begin is not None or last is not None:
            days = self.texts["from"].format(day=begin) if begin is not None else ""
            yield self.line("form", days + (self.texts["through"].format(day=last) if last is not None else ""))

    def items(self, header: Header) -> Iterator[str]:
        if header.each is None:
            return
        over = phrase(header.each.over, self.language)[0]
        yield self.line("each", self.texts["each_of"].format(variable=header.each.variable, over=over))
        yield from self.expression("picked", header.each.where)
        yield self.line("none_picked", self.texts[header.each.none])

    def asked(self) -> Iterator[str]:
        match self.provision:
            case Requirement(require=require, excused_by=excused_by):
                yield from self.expression("require", require)
                yield from (self.line("excused", self.excuse(one)) for one in excused_by)
            case RecordFormat(record_type=record_type, languages=languages):
                yield self.line("kept", self.record_type(record_type))
                if languages:
                    yield self.line("languages", self.texts["comma"].join(languages))
            case Retention(record_types=record_types, keep_until=keep_until, keep_at_least=keep_at_least):
                yield self.line("kept", self.texts["comma"].join(map(self.record_type, record_types)))
                yield from self.expression("keep_until", keep_until)
                yield from self.expression("keep_at_least", keep_at_least)
            case SignatureRule(who=who, count=count, distinct_from=distinct_from, meaning=meaning):
                yield self.line("meaning", meaning.text(self.language))
                yield self.line("count", str(count))
                yield from self.expression("who", who)
                yield from self.expression("distinct_from", distinct_from)
            case Scorecard(scoring=scoring):
                yield self.line("scored", "").rstrip()
                yield from (f"    {line}" for line in scorecard_lines(scoring, self.language))
            case LaterProvision(kind=kind):
                yield self.line("later", kind)

    def excuse(self, excuse: Excuse) -> str:
        places = (
            f"{cite.title.text(self.language)}{self.texts['comma']}{cite.at.text(self.language)}"
            for cite in excuse.cites
        )
        cited = self.texts["semicolon"].join(places)
        return f"{self.texts[excuse.instrument]}{self.texts['colon'] + cited if cited else ''}"

    def record_type(self, code: str) -> str:
        return RecordType(code).label.text(self.language)  # type: ignore[call-arg]  # an enum looks its member up by value

    def expression(self, label: str, expression: Expression | None) -> Iterator[str]:
        if expression is None:
            return
        first, *rest = phrase(expression, self.language)
        yield self.line(label, first)
        yield from (f"    {line}" for line in rest)
        yield f"      ⟦ {' '.join(expression.source.text.split())} ⟧"

    def line(self, label: str, text: str) -> str:
        return f"  {self.texts[label]}{self.texts['colon']}{text}"
