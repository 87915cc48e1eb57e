"""`lotgate explain`: a provision in words, in both languages."""

import os
from pathlib import Path

import pytest

from tests.processes import ran
from tests.strategies import Data, requirement, retention, write_pack, write_packset

GOLDEN = Path(__file__).parent / "golden"
WORDED: dict[str, list[Data]] = {
    "requirements": [
        requirement(
            "CN-A-1",
            "step.supplier.approvals.exists(a, a.status == 'approved' && covers(a.valid, day(step.started_at)))"
            " && (step.outsourced ? step.supplier.name == 'x' : step.ended_at >= step.started_at)"
            " && size(step.supplier.approvals.filter(a, covers(a.valid, today) || step.outsourced)) == 2",
            title={"en": "All of it", "zh": "全部内容"},
            cites=[{"source": "work", "at": {"en": "Art. 1", "zh": "第1条"}}],
            binds=["legal_manufacturer", "importer"],
            before="production_release",
            effective={"from": "2026-01-01", "until": "2027-12-31", "because": "a new one is coming"},
            applies="!(product.risk_class['CN'] in ['I', 'II']) && !product.ivd",
            each={"step": "lot.steps"},
            where="step.kind == 'sealing' || (step.outsourced && step.critical)",
            none="violated",
            otherwise="reject",
        ),
        requirement("CN-A-0", "lot.batch_record.complete"),
    ],
    "retention": [
        retention(
            "CN-A-2",
            "add_years(lot.label.manufactured_on, product.implantable ? 15 : 2)",
            record_types=["batch_record", "certificate"],
            keep_at_least="lot.label.manufactured_on",
        )
    ],
}


@pytest.fixture
def packset(tmp_path: Path) -> str:
    """Write a pack with what can be said in words, and its pack set."""
    write_pack(tmp_path, "p", {"r.yaml": dict(WORDED)})
    return str(write_packset(tmp_path, {"CN": ["p 1"]}))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_provision_is_told_in_words(packset: str, language: str) -> None:
    done = ran("explain", "CN-A-1", "CN-A-2", "--packset", packset, "--lang", language)

    want = GOLDEN / f"explain.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_bytes(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == want.read_text(encoding="utf-8")


def test_without_a_language_both_are_told(packset: str) -> None:
    done = ran("explain", "CN-A-1", "CN-A-2", "--packset", packset).stdout.decode()

    told = [(GOLDEN / f"explain.{one}.txt").read_text(encoding="utf-8").rstrip("\n") for one in ("en", "zh")]
    first, second = (one.split("\n\n") for one in told)
    assert done.rstrip("\n").split("\n\n") == [first[0], second[0], first[1], second[1]]


@pytest.mark.parametrize("provision", ["CN-REL-010", "EU-REL-030", "US-REL-011", "ISO-REL-010", "EU-RET-020"])
def test_a_shipped_provision_says_where_it_comes_from_and_what_it_asks(provision: str) -> None:
    done = ran("explain", provision)

    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert told.count(f"{provision}  ") == 2
    for label in ("  from: ", "  依据：", "  in force: from ", "  施行期间：自 ", "  written at: ", "  规则位置："):
        assert label in told


def test_a_provision_that_is_not_there_is_told_with_the_nearest(packset: str) -> None:
    done = ran("--lang", "zh", "explain", "CN-A-3", "--packset", packset)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "[pack.provision.missing] 没有条款 `CN-A-3`（提示：是否指 `CN-A-0`？）\n"


def test_a_pack_that_did_not_load_is_named(tmp_path: Path) -> None:
    write_pack(tmp_path, "p", {"r.yaml": {"requirements": [requirement("CN-A-1", "lot.colour")]}})

    done = ran("explain", "CN-A-1", "--packset", str(write_packset(tmp_path, {"CN": ["p 1"]})))

    assert done.returncode == 2
    assert b"(hint: `p` did not load; `lotgate check` says why)" in done.stderr


@pytest.mark.parametrize("arguments", [("explain",), ("explain", "CN-A-1", "--packset", "nothing.yaml")])
def test_bad_input_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = ran(*arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
