"""Whose signatures under an act are there, of those that a rule asks for. Pure."""

import unicodedata
from collections.abc import Iterator

import msgspec

from engine.expressions.missing import Missing
from engine.expressions.values import Many, Record, Unknown, Value
from engine.packs.pack import SignatureRule
from engine.provisions.situation import Situation


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """
    The signatures under an act that count for a rule.

    Attributes:
        present: Identifiers of one signature of each person, in the order of the dossier.
        missing: What stands in the way of knowing whether there are more.
    """

    present: tuple[str, ...]
    missing: tuple[Missing, ...]


def signed(rule: SignatureRule, situation: Situation) -> Signed:
    """
    Find the signatures that count: under the rule's act and in its market, by whom it asks for, with its meaning.

    A signature of which something is unknown does not count, and what is unknown is named. A person counts once, and
    a name is the same person's however its letters, blanks and width are written.
    """
    missing: list[Missing] = []
    excluded = _excluded(rule, situation, missing)
    persons: dict[str, str] = {}
    for signature in _signatures(situation, missing):
        try:
            if excluded is not None and _counts(rule, signature, excluded, situation):
                persons.setdefault(_person(signature.read("signer")), str(signature.read("id")))
        except Unknown as unknown:
            missing.extend(unknown.missing)
    return Signed(present=tuple(persons.values()), missing=tuple(sorted(set(missing))))


def are_there(rule: SignatureRule, situation: Situation) -> bool | Unknown:
    """Tell whether enough persons signed; too few are a no only where nothing stands in the way of knowing."""
    found = signed(rule, situation)
    if len(found.present) >= rule.count:
        return True
    return Unknown(found.missing) if found.missing else False


def _signatures(situation: Situation, missing: list[Missing]) -> Iterator[Record]:
    lot = situation.names()["lot"]
    try:
        found = lot.read("signatures") if isinstance(lot, Record) else None
    except Unknown as unknown:
        missing.extend(unknown.missing)
        return
    if isinstance(found, Many):
        missing += [found.open_end] if found.open_end is not None else []
        yield from (one for one in found.items if isinstance(one, Record))


def _excluded(rule: SignatureRule, situation: Situation, missing: list[Missing]) -> frozenset[str] | None:
    """Give the persons whose signature does not count; nobody's does while they are not known."""
    if rule.distinct_from is None:
        return frozenset()
    try:
        found = rule.distinct_from.value(situation.names())
        if isinstance(found, Many):
            return frozenset(map(_person, found.complete()))
    except Unknown as unknown:
        missing.extend(unknown.missing)
        return None
    missing.append(Missing(rule.distinct_from.source.text, "recorded-as-none"))
    return None


def _person(value: Value) -> str:
    """Name a person: by identifier where the dossier has a record of them; as everybody reads it."""
    name = str(getattr(value.data, "id", value.path)) if isinstance(value, Record) else str(value)
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "ZC")


def _counts(rule: SignatureRule, signature: Record, excluded: frozenset[str], situation: Situation) -> bool:
    """
    Tell whether one signature counts.

    Raises:
        Unknown: Nothing excludes it, and something that could is not known.
    """
    if signature.read("act") != str(rule.header.before) or signature.read("market") != situation.market:
        return False
    signer = _person(signature.read("signer"))
    scope: dict[str, Value] = {**situation.names(), "signer": signature}
    who = rule.who.outcome(scope)
    if isinstance(who, Unknown):
        raise who
    signature.read("signed_at")
    meaning = signature.read("meaning")
    return who and signer not in excluded and meaning in {rule.meaning.en, rule.meaning.zh}
