"""Reading files: what cannot be read is said with its place."""

from pathlib import Path

import pytest

from core.documents import files
from core.documents.errors import DocumentError, EncodingError, FileUnreadableError, TooLargeError
from core.documents.limits import LARGEST_BYTES
from core.documents.tree import Mapping, Scalar


def _root(path: Path) -> Mapping:
    root = files.read_document(path).root
    assert isinstance(root, Mapping)
    return root


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        files.read_document(tmp_path, "pack.yaml")

    assert str(caught.value) == ("pack.yaml: [document.file.unreadable] this is a directory where a file is asked for")


UNREADABLE = ["missing.yaml", "a\0b", "x" * 5000]


@pytest.mark.parametrize("name", UNREADABLE, ids=["missing", "nul", "long"])
def test_a_name_that_names_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnreadableError):
        files.read_document(tmp_path / name, "it")


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")

    with pytest.raises(FileUnreadableError):
        files.read_document(tmp_path / "a" / "b.yaml")


NOT_UTF8 = [
    ("a: 1\nb: 序".encode("gbk"), 2, 4),
    (b"\xff\xfea\x00", 1, 1),
    ("é: ".encode() + b"\xe9", 1, 4),
    (b"\xef\xbb\xbfa\n\xc0\xaf", 2, 1),
    (b"a: \xed\xa0\x80", 1, 4),
]


@pytest.mark.parametrize(("data", "line", "column"), NOT_UTF8)
def test_the_first_byte_that_is_not_utf_8_is_named(tmp_path: Path, data: bytes, line: int, column: int) -> None:
    (tmp_path / "a.yaml").write_bytes(data)

    with pytest.raises(EncodingError) as caught:
        files.read_document(tmp_path / "a.yaml", "a.yaml")

    assert str(caught.value.location) == f"a.yaml:{line}:{column}"


def test_a_file_above_the_limit_is_refused_and_one_at_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 8)
    (tmp_path / "at.yaml").write_text("a: 12345")
    (tmp_path / "above.yaml").write_text("a: 123456")

    assert _root(tmp_path / "at.yaml").entries[0][0].text == "a"
    with pytest.raises(TooLargeError) as caught:
        files.read_document(tmp_path / "above.yaml", "above.yaml")
    assert caught.value.hint == "leave out what nothing depends on"
    assert str(caught.value.location) == "above.yaml"


def test_the_limit_is_32_mebibytes() -> None:
    assert LARGEST_BYTES == 33_554_432


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.JSON"])
def test_a_byte_order_mark_says_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'\xef\xbb\xbf{"a": "b"}')

    assert _root(tmp_path / name).get("a") is not None
    assert _root(tmp_path / name).entries[0][0].text == "a"


def test_the_ending_says_whether_a_file_is_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("a: 1")
    (tmp_path / "a.yaml").write_text("a: 1")

    with pytest.raises(DocumentError):
        files.read_document(tmp_path / "a.json")
    value = _root(tmp_path / "a.yaml").get("a")
    assert isinstance(value, Scalar)
    assert value.kind == "plain"


def test_places_name_the_path_where_no_other_name_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: &x 1")

    with pytest.raises(Exception, match=str(tmp_path / "a.yaml:1:4")):
        files.read_document(tmp_path / "a.yaml")
