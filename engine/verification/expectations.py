"""What a case expects, checked before it is run: every name in it must be able to come out."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

import msgspec

from core.documents.tree import Document
from core.documents.tree import Path as TreePath
from core.errors import LotgateError
from core.suggestions import did_you_mean
from core.words import say
from engine.model.codes import Act
from engine.model.errors import DossierError
from engine.packs.packset import ACTS, PackSet
from engine.release.words import REASONS
from engine.verification.deciding import guards_of, packs_of, retention_of
from engine.verification.errors import (
    UndecidedMarketError,
    UnknownProvisionError,
)
from engine.verification.forms import ExpectForm


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """
    What can come out of a suite's decisions.

    Attributes:
        markets: Its markets.
        guards: The act that each requirement guards.
        retention: The retention rules.
        kept: The types of records that they keep.
    """

    markets: AbstractSet[str]
    guards: dict[str, Act]
    retention: AbstractSet[str]
    kept: AbstractSet[str]


def vocabulary_of(packset: PackSet, markets: Iterable[str]) -> Vocabulary:
    """Gather what can come out."""
    known = [market for market in markets if packs_of(packset, market)]
    rules = [rule for market in known for rule in retention_of(packset, market).values()]
    return Vocabulary(
        markets=set(markets),
        guards={name: act for market in known for name, act in guards_of(packset, market).items()},
        retention={rule.header.id for rule in rules},
        kept={record_type for rule in rules for record_type in rule.record_types},
    )


def expectation_faults(
    expect: ExpectForm, act: Act, known: Vocabulary, document: Document, path: TreePath
) -> Iterator[LotgateError]:
    """Refuse names that cannot come out, and what would be compared with nothing."""
    for market in expect.verdict if isinstance(expect.verdict, dict) else ():
        if market not in known.markets:
            place = document.locate((*path, "verdict", market))
            hint = did_you_mean(market, known.markets)
            message = say(
                "market `{market}` is not one of the suite's", "市场 `{market}` 不属于本测试集", market=market
            )
            yield UndecidedMarketError(message, location=place, hint=hint)
    for name in expect.provisions:
        yield from _provision_faults(name, act, known, document, (*path, "provisions", name))
    for record_type in expect.retention:
        if str(record_type) not in known.kept:
            place = document.locate((*path, "retention", str(record_type)))
            message = say(
                "no deciding pack says how long `{kept}` is kept",
                "判定的规则包未规定 `{kept}` 的保存期限",
                kept=record_type,
            )
            yield UnknownProvisionError(message, location=place, hint=did_you_mean(str(record_type), known.kept))
    for index, code in enumerate(expect.reasons if isinstance(expect.reasons, list) else ()):
        if code not in REASONS:
            place = document.locate((*path, "reasons", index))
            hint = did_you_mean(code, REASONS)
            message = say("there is no reason `{code}` of a verdict", "结论没有理由代码 `{code}`", code=code)
            yield UnknownProvisionError(message, location=place, hint=hint)
    for index, code in enumerate(expect.faults):
        if code not in (codes := set(_codes(DossierError))):
            place = document.locate((*path, "faults", index))
            message = say("no dossier has a fault `{code}`", "卷宗没有错误代码 `{code}`", code=code)
            yield UnknownProvisionError(message, location=place, hint=did_you_mean(code, codes))


def says_nothing(expect: ExpectForm) -> bool:
    """Tell whether an expectation names nothing that must come out."""
    return expect == ExpectForm(others=expect.others)


def _provision_faults(
    name: str, act: Act, known: Vocabulary, document: Document, path: TreePath
) -> Iterator[LotgateError]:
    guards = known.guards.get(name)
    if guards is not None and name not in known.retention and ACTS.index(guards) <= ACTS.index(act):
        return
    place = document.locate(path)
    if name in known.retention:
        hint = say(
            "what is kept is expected under `retention:`, by type of record",
            "保存期限的期望写在 `retention:` 下，按记录类型",
        )
        message = say("`{name}` is a retention rule", "`{name}` 是保存期限条款", name=name)
        yield UnknownProvisionError(message, location=place, hint=hint)
    elif guards is None:
        message = say("no deciding pack has a provision `{name}`", "判定的规则包中没有条款 `{name}`", name=name)
        yield UnknownProvisionError(message, location=place, hint=did_you_mean(name, known.guards))
    else:
        said = (
            "`{name}` guards `{guarded}`, and the case asks about `{act}` before it",
            "`{name}` 约束 `{guarded}`，而用例询问的是其前的 `{act}`",
        )
        message = say(*said, name=name, guarded=guards, act=act)
        hint = say("`{line}`", "`{line}`", line=f"act: {guards}")
        yield UnknownProvisionError(message, location=place, hint=hint)


def _codes(error: type[LotgateError]) -> Iterator[str]:
    below = error.__subclasses__()
    if not below:
        yield error.code
    for one in below:
        yield from _codes(one)
