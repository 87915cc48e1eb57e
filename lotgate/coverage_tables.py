"""Coverage tables: which provisions check which facts of a reading of the law, or why none does."""

import enum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.decode import decode
from core.documents.errors import InvalidValueError
from core.documents.files import read_document
from core.documents.tree import Document, Mapping
from core.documents.tree import Path as TreePath
from core.errors import FaultsError, LotgateError
from core.words import Localized, say
from engine.model.values import Identifier, Text


class NotChecked(enum.Enum):
    """Why no provision checks a fact."""

    procedural = "procedural"
    other_actor = "other_actor"
    about_the_system = "about_the_system"
    out_of_scope = "out_of_scope"
    reaction = "reaction"
    not_yet = "not_yet"


class FactForm(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: the provisions that check it, or the reason why none does."""

    provisions: Annotated[list[Text], msgspec.Meta(min_length=1)] | UnsetType = UNSET
    reason: NotChecked | UnsetType = UNSET
    because: Localized | UnsetType = UNSET
    note: Localized | UnsetType = UNSET


class CoverageForm(msgspec.Struct, frozen=True, kw_only=True):
    """
    A coverage table.

    Attributes:
        title: Of which law or standards the facts are; the file's name when left out.
        facts: By identifier, in the order of the reading.
        beside: Provisions that check no fact, with why they are there.
    """

    title: Localized | UnsetType = UNSET
    facts: Annotated[dict[Identifier, FactForm], msgspec.Meta(min_length=1)]
    beside: dict[Text, Localized] = {}


def is_coverage_table(document: Document) -> bool:
    """Tell whether a document is a coverage table: it begins with its facts, and no other form has such."""
    root = document.root
    return isinstance(root, Mapping) and root.get("facts") is not None and root.get("format") is None


def coverage_table(document: Document) -> CoverageForm:
    """
    Read a coverage table from a document.

    Raises:
        DocumentError: ``document.*``.
        FaultsError: Every fault of the file.
    """
    form = decode(document, CoverageForm)
    faults = [
        InvalidValueError(message, location=document.locate(("facts", name)))
        for name, fact in form.facts.items()
        for message in _contradictions(fact)
    ]
    if faults:
        raise FaultsError(faults)
    return form


def read_coverage_table(path: Path) -> tuple[CoverageForm, Document]:
    """Read a coverage table from a file, with the document for the places of further faults; see `coverage_table`."""
    document = read_document(path)
    return coverage_table(document), document


def unknown_provisions(form: CoverageForm, document: Document, known: frozenset[str]) -> list[LotgateError]:
    """Find the provisions that a table names and no pack has, and those that it names twice."""
    named: list[tuple[str, TreePath]] = [
        (name, ("facts", fact, "provisions", place))
        for fact, said in form.facts.items()
        for place, name in enumerate(said.provisions or ())
    ]
    named += [(name, ("beside", name)) for name in form.beside]
    checking = {name for name, path in named if path[0] == "facts"}
    return [
        *(
            InvalidValueError(
                say("no pack has a provision `{name}`", "没有规则包有条款 `{name}`", name=name),
                location=document.locate(path),
            )
            for name, path in named
            if name not in known
        ),
        *(
            InvalidValueError(
                say("`{name}` checks a fact already", "`{name}` 已用于检查某项事实", name=name),
                location=document.locate(("beside", name)),
            )
            for name in form.beside
            if name in checking
        ),
    ]


def _contradictions(fact: FactForm) -> list[Localized]:
    if (fact.provisions is UNSET) == (fact.reason is UNSET):
        return [
            say(
                "a fact has either `provisions` or a `reason`",
                "一项事实应写 `provisions` 或 `reason`，二者取一",
            )
        ]
    if (fact.reason is UNSET) != (fact.because is UNSET):
        return [
            say(
                "`because` stands beside a `reason`, and beside nothing else",
                "`because` 与 `reason` 同时填写，不与其他项同写",
            )
        ]
    return []
