"""`lotgate fmt`: which files are written, and what is told."""

from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import ROOT

UNTIDY = 'pack: p\nformat:   lotgate/v1\nversion: "1"\ntitle: {en: P, zh: 包}\n'
TIDY = 'format: lotgate/v1\npack: p\nversion: "1"\ntitle: {en: P, zh: 包}\n'


def folder(tmp_path: Path, text: str = UNTIDY) -> Path:
    """Write a pack."""
    path = tmp_path / "p" / "pack.yaml"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    return path


def test_a_file_is_written_in_the_one_layout_and_then_left_alone(tmp_path: Path) -> None:
    path = folder(tmp_path)

    first, second = ran("fmt", str(tmp_path)), ran("--lang", "zh", "fmt", str(path))

    assert (first.returncode, first.stdout.decode(), first.stderr) == (0, f"written  {path}\n", b"")
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert path.read_text(encoding="utf-8") == TIDY


def test_check_writes_nothing_and_says_what_would_be_written(tmp_path: Path) -> None:
    path = folder(tmp_path)

    done = ran("fmt", "--check", str(tmp_path), "--lang", "zh")

    assert (done.returncode, done.stdout.decode()) == (1, f"需要整理  {path}\n")
    assert path.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize("before", ["\ufeff" + TIDY, TIDY.replace("\n", "\r\n"), TIDY.rstrip("\n"), TIDY + "\n\n"])
def test_bytes_that_mean_nothing_are_tidied(tmp_path: Path, before: str) -> None:
    path = folder(tmp_path, before)

    ran("fmt", str(path))

    assert path.read_bytes() == TIDY.encode()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("pack.yaml", "format: lotgate/v1\npack: [\n", "document.syntax.invalid"),
        ("pack.yaml", "format: lotgate/v1\ncolour: red\n", "document.field.unknown"),
        ("pack.yaml", "{" + TIDY.replace("\n", ", ") + "}", "pack.layout.unusual"),
        ("other.yaml", "a: 1\n", "document.value.invalid"),
        ("notes.txt", "a\n", "document.value.invalid"),
        ("nothing/at/all", None, "document.file.unreadable"),
    ],
)
def test_what_cannot_be_laid_out_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    good, bad = folder(tmp_path), tmp_path / name
    if text is not None:
        bad.write_text(text, encoding="utf-8")

    done = ran("fmt", str(good), str(bad))

    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert good.read_text(encoding="utf-8") == UNTIDY
    assert text is None or bad.read_text(encoding="utf-8") == text


def test_an_empty_folder_has_nothing_to_lay_out(tmp_path: Path) -> None:
    done = ran("fmt", str(tmp_path))

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"[document.file.unreadable] there is no file of a pack or pack set here" in done.stderr


def test_the_shipped_packs_are_laid_out() -> None:
    done = ran("fmt", "--check", str(ROOT / "rulepacks"), str(ROOT / "examples"))

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
