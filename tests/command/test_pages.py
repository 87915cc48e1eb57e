"""Pages for people: what stands on them, and that they are whole."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.packs.resolve import resolve
from lotgate.command import commands
from lotgate.pages.evidence import evidence_of
from lotgate.pages.markup import nested
from lotgate.paging import pages_of
from lotgate.shelves import SHIPPED, shelf_of

PACKS = sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "pack.yaml").is_file())
VOID = {"meta", "br"}


class Reading(HTMLParser):
    """Reads a page: its text, its anchors, its links, and whether every element is closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.anchors += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
        assert "onclick" not in said
        assert tag != "script"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reading:
    reading = Reading()
    reading.feed(page)
    reading.close()
    assert not reading.open
    return reading


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_provision_of_a_shipped_pack_stands_on_its_page(name: str, language: str) -> None:
    folder = SHIPPED / name
    reading = read(pages_of(folder)[f"{name}.{language}.html"])
    text = "".join(reading.text)
    pack = resolve(folder, shelf_of(folder)).pack
    own = [one for kind in pack.kinds() for one in kind if one.header.pack == name]
    assert own
    for one in own:
        header = one.header
        assert header.id in reading.anchors
        assert header.title.text(language) in text
        assert str(header.effective.begin) in text
        assert all(cite.at.text(language) in text and cite.title.text(language) in text for cite in header.cites)
    assert len(reading.anchors) == len(set(reading.anchors))
    missing = [link for link in reading.links if link.startswith("#") and link[1:] not in reading.anchors]
    assert not missing
    assert all(link.startswith("#") or link.endswith(".html") for link in reading.links)


def test_the_evidence_is_what_expressions_read() -> None:
    folder = SHIPPED / "iso_13485"
    pack = resolve(folder, shelf_of(folder)).pack
    [found] = [one for one in pack.requirements if one.header.id == "ISO-REL-011"]
    assert evidence_of(found, "en") == [
        "lot › Processing steps › Outsourced",
        "lot › Processing steps › Done by › Quality agreement › Validity",
        "lot › Processing steps › Dispatched",
        "lot › Processing steps › Process",
        "lot › Processing steps › Done by › Quality agreement › Scope",
        "lot › Processing steps › Done by › Quality agreement › Signed",
        "lot › Processing steps › Done by › Earlier quality agreements › Validity",
        "lot › Processing steps › Done by › Earlier quality agreements › Scope",
        "lot › Processing steps › Done by › Earlier quality agreements › Signed",
    ]
    assert evidence_of(found, "zh")[0] == "批 › 工序 › 外协"


def test_lines_nest_as_they_are_indented() -> None:
    lines = ["all:", "- a < 1", "- one of:", "  - b", "  - some x:", "    c", "- d"]
    inner = "<li>one of:<ul><li>b</li><li>some x:<ul><li>c</li></ul></li></ul></li>"
    assert nested(lines) == f"<ul><li>all:<ul><li>a &lt; 1</li>{inner}<li>d</li></ul></li></ul>"


def test_the_command_writes_a_page_for_each_language(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["page", "us_fda", "--out", str(tmp_path / "pages")])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["us_fda.en.html", "us_fda.zh.html"]
    assert (tmp_path / "pages" / "us_fda.zh.html").read_text(encoding="utf-8") == pages_of(SHIPPED / "us_fda")[
        "us_fda.zh.html"
    ]


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["page", "us_fad", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "us_fda" in result.stderr
    assert not list(tmp_path.iterdir())
