"""A limit to cases: just below it, at it, just above it, and without the value that is held against it."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET

from core.documents.decode import Decoder
from core.documents.tree import Document, Origin, Scalar
from core.documents.tree import Path as TreePath
from core.errors import LotgateError
from core.locations import Location
from core.suggestions import quoted
from core.words import Localized, say
from engine.model.decision import ClauseReport, OutcomeKind, VerdictKind
from engine.model.values import Exact, Quantity
from engine.packs.pack import Requirement
from engine.packs.packset import PackSet
from engine.release.decide import Question, judge_provision
from engine.release.verdict import BINDING, worst_verdict
from engine.verification.deciding import requirements_of
from engine.verification.errors import BoundaryError
from engine.verification.forms import BoundaryForm, ExpectForm, SuiteForm
from engine.verification.patches import Change
from engine.verification.paths import Place, find, parse_path, path_of
from engine.verification.suite import Asked, Case, Fixture

Point: TypeAlias = Literal["just_below", "at", "just_above", "missing"]
Measure: TypeAlias = Quantity | int | dt.date
COMPARISONS = frozenset({"<", "<=", ">", ">="})
LEADING = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """
    A recorded value and what it is held against.

    Attributes:
        place: Where the value stands.
        at: The limit, in the value's own kind and unit.
        inside: The side of the limit that is in order.
    """

    place: Place
    at: Measure
    inside: str


def boundary_cases(
    boundary: BoundaryForm, fixture: Fixture, suite: SuiteForm, packset: PackSet, document: Document, path: TreePath
) -> list[Case]:
    """
    Generate the cases of a limit.

    The value and its limit are found in the clause that decides the provision for the fixture, unless they are said.
    The side of the limit on which the fixture's own value lies comes out as the fixture does, the other side the other
    way; at the limit counts what is said; without the value nothing is known.

    Raises:
        BoundaryError: ``suite.boundary.undetermined``.
    """
    location = document.locate(path)
    asking = {one: requirements_of(packset, one) for one in suite.markets}
    finder = _Finder(boundary, fixture, location)
    market = next((one for one in suite.markets if boundary.provision in asking[one]), None)
    if market is None:  # a record format or a signature, which compares nothing
        raise finder.nothing()
    limit = finder.limit(packset, market, Question(act=suite.act, as_of=suite.as_of))
    name = boundary.name if isinstance(boundary.name, str) else boundary.provision
    outcomes: dict[Point, OutcomeKind] = {
        "just_below": "satisfied" if limit.inside == "below" else "violated",
        "at": boundary.at_limit,
        "just_above": "satisfied" if limit.inside == "above" else "violated",
        "missing": "indeterminate",
    }
    return [
        Case(
            name=f"boundary.{name}.{point}",
            kind="boundary",
            path=path,
            fixture=fixture,
            changes=tuple(_changes(limit, point, boundary.resolution, location)),
            act=suite.act,
            asked=(
                Asked(
                    as_of=suite.as_of,
                    expect=ExpectForm(
                        verdict={
                            one: _verdict(fixture.verdicts[one], asking[one].get(boundary.provision), outcome)
                            for one in suite.markets
                        },
                        provisions={boundary.provision: outcome},
                        others=boundary.others,
                    ),
                    path=path,
                ),
            ),
        )
        for point, outcome in outcomes.items()
    ]


def _verdict(known: VerdictKind, requirement: Requirement | None, outcome: OutcomeKind) -> VerdictKind:
    """Give the verdict that follows from the fixture's own and from one outcome."""
    if requirement is None or requirement.otherwise not in BINDING or outcome not in {"violated", "indeterminate"}:
        return known
    is_reject = outcome == "violated" and requirement.otherwise == "reject"
    return worst_verdict([known, "reject" if is_reject else "hold"])


class _Finder:
    def __init__(self, boundary: BoundaryForm, fixture: Fixture, location: Location) -> None:
        self.boundary = boundary
        self.fixture = fixture
        self.location = location

    def fail(self, message: Localized, hint: Localized | None = None) -> LotgateError:
        return BoundaryError(message, location=self.location, hint=hint)

    def nothing(self) -> LotgateError:
        hint = say("say `value:` and `limit:`", "写明 `value:` 和 `limit:`")
        said = "nothing recorded is compared with a limit by `{name}`", "`{name}` 没有将任何记录与限值比较"
        return self.fail(say(*said, name=self.boundary.provision), hint)

    def limit(self, packset: PackSet, market: str, question: Question) -> Limit:
        name = self.boundary.provision
        outcome = judge_provision(self.fixture.dossier, packset, market, question, name)
        if outcome is None or outcome.outcome not in {"satisfied", "violated"}:
            message = say(
                "`{name}` does not judge fixture `{fixture}`: {said}",
                "`{name}` 未对基准卷宗 `{fixture}` 作出判定：{said}",
                name=name,
                fixture=self.fixture.name,
                said="-" if outcome is None else outcome.outcome,
            )
            raise self.fail(message, say("begin with one that it judges", "使用它能判定的基准卷宗"))
        place, at = self.value(outcome.clauses)
        inside = str(self.boundary.inside)
        if self.boundary.inside is UNSET:
            if place.value == at:
                hint = say("say `inside: below` or `inside: above`", "写明 `inside: below` 或 `inside: above`")
                at_it = "`{path}` lies at its limit in fixture `{name}`", "基准卷宗 `{name}` 中 `{path}` 恰在限值上"
                raise self.fail(say(*at_it, path=path_of(place.parts), name=self.fixture.name), hint)
            side, other = ("below", "above") if _order(place.value) < _order(at) else ("above", "below")
            inside = side if outcome.outcome == "satisfied" else other
        return Limit(place=place, at=at, inside=inside)

    def value(self, clauses: tuple[ClauseReport, ...]) -> tuple[Place, Measure]:
        """Find the one value that is compared, and its limit."""
        said = self.boundary.value
        if isinstance(said, str) and isinstance(self.boundary.limit, Decimal):
            place = find(self.fixture.dossier, parse_path(said, self.location), self.location)
            at = _measure(place.value, self.boundary.limit)
            if at is None:
                no_value = (
                    "`{said}` is no value that a limit of `{limit}` is for",
                    "`{said}` 不是可与限值 `{limit}` 比较的数值",
                )
                raise self.fail(say(*no_value, said=said, limit=self.boundary.limit))
            return place, at
        found = dict(self.compared(clauses))
        if isinstance(said, str):
            wanted = path_of(find(self.fixture.dossier, parse_path(said, self.location), self.location).parts)
            found = {path: one for path, one in found.items() if path == wanted}
        if len(found) == 1:
            return next(iter(found.values()))
        if not found:
            raise self.nothing()
        several = "`{name}` compares several values with limits", "`{name}` 将多个数值与限值比较"
        hint = say("say `value:`, one of {paths}", "写明 `value:`，为以下之一：{paths}", paths=quoted(sorted(found)))
        raise self.fail(say(*several, name=self.boundary.provision), hint)

    def compared(self, clauses: tuple[ClauseReport, ...]) -> Iterator[tuple[str, tuple[Place, Measure]]]:
        for clause in clauses:
            if clause.operator not in COMPARISONS or clause.limit is None or len(clause.observed) != 1:
                continue
            try:
                path = parse_path(clause.observed[0].path, self.location)
                place = find(self.fixture.dossier, path, self.location)
            except LotgateError:
                continue  # read from something that is no single place, such as a sum
            at = _limit(place.value, clause.limit)
            if at is not None:
                yield path_of(place.parts), (place, at)


def _limit(value: object, text: str) -> Measure | None:
    """Read a limit as the decision writes it, in the kind of the value that is held against it."""
    number = LEADING.match(text)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    if number is None or (isinstance(value, Quantity) and text != f"{number[0]} {value.unit}"):
        return None
    return _measure(value, Decimal(number[0]))


def _measure(value: object, number: Decimal) -> Measure | None:
    if isinstance(value, Quantity):
        return Quantity(value=Exact(number), unit=value.unit)
    if isinstance(value, int) and not isinstance(value, bool) and number == int(number):
        return int(number)
    return None


def _order(value: object) -> Decimal:
    if isinstance(value, Quantity):
        return value.value
    return Decimal(value.toordinal() if isinstance(value, dt.date) else int(str(value)))


def _changes(limit: Limit, point: Point, resolution: Decimal, location: Location) -> Iterator[Change]:
    path = path_of(limit.place.parts)
    if point == "missing":
        if not limit.place.optional:
            message = say("`{path}` cannot be left out of a dossier", "`{path}` 在卷宗中必填", path=path)
            raise BoundaryError(message, location=location)
        yield Change(kind="unset", parts=limit.place.parts)
        return
    value = _beside(limit.at, {"just_below": -resolution, "at": Decimal(0), "just_above": resolution}[point])
    if value is None or resolution <= 0:
        hint = say(
            "days and counts have a whole number as `resolution`, above zero",
            "天数和计数的 `resolution` 为大于零的整数",
        )
        unfit = "a resolution of `{resolution}` does not fit `{path}`", "分辨率 `{resolution}` 不适用于 `{path}`"
        raise BoundaryError(say(*unfit, resolution=resolution, path=path), location=location, hint=hint)
    if _is_refused(limit.place, value):
        hint = say("begin with an item whose limit lies further in", "使用限值更靠内的条目")
        message = say("`{path}` cannot be `{value}`", "`{path}` 不能为 `{value}`", path=path, value=value)
        raise BoundaryError(message, location=location, hint=hint)
    yield Change(kind="set", parts=limit.place.parts, value=value)


def _beside(at: Measure, distance: Decimal) -> Measure | None:
    if isinstance(at, Quantity):
        return Quantity(value=Exact(at.value + distance), unit=at.unit)
    if distance != int(distance):
        return None
    return at + dt.timedelta(days=int(distance)) if isinstance(at, dt.date) else at + int(distance)


def _is_refused(place: Place, value: Measure) -> bool:
    """Tell whether the dictionary refuses a count, as it does in a dossier."""
    if not isinstance(value, int):
        return False
    decoder = Decoder(Origin(None, "", has_lines=False), {})
    decoder.read(Scalar(str(value), "number"), place.holds, "$")
    return bool(decoder.faults)
