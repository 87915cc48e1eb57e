"""From a document to a dossier that does not contradict itself. Every fault at once, each with its place."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from core.documents.decode import decode
from core.documents.tree import Document, Path, path_text
from core.errors import FaultsError, LotgateError
from core.locations import DataLocation, Location
from core.suggestions import did_you_mean
from core.words import say
from engine.model.codes import Actor
from engine.model.dictionary import register_paths
from engine.model.dossier import Coverage, Dossier
from engine.model.errors import (
    AheadOfTimeError,
    ContradictionError,
    DuplicateIdError,
    NoTargetMarketError,
    PeriodError,
    UnknownRegisterError,
    UnresolvedReferenceError,
)
from engine.model.lot import Step
from engine.model.values import Period
from engine.model.walk import Visit, visits

# The first place on Earth where a day begins.
# Parts of a lot that were there before it.
OLDER = frozenset({"release_procedure"})
EARLIEST_ZONE = dt.timezone(dt.timedelta(hours=14))


def read_dossier(document: Document) -> Dossier:
    """
    Decode and check a dossier.

    Args:
        document: What was read from YAML or JSON.

    Returns:
        The dossier: closed codes, unique identifiers, references that resolve, at least one target market.

    Raises:
        FaultsError: ``document.*`` and ``dossier.*``; all faults at once, sorted by place.
    """
    dossier = decode(document, Dossier)
    check_dossier(dossier, document)
    return dossier


def check_dossier(dossier: Dossier, document: Document, base: Path = ()) -> None:
    """
    Refuse a dossier that contradicts itself.

    Args:
        dossier: What was decoded.
        document: Where it stands, for the places of faults.
        base: Path of the dossier in the document, which may hold more than it.

    Raises:
        FaultsError: ``dossier.*``; all faults at once, sorted by place.
    """
    faults = list(_faults(dossier, _Places(document, base)))
    if faults:
        raise FaultsError(faults)


class _Places(msgspec.Struct, frozen=True):
    """Finds the places of a dossier that is a part of a document."""

    document: Document
    base: Path

    def locate(self, path: Path) -> Location:
        return self.document.locate((*self.base, *path))


def check_times(dossier: Dossier, as_of: dt.datetime) -> None:
    """
    Refuse a dossier in which something happened after the decision's instant.

    A day counts as after it only when it has not begun anywhere on Earth yet.

    Raises:
        FaultsError: ``dossier.time.after-as-of`` for every such field.
    """
    last_day = as_of.astimezone(EARLIEST_ZONE).date()
    faults: list[LotgateError] = []
    for visit in visits(dossier):
        held = visit.value if isinstance(visit.value, dict) else {None: visit.value}
        for key, value in held.items():
            if not visit.field.occurred or not isinstance(value, dt.date):
                continue
            if value > as_of if isinstance(value, dt.datetime) else value > last_day:
                message = say(
                    "`{value}` lies after the instant of the decision, `{as_of}`",
                    "`{value}` 晚于判定时刻 `{as_of}`",
                    value=value.isoformat(),
                    as_of=as_of.isoformat(),
                )
                path = visit.path if key is None else (*visit.path, key)
                faults.append(AheadOfTimeError(message, location=DataLocation(path_text(path))))
    if faults:
        raise FaultsError(faults)


def _faults(dossier: Dossier, places: _Places) -> Iterator[LotgateError]:
    if not dossier.lot.target_markets:
        yield NoTargetMarketError(
            say("the lot is meant for no market", "本批没有目标市场"),
            location=places.locate(("lot", "target_markets")),
            hint=say(
                "name at least one market, such as `target_markets: [{market}]`",
                "请至少写一个市场，如 `target_markets: [{market}]`",
                market="EU",
            ),
        )
    identifiers = {
        "suppliers": {supplier.id for supplier in dossier.suppliers},
        "product": {dossier.product.id},
    }
    for visit in visits(dossier):
        yield from _duplicates(visit, places)
        yield from _unresolved(visit, identifiers, places)
        if isinstance(visit.value, Period):
            yield from _reversed(visit.value, visit.path, places)
    yield from _contradictions(dossier, places)
    for index, coverage in enumerate(dossier.coverage):
        yield from _coverage_faults(coverage, ("coverage", index), places)


def _contradictions(dossier: Dossier, places: _Places) -> Iterator[LotgateError]:
    """Refuse values that cannot both be true, where believing one of them could let a lot pass."""
    lot = dossier.lot
    for index, step in enumerate(lot.steps if isinstance(lot.steps, list) else []):
        outside = [name for name in ("supplier", "dispatched_at") if getattr(step, name) not in {None, msgspec.UNSET}]
        if step.outsourced is False and outside:
            message = say(
                "step `{step}` was not done outside, and `{field}` is recorded",
                "工序 `{step}` 并非外协，却记录了 `{field}`",
                step=step.id,
                field=outside[0],
            )
            yield ContradictionError(message, location=places.locate(("lot", "steps", index, outside[0])))
    for index, inspection in enumerate(lot.inspections if isinstance(lot.inspections, list) else []):
        for smaller, larger in (("acceptance_number", "planned_sample_size"), ("nonconforming", "sample_size")):
            few, many = getattr(inspection, smaller), getattr(inspection, larger)
            if isinstance(few, int) and isinstance(many, int) and (few > many or (few == many and "number" in smaller)):
                message = say(
                    "inspection `{inspection}`: `{smaller}` {few} does not go with `{larger}` {many}",
                    "检验 `{inspection}`：`{smaller}` 为{few}，与 `{larger}` 为{many}矛盾",
                    inspection=inspection.id,
                    smaller=smaller,
                    few=few,
                    larger=larger,
                    many=many,
                )
                yield ContradictionError(message, location=places.locate(("lot", "inspections", index, smaller)))
    yield from _out_of_order(lot.steps if isinstance(lot.steps, list) else [], places)
    for market, roles in (lot.roles if isinstance(lot.roles, dict) else {}).items():
        if Actor.contract_manufacturer in roles and lot.contract_manufactured is False:
            message = say(
                "the company is contract manufacturer for `{market}`, and the lot was not made under contract",
                "本企业在 `{market}` 为受托生产企业，而本批并非受托生产",
                market=market,
            )
            yield ContradictionError(message, location=places.locate(("lot", "contract_manufactured")))
    yield from _before_the_lot(dossier, places)


def _out_of_order(steps: list[Step], places: _Places) -> Iterator[LotgateError]:
    """Refuse a step that began before it was sent out, or ended before it began."""
    for index, step in enumerate(steps):
        times = [(name, getattr(step, name)) for name in ("dispatched_at", "started_at", "ended_at")]
        known = [(name, time) for name, time in times if isinstance(time, dt.datetime)]
        for (earlier, first), (later, second) in pairwise(known):
            if second < first:
                message = say(
                    "step `{step}`: `{later}` lies before `{earlier}`",
                    "工序 `{step}`：`{later}` 早于 `{earlier}`",
                    step=step.id,
                    later=later,
                    earlier=earlier,
                )
                yield ContradictionError(message, location=places.locate(("lot", "steps", index, later)))


def _before_the_lot(dossier: Dossier, places: _Places) -> Iterator[LotgateError]:
    """
    Refuse what happened to the lot before its first day.

    Coverage that begins with the lot would miss it, and a date of manufacture that is a misprint would choose old law.
    """
    started = dossier.lot.started_on
    if not isinstance(started, dt.date):
        return
    for visit in visits(dossier.lot, ("lot",)):
        if visit.path[1] in OLDER or not visit.field.occurred or not isinstance(visit.value, dt.date):
            continue
        day = visit.value.date() if isinstance(visit.value, dt.datetime) else visit.value
        if day < started:
            hint = say(
                "`started_on` is the first day of anything that belongs to the lot",
                "`started_on` 是本批任何活动的第一天",
            )
            message = say(
                "`{day}` lies before the lot's first day, `{started}`",
                "`{day}` 早于本批的第一天 `{started}`",
                day=day.isoformat(),
                started=started.isoformat(),
            )
            yield ContradictionError(message, location=places.locate(visit.path), hint=hint)


def _duplicates(visit: Visit, places: _Places) -> Iterator[LotgateError]:
    if not isinstance(visit.value, list):
        return
    seen: set[str] = set()
    for index, item in enumerate(visit.value):
        identifier = getattr(item, "id", item) if isinstance(item, msgspec.Struct | str) else None
        if not isinstance(identifier, str):
            continue
        if identifier in seen:
            place = places.locate((*visit.path, index))
            message = say(
                "`{id}` stands twice in `{list}`", "`{id}` 在 `{list}` 中重复出现", id=identifier, list=visit.path[-1]
            )
            yield DuplicateIdError(message, location=place)
        seen.add(identifier)


def _unresolved(visit: Visit, identifiers: dict[str, set[str]], places: _Places) -> Iterator[LotgateError]:
    refers_to = visit.field.refers_to
    if refers_to is None or not isinstance(visit.value, str) or visit.value in identifiers[refers_to]:
        return
    yield UnresolvedReferenceError(
        say("`{id}` is not in `{list}`", "`{id}` 不在 `{list}` 中", id=visit.value, list=refers_to),
        location=places.locate(visit.path),
        hint=did_you_mean(visit.value, identifiers[refers_to]),
    )


def _reversed(period: Period, path: Path, places: _Places) -> Iterator[LotgateError]:
    begin, end = period.from_, period.until
    if isinstance(begin, dt.date) and isinstance(end, dt.date) and end < begin:
        message = say("the period ends before it begins", "期间的结束早于开始")
        yield PeriodError(message, location=places.locate(path))


def _coverage_faults(coverage: Coverage, path: Path, places: _Places) -> Iterator[LotgateError]:
    registers = register_paths()
    if coverage.register not in registers:
        yield UnknownRegisterError(
            say("`{register}` is not a register", "`{register}` 不是台账", register=coverage.register),
            location=places.locate((*path, "register")),
            hint=did_you_mean(coverage.register, registers),
        )
    if coverage.through < coverage.from_:
        message = say("the coverage ends before it begins", "完整性声明的结束早于开始")
        yield PeriodError(message, location=places.locate(path))
