"""The page of the pack format is that of the forms, and the changelog names what the packs cite."""

import re
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as form

from core.documents.decode import decode
from core.documents.yaml_text import read_yaml
from engine.packs.forms import PackForm, PackSetForm, ProvisionsForm, RequirementForm, RetentionForm
from engine.packs.header_form import EffectiveForm
from engine.packs.packset import PackSet
from engine.packs.read import CUSTOM

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "rulepack.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("described", [PackForm, RequirementForm, RetentionForm, EffectiveForm, PackSetForm])
def test_page_names_every_key_of_a_form(described: type[msgspec.Struct]) -> None:
    info = form.type_info(described)
    assert isinstance(info, form.StructType)

    missing = [field.encode_name for field in info.fields if not re.search(rf"\b{field.encode_name}\b", PAGE)]

    assert missing == []


def test_pack_set_of_the_page_has_the_right_form() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    (block,) = [one for one in blocks if "markets:" in one]

    packset = decode(read_yaml(block, "docs/rulepack.md"), PackSetForm, CUSTOM)

    assert set(packset.markets) == {"CN", "EU"}


def test_changelog_names_every_clause_and_day_of_the_shipped_packs(shipped: PackSet) -> None:
    told = "".join(
        page.read_text(encoding="utf-8")
        for page in (ROOT / "CHANGELOG.md", *(ROOT / "changes").glob("*.pack.md"), *(ROOT / "changes").glob("*.law.md"))
    )
    packs = [one.pack for listed in shipped.markets.values() for one in listed if one.pack is not None]
    headers = [one.header for pack in packs for one in pack.requirements]
    headers += [one.header for pack in packs for one in pack.retention]
    places = {re.sub(r"^(Art\.|items) ", "", cite.at.en) for header in headers for cite in header.cites}
    days = {str(day) for header in headers for day in (header.effective.begin, header.effective.end) if day}

    assert sorted(one for one in places | days if one not in told) == []


def test_changes_of_the_page_have_the_right_form() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    (block,) = [one for one in blocks if "override:" in one]

    changes = decode(read_yaml(block, "docs/rulepack.md"), ProvisionsForm, CUSTOM)

    assert [one.id for one in changes.override] == ["ISO-REL-031"]
    assert [one.id for one in changes.disable] == ["ISO-REL-090"]
