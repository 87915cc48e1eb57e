"""Which registers there are, and which of them a statement closes."""

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.model.dictionary import fields_of
from engine.model.dossier import Coverage, Dossier
from engine.model.equipment import Equipment
from engine.model.lot import Lot
from engine.model.supplier import Supplier
from engine.model.types import ListOf, Nullable

STATEMENT = re.compile(r"coverage\[([0-9]+)\]")


@functools.cache
def registers_in(entity: type[msgspec.Struct]) -> tuple[str, ...]:
    """Give the registers among the fields of an entity."""
    found: list[str] = []
    for name, field in fields_of(entity).items():
        held = field.type.of if isinstance(field.type, Nullable) else field.type
        if isinstance(held, ListOf) and held.register:
            found.append(name)
    return tuple(found)


def register_patterns() -> tuple[str, ...]:
    """Give the registers as documentation names them: ``lot.steps``, ``suppliers[].audits``."""
    of_lot = (f"lot.{name}" for name in registers_in(Lot))
    of_suppliers = (f"suppliers[].{name}" for name in registers_in(Supplier))
    of_equipment = (f"equipment[].{name}" for name in registers_in(Equipment))
    return (*registers_in(Dossier), *of_lot, *of_suppliers, *of_equipment)


def registers_of(dossier: Dossier) -> frozenset[str]:
    """Give the registers of a dossier, as coverage statements and expressions name them."""
    of_lot = (f"lot.{name}" for name in registers_in(Lot))
    of_suppliers = (f"suppliers[{one.id}].{name}" for one in dossier.suppliers for name in registers_in(Supplier))
    of_equipment = (f"equipment[{one.id}].{name}" for one in _equipment(dossier) for name in registers_in(Equipment))
    return frozenset((*registers_in(Dossier), *of_lot, *of_suppliers, *of_equipment))


def register_hint(name: str, known: Collection[str]) -> Localized | str | None:
    """Suggest the register that was meant."""
    if name.startswith("suppliers"):
        return did_you_mean(name, known) or say(
            "the registers of a supplier are named `suppliers[ID].audits`", "供方的台账写作`suppliers[编号].audits`"
        )
    if name.startswith("equipment"):
        return did_you_mean(name, known) or say(
            "the calibrations of a gauge are named `equipment[ID].calibrations`",
            "量具的校准台账写作`equipment[编号].calibrations`",
        )
    return did_you_mean(name, known)


class Coverages:
    """
    The statements of completeness of a dossier.

    Args:
        dossier: The dossier.
        unknown: Paths of what its faults make unknown; a statement with a fault closes nothing.
    """

    def __init__(self, dossier: Dossier, unknown: Iterable[str] = ()) -> None:
        unknown = frozenset(unknown)
        faulty = {int(found[1]) for path in unknown if (found := STATEMENT.match(path))}
        self.statements = [one for index, one in enumerate(dossier.coverage) if index not in faulty]
        started = _day(dossier.lot.started_on, "lot.started_on", unknown)
        # A list of the dossier itself is about this lot, and so is what expressions read of its equipment.
        self.since: dict[str, dt.date | None] = {"": started, "lot": started}
        self.since |= {f"equipment[{one.id}]": started for one in _equipment(dossier)}
        self.first: dict[str, dt.date | None] = {}
        for supplier in dossier.suppliers:
            owner = f"suppliers[{supplier.id}]"
            self.since[owner] = self.first[owner] = _day(supplier.since, f"{owner}.since", unknown)

    def closes(self, register: str, today: dt.date) -> bool:
        """
        Tell whether a register is complete through a day.

        One statement must reach from the first day of its owner, the lot or the relation with the supplier, through
        that day; of equipment from the first day of the lot. A first day that was not recorded closes nothing.
        """
        first = self.since.get(register.rpartition(".")[0])
        return first is not None and any(
            one.register == register and one.from_ <= first and one.through >= today for one in self.statements
        )

    def reaches(self, register: str, begin: dt.date, today: dt.date) -> bool:
        """
        Tell whether a register is complete from a day through another.

        One statement must reach from the first, or from the first day of the relation with the supplier where that is
        later, through the last.
        """
        first = self.first.get(register.rpartition(".")[0])
        begin = begin if first is None else max(begin, first)
        return any(one.register == register and one.from_ <= begin and one.through >= today for one in self.statements)

    def told_of(self, register: str) -> tuple[dt.date | None, dt.date | None, tuple[Coverage, ...]]:
        """Give what `closes` and `reaches` depend on for a register, beside the days asked about."""
        owner = register.rpartition(".")[0]
        stated = tuple(one for one in self.statements if one.register == register)
        return self.since.get(owner), self.first.get(owner), stated


def _equipment(dossier: Dossier) -> Sequence[Equipment]:
    return dossier.equipment if isinstance(dossier.equipment, list) else ()


def _day(value: object, path: str, unknown: frozenset[str]) -> dt.date | None:
    return value if isinstance(value, dt.date) and path not in unknown else None
