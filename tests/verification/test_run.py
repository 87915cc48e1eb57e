"""Running a suite: what a fixture comes to, boundaries, what no case reaches, and the same results in any way."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from engine.verification.deciding import Packs
from engine.verification.patches import Change
from engine.verification.paths import path_of
from engine.verification.read import Ready, read_suite
from engine.verification.results import CaseResult, SuiteResult
from engine.verification.run import run_suite
from engine.verification.unreached import unreached
from lotgate.suites import read_suites
from lotgate.testing import Order, report_json, run_order
from tests.strategies import ROOT, Data, requirement, write_pack, write_packset
from tests.verification.conftest import WriteSuite

TODAY = dt.date(2026, 11, 22)


def ready(path: Path) -> Ready:
    """Read a suite."""
    return read_suite(path, Packs(), TODAY, path.name)


def ran(path: Path) -> SuiteResult:
    """Read and run a suite."""
    one = ready(path)
    return run_suite(one.suite, one.packset)


def statuses(result: SuiteResult) -> dict[str, str]:
    """Give the status of each case."""
    return {case.name: case.status for case in result.cases}


def case(name: str, given: Data, expect: Data, **said: object) -> Data:
    """Make a case."""
    return {"name": name, "given": given, "expect": expect, **said}


RIGHT = case(
    "holds", {"set": {"lot.batch_record.complete": False}}, {"verdict": "hold", "provisions": {"PLN-010": "violated"}}
)


def test_a_suite_in_which_everything_comes_out_as_expected_passes(write_suite: WriteSuite) -> None:
    result = ran(write_suite(RIGHT))

    assert statuses(result) == {"base.lot": "passed", "holds": "passed"}
    assert (result.suite, [(one.market, one.pack, one.version) for one in result.packs]) == (
        "suite",
        [("CN", "plain", "1")],
    )


def test_a_fixture_with_a_fault_fails_its_base_and_every_case_that_does_not_say_so(
    write_suite: WriteSuite, plain_pack: Path
) -> None:
    file = plain_pack / "tests" / "fixtures" / "lot.yaml"
    late = file.read_text(encoding="utf-8").replace("manufactured_on: 2026-03-05", "manufactured_on: 2026-03-15")
    file.write_text(late, encoding="utf-8")
    said = {"verdict": "release", "faults": ["dossier.time.after-as-of"]}

    result = ran(
        write_suite(
            case("mended", {"set": {"lot.label.manufactured_on": "2026-03-05"}}, {"verdict": "release"}),
            case("said", {"set": {"lot.quantity": 200}}, said),
            case("unsaid", {"set": {"lot.quantity": 200}}, {"verdict": "release"}),
        )
    )

    assert statuses(result) == {"base.lot": "failed", "mended": "passed", "said": "passed", "unsaid": "failed"}
    assert {(one.about, one.actual) for each in result.cases for one in each.differences} == {
        ("faults", "dossier.time.after-as-of")
    }


def test_what_the_pack_did_not_judge_for_the_fixture_is_no_outcome_that_a_case_may_leave_unnamed(
    write_suite: WriteSuite, plain_pack: Path
) -> None:
    """The pack applies to large lots only: for the fixture it judges nothing, for the case it judges everything."""
    identity = plain_pack / "pack.yaml"
    identity.write_text(identity.read_text(encoding="utf-8") + "applies: lot.quantity > 150\n", encoding="utf-8")
    fixtures = {"lot": {"file": "fixtures/lot.yaml", "verdict": "hold"}}
    given = {"set": {"lot.quantity": 200}}
    named = {"PLN-010": "satisfied", "PLN-020": "satisfied"}

    result = ran(write_suite(case("some", given, {"verdict": "release", "provisions": named}), fixtures=fixtures))

    (some,) = (one for one in result.cases if one.name == "some")
    assert {(one.provision, one.expected, one.actual) for one in some.differences} >= {
        ("PLN-030", "not judged", "satisfied")
    }


def test_a_verdict_of_one_market_leaves_the_others_as_the_base(write_suite: WriteSuite, plain_pack: Path) -> None:
    """Of three markets with a rule that the case violates, the case names the verdict of one."""
    markets = {"CN": ["plain 1"]}
    for market in ("EU", "US"):
        rule = requirement(f"{market}-1", "lot.batch_record.complete", before="production_release")
        write_pack(plain_pack.parent, market.lower(), {"r.yaml": {"requirements": [rule]}}, market=market)
        markets[market] = [f"{market.lower()} 1"]
    write_packset(plain_pack / "tests", markets, ["production_release", "market_release"])
    lot = plain_pack / "tests" / "fixtures" / "lot.yaml"
    lot.write_text(lot.read_text(encoding="utf-8").replace("[CN]", "[CN, EU, US]"), encoding="utf-8")
    one = case("one", {"set": {"lot.batch_record.complete": False}}, {"verdict": {"CN": "reject"}, "others": "any"})

    result = ran(write_suite(one, packset="packset.yaml", markets=["CN", "EU", "US"]))

    assert [(each.market, each.about, each.expected, each.actual) for each in result.cases[-1].differences] == [
        ("CN", "verdict", "reject", "hold"),
        ("EU", "verdict", "release", "hold"),
        ("US", "verdict", "release", "hold"),
    ]


# --- boundaries ----------------------------------------------------------------------------------------------------


def generated(path: Path) -> dict[str, tuple[Change, str, object]]:
    """Give the change, the outcome and the verdict of each generated case."""
    return {
        each.name.rpartition(".")[2]: (
            each.changes[0],
            str(next(iter(each.asked[0].expect.provisions.values()))),
            each.asked[0].expect.verdict,
        )
        for each in ready(path).suite.cases
        if each.kind == "boundary"
    }


def test_four_cases_are_made_from_a_limit(write_suite: WriteSuite) -> None:
    boundary = {"provision": "PLN-020", "resolution": 1, "at_limit": "satisfied"}
    path = write_suite(boundaries=[boundary])

    found = {
        point: (path_of(change.parts), change.value, outcome, verdict)
        for point, (change, outcome, verdict) in generated(path).items()
    }

    value = "lot.inspections[I-1].nonconforming"
    assert found == {
        "just_below": (value, 2, "satisfied", {"CN": "release"}),
        "at": (value, 3, "satisfied", {"CN": "release"}),
        "just_above": (value, 4, "violated", {"CN": "reject"}),
        "missing": (value, msgspec.UNSET, "indeterminate", {"CN": "hold"}),
    }
    assert set(statuses(ran(path)).values()) == {"passed"}


def test_the_side_that_is_in_order_is_the_fixture_s_own_unless_it_is_said(write_suite: WriteSuite) -> None:
    boundary = {"provision": "PLN-020", "resolution": 1, "at_limit": "satisfied", "inside": "above"}
    path = write_suite(boundaries=[boundary])

    assert {point: outcome for point, (_, outcome, _) in generated(path).items()} == {
        "just_below": "violated",
        "at": "satisfied",
        "just_above": "satisfied",
        "missing": "indeterminate",
    }
    assert statuses(ran(path)) == {
        "base.lot": "passed",
        "boundary.PLN-020.just_below": "failed",
        "boundary.PLN-020.at": "passed",
        "boundary.PLN-020.just_above": "failed",
        "boundary.PLN-020.missing": "passed",
    }


def test_a_limit_that_only_warns_moves_no_verdict(write_suite: WriteSuite) -> None:
    boundary = {"provision": "PLN-040", "name": "large", "resolution": 100, "at_limit": "satisfied"}
    path = write_suite(boundaries=[boundary], act="ship")

    assert [verdict for _, _, verdict in generated(path).values()] == [{"CN": "release"}] * 4
    assert [change.value for change, _, _ in generated(path).values()] == [4900, 5000, 5100, msgspec.UNSET]
    assert set(statuses(ran(path)).values()) == {"passed"}


def test_a_limit_of_a_quantity_keeps_its_digits_and_its_unit() -> None:
    cases = ready(ROOT / "rulepacks" / "iso_13485" / "tests" / "release.yaml").suite.cases
    values = [str(one.changes[0].value) for one in cases if one.name.startswith("boundary.ISO-REL-032.")]

    assert values == ["3.999 mg", "4.0 mg", "4.001 mg", "UNSET"]


# --- what no case reaches ------------------------------------------------------------------------------------------


def missed(*paths: Path) -> dict[str, tuple[str, ...]]:
    """Give what no case of some suites reaches."""
    read = [ready(path) for path in paths]
    results: list[CaseResult] = []
    for one in read:
        results += run_suite(one.suite, one.packset).cases
    found = unreached([one.packset for one in read], [one.suite.owner for one in read], results)
    return {one.provision: one.outcomes for one in found}


def test_what_no_case_reaches_is_everything_else(write_suite: WriteSuite) -> None:
    assert missed(write_suite(RIGHT)) == {
        "PLN-010": ("indeterminate", "not_applicable"),
        "PLN-020": ("violated", "indeterminate", "not_applicable"),
        "PLN-030": ("violated", "indeterminate", "not_applicable"),
        "PLN-040": ("satisfied", "violated", "indeterminate", "not_applicable"),
        "PLN-050": ("dated", "not_applicable"),
    }


def test_what_one_suite_reaches_another_need_not(write_suite: WriteSuite) -> None:
    counts = {"provision": "PLN-020", "resolution": 1, "at_limit": "satisfied"}
    size = {"provision": "PLN-040", "resolution": 1, "at_limit": "satisfied"}
    first = write_suite(RIGHT, boundaries=[counts], name="first")
    released = case("kept", {"set": {"lot.released_on": "2026-03-09"}}, {"verdict": "release"})
    early = case("early", {"moved": True}, {"verdict": "hold", "others": "any"}, as_of="2019-12-31T12:00:00+08:00")
    second = write_suite(released, early, boundaries=[size], act="ship", name="second")

    assert missed(first, second) == {
        "PLN-010": ("indeterminate",),
        "PLN-030": ("violated", "indeterminate"),
    }


def test_a_case_that_is_skipped_reaches_nothing(write_suite: WriteSuite) -> None:
    skip = {"because": "waits", "until": "2026-11-22"}
    waiting = case("waits", RIGHT["given"], RIGHT["expect"], skip=skip)

    path = write_suite(waiting)

    assert statuses(ran(path)) == {"base.lot": "passed", "waits": "skipped"}
    assert missed(path)["PLN-010"] == ("violated", "indeterminate", "not_applicable")


def test_only_what_the_packs_under_test_declare_is_listed() -> None:
    """The suites of a market's pack reach nearly nothing of its parent, which has suites of its own."""
    suite = ROOT / "rulepacks" / "us_fda" / "tests" / "software.yaml"

    assert {name.split("-")[0] for name in missed(suite)} == {"US"}


# --- the shipped packs ---------------------------------------------------------------------------------------------


# What is kept for ever ends on no day.
FOR_EVER = {"CN-RET-021": ("dated",), "CN-RET-031": ("dated",)}


# Everything is run once here; the suites are run as tests, too.
EVERYTHING = Order(paths=(ROOT / "rulepacks",), packs=(), today=TODAY)
ONE_PACK = Order(paths=(ROOT / "rulepacks" / "us_fda",), packs=(), today=TODAY)


def test_the_suites_of_the_shipped_packs_reach_every_outcome_of_every_provision() -> None:
    report, faults = run_order(EVERYTHING)

    assert faults == ()
    assert {one.provision: one.outcomes for one in report.unreached} == FOR_EVER
    assert report.counts.failed == report.counts.skipped == 0
    assert report.counts.passed >= 1500


def test_two_processes_give_the_bytes_of_one() -> None:
    one, _ = run_order(ONE_PACK)
    two, _ = run_order(msgspec.structs.replace(ONE_PACK, jobs=2))

    assert one.counts.passed > 100
    assert report_json(one) == report_json(two)


@pytest.mark.parametrize("filters", [("approval",), ("retention::", "boundary.ISO-REL-032")])
def test_a_filter_picks_the_cases_that_have_it_in_their_names(filters: tuple[str, ...]) -> None:
    ready = read_suites(EVERYTHING.paths, (), TODAY).ready
    names = {(each.suite.file, f"{each.suite.name}::{one.name}") for each in ready for one in each.suite.cases}

    report, _ = run_order(msgspec.structs.replace(EVERYTHING, filters=filters))

    picked = {(suite.file, f"{suite.suite}::{each.name}") for suite in report.suites for each in suite.cases}
    assert picked == {(file, name) for file, name in names if any(text in name for text in filters)}
    assert 3 < len(picked) < len(names)
