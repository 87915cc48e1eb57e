"""A lot with one sealing step whose series a test says, and a pack of one process provision."""

import datetime as dt
import functools
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.expressions.missing import Missing
from engine.model.calendar import local_day
from engine.model.codes import Act
from engine.model.decision import Decision
from engine.model.faults import unknown_because
from engine.model.process_finding import ProcessFinding
from engine.model.quality import quality_faults
from engine.packs.packset import PackSet
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.findings import gather
from tests.strategies import AS_OF, HEADER, Data, Patch, dossier_of, load, patched, released, requirement, write_pack

STEP = "lot.steps[seal]"
START = dt.datetime.fromisoformat("2026-10-27T08:10:00+08:00")
END = dt.datetime.fromisoformat("2026-10-29T16:00:00+08:00")
GUARD = requirement("GUARD-1", "lot.batch_record.complete")
SEALING: Data = {"each": {"step": "lot.steps"}, "where": 'step.kind == "sealing"', "none": "violated"}
SPC: Data = {"chart": "individuals", "subgroup_size": 1, "center": None, "sigma": None, "approver": None}
SEAL: Data = {
    "id": "seal-strength",
    "name": {"en": "seal strength", "zh": "热封强度"},
    "kind": "variable",
    "unit": "N",
    "lower": {"value": "1.50", "unit": "N"},
    "upper": None,
    "spc": None,
}
PEOPLE: Data = {"id": "P-014", "name": "Sun Yue"}


def series(values: Sequence[float | None], size: int = 1, first: int = 0, minutes: int = 30, **fields: object) -> Data:
    """
    Give a series with subgroups at even distances.

    Args:
        values: Its readings.
        size: Readings in a subgroup.
        first: Position of the first subgroup that is taken in the step; those before lie on the days before it.
        minutes: From one subgroup to the next.
        **fields: Other fields.
    """
    count = -(-len(values) // size)
    before = [START - dt.timedelta(days=2) + place * dt.timedelta(minutes=minutes) for place in range(first)]
    during = [START + place * dt.timedelta(minutes=minutes) for place in range(count - first)]
    prior = {"from": "2026-10-25", "until": "2026-10-26"} if first else None
    found: Data = {
        "id": "s1",
        "characteristic": "seal strength",
        "equipment": None,
        "unit": "N",
        "values": list(values),
        "subgroup_size": size,
        "times": [one.isoformat() for one in (*before, *during)],
        "baseline": prior,
    }
    return {**found, **fields}


def lot(*listed: Data, patch: Patch | None = None) -> Data:
    """Give a dossier whose sealing step has these series."""
    said: Patch = {f"{STEP}.parameters": list(listed), "product.characteristics": [SEAL], "people": [PEOPLE]}
    return patched(patched(released(), said), patch or {})


@functools.cache
def _packset(text: str) -> PackSet:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        provision = {"id": "RULE-1", **HEADER, **json.loads(text)}
        write_pack(shelf, "p", {"all.yaml": {"processes": [provision], "requirements": [GUARD]}})
        return load(shelf, {"CN": ["p 1"]})


def packset(provision: Mapping[str, object]) -> PackSet:
    """Load a pack of one process provision."""
    return _packset(json.dumps(dict(provision)))


def decided(data: Data, provision: Mapping[str, object]) -> Decision:
    """Decide about a lot."""
    from tests.strategies import decided as decide_data

    return decide_data(data, packset(provision), markets=["CN"])


def findings(data: Data, provision: Mapping[str, object]) -> list[ProcessFinding]:
    """Give what a pack of one process provision finds."""
    pack = packset(provision).markets["CN"][0].pack
    assert pack is not None
    dossier = dossier_of(data)
    today = local_day(AS_OF, "Asia/Shanghai")
    faults = {
        path: Missing(path, "faulty", fault.message.en, fault.message.zh)
        for path, fault in unknown_because(quality_faults(dossier, AS_OF)).items()
    }
    reader = PackReader(dossier, today, faults, pack.attributes)
    situation = Situation(
        reader=reader,
        market="CN",
        as_of=AS_OF,
        today=today,
        timezone="Asia/Shanghai",
        roles=None,
        bound=names_of(reader, AS_OF, "CN", pack.parameters),
    )
    found = gather(pack, situation, Act.market_release).findings.process
    return [finding for watched in found.values() for finding in watched.findings]
