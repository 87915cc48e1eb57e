"""What excuses a violation: an instrument that is approved, signed, in its period, and names exactly this. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

import msgspec

from engine.expressions.missing import Missing, MissingReason
from engine.expressions.values import Fact, Many, Record, RecordedNone, Unknown, Value
from engine.model.values import Period
from engine.packs.pack import Citation, Excuse, Header
from engine.provisions.situation import Situation

REGISTERS = {"concession": "concessions", "justification": "justifications"}
# What an instrument has to say for itself before anybody asks what it says about.
RECORDED = ("approved_by", "approver_function", "approved_at", "reason")
SIGNED = ("signer", "meaning", "signed_at")
LackReason: TypeAlias = (
    MissingReason
    | Literal[
        "not-approved", "unsigned", "out-of-period", "other-market", "other-items", "quantity-too-small", "no-consent"
    ]
)


class Lack(msgspec.Struct, frozen=True, order=True):
    """
    What an instrument lacks to excuse a violation.

    Attributes:
        path: Where.
        reason: What is the matter.
        title_en: The field's title in English.
        title_zh: The field's title in Chinese.
    """

    path: str
    reason: LackReason
    title_en: str = ""
    title_zh: str = ""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """
    An instrument held against a violation.

    Attributes:
        instrument: ``concession`` or ``justification``.
        id: Its identifier.
        item: Path of the item that violates; ``None`` for the lot as a whole.
        lacks: What it lacks; nothing when it excuses.
        cites: The clauses that permit it.
        facts: What was read of it.
    """

    instrument: str
    id: str
    item: str | None
    lacks: tuple[Lack, ...]
    cites: tuple[Citation, ...]
    facts: tuple[Fact, ...]


def held_against(header: Header, excuses: Sequence[Excuse], item: str | None, situation: Situation) -> list[Held]:
    """
    Hold every instrument that names a provision against one violation of it.

    Args:
        header: The provision that is violated.
        excuses: The kinds of instruments that may excuse it.
        item: The item that violates it.
        situation: What it was judged in.

    Returns:
        Each instrument of the dossier that names the provision. An open register leaves nothing out that is there,
        and an instrument that nobody recorded excuses nothing.
    """
    held: list[Held] = []
    for excuse in excuses:
        for record in _instruments(excuse.instrument, situation):
            situation.reader.facts = {}
            if not _names(record, "provisions", header.id):
                continue
            lacks = tuple(sorted(set(_lacks(record, excuse.instrument, item, situation))))
            facts = tuple(sorted(situation.reader.facts.values(), key=lambda fact: fact.path))
            held.append(
                Held(
                    instrument=excuse.instrument,
                    id=str(getattr(record.data, "id", "")),
                    item=item,
                    lacks=lacks,
                    cites=excuse.cites,
                    facts=facts,
                )
            )
    return held


def _instruments(kind: str, situation: Situation) -> Iterator[Record]:
    lot = situation.names()["lot"]
    try:
        found = lot.read(REGISTERS[kind]) if isinstance(lot, Record) else None
    except Unknown:
        return
    if isinstance(found, Many):
        yield from (one for one in found.items if isinstance(one, Record))


def _names(record: Record, field: str, wanted: str) -> bool:
    try:
        found = record.read(field)
    except Unknown:
        return False
    return isinstance(found, Many) and wanted in [one for one in found.items if isinstance(one, str)]


def _lacks(record: Record, kind: str, item: str | None, situation: Situation) -> Iterator[Lack]:
    """Find everything that an instrument lacks; what was not recorded of it is lacking."""
    for field in RECORDED:
        yield from _unread(record, field)[1]
    status, missing = _unread(record, "status")
    yield from missing
    if not missing and status != "approved":
        yield Lack(f"{record.path}.status", "not-approved")
    yield from _other_markets(record, situation.market)
    yield from _other_items(record, item)
    yield from _out_of_period(record, situation.today)
    yield from _too_few(record, situation)
    yield from _unsigned(record)
    if kind == "concession":
        yield from _no_consent(record, situation)


def _unread(record: Record, field: str) -> tuple[Value, list[Lack]]:
    """Read a field; what is recorded as none is none of these fields' values."""
    try:
        value = record.read(field)
    except Unknown as unknown:
        return None, [_lack(one) for one in unknown.missing]
    if isinstance(value, RecordedNone):
        return None, [Lack(f"{record.path}.{field}", "recorded-as-none")]
    return value, []


def _lack(missing: Missing) -> Lack:
    return Lack(missing.path, missing.reason, missing.title_en, missing.title_zh)


def _other_markets(record: Record, market: str) -> Iterator[Lack]:
    missing = _unread(record, "markets")[1]
    yield from missing
    if not missing and not _names(record, "markets", market):
        yield Lack(f"{record.path}.markets", "other-market")


def _other_items(record: Record, item: str | None) -> Iterator[Lack]:
    """Items are named by path or by identifier; recorded as none, the instrument is about the whole lot."""
    try:
        value = record.read("items")
    except Unknown as unknown:
        yield from map(_lack, unknown.missing)
        return
    if isinstance(value, RecordedNone):
        return
    named = {item, item[item.rfind("[") + 1 : -1]} if item is not None and item.endswith("]") else {item}
    if not isinstance(value, Many) or not any(one in named for one in value.items if isinstance(one, str)):
        yield Lack(f"{record.path}.items", "other-items")


def _out_of_period(record: Record, today: dt.date) -> Iterator[Lack]:
    value, missing = _unread(record, "valid")
    yield from missing
    if missing or not isinstance(value, Record):
        return
    begin, missing = _unread(value, "from")
    yield from missing
    try:
        end: Value = value.read("until")
    except Unknown as unknown:
        yield from map(_lack, unknown.missing)
        return
    is_begun = bool(missing) or (isinstance(begin, dt.date) and begin <= today)
    is_over = isinstance(end, dt.date) and end < today
    if isinstance(value.data, Period) and (not is_begun or is_over):
        yield Lack(value.path, "out-of-period")


def _too_few(record: Record, situation: Situation) -> Iterator[Lack]:
    """An instrument covers the whole lot; of a lot that it covers in part, that part is split off first."""
    lot = situation.names()["lot"]
    quantity, missing = _unread(record, "quantity")
    yield from missing
    whole, unknown = _unread(lot, "quantity") if isinstance(lot, Record) else (None, [])
    yield from unknown
    if missing or unknown:
        return
    if not isinstance(quantity, int) or not isinstance(whole, int) or quantity < whole:
        yield Lack(f"{record.path}.quantity", "quantity-too-small")


def _unsigned(record: Record) -> Iterator[Lack]:
    value, missing = _unread(record, "signatures")
    yield from missing
    if missing or not isinstance(value, Many):
        return
    lacking = [
        [lack for field in SIGNED for lack in _unread(one, field)[1]] for one in value.items if isinstance(one, Record)
    ]
    if not lacking:
        yield Lack(f"{record.path}.signatures", "unsigned")
    elif all(lacking):
        yield from (lack for one in lacking for lack in one)


def _no_consent(record: Record, situation: Situation) -> Iterator[Lack]:
    """Made under contract, the customer consents; only of the company's own product is there none to ask."""
    try:
        value = record.read("customer_consent")
    except Unknown as unknown:
        yield from map(_lack, unknown.missing)
        return
    if not isinstance(value, RecordedNone):
        return
    lot = situation.names()["lot"]
    under_contract, missing = _unread(lot, "contract_manufactured") if isinstance(lot, Record) else (None, [])
    yield from missing
    if not missing and under_contract is not False:
        yield Lack(f"{record.path}.customer_consent", "no-consent")
