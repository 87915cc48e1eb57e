"""A resolved pack: everything checked, nothing left to look up. Immutable."""

import datetime as dt
import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias, TypeVar

import msgspec

from core.locations import Location
from engine.expressions.expression import Expression
from engine.expressions.message import Message
from engine.model.codes import Act, Actor, InspectionStage
from engine.model.decision import Cited
from engine.model.fields import Localized
from engine.packs.attributes import Attributes
from engine.packs.days import ALWAYS, Days
from engine.packs.header_form import Authority, NonePicked, Otherwise
from engine.packs.inspection_standard import LimitRule, RoundingRule, SamplingRule
from engine.packs.parameters import Parameters
from engine.packs.process_control import CapabilityRule, ChartRule, FixedBaseline, MonitorRule, StatedBaseline
from engine.packs.process_form import SeriesOf
from engine.packs.record_schema import RecordSchema
from engine.packs.scoring import Scoring


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where in which work a provision stands."""

    source: str
    title: Localized
    edition: str | None
    at: Localized


def cited(cites: Sequence[Citation]) -> tuple[Cited, ...]:
    """Give citations as evidence."""
    return tuple(Cited(source=cite.source, title=cite.title, edition=cite.edition, at=cite.at) for cite in cites)


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """
    When a provision is in force.

    Attributes:
        begin: First day.
        end: Last day, inclusive; ``None`` for none.
        by: The date that selects; the decision's local day when ``None``.
        replaced_by: The provision that follows on the next day.
        because: Why none does.
    """

    begin: dt.date
    end: dt.date | None
    by: Expression | None
    replaced_by: str | None
    because: str | None


class Each(msgspec.Struct, frozen=True, kw_only=True):
    """
    Judging every item of a list on its own.

    Attributes:
        variable: The name that is bound to the item.
        over: The list.
        where: Which items are picked; all when ``None``.
        none: What it means that nothing was picked.
    """

    variable: str
    over: Expression
    where: Expression | None
    none: NonePicked


class Header(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    What every provision says first.

    Attributes:
        id: Stable identifier.
        pack: The pack that declares it.
        market: That pack's market; ``None`` when it is a base pack.
        title: Title.
        cites: Where it comes from; at least one.
        authority: Law, guidance, standard or policy; where another pack changed it, that change's authority.
        binds: The actors it binds; every actor when empty.
        before: The act it guards.
        effective: When it is in force.
        applies: To which lots; all when ``None``.
        each: Judge items of a list; the lot as a whole when ``None``.
        place: Where it is written.
        days: The local days on which it has this form: dated overrides give it several, one after the other.
    """

    id: str
    pack: str
    market: str | None
    title: Localized
    cites: tuple[Citation, ...]
    authority: Authority
    binds: tuple[Actor, ...]
    before: Act
    effective: Effective
    applies: Expression | None
    each: Each | None
    place: Location
    days: Days = ALWAYS

    @functools.cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Where it comes from, as evidence; every outcome says it."""
        return cited(self.cites)

    @functools.cached_property
    def act(self) -> str:
        """The act it guards, as text."""
        return str(self.before)


class Excuse(msgspec.Struct, frozen=True, kw_only=True):
    """
    An instrument that may excuse a violation.

    Attributes:
        instrument: ``concession`` or ``justification``.
        cites: The clauses that permit it; at least one where the provision is law.
    """

    instrument: str
    cites: tuple[Citation, ...]


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """What must hold before an act, what happens otherwise, and what may excuse it."""

    header: Header
    require: Expression
    otherwise: Otherwise
    message_en: Message
    message_zh: Message
    excused_by: tuple[Excuse, ...] = ()


class RecordFormat(msgspec.Struct, frozen=True, kw_only=True):
    """The format that records of one type have; `header.each` binds ``record`` to each of them."""

    header: Header
    record_type: str
    schema: RecordSchema
    languages: tuple[str, ...]
    otherwise: Otherwise


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """How long which records are kept."""

    header: Header
    of: str
    record_types: tuple[str, ...]
    keep_until: Expression
    keep_at_least: Expression | None


class SignatureRule(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who signs an act: the header's `before`.

    Attributes:
        header: What every provision says.
        who: Whose signature counts, with ``signer`` bound to it.
        count: How many different persons.
        distinct_from: Persons whose signature does not count.
        meaning: What signing means.
        otherwise: What it means, for the acts that follow, that they are not there.
    """

    header: Header
    who: Expression
    count: int
    distinct_from: Expression | None
    meaning: Localized
    otherwise: Otherwise


class InspectionStandard(msgspec.Struct, frozen=True, kw_only=True):
    """
    How characteristics are inspected at a stage; `header.each` binds the characteristic.

    Attributes:
        header: What every provision says.
        stage: The stage.
        method: The test method that inspections must name; the characteristic's own when ``None``.
        limits: Limits beside those of the specification.
        rounding: How a reading is rounded before it is compared.
        guard_factor: What the expanded uncertainty is multiplied with for a guard band; ``None`` for none.
        sampling: How units are drawn; the characteristic's own when ``None``.
        counts_suffice: Whether recorded counts suffice where no results of single units are there.
        otherwise: What a violation means.
        message: What to tell a person, in English and Chinese.
    """

    header: Header
    stage: InspectionStage
    method: str | None
    limits: LimitRule
    rounding: RoundingRule
    guard_factor: Decimal | None
    sampling: SamplingRule | None
    counts_suffice: bool
    otherwise: Otherwise
    message: tuple[Message, Message] | None = None


class ProcessControl(msgspec.Struct, frozen=True, kw_only=True):
    """
    What series must show; `header.each` binds a step, or a characteristic of the product over all steps.

    Attributes:
        header: What every provision says.
        characteristic: Which series, by the name or number of what was read; every control point when ``None``.
        data: The list of a step that holds the series.
        series: How many series of a characteristic there must be at least.
        every: The longest time between two subgroups, and from the ends of the step; any when ``None``.
        chart: The control chart; none when ``None``.
        baseline: Where its limits come from.
        capability: How capable the process must be.
        monitor: What every reading is held against.
        validated: Whether process and equipment must have been validated and qualified when the step ran.
        otherwise: What a violation means.
        message: What to tell a person, in English and in Chinese; what the engine says when ``None``.
    """

    header: Header
    characteristic: str | None
    data: SeriesOf
    series: int
    every: dt.timedelta | None
    chart: ChartRule | None
    baseline: FixedBaseline | StatedBaseline | None
    capability: CapabilityRule | None
    monitor: MonitorRule | None
    validated: bool
    otherwise: Otherwise
    message: tuple[Message, Message] | None = None


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """How suppliers are scored; `header.each` binds the supplier. Requirements read it: it has no outcome."""

    header: Header
    scoring: Scoring


class LaterProvision(msgspec.Struct, frozen=True, kw_only=True):
    """A provision of a kind that this version reads and does not judge: what needs it today holds."""

    header: Header
    kind: str
    otherwise: Otherwise


AnyProvision: TypeAlias = (
    Requirement
    | RecordFormat
    | Retention
    | SignatureRule
    | InspectionStandard
    | ProcessControl
    | Scorecard
    | LaterProvision
)
Held = TypeVar("Held", bound=AnyProvision)


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack with everything of its parents, and every change that it makes in it.

    Attributes:
        name: Name.
        version: Version.
        title: Title.
        market: Market; ``None`` for a base pack.
        timezone: Zone of its local days; ``None`` for a base pack.
        status: ``draft``, ``approved`` or ``withdrawn``: the least approved of it and its parents.
        applies: To which lots: its own condition and its parents', all of which must hold.
        requirements: By identifier; of one that changes on a day, each form with its days.
        records: By identifier, likewise.
        retention: By identifier, likewise.
        signatures: By identifier, likewise.
        inspections: By identifier, likewise.
        processes: By identifier, likewise.
        scorecards: By identifier, likewise.
        later: By identifier, likewise.
        parameters: Dated values.
        attributes: Extra fields of the dossier.
        digest: Of the flattened, canonical form.
    """

    name: str
    version: str
    title: Localized
    market: str | None
    timezone: str | None
    status: str
    applies: tuple[Expression, ...]
    requirements: tuple[Requirement, ...]
    records: tuple[RecordFormat, ...]
    retention: tuple[Retention, ...]
    signatures: tuple[SignatureRule, ...]
    inspections: tuple[InspectionStandard, ...]
    processes: tuple[ProcessControl, ...]
    scorecards: tuple[Scorecard, ...]
    later: tuple[LaterProvision, ...]
    parameters: Parameters
    attributes: Attributes
    digest: str

    def kinds(self) -> "tuple[tuple[AnyProvision, ...], ...]":
        """Give the provisions, kind by kind."""
        return (
            self.requirements,
            self.records,
            self.retention,
            self.signatures,
            self.inspections,
            self.processes,
            self.scorecards,
            self.later,
        )

    def headers(self) -> tuple[Header, ...]:
        """Give the header of every provision of every kind."""
        return tuple(one.header for kind in self.kinds() for one in kind)


def on(provisions: tuple[Held, ...], day: dt.date) -> tuple[Held, ...]:
    """Give the provisions in the form that they have on a local day."""
    return tuple(one for one in provisions if one.header.days.holds(day))
