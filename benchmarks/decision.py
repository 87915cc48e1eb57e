"""How long a decision takes, beside what it cannot do without. Ratios of one run; absolute times are noise."""

import datetime as dt
import platform
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
from engine.model.codes import Act
from engine.model.reading import read_dossier
from engine.packs.packset import load_packset
from engine.release.decide import Question, decide, decision_bytes

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "dossiers" / "sterile_catheter.yaml"
PACKSET = ROOT / "examples" / "packset.yaml"
AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
ROUNDS = 7


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Give the median time of one call, in seconds, over several rounds of calls."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(repeats):
            work()
        rounds.append((time.perf_counter() - begin) / repeats)
    return statistics.median(rounds)


def process(*arguments: str) -> Callable[[], object]:
    """Make a call that runs a Python process to its end."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603

    return run


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
    checked = seconds(process("-m", "lotgate", "check", "rulepacks"), 1)
    imported = seconds(process("-c", "import celpy, jsonschema"), 1)
    loaded = seconds(lambda: load_packset(PACKSET, (ROOT / "rulepacks",)), 2)
    return [
        ("decide the example for three markets, canonical bytes", "msgspec writing the answer", decided / written),
        ("load the shipped pack set", "one decision", loaded / decided),
        ("`lotgate check rulepacks`, whole process", "`python -c 'import celpy, jsonschema'`", checked / imported),
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
