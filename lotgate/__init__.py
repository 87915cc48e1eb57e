"""Whether a lot of medical devices may be released, in which markets, and why: the public Python face."""

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
