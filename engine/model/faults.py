"""A fault of the data: what is wrong, where it stands, and what cannot be known because of it."""

from collections.abc import Iterable

import msgspec

from core.documents.tree import Document, Path, path_text
from core.errors import LotgateError
from core.locations import DataLocation, Location
from core.words import Localized
from engine.model.errors import DossierError


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """
    One fault.

    Attributes:
        error: Its class, which has the code.
        message: What is wrong.
        hint: What to do about it.
        path: Where it stands, by keys and positions.
        unknown: What is unknown because of it, as expressions name it: list items by their identifier.
    """

    error: type[DossierError]
    message: Localized
    path: Path
    unknown: tuple[str, ...]
    hint: Localized | str | None = None

    def at(self, location: Location) -> LotgateError:
        """Give the fault as an error at a place."""
        return self.error(self.message, location=location, hint=self.hint)

    def as_error(self) -> LotgateError:
        """Give the fault as an error at its path."""
        return self.at(DataLocation(path_text(self.path)))

    def located(self, document: Document, base: Path = ()) -> LotgateError:
        """Give the fault as an error at its place in a document, which may hold more than the dossier."""
        return self.at(document.locate((*base, *self.path)))


def unknown_because(faults: Iterable[Fault]) -> dict[str, Fault]:
    """Give what is unknown, each with the first fault that makes it so."""
    found: dict[str, Fault] = {}
    for fault in faults:
        for path in fault.unknown:
            found.setdefault(path, fault)
    return found
