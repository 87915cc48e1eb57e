"""
Generated sources between processes: text by digest, in a folder that only its owner can write.

What is read here is executed, so it is believed only where nobody else could have put it: a folder and a file that
belong to the user of this process and that no one else can write. The digest in a file finds a damaged or renamed one;
against whoever can write as this user nothing in the folder could help, nor would they need it, for they can change the
engine itself. A folder that is not there, or cannot be used, is no fault: the source is then generated.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH
HEAD = "# lotgate "
LARGEST = 64 * 2**20
"""Bytes of a file; more is none of ours."""


class KeptSources:
    """
    A folder of generated sources.

    Args:
        folder: Made on the first write, for its owner alone.
        ending: How the names of its files end.
    """

    def __init__(self, folder: Path, ending: str = ".py") -> None:
        self.folder = folder
        self.ending = ending

    def read(self, key: str) -> str | None:
        """
        Give the source under a key.

        Args:
            key: Hexadecimal digest of everything that the source depends on.

        Returns:
            The text as it was written; ``None`` where there is none, or none that can be believed.
        """
        try:
            descriptor = os.open(self._path(key), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            held = os.fstat(file.fileno())
            if not (stat.S_ISREG(held.st_mode) and _is_own(held) and self._is_private()):
                return None
            content = file.read(LARGEST + 1)
        head, _, body = content.partition(b"\n")
        return body.decode() if head.decode(errors="replace") == _head(key, body) else None

    def write(self, key: str, source: str) -> None:
        """Keep a source; where that cannot be done, nothing is."""
        body = source.encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_private():
                return
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.write(_head(key, body).encode() + b"\n" + body)
            try:
                Path(file.name).replace(self._path(key))
            except OSError:
                Path(file.name).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{self.ending}"

    def _is_private(self) -> bool:
        try:
            held = self.folder.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(held.st_mode) and _is_own(held)


def _is_own(held: os.stat_result) -> bool:
    return held.st_uid == os.geteuid() and not held.st_mode & FOR_OTHERS


def _head(key: str, body: bytes) -> str:
    """Bind a text to its key, so that neither a part of a file nor a file under another name is taken for it."""
    return f"{HEAD}{key} {hashlib.sha256(key.encode() + b' ' + body).hexdigest()}"
