"""Whether a lot of medical devices may be released, in which markets, and why: the public Python face."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.errors import FaultsError, LotgateError
    from engine.model.codes import Act
    from engine.model.decision import Decision
    from engine.model.dossier import Dossier
    from engine.model.reading import read_dossier
    from engine.packs.packset import PackSet, load_packset
    from engine.release.decide import Question, decide, decision_bytes

__all__ = [
    "Act",
    "Decision",
    "Dossier",
    "FaultsError",
    "LotgateError",
    "PackSet",
    "Question",
    "decide",
    "decision_bytes",
    "load_packset",
    "read_dossier",
]
# A command imports what it needs, and not all of the engine first.
_HOMES = {
    "Act": "engine.model.codes",
    "Decision": "engine.model.decision",
    "Dossier": "engine.model.dossier",
    "FaultsError": "core.errors",
    "LotgateError": "core.errors",
    "PackSet": "engine.packs.packset",
    "Question": "engine.release.decide",
    "decide": "engine.release.decide",
    "decision_bytes": "engine.release.decide",
    "load_packset": "engine.packs.packset",
    "read_dossier": "engine.model.reading",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(name)
        return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
