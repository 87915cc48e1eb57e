"""The tutorial does what it says: its commands end as its sentences claim, in both languages."""

import re
from pathlib import Path

import pytest

from tests.strategies import ROOT
from tools import generate
from tools.tutorial import FENCE, SAVED, played

PAGES = {"en": "docs/add_your_market.md", "zh": "docs/add_your_market.zh.md"}


def blocks(page: str, form: str) -> list[str]:
    return [block["body"] for block in FENCE.finditer(page) if block["form"] == form]


@pytest.fixture(params=sorted(PAGES), name="page")
def _page(request: pytest.FixtureRequest) -> str:
    return (ROOT / PAGES[request.param]).read_text(encoding="utf-8")


def test_playing_it_gives_the_page_and_a_market(page: str, tmp_path: Path) -> None:
    generate.copy_tree(tmp_path)

    assert played(page, tmp_path) == page
    found = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "markets").rglob("*.yaml"))
    pack = [f"markets/xl_decree/{name}.yaml" for name in ("pack", "release", "retention", "signatures")]
    tests = ["markets/xl_decree/tests/fixtures/catheter.yaml", "markets/xl_decree/tests/release.yaml"]
    assert found == ["markets/packset.yaml", *pack, *tests]
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["xl_decree.en.html", "xl_decree.zh.html"]
    assert not list((tmp_path / "markets").rglob("*.py"))


def test_it_shows_two_faults_then_none_and_a_release(page: str) -> None:
    first, *rest = blocks(page, "console")
    assert re.findall(r"\[([a-z.-]+)\]", first) == ["expression.field.unknown", "expression.code.unknown"]
    assert not [one for one in rest if re.search(r"\[[a-z]+\.[a-z.-]+\]", one)]
    [tested] = [one for one in rest if " test markets/xl_decree" in one]
    assert tested.splitlines()[-1] == "9 cases: 9 passed, 0 failed, 0 skipped"
    [decided] = [one for one in rest if " decide " in one]
    assert re.search(r"^XL  (RELEASE|放行) ", decided, re.MULTILINE)


def test_every_file_of_it_says_where_it_is_saved(page: str) -> None:
    saved = [bool(SAVED.search(page[: block.start()])) for block in FENCE.finditer(page) if block["form"] == "yaml"]
    assert saved == [True] * 6


def test_a_page_that_is_stale_is_written_anew(tmp_path: Path) -> None:
    stale = "Save this as `a.txt`:\n\n```yaml\nx: 1\n```\n\n```console\n$ cat a.txt\nold\n$ echo two\n```\n"
    assert played(stale, tmp_path).endswith("```console\n$ cat a.txt\nx: 1\n$ echo two\ntwo\n```\n")
