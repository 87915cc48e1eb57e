"""What this engine is: a digest of its code and of the locked packages that can change a decision."""

import functools
import importlib.metadata
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from core.canonical import digest, digest_of_bytes

ROOMS = ("core", "spc_kernels", "engine")
# What is read of a room: code, tables, words.
SUFFIXES = (".py", ".json", ".yaml")
# What a decision's bytes can depend on: the reader, the parser, the decoder, the calendar, the numbers, the units.
PACKAGES = (
    "cel-python",
    "google-re2",
    "jsonschema",
    "jsonschema-specifications",
    "lark",
    "msgspec",
    "numba",
    "numpy",
    "pyyaml",
    "referencing",
    "rpds-py",
    "scipy",
    "tzdata",
    "ucumvert",
)


@functools.cache
def engine_digest() -> str:
    """
    Give the digest of the engine's code and packages.

    Reads the installed source once. The same files and versions give the same digest on every machine.
    """
    code = {name: known for room in ROOMS for name, known in _digests(room).items()}
    packages = {name: importlib.metadata.version(name) for name in PACKAGES}
    return digest({"code": code, "packages": packages, "unicode": unicodedata.unidata_version})


@functools.cache
def room_digest(room: str) -> str:
    """Give the digest of the code of one room."""
    return digest(_digests(room))


def _digests(room: str) -> dict[str, str]:
    root = Path(__file__).resolve().parent.parent
    return {name: digest_of_bytes(path.read_bytes()) for name, path in _files(root / room, room)}


def _files(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Give what is read of a room, with its names from the root down; folders are listed once, which is quick."""
    with os.scandir(folder) as entries:
        for entry in entries:
            below = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), below)
            elif entry.name.endswith(SUFFIXES):
                yield below, Path(entry.path)


def engine_version() -> str:
    """Give the version of the distribution."""
    return importlib.metadata.version("lotgate")
