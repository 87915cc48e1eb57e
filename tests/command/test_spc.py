"""`lotgate spc`: charts of published data with their printed limits, the two languages, and what is refused."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from core.words import Localized
from lotgate.chart_asked import KINDS
from lotgate.chart_words import REPORT
from tests.in_process import answered
from tests.processes import ran

HERE = Path(__file__).parent
RINGS = HERE / "data" / "piston_rings.csv"
WIDE = ("--width", "200")
NS = "{http://www.w3.org/2000/svg}"

# D. C. Montgomery, Introduction to Statistical Quality Control, 6th edition, with the limits that are printed there.
JUICE = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"  # example 7.1, n = 50
BOARDS = "21 24 16 12 15 5 28 20 31 25 20 24 16 19 10 17 13 22 18 39 30 24 16 19 17 15"  # example 7.3
COMPUTERS = "10 12 8 14 10 16 11 7 10 15 9 5 7 11 12 6 8 10 7 5"  # example 7.4, n = 5
CUSUM = (  # table 9.1: target 10, sigma 1; the upper sum passes 5 at observation 29
    "9.45 7.99 9.29 11.66 12.16 10.18 8.04 11.46 9.20 10.34 9.03 11.47 10.51 9.40 10.08 9.37 10.62 10.31 8.52 10.84 "
    "10.90 9.33 12.29 11.50 10.60 11.08 10.38 11.62 11.31 10.52"
)
# NIST/SEMATECH e-Handbook, sections 6.3.2.2 and 6.3.2.4
FLOWRATE = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
EWMA = "52.0 47.0 53.0 49.3 50.1 47.0 51.0 50.1 51.2 50.5 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"

PRINTED = [
    pytest.param("individuals", FLOWRATE, (), 0, ["LCL 45.82, centre 50.81, UCL 55.80"], id="individuals"),
    pytest.param(
        "p", JUICE, ("--size", "50"), 3, ["LCL 0.052, centre 0.231, UCL 0.410", ": 15 (line 15), 23 "], id="p"
    ),
    pytest.param("np", JUICE, ("--size", "50"), 3, ["LCL 2.6, centre 11.6, UCL 20.5"], id="np"),
    pytest.param("c", BOARDS, (), 3, ["LCL 6.5, centre 19.8, UCL 33.2", ": 6 (line 6), 20 (line 20)"], id="c"),
    pytest.param("u", COMPUTERS, ("--size", "5"), 0, ["LCL 0.07, centre 1.93, UCL 3.79"], id="u"),
    pytest.param(
        "ewma",
        EWMA,
        ("--center", "50", "--sigma", "2.0539", "--weight", "0.3"),
        0,
        ["LCL 47.41, centre 50.00, UCL 52.59"],
        id="ewma",
    ),
    pytest.param("cusum", CUSUM, ("--center", "10", "--sigma", "1"), 3, ["29-30 (lines 29-30)", "465.4"], id="cusum"),
]


def csv(folder: Path, values: str) -> Path:
    path = folder / "readings.csv"
    path.write_text("\n".join(values.split()) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_piston_rings_are_charted_as_they_were(language: str, tmp_path: Path) -> None:
    picture = tmp_path / "rings.svg"
    done = ran(
        *("spc", str(RINGS), "--chart", "xbar-s", "--baseline", "25", "--unit", "mm", "--lower", "73.95", "--upper"),
        *("74.05", "--width", "80", "--svg", str(picture), "--lang", language),
    )

    want = HERE / "golden" / f"spc.{language}.txt"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        want.write_bytes(done.stdout)
    assert (done.returncode, done.stderr) == (3, b"")
    assert done.stdout.decode() == want.read_text(encoding="utf-8")
    assert ET.parse(picture).getroot().get("lang") == {"en": "en", "zh": "zh-Hans"}[language]  # noqa: S314  # our own


def test_the_piston_rings_have_the_limits_and_signals_of_qcc() -> None:
    done = answered("spc", str(RINGS), "--chart", "xbar_r", "--baseline", "25", "--rules", "western_electric", *WIDE)

    # R qcc 3.0 with exact constants; Montgomery prints 74.001, 0.023, 73.988 and 74.014.
    assert "Means: LCL 73.9880, centre 74.0012, UCL 74.0143" in done.out
    assert "Ranges: LCL 0.0000, centre 0.0228, UCL 0.0481" in done.out
    assert "rule 1, a point beyond 3 sigma: 37-39 (lines 38-40)" in done.out
    two = "rule 2, 2 of 3 points in a row beyond 2 sigma on one side: 35 (line 36), 37-40 (lines 38-41)"
    assert two in done.out


@pytest.mark.parametrize(("kind", "values", "options", "status", "told"), PRINTED)
def test_a_chart_has_the_limits_that_are_printed(
    kind: str, values: str, options: tuple[str, ...], status: int, told: list[str], tmp_path: Path
) -> None:
    rules = () if kind in ("ewma", "cusum") else ("--rules", "nelson:1")
    done = answered("spc", str(csv(tmp_path, values)), "--chart", kind, *options, *rules, "--width", "120")

    text = done.out
    assert (done.status, done.err) == (status, "")
    assert [one for one in told if one not in text] == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_both_languages(kind: str, language: str, tmp_path: Path) -> None:
    sizes = ("--size", "50") if kind in ("p", "np", "u", "laney_p", "laney_u") else ()
    groups = ("--subgroup", "3") if kind.startswith("xbar") else ()
    picture = tmp_path / "chart.svg"
    file = str(csv(tmp_path, JUICE))
    asked = (*sizes, *groups, "--width", "80", "--lang", language, "--svg", str(picture))
    done = answered("spc", file, "--chart", kind, *asked)

    text = done.out
    assert done.err == ""
    assert done.status in (0, 3)
    assert ("\x1b" in text) is False
    two = len(ET.parse(picture).getroot().findall(f"{NS}g[@transform]"))  # noqa: S314  # our own
    assert two >= 3
    assert "UCL" in text
    assert max(sum(2 if char > "\u2e80" else 1 for char in line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte_order_mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text + "\n\n", id="blank_lines_at_the_end"),
        pytest.param(lambda text: text.removesuffix("\n"), id="no_last_line_end"),
        pytest.param(lambda text: re.sub("^(.*)$", r'"\1"', text, flags=re.MULTILINE).removesuffix('""'), id="quotes"),
        pytest.param(lambda text: text.replace("\n", " \n"), id="blanks"),
    ],
)
def test_how_a_file_is_written_changes_nothing(written: object, tmp_path: Path) -> None:
    plain = csv(tmp_path, FLOWRATE)
    want = answered("spc", str(plain), "--chart", "individuals").out
    plain.write_bytes(written(plain.read_text(encoding="utf-8")).encode())  # type: ignore[operator]  # a function

    done = answered("spc", str(plain), "--chart", "individuals")

    assert (done.err, done.out) == ("", want)


def test_columns_are_found_by_name_and_by_number(tmp_path: Path) -> None:
    path = tmp_path / "lots.csv"
    path.write_text("lot,found,of\nL1,12,50\nL2,15,50\nL3,8,50\nL4,10,50\n", encoding="utf-8")

    by_name = answered("spc", str(path), "--chart", "p", "--column", "found", "--sizes", "of").out
    by_number = answered("spc", str(path), "--chart", "p", "--column", "2", "--sizes", "3").out

    assert by_name == by_number
    assert "centre 0.225" in by_name


def test_missing_readings_are_left_out_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text("a,b,c\n1,2,3\n4,,6\n2,3,4\n,,\n5,6,7\n", encoding="utf-8")

    refused = answered("spc", str(path), "--chart", "xbar_s")
    done = answered("spc", str(path), "--chart", "xbar_s", "--missing", "drop", *WIDE)

    assert (refused.status, refused.err.count("[table.cell.missing]")) == (2, 4)
    assert "4 missing readings were left out" in done.out
    assert "4 subgroups" in done.out
    assert "subgroups have 2 to 3 readings" in done.out


def test_specification_limits_give_capability_with_its_bound(tmp_path: Path) -> None:
    done = answered("spc", str(csv(tmp_path, FLOWRATE)), "--chart", "individuals", "--lower", "40", "--upper", "60")

    text = done.out
    # Cpk = min(50.81 - 40, 60 - 50.81) / (3 * 1.8778 / 1.128) = 9.19 / 4.994
    found = re.search(r"Cpk ([0-9.]+), at least ([0-9.]+) with 95 % confidence", text)
    assert found is not None
    assert float(found[1]) == pytest.approx(9.19 / (3 * 1.87778 / 1.12838), abs=0.001)
    assert float(found[2]) < float(found[1])
    assert "Beyond the specification: 0 of 10 readings" in text


REFUSED = [
    pytest.param("1\n2,3\n", ("individuals",), "f.csv:2:1: [table.row.length]", "此行有2个单元格", id="length"),
    pytest.param(
        "a\n1\nx\n", ("individuals",), "f.csv:3:1: [table.cell.not-a-number]", "`a` 列的 `x` 不是数", id="text"
    ),
    pytest.param("1\nNaN\n", ("individuals",), "f.csv:2:1: [table.cell.not-a-number]", "不是数", id="nan"),
    pytest.param("1\n1e999\n", ("individuals",), "f.csv:2:1: [table.cell.not-a-number]", "不是数", id="infinite"),
    pytest.param("1\n１\n", ("individuals",), "f.csv:2:1: [table.cell.not-a-number]", "不是数", id="wide_digit"),
    pytest.param("1\n<5\n", ("individuals",), "f.csv:2:1: [table.cell.not-a-number]", "界限不是读数", id="bound"),
    pytest.param('1\n"2\n', ("individuals",), "f.csv:2:1: [table.syntax.invalid]", "引号", id="quote"),
    pytest.param("1\r2\n", ("individuals",), "f.csv:1:1: [table.syntax.invalid]", "引号", id="line_end"),
    pytest.param("a,a\n1,2\n", ("xbar_s",), "f.csv:1:3: [table.header.duplicate]", "有两列都名为", id="header"),
    pytest.param("", ("c",), "f.csv: [table.rows.none]", "文件是空的", id="empty"),
    pytest.param("a\n", ("c",), "f.csv: [table.rows.none]", "只有列名", id="names_only"),
    pytest.param(
        "1,2\n3,4\n", ("individuals",), "f.csv:1:1: [table.column.not-chosen]", "请用 `--column`", id="several"
    ),
    pytest.param("1\n2\n", ("c", "--column", "b"), "f.csv:1:1: [table.column.missing]", "没有 `b` 列", id="column"),
    pytest.param(
        "a,b\n1,2\n3,4\n",
        ("xbar_r", "--column", "a", "--column", "1"),
        "a column is chosen twice",
        "重复选用",
        id="twice",
    ),
    pytest.param("1\n-2\n", ("c",), "f.csv:2:1: [spc.count.negative]", "计数小于0", id="negative"),
    pytest.param("1\n2.5\n", ("c",), "f.csv:2:1: [spc.count.fractional]", "计数不是整数", id="fraction"),
    pytest.param("9\n", ("p", "--size", "5"), "f.csv:1:1: [spc.count.above-size]", "5件中有9件", id="above"),
    pytest.param("9\n", ("p", "--size", "0"), "--size: [spc.count.sample-size]", "样本量0", id="size"),
    pytest.param("9\n", ("p",), "--size: [chart.option.unfit]", "`p` 图需要", id="no_size"),
    pytest.param("1\n2\n3\n", ("xbar_r",), "f.csv: [chart.option.unfit]", "单列数据没有子组", id="no_subgroup"),
    pytest.param(
        "1\n2\n3\n", ("xbar_r", "--subgroup", "2"), "f.csv:3:1: [spc.subgroup.size]", "只有一个读数", id="one"
    ),
    pytest.param(
        "1\n2\n", ("c", "--lower", "1"), "--lower: [chart.option.unfit]", "规格限适用于", id="limits_of_counts"
    ),
    pytest.param(
        "1\n2\n",
        ("individuals", "--lower", "2", "--upper", "2"),
        "--lower: [chart.option.unfit]",
        "不低于",
        id="crossed",
    ),
    pytest.param(
        "1\n2\n", ("individuals", "--lower", "nan"), "--lower: [chart.option.unfit]", "不是有限数", id="no_number"
    ),
    pytest.param("9\n", ("p", "--size", "inf"), "--size: [chart.option.unfit]", "不是有限数", id="no_end"),
    pytest.param("1\n2\n", ("individuals", "--target", "2"), "--target: [chart.option.unfit]", "目标值", id="target"),
    pytest.param(
        "1\n2\n", ("individuals", "--baseline", "3"), "--baseline: [chart.option.unfit]", "基准期", id="baseline"
    ),
    pytest.param(
        "1\n2\n", ("ewma", "--rules", "nelson"), "--rules: [chart.option.unfit]", "不适用", id="rules_of_ewma"
    ),
    pytest.param(
        "1\n2\n", ("individuals", "--rules", "nelsen"), "(hint: did you mean `nelson`?)", "是否指 `nelson`", id="rules"
    ),
    pytest.param(
        "1\n2\n", ("individuals", "--rules", "nelson_1,juran_2"), "rules of several sets", "多个准则组", id="two_sets"
    ),
    pytest.param("5\n5\n5\n", ("individuals",), "f.csv: [chart.sigma.zero]", "没有变差", id="constant"),
    pytest.param("0.1\n" * 28, ("xbar_s", "--subgroup", "7"), "[chart.sigma.zero]", "没有变差", id="constant_groups"),
    pytest.param("5\n5\n6\n", ("ewma", "--baseline", "2"), "[chart.sigma.zero]", "没有变差", id="constant_baseline"),
    pytest.param("0\n0\n0\n", ("p", "--size", "50"), "[chart.sigma.zero]", "没有变差", id="nothing_found"),
    pytest.param("5\n6\n", ("individuals", "--sigma", "0"), "0.0 is not in the range", "--sigma", id="sigma_zero"),
    pytest.param("1\n", ("individuals",), "f.csv: [spc.sample.too-few]", "读数个数少于", id="kernel"),
]


@pytest.mark.parametrize(("text", "asked", "en", "zh"), REFUSED)
def test_what_is_wrong_is_told_in_both_languages(
    text: str, asked: tuple[str, ...], en: str, zh: str, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_bytes(text.encode())

    for language, want in (("en", en), ("zh", zh)):
        done = answered("--lang", language, "spc", "f.csv", "--chart", *asked, cwd=tmp_path)
        told = done.err
        assert (done.status, done.out) == (2, "")
        assert want in told
        assert "Traceback" not in told


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("a,b\n1,x\n,2\ny,3\n", encoding="utf-8")

    told = answered("spc", "f.csv", "--chart", "xbar_s", cwd=tmp_path).err

    assert re.findall(r"^f\.csv:([0-9]+:[0-9]+)", told, re.MULTILINE) == ["2:3", "3:1", "4:1"]


@pytest.mark.parametrize("asked", ["nelson:1,5", "nelson_1,nelson_5", "nelson_5, nelson_1"])
def test_rules_are_asked_for_as_packs_do_or_by_their_set(asked: str, tmp_path: Path) -> None:
    done = answered("spc", str(csv(tmp_path, FLOWRATE)), "--chart", "individuals", "--rules", asked)

    assert "rules nelson 1, 5" in done.out


# Champ and Woodall, Technometrics 29(4), 1987: limits alone, and with 8 on one side; the limits always count.
ARLS = [
    ("none", "370.4"),
    ("nelson:1", "370.4"),
    ("western_electric:4", "152.7"),
    ("western_electric:1,4", "152.7"),
    ("western_electric", "91.9"),
]


@pytest.mark.parametrize(("rules", "arl"), ARLS)
def test_false_alarms_are_those_of_the_rules_and_of_the_limits(rules: str, arl: str, tmp_path: Path) -> None:
    done = answered("spc", str(csv(tmp_path, FLOWRATE)), "--chart", "individuals", "--rules", rules)

    assert f"False alarms: one in {arl} points" in done.out


def test_a_sample_without_its_count_is_left_out_whole(tmp_path: Path) -> None:
    path = tmp_path / "lots.csv"
    path.write_text("found,area\n3,2.5\n,2.5\n1,1.5\n2,\n4,3\n", encoding="utf-8")

    done = answered(
        "spc", str(path), "--chart", "u", "--column", "found", "--sizes", "area", "--missing", "drop", *WIDE
    )

    assert "3 samples" in done.out
    assert "2 missing readings were left out" in done.out
    # 8 nonconformities in an area of 7
    assert "centre 1.14" in done.out


def test_a_picture_is_the_same_with_another_hash_seed(tmp_path: Path) -> None:
    found = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.svg"
        ran("spc", str(RINGS), "--chart", "xbar_r", "--svg", str(path), environment={"PYTHONHASHSEED": seed})
        found.append(path.read_bytes())

    assert found[0] == found[1]


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = answered(
        "spc", str(csv(tmp_path, FLOWRATE)), "--chart", "individuals", "--svg", str(tmp_path / "no" / "a.svg")
    )

    assert done.status == 2
    assert "a.svg: [chart.option.unfit] the file cannot be written" in done.err


def test_both_languages_have_the_same_words() -> None:
    assert set(REPORT["en"]) == set(REPORT["zh"])
    for key in REPORT["en"]:
        parts = [
            set(re.findall(r"{([a-z]+)}", Localized(**{one: REPORT[one][key] for one in REPORT}).text(one)))
            for one in REPORT
        ]
        assert parts[0] == parts[1], key
