"""The page of the pack format is that of the forms, and the changelog names what the packs cite."""

import re
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as form

from core.documents.decode import decode
from core.documents.yaml_text import read_yaml
from engine.packs.forms import (
    ExcuseForm,
    ListedPackForm,
    PackForm,
    PackSetForm,
    ProvisionsForm,
    RecordForm,
    RequirementForm,
    RetentionForm,
    SignatureForm,
)
from engine.packs.header_form import CiteForm, EffectiveForm
from engine.packs.overlay_forms import DaysForm, DisableForm, OverrideForm
from engine.packs.packset import PackSet
from engine.packs.read import CUSTOM
from engine.packs.value_forms import DatedValueForm, FieldForm, ParameterForm
from lotgate.command import HELD
from tools import generate

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "rulepack.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
# The forms of what is judged today; those of the kinds to come are in the format reference.
FORMS = (
    *(PackForm, PackSetForm, ListedPackForm, ProvisionsForm, CiteForm, EffectiveForm),
    *(RequirementForm, ExcuseForm, RecordForm, SignatureForm, RetentionForm),
    *(ParameterForm, DatedValueForm, FieldForm, OverrideForm, DaysForm, DisableForm),
)


@pytest.mark.parametrize("described", FORMS)
def test_page_names_every_key_of_a_form(described: type[msgspec.Struct]) -> None:
    info = form.type_info(described)
    assert isinstance(info, form.StructType)

    missing = [field.encode_name for field in info.fields if not re.search(rf"\b{field.encode_name}\b", PAGE)]

    assert missing == []


def test_pack_set_of_the_page_has_the_right_form() -> None:
    (block,) = (block for block in BLOCKS if "markets:" in block)

    packset = decode(read_yaml(block, "docs/rulepack.md"), PackSetForm, CUSTOM)

    assert set(packset.markets) == {"CN", "EU"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the tree with the page's pack in it, and a set in which it decides."""
    generate.copy_tree(tmp_path)
    for block in BLOCKS:
        first, _, text = block.partition("\n")
        if first.startswith("# acme_eu/"):
            file = tmp_path / "rulepacks" / first.removeprefix("# ")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    packset = 'format: lotgate/v1\nversion: "1"\nacts: [market_release]\nmarkets: {EU: [acme_eu 3]}\n'
    (tmp_path / "packset.yaml").write_text(packset, encoding="utf-8")
    return tmp_path


def test_pack_of_the_page_is_checked_and_laid_out(tree: Path) -> None:
    check = generate.lotgate(tree, "check", "-v", "rulepacks/acme_eu", "packset.yaml")
    laid_out = generate.lotgate(tree, "fmt", "--check", "rulepacks/acme_eu")

    assert (check.returncode, check.stderr) == (0, "")
    assert "disables ISO-REL-051: the batch record holds the steps" in check.stdout
    assert (laid_out.returncode, laid_out.stdout) == (0, "")


def test_every_kind_of_the_page_s_pack_decides(tree: Path) -> None:
    dossier, as_of = "examples/dossiers/sterile_catheter.yaml", "2026-11-22T10:00:00+08:00"
    asked = ("decide", dossier, "--packset", "packset.yaml", "--market", "EU", "--as-of", as_of, "--format", "json")

    done = generate.lotgate(tree, *asked)

    market = msgspec.json.decode(done.stdout)["markets"][0]
    outcomes = {one["provision"]: one["outcome"] for one in market["outcomes"]}
    assert (done.returncode, market["verdict"]) == (HELD, "hold")
    assert outcomes["ACME-REL-010"] == "violated"  # 1.8 mg measured, and 1.5 mg since 2026-11-01
    assert outcomes["ACME-REC-010"] == "violated"  # the documents are stated complete, and none is a batch record
    assert outcomes["ACME-SIG-010"] == "indeterminate"  # nobody stated who signed
    assert "ISO-REL-051" not in outcomes


def test_changelog_names_every_clause_and_day_of_the_shipped_packs(shipped: PackSet) -> None:
    fragments = (ROOT / "changes").glob("*.pack.md"), (ROOT / "changes").glob("*.law.md")
    pages = (ROOT / "CHANGELOG.md", *(ROOT / "rulepacks").glob("*/CHANGELOG.md"), *fragments[0], *fragments[1])
    told = "".join(page.read_text(encoding="utf-8") for page in pages)
    packs = [one.pack for listed in shipped.markets.values() for one in listed if one.pack is not None]
    headers = [one.header for pack in packs for one in pack.requirements]
    headers += [one.header for pack in packs for one in pack.retention]
    places = {re.sub(r"^(Art\.|items) ", "", cite.at.en) for header in headers for cite in header.cites}
    days = {str(day) for header in headers for day in (header.effective.begin, header.effective.end) if day}

    assert sorted(one for one in places | days if one not in told) == []
