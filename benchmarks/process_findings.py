"""
How long process findings take, and all findings of a lot, beside the kernels on the same arrays.

Ratios of one run; absolute times are noise.

The answers are compared before anything is timed. The cold row is processor time of whole processes that find the
compiled kernels of a run before, as what is installed does.
"""

import datetime as dt
import json
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.decision import AS_OF, EXAMPLE, Command, processes, seconds
from benchmarks.findings import inspection_work
from core.documents.files import read_document
from core.documents.json_text import read_json
from core.documents.written import plain_value
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.findings import Findings
from engine.model.reading import read_dossier
from engine.packs.pack import RulePack
from engine.packs.packset import load_packset
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.findings import gather
from spc_kernels import capability, charts

SERIES, POINTS, SIZE, PRIOR = 10, 5_000, 5, 25
STARTED = dt.datetime.fromisoformat("2026-10-27T08:10:00+08:00")
HEADER = {
    "title": {"en": "A process is in control", "zh": "过程受控"},
    "cites": [{"source": "work", "at": "1"}],
    "authority": "policy",
    "effective": {"from": "2020-01-01"},
}
PROCESS = {
    "id": "P-1",
    **HEADER,
    "each": {"step": "lot.steps"},
    "where": 'step.kind == "sealing"',
    "none": "violated",
    "characteristic": "seal-strength",
    "chart": {"kind": "xbar_s", "subgroup": SIZE},
    "baseline": {"subgroups": PRIOR},
    "signals": ["nelson_1", "nelson_2", "nelson_3"],
    "capability": {"index": "cpk", "min": 1.33, "lower_bound": 0.95},
}
GUARD = {
    "id": "R-1",
    **HEADER,
    "require": "lot.batch_record.complete",
    "message": {"en": "the batch record is not complete", "zh": "批记录不完整"},
}
PACK = {
    "format": "lotgate/v1",
    "pack": "p",
    "version": "1",
    "title": {"en": "p", "zh": "规则包"},
    "market": "CN",
    "timezone": "Asia/Shanghai",
    "sources": {"work": {"title": {"en": "A work", "zh": "文件"}}},
}
PACKSET = {"format": "lotgate/v1", "version": "1", "acts": ["market_release"], "markets": {"CN": ["p 1"]}}


def main() -> None:
    """Print the table."""
    print("## Process findings\n")
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    print(f"{versions}, {platform.machine()}, {time.strftime('%Y-%m-%d')}.\n")
    print("| work | beside it | times as long |\n| --- | --- | --- |")
    for work, beside, ratio in (*process_rows(), *cold_rows()):
        print(f"| {work} | {beside} | {ratio:.1f} |", flush=True)
    print()


def process_rows() -> list[tuple[str, str, float]]:
    """Measure series against charts and capability."""
    arrays = [np.random.default_rng(seed).normal(3.4, 0.2, POINTS).round(3) for seed in range(SERIES)]
    pack, dossier = pack_of({"processes": [PROCESS], "requirements": [GUARD]}), dossier_of(arrays)
    look = gathering(pack, dossier)
    found, wanted = look().process["seal"].findings, [kernels(one) for one in arrays]
    assert len(found) == SERIES
    for finding, (signals, bound) in zip(found, wanted, strict=True):
        assert finding.chart is not None
        assert finding.capability is not None
        assert finding.capability.lower_bound is not None
        assert len(finding.chart.signals) == signals
        assert abs(float(finding.capability.lower_bound.value) - bound) <= 1e-10 * bound
    inspected, called = inspection_work()
    bare = seconds(lambda: [kernels(one) for one in arrays], 5)
    watched = seconds(look, 5)
    both = (watched + seconds(inspected, 5)) / (bare + seconds(called, 5))
    work = f"process findings of {SERIES} series × {POINTS:,} readings: {1e3 * watched:.0f} ms"
    return [
        (work, f"the bare kernels: {1e3 * bare:.0f} ms", watched / bare),
        ("the same, with inspection findings of 20 characteristics × 125 readings", "bare kernels; wanted: ≤ 5", both),
    ]


def kernels(values: npt.NDArray[np.float64]) -> tuple[int, float]:
    """Chart and study one series by bare calls: signals, and the lower bound of Cpk."""
    rows = values.reshape(-1, SIZE)
    prior, lot = rows[:PRIOR], rows[PRIOR:]
    base = charts.xbar_s(prior).xbar
    known = charts.Given(center=float(np.atleast_1d(base.center)[0]), sigma=base.sigma)
    both = charts.xbar_s(lot, given=known, rules="nelson:1,2,3")
    study = capability.normal(lot, capability.Specification(lsl=1.5), confidence=0.95)
    signals = 0 if both.xbar.signals is None else sum(both.xbar.signals.count(one) for one in (1, 2, 3))
    return signals + int(both.spread.out_of_control.size), study.cpk.lower_bound or 0.0


def dossier_of(arrays: list[npt.NDArray[np.float64]]) -> Dossier:
    """Give the example with these series at its sealing step, the first subgroups two days before it."""
    data = example()
    step = next(one for one in data["lot"]["steps"] if one["id"] == "seal")
    data["product"]["characteristics"] = [
        {
            "id": "seal-strength",
            "name": {"en": "seal strength", "zh": "热封强度"},
            "lower": {"value": "1.50", "unit": "N"},
            "upper": None,
            "spc": None,
        }
    ]
    apart = dt.timedelta(minutes=3)
    times = [STARTED - dt.timedelta(days=2) + place * apart for place in range(PRIOR)]
    times += [STARTED + place * apart for place in range(POINTS // SIZE - PRIOR)]
    step["parameters"] = [
        {
            "id": f"s{place}",
            "characteristic": "seal strength",
            "equipment": None,
            "unit": "N",
            "values": values.tolist(),
            "subgroup_size": SIZE,
            "times": [one.isoformat() for one in times],
            "baseline": {"from": "2026-10-25", "until": "2026-10-25"},
        }
        for place, values in enumerate(arrays)
    ]
    return read_dossier(read_json(json.dumps(data)))


def example() -> Any:  # noqa: ANN401  # what JSON can hold
    """Give the example's dossier as plain data."""
    document = read_document(EXAMPLE)
    return plain_value(document.root, "$", lambda *_: None)


def pack_of(provisions: dict[str, Any]) -> RulePack:
    """Load a pack of these provisions."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_packset(write(Path(folder), provisions), (Path(folder),))
    pack = loaded.markets["CN"][0].pack
    assert pack is not None, loaded.markets["CN"][0].problems
    return pack


def write(shelf: Path, provisions: dict[str, Any]) -> Path:
    """Write a pack of these provisions and a pack set of it; JSON is YAML."""
    (shelf / "p").mkdir()
    (shelf / "p" / "pack.yaml").write_text(json.dumps(PACK), encoding="utf-8")
    (shelf / "p" / "all.yaml").write_text(json.dumps(provisions), encoding="utf-8")
    (shelf / "packset.yaml").write_text(json.dumps(PACKSET), encoding="utf-8")
    return shelf / "packset.yaml"


def gathering(pack: RulePack, dossier: Dossier) -> Callable[[], Findings]:
    """Give what makes the findings of a dossier anew."""
    reader = PackReader(dossier, AS_OF.date(), {}, pack.attributes)
    situation = Situation(
        reader=reader,
        market="CN",
        as_of=AS_OF,
        today=AS_OF.date(),
        timezone="Asia/Shanghai",
        roles=None,
        bound=names_of(reader, AS_OF, "CN", pack.parameters),
    )
    return lambda: gather(pack, situation, Act.market_release).findings


def cold_rows() -> list[tuple[str, str, float]]:
    """Measure whole processes that decide, with a process provision and without."""
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for name, provisions in (
            ("with", {"processes": [PROCESS], "requirements": [GUARD]}),
            ("without", {"requirements": [GUARD]}),
        ):
            shelf = Path(folder) / name
            shelf.mkdir()
            packset = write(shelf, provisions)
            values = [np.random.default_rng(1).normal(3.4, 0.2, POINTS).round(3)]
            path = shelf / "dossier.json"
            path.write_bytes(canonical(dossier_of(values)))
            code = (
                "import pathlib, datetime as d; from core.documents.files import read_document as r;"
                "from engine.model.reading import read_dossier as o;"
                "from engine.packs.packset import load_packset as l;"
                "from engine.release.decide import Question as Q, decide; from engine.model.codes import Act;"
                f"p = pathlib.Path({str(packset)!r});"
                f"decide(o(r(pathlib.Path({str(path)!r}))), l(p, (p.parent,)),"
                f" Q(act=Act.market_release, as_of=d.datetime.fromisoformat({AS_OF.isoformat()!r}), markets=('CN',)))"
            )
            commands.append(Command(("-c", code)))
        (charted, _), (plain, _) = processes(*commands)
    work = f"decide in a fresh process, one series charted: {charted:.1f} s"
    return [(work, f"without a process provision, {plain:.1f} s", charted / plain)]


def canonical(dossier: Dossier) -> bytes:
    """Write a dossier."""
    from core.canonical import canonical_bytes

    return canonical_bytes(dossier)


if __name__ == "__main__":
    main()
