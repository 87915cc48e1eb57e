"""A pack as a page: of each provision the source, plain words, the evidence, what happens otherwise, since when."""

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from engine.expressions.expression import Expression
from engine.expressions.message import Message
from engine.model.codes import RecordType
from engine.packs.flat import FlatPack, FlatProvision
from engine.packs.pack import (
    AnyProvision,
    InspectionStandard,
    ProcessControl,
    RecordFormat,
    Requirement,
    Retention,
    RulePack,
    Scorecard,
    SignatureRule,
)
from lotgate.pages.evidence import evidence_of
from lotgate.pages.markup import described, element, listed, marked, nested, page, tabled
from lotgate.pages.words import KINDS, PAGE
from lotgate.phrases import STEP, WORDS, item_called, phrase
from lotgate.scorecard_words import scorecard_lines
from lotgate.words import ASKED, AUTHORITIES, TEXTS

# The leaves that a header's rows already say.
HEADER = frozenset(
    ("id", "title", "cites", "authority", "binds", "before", "effective", "applies", "each", "where", "none", "message")
)
ORDER = ("requirements", "inspections", "processes", "scorecards", "records", "retention", "signatures", "later")


def pack_page(pack: RulePack, flat: FlatPack, language: str) -> str:
    """
    Write a pack's own provisions as a page.

    Args:
        pack: The resolved pack.
        flat: The same pack flattened, for the settings and values as they are written.
        language: ``en`` or ``zh``.

    Returns:
        HTML in UTF-8, with its style and without anything else to load; the same bytes for the same pack.
    """
    return _Page(pack, flat, language).whole()


class _Page:
    def __init__(self, pack: RulePack, flat: FlatPack, language: str) -> None:
        self.pack = pack
        self.flat = flat
        self.language = language
        self.words = PAGE[language]
        self.asked = ASKED[language]
        self.colon = TEXTS[language]["colon"]

    def whole(self) -> str:
        sections = [(kind, self.own(kind)) for kind in ORDER]
        shown = [(kind, found) for kind, found in sections if found]
        return page(
            f"{self.pack.title.text(self.language)} · {self.pack.name}",
            self.language,
            self.top(),
            self.contents(shown),
            *(self.section(kind, found) for kind, found in shown),
            self.values(),
            self.fields(),
            self.sources(),
            element("p", escape(self.word("generated", digest=self.pack.digest)), class_="soft"),
        )

    def word(self, key: str, **values: object) -> str:
        said = self.words[key]
        return said.format(**values) if isinstance(said, str) else key

    def own(self, kind: str) -> list[AnyProvision]:
        """Give the provisions that the pack itself declares, and those of parents that it changes."""
        changed = {one.id for one in self.flat.provisions if any(leaf.changes for leaf in one.leaves)}
        held: Sequence[AnyProvision] = getattr(self.pack, kind)
        found = (one for one in held if one.header.pack == self.pack.name or one.header.id in changed)
        return sorted(found, key=lambda one: (one.header.id, str(one.header.days.begin)))

    def top(self) -> str:
        pack, other = self.pack, "zh" if self.language == "en" else "en"
        where = self.word("market", market=pack.market, timezone=pack.timezone) if pack.market else self.word("base")
        parent = self.flat.lineage[1][0] if len(self.flat.lineage) > 1 else None
        line = " · ".join((pack.name, self.word("version", version=pack.version), where))
        switch = element(
            "a", self.word("other"), href=f"{pack.name}.{other}.html", lang="zh-Hans" if other == "zh" else other
        )
        extends = ""
        if parent is not None:
            link = element("a", escape(parent), href=f"{parent}.{self.language}.html")
            extends = element("p", self.word("extends", parent=link))
        return (
            element("div", element("h1", escape(pack.title.text(self.language))), switch, class_="top")
            + element("p", escape(line), class_="soft")
            + "".join(self.conditions())
            + extends
        )

    def conditions(self) -> Iterator[str]:
        for one in self.pack.applies[:1]:
            yield element("div", escape(self.word("applies") + self.colon), nested(phrase(one, self.language)))

    def contents(self, shown: Sequence[tuple[str, Sequence[AnyProvision]]]) -> str:
        rows = (
            (
                element("a", escape(one.header.id), href=f"#{_anchor(one)}"),
                escape(one.header.title.text(self.language)),
                self.badge(one),
                escape(str(one.header.effective.begin)),
            )
            for _, found in shown
            for one in found
        )
        head = (self.word("contents"), "", "", self.word("since"))
        return tabled(head, rows, class_="contents")

    def badge(self, one: AnyProvision) -> str:
        authority = one.header.authority
        return element("span", escape(AUTHORITIES[self.language][authority]), class_=f"badge {authority}")

    def section(self, kind: str, found: Sequence[AnyProvision]) -> str:
        head = element("h2", escape(KINDS[self.language][kind]), id=kind)
        return head + "".join(self.provision(one) for one in found)

    def provision(self, one: AnyProvision) -> str:
        title = (
            element("code", escape(one.header.id))
            + escape(one.header.title.text(self.language))
            + " "
            + self.badge(one)
        )
        return element("article", element("h3", title), described(self.rows(one)), id=_anchor(one))

    def rows(self, one: AnyProvision) -> Iterator[tuple[str, str]]:
        header = one.header
        yield self.word("law"), self.cited(one)
        if header.applies is not None:
            yield self.word("applies"), self.said(one, header.applies)
        if header.each is not None:
            # Which records a format is about is said by their type.
            if not isinstance(one, RecordFormat):
                over = phrase(header.each.over, self.language)[0]
                name = item_called(header.each, self.language)[header.each.variable]
                yield self.word("judged"), marked(self.word("each", over=over, name=name))
            if header.each.where is not None:
                yield self.word("if"), self.said(one, header.each.where)
            yield self.asked["none_picked"], escape(self.asked[header.each.none])
        yield from self.kind(one)
        yield self.word("evidence"), listed(evidence_of(one, self.language))
        yield from self.otherwise(one)
        if not isinstance(one, Retention):
            yield self.word("before"), escape(header.before.label.text(self.language))
        actors = [actor.label.text(self.language) for actor in header.binds]
        yield self.word("binds"), escape(TEXTS[self.language]["comma"].join(actors))
        yield self.word("since"), self.since(one)

    def said(self, one: AnyProvision, *expressions: Expression) -> str:
        """Write expressions of a provision in words, its item by its title."""
        called = item_called(one.header.each, self.language)
        return nested([line for part in expressions for line in phrase(part, self.language, called)])

    def cited(self, one: AnyProvision) -> str:
        reads = {
            (cite.get("source"), _plain(cite.get("at"), self.language)): cite.get("read")
            for cite in _leaf(self.flat.provision(one.header.id), "cites") or []
        }
        lines = []
        for cite in one.header.cites:
            edition = f" ({cite.edition})" if cite.edition else ""
            at = cite.at.text(self.language)
            read = self.words["read"]
            note = read.get(str(reads.get((cite.source, at))), "") if isinstance(read, dict) else ""
            said = escape(f"{cite.title.text(self.language)}{edition}") + " " + element("strong", escape(at))
            lines.append(element("li", said, " ", element("span", escape(note), class_="soft")))
        return element("ul", *lines)

    def kind(self, one: AnyProvision) -> Iterator[tuple[str, str]]:
        match one:
            case Requirement(require=require):
                yield self.word("asks"), self.said(one, require)
                for excuse in one.excused_by:
                    yield self.asked["excused"], escape(self.asked[excuse.instrument])
            case RecordFormat():
                yield self.asked["kept"], self.types([one.record_type])
                yield self.asked["languages"], escape(", ".join(one.languages))
                yield self.word("properties"), self.properties(json.loads(one.schema.text))
            case Retention():
                keep = [one.keep_until] if one.keep_at_least is None else [one.keep_until, one.keep_at_least]
                yield self.asked["kept"], self.types(one.record_types)
                yield self.word("keeps") if len(keep) > 1 else self.asked["keep_until"], self.said(one, *keep)
            case SignatureRule():
                yield self.asked["meaning"], escape(one.meaning.text(self.language))
                yield self.asked["count"], str(one.count)
                yield self.asked["who"], self.said(one, one.who)
                if one.distinct_from is not None:
                    yield self.asked["distinct_from"], self.said(one, one.distinct_from)
            case Scorecard(scoring=scoring):
                yield self.asked["scored"], nested(list(scorecard_lines(scoring, self.language)))
            case InspectionStandard() | ProcessControl():
                yield self.word("setting"), self.settings(one)

    def types(self, record_types: Iterable[str]) -> str:
        """Name types of records by their labels."""
        labels = (RecordType(one).label.text(self.language) for one in record_types)  # type: ignore[call-arg]
        return escape(WORDS[self.language]["comma"].join(labels))

    def settings(self, one: AnyProvision) -> str:
        """Show what the kind's own fields say, as they are written: expressions stay expressions."""
        flat = self.flat.provision(one.header.id)
        leaves = () if flat is None else flat.leaves
        rows = (
            (escape(leaf.path), element("code", escape(_written(leaf.on(one.header.effective.begin).value))))
            for leaf in leaves
            if leaf.path.partition(".")[0] not in HEADER and leaf.path != "otherwise"
        )
        return tabled(("", self.word("value")), rows)

    def properties(self, schema: object) -> str:
        if not isinstance(schema, dict) or not isinstance(schema.get("properties"), dict):
            return ""
        required = schema.get("required")
        needed = required if isinstance(required, list) else []
        rows = (
            (
                element("code", escape(name)),
                escape(_schema_title(said, self.language)),
                escape(self.word("needed")) if name in needed else "",
            )
            for name, said in schema["properties"].items()
        )
        return tabled(("", "", ""), rows)

    def otherwise(self, one: AnyProvision) -> Iterator[tuple[str, str]]:
        otherwise = getattr(one, "otherwise", None)
        if otherwise is None:
            return
        said = element("p", escape(self.asked[otherwise]), style="margin:0")
        if isinstance(one, Requirement):
            message = one.message_en if self.language == "en" else one.message_zh
            said += element(
                "p",
                escape(self.word("says") + self.colon),
                element("q", escape(self.message(one, message))),
                style="margin:0",
            )
        unknown = self.word("unknown_warn" if otherwise == "warn" else "unknown")
        yield self.word("otherwise"), said + element("p", escape(unknown), class_="soft", style="margin:0")

    def message(self, one: AnyProvision, message: Message) -> str:
        called = item_called(one.header.each, self.language)
        shown = (
            part if isinstance(part, str) else _last(phrase(part, self.language, called)) for part in message.parts
        )
        return "".join(shown)

    def since(self, one: AnyProvision) -> str:
        said = one.header.effective
        end = self.asked["through"].format(day=said.end) if said.end is not None else ""
        parts = [escape(self.asked["from"].format(day=said.begin) + end)]
        if said.by is not None:
            parts.append(escape(f"{self.asked['by']}{self.colon}{self.chosen(one, said.by)}"))
        if said.replaced_by is not None:
            link = element("a", escape(said.replaced_by), href=f"#{said.replaced_by}")
            parts.append(f"{escape(self.asked['then'] + self.colon)}{link}")
        if said.because is not None:
            parts.append(escape(f"{self.asked['because']}{self.colon}{said.because}"))
        return "<br>".join(parts)

    def chosen(self, one: AnyProvision, by: Expression) -> str:
        return phrase(by, self.language, item_called(one.header.each, self.language))[0]

    def values(self) -> str:
        names = {one.id for one in self.flat.provisions if one.kind == "parameters" and one.pack == self.pack.name}
        rows = [
            (
                element("code", escape(held.field.name)),
                escape(held.field.title.text(self.language)),
                escape(str(dated.days.begin or "")),
                _value(dated.value, held.field.unit),
            )
            for held in self.pack.parameters.held
            if held.field.name in names
            for dated in held.values
        ]
        if not rows:
            return ""
        head = ("", "", self.word("from_day"), self.word("value"))
        return element("h2", escape(KINDS[self.language]["parameters"]), id="parameters") + tabled(head, rows)

    def fields(self) -> str:
        names = {one.id for one in self.flat.provisions if one.kind == "fields" and one.pack == self.pack.name}
        rows = [
            (element("code", escape(f"{on}.attributes.{name}")), escape(held.field.title.text(self.language)))
            for on, fields in sorted(self.pack.attributes.held.items())
            for name, held in sorted(fields.items())
            if name in names
        ]
        if not rows:
            return ""
        return element("h2", escape(KINDS[self.language]["fields"]), id="fields") + tabled(("", ""), rows)

    def sources(self) -> str:
        used = {
            (cite.source, cite.title.text(self.language), cite.edition or "")
            for kind in ORDER
            for one in self.own(kind)
            for cite in one.header.cites
        }
        rows = ((escape(title), escape(edition)) for _, title, edition in sorted(used))
        return element("h2", escape(self.word("sources")), id="sources") + tabled(("", ""), rows)


def _anchor(one: AnyProvision) -> str:
    begin = one.header.days.begin
    return one.header.id if begin is None else f"{one.header.id}-{begin}"


def _leaf(flat: FlatProvision | None, path: str) -> list[dict[str, object]] | None:
    if flat is None:
        return None
    found = next((leaf.value for leaf in flat.leaves if leaf.path == path), None)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else None


def _plain(said: object, language: str) -> str:
    return str(said.get(language)) if isinstance(said, dict) else str(said)


def _last(lines: Sequence[str]) -> str:
    return f"‹{' '.join(lines).rpartition(STEP)[2]}›"


def _written(value: object) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict | bool) else str(value)


def _value(value: object, unit: str | None) -> str:
    if isinstance(value, dict):
        return "<br>".join(f"{escape(str(key))}: {_value(item, unit)}" for key, item in value.items())
    return escape(str(value))


def _schema_title(said: object, language: str) -> str:
    if not isinstance(said, dict):
        return ""
    title = said.get("title", said.get("description", ""))
    return _plain(title, language)
