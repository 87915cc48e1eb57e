"""Findings as text for a terminal, read off the dictionary: a field that is added appears by itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec
from msgspec import UNSET

from core.words import Localized
from engine.expressions.values import display
from engine.model.codes import Act
from engine.model.dictionary import Field, fields_of
from engine.model.fields import Code, Entity
from engine.model.values import Exact, Period, Quantity
from engine.release.gathering import FoundReport, PackFindings
from lotgate.columns import wrapped

INDENT = "  "
SHOWN_RECORDS = 3
# By which a record of a list is called, the first that it has.
CALLED = ("provision", "name", "code", "path", "id")
WORDS = {
    "en": {
        "lot": "Lot {lot} ({product}) · {act} · as of {as_of}",
        "dossier": "dossier {dossier}",
        "pack": "{market}  {pack} {version}  ({today})",
        "not_loaded": "{market}  {pack}: did not load",
        "not_applied": "does not apply to this lot",
        "unknown": "nobody knows whether it applies to this lot",
        "none": "none",
        "colon": ": ",
        "comma": ", ",
        "semicolon": "; ",
        "called": "{title} ({name})",
        "true": "yes",
        "false": "no",
        "more": "… {count} more, with --verbose",
        "count": "{count}, listed with --verbose",
    },
    "zh": {
        "lot": "批 {lot}（{product}）· {act} · 判定时刻 {as_of}",
        "dossier": "卷宗 {dossier}",
        "pack": "{market}  {pack} {version}  （{today}）",
        "not_loaded": "{market}  {pack}：未加载",
        "not_applied": "不适用于本批",
        "unknown": "无法得知是否适用于本批",
        "none": "无",
        "colon": "：",
        "comma": "、",
        "semicolon": "；",
        "called": "{title}（{name}）",
        "true": "是",
        "false": "否",
        "more": "…… 其余{count}项，用 --verbose 列出",
        "count": "{count}项，用 --verbose 列出",
    },
}
DIGEST = re.compile("sha256:[0-9a-f]{64}")
SHOWN_DIGEST = len("sha256:") + 12
NOT_THERE = object()
Lines: TypeAlias = Iterator[str]


def findings_text(report: FoundReport, language: str, *, is_whole: bool = False) -> str:
    """
    Write findings for a person.

    Args:
        report: The findings.
        language: ``en`` or ``zh``.
        is_whole: Whether every record is listed that a finding rests on, rather than how many there are.

    Returns:
        Lines of at most 80 columns.
    """
    return "\n".join(_Writer(language, is_whole=is_whole).report(report)) + "\n"


class _Writer:
    def __init__(self, language: str, *, is_whole: bool) -> None:
        self.language = language
        self.is_whole = is_whole
        self.words = WORDS[language]

    def report(self, report: FoundReport) -> Lines:
        act = Act(report.act).label.text(self.language)  # type: ignore[call-arg]  # an enum looks its member up by value
        head = self.words["lot"].format(lot=report.lot, product=report.product, act=act, as_of=report.as_of.isoformat())
        yield from wrapped(head, rest=INDENT)
        yield from wrapped(self.words["dossier"].format(dossier=self.text(report.dossier)), rest=INDENT)
        for pack in report.packs:
            yield ""
            yield from self.pack(pack)

    def pack(self, pack: PackFindings) -> Lines:
        said = {"market": pack.market, "pack": pack.pack, "version": pack.version, "today": pack.today}
        yield self.words["not_loaded" if pack.today is None else "pack"].format(**said)
        if pack.applies is False:
            yield from wrapped(self.words["not_applied"], INDENT, INDENT)
        elif pack.applies is None and pack.today is not None:
            yield from wrapped(self.words["unknown"], INDENT, INDENT)
        if pack.findings is not None:
            for field in fields_of(type(pack.findings)).values():
                held = getattr(pack.findings, field.attribute)
                yield from self.map(held, field, INDENT)

    def map(self, held: Mapping[str, object], field: Field, indent: str) -> Lines:
        """Write a map: what its entries are called, and each below."""
        none = f"{self.words['colon']}{self.words['none']}" if not held else ""
        yield f"{indent}{field.title.text(self.language)}{none}"
        for key, item in held.items():
            if isinstance(item, msgspec.Struct):
                yield from self.record(item, indent + INDENT, key)

    def record(self, record: msgspec.Struct, indent: str, name: str = "", above: msgspec.Struct | None = None) -> Lines:
        """Write a record under a heading: its name, what it is called, and how it came out."""
        fields = {
            key: field
            for key, field in fields_of(type(record)).items()
            if key == "outcome" or not same(record, above, field)
        }
        title, words = self.taken(record, fields, "title"), self.taken(record, fields, "words")
        if words is not None:
            yield from wrapped(words, f"{indent}- ", f"{indent}  ")
            return
        called = next((one for one in CALLED if one in fields), None)
        if not name and called is not None:
            name = self.text(getattr(record, fields.pop(called).attribute)) or ""
        if title is not None:
            name = self.words["called"].format(title=title, name=name) if name else title
        outcome = self.taken(record, fields, "outcome")
        heading = f"{name}{self.words['colon']}{outcome}" if outcome is not None else name
        if self.is_line(record, fields):
            yield from wrapped(self.line(record, fields, heading), f"{indent}- ", f"{indent}  ")
            return
        yield from wrapped(heading, indent, indent + INDENT)
        for field in fields.values():
            yield from self.field(getattr(record, field.attribute), field, indent + INDENT, record)

    def taken(self, record: msgspec.Struct, fields: dict[str, Field], name: str) -> str | None:
        """Give a field as text, and take it from those that are still to be written."""
        if name not in fields or self.text(getattr(record, fields[name].attribute)) is None:
            return None
        return self.text(getattr(record, fields.pop(name).attribute))

    def is_line(self, record: msgspec.Struct, fields: Mapping[str, Field]) -> bool:
        """Tell whether a record fits on a line: single values, and records that are no more than those."""
        held = [getattr(record, field.attribute) for field in fields.values()]
        return len(fields) <= 4 and all(self.is_single(one) for one in held)  # noqa: PLR2004  # as many as a line reads

    def is_single(self, value: object) -> bool:
        if isinstance(value, list):
            return all(self.text(one) is not None or self.is_pair(one) for one in value)
        return value is UNSET or self.text(value) is not None

    @staticmethod
    def is_pair(value: object) -> bool:
        return isinstance(value, Entity) and {"title", "value"} <= set(fields_of(type(value)))

    def line(self, record: msgspec.Struct, fields: Mapping[str, Field], heading: str) -> str:
        parts = [heading] if heading else []
        for field in fields.values():
            value = getattr(record, field.attribute)
            if value is UNSET or value == []:
                continue
            title = field.title.text(self.language)
            pairs = [self.pair(one) for one in value if self.is_pair(one)] if isinstance(value, list) else []
            parts += pairs or [f"{title}{self.words['colon']}{self.single(value)}"]
        return self.words["semicolon"].join(parts)

    def pair(self, record: msgspec.Struct) -> str:
        fields = fields_of(type(record))
        title, value = (self.text(getattr(record, fields[name].attribute)) for name in ("title", "value"))
        return f"{title}{self.words['colon']}{value}"

    def field(self, value: object, field: Field, indent: str, of: msgspec.Struct) -> Lines:
        """Write one field of a record; what is not known is not there."""
        title = field.title.text(self.language)
        if value is UNSET:
            return
        if isinstance(value, dict):
            if value:
                yield from self.map(value, field, indent)
        elif isinstance(value, list) and any(isinstance(one, Entity) and self.text(one) is None for one in value):
            yield from self.records(value, title, indent, of)
        elif isinstance(value, Entity) and self.text(value) is None:
            yield from self.record(value, indent, title)
        elif value != []:
            yield from wrapped(f"{title}{self.words['colon']}{self.single(value)}", indent, indent + INDENT)

    def records(self, records: Sequence[msgspec.Struct], title: str, indent: str, of: msgspec.Struct) -> Lines:
        """
        Write a list of records; what a finding rests on by its number, unless all is asked for.

        The only one of a list does not say again what stands above it.
        """
        is_reason = all("words" in fields_of(type(one)) or "outcome" in fields_of(type(one)) for one in records)
        if not self.is_whole and not is_reason and len(records) > SHOWN_RECORDS:
            count = self.words["count"].format(count=len(records))
            yield from wrapped(f"{title}{self.words['colon']}{count}", indent, indent + INDENT)
            return
        yield f"{indent}{title}"
        for one in records:
            yield from self.record(one, indent + INDENT, above=of if len(records) == 1 else None)

    def single(self, value: object) -> str:
        if isinstance(value, list):
            return self.words["comma"].join(self.text(one) or "" for one in value)
        return self.text(value) or ""

    def text(self, value: object) -> str | None:
        """Write a single value; none where it is a record, or holds others."""
        match value:
            case Localized():
                return value.text(self.language)
            case Code():
                return value.label.text(self.language)
            case bool():
                return self.words["true" if value else "false"]
            case Quantity(value=number, unit="1"):
                return f"{number:f}"
            case Quantity(value=number, unit=unit):
                return f"{number:f} {unit}"
            case None:
                return self.words["none"]
            case Period() | Exact():
                return display(value)
            case msgspec.Struct() | list() | dict():
                return None
        text = display(value)
        return text[:SHOWN_DIGEST] if DIGEST.fullmatch(text) and not self.is_whole else text


def same(record: msgspec.Struct, above: msgspec.Struct | None, field: Field) -> bool:
    """Tell whether a record says of a field what the one above it said."""
    return above is not None and getattr(above, field.attribute, NOT_THERE) == getattr(record, field.attribute)
