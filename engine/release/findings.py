"""Records to findings: what every provision with findings saw, and the maps that requirements read."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import UNSET

from engine.inspection.inspect import inspecting
from engine.model.characteristics import Characteristic
from engine.model.codes import Act
from engine.model.fields import Code, Entity
from engine.model.finding_codes import Conformity, ProcessState
from engine.model.findings import Findings
from engine.model.inspection_finding import InspectedCharacteristic, InspectionFinding
from engine.model.process_finding import ProcessFinding, WatchedProcess
from engine.model.steps import Step
from engine.model.supplier_finding import SupplierFinding
from engine.packs.names import FINDINGS
from engine.packs.pack import InspectionStandard, ProcessControl, RulePack, Scorecard, on
from engine.packs.packset import ACTS
from engine.process.control_points import watched
from engine.process.watch import watch
from engine.provisions.found import Found, found_of
from engine.provisions.situation import Situation
from engine.release.completeness import Unjudged, Unwatched, unjudged_by, unwatched_by
from engine.release.standings import standings
from engine.suppliers.score import score

F = TypeVar("F", bound=Entity)
C = TypeVar("C", bound=Code)
P = TypeVar("P", InspectionStandard, ProcessControl, Scorecard)
# What control points go by that no step of the lot has.
LOT = "lot"
AnyFound: TypeAlias = Found[InspectionFinding] | Found[ProcessFinding] | Found[SupplierFinding]


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the provisions of a pack found in one situation.

    Attributes:
        findings: The maps that requirements read.
        found: What each provision saw, by the ``id`` of the provision.
        unjudged: What of the specification no inspection standard judges.
        unwatched: Control points of the product that no process provision watches.
        situation: The situation, with the findings bound.
    """

    findings: Findings
    found: dict[int, AnyFound]
    unjudged: tuple[Unjudged, ...] = ()
    unwatched: tuple[Unwatched, ...] = ()
    situation: Situation


def gather(pack: RulePack, situation: Situation, act: Act) -> Gathered:
    """
    Look at everything that provisions of a pack make findings of. Pure.

    Args:
        pack: The pack.
        situation: What it is judged in.
        act: What is asked about: provisions that guard it or an earlier act make findings.
    """
    last = ACTS.index(act)

    def asked(provisions: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(one for one in on(provisions, situation.today) if ACTS.index(one.header.before) <= last)

    def looked(provisions: tuple[P, ...], look: Callable[[P, Situation], Found[F]]) -> dict[int, Found[F]]:
        held = once((provisions,), ("asked", str(act)), partial(asked, provisions))
        return {id(one): once((one,), ("found",), partial(look, one, situation)) for one in held}

    once = situation.once
    inspected = looked(pack.inspections, inspected_by)
    unjudged = once((*inspected.values(),), ("unjudged",), lambda: unjudged_by(pack, situation, inspected))
    watched = looked(pack.processes, watched_by)
    unwatched = once((*watched.values(),), ("unwatched",), lambda: unwatched_by(pack, situation, watched))
    scored = looked(pack.scorecards, scored_by)
    findings = Findings(
        inspection=once(
            (unjudged, *inspected.values()), ("inspection",), lambda: _inspection(inspected.values(), unjudged)
        ),
        process=once((*watched.values(),), ("process",), lambda: _process(watched.values())),
        suppliers=once((*scored.values(),), ("suppliers",), lambda: standings(scored.values())),
    )
    bound = {**situation.bound, FINDINGS: situation.reader.divide(FINDINGS, findings)}
    return Gathered(
        findings=findings,
        found={**inspected, **watched, **scored},
        unjudged=unjudged,
        unwatched=unwatched,
        situation=msgspec.structs.replace(situation, bound=bound),
    )


def inspected_by(standard: InspectionStandard, situation: Situation) -> Found[InspectionFinding]:
    """Inspect every characteristic that a standard picks."""
    return found_of(standard.header, inspecting(standard, situation), situation)


def watched_by(control: ProcessControl, situation: Situation) -> Found[ProcessFinding]:
    """Look at the series of every step that a provision picks."""
    return found_of(
        control.header, lambda scope: watch(control, scope), situation, lambda scope: watched(control, scope)
    )


def scored_by(scorecard: Scorecard, situation: Situation) -> Found[SupplierFinding]:
    """Score every supplier that a scorecard picks."""
    return found_of(scorecard.header, lambda scope: score(scorecard, scope, situation), situation)


def _inspection(
    found: Iterable[Found[InspectionFinding]], unjudged: Sequence[Unjudged]
) -> dict[str, InspectedCharacteristic]:
    """Give the worst of each characteristic; one with a stage that nobody judges does not conform by the others."""
    made = list(found)
    by_name = _by(made, lambda one: one.characteristic)
    order = (Conformity.nonconforming, Conformity.indeterminate, Conformity.conforming)
    left, is_open = _left_open(made, Characteristic), {one.characteristic for one in unjudged}
    outcomes = {
        name: _worst(
            [one.outcome for one in held], order, whole=left is not None and name not in left and name not in is_open
        )
        for name, held in by_name.items()
    }
    return {
        name: InspectedCharacteristic(
            outcome=outcomes[name],
            conforms=UNSET if outcomes[name] == order[1] else outcomes[name] == order[2],
            findings=held,
        )
        for name, held in by_name.items()
    }


def _process(found: Iterable[Found[ProcessFinding]]) -> dict[str, WatchedProcess]:
    made = list(found)
    by_name = _by(made, lambda one: one.step or one.characteristic or LOT)
    order = (ProcessState.unacceptable, ProcessState.indeterminate, ProcessState.acceptable)
    left = _left_open(made, Step)
    outcomes = {
        name: _worst([one.outcome for one in held], order, whole=left is not None and name not in left)
        for name, held in by_name.items()
    }
    return {
        name: WatchedProcess(
            outcome=outcomes[name],
            acceptable=UNSET if outcomes[name] == order[1] else outcomes[name] == order[2],
            findings=held,
        )
        for name, held in by_name.items()
    }


def _by(found: Iterable[Found[F]], key: Callable[[F], Hashable]) -> dict[str, list[F]]:
    """Group findings by what they are of."""
    by_name: dict[str, list[F]] = {}
    for one in (finding for each in found for finding in each.findings):
        by_name.setdefault(str(key(one)), []).append(one)
    return dict(sorted(by_name.items()))


def _left_open(found: Iterable[Found[F]], kind: type[Step | Characteristic]) -> frozenset[str] | None:
    """
    Name the items of which a provision may have more to say than it could: nobody knows whether it picks them.

    Returns:
        Their identifiers; ``None`` where it may be any item, because nobody knows whether the provision applies, or
        what there is beside what was recorded, or because its items are of another kind.
    """
    names: set[str] = set()
    for each in found:
        for one in each.judged:
            if one.reached or one.outcome != "indeterminate":
                continue
            item = each.items.get(one.item)
            if not isinstance(item, kind):
                return None
            names.add(item.id)
    return frozenset(names)


def _worst(outcomes: Sequence[C], order: tuple[C, C, C], *, whole: bool) -> C:
    """Give the worst outcome; where not all findings were made, the best is not known."""
    found = min(outcomes, key=order.index)
    return order[1] if found == order[2] and not whole else found
