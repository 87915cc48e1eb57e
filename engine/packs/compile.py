"""Forms to checked provisions: expressions compiled, citations looked up, headers made consistent."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import UNSET, UnsetType

from core.canonical import recorded_fields
from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.suggestions import did_you_mean
from engine.expressions.check import Environment
from engine.expressions.conditions import Purpose
from engine.expressions.errors import ExpressionTypeError
from engine.expressions.expression import Expression, check_expression
from engine.expressions.guards import Known, certain
from engine.expressions.message import Message, compile_message
from engine.expressions.tree import Call, names, walk
from engine.model.fields import Localized
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.types import BOOL, DATE, INSTANT, ListOf, Nullable, RecordOf, Type
from engine.packs.errors import EachError, EffectiveError, UnknownSourceError
from engine.packs.forms import PackForm, RequirementForm, RetentionForm, SourceForm
from engine.packs.pack import Citation, Each, Effective, Header, Requirement, Retention
from engine.packs.read import Placed

NAMES: Environment = {"lot": RecordOf(Lot), "product": RecordOf(Product), "today": DATE}
Sources = Mapping[str, SourceForm]


class Compiler:
    """
    Compiles the provisions of one pack and gathers the faults.

    Args:
        pack: The pack's form; ``None`` for expressions that stand outside a pack.
        sources: The works that it and its parents list; ``None`` when that is not known.
        faults: Where faults go.
    """

    def __init__(self, pack: PackForm | None, sources: Sources | None, faults: list[LotgateError]) -> None:
        self.pack = pack.pack if pack is not None else ""
        self.market = pack.market if pack is not None and isinstance(pack.market, str) else None
        self.sources = sources
        self.faults = faults

    def requirements(self, placed: Iterable[Placed]) -> list[Requirement]:
        """Compile requirements; those with a fault are left out, and the fault is recorded."""
        compiled = (self._requirement(one, one.form) for one in placed if isinstance(one.form, RequirementForm))
        return [one for one in compiled if one is not None]

    def retention(self, placed: Iterable[Placed]) -> list[Retention]:
        """Compile retention rules; those with a fault are left out, and the fault is recorded."""
        compiled = (self._retention(one, one.form) for one in placed if isinstance(one.form, RetentionForm))
        return [one for one in compiled if one is not None]

    def expression(
        self,
        source: SourceText | UnsetType,
        environment: Environment | None,
        purpose: Purpose,
        wanted: Type | None = BOOL,
    ) -> Expression | None:
        """Compile an expression that may be left out; nothing can be said without an environment."""
        if source is UNSET or environment is None:
            return None
        compiled = check_expression(source, environment, purpose, wanted)
        if isinstance(compiled, Expression):
            return compiled
        self.faults.extend(compiled)
        return None

    def _requirement(self, placed: Placed, form: RequirementForm) -> Requirement | None:
        before = len(self.faults)
        header, environment = self._header(placed)
        require = self.expression(form.require, environment, "require")
        known = _known(header, require)
        message_en = self._message(form.message.en, environment, known)
        message_zh = self._message(form.message.zh, environment, known)
        if len(self.faults) > before or require is None or message_en is None or message_zh is None:
            return None
        return Requirement(
            header=header, require=require, otherwise=form.otherwise, message_en=message_en, message_zh=message_zh
        )

    def _retention(self, placed: Placed, form: RetentionForm) -> Retention | None:
        before = len(self.faults)
        header, environment = self._header(placed)
        keep_until = self.expression(form.keep_until, environment, "value", DATE)
        keep_at_least = self.expression(form.keep_at_least, environment, "value", DATE)
        if header.each is not None:
            place = placed.place("each")
            self.faults.append(EachError("retention is not judged item by item", location=place))
        if len(self.faults) > before or keep_until is None:
            return None
        return Retention(
            header=header,
            of=form.of,
            record_types=tuple(map(str, form.record_types)),
            keep_until=keep_until,
            keep_at_least=keep_at_least,
        )

    def _message(self, source: SourceText, environment: Environment | None, known: Known | None) -> Message | None:
        if environment is None:
            return None
        compiled = compile_message(source, environment, known)
        if isinstance(compiled, Message):
            return compiled
        self.faults.extend(compiled)
        return None

    def _header(self, placed: Placed) -> tuple[Header, Environment | None]:
        form = placed.form
        each, environment = self._each(placed)
        effective = self._effective(placed, environment)
        if each is not None and each.none == "violated" and _reads(effective.by, each.variable):
            place = placed.place("effective", "by")
            message = "`none: violated` does not go with a `by` of the item: one that is too old would stand for it"
            self.faults.append(EachError(message, location=place))
        header = Header(
            id=form.id,
            pack=self.pack,
            market=self.market,
            title=form.title,
            cites=self._cites(placed),
            authority=form.authority,
            binds=tuple(form.binds),
            before=form.before,
            effective=effective,
            applies=self.expression(form.applies, NAMES, "applies"),
            each=each,
            place=placed.place("id"),
        )
        return header, environment

    def _cites(self, placed: Placed) -> tuple[Citation, ...]:
        citations: list[Citation] = []
        if self.sources is None:
            return ()
        for index, cite in enumerate(placed.form.cites):
            source = self.sources.get(cite.source)
            if source is None:
                fault = UnknownSourceError(
                    f"no source `{cite.source}` is listed",
                    location=placed.place("cites", index, "source"),
                    hint=did_you_mean(cite.source, self.sources),
                )
                self.faults.append(fault)
                continue
            edition = source.edition if isinstance(source.edition, str) else None
            at = Localized(en=cite.at, zh=cite.at) if isinstance(cite.at, str) else cite.at
            citations.append(Citation(source=cite.source, title=source.title, edition=edition, at=at))
        return tuple(citations)

    def _effective(self, placed: Placed, environment: Environment | None) -> Effective:
        form = placed.form.effective
        end = None if form.until is UNSET else form.until
        if end is not None and end < form.from_:
            self._unfit(placed, "until", "the provision ends before it begins")
        follows = [text for text in (form.replaced_by, form.because) if isinstance(text, str)]
        if end is not None and len(follows) != 1:
            self._unfit(placed, "until", "what follows on the next day, or why nothing does?")
        if end is None and follows:
            self._unfit(placed, "from", "a provision without `until` is followed by nothing")
        return Effective(
            begin=form.from_,
            end=end,
            by=self._by(placed, environment),
            replaced_by=None if form.replaced_by is UNSET else form.replaced_by,
            because=None if form.because is UNSET else form.because,
        )

    def _by(self, placed: Placed, environment: Environment | None) -> Expression | None:
        """Compile the date that selects a provision: a day, or an instant, whose day is the pack's local one."""
        source = placed.form.effective.by
        by = self.expression(source, environment, "by", None)
        if by is None or source is UNSET:
            return None
        found = by.type.of if isinstance(by.type, Nullable) else by.type
        if found not in {DATE, INSTANT}:
            fault = ExpressionTypeError(
                f"a day or an instant is asked for, and this is {found}", location=source.location()
            )
            self.faults.append(fault)
        calls = [node for node in walk(by.tree) if isinstance(node, Call) and node.function == "day"]
        if calls:
            message = "`day` of an instant is the day of whoever wrote it, and law is in force by the market's day"
            hint = "give the instant itself; its day is then that of the pack's time zone"
            self.faults.append(ExpressionTypeError(message, location=source.location(calls[0].span[0]), hint=hint))
        return by

    def _unfit(self, placed: Placed, key: str, message: str) -> None:
        hint = "say `replaced_by: <id>` or `because: <text>`" if key == "until" else None
        self.faults.append(EffectiveError(message, location=placed.place("effective", key), hint=hint))

    def _each(self, placed: Placed) -> tuple[Each | None, Environment | None]:
        """Compile `each`; without an environment what hangs on its item cannot be checked, and is not reported."""
        form = placed.form
        if form.each is UNSET:
            for key in ("where", "none"):
                if getattr(form, key) is not UNSET:
                    self._incomplete(placed, key, f"`{key}` stands without `each`")
            return None, NAMES
        if len(form.each) != 1:
            self._incomplete(placed, "each", "`each` binds one name")
            return None, NAMES
        (variable, source) = next(iter(form.each.items()))
        if variable in NAMES:
            self._incomplete(placed, "each", f"`{variable}` already has a meaning")
        over = self.expression(source, NAMES, "value", None)
        if over is None:
            return None, None
        if not isinstance(over.type, ListOf):
            self._incomplete(placed, "each", f"`each` runs over a list, and this is {over.type}")
            return None, None
        if form.none is UNSET:
            self._incomplete(placed, "each", "`none` must say what it means that nothing was picked")
        environment = {**NAMES, variable: over.type.item}
        where = self.expression(form.where, environment, "where")
        none = "violated" if form.none is UNSET else form.none
        return Each(variable=variable, over=over, where=where, none=none), environment

    def _incomplete(self, placed: Placed, key: str, message: str) -> None:
        self.faults.append(EachError(message, location=placed.place(key)))


def _known(header: Header, require: Expression | None) -> Known | None:
    """Give what was certainly read when a requirement is violated; nothing can be said without its condition."""
    if require is None:
        return None
    where = None if header.each is None else header.each.where
    gates = [certain(gate.tree, value=True) for gate in (header.applies, where) if gate is not None]
    return certain(require.tree, value=False).union(*gates)


def _reads(expression: Expression | None, name: str) -> bool:
    return expression is not None and name in names(expression.tree)


def content(value: object) -> object:
    """Give the canonical content of a form: text for expressions, nothing of their places."""
    if isinstance(value, SourceText):
        return value.text
    if isinstance(value, msgspec.Struct):
        return {name: content(item) for name, item in recorded_fields(value)}
    if isinstance(value, list):
        return [content(item) for item in value]
    if isinstance(value, dict):
        return {key: content(item) for key, item in value.items()}
    return value
