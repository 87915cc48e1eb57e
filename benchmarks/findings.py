"""
How long findings take, beside the bare kernel calls on the same arrays. Ratios of one run; absolute times are noise.

The inspections are the example's seal strength, 125 readings by one gauge and one inspector, for 20 characteristics.
"""

import datetime as dt
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.decision import ROOT, seconds
from engine.model.dossier import Dossier
from engine.model.inspection_records import SamplingPlan
from engine.model.reading import read_dossier_file
from engine.packs.pack import RulePack
from engine.packs.resolve import Shelf, load_pack
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.findings import inspected_by
from spc_kernels.sampling.attributes import attributes_plan
from spc_kernels.sampling.attributes_judgement import judge_attributes
from spc_kernels.sampling.schemes import ISO_2859_1_1999

EXAMPLE = ROOT / "examples" / "dossiers" / "sterile_catheter_full.json"
AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
CHARACTERISTIC = "seal-strength"
HOW_MANY = 20
LIMIT = 1.5
PACK = """
format: lotgate/v1
pack: bench
version: "1"
title: {en: Bench, zh: 测量}
market: CN
timezone: Asia/Shanghai
sources: {work: {title: {en: A work, zh: 文件}}}
"""
INSPECTIONS = """
inspections:
  - id: BENCH-INS-010
    title: {en: Characteristics conform, zh: 特性合格}
    cites: [{source: work, at: "1"}]
    authority: policy
    effective: {from: 2020-01-01}
    each: {c: product.characteristics}
    none: violated
    stage: in_process
    rounding: {method: rounded, standard: GB/T 8170}
    guard_band: {rule: uncertainty, factor: 1}
    sampling: {scheme: iso_2859_1, edition: 1999, level: S_4, aql: 0.65, switching: true}
"""


def inspected(count: int) -> Dossier:
    """Give the example with so many characteristics, each with its own inspection."""
    whole = read_dossier_file(EXAMPLE)
    listed = whole.product.characteristics, whole.lot.inspections
    assert isinstance(listed[0], list), "characteristics"
    assert isinstance(listed[1], list), "inspections"
    one = next(each for each in listed[0] if each.id == CHARACTERISTIC)
    held = next(each for each in listed[1] if each.characteristic == "seal strength")
    assert isinstance(held.sampling, SamplingPlan), "sampling"
    sampling = msgspec.structs.replace(held.sampling, switching_state="normal")
    replace = msgspec.structs.replace
    return replace(
        whole,
        product=replace(
            whole.product, characteristics=[replace(one, id=f"c-{n}", name=msgspec.UNSET) for n in range(count)]
        ),
        lot=replace(
            whole.lot,
            inspections=[replace(held, id=f"I-{n}", characteristic=f"c-{n}", sampling=sampling) for n in range(count)],
        ),
    )


def situation_of(dossier: Dossier, pack: RulePack) -> Situation:
    """Give what a dossier is judged in; it has no faults."""
    reader = PackReader(dossier, AS_OF.date(), {}, pack.attributes)
    return Situation(
        reader=reader,
        market="CN",
        as_of=AS_OF,
        today=AS_OF.date(),
        timezone="Asia/Shanghai",
        roles=None,
        bound=names_of(reader, AS_OF, "CN", pack.parameters),
    )


def inspection_work() -> tuple[Callable[[], object], Callable[[], object]]:
    """Give the findings of inspections, and the kernel calls on their arrays; both accept every lot."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "bench"
        home.mkdir()
        (home / "pack.yaml").write_text(PACK, encoding="utf-8")
        (home / "inspections.yaml").write_text(INSPECTIONS, encoding="utf-8")
        pack = load_pack(home, Shelf((Path(folder),)))
    dossier = inspected(HOW_MANY)
    assert isinstance(dossier.lot.inspections, list), "inspections"
    first = dossier.lot.inspections[0]
    arrays = [np.array([float(text or "nan") for text in first.readings.texts]) for _ in range(HOW_MANY)]  # type: ignore[union-attr]

    def found() -> object:
        return [one.outcome for one in inspected_by(pack.inspections[0], situation_of(dossier, pack)).findings]

    def called() -> object:
        verdicts = []
        for readings in arrays:
            plan = attributes_plan(ISO_2859_1_1999, 4850, 0.65, "S-4")
            failed = int(((readings < LIMIT) | np.isnan(readings)).sum())
            verdicts.append(judge_attributes(plan, [failed]).verdict)
        return verdicts

    assert found() == ["conforming"] * HOW_MANY, found()
    assert called() == ["accepted"] * HOW_MANY, called()
    return found, called


def main() -> None:
    """Print the table."""
    found, called = inspection_work()
    print("## Findings\n")
    print(f"Python {platform.python_version()}, {platform.machine()}, {time.strftime('%Y-%m-%d')}.\n")
    print("| work | beside it | times as long |\n| --- | --- | --- |")
    ratio = seconds(found, 10) / seconds(called, 10)
    work = f"findings of {HOW_MANY} characteristics with 125 readings each"
    print(f"| {work} | plan, comparison and judgement by bare kernel calls | {ratio:.1f} |", flush=True)
    print()


if __name__ == "__main__":
    main()
