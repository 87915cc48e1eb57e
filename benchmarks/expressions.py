"""
How long expressions take: many conditions over one document beside other engines, a full decision, and loading.

Answers are compared before anything is timed. Times are taken in turn, round by round; ratios are medians over rounds.
"""

import gc
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.decision import AS_OF
from benchmarks.expression_peers import PEERS, Condition, Document, Peer, Work
from core.canonical import canonical_bytes
from engine.expressions.compiled import CompiledExpressions, compile_expressions
from engine.expressions.kept_sources import KeptSources
from engine.expressions.values import Record
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.faults import unknown_because
from engine.model.findings import Findings
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier_file
from engine.packs.names import FINDINGS
from engine.packs.pack import Requirement, RulePack, on
from engine.packs.packset import PackSet, load_packset
from engine.provisions.compiled import CompiledPack
from engine.provisions.judge import judge as judge_provision
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.decide import Question, decide, decision_bytes
from engine.release.findings import gather
from engine.release.judges import Given, judges_of
from engine.release.outcomes import check_of, outcome_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "reference" / "bench" / "decision_120.json"
ROUNDS = 15
AT_LEAST = 0.002
"""Seconds that a round of one engine takes, so that the clock is fine enough."""


def main() -> None:
    """Print the tables."""
    print("## Expressions\n")
    if not DATA.is_file():
        print(f"`{DATA.parent.name}/{DATA.name}` of the reference data is not here: nothing was measured.\n")
        return
    content = json.loads(DATA.read_text(encoding="utf-8"))
    conditions = [Condition(**one) for one in content["expressions"]]
    peers = [(peer, module) for peer in PEERS if (module := peer.load()) is not None]
    absent = [peer.package for peer in PEERS if peer.load() is None]
    machine(peers)
    if absent:
        print(f"Not installed, and not measured: {', '.join(absent)}.\n")
    decisions(conditions, content["document"], peers)
    full_decision()
    loading(peers)


def machine(peers: Sequence[tuple[Peer, object]]) -> None:
    """Print what the numbers belong to."""
    names = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next((line.split(":")[1].strip() for line in names if "model name" in line), platform.processor())
    versions = ", ".join(f"{peer.package} {peer.version()}" for peer, _ in peers if peer.package)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{cpu}, {os.cpu_count()} cores, load {load}; Python {platform.python_version()}; {versions}.")
    print(f"Medians of {ROUNDS} interleaved rounds, one thread.\n")


def decisions(conditions: Sequence[Condition], document: Document, peers: Sequence[tuple[Peer, object]]) -> None:
    """Compare answers and times of the conditions on single values, of those on lists, and of all together."""
    print("### 120 conditions over one document\n")
    print("What each engine keeps for a document is made before and not timed; ours keeps nothing. Ours gives outcomes")
    print("and deciding clauses, the others outcomes.\n")
    print("| conditions | engine | time | as long as ours |\n| --- | --- | --- | --- |")
    groups = {
        "single values": [one for one in conditions if one.shape == "scalar"],
        "lists": [one for one in conditions if one.shape != "scalar"],
        "all": list(conditions),
    }
    for title, group in groups.items():
        compiled = compile_expressions([one.cel for one in group])
        works = {"lotgate": ours(compiled, document)}
        works |= {label(peer): peer.prepare(module, group, document) for peer, module in peers}
        same_answers(group, compiled, works, document)
        times = interleaved(works)
        for name, taken in times.items():
            ratio = median_ratio(taken, times["lotgate"])
            print(f"| {title}, {len(group)} | {name} | {1e6 * statistics.median(taken):,.1f} µs | {ratio:,.2f} × |")
    print(flush=True)


def label(peer: Peer) -> str:
    """Name a peer and how it is used."""
    return f"{peer.package}: {peer.note}" if peer.package else peer.note


def ours(compiled: CompiledExpressions, document: Document) -> Work:
    """Decide all conditions: outcomes and deciding clauses."""
    return lambda: compiled.decide(document)


def same_answers(
    group: Sequence[Condition], compiled: CompiledExpressions, works: Mapping[str, Work], document: Document
) -> None:
    """Stop when an engine answers otherwise, or when ours differs from its own reference."""
    answers = {name: [bool(answer) for answer in work()] for name, work in works.items() if name != "lotgate"}
    decided = compiled.decide(document)
    assert decided == compiled.reference(document), "the compiled form and the reference evaluator differ"
    expected = [answer.holds for answer in decided]
    for name, found in answers.items():
        differing = [one.id for one, ours, other in zip(group, expected, found, strict=True) if ours is not other]
        assert not differing, f"{name} answers otherwise: {differing}"


def interleaved(works: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Time works in turn, so that what else the machine does falls on all of them."""
    repeats = {name: max(1, int(AT_LEAST / max(seconds(work, 1), 1e-9))) for name, work in works.items()}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(seconds(work, repeats[name]))
    return taken


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Give the time of one call."""
    gc.collect()
    begin = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - begin) / repeats


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Give the middle one of the ratios of each round."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def full_decision() -> None:
    """Compare a whole decision with its expressions alone: with the evidence that it holds of each, and without."""
    packset = load_packset(ROOT / "examples" / "packset.yaml", (ROOT / "rulepacks",))
    question = Question(act=Act.market_release, as_of=AS_OF)
    dossiers = [read_dossier_file(path) for path in sorted((ROOT / "examples" / "dossiers").iterdir())]
    dossier = max(dossiers, key=lambda one: len(canonical_bytes(one)))
    found = list(found_of(dossier, packset, question))
    compiled = [(CompiledPack(pack), situation) for pack, situation, _ in found]

    def each(judged: Callable[[Requirement, Situation], object], *, find: bool = False) -> Callable[[], None]:
        def work() -> None:
            for pack, met in anew(found):
                situation = gather(pack, met, question.act).situation if find else met
                for requirement in on(pack.requirements, situation.today):
                    judged(requirement, situation)

        return work

    def by_the_reference(requirement: Requirement, situation: Situation) -> object:
        return judge_provision(requirement.header, check_of(requirement, situation), situation)

    def straight() -> None:
        for pack, situation in compiled:
            pack.before(situation).all()

    # As the service does: what was loaded is not looked through for garbage while it decides.
    gc.collect()
    gc.freeze()
    times = interleaved(
        {
            "a full decision, three markets, canonical bytes": lambda: decision_bytes(
                decide(dossier, packset, question)
            ),
            "its findings, and its expressions with their evidence": each(outcome_of, find=True),
            "its expressions alone, with their evidence: clauses, observed values, limits, facts": each(outcome_of),
            "its expressions alone, outcomes only, item by item": each(by_the_reference),
            "its expressions alone, outcomes only, compiled": straight,
        }
    )
    gc.unfreeze()
    (whole, *_) = times.values()
    print("### A full decision of the largest example dossier\n")
    print("| work | time | the decision takes |\n| --- | --- | --- |")
    for name, taken in times.items():
        print(f"| {name} | {1e3 * statistics.median(taken):,.2f} ms | {median_ratio(whole, taken):,.2f} × |")
    print(flush=True)


def found_of(dossier: Dossier, packset: PackSet, question: Question) -> Iterator[tuple[RulePack, Situation, Findings]]:
    """Put the dossier before the packs of its markets, with the findings that requirements read."""
    given = Given(dossier, unknown_because(quality_faults(dossier, question.as_of)))
    for market in dossier.lot.target_markets:
        for judge in judges_of(given, packset, market, question.as_of):
            if judge.listed.pack is not None and judge.situation is not None and judge.applies:
                gathered = gather(judge.listed.pack, judge.situation, question.act)
                yield judge.listed.pack, gathered.situation, gathered.findings


def anew(found: Iterable[tuple[RulePack, Situation, Findings]]) -> Iterator[tuple[RulePack, Situation]]:
    """Give situations in which nothing of the dossier was read yet, as a decision begins with."""
    for pack, met, findings in found:
        reader = PackReader(met.reader.dossier, met.today, {}, pack.attributes)
        bound = names_of(reader, met.as_of, met.market, pack.parameters)
        bound[FINDINGS] = Record(findings, FINDINGS, reader)
        yield pack, msgspec.structs.replace(met, reader=reader, bound=bound, known={})


def three_clauses(count: int) -> list[str]:
    """Make expressions of three clauses, no two alike."""
    return [
        f'lot.status == "released-{number}" && lot.quantity > {number} && (lot.cpk >= 1.{number:04} || lot.waived)'
        for number in range(count)
    ]


def loading(peers: Sequence[tuple[Peer, object]]) -> None:
    """Compare loading: everything from text, and from the kept source of an earlier process."""
    peer = next((module for peer, module in peers if peer.package == "cel-expr-python"), None)
    texts = three_clauses(1000)
    print("### Loading 1,000 expressions of three clauses\n")
    with tempfile.TemporaryDirectory() as folder:
        kept = KeptSources(Path(folder) / "sources")
        compile_expressions(texts, kept=kept)
        works: dict[str, Callable[[], object]] = {
            "lotgate, cold": lambda: compile_expressions(texts),
            "lotgate, from kept sources": lambda: compile_expressions(texts, kept=kept),
        }
        if peer is not None:
            works["cel-expr-python"] = lambda: compiled_by(peer, texts)
        times = interleaved(works)
    print("| work | time | as long as cel-expr-python |\n| --- | --- | --- |")
    for name, taken in times.items():
        beside = f"{median_ratio(taken, times['cel-expr-python']):.2f} ×" if peer is not None else "–"
        print(f"| {name} | {1e3 * statistics.median(taken):,.0f} ms | {beside} |")
    print(flush=True)


def compiled_by(cel: object, texts: Sequence[str]) -> list[object]:
    """Compile with cel-expr-python."""
    environment = cel.NewEnv(variables={"lot": cel.Type.DYN})  # type: ignore[attr-defined]  # it has no types
    return [environment.compile(text) for text in texts]


if __name__ == "__main__":
    main()
    sys.exit(0)
