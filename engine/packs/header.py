"""The header of a provision, from its form: conditions, dates and items compiled, citations looked up."""

from collections.abc import Iterable, Mapping

from msgspec import UNSET, UnsetType

from core.documents.source_text import SourceText
from core.errors import LotgateError
from core.locations import Location
from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.expressions.check import Environment
from engine.expressions.conditions import Purpose
from engine.expressions.errors import ExpressionTypeError
from engine.expressions.expression import Expression, check_expression
from engine.expressions.guards import Known, certain_of
from engine.expressions.message import Message, compile_message
from engine.expressions.tree import Call, names, walk
from engine.model.types import BOOL, DATE, INSTANT, ListOf, Nullable, Type, type_words
from engine.packs.errors import EachError, EffectiveError, UnknownSourceError
from engine.packs.forms import SourceForm
from engine.packs.header_form import CiteForm, HeaderForm
from engine.packs.names import as_of_faults
from engine.packs.pack import Citation, Each, Effective, Header
from engine.packs.read import PackSource, Placed

ENDS_FIRST = say("the provision ends before it begins", "条款的结束早于开始")
WHAT_FOLLOWS = say("what follows on the next day, or why nothing does?", "次日由何条款接续，或为何没有接续？")
NOT_FOLLOWED = say("a provision without `until` is followed by nothing", "没有 `until` 的条款不由其他条款接续")
SAY_WHICH = say("say `replaced_by: <id>` or `because: <text>`", "请写 `replaced_by: <编号>` 或 `because: <原因>`")
NONE_UNSAID = say("`none` must say what it means that nothing was picked", "`none` 必须说明未选中任何项时的含义")

Sources = Mapping[str, SourceForm]


class Context:
    """
    What the provisions of a pack are compiled in, and where their faults go.

    Args:
        chain: The pack first, then its parents.
        names: What its expressions can read.
        faults: Where faults go.
        knows_sources: Whether all works are known that the pack and its parents list.
        knows_names: Whether all parameters and fields are known that they declare.
    """

    def __init__(
        self,
        chain: Iterable[PackSource],
        names: Environment,
        faults: list[LotgateError],
        *,
        knows_sources: bool = True,
        knows_names: bool = True,
    ) -> None:
        self.names = names
        self.faults = faults
        self.knows_sources = knows_sources
        self.knows_names = knows_names
        self.markets: dict[str, str | None] = {}
        self.versions: dict[str, str] = {}
        self.sources: dict[str, Sources] = {}
        listed: Sources = {}
        for source in reversed(list(chain)):
            form = source.form
            listed = {**listed, **form.sources}
            self.sources[form.pack] = listed
            self.versions[form.pack] = form.version
            self.markets[form.pack] = form.market if isinstance(form.market, str) else None

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
        if not self.knows_names and any(declared in source.text for declared in ("params", "attributes")):
            return None
        compiled = check_expression(source, environment, purpose, wanted)
        if not isinstance(compiled, Expression):
            self.faults.extend(compiled)
            return None
        loose = list(as_of_faults(compiled.tree, source))
        self.faults += loose
        return None if loose else compiled

    def message(self, source: SourceText, environment: Environment | None, known: Known | None) -> Message | None:
        """Compile a message, of which what is known was certainly read; nothing can be said without an environment."""
        if environment is None:
            return None
        compiled = compile_message(source, environment, known)
        if isinstance(compiled, Message):
            return compiled
        self.faults.extend(compiled)
        return None

    def header(self, placed: Placed, form: HeaderForm, each: Each | None = None) -> tuple[Header, Environment | None]:
        """
        Compile a header.

        Args:
            placed: The provision.
            form: Its form.
            each: The items that its kind judges, where the provision does not name them itself.

        Returns:
            The header, and what its other expressions can read; nothing when that cannot be said.
        """
        environment: Environment | None = self.names
        if each is None:
            each, environment = self._each(placed, form)
        elif isinstance(each.over.type, ListOf):
            environment = {**self.names, each.variable: each.over.type.item}
        effective = self._effective(placed, form, environment)
        if each is not None and each.none == "violated" and _reads(effective.by, each.variable):
            message = say(
                "`none: violated` does not go with a `by` of the item: one that is too old would stand for it",
                "`none: violated` 不得与取自项的 `by` 并用：过旧的项会顶替应有的项",
            )
            self.faults.append(EachError(message, location=placed.place("effective", "by")))
        header = Header(
            id=form.id,
            pack=placed.pack,
            market=self.markets.get(placed.pack),
            title=form.title,
            cites=self.cites_of(placed, form.cites),
            authority=placed.authority or form.authority,
            binds=tuple(form.binds),
            before=form.before,
            effective=effective,
            applies=self.expression(form.applies, self.names, "applies"),
            each=each,
            place=placed.identity_place(),
            days=placed.days,
        )
        return header, environment

    def cites_of(self, placed: Placed, forms: Iterable[CiteForm]) -> tuple[Citation, ...]:
        """Look up what a provision cites, and then what the changes in it cite."""
        own = [
            self.citation(cite, placed.pack, placed.place("cites", index, "source")) for index, cite in enumerate(forms)
        ]
        changed = [self.citation(cite.form, cite.pack, cite.place) for cite in placed.cites]
        return tuple(one for one in (*own, *changed) if one is not None)

    def citation(self, cite: CiteForm, pack: str, place: Location) -> Citation | None:
        """Look up one citation among the works that a pack and its parents list."""
        if not self.knows_sources:
            return None
        sources = self.sources[pack]
        source = sources.get(cite.source)
        if source is None:
            hint = did_you_mean(cite.source, sources)
            message = say("no source `{source}` is listed", "未列出来源 `{source}`", source=cite.source)
            self.faults.append(UnknownSourceError(message, location=place, hint=hint))
            return None
        edition = source.edition if isinstance(source.edition, str) else None
        at = Localized(en=cite.at, zh=cite.at) if isinstance(cite.at, str) else cite.at
        return Citation(source=cite.source, title=source.title, edition=edition, at=at)

    def _effective(self, placed: Placed, header: HeaderForm, environment: Environment | None) -> Effective:
        form = header.effective
        end = None if form.until is UNSET else form.until
        if end is not None and end < form.from_:
            self._unfit(placed, "until", ENDS_FIRST)
        follows = [text for text in (form.replaced_by, form.because) if isinstance(text, str)]
        if end is not None and len(follows) != 1:
            self._unfit(placed, "until", WHAT_FOLLOWS)
        if end is None and follows:
            self._unfit(placed, "from", NOT_FOLLOWED)
        return Effective(
            begin=form.from_,
            end=end,
            by=self._by(form.by, environment),
            replaced_by=None if form.replaced_by is UNSET else form.replaced_by,
            because=None if form.because is UNSET else form.because,
        )

    def _by(self, source: SourceText | UnsetType, environment: Environment | None) -> Expression | None:
        """Compile the date that selects a provision: a day, or an instant, whose day is the pack's local one."""
        by = self.expression(source, environment, "by", None)
        if by is None or source is UNSET:
            return None
        found = by.type.of if isinstance(by.type, Nullable) else by.type
        if found not in {DATE, INSTANT}:
            message = say(
                "a day or an instant is asked for, and this is {type}",
                "此处应为日期或时刻，而此为{type}",
                type=type_words(found),
            )
            self.faults.append(ExpressionTypeError(message, location=source.location()))
        calls = [node for node in walk(by.tree) if isinstance(node, Call) and node.function == "day"]
        if calls:
            message = say(
                "`day` of an instant is the day of whoever wrote it, and law is in force by the market's day",
                "时刻的 `day` 是记录者当地的日期，而法规按市场的当地日施行",
            )
            hint = say(
                "give the instant itself; its day is then that of the pack's time zone",
                "请直接给出时刻；其日期即为规则包时区的当地日",
            )
            self.faults.append(ExpressionTypeError(message, location=source.location(calls[0].span[0]), hint=hint))
        return by

    def _unfit(self, placed: Placed, key: str, message: Localized) -> None:
        hint = SAY_WHICH if key == "until" else None
        self.faults.append(EffectiveError(message, location=placed.place("effective", key), hint=hint))

    def _each(self, placed: Placed, form: HeaderForm) -> tuple[Each | None, Environment | None]:
        """Compile `each`; without an environment what hangs on its item cannot be checked, and is not reported."""
        if form.each is UNSET:
            for key in ("where", "none"):
                if getattr(form, key) is not UNSET:
                    self.incomplete(
                        placed, key, say("`{key}` stands without `each`", "`{key}` 没有与之对应的 `each`", key=key)
                    )
            return None, self.names
        if len(form.each) != 1:
            self.incomplete(placed, "each", say("`each` binds one name", "`each` 只绑定一个名称"))
            return None, self.names
        (variable, source) = next(iter(form.each.items()))
        if variable in self.names:
            message = say("`{name}` already has a meaning", "`{name}` 已有含义", name=variable)
            self.incomplete(placed, "each", message)
        over = self.expression(source, self.names, "value", None)
        if over is None:
            return None, None
        if not isinstance(over.type, ListOf):
            message = say(
                "`each` runs over a list, and this is {type}",
                "`each` 应遍历列表，而此为{type}",
                type=type_words(over.type),
            )
            self.incomplete(placed, "each", message)
            return None, None
        if form.none is UNSET:
            self.incomplete(placed, "each", NONE_UNSAID)
        environment = {**self.names, variable: over.type.item}
        where = self.expression(form.where, environment, "where")
        none = "violated" if form.none is UNSET else form.none
        return Each(variable=variable, over=over, where=where, none=none), environment

    def incomplete(self, placed: Placed, key: str, message: Localized, hint: Localized | None = None) -> None:
        """Record that the items of a provision are not said as its kind needs them."""
        self.faults.append(EachError(message, location=placed.place(key), hint=hint))


def known_of(header: Header, require: Expression | None) -> Known | None:
    """Give what was certainly read when a requirement is violated; nothing can be said without its condition."""
    if require is None:
        return None
    where = None if header.each is None else header.each.where
    gates = [certain_of(gate.tree, value=True) for gate in (header.applies, where) if gate is not None]
    return certain_of(require.tree, value=False).union(*gates)


def _reads(expression: Expression | None, name: str) -> bool:
    return expression is not None and name in names(expression.tree)
