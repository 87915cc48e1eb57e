"""`lotgate findings`: text of both languages in 80 columns, canonical JSON, and what it refuses."""

import json
import os
from pathlib import Path

import pytest

from core.canonical import canonical_bytes
from lotgate.columns import WIDTH, columns, wrapped
from tests.engine.suppliers.supplied import REGISTERS, SINCE, SUPPLIER, history, scorecard, stated
from tests.processes import ran
from tests.strategies import requirement, write, write_pack, write_packset

GOLDEN = Path(__file__).parent / "golden"
AS_OF = ("--as-of", "2026-11-22T10:00:00+08:00")
BECAUSE = {"en": "graded below B", "zh": "评级低于B"}
SUSPEND = {"suspend": {"when": 'finding.grade in ["C", "D"]', "because": BECAUSE}}


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    """The worked history of a supplier, one without lots, and nothing that other tests change."""
    other = {"id": "SUP-0107", "since": SINCE, "lots": []}
    data = {
        "format": "lotgate-dossier/v1",
        "product": {"id": "CVC-1L-16G"},
        "lot": {"id": "CVC-2610-014", "product": "CVC-1L-16G", "target_markets": ["CN", "EU"]},
        "suppliers": [other, {"id": SUPPLIER, "since": SINCE, **history()}],
        "coverage": [stated(register) for register in REGISTERS],
    }
    return str(write(tmp_path / "dossier.json", data))


@pytest.fixture
def packset(tmp_path: Path) -> str:
    """A pack with a scorecard for every supplier, and a pack for another market with none."""
    card = scorecard(where="supplier.since <= today", consequences=SUSPEND)
    guard = requirement("GUARD-1", "lot.batch_record.complete")
    write_pack(tmp_path, "p", {"all.yaml": {"requirements": [guard], "scorecards": [card]}})
    applies = {"applies": "market == 'US'"}
    write_pack(
        tmp_path,
        "q",
        {"all.yaml": {"requirements": [{**guard, "id": "GUARD-2"}]}},
        market="EU",
        timezone="Europe/Brussels",
        **applies,
    )
    return str(write_packset(tmp_path, {"CN": ["p 1"], "EU": ["q 1"]}))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["short", "whole"])
def test_findings_are_told_in_80_columns(dossier: str, packset: str, language: str, form: str) -> None:
    options = ("-v",) if form == "whole" else ()
    done = ran("findings", dossier, "--packset", packset, *AS_OF, "--lang", language, *options)

    told = done.stdout.decode()
    want = GOLDEN / f"findings.{form}.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_bytes(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert told == want.read_text(encoding="utf-8")
    assert max(map(columns, told.splitlines())) <= WIDTH


def test_json_is_canonical_and_holds_what_a_score_is_recomputed_from(dossier: str, packset: str) -> None:
    done = ran("findings", dossier, "--packset", packset, *AS_OF, "--json")

    found = json.loads(done.stdout)
    assert done.stdout == canonical_bytes(found) + b"\n"
    (china, europe) = found["packs"]
    metric = china["findings"]["suppliers"][SUPPLIER]["findings"][0]["metrics"]["ppm"]
    assert (metric["value"], len(metric["rows"])) == ({"unit": "[ppm]", "value": "428.571429"}, 7)
    assert (europe["market"], europe["applies"], "findings" in europe and europe["findings"]) == ("EU", False, None)


def test_one_pack_by_its_folder_and_one_market(dossier: str, packset: str) -> None:
    folder = str(Path(packset).parent / "p")
    by_pack = json.loads(ran("findings", dossier, folder, *AS_OF, "--json").stdout)
    by_market = json.loads(ran("findings", dossier, "--packset", packset, "--market", "CN", *AS_OF, "--json").stdout)

    assert by_pack == by_market


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("p", "--packset", "packset.yaml"), 2, "not both"),
        (("--packset", "packset.yaml", "--market", "JP"), 1, "[decision.market.not-targeted]"),
        (("--packset", "nothing.yaml"), 1, "[document.file.unreadable]"),
        (("--packset", "packset.yaml", "--act", "sell"), 2, "sell"),
    ],
    ids=["both", "market", "no_file", "act"],
)
def test_bad_input_has_its_exit_code(
    dossier: str, packset: str, arguments: tuple[str, ...], status: int, told: str
) -> None:
    folder = Path(packset).parent
    given = [str(folder / one) if one in {"p", "packset.yaml", "nothing.yaml"} else one for one in arguments]
    done = ran("findings", dossier, *given, *AS_OF)

    assert done.returncode == status
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "  three"]),
        ("一二三四五六七", ["一二三四", "  五六七"]),
        ("一二三四，五", ["一二三", "  四，五"]),
        ("abcdefghijkl", ["abcdef", "  ghijkl"]),
        ("a一二b", ["a一二b"]),
        ("", [""]),
    ],
)
def test_lines_break_at_blanks_and_between_chinese_characters(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, rest="  ", width=8)) == lines
