"""Messages with expressions in braces, in two languages."""

from collections.abc import Callable

import pytest

from core.documents.source_text import SourceText
from engine.expressions.check import Environment
from engine.expressions.expression import Expression
from engine.expressions.guards import certain
from engine.expressions.message import Message, compile_message
from engine.expressions.reader import Reader
from engine.expressions.values import Record
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.supplier_approval import Approval
from engine.model.types import DATE, RecordOf

NAMES: Environment = {"lot": RecordOf(Lot), "product": RecordOf(Product), "today": DATE}

RENDERED = [
    ("no braces", "no braces", "no braces"),
    ("lot {lot.id} of {product.id}", "lot L-1 of P-1", "lot L-1 of P-1"),
    ("{{lot.id}} is {lot.id}", "{lot.id} is L-1", "{lot.id} is L-1"),
    ("a }} b", "a } b", "a } b"),
    ("{lot.quantity + 1} pieces", "101 pieces", "101 pieces"),
    ("{today}", "2026-03-01", "2026-03-01"),
    ("{quantity('4.0', 'mg')}", "4.0 mg", "4.0 mg"),
    ("{lot.contract_manufactured}", "true", "true"),
    ("{lot.release_procedure.revision}!", "(not recorded)!", "（未记录）!"),
    ("{size(lot.nonconformances)}", "(not recorded)", "（未记录）"),
    ("by {lot.batch_record.approved_by}", "by none", "by 无"),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "english", "chinese"), RENDERED, ids=[text for text, _, _ in RENDERED])
def test_a_message_says_what_is_recorded_and_what_is_not(
    at: Callable[[str], SourceText], on_dossier: Reader, text: str, english: str, chinese: str
) -> None:
    message = compile_message(at(text), NAMES)
    assert isinstance(message, Message)

    assert message.render(on_dossier.names(), "en") == english
    assert message.render(on_dossier.names(), "zh") == chinese


def test_a_code_is_said_in_the_language_of_the_message(at: Callable[[str], SourceText], on_dossier: Reader) -> None:
    message = compile_message(at("{a.status}"), {"a": RecordOf(Approval)})
    assert isinstance(message, Message)
    approvals = next(one for one in on_dossier.dossier.suppliers if one.id == "S-1").approvals
    assert isinstance(approvals, list)
    names = {"a": Record(approvals[1], "a", on_dossier)}

    assert (message.render(names, "en"), message.render(names, "zh")) == ("approved", "合格")


FAULTS = [
    ("a {lot.id", ["f:1:4: [expression.syntax.invalid] a brace is not closed"]),
    ("a } b", ["f:1:4: [expression.syntax.invalid] a brace is not opened"]),
    ("{}", ["[expression.syntax.invalid] the expression ends too early"]),
    ("ab {lot.idd}", ["f:1:6: [expression.field.unknown] record Lot has no field `idd` (hint: did you mean `id`?)"]),
    ("{lot.label}", ["f:1:3: [expression.type.mismatch] a message cannot show record Label"]),
    ("{lot.target_markets}", ["[expression.type.mismatch] a message cannot show list of text"]),
    (
        "{lto.id} {lot.lable.id} }",
        ["[expression.name.unknown] unknown name `lto`", "did you mean `label`?", "a brace is not opened"],
    ),
]


@pytest.mark.parametrize(("text", "said"), FAULTS, ids=[text for text, _ in FAULTS])
def test_every_fault_of_a_message_is_told_with_its_place(
    at: Callable[[str], SourceText], text: str, said: list[str]
) -> None:
    faults = compile_message(at(text), NAMES)
    assert isinstance(faults, list)

    assert len(faults) == len(said)
    for fault, part in zip(faults, said, strict=True):
        assert part in str(fault)


KNOWN_OF: list[tuple[str, str, list[str]]] = [
    # require, message, what is read without being certain when the requirement is violated
    ("lot.quantity > 5", "{lot.quantity}", []),
    ("lot.quantity > 5", "{lot.label.id}", ["lot.label"]),
    ("lot.quantity > 5", "{lot.label.id?} {lot.batch_record.quantity_made?}", []),
    ("lot.quantity > 5", "{has(lot.label) ? lot.label.id : 'no label'}", []),
    ("lot.quantity > 5", "{has(lot.label) ? lot.label.revision : 'no label'}", ["lot.label.revision"]),
    ("lot.quantity > 5", "{lot.id} {product.id} {today}", []),
    ("lot.quantity > 5 && lot.label.revision == 'a'", "{lot.quantity}", ["lot.quantity"]),
    ("lot.quantity > 5 && lot.quantity < 9", "{lot.quantity}", []),
    ("lot.quantity > 5 || lot.label.revision == 'a'", "{lot.quantity} {lot.label.revision}", []),
    ("!(lot.quantity < 5 && lot.label.revision == 'a')", "{lot.quantity} {lot.label.revision}", []),
    ("lot.label.revision == lot.label.approved_revision", "{lot.label.id} {lot.label.approved_revision}", []),
    ("lot.batch_record.approved_by != null", "{lot.batch_record.approved_by}", []),
    ("lot.steps.exists(s, s.outsourced)", "{lot.quantity}", ["lot.quantity"]),
    ("product.ivd ? lot.quantity > 5 : lot.quantity > 9", "{lot.quantity}", []),
    ("product.ivd ? lot.quantity > 5 : lot.label.revision == 'a'", "{lot.quantity}", ["lot.quantity"]),
]


@pytest.mark.parametrize(("require", "text", "unread"), KNOWN_OF, ids=[f"{one}: {text}" for one, text, _ in KNOWN_OF])
def test_a_message_reads_only_what_its_condition_has_read(
    compiled_for: Callable[..., Expression], at: Callable[[str], SourceText], require: str, text: str, unread: list[str]
) -> None:
    known = certain(compiled_for(require).tree, value=False)
    found = compile_message(at(text), NAMES, known)

    faults = [] if isinstance(found, Message) else [str(fault) for fault in found]
    assert [fault.split("`")[1] for fault in faults] == unread
    assert all("[expression.optional.unguarded]" in fault for fault in faults)
