"""A small lot with three inspections, a provision for it, and what is found: everything the tests here change."""

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.expressions.missing import Missing
from engine.model.faults import unknown_because
from engine.model.inspection_finding import InspectionFinding
from engine.model.quality import quality_faults
from engine.packs.pack import RulePack
from engine.packs.packset import PackSet
from engine.provisions.found import Found
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.findings import inspected_by
from tests.strategies import (
    AS_OF,
    HEADER,
    REMOVED,
    Data,
    dossier_of,
    load,
    loaded,
    patched,
    plain,
    requirement,
    write_pack,
)

FOLDER = Path(__file__).parent
LOT = FOLDER / "lot.yaml"
GONE = "(not recorded)"
PROVISION: Data = {
    "id": "RULE-1",
    **HEADER,
    "each": {"c": "product.characteristics"},
    "none": "violated",
    "stage": "final",
}


@functools.cache
def _lot_text() -> str:
    return json.dumps(plain(loaded(LOT)))


def lot() -> Data:
    """Give the lot as plain data, a fresh copy; every characteristic of it conforms."""
    data: Data = json.loads(_lot_text())
    return data


def changed(patch: Mapping[str, Any]) -> Data:
    """Change the lot by path; `(not recorded)` takes a value away."""
    return patched(lot(), {path: REMOVED if value == GONE else value for path, value in patch.items()})


def provision(**fields: object) -> Data:
    """Make an inspection standard; a field that is `None` is left out."""
    return {key: value for key, value in {**PROVISION, **fields}.items() if value is not None}


@functools.cache
def _packset(text: str) -> PackSet:
    standards, extra, acts = json.loads(text)
    guards = [requirement(f"GUARD-{act}".upper().replace("_", "-"), "lot.quantity > 0", before=act) for act in acts]
    with TemporaryDirectory() as folder:
        files = {"all.yaml": {"requirements": [*guards, *extra], "inspections": standards}}
        write_pack(Path(folder), "p", files)
        return load(Path(folder), {"CN": ["p 1"]}, acts)


def packset(*standards: Data, extra: Sequence[Data] = (), acts: Sequence[str] = ("market_release",)) -> PackSet:
    """Load a pack with inspection standards, and a requirement for each act that holds."""
    return _packset(json.dumps([standards, extra, acts]))


def pack(*standards: Data) -> RulePack:
    """Give that pack; its faults are those of the test."""
    (listed,) = packset(*standards).markets["CN"]
    assert listed.pack is not None, listed.problems
    return listed.pack


def found(data: Data, standard: Data) -> Found[InspectionFinding]:
    """Inspect every characteristic that a standard picks."""
    held = pack(standard)
    dossier = dossier_of(data)
    faults = {
        path: Missing(path, "faulty", fault.message.en, fault.message.zh)
        for path, fault in unknown_because(quality_faults(dossier, AS_OF)).items()
    }
    reader = PackReader(dossier, AS_OF.date(), faults, held.attributes)
    situation = Situation(
        reader=reader,
        market="CN",
        as_of=AS_OF,
        today=AS_OF.date(),
        timezone="Asia/Shanghai",
        roles=None,
        bound=names_of(reader, AS_OF, "CN", held.parameters),
    )
    return inspected_by(held.inspections[0], situation)


def finding(data: Data, standard: Data, characteristic: str) -> InspectionFinding:
    """Give what is found of one characteristic."""
    return next(one for one in found(data, standard).findings if one.characteristic == characteristic)
