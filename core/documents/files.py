"""Reading a file into a document. Knows the limits on size and nothing of what the file means."""

import codecs
from pathlib import Path

from core.documents.errors import EncodingError, FileUnreadableError, TooLargeError
from core.documents.tree import Document
from core.locations import FileLocation

LARGEST_BYTES = 32 * 1024 * 1024


def read_document(path: Path, name: str | None = None) -> Document:
    """
    Read a YAML or JSON file strictly; the ending of its name says which.

    Args:
        path: The file.
        name: The name to show in errors; the path itself when left out.

    Returns:
        The tree with its places.

    Raises:
        DocumentError: ``document.*``; the file cannot be read as YAML 1.2 or JSON.
        FaultsError: Several such faults at once.
    """
    shown = name if name is not None else str(path)
    text = decode_text(read_bytes(path, shown), shown)
    if path.suffix.lower() == ".json":
        from core.documents.json_text import read_json

        return read_json(text, shown)
    from core.documents.yaml_text import read_yaml

    return read_yaml(text, shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """
    Read a file's bytes.

    Raises:
        FileUnreadableError: ``document.file.unreadable``; not there, a directory, not permitted.
        TooLargeError: ``document.size.exceeded``; more than 32 MiB.
    """
    location = FileLocation(shown)
    try:
        if path.is_dir():
            raise FileUnreadableError("this is a directory where a file is asked for", location=location)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, ValueError) as exc:  # a name with a NUL names no file
        raise FileUnreadableError("there is no such file", location=location) from exc
    except OSError as exc:
        raise FileUnreadableError("the file cannot be opened", location=location, hint=exc.strerror) from exc
    if len(data) > LARGEST_BYTES:
        raise TooLargeError(f"the file is larger than {LARGEST_BYTES // 2**20} MiB", location=location)
    return data


def decode_text(data: bytes, shown: str) -> str:
    """
    Decode UTF-8, with or without a byte order mark.

    Raises:
        EncodingError: ``document.encoding.not-utf8``; the location is the first byte that is not UTF-8.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        good = data[: exc.start].decode("utf-8")
        line = good.count("\n") + 1
        column = len(good) - (good.rfind("\n") + 1) + 1
        raise EncodingError(
            f"byte 0x{data[exc.start]:02x} is not UTF-8",
            location=FileLocation(shown, line, column),
            hint="save the file as UTF-8; it may be GBK or Latin-1",
        ) from exc
