"""`lotgate plan`: cells of the printed tables, the two languages, and curves held against SciPy's distributions."""

import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from lotgate.plan_words import REPORT
from tests.in_process import answered

GOLDEN = Path(__file__).parent / "golden"
ASKED = [
    ("--lot-size", "60", "--aql", "0.65"),
    ("--lot-size", "3000", "--aql", "1.5", "--scheme", "z1_4", "--type", "double", "--severity", "reduced"),
    ("--lot-size", "500", "--aql", "15", "--scheme", "z1_4", "--type", "multiple"),
    ("--lot-size", "10", "--aql", "1", "--scheme", "z1_4", "--type", "double"),
    ("--lot-size", "1000", "--aql", "1", "--scheme", "z1_9"),
    ("--lot-size", "1000", "--aql", "0.25", "--scheme", "c0", "--limiting-quality", "2.5"),
]
# Single plans of ISO 2859-1:1999 tables 1, 2-A, 2-B, 2-C: lot, AQL, level, severity, letter, n, Ac, Re.
CELLS = [
    (1000, "0.65", "II", "normal", "J", 80, 1, 2),
    (1000, "0.65", "II", "tightened", "J", 125, 1, 2),
    (60, "0.65", "II", "normal", "E", 20, 0, 1),
    (3000, "1.5", "II", "normal", "K", 125, 5, 6),
    (3000, "1.5", "II", "tightened", "K", 125, 3, 4),
    (10000, "2.5", "II", "normal", "L", 200, 10, 11),
    (500, "1.0", "I", "normal", "F", 13, 0, 1),
    (500, "4.0", "S-4", "normal", "E", 13, 1, 2),
]


def found(*asked: str) -> dict[str, Any]:
    done = answered("plan", *asked, "--json")
    assert (done.status, done.err) == (0, "")
    answer: dict[str, Any] = json.loads(done.out)
    return answer


@pytest.mark.parametrize("language", ["en", "zh"])
def test_plans_are_told_as_they_were(language: str) -> None:
    told = "\n".join(answered("plan", *asked, "--width", "80", "--lang", language).out for asked in ASKED)

    want = GOLDEN / f"plan.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_text(told, encoding="utf-8")
    assert told == want.read_text(encoding="utf-8")
    assert max(sum(2 if char > "\u2e80" else 1 for char in line) for line in told.splitlines()) <= 80


@pytest.mark.parametrize(("lot", "aql", "level", "severity", "letter", "n", "ac", "re"), CELLS)
def test_a_plan_is_that_of_the_printed_table(  # noqa: PLR0913, PLR0917  # a row of the table
    lot: int, aql: str, level: str, severity: str, letter: str, n: int, ac: int, re: int
) -> None:
    answer = found("--lot-size", str(lot), "--aql", aql, "--level", level, "--severity", severity)

    assert answer["code_letter"] == letter
    assert answer["samples"] == [{"n": n, "ac": ac, "re": re}]


def test_both_names_of_the_chinese_standard_lead_to_the_same_plan() -> None:
    one, other = (
        found("--lot-size", "1000", "--aql", "0.65", "--scheme", name) for name in ("gb_t_2828_1", "gbt_2828_1")
    )

    assert one == other
    assert (one["standard"], one["edition"]) == ("gb_t_2828_1", "2012")


def test_the_curve_and_the_outgoing_quality_are_those_of_the_binomial_distribution() -> None:
    answer = found("--lot-size", "1000", "--aql", "0.65")

    for point in answer["curve"]:
        assert stats.binom.cdf(1, 80, point["quality"] / 100) == pytest.approx(point["probability"], abs=1e-9)
    assert answer["at_aql"]["probability"] == pytest.approx(stats.binom.cdf(1, 80, 0.0065), abs=1e-11)
    p = np.linspace(0, 0.1, 100_001)
    outgoing = p * stats.binom.cdf(1, 80, p) * (1000 - 80) / 1000
    assert answer["aoql"]["limit"] == pytest.approx(100 * outgoing.max(), rel=1e-6)
    assert answer["aoql"]["at"] == pytest.approx(100 * p[outgoing.argmax()], rel=1e-2)


def test_above_ten_per_cent_nonconformities_are_counted() -> None:
    answer = found("--lot-size", "500", "--aql", "25", "--scheme", "z1_4")

    sample = answer["samples"][0]
    for point in answer["curve"]:
        chance = stats.poisson.cdf(sample["ac"], sample["n"] * point["quality"] / 100)
        assert chance == pytest.approx(point["probability"], abs=1e-9)


@pytest.mark.parametrize("sigma", ["unknown", "known"])
def test_the_curve_of_a_plan_by_variables_is_that_of_the_normal_distribution(sigma: str) -> None:
    answer = found("--lot-size", "1000", "--aql", "1", "--scheme", "z1_9", "--sigma", sigma)

    n, k = answer["variables"]["sample_size"], answer["variables"]["acceptability_constant"]
    for point in answer["curve"]:
        z = stats.norm.isf(point["quality"] / 100)
        chance = (
            stats.norm.sf(np.sqrt(n) * (k - z))
            if sigma == "known"
            else stats.nct.sf(np.sqrt(n) * k, n - 1, np.sqrt(n) * z)
        )
        assert chance == pytest.approx(point["probability"], abs=1e-8)


def test_a_plan_without_nonconforming_items_keeps_its_risk_and_is_the_smallest() -> None:
    answer = found("--lot-size", "1000", "--scheme", "c0", "--limiting-quality", "2.5", "--risk", "0.1")

    n = answer["samples"][0]["n"]
    assert stats.hypergeom.cdf(0, 1000, 25, n) <= 0.1 < stats.hypergeom.cdf(0, 1000, 25, n - 1)


def test_a_sample_as_large_as_the_lot_means_every_item() -> None:
    answer = found("--lot-size", "5", "--aql", "0.65")

    assert answer["inspect_all"] is True
    assert "curve" not in answer
    assert answer["path"] == ["A down", "B down", "C down", "D down", "E down"]


@pytest.mark.parametrize("lot", ["2", "8", "9", "1200", "1201", "500000", "500001", "1000000000"])
@pytest.mark.parametrize("level", ["S-1", "II", "III"])
def test_the_range_of_lots_holds_the_lot_and_has_one_letter(lot: str, level: str) -> None:
    answer = found("--lot-size", lot, "--aql", "1", "--level", level)

    least, most = answer["lot_range"]["least"], answer["lot_range"]["most"]
    assert least <= int(lot) <= (most or 10**9)
    for end in (least, most or 10**9):
        assert found("--lot-size", str(end), "--aql", "1", "--level", level)["code_letter"] == answer["code_letter"]
    if most is not None:
        beyond = found("--lot-size", str(most + 1), "--aql", "1", "--level", level)
        assert beyond["code_letter"] != answer["code_letter"]


REFUSED = [
    pytest.param(("--aql", "0.7"), "near it: `0.65`, `1`", "最接近的列：`0.65`、`1`", id="between"),
    pytest.param(("--aql", "0.001"), "near it: `0.01`", "最接近的列：`0.01`", id="below"),
    pytest.param(("--aql", "5000"), "near it: `1000`", "最接近的列：`1000`", id="above"),
    pytest.param(("--aql", "15", "--scheme", "z1_9"), "near it: `10`", "最接近的列：`10`", id="variables"),
    pytest.param(("--aql", "1", "--scheme", "z1_5"), "did you mean `z1_4`?", "是否指 `z1_4`", id="scheme"),
    pytest.param(("--aql", "1", "--scheme", "iso_3951_1"), "table-not-available", "没有公开来源", id="not_open"),
    pytest.param(
        ("--aql", "1", "--type", "double"), "--type: [spc.sampling.table-not-available]", "仅见于印刷版", id="type"
    ),
    pytest.param(
        ("--aql", "1", "--edition", "1989"), "--edition: [spc.sampling.unknown-edition]", "版次", id="edition"
    ),
    pytest.param((), "--aql: [spc.sampling.missing-fact]", "未给出接收质量限", id="no_aql"),
    pytest.param(
        ("--scheme", "c0"), "--limiting-quality: [spc.sampling.missing-fact]", "未给出极限质量", id="no_quality"
    ),
    pytest.param(
        ("--aql", "1", "--level", "S-1", "--scheme", "z1_9"),
        "--level: [spc.sampling.unknown-option]",
        "选项",
        id="level",
    ),
    pytest.param(
        ("--aql", "1", "--tables", "Makefile"), "Makefile: [spc.sampling.table-invalid]", "自相矛盾", id="tables"
    ),
    pytest.param(
        ("--aql", "1", "--tables", "none.json"), "none.json: [document.file.unreadable]", "没有此文件", id="file"
    ),
]


@pytest.mark.parametrize(("asked", "en", "zh"), REFUSED)
def test_what_has_no_plan_is_told_in_both_languages(asked: tuple[str, ...], en: str, zh: str) -> None:
    for language, want in (("en", en), ("zh", zh)):
        done = answered("plan", "--lot-size", "1000", *asked, "--lang", language)
        assert (done.status, done.out) == (2, "")
        assert want in done.err
        assert "Traceback" not in done.err


def test_a_site_s_own_table_is_followed(tmp_path: Path) -> None:
    table = {
        "format": "lotgate-sampling-table/1",
        "standard": "house_standard",
        "edition": "4",
        "source": "written for this test",
        "code_letters": {"smallest_lot": 2, "largest": [50], "levels": {"II": "AB"}},
        "aqls": [1.0],
        "tables": [
            {
                "severity": "normal",
                "sampling": "single",
                "rows": [
                    {"letter": "A", "sample_sizes": [], "cells": ["down"]},
                    {"letter": "B", "sample_sizes": [13], "cells": ["0/1"]},
                ],
            }
        ],
    }
    (tmp_path / "house.json").write_text(json.dumps(table), encoding="utf-8")

    answer = found("--lot-size", "40", "--aql", "1", "--tables", str(tmp_path / "house.json"))

    assert (answer["standard"], answer["code_letter"], answer["plan_letter"]) == ("house_standard", "A", "B")
    assert answer["samples"] == [{"n": 13, "ac": 0, "re": 1}]


def test_both_languages_have_the_same_words() -> None:
    assert set(REPORT["en"]) == set(REPORT["zh"])
    for key, said in REPORT["en"].items():
        # Chinese need not repeat a unit that stands beside the number already.
        assert set(re.findall("{([a-z]+)}", REPORT["zh"][key])) <= set(re.findall("{([a-z]+)}", said)), key
