"""What a case begins with, read against its fixture: every change typed, placed and possible, or a fault."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import UNSET
from msgspec import inspect as form

from core.documents.decode import Decoder
from core.documents.tree import Document, Node, Scalar, path_text
from core.documents.tree import Path as TreePath
from core.errors import LotgateError
from core.locations import Location
from core.words import Localized
from engine.model.coverage import register_hint, registers_of
from engine.model.dossier import Dossier
from engine.verification.errors import (
    NoSuchItemError,
    PatchError,
    PatchWithoutEffectError,
    SeriesError,
    UnknownPathError,
)
from engine.verification.forms import GivenForm, StatementForm
from engine.verification.patches import Change, statement_of, statements_of
from engine.verification.paths import Key, Name, Parts, Place, bare, find, key_of, parse_path, path_of
from engine.verification.series import NamedSeries, parse_series

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
            hint = "`coverage: {lot.steps: none}` takes it away, `coverage: {lot.steps: {through: …}}` changes it"
            raise PatchError("what is stated about a register is not a field", location=location, hint=hint)
        return find(self.dossier, parts, location)

    def sets(self) -> Iterator[tuple[Change, Location]]:
        for text, node in self.given.set.items():
            for place, location in self.attempt(self.find, text, self.locate("set", text)):
                if place.is_item:
                    hint = "set its fields, or `remove` it and `add` another"
                    self.faults.append(PatchError(f"`{text}` is an item of a list", location=location, hint=hint))
                    continue
                value = self.value(node, place.holds, ("set", text))
                if value == place.value and not self.given.moved:
                    self.faults.append(PatchWithoutEffectError(f"`{text}` is so already", location=location))
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
            other, said = ("remove", "an item of a list") if place.is_item else ("unset", "no item of a list")
            return PatchError(f"`{text}` is {said}", location=location, hint=f"write it under `{other}`")
        if not place.optional:
            return PatchError(f"`{text}` cannot be left out of a dossier", location=location)
        if place.value is UNSET:
            return PatchWithoutEffectError(f"`{text}` is not recorded in the fixture either", location=location)
        return None

    def adds(self) -> Iterator[tuple[Change, Location]]:
        for text, nodes in self.given.add.items():
            for place, location in self.attempt(self.find, text, self.locate("add", text)):
                holds = bare(place.holds)
                if not isinstance(holds, form.ListType):
                    self.faults.append(UnknownPathError(f"`{text}` is no list", location=location))
                elif not isinstance(place.value, list):
                    hint = "set the whole list"
                    self.faults.append(
                        NoSuchItemError(f"`{text}` is no list in the fixture", location=location, hint=hint)
                    )
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
                self.faults.append(PatchError(f"`{text}` has an item `{key_of(item)}`", location=location))
                continue
            known.add(key_of(item))
            yield Change(kind="add", parts=place.parts, value=[item]), location

    def states(self) -> Iterator[tuple[Change, Location]]:
        for register, said in self.given.coverage.items():
            location = self.locate("coverage", register)
            known = statements_of(self.dossier, register)
            forms: list[StatementForm] = said if isinstance(said, list) else []
            forms = [said] if isinstance(said, StatementForm) else forms
            registers = registers_of(self.dossier)
            if register not in registers:
                hint: Localized | str | None = register_hint(register, registers)
                self.faults.append(UnknownPathError(f"`{register}` is no register", location=location, hint=hint))
                continue
            made = [statement_of(register, one, known) for one in forms]
            if None in made:
                hint = "say `stated_by`, `from` and `through`: the fixture does not make exactly one such statement"
                self.faults.append(PatchError("the statement is not complete", location=location, hint=hint))
            elif made == known and not self.given.moved:
                self.faults.append(PatchWithoutEffectError(f"`{register}` is covered so already", location=location))
            else:
                yield Change(kind="state", parts=(Name(COVERAGE), Key(register)), value=forms), location

    def value(self, node: Node, holds: form.Type, below: TreePath) -> object:
        """Read a value as its place holds it; `UNSET` after a fault."""
        kind = bare(holds)
        if isinstance(node, Scalar) and isinstance(kind, form.ListType) and _is_number(kind.item_type):
            return self.readings(node, kind.item_type, below)
        decoder = Decoder(self.document.origin, {})
        value = decoder.read(node, holds, path_text((*self.path, *below)))
        self.faults += decoder.faults
        return UNSET if decoder.faults else value

    def readings(self, node: Scalar, holds: form.Type, below: TreePath) -> object:
        text = self.series.text_of(node.text)
        location = self.locate(*below)
        for found, _ in self.attempt(parse_series, text, location):
            if None in found and not _takes_none(holds):
                self.faults.append(SeriesError("this list cannot say that a reading is missing", location=location))
            elif not isinstance(bare(holds), form.IntType):
                return list(found)
            elif any(one is not None and one != int(one) for one in found):
                self.faults.append(SeriesError("this list holds whole numbers", location=location))
            else:
                return [None if one is None else int(one) for one in found]
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
                    message = f"`{path_of(parts)}` and `{path_of(other)}` are changed together"
                    hint = "say in one change what the whole becomes"
                    self.faults.append(PatchError(message, location=location, hint=hint))
            reached.append(parts)


def _is_number(described: form.Type) -> bool:
    return isinstance(bare(described), form.IntType | form.DecimalType)


def _takes_none(described: form.Type) -> bool:
    while isinstance(described, form.Metadata):
        described = described.type
    return isinstance(described, form.UnionType) and described.includes_none
