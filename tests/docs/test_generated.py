"""What is said about generated files that are stale; `make check` asks whether they are fresh."""

from pathlib import Path

import pytest

from tools import generate
from tools.error_reference import error_classes

ROOT = Path(__file__).resolve().parents[2]


def test_check_names_a_stale_file_and_says_how_to_refresh_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (ROOT / "docs/errors.md").read_bytes()
    files = {"docs/errors.md": b"other", "docs/functions.md": (ROOT / "docs/functions.md").read_bytes()}
    monkeypatch.setattr(generate, "generated", lambda: files)

    assert generate.main(["--check"]) == 1

    said = capsys.readouterr().err
    assert said == "docs/errors.md is stale: refresh it with `make generated`\n"
    assert (ROOT / "docs/errors.md").read_bytes() == before


@pytest.mark.parametrize("name", generate.READMES.values())
def test_readme_has_every_generated_block_once(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    found = [match["name"] for match in generate.BLOCK.finditer(text)]

    assert found == ["transcript", "edit", "edit-check", "edit-run", "chart", "plan"]


def test_transcripts_show_no_digest_that_every_edit_changes() -> None:
    from engine.identity import engine_digest

    shown = engine_digest().removeprefix("sha256:")[:12]
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.html")]

    assert len(pages) > 30
    assert [page.name for page in pages if shown in page.read_text(encoding="utf-8")] == []


def test_every_error_code_has_a_sentence_and_belongs_to_one_class() -> None:
    classes = error_classes()

    assert all((one.__doc__ or "").strip().endswith(".") or one.__doc__ for one in classes)
    assert len({one.code for one in classes}) == len(classes)
