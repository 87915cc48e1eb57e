"""What no case reaches: provisions of the packs under test, and the outcomes that they never came to."""

from collections.abc import Iterable, Iterator

import msgspec

from engine.packs.pack import Header, RulePack
from engine.packs.packset import PackSet
from engine.verification.results import CaseResult, Reached

JUDGED = ("satisfied", "violated", "indeterminate", "not_applicable")
KEPT = ("dated", "no_end", "not_applicable")


class Unreached(msgspec.Struct, frozen=True, kw_only=True):
    """
    A provision with the outcomes that no case came to.

    Attributes:
        provision: The provision.
        pack: The pack that declares it.
        place: Where it is written.
        outcomes: What no case came to; for a retention rule ``dated``, ``no_end``, ``not_applicable``.
    """

    provision: str
    pack: str
    place: str
    outcomes: tuple[str, ...]


def unreached(
    packsets: Iterable[PackSet], owners: Iterable[str | None], results: Iterable[CaseResult]
) -> list[Unreached]:
    """
    List what no case reaches.

    Args:
        packsets: What decided.
        owners: The packs under test: only what these declare is listed, for a parent has suites of its own. A suite
            of a pack set has no owner, and tests every pack of it.
        results: What came out.

    Returns:
        By identifier; a provision of which every outcome was reached is left out.
    """
    under_test = set(owners)
    reached = {one for result in results for one in result.reached}
    found: dict[str, Unreached] = {}
    for header, possible in _provisions(packsets):
        if None not in under_test and header.pack not in under_test:
            continue
        missing = tuple(outcome for outcome in possible if Reached(header.id, outcome) not in reached)
        if missing:
            place = str(header.place)
            found[header.id] = Unreached(provision=header.id, pack=header.pack, place=place, outcomes=missing)
    return [found[name] for name in sorted(found)]


def _provisions(packsets: Iterable[PackSet]) -> Iterator[tuple[Header, tuple[str, ...]]]:
    packs: dict[str, RulePack] = {}
    for packset in packsets:
        for listed in (one for market in packset.markets.values() for one in market):
            if listed.pack is not None:
                packs[listed.pack.digest] = listed.pack
    for pack in packs.values():
        for requirement in pack.requirements:
            yield requirement.header, (*JUDGED, "excused") if requirement.excused_by else JUDGED
        for kind in (pack.records, pack.signatures, pack.inspections, pack.processes, pack.later):
            yield from ((one.header, JUDGED) for one in kind)
        for retention in pack.retention:
            yield retention.header, KEPT
