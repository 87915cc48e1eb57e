"""Generated sources between processes: believed only where nobody else could have written them."""

import os
from pathlib import Path

import pytest

from engine.expressions import compiled as compiled_module
from engine.expressions.compiled import Decided, compile_expressions
from engine.expressions.kept_sources import KeptSources

TEXTS = ("x.n > 1 && x.t == 'a'", "x.l.all(i, i > 0)")
GIVEN = {"x": {"n": 2, "t": "a", "l": [1, 2]}}


@pytest.fixture
def kept(tmp_path: Path) -> KeptSources:
    """A folder that does not exist yet."""
    return KeptSources(tmp_path / "cache" / "expressions")


def only_file(kept: KeptSources) -> Path:
    """The one file of the folder."""
    (file,) = kept.folder.iterdir()
    return file


def test_a_kept_source_is_used_without_parsing(kept: KeptSources, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_expressions(TEXTS, kept).decide(GIVEN)

    def refuse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(compiled_module, "compile_expression", refuse)

    assert compile_expressions(TEXTS, kept).decide(GIVEN) == first == [Decided(holds=True), Decided(holds=True)]


def test_what_raises_is_parsed_when_it_is_asked_for(kept: KeptSources) -> None:
    compile_expressions(TEXTS, kept)

    assert compile_expressions(TEXTS, kept).decide({"x": {"n": 2}}) == [Decided(None, 1), Decided(None)]


@pytest.mark.parametrize(
    "tampered",
    [
        lambda content: content.replace(b"'a'", b"'b'"),
        lambda content: content[:-20],
        lambda content: content + b"\n",
        lambda content: content.partition(b"\n")[2],
        lambda content: content[:0],
        lambda content: b"\xff" + content,
        lambda content: content.replace(b"# lotgate ", b"# lotgate 0"),
    ],
)
def test_a_changed_file_is_generated_anew(kept: KeptSources, tampered: object) -> None:
    compile_expressions(TEXTS, kept)
    file = only_file(kept)
    before = file.read_bytes()
    file.write_bytes(tampered(before))  # type: ignore[operator]  # from the list above

    assert compile_expressions(TEXTS, kept).decide(GIVEN) == [Decided(holds=True), Decided(holds=True)]
    assert file.read_bytes() == before


def test_a_file_under_another_key_is_not_believed(kept: KeptSources) -> None:
    kept.write("a", "x = 1\n")
    (kept.folder / "a.py").rename(kept.folder / "b.py")

    assert kept.read("b") is None


def test_a_folder_that_others_can_write_is_not_believed_and_not_written(kept: KeptSources) -> None:
    kept.write("a", "x = 1\n")
    assert kept.read("a") == "x = 1\n"
    kept.folder.chmod(0o770)

    kept.write("b", "x = 2\n")

    assert kept.read("a") is None
    assert not (kept.folder / "b.py").exists()


def test_a_file_that_others_can_write_is_not_believed(kept: KeptSources) -> None:
    kept.write("a", "x = 1\n")
    only_file(kept).chmod(0o666)

    assert kept.read("a") is None


def test_a_link_is_not_followed(kept: KeptSources, tmp_path: Path) -> None:
    kept.write("a", "x = 1\n")
    moved = tmp_path / "moved.py"
    only_file(kept).rename(moved)
    (kept.folder / "a.py").symlink_to(moved)

    assert kept.read("a") is None


def test_a_link_to_the_folder_is_not_followed(kept: KeptSources, tmp_path: Path) -> None:
    kept.write("a", "x = 1\n")
    (tmp_path / "link").symlink_to(kept.folder)

    assert KeptSources(tmp_path / "link").read("a") is None


def test_the_folder_and_its_files_are_the_users_alone(kept: KeptSources) -> None:
    kept.write("a", "x = 1\n")

    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert only_file(kept).stat().st_mode & 0o777 == 0o600
    assert only_file(kept).stat().st_uid == os.geteuid()


@pytest.mark.parametrize("where", ["a-file", "a-file/below", "a" * 300])
def test_a_folder_that_cannot_be_is_no_fault(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    kept = KeptSources(tmp_path / where)

    assert compile_expressions(TEXTS, kept).decide(GIVEN) == [Decided(holds=True), Decided(holds=True)]


def test_other_expressions_another_engine_and_another_python_have_other_keys(
    kept: KeptSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_expressions(TEXTS, kept)
    compile_expressions(TEXTS[:1], kept)
    compile_expressions(TEXTS[::-1], kept)
    monkeypatch.setattr(compiled_module, "engine_digest", lambda: "sha256:0")
    compile_expressions(TEXTS, kept)

    assert len(list(kept.folder.iterdir())) == 4
