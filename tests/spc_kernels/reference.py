"""Finds and reads the verification data beside the project; nothing of it is copied."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference" / "spc"
MISSING = f"no verification data at {FOLDER}"


@cache
def files(kind: str) -> tuple[dict[str, Any], ...]:
    """All files of a kind, whatever their names."""
    if not FOLDER.is_dir():
        return ()
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return tuple(data for data in read if data.get("kind") == kind)


def cases(kind: str) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(name, file, case) of every case of a kind."""
    return [(f"{data['id']}-{case['id']}", data, case) for data in files(kind) for case in data["cases"]]


def close(found: Any, expected: Any, tolerance: dict[str, float]) -> bool:  # noqa: ANN401 - numbers or arrays
    """Within the file's own tolerance, a number standing for as many of it as needed."""
    a, b = np.broadcast_arrays(np.asarray(found, dtype=float), np.asarray(expected, dtype=float))
    return bool(np.all(np.abs(a - b) <= tolerance["rel"] * np.abs(b) + tolerance.get("abs", 1e-12)))
