"""What was not recorded never helps: taking evidence away satisfies no provision and releases no lot."""

import functools
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.tree import Path
from core.errors import FaultsError, LotgateError
from engine.model.codes import Act
from engine.model.decision import Decision, MarketDecision
from engine.model.registers import register_patterns
from engine.model.walk import visits
from engine.packs.packset import PackSet
from engine.release.decide import Question, judge_markets
from tests.shipped import Shipped, judged, part_of_cases, shipped_cases
from tests.shipped import told as told_of
from tests.strategies import (
    AS_OF,
    Data,
    Plain,
    decided,
    dossier_of,
    example,
    outcomes,
    released,
    uncovered,
    verdicts,
)
from tests.strategies import judged as told

REGISTERS = ("steps", "inspections", "nonconformances", "obligations")
NAMED = {case.provision: case for case in shipped_cases()}
BASES = [pytest.param(example(), id="the_example"), pytest.param(released(), id="released_everywhere")]


def places(value: Plain, path: Path = ()) -> Iterator[Path]:
    """Give the path of everything in plain data that could be taken away: fields, entries of maps, items of lists."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield (*path, key)
        yield from places(item, (*path, key))


def is_tried(data: Data, path: Path) -> bool:
    """Tell whether a path is one to take away: of a long list the ends."""
    holder: Plain = data
    for key in path:
        if isinstance(key, int) and key not in {0, len(holder) - 1}:
            return False
        holder = holder[key]
    return True


def without(data: Data, path: Path) -> Data:
    """Take one thing away; an item of a register goes with the statements that the register is complete."""
    changed = copied(data)
    holder: Plain = changed
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    register = register_at(data, path[:-1]) if isinstance(path[-1], int) else None
    return changed if register is None else uncovered(changed, register)


def register_at(data: Data, path: Path) -> str | None:
    """Name the register that stands at a path, as statements of coverage name it."""
    shape = "".join("[]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")
    return named(data, path) if shape in register_patterns() else None


def emptied(data: Data, register: str) -> Data:
    """Empty a register, and take away the statements that it is complete."""
    changed = copied(data)
    changed["lot"][register] = []
    return uncovered(changed, f"lot.{register}")


def is_removable(data: Data, path: Path) -> bool:
    """Tell whether what is left without a path is a dossier; the form itself requires the others."""
    try:
        dossier_of(without(data, path))
    except FaultsError:
        return False
    return True


def taken(data: Data, packset: PackSet, markets: tuple[str, ...], part: int) -> Iterator[list[MarketDecision]]:
    """Judge without each thing that can be taken away, a fourth of them."""
    question = Question(act=Act.market_release, as_of=AS_OF, markets=markets)
    for path in [one for one in places(data) if is_tried(data, one)][part::4]:
        if path[:2] in {("lot", "target_markets"), ("lot", "target_countries")} and markets:
            continue
        try:
            dossier = dossier_of(without(data, path))
        except FaultsError:
            continue  # the form requires it: there is no such dossier
        _, judged_markets = judge_markets(dossier, packset, question, evidence_for=frozenset())
        yield [one.decision for one in judged_markets]


def copied(data: Data) -> Data:
    """Copy plain data."""
    changed: Data = msgspec.json.decode(msgspec.json.encode(data))
    return changed


def assert_no_better(before: Decision, after: Decision) -> None:
    """Assert that nothing became satisfied and no market became a release."""
    known = outcomes(before)
    satisfied = {key for key, outcome in outcomes(after).items() if outcome == "satisfied"}
    assert {key for key in satisfied if known[key] != "satisfied"} == set()
    held = verdicts(before)
    assert {market for market, verdict in verdicts(after).items() if verdict == "release" != held[market]} == set()


def test_every_optional_field_of_the_example_is_among_what_is_taken_away() -> None:
    data = example()
    tried = [path for path in places(data) if is_tried(data, path)]

    optional = {visit.path for visit in visits(dossier_of(data)) if not visit.field.required}
    ends = {path for path in optional if is_tried(data, path)}
    assert len(ends) > 150
    assert ends - set(tried) == set()
    assert [path for path in ends if not is_removable(data, path)] == []


# The example's markets that hold or reject, and all of the lot that is released everywhere; in four parts for workers.
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(
    ("data", "markets"),
    [pytest.param(example(), ("CN",), id="the_example"), pytest.param(released(), (), id="released_everywhere")],
)
def test_taking_any_one_thing_away_satisfies_nothing_and_releases_nothing(
    shipped: PackSet, data: Data, markets: tuple[str, ...], part: int
) -> None:
    before = {one.market: one for one in decided(data, shipped).markets}

    for after_all in taken(data, shipped, markets, part):
        for after in after_all:
            assert_market_no_better(before[after.market], after)


def read_by(case: Shipped) -> Iterator[Path]:
    """Give what a violated provision read, what holds it, items of lists that it read, what states them complete."""
    outcomes_of_case = told_of(case.provision, "violated").outcomes
    facts = {fact.path for one in outcomes_of_case if one.provision == case.provision for fact in one.facts}
    registers = [
        f"coverage[{place}]" for place, one in enumerate(case.violated.get("coverage", [])) if _is_of(one, facts)
    ]
    for path in places(case.violated):
        if not is_tried(case.violated, path):
            continue
        name = named(case.violated, path)
        if name in registers or any(_is_within(one, name) for one in facts) or _is_item(case.violated, path, facts):
            yield path


def named(data: Data, path: Path) -> str:
    """Write a path as evidence does: items by their `id`."""
    found = ""
    held: Plain = data
    for key in path:
        held = held[key]
        if isinstance(key, int):
            name = held.get("id", key) if isinstance(held, dict) else key
            found += f"[{name}]"
        else:
            found += f".{key}" if found else key
    return found


def _is_item(data: Data, path: Path, facts: set[str]) -> bool:
    return isinstance(path[-1], int) and named(data, path[:-1]) in facts


def _is_of(statement: Data, facts: set[str]) -> bool:
    return any(_is_within(one, statement["register"]) for one in facts)


def _is_within(path: str, outer: str) -> bool:
    return path.startswith(outer) and path[len(outer) :][:1] in {"", ".", "["}


@pytest.mark.parametrize("case", part_of_cases(2), ids=lambda case: case.provision)
def test_taking_away_anything_that_a_violated_provision_read_never_lets_the_lot_pass(case: Shipped) -> None:
    """
    What it did not read is taken away from the examples above, one by one, and together with others below.

    One provision in two, other ones with every change of the packs: see `part_of_cases`.
    """
    before, tried = told_of(case.provision, "violated"), 0

    for path in read_by(case):
        try:
            after = judged(case, without(case.violated, path))
        except LotgateError:
            continue  # the form requires it, or the lot is no longer meant for the market
        tried += 1
        assert_market_no_better(before, after)
        # Where a warning was violated, the lot was released and may be.
        assert before.verdict == "release" or after.verdict != "release", path
    assert tried > 0


def assert_market_no_better(before: MarketDecision, after: MarketDecision) -> None:
    """Assert that nothing became satisfied and the market did not become a release."""
    known = {one.provision: one.outcome for one in before.outcomes}
    satisfied = {one.provision for one in after.outcomes if one.outcome == "satisfied"}
    assert {name for name in satisfied if known[name] != "satisfied"} == set()
    assert after.verdict != "release" or before.verdict == "release"


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("data", BASES)
def test_emptying_a_register_with_its_coverage_satisfies_nothing_and_releases_nothing(
    shipped: PackSet, data: Data, register: str
) -> None:
    after = decided(emptied(data, register), shipped, AS_OF)

    assert_no_better(decided(data, shipped, AS_OF), after)
    assert set(verdicts(after).values()) <= {"hold", "reject"}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("case", part_of_cases(2), ids=lambda case: case.provision)
def test_emptying_a_register_of_a_violated_lot_with_its_coverage_releases_nothing(case: Shipped, register: str) -> None:
    """One provision in two, other ones with every change of the packs: see `part_of_cases`."""
    after = judged(case, emptied(case.violated, register))

    assert_market_no_better(told_of(case.provision, "violated"), after)
    assert after.verdict in {"hold", "reject"}


@pytest.mark.parametrize("register", REGISTERS)
def test_a_release_without_the_coverage_of_a_register_is_a_hold(shipped: PackSet, register: str) -> None:
    data = uncovered(released(), f"lot.{register}")

    assert set(verdicts(decided(data, shipped)).values()) == {"hold"}


@pytest.mark.parametrize(("field", "day"), [("from", "2026-10-10"), ("through", "2026-11-20")])
@pytest.mark.parametrize("register", REGISTERS)
def test_coverage_that_begins_after_the_lot_or_ends_before_today_covers_nothing(
    shipped: PackSet, register: str, field: str, day: str
) -> None:
    data = released()
    for statement in data["coverage"]:
        if statement["register"] == f"lot.{register}":
            statement[field] = day

    assert set(verdicts(decided(data, shipped)).values()) == {"hold"}


def test_two_statements_that_leave_a_day_out_cover_nothing(shipped: PackSet) -> None:
    data = uncovered(released(), "lot.steps")
    for first, last in (("2026-10-09", "2026-10-31"), ("2026-11-02", "2026-11-22")):
        data["coverage"].append({"register": "lot.steps", "stated_by": "Zhao Min", "from": first, "through": last})

    assert set(verdicts(decided(data, shipped)).values()) == {"hold"}


@functools.cache
def places_of(name: str) -> list[Path]:
    """Give everything that could be taken away where a provision is violated."""
    return list(places(NAMED[name].violated))


@given(name=st.sampled_from(sorted(NAMED)), picks=st.lists(st.integers(0, 10_000), min_size=2, max_size=5))
def test_taking_several_things_away_together_satisfies_nothing_and_releases_nothing(
    name: str, picks: list[int]
) -> None:
    case = NAMED[name]
    before = {one.market: one for one in told(case.violated, case.packset, case.as_of, act=case.act)}
    choices = places_of(name)
    picked = {choices[pick % len(choices)] for pick in picks}
    # Later places first, so that what is taken away does not move the rest.
    paths = sorted((path for path in picked if is_removable(case.violated, path)), key=_order, reverse=True)
    kept: list[Path] = []
    data = case.violated
    for path in paths:
        if any(done[: len(path)] == path for done in kept):
            continue
        data = without(data, path)
        kept.append(path)
    try:
        after_all = told(data, case.packset, case.as_of, act=case.act)
    except FaultsError:
        return  # what is left is refused, and nothing is decided
    for after in after_all:
        assert_market_no_better(before[after.market], after)


def _order(path: Path) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in path]


def test_a_register_item_taken_away_while_its_coverage_stays_is_a_statement_and_is_believed(shipped: PackSet) -> None:
    """The limit of the property: who states that a register is complete answers for it."""
    case = NAMED["ISO-REL-040"]
    data = copied(case.violated)
    data["lot"]["nonconformances"] = []

    assert verdicts(decided(data, shipped, AS_OF))["EU"] == "release"
