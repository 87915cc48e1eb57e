"""What of the specification no inspection standard picked: a characteristic that nobody judges is not released."""

from collections.abc import Sequence

import msgspec

from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record
from engine.packs.pack import RulePack, on
from engine.provisions.judge import judge
from engine.provisions.situation import Situation


class Unjudged(msgspec.Struct, frozen=True, order=True):
    """
    A characteristic at a stage that no inspection standard judges.

    Attributes:
        characteristic: Its number; the path of the list where nobody knows what is in it.
        stage: The stage; empty where the stages are not known.
        missing: Why it is not known, where that is the reason.
    """

    characteristic: str
    stage: str
    missing: tuple[Missing, ...] = ()


def unjudged_by(pack: RulePack, situation: Situation) -> tuple[Unjudged, ...]:
    """
    Find every characteristic and stage of the specification that no inspection standard of a pack judges. Pure.

    A pack without inspection standards leaves inspection to others. Standards that guard a later act count: what they
    judge is judged in time. The list of characteristics is no register, so one that is missing from it is not missed.
    """
    if not pack.inspections:
        return ()
    picked: set[tuple[str, str]] = set()
    for standard in on(pack.inspections, situation.today):
        each = standard.header.each
        for one in judge(standard.header, lambda _: True, situation):
            item = None if each is None or not one.reached else one.names.get(each.variable)
            if isinstance(item, Record):
                picked.add((item.path, str(standard.stage)))
    try:
        return tuple(sorted(_open(situation, picked)))
    except Unknown as unknown:
        return (Unjudged("product.characteristics", "", unknown.missing),)


def _open(situation: Situation, picked: set[tuple[str, str]]) -> Sequence[Unjudged]:
    product = situation.names()["product"]
    listed = product.read("characteristics") if isinstance(product, Record) else None
    found: list[Unjudged] = []
    for one in listed.items if isinstance(listed, Many) else []:
        if not isinstance(one, Record):  # pragma: no cover  # the list holds records
            continue
        name = str(getattr(one.data, "id", one.path))
        try:
            stages = one.read("stages")
        except Unknown as unknown:
            found.append(Unjudged(name, "", unknown.missing))
            continue
        items = stages.items if isinstance(stages, Many) else []
        found += [Unjudged(name, str(stage)) for stage in items if (one.path, str(stage)) not in picked]
    return found
