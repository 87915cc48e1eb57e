"""Deciding about a file with changes made in it: for tests in Python, which say them as suites do."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from core.documents.decode import decode
from core.documents.files import read_document
from core.documents.json_text import read_json
from core.errors import FaultsError
from core.locations import FileLocation
from engine.model.codes import Act
from engine.model.decision import Decision
from engine.model.reading import read_dossier
from engine.release.decide import Question, decide
from engine.verification.forms import GivenForm
from engine.verification.given import read_given
from engine.verification.patches import patched
from engine.verification.series import NamedSeries
from lotgate.suites import packs_for


def decide_given(
    folder: Path, dossier: Path, given: dict[str, Any], act: str, as_of: dt.datetime, packset: str | Path | None
) -> Decision:
    """
    Decide about a dossier's file, changed as a case of a suite changes it.

    Args:
        folder: The folder that the other files are named from; a pack's folder of tests where `packset` is left out.
        dossier: The dossier's file.
        given: `set`, `unset`, `add`, `remove` and `coverage`, in plain values.
        act: The act.
        as_of: The instant.
        packset: What decides; the pack in whose folder of tests `folder` is when left out.

    Returns:
        The decision about the markets that are decided there and that the lot is meant for.

    Raises:
        FaultsError: The dossier, a change or a pack is refused.
    """
    said = None if packset is None else str(packset)
    decides = packs_for(()).deciding(folder / "test", said, FileLocation(str(folder))).packset
    document = read_document(folder / dossier, str(dossier))
    base = read_dossier(document)
    changes = read_json(json.dumps(given, default=str, ensure_ascii=False))
    form = decode(changes, GivenForm)
    read, faults = read_given(form, base, changes, (), NamedSeries({}))
    if faults:
        raise FaultsError(faults)
    changed = patched(base, read)
    markets = tuple(market for market in changed.lot.target_markets if market in decides.markets)
    return decide(changed, decides, Question(act=Act[act], as_of=as_of, markets=markets))
