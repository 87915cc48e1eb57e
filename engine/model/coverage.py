"""Which registers of a dossier a statement closes."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from engine.model.dossier import Coverage, Dossier
from engine.model.registers import routes_to, wide

STATEMENT = re.compile(r"coverage\[([0-9]+)\]")
SUPPLIER = re.compile(r"suppliers\[[^\]]*\](?=\.)")


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
        self.dossier = dossier
        self.statements = [one for index, one in enumerate(dossier.coverage) if index not in faulty]
        # What is no supplier's own is about this lot, and so is what expressions read of equipment and people.
        self.started = _day(dossier.lot.started_on, "lot.started_on", unknown)
        self.since: dict[str, dt.date | None] = {}
        for supplier in dossier.suppliers:
            owner = f"suppliers[{supplier.id}]"
            self.since[owner] = _day(supplier.since, f"{owner}.since", unknown)
        self._wide = [one for one in self.statements if wide(one.register) is not None]
        self._exact: dict[str, list[Coverage]] = {}
        for one in self.statements:
            self._exact.setdefault(one.register, []).append(one)
        self._speaking: dict[str, Sequence[Coverage]] = {}
        self._every: dict[tuple[str, str, dt.date], bool] = {}

    def closes(self, register: str, today: dt.date) -> bool:
        """
        Tell whether a register is complete through a day.

        One statement must reach from the first day of its owner through that day: of what stands below a supplier,
        the first day of the relation; of anything else, the lot's. A first day that was not recorded closes nothing.
        """
        first = self._first_day(register)
        return first is not None and any(
            one.from_ <= first and one.through >= today for one in self._speaking_for(register)
        )

    def closes_every(self, entity: str, name: str, today: dt.date) -> bool:
        """Tell whether each register of a field of an entity is complete through a day, wherever it stands."""
        key = (entity, name, today)
        known = self._every.get(key)
        if known is None:
            found = routes_to(entity, name)
            registers = (register for route in found for register in route.registers(self.dossier))
            known = self._every[key] = bool(found) and all(self.closes(one, today) for one in registers)
        return known

    def reaches(self, register: str, begin: dt.date, today: dt.date) -> bool:
        """
        Tell whether a register is complete from a day through another.

        One statement must reach from the first, or from the first day of the relation with the supplier where that is
        later, through the last.
        """
        of_supplier = SUPPLIER.match(register)
        first = None if of_supplier is None else self.since.get(of_supplier[0])
        begin = begin if first is None else max(begin, first)
        return any(one.from_ <= begin and one.through >= today for one in self._speaking_for(register))

    def told_of(self, register: str) -> tuple[dt.date | None, Sequence[Coverage]]:
        """Give what `closes` and `reaches` depend on for a register, beside the days asked about."""
        return self._first_day(register), self._speaking_for(register)

    def _speaking_for(self, register: str) -> Sequence[Coverage]:
        known = self._speaking.get(register)
        if known is None:
            others = (one for one in self._wide if (found := wide(one.register)) and found.fullmatch(register))
            known = self._speaking[register] = (*self._exact.get(register, ()), *others)
        return known

    def _first_day(self, register: str) -> dt.date | None:
        of_supplier = SUPPLIER.match(register)
        return self.started if of_supplier is None else self.since.get(of_supplier[0])


def _day(value: object, path: str, unknown: frozenset[str]) -> dt.date | None:
    return value if isinstance(value, dt.date) and path not in unknown else None
