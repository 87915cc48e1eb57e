"""A resolved pack: everything checked, nothing left to look up. Immutable."""

import datetime as dt

import msgspec

from core.locations import Location
from engine.expressions.expression import Expression
from engine.expressions.message import Message
from engine.model.codes import Act, Actor
from engine.model.fields import Localized
from engine.packs.forms import Authority, NonePicked, Otherwise


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where in which work a provision stands."""

    source: str
    title: Localized
    edition: str | None
    at: Localized


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


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """
    What every provision says first.

    Attributes:
        id: Stable identifier.
        pack: The pack that declares it.
        market: That pack's market; ``None`` when it is a base pack.
        title: Title.
        cites: Where it comes from; at least one.
        authority: Law, guidance, standard or policy.
        binds: The actors it binds; every actor when empty.
        before: The act it guards.
        effective: When it is in force.
        applies: To which lots; all when ``None``.
        each: Judge items of a list; the lot as a whole when ``None``.
        place: Where it is written.
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


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """What must hold before an act, and what happens otherwise."""

    header: Header
    require: Expression
    otherwise: Otherwise
    message_en: Message
    message_zh: Message


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """How long which records are kept."""

    header: Header
    of: str
    record_types: tuple[str, ...]
    keep_until: Expression
    keep_at_least: Expression | None


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """
    A pack with everything of its parents.

    Attributes:
        name: Name.
        version: Version.
        title: Title.
        market: Market; ``None`` for a base pack.
        timezone: Zone of its local days; ``None`` for a base pack.
        applies: To which lots: its own condition and its parents', all of which must hold.
        requirements: By identifier.
        retention: By identifier.
        digest: Of the flattened, canonical form.
    """

    name: str
    version: str
    title: Localized
    market: str | None
    timezone: str | None
    applies: tuple[Expression, ...]
    requirements: tuple[Requirement, ...]
    retention: tuple[Retention, ...]
    digest: str
