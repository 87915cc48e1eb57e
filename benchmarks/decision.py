"""
How long a decision takes, beside what it cannot do without. Ratios of one run; absolute times are noise.

Processes and cases are measured by the time of one processor.
"""

import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import msgspec

from core.canonical import canonical_bytes, digest
from core.documents.files import read_document
from core.documents.json_text import read_json
from engine.identity import ROOMS
from engine.model.codes import Act
from engine.model.reading import read_dossier
from engine.packs.packset import load_packset
from engine.release.decide import Question, decide, decision_bytes
from engine.verification.run import run_suite
from lotgate.suites import read_suites

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "dossiers" / "sterile_catheter.yaml"
PACKSET = ROOT / "examples" / "packset.yaml"
AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
ROUNDS = 7
IMPORTS = ("-c", "import celpy, jsonschema")


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Give the median time of one call, in seconds, over several rounds of calls."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(repeats):
            work()
        rounds.append((time.perf_counter() - begin) / repeats)
    return statistics.median(rounds)


class Command(msgspec.Struct, frozen=True):
    """
    A Python process that is measured.

    Attributes:
        arguments: Of the interpreter.
        folder: Where it runs.
        before: What is done before each run, and not measured.
    """

    arguments: tuple[str, ...]
    folder: Path = ROOT
    before: Callable[[], object] = tuple


def processes(*commands: Command) -> list[tuple[float, float]]:
    """
    Give the median processor time and time by the clock of Python processes, in seconds, each run to its end.

    They take turns, and find the bytecode of a run before, as what is installed does.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(ROOT / "var" / "bytecode")
    environment["XDG_CACHE_HOME"] = str(ROOT / "var" / "cache")

    def run(one: Command) -> tuple[float, float]:
        one.before()
        command = [sys.executable, *one.arguments]
        begin = time.perf_counter()
        started = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=one.folder, env=environment)  # noqa: S603
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        assert started.returncode == 0, command
        return float(used.ru_utime + used.ru_stime), time.perf_counter() - begin

    for command in commands:
        run(command)
    turns = [[run(command) for command in commands] for _ in range(ROUNDS)]
    return [
        (statistics.median(used for used, _ in times), statistics.median(taken for _, taken in times))
        for times in zip(*turns, strict=True)
    ]


def copied(folder: Path) -> Path:
    """Copy the program with its packs, of which a copy is free to be edited."""
    shutil.rmtree(folder, ignore_errors=True)
    for room in (*ROOMS, "drawing", "records", "api", "lotgate", "rulepacks"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def edited(file: Path) -> Callable[[], object]:
    """Give what edits a file: one more line, which says nothing."""
    return lambda: file.write_bytes(file.read_bytes() + b"# edited\n")


def check_rows() -> list[tuple[str, str, float]]:
    """Measure checks of the shipped packs: of everything, of nothing new, of one edit."""
    copy = copied(ROOT / "var" / "edited")
    check = ("-m", "lotgate", "check", "rulepacks")
    edits = {
        "a provision of the parent of all packs edited since": "iso_13485/release.yaml",
        "a provision of one pack edited since": "eu_mdr/udi.yaml",
        "a suite edited since": "eu_mdr/tests/udi.yaml",
    }
    (imported, by_clock), (read, read_by_clock), (again, _), *since = processes(
        Command(IMPORTS),
        Command(("-m", "lotgate", "check", "--no-cache", "rulepacks")),
        Command(check),
        *(Command(check, copy, edited(copy / "rulepacks" / file)) for file in edits.values()),
    )
    measured = {
        "everything read": read / imported,
        "everything read, by the clock": read_by_clock / by_clock,
        "nothing changed since": again / imported,
        **{what: used / imported for what, (used, _) in zip(edits, since, strict=True)},
    }
    beside = "`python -c 'import celpy, jsonschema'`; wanted: < 4"
    return [(f"`lotgate check rulepacks`, whole process, {what}", beside, ratio) for what, ratio in measured.items()]


def case_seconds() -> tuple[float, int]:
    """Give the median processor time of a case of the shipped suites, which all pass, and how many there are."""
    ready = read_suites((ROOT / "rulepacks",), (), dt.datetime.now(dt.UTC).date()).ready
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        results = [case for one in ready for case in run_suite(one.suite, one.packset).cases]
        rounds.append(time.process_time() - begin)
        assert {case.status for case in results} == {"passed"}
    return statistics.median(rounds) / len(results), len(results)


def rows() -> list[tuple[str, str, float]]:
    """Measure; the answers are compared before anything is timed."""
    packset = load_packset(PACKSET, (ROOT / "rulepacks",))
    document = read_document(EXAMPLE)
    dossier = read_dossier(document)
    question = Question(act=Act.market_release, as_of=AS_OF)
    assert digest(read_dossier(read_json(canonical_bytes(dossier).decode()))) == digest(dossier), "JSON and YAML differ"
    assert decide(dossier, packset, question) == decide(dossier, packset, question), "two decisions differ"

    answer = decide(dossier, packset, question)
    decided = seconds(lambda: decision_bytes(decide(dossier, packset, question)), 20)
    written = seconds(lambda: msgspec.json.encode(answer), 200)
    (imported, _), (tested, by_clock) = processes(Command(IMPORTS), Command(("-m", "lotgate", "test", "rulepacks")))
    case, cases = case_seconds()
    loaded = seconds(lambda: load_packset(PACKSET, (ROOT / "rulepacks",)), 2)
    suites, imports = f"`lotgate test rulepacks`, {cases} cases", "`python -c 'import celpy, jsonschema'`"
    return [
        ("decide the example for three markets, canonical bytes", "msgspec writing the answer", decided / written),
        ("load the shipped pack set again, its files unchanged", "one decision", loaded / decided),
        *check_rows(),
        (f"a case of the shipped suites: {1 / case:.0f} a second; wanted: ≥ 300", "one decision", case / decided),
        (f"{suites}: {cases / tested:.0f} a second of a core", imports, tested / imported),
        (f"{suites}: {cases / by_clock:.0f} a second by the clock", imports, by_clock / imported),
    ]


def main() -> None:
    """Print the table."""
    names = ("msgspec", "cel-python", "jsonschema", "pyyaml")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print("## Decisions\n")
    print(f"Python {platform.python_version()}, {versions}, {platform.machine()}, {time.strftime('%Y-%m-%d')}.\n")
    print("| work | beside it | times as long |\n| --- | --- | --- |")
    for work, beside, ratio in rows():
        print(f"| {work} | {beside} | {ratio:.1f} |", flush=True)
    print()


if __name__ == "__main__":
    main()
