"""How fast a dossier is read, checked and digested, beside decoding and hashing its bytes. Ratios of one run."""

import datetime as dt
import gc
import hashlib
import json
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import msgspec

from core.canonical import canonical_bytes
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier_bytes

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "dossiers" / "sterile_catheter_full.json"
AS_OF = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
ROUNDS = 41
WANTED = 0.30


def forms() -> dict[str, bytes]:
    """Give the example as an ERP would send it: series as lists of numbers, and as base64 of their doubles."""
    listed = json.dumps(json.loads(EXAMPLE.read_bytes()), ensure_ascii=False, separators=(",", ":")).encode()
    dossier, _ = read_dossier_bytes(listed)
    return {"series as lists of numbers": listed, "series in base64": canonical_bytes(dossier)}


def work(data: bytes) -> None:
    """Decode, check and digest."""
    dossier, digest = read_dossier_bytes(data)
    assert digest.startswith("sha256:")
    assert not quality_faults(dossier, AS_OF), "the example has faults"


def bare(data: bytes) -> None:
    """Do what no reader can do without."""
    msgspec.json.decode(data)
    hashlib.sha256(data).hexdigest()


def ratios(data: bytes) -> tuple[float, float, float]:
    """
    Time both side by side, round by round.

    Returns:
        The median of the ratios of speed, and the median times of both in milliseconds.
    """
    found = []
    for _ in range(ROUNDS):
        gc.collect()
        found.append((_seconds(bare, data), _seconds(work, data)))
    mean = statistics.median(low / high for low, high in found)
    return mean, 1e3 * statistics.median(low for low, _ in found), 1e3 * statistics.median(high for _, high in found)


def _seconds(run: Callable[[bytes], None], data: bytes) -> float:
    begin = time.perf_counter()
    run(data)
    return time.perf_counter() - begin


def main() -> None:
    """Print the table."""
    print("## Reading\n")
    print(f"Python {platform.python_version()}, msgspec {version('msgspec')}, {platform.machine()}, ", end="")
    print(f"{time.strftime('%Y-%m-%d')}. Median of {ROUNDS} interleaved rounds; at least {WANTED:.0%} is wanted.\n")
    print("Decode, check and digest `sterile_catheter_full.json`, beside `msgspec.json.decode` and SHA-256.\n")
    print("| bytes | kB | speed beside it | beside it, ms | ours, ms |\n| --- | --- | --- | --- | --- |")
    for name, data in forms().items():
        ratio, low, high = ratios(data)
        print(f"| {name} | {len(data) // 1000} | {ratio:.0%} | {low:.1f} | {high:.1f} |", flush=True)
    print()


if __name__ == "__main__":
    main()
