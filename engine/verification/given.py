"""What a case begins with, read against its fixture: every change typed, placed and possible, or a fault."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import UNSET
from msgspec import inspect as form

from core.documents.decode import Decoder
from core.documents.tree import Document, Mapping, Node, Scalar, Sequence, path_text
from core.documents.tree import Path as TreePath
from core.errors import LotgateError
from core.locations import Location
from core.words import Localized, say
from engine.model.dossier import Dossier
from engine.model.reading import BOOLEANS
from engine.model.registers import names_register, register_hint, registers_of, speaks_for
from engine.verification.errors import (
    NoSuchItemError,
    PatchError,
    PatchWithoutEffectError,
    UnknownPathError,
)
from engine.verification.forms import GivenForm, StatementForm
from engine.verification.patches import Change, statement_of, statements_of
from engine.verification.paths import Key, Name, Parts, Place, bare, find, key_of, parse_path, path_of
from engine.verification.series import NamedSeries, Numbers, parse_series

T = TypeVar("T")
COVERAGE = "coverage"


def read_given(
    given: GivenForm, dossier: Dossier, document: Document, path: TreePath, series: NamedSeries
) -> tuple[tuple[Change, ...], list[LotgateError]]:
    """
    Read the changes of a case against its fixture.

    Args:
        given: As the file says it; values are still nodes.
        dossier: The fixture.
        document: The suite's file.
        path: Where `given` stands in it.
        series: The suite's named series of readings.

    Returns:
        The changes, and everything that is wrong with them: ``suite.path.*``, ``suite.patch.*``,
        ``suite.series.invalid``, ``document.value.*``.
    """
    reader = _Reader(given, dossier, document, path, series)
    changes = [change for read in (reader.sets, reader.takes, reader.adds, reader.states) for change in read()]
    reader.refuse_meetings(changes)
    return tuple(change for change, _ in changes), reader.faults


def read_value(
    node: Node, holds: form.Type, dossier: Dossier, document: Document, series: NamedSeries
) -> tuple[object, list[LotgateError]]:
    """Read one value as the place holds it that it is for; `UNSET` where it cannot be, with the faults."""
    reader = _Reader(GivenForm(), dossier, document, (), series)
    return reader.value(node, holds, ()), reader.faults


class _Reader:
    def __init__(
        self, given: GivenForm, dossier: Dossier, document: Document, path: TreePath, series: NamedSeries
    ) -> None:
        self.given = given
        self.dossier = dossier
        self.document = document
        self.path = path
        self.series = series
        self.faults: list[LotgateError] = []

    def locate(self, *below: str | int) -> Location:
        return self.document.locate((*self.path, *below))

    def locate_key(self, *below: str) -> Location:
        """Find the key itself, which is what is wrong when a path is."""
        node: Node | None = self.document.root
        for part in (*self.path, *below[:-1]):
            node = _inner(node, part)
        if isinstance(node, Mapping) and self.document.origin.has_lines:
            for key, _ in node.entries:
                if key.text == below[-1]:
                    path = path_text((*self.path, *below))
                    return self.document.origin.location(key.line, key.column, path)
        return self.locate(*below)

    def attempt(
        self, read: Callable[[str, Location], T], text: str, location: Location
    ) -> Iterator[tuple[T, Location]]:
        """Give what a path is read to, or note its fault."""
        try:
            yield read(text, location), location
        except LotgateError as fault:
            self.faults.append(fault)

    def find(self, text: str, location: Location) -> Place:
        parts = parse_path(text, location)
        if parts[0] == Name(COVERAGE):
            hint = say(
                "`coverage: {{lot.steps: none}}` takes it away, `coverage: {{lot.steps: {{through: …}}}}` changes it",
                "`coverage: {{lot.steps: none}}` 去掉声明，`coverage: {{lot.steps: {{through: …}}}}` 修改声明",
            )
            message = say("what is stated about a register is not a field", "对台账的声明不是字段")
            raise PatchError(message, location=location, hint=hint)
        return find(self.dossier, parts, location)

    def sets(self) -> Iterator[tuple[Change, Location]]:
        for text, node in self.given.set.items():
            for place, location in self.attempt(self.find, text, self.locate_key("set", text)):
                if place.is_item:
                    hint = say(
                        "set its fields, or `remove` it and `add` another",
                        "设置其字段，或用 `remove` 去掉并用 `add` 添加另一条",
                    )
                    message = say("`{text}` is an item of a list", "`{text}` 是列表条目", text=text)
                    self.faults.append(PatchError(message, location=location, hint=hint))
                    continue
                value = self.value(node, place.holds, ("set", text))
                if value == place.value and not self.given.moved:
                    message = say("`{text}` is so already", "`{text}` 已是如此", text=text)
                    self.faults.append(PatchWithoutEffectError(message, location=location))
                elif value is not UNSET:
                    yield Change(kind="set", parts=place.parts, value=value), location

    def takes(self) -> Iterator[tuple[Change, Location]]:
        for kind, texts in (("unset", self.given.unset), ("remove", self.given.remove)):
            for index, text in enumerate(texts):
                for place, location in self.attempt(self.find, text, self.locate(kind, index)):
                    fault = self.not_to_take(kind, text, place, location)
                    if fault is None:
                        change = Change(kind="unset" if kind == "unset" else "remove", parts=place.parts)
                        yield change, location
                    else:
                        self.faults.append(fault)

    def not_to_take(self, kind: str, text: str, place: Place, location: Location) -> LotgateError | None:
        if place.is_item is not (kind == "remove"):
            if place.is_item:
                message = say("`{text}` is an item of a list", "`{text}` 是列表条目", text=text)
            else:
                message = say("`{text}` is no item of a list", "`{text}` 不是列表条目", text=text)
            other = "remove" if place.is_item else "unset"
            hint = say("write it under `{other}`", "写在 `{other}` 下", other=other)
            return PatchError(message, location=location, hint=hint)
        if not place.optional:
            message = say("`{text}` cannot be left out of a dossier", "`{text}` 在卷宗中必填", text=text)
            return PatchError(message, location=location)
        if place.value is UNSET:
            message = say("`{text}` is not recorded in the fixture either", "`{text}` 在基准卷宗中也未记录", text=text)
            return PatchWithoutEffectError(message, location=location)
        return None

    def adds(self) -> Iterator[tuple[Change, Location]]:
        for text, nodes in self.given.add.items():
            for place, location in self.attempt(self.find, text, self.locate_key("add", text)):
                holds = bare(place.holds)
                if not isinstance(holds, form.ListType):
                    message = say("`{text}` is no list", "`{text}` 不是列表", text=text)
                    self.faults.append(UnknownPathError(message, location=location))
                elif not isinstance(place.value, list):
                    message = say("`{text}` is no list in the fixture", "基准卷宗中 `{text}` 没有列表", text=text)
                    hint = say("set the whole list", "设置整个列表")
                    self.faults.append(NoSuchItemError(message, location=location, hint=hint))
                else:
                    known = {key_of(item) for item in place.value}
                    yield from self.added(text, nodes, place, holds.item_type, known)

    def added(
        self, text: str, nodes: list[Node], place: Place, holds: form.Type, known: set[str]
    ) -> Iterator[tuple[Change, Location]]:
        for index, node in enumerate(nodes):
            item = self.value(node, holds, ("add", text, index))
            location = self.locate("add", text, index)
            if item is UNSET:
                continue
            if key_of(item) in known:
                message = say("`{text}` has an item `{key}`", "`{text}` 已有条目 `{key}`", text=text, key=key_of(item))
                self.faults.append(PatchError(message, location=location))
                continue
            known.add(key_of(item))
            yield Change(kind="add", parts=place.parts, value=[item]), location

    def states(self) -> Iterator[tuple[Change, Location]]:
        for register, said in self.given.coverage.items():
            location = self.locate_key("coverage", register)
            known = statements_of(self.dossier, register)
            forms: list[StatementForm] = said if isinstance(said, list) else []
            forms = [said] if isinstance(said, StatementForm) else forms
            if not names_register(self.dossier, register):
                hint: Localized | str | None = register_hint(register, registers_of(self.dossier))
                message = say("`{register}` is no register", "`{register}` 不是台账", register=register)
                self.faults.append(UnknownPathError(message, location=location, hint=hint))
                continue
            made = [statement_of(register, one, known) for one in forms]
            if None in made:
                hint = say(
                    "say `stated_by`, `from` and `through`: the fixture does not make exactly one such statement",
                    "写明 `stated_by`、`from` 和 `through`：基准卷宗中的此类声明不是恰好一条",
                )
                message = say("the statement is not complete", "声明不完整")
                self.faults.append(PatchError(message, location=location, hint=hint))
            elif made == known and not self.given.moved:
                message = say("`{register}` is covered so already", "`{register}` 的声明已是如此", register=register)
                self.faults.append(PatchWithoutEffectError(message, location=location, hint=self._spoken_for(register)))
            else:
                yield Change(kind="state", parts=(Name(COVERAGE), Key(register)), value=forms), location

    def _spoken_for(self, register: str) -> Localized | None:
        """Name the statement that takes a register in under another name."""
        names = (one.register for one in self.dossier.coverage if one.register != register)
        name = next((one for one in names if speaks_for(one, register)), None)
        if name is None:
            return None
        return say("the fixture's statement is `{name}`", "基准卷宗中的声明为 `{name}`", name=name)

    def value(self, node: Node, holds: form.Type, below: TreePath) -> object:
        """Read a value as its place holds it; `UNSET` after a fault."""
        numbers = Numbers.of(holds)
        if isinstance(node, Scalar) and numbers is not None:
            return self.readings(node, numbers, below)
        decoder = Decoder(self.document.origin, {}, BOOLEANS)
        value = decoder.read(node, holds, path_text((*self.path, *below)))
        self.faults += decoder.faults
        return UNSET if decoder.faults else value

    def readings(self, node: Scalar, numbers: Numbers, below: TreePath) -> object:
        for found, _ in self.attempt(parse_series, self.series.text_of(node.text), self.locate(*below)):
            try:
                return numbers.take(found, self.locate(*below))
            except LotgateError as fault:
                self.faults.append(fault)
        return UNSET

    def refuse_meetings(self, changes: list[tuple[Change, Location]]) -> None:
        """Refuse two changes of one place, or of a place and something in it: their order would matter."""
        reached: list[Parts] = []
        for change, location in changes:
            parts = change.parts
            if change.kind == "add" and isinstance(change.value, list):
                parts = (*parts, Key(key_of(change.value[0])))
            for other in reached:
                if parts[: len(other)] == other[: len(parts)]:
                    message = say(
                        "`{one}` and `{other}` are changed together",
                        "`{one}` 与 `{other}` 同时被修改",
                        one=path_of(parts),
                        other=path_of(other),
                    )
                    hint = say("say in one change what the whole becomes", "用一处修改说明整体变成什么")
                    self.faults.append(PatchError(message, location=location, hint=hint))
                    break
            reached.append(parts)


def _inner(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.get(part)
    return node.items[part] if isinstance(node, Sequence) and isinstance(part, int) else None
