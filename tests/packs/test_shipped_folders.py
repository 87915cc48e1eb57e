"""The shipped folders: they load, they cite what they list, and they speak both languages."""

import re
from pathlib import Path

import pytest
import yaml

from core.documents.source_text import SourceText
from engine.packs.packset import PackSet, load_packset
from engine.packs.read import read_pack_source
from engine.packs.resolve import Shelf, load_pack
from tests.strategies import ROOT, Plain

PACKS = ROOT / "rulepacks"
FOLDERS = sorted(path.parent for path in PACKS.glob("*/pack.yaml"))
CHINESE = re.compile("[\u4e00-\u9fff]")
NOT_ENGLISH = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
OFFICIAL = re.compile(r"^ISO [0-9]+$")


def provisions() -> list[tuple[str, dict[str, Plain]]]:
    """Give every provision as PyYAML reads it, with the file it stands in."""
    found = []
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.yaml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            for kind in (
                "requirements",
                "retention",
                "records",
                "signatures",
                "inspections",
                "processes",
                "scorecards",
            ):
                found += [(path.parent.name, one) for one in content.get(kind, [])]
    return found


def test_the_four_packs_are_there() -> None:
    assert [folder.name for folder in FOLDERS] == ["cn_nmpa", "eu_mdr", "iso_13485", "us_fda"]


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_shipped_pack_loads_without_a_fault(folder: Path) -> None:
    pack = load_pack(folder, Shelf((PACKS,)))

    assert pack.name == folder.name
    assert len(pack.requirements) >= 3
    assert len(pack.retention) >= 1


@pytest.mark.parametrize(
    "path", [PACKS / "packset.yaml", ROOT / "examples" / "packset.yaml"], ids=["shipped", "example"]
)
def test_a_shipped_pack_set_loads_every_pack_it_lists(path: Path) -> None:
    packset = load_packset(path, (PACKS,))

    assert sorted(packset.markets) == ["CN", "EU", "US"]
    assert [one.problems for listed in packset.markets.values() for one in listed] == [(), (), ()]


def test_no_identifier_is_used_twice_in_all_shipped_packs() -> None:
    identifiers = [provision["id"] for _, provision in provisions()]

    assert len(identifiers) >= 21 + 7
    assert len(identifiers) == len(set(identifiers))


def test_every_citation_names_a_source_that_its_pack_or_its_parent_lists() -> None:
    listed = {folder.name: set(read_pack_source(folder, folder.name, []).form.sources) for folder in FOLDERS}

    for pack, provision in provisions():
        assert provision["cites"]
        for cite in provision["cites"]:
            assert cite["source"] in listed[pack] | listed["iso_13485"], provision["id"]


def test_every_listed_source_is_cited_by_some_provision() -> None:
    cited = {(pack, cite["source"]) for pack, provision in provisions() for cite in provision["cites"]}

    for folder in FOLDERS:
        for source in read_pack_source(folder, folder.name, []).form.sources:
            assert (folder.name, source) in cited, source


@pytest.mark.parametrize(("pack", "provision"), [pytest.param(*one, id=one[1]["id"]) for one in provisions()])
def test_a_shipped_provision_says_in_chinese_what_it_says_in_english(pack: str, provision: dict[str, Plain]) -> None:
    said = [provision["title"], *([provision["message"]] if "message" in provision else [])]
    said += [cite["at"] for cite in provision["cites"] if isinstance(cite["at"], dict)]

    assert pack
    for text in said:
        assert CHINESE.search(text["zh"]), text
        assert not NOT_ENGLISH.search(text["en"]), text
    if "message" in provision:
        assert braces(provision["message"]["en"]) == braces(provision["message"]["zh"])


def braces(message: str) -> list[str]:
    """Give what a message reads, in alphabetical order."""
    return sorted(re.findall(r"\{[^}]*\}", message))


@pytest.mark.parametrize("market", ["CN", "EU", "US"])
def test_a_market_has_three_requirements_and_a_retention_rule_of_its_own(shipped: PackSet, market: str) -> None:
    (listed,) = shipped.markets[market]
    assert listed.pack is not None

    assert len([one for one in listed.pack.requirements if one.header.market == market]) >= 3
    assert len([one for one in listed.pack.retention if one.header.market == market]) >= 1


def test_the_law_changes_in_cn_on_the_first_of_november_2026(shipped: PackSet) -> None:
    (listed,) = shipped.markets["CN"]
    assert listed.pack is not None
    found = {one.header.id: one.header.effective for one in listed.pack.requirements}

    assert str(found["CN-REL-010"].end) == "2026-10-31"
    assert found["CN-REL-010"].replaced_by == "CN-REL-011"
    assert str(found["CN-REL-011"].begin) == "2026-11-01"


def test_an_expression_of_a_pack_keeps_its_text_and_its_place() -> None:
    source = read_pack_source(PACKS / "eu_mdr", "eu_mdr", [])

    assert isinstance(source.form.applies, SourceText)
    assert (source.form.applies.text, str(source.form.applies.location())) == ("!product.ivd", "eu_mdr/pack.yaml:10:3")
