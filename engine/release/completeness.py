"""What of the product no provision of a pack looked at: what nobody judges or watches is not released."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record, RecordedNone
from engine.packs.pack import InspectionStandard, ProcessControl, RulePack, on
from engine.process.control_points import watched
from engine.provisions.found import Found, Seen, found_of
from engine.provisions.situation import Situation

LIST = "product.characteristics"
NOTHING_FOUND: Mapping[int, Found[Any]] = {}
NOTHING_SEEN: Seen[Any] = Seen(holds=True, findings=())


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


def unjudged_by(
    pack: RulePack, situation: Situation, found: Mapping[int, Found[Any]] = NOTHING_FOUND
) -> tuple[Unjudged, ...]:
    """
    Find every characteristic and stage of the specification that no inspection standard of a pack judges. Pure.

    A pack without inspection standards leaves inspection to others. Standards that guard a later act count: what they
    judge is judged in time. Where nobody stated that the list of characteristics is complete, one may be missing.

    Args:
        pack: The pack.
        situation: What it is judged in.
        found: What its provisions found in that situation, as far as they were looked at, by the ``id`` of each.
    """
    if not pack.inspections:
        return ()
    picked: set[tuple[str, str]] = set()
    for standard in on(pack.inspections, situation.today):
        known = found.get(id(standard))
        picked.update((path, str(standard.stage)) for path in (known or _looked_at(standard, situation)).reached)
    try:
        return tuple(sorted(_open(situation, picked)))
    except Unknown as unknown:
        return (Unjudged(LIST, "", unknown.missing),)


class Unwatched(msgspec.Struct, frozen=True, order=True):
    """
    A control point that no process provision watches.

    Attributes:
        characteristic: Its number; the path of the list where nobody knows what is in it.
        missing: Why it is not known whether it is one, where that is the reason.
    """

    characteristic: str
    missing: tuple[Missing, ...] = ()


def unwatched_by(
    pack: RulePack, situation: Situation, found: Mapping[int, Found[Any]] = NOTHING_FOUND
) -> tuple[Unwatched, ...]:
    """
    Find every control point of the product that no process provision of a pack watches. Pure.

    A control point is a characteristic of which the product says how its process is watched. A pack without process
    provisions leaves that to others. Provisions that guard a later act count, as for inspections.

    Args:
        pack: The pack.
        situation: What it is judged in.
        found: As for `unjudged_by`.
    """
    if not pack.processes:
        return ()
    seen: set[str] = set()
    for control in on(pack.processes, situation.today):
        known = found.get(id(control))
        seen |= (known or _looked_at(control, situation)).watched
    open_points: list[Unwatched] = []
    try:
        items, open_end = _characteristics(situation)
    except Unknown as unknown:
        return (Unwatched(LIST, unknown.missing),)
    if open_end is not None:
        open_points.append(Unwatched(LIST, (open_end,)))
    for one in items:
        if one.path not in seen:
            try:
                if not isinstance(one.read("spc"), RecordedNone):
                    open_points.append(Unwatched(str(getattr(one.data, "id", one.path))))
            except Unknown as unknown:
                open_points.append(Unwatched(str(getattr(one.data, "id", one.path)), unknown.missing))
    return tuple(sorted(open_points))


def _looked_at(provision: InspectionStandard | ProcessControl, situation: Situation) -> Found[Any]:
    """Find the items that a provision judges, without looking at what it finds of them."""
    watches = partial(watched, provision) if isinstance(provision, ProcessControl) else None
    return found_of(provision.header, lambda _: NOTHING_SEEN, situation, watches)


def _open(situation: Situation, picked: set[tuple[str, str]]) -> Sequence[Unjudged]:
    items, open_end = _characteristics(situation)
    found = [] if open_end is None else [Unjudged(LIST, "", (open_end,))]
    for one in items:
        name = str(getattr(one.data, "id", one.path))
        try:
            stages = one.read("stages")
        except Unknown as unknown:
            found.append(Unjudged(name, "", unknown.missing))
            continue
        listed = stages.items if isinstance(stages, Many) else []
        found += [Unjudged(name, str(stage)) for stage in listed if (one.path, str(stage)) not in picked]
    return found


def _characteristics(situation: Situation) -> tuple[list[Record], Missing | None]:
    """
    Give the characteristics of the product, and why there may be more of them.

    Raises:
        Unknown: They were not recorded, or are faulty.
    """
    product = situation.names()["product"]
    listed = product.read("characteristics") if isinstance(product, Record) else None
    if not isinstance(listed, Many):
        return [], None
    return [one for one in listed.items if isinstance(one, Record)], listed.open_end
