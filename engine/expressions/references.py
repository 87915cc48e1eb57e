"""What an identifier refers to: the record of the dossier that it reads as."""

from typing import Any

import msgspec

from engine.model.dossier import Dossier


class References:
    """
    Finds records by the identifier that refers to them.

    Args:
        dossier: The dossier.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.found: dict[str, dict[str, tuple[msgspec.Struct, str]]] = {}

    def find(self, refers_to: str, identifier: str) -> tuple[msgspec.Struct, str] | None:
        """
        Find a record.

        Args:
            refers_to: The list or record that holds it, by its path from the dossier down: ``lot.steps``.
            identifier: Its identifier.

        Returns:
            The record and its path; ``None`` when there is none.
        """
        if refers_to not in self.found:
            self.found[refers_to] = self._by_identifier(refers_to)
        return self.found[refers_to].get(identifier)

    def _by_identifier(self, refers_to: str) -> dict[str, tuple[msgspec.Struct, str]]:
        held: Any = self.dossier
        for name in refers_to.split("."):
            held = getattr(held, name, msgspec.UNSET)
        if isinstance(held, list):
            return {one.id: (one, f"{refers_to}[{one.id}]") for one in held}
        return {held.id: (held, refers_to)} if isinstance(held, msgspec.Struct) else {}  # type: ignore[attr-defined]
