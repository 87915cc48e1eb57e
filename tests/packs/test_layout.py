"""`lotgate fmt` lays files out in one way, and changes nothing that they say."""

import os
from pathlib import Path

import pytest

from core.documents.decode import decode
from core.documents.files import read_document
from core.documents.yaml_text import read_yaml
from engine.packs.errors import LayoutError
from engine.packs.forms import PackForm, PackSetForm, ProvisionsForm
from engine.packs.layout import FORMS, laid_out
from engine.packs.leaves import content
from engine.packs.read import CUSTOM
from engine.packs.resolve import Shelf, load_pack
from tests.strategies import ROOT

CASES = Path(__file__).parent / "layout"
TARGETS: dict[str, type[FORMS]] = {"pack": PackForm, "packset": PackSetForm, "provisions": ProvisionsForm}
PACKS = ROOT / "rulepacks"
SHIPPED = sorted(path for path in PACKS.rglob("*.yaml") if "tests" not in path.parts)


def target_of(path: Path) -> type[FORMS]:
    """Say which form a file of a pack has."""
    return TARGETS.get(path.name.split(".")[0], ProvisionsForm)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.in.yaml")), ids=lambda path: path.name)
def test_a_file_is_laid_out_in_the_one_way(path: Path) -> None:
    text = laid_out(read_document(path), target_of(path))
    want = path.with_name(path.name.replace(".in.", ".want."))
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text(text, encoding="utf-8")

    assert text == want.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.name)
def test_what_is_laid_out_says_the_same_and_stays_as_it_is(path: Path) -> None:
    target = target_of(path)
    before = read_document(path)

    once = read_yaml(laid_out(before, target), "once.yaml")

    assert content(decode(once, target, CUSTOM)) == content(decode(before, target, CUSTOM))
    assert laid_out(once, target) == once.origin.text
    comments = [line.split("#")[1] for line in before.origin.text.splitlines() if "#" in line]
    assert sorted(comments) == sorted(line.split("#")[1] for line in once.origin.text.splitlines() if "#" in line)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(PACKS)))
def test_shipped_files_are_laid_out(path: Path) -> None:
    document = read_document(path)

    assert laid_out(document, target_of(path)) == document.origin.text


def _mangled(text: str) -> str:
    """Write a file otherwise, with the same meaning: other indentation, blank lines, the line ends of Windows."""
    return text.replace("\n  ", "\n     ").replace("\n\n", "\n\n\n").replace("\n", "\r\n")


@pytest.mark.parametrize("name", ["cn_nmpa", "eu_mdr", "us_fda"])
def test_the_digest_of_a_pack_stays(tmp_path: Path, name: str) -> None:
    for pack in (name, "iso_13485"):
        (tmp_path / pack).mkdir()
        for path in (PACKS / pack).glob("*.yaml"):
            text = laid_out(read_yaml(_mangled(path.read_text(encoding="utf-8")), path.name), target_of(path))
            (tmp_path / pack / path.name).write_text(text, encoding="utf-8")

    shipped = load_pack(PACKS / name, Shelf((PACKS,)))

    assert load_pack(tmp_path / name, Shelf((tmp_path,))).digest == shipped.digest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{pack: a, version: '1'}", id="all_between_braces"),
        pytest.param("? pack\n: a\n", id="a_key_of_its_own_line"),
        pytest.param("sources:\n  -\n    a: 1\n", id="a_dash_of_its_own_line"),
        pytest.param("sources:\n  - - a\n", id="a_list_in_a_list"),
        pytest.param("[]", id="a_list"),
        pytest.param("text", id="a_text"),
    ],
)
def test_what_cannot_be_laid_out_safely_is_left_alone(text: str) -> None:
    with pytest.raises(LayoutError) as caught:
        laid_out(read_yaml(text, "pack.yaml"), PackForm)

    assert caught.value.location is not None
