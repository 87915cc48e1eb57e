"""A suite in which every kind of expectation fails once: what is said about it as text, JSON and JUnit XML."""

import datetime as dt
import json
import os
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from lotgate.testing import Order, Report, report_json, report_text, run_order, write_junit

HERE = Path(__file__).parent
FAILING = HERE / "failing"
ENGINE = re.compile(r"sha256:[0-9a-f]{64}")
# Cases that are right about everything.
RIGHT = {"base.good", "boundary.PLN-020.just_below", "boundary.PLN-020.just_above", "boundary.PLN-020.missing", "waits"}
KINDS = {"verdict", "reasons", "outcome", "because", "item", "missing", "clause", "text", "retention", "faults"}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """What comes out of the failing suite, in a folder of its own."""
    shutil.copytree(HERE / "packs" / "plain", tmp_path / "plain")
    shutil.copy(FAILING / "suite.yaml", tmp_path / "plain" / "tests")
    monkeypatch.chdir(tmp_path)
    order = Order(paths=(Path("plain"),), packs=(), today=dt.date(2026, 4, 30))
    found, faults = run_order(order)
    assert faults == ()
    return found


def held(name: str, text: str) -> None:
    """Hold what was written against the file that is kept; digests change with every change of the code."""
    text = ENGINE.sub("sha256:…", text)
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        (FAILING / name).write_text(text, encoding="utf-8")
    assert text == (FAILING / name).read_text(encoding="utf-8")


def test_text(report: Report) -> None:
    held("want.txt", report_text(report, with_unreached=True))


def test_json(report: Report) -> None:
    held("want.json", report_json(report).decode())


def test_junit(report: Report, tmp_path: Path) -> None:
    write_junit(report, tmp_path / "junit.xml")

    held("want.xml", (tmp_path / "junit.xml").read_text(encoding="utf-8"))


def test_every_kind_of_expectation_fails_in_some_case_and_nothing_else_fails(report: Report) -> None:
    cases = {case.name: case for suite in report.suites for case in suite.cases}

    assert {case.name for case in cases.values() if case.status != "failed"} == RIGHT
    assert {one.about for case in cases.values() for one in case.differences} == KINDS
    for case in cases.values():
        assert (case.status == "failed") is bool(case.differences)


def test_every_difference_stands_where_its_expectation_is_written(report: Report) -> None:
    lines = (FAILING / "suite.yaml").read_text(encoding="utf-8").splitlines()
    for case in (case for suite in report.suites for case in suite.cases if case.kind == "case"):
        first = int(case.place.split(":")[1])
        for one in case.differences:
            file, line, _ = one.place.split(":")
            assert file == "plain/tests/suite.yaml"
            names = [index for index in range(first, int(line) + 1) if lines[index - 1].startswith("  - name: ")]
            assert names == [first]


def test_the_json_is_what_the_report_holds_and_has_no_floats(report: Report) -> None:
    read = json.loads(report_json(report), parse_float=pytest.fail)

    assert read["format"] == "lotgate-test/v1"
    assert read["counts"] == {"passed": 4, "failed": 22, "skipped": 1}
    assert [case["name"] for suite in read["suites"] for case in suite["cases"]][:3] == [
        "base.lot",
        "base.good",
        "another_verdict",
    ]


# The elements and attributes of the schema that the Jenkins xUnit plugin publishes (jenkins-junit.xsd), as far as used.
SHAPE = {
    "testsuites": ({"tests", "failures", "errors", "skipped"}, {"testsuite"}),
    "testsuite": ({"name", "file", "tests", "failures", "errors", "skipped"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"classname", "name", "file", "line"}, {"failure", "skipped"}),
    "failure": ({"type", "message"}, set()),
    "skipped": ({"message"}, set()),
}


def test_the_junit_xml_has_the_shape_that_servers_read(report: Report, tmp_path: Path) -> None:
    write_junit(report, tmp_path / "junit.xml")
    root = ET.parse(tmp_path / "junit.xml").getroot()  # noqa: S314  # our own file

    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = SHAPE[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children
    cases = root.findall(".//testcase")
    assert root.attrib == {"tests": "27", "failures": "22", "errors": "0", "skipped": "1"}
    assert len(cases) == 27
    assert len(root.findall(".//failure")) == 22
    (skipped,) = root.findall(".//skipped")
    assert skipped.attrib["message"] == "the authority was asked <twice> & has not answered"
