"""Reading a file into a document. Knows the limits on size and nothing of what the file means."""

import codecs
from pathlib import Path

from core.documents.errors import EncodingError, FileUnreadableError, TooLargeError
from core.documents.limits import LARGEST_BYTES, SMALLER
from core.documents.tree import Document
from core.locations import FileLocation
from core.words import say


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
    return document_of(read_bytes(path, shown), path, shown)


def document_of(data: bytes, path: Path, shown: str) -> Document:
    """Read the bytes of a file as `read_document` does."""
    text = decode_text(data, shown)
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
            message = say("this is a directory where a file is asked for", "此处应为文件，却是文件夹")
            raise FileUnreadableError(message, location=location)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, ValueError) as exc:  # a name with a NUL names no file
        raise FileUnreadableError(say("there is no such file", "没有此文件"), location=location) from exc
    except OSError as exc:
        message = say("the file cannot be opened", "文件无法打开")
        raise FileUnreadableError(message, location=location, hint=exc.strerror) from exc
    if len(data) > LARGEST_BYTES:
        message = say("the file is larger than {most} MiB", "文件大于{most} MiB", most=LARGEST_BYTES // 2**20)
        raise TooLargeError(message, location=location, hint=SMALLER)
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
            say("byte 0x{byte:02x} is not UTF-8", "字节0x{byte:02x}不是UTF-8", byte=data[exc.start]),
            location=FileLocation(shown, line, column),
            hint=say(
                "save the file as UTF-8; it may be GBK or Latin-1", "请将文件另存为UTF-8；原编码可能是GBK或Latin-1"
            ),
        ) from exc
