"""From a document to a dossier that does not contradict itself. Every fault at once, each with its place."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from core.documents.decode import decode
from core.documents.tree import Document, Path, path_text
from core.errors import FaultsError, LotgateError
from core.locations import DataLocation
from core.suggestions import did_you_mean
from engine.model.dictionary import register_paths
from engine.model.dossier import Coverage, Dossier
from engine.model.errors import (
    AheadOfTimeError,
    DuplicateIdError,
    NoTargetMarketError,
    PeriodError,
    UnknownRegisterError,
    UnresolvedReferenceError,
)
from engine.model.values import Period
from engine.model.walk import Visit, visits

# The first place on Earth where a day begins.
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
    faults = list(_faults(dossier, document))
    if faults:
        raise FaultsError(faults)
    return dossier


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
        value = visit.value
        if not visit.field.occurred or not isinstance(value, dt.date):
            continue
        if value > as_of if isinstance(value, dt.datetime) else value > last_day:
            message = f"`{value.isoformat()}` lies after the instant of the decision, `{as_of.isoformat()}`"
            faults.append(AheadOfTimeError(message, location=DataLocation(path_text(visit.path))))
    if faults:
        raise FaultsError(faults)


def _faults(dossier: Dossier, document: Document) -> Iterator[LotgateError]:
    if not dossier.lot.target_markets:
        yield NoTargetMarketError(
            "the lot is meant for no market",
            location=document.locate(("lot", "target_markets")),
            hint="name at least one market, such as `target_markets: [EU]`",
        )
    identifiers = {
        "suppliers": {supplier.id for supplier in dossier.suppliers},
        "product": {dossier.product.id},
    }
    for visit in visits(dossier):
        yield from _duplicates(visit, document)
        yield from _unresolved(visit, identifiers, document)
        if isinstance(visit.value, Period):
            yield from _reversed(visit.value, visit.path, document)
    for index, coverage in enumerate(dossier.coverage):
        yield from _coverage_faults(coverage, ("coverage", index), document)


def _duplicates(visit: Visit, document: Document) -> Iterator[LotgateError]:
    if not isinstance(visit.value, list):
        return
    seen: set[str] = set()
    for index, item in enumerate(visit.value):
        identifier = getattr(item, "id", item) if isinstance(item, msgspec.Struct | str) else None
        if not isinstance(identifier, str):
            continue
        if identifier in seen:
            place = document.locate((*visit.path, index))
            yield DuplicateIdError(f"`{identifier}` stands twice in `{visit.path[-1]}`", location=place)
        seen.add(identifier)


def _unresolved(visit: Visit, identifiers: dict[str, set[str]], document: Document) -> Iterator[LotgateError]:
    refers_to = visit.field.refers_to
    if refers_to is None or not isinstance(visit.value, str) or visit.value in identifiers[refers_to]:
        return
    yield UnresolvedReferenceError(
        f"`{visit.value}` is not in `{refers_to}`",
        location=document.locate(visit.path),
        hint=did_you_mean(visit.value, identifiers[refers_to]),
    )


def _reversed(period: Period, path: Path, document: Document) -> Iterator[LotgateError]:
    begin, end = period.from_, period.until
    if isinstance(begin, dt.date) and isinstance(end, dt.date) and end < begin:
        yield PeriodError("the period ends before it begins", location=document.locate(path))


def _coverage_faults(coverage: Coverage, path: Path, document: Document) -> Iterator[LotgateError]:
    registers = register_paths()
    if coverage.register not in registers:
        yield UnknownRegisterError(
            f"`{coverage.register}` is not a register",
            location=document.locate((*path, "register")),
            hint=did_you_mean(coverage.register, registers),
        )
    if coverage.through < coverage.from_:
        yield PeriodError("the coverage ends before it begins", location=document.locate(path))
