"""What is wrong with the data of a well-formed dossier: every fault at once, each with what it makes unknown."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from core.errors import MOST_SHOWN
from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.model.codes import Actor
from engine.model.dossier import Coverage, Dossier
from engine.model.errors import (
    AheadOfTimeError,
    ContradictionError,
    DossierError,
    DuplicateIdError,
    OtherDimensionError,
    PeriodError,
    UnitError,
    UnknownRegisterError,
    UnresolvedReferenceError,
)
from engine.model.faults import Fault
from engine.model.plans import Plan, Step, plan_of
from engine.model.registers import names_register, register_hint, registers_of
from engine.model.rules import Rule, breaches
from engine.model.soundness import Bounds, SoundParts, is_sound
from engine.model.units import dimension, same_dimension
from engine.model.values import Period, Quantity

# The first place on Earth where a day begins: a day lies ahead only when it has not begun anywhere.
EARLIEST_ZONE = dt.timezone(dt.timedelta(hours=14))
BOTH_ENDS = say("first and last day, both inclusive", "首日与末日，均含当日")


def quality_faults(
    dossier: Dossier, as_of: dt.datetime | None = None, known: SoundParts | None = None
) -> tuple[Fault, ...]:
    """
    Find the faults of a dossier's data. Pure.

    Identifiers that stand twice or refer to nothing, periods that end before they begin, times out of order, ahead of
    the decision or before the lot's first day, quantities in a unit of another dimension or that do not balance, and
    whatever else the entities state in ``__rules__``.

    Args:
        dossier: A dossier as `engine.model.reading` gives it.
        as_of: The decision's instant; nothing lies ahead of it when left out.
        known: What was found sound of other dossiers; it changes how long this takes, and nothing else.

    Returns:
        The faults, in the order of the dictionary.
    """
    return tuple(_Inspector(dossier, as_of, known).faults())


class _Inspector:
    """
    Walks a dossier by the plans of its entities; a plan lists only what can be wrong.

    The path is kept as one list, and put together only for a fault.
    """

    def __init__(self, dossier: Dossier, as_of: dt.datetime | None, sound: SoundParts | None = None) -> None:
        self.dossier = dossier
        self.as_of = as_of
        self.sound = sound
        self.last_day = as_of.astimezone(EARLIEST_ZONE).date() if as_of is not None else dt.date.max
        started = dossier.lot.started_on
        self.first_day = started if isinstance(started, dt.date) else dt.date.min
        self.known: dict[str, frozenset[str]] = {}
        self.belongs = False
        self.registers: frozenset[str] | None = None
        self.units: dict[str, UnitError | None] = {}
        self.trail: list[str | int] = []
        self.named: list[str] = []
        self.found: list[Fault] = []
        self.looks: dict[str, Callable[[Any, Step], object]] = {
            "record": self._record,
            "records": self._records,
            "record_map": self._record_map,
            "distinct": self._distinct,
            "reference": self._reference,
            "period": self._period,
            "occurred": self._occurred,
            "each": self._each,
            "quantity": self._quantity,
            "unit": self._unit,
        }

    def faults(self) -> list[Fault]:
        """Give all faults."""
        if not self._looks_sound():
            self._inspect(self.dossier, plan_of(Dossier))
        self._roles()
        for index, coverage in enumerate(self.dossier.coverage):
            self._coverage(coverage, index)
        return self.found

    def _looks_sound(self) -> bool:
        """Take a quick look first: nearly every dossier is sound, and paths are needed only where one is not."""
        as_of = dt.datetime.max.replace(tzinfo=dt.UTC) if self.as_of is None else self.as_of
        return is_sound(self.dossier, Bounds(self.first_day, self.last_day, as_of, self._identifiers), self.sound)

    def _fail(
        self,
        error: type[DossierError],
        message: Localized,
        *,
        also: tuple[str, ...] = (),
        hint: Localized | str | None = None,
    ) -> None:
        fault = Fault(
            error=error, message=message, hint=hint, path=tuple(self.trail), unknown=("".join(self.named), *also)
        )
        self.found.append(fault)

    def _inspect(self, record: msgspec.Struct, plan: Plan) -> None:
        for step in plan.steps:
            value = getattr(record, step.attribute)
            if value is msgspec.UNSET or value is None:
                continue
            self.trail.append(step.name)
            self.named.append(f".{step.name}" if self.named else step.name)
            before = self.belongs
            self.belongs = (before or step.begins) and not step.older
            self.looks[step.look](value, step)
            self.belongs = before
            self.trail.pop()
            self.named.pop()
        for rule in plan.rules:
            self._rule(record, rule)

    def _record(self, value: msgspec.Struct, step: Step) -> None:
        plan = step.plan()
        if plan.steps or plan.rules:
            self._inspect(value, plan)

    def _records(self, value: list[msgspec.Struct], step: Step) -> None:
        plan = step.plan()
        seen: set[str] = set()
        for index, item in enumerate(value):
            name = getattr(item, "id", None)
            if name in seen:
                self._twice(name, index)
            if name is not None:
                seen.add(name)
            self.trail.append(index)
            self.named.append(f"[{index if name is None else name}]")
            self._inspect(item, plan)
            self.trail.pop()
            self.named.pop()

    def _record_map(self, value: dict[str, msgspec.Struct], step: Step) -> None:
        plan = step.plan()
        for key, item in value.items():
            if item is not None:
                self.trail.append(key)
                self.named.append(f"[{key}]")
                self._inspect(item, plan)
                self.trail.pop()
                self.named.pop()

    def _twice(self, name: object, index: int) -> None:
        message = say(
            "`{name}` stands twice in `{list}`", "`{name}` 在 `{list}` 中出现两次", name=name, list=self.trail[-1]
        )
        self.trail.append(index)
        hint = say("each stands there once", "每项只出现一次")
        self._fail(DuplicateIdError, message, hint=hint)
        self.trail.pop()

    def _distinct(self, value: list[object], _step: Step) -> None:
        if len(set(value)) == len(value):
            return
        seen: set[object] = set()
        for index, item in enumerate(value):
            if item in seen:
                self._twice(item, index)
            seen.add(item)

    def _reference(self, value: str, step: Step) -> None:
        known = self._identifiers(step.refers_to)
        if value not in known:
            message = say("`{value}` is not in `{to}`", "`{value}` 不在 `{to}` 中", value=value, to=step.refers_to)
            # Where the dossier holds one record, and it is not the one that is meant, nothing in it can be believed.
            also = () if _is_list(self.dossier, step.refers_to) else (step.refers_to,)
            near = did_you_mean(value, known) if len(self.found) < MOST_SHOWN else None
            hint = near or say("record it there, or refer to what is there", "请在其中记录，或引用其中已有的编号")
            self._fail(UnresolvedReferenceError, message, also=also, hint=hint)

    def _identifiers(self, refers_to: str) -> frozenset[str]:
        if refers_to not in self.known:
            self.known[refers_to] = frozenset(_identifiers(self.dossier, refers_to))
        return self.known[refers_to]

    def _period(self, value: Period, _step: Step) -> None:
        if isinstance(value.from_, dt.date) and isinstance(value.until, dt.date) and value.until < value.from_:
            self._fail(PeriodError, say("the period ends before it begins", "期间的结束早于开始"), hint=BOTH_ENDS)

    def _occurred(self, value: dt.date, _step: Step) -> None:
        day = value.date() if isinstance(value, dt.datetime) else value
        ahead = self.as_of is not None and (
            value > self.as_of if isinstance(value, dt.datetime) else day > self.last_day
        )
        if ahead and self.as_of is not None:
            message = say(
                "`{value}` lies after the instant of the decision, `{as_of}`",
                "`{value}` 晚于判定时刻 `{as_of}`",
                value=value.isoformat(),
                as_of=self.as_of.isoformat(),
            )
            self._fail(AheadOfTimeError, message, hint=say("are clock and offset right?", "时钟和时差是否正确？"))
        elif self.belongs and day < self.first_day:
            message = say(
                "`{day}` lies before the lot's first day, `{first}`",
                "`{day}` 早于本批首日 `{first}`",
                day=day.isoformat(),
                first=self.first_day.isoformat(),
            )
            hint = say(
                "`started_on` is the first day of anything that belongs to the lot", "`started_on`是本批任何活动的首日"
            )
            self._fail(ContradictionError, message, also=("lot.started_on",), hint=hint)

    def _each(self, value: list[Any] | dict[str, Any], step: Step) -> None:
        look = self.looks[step.item]
        if step.item == "reference":
            self._distinct(list(value), step)
        # A list with an item that cannot be believed is unknown as a whole; a map is read entry by entry.
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if item is not None:
                self.trail.append(key)
                self.named.append(f"[{key}]" if isinstance(value, dict) else "")
                look(item, step)
                self.trail.pop()
                self.named.pop()

    def _quantity(self, value: Quantity, step: Step) -> None:
        if self._unit(value.unit, step) and step.unit and not same_dimension(value.unit, step.unit):
            message = say(
                "`{unit}` does not measure the same as `{other}`",
                "`{unit}` 与 `{other}` 所计量的量不同",
                unit=value.unit,
                other=step.unit,
            )
            hint = say("such as `{unit}`", "例如`{unit}`", unit=step.unit)
            self._fail(OtherDimensionError, message, hint=hint)

    def _unit(self, value: str, _step: Step) -> bool:
        if value not in self.units:
            self.units[value] = _unit_error(value)
        fault = self.units[value]
        if fault is not None:
            self._fail(type(fault), fault.words, hint=fault.hint_words)
        return fault is None

    def _rule(self, record: msgspec.Struct, rule: Rule) -> None:
        for breach in breaches(record, rule):
            here = "".join(self.named)
            shown = breach.fields[-1].split(".")
            paths = tuple(f"{here}.{name}" for name in breach.fields)
            fault = Fault(error=ContradictionError, message=breach.message, path=(*self.trail, *shown), unknown=paths)
            self.found.append(fault)

    def _roles(self) -> None:
        """Refuse a company that makes for others a lot that was not made for others."""
        lot = self.dossier.lot
        roles = lot.roles if isinstance(lot.roles, dict) else {}
        for market, held in roles.items():
            if Actor.contract_manufacturer in held and lot.contract_manufactured is False:
                message = say(
                    "the company is contract manufacturer for `{market}`, and the lot was not made under contract",
                    "本企业在 `{market}` 为受托生产企业，而本批并非委托生产",
                    market=market,
                )
                self.found.append(
                    Fault(
                        error=ContradictionError,
                        message=message,
                        path=("lot", "contract_manufactured"),
                        unknown=("lot.contract_manufactured", "lot.roles"),
                    )
                )

    def _coverage(self, coverage: Coverage, index: int) -> None:
        """Refuse a statement that speaks for nothing, or for no day; it closes no register then."""
        self.trail, self.named = ["coverage", index], ["coverage", f"[{index}]"]
        if coverage.through < coverage.from_:
            self._fail(
                PeriodError, say("the coverage ends before it begins", "完整性声明的结束早于开始"), hint=BOTH_ENDS
            )
        if not names_register(self.dossier, coverage.register):
            if self.registers is None:
                self.registers = registers_of(self.dossier)
            self.trail.append("register")
            message = say("`{name}` is not a register", "`{name}` 不是台账", name=coverage.register)
            self._fail(UnknownRegisterError, message, hint=register_hint(coverage.register, self.registers))


def _unit_error(unit: str) -> UnitError | None:
    try:
        dimension(unit)
    except UnitError as fault:
        return fault
    return None


def _identifiers(dossier: Dossier, refers_to: str) -> Iterator[str]:
    held = _held(dossier, refers_to)
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, msgspec.Struct):
            yield getattr(one, "id", "")


def _is_list(dossier: Dossier, refers_to: str) -> bool:
    return not isinstance(_held(dossier, refers_to), msgspec.Struct)


def _held(dossier: Dossier, refers_to: str) -> object:
    """Give what ids refer to: a list or a record of the dossier, or one of its lot."""
    held: object = dossier
    for name in refers_to.split("."):
        held = getattr(held, name, msgspec.UNSET)
    return held
