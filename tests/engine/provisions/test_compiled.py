"""Compiled provisions have the outcomes of the reference: on shipped cases, and on dossiers with much taken away."""

import ast
import datetime as dt
import functools
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pytest
from hypothesis import given

from core.canonical import digest
from engine.expressions import recorded, straight
from engine.expressions.compiled import Decided
from engine.expressions.evaluate import attempt
from engine.expressions.expression import Expression
from engine.expressions.generate import generate_provisions
from engine.expressions.missing import Missing
from engine.expressions.reader import Reader
from engine.model.calendar import local_day
from engine.model.codes import Act
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.findings import Findings
from engine.model.types import ListOf, MapOf, Nullable, RecordOf
from engine.packs.pack import RulePack
from engine.packs.packset import PackSet
from engine.provisions.compiled import CompiledPack, _provision
from engine.provisions.judge import Judged, judge
from engine.provisions.situation import PackReader, Situation, names_of
from engine.release.decide import Question, judge_markets
from engine.release.outcomes import check_of
from tests.engine.expressions.conftest import compiled as checked_text
from tests.engine.expressions.test_compiled_dossiers import OVER_LOT, OVER_STEP, dossiers, straight_of
from tests.engine.expressions.test_generated_source import GIVEN, MADE, NODES
from tests.shipped import EXAMPLE, Shipped, part_of_cases, shipped_cases
from tests.strategies import AGREED, AS_OF, REMOVED, Data, dossier_of, patched, released, uncovered

ROOT = Path(__file__).resolve().parents[3]
Seen: TypeAlias = list[tuple[str, str | None, tuple[Missing, ...], str | None]]


def situation_of(dossier: Dossier, market: str, pack: RulePack, as_of: dt.datetime) -> Situation:
    """Put a dossier before a pack of a market."""
    timezone = pack.timezone or "UTC"
    today = local_day(as_of, timezone)
    reader = PackReader(dossier, today, {}, pack.attributes)
    return Situation(
        reader=reader,
        market=market,
        as_of=as_of,
        today=today,
        timezone=timezone,
        roles=dossier.lot.roles if isinstance(dossier.lot.roles, dict) else None,
        bound=names_of(reader, as_of, market, pack.parameters),
    )


def seen(judged: list[Judged]) -> Seen:
    """Give what counts of outcomes."""
    return [(one.outcome, one.item, one.missing, one.because) for one in judged]


@functools.cache
def compiled(packset: "Held") -> dict[str, list[CompiledPack]]:
    """Compile the packs of each market, once for all tests."""
    return {
        market: [CompiledPack(one.pack) for one in listed if one.pack is not None]
        for market, listed in packset.packset.markets.items()
    }


class Held:
    """A pack set that is told from others by being itself."""

    def __init__(self, packset: PackSet) -> None:
        self.packset = packset


def satisfied_dossiers() -> list[tuple[str, Data, dt.datetime]]:
    """Give the dossiers in which the provisions taken here are satisfied, each once: most begin with one of a few."""
    found: dict[str, tuple[str, Data, dt.datetime]] = {}
    for case in part_of_cases(2):
        market = case.market if case.market in EXAMPLE.markets else "EU"
        found[digest({"market": market, "data": case.satisfied, "as_of": case.as_of})] = (
            market,
            case.satisfied,
            case.as_of,
        )
    return list(found.values())


@pytest.fixture(scope="session")
def held(shipped: PackSet) -> Held:
    """The shipped pack set."""
    return Held(shipped)


def compare(held: Held, dossier: Dossier, as_of: dt.datetime, markets: Sequence[str] = ("CN", "EU", "US")) -> int:
    """Hold every provision of some markets against the reference; give how many were straight."""
    straight = 0
    for market in markets:
        for one in compiled(held)[market]:
            situation = situation_of(dossier, market, one.pack, as_of)
            found = one.before(situation)
            for requirement in one.pack.requirements:
                judged = found.judge(requirement)
                if judged is not None:
                    expected = judge(requirement.header, check_of(requirement, situation), situation)
                    assert seen(judged) == seen(expected), requirement.header.id
                    straight += 1
    return straight


@pytest.mark.parametrize("case", part_of_cases(2), ids=lambda case: case.provision)
def test_shipped_provisions_have_the_outcomes_of_the_reference(case: Shipped, held: Held) -> None:
    """
    Where the provision is violated and where it is indeterminate, with all others of its market.

    One provision in two, other ones with every change of the packs: see `part_of_cases`. Those of the base pack are
    judged as the European market has them.
    """
    market = case.market if case.market in compiled(held) else "EU"
    for data in (case.violated, case.indeterminate):
        assert compare(held, dossier_of(data), case.as_of, [market]) > 10


@pytest.mark.parametrize(("market", "data", "as_of"), [pytest.param(*one, id=one[0]) for one in satisfied_dossiers()])
def test_shipped_provisions_that_are_satisfied_have_the_outcomes_of_the_reference(
    market: str, data: Data, as_of: dt.datetime, held: Held
) -> None:
    assert compare(held, dossier_of(data), as_of, [market]) > 10


@given(dossiers())
def test_dossiers_with_much_taken_away_have_the_outcomes_of_the_reference(held: Held, dossier: Dossier) -> None:
    compare(held, dossier, AS_OF)


def test_what_is_known_is_straight(held: Held) -> None:
    dossier = dossier_of(released())
    left: list[str] = []
    for market, packs in compiled(held).items():
        for one in packs:
            situation = situation_of(dossier, market, one.pack, AS_OF)
            found = one.before(situation)
            for requirement in one.pack.requirements:
                outcomes = {
                    each.outcome for each in judge(requirement.header, check_of(requirement, situation), situation)
                }
                if found.judge(requirement) is None and "indeterminate" not in outcomes:
                    left.append(requirement.header.id)

    assert left == []


@pytest.mark.parametrize(("topics", "outcome"), [(AGREED, "satisfied"), (AGREED[:-1], "violated")])
def test_a_day_of_the_item_that_selects_a_provision_selects_it_item_by_item(
    held: Held, topics: list[str], outcome: str
) -> None:
    """CN-REL-030 is in force for what is sent out from 2026-11-01; one step of the example was, and one was earlier."""
    dossier = dossier_of(patched(released(), {"suppliers[SUP-0233].quality_agreement.topics": topics}))
    (one,) = compiled(held)["CN"]
    (provision,) = (each for each in one.pack.requirements if each.header.id == "CN-REL-030")

    judged = one.before(situation_of(dossier, "CN", one.pack, AS_OF)).judge(provision)

    assert [(each.item, each.outcome, each.because) for each in judged or ()] == [
        ("lot.steps[ext]", "not_applicable", "not-in-force"),
        ("lot.steps[eo]", outcome, None),
    ]


def test_a_judgement_without_evidence_is_the_same_however_often_it_is_asked_for(shipped: PackSet) -> None:
    dossier = dossier_of(released())
    question = Question(act=Act.market_release, as_of=AS_OF)

    for market in shipped.markets:
        asked = msgspec.structs.replace(question, markets=(market,))
        _, (full,) = judge_markets(dossier, shipped, asked)
        for _ in range(8):
            _, (bare,) = judge_markets(dossier, shipped, asked, evidence_for=frozenset())
            assert (bare.decision.verdict, bare.decision.reasons) == (full.decision.verdict, full.decision.reasons)
            assert [
                (one.provision, one.outcome, one.because, one.item, one.items) for one in bare.decision.outcomes
            ] == [(one.provision, one.outcome, one.because, one.item, one.items) for one in full.decision.outcomes]


def test_a_module_of_provisions_is_made_of_a_closed_set_of_nodes_and_of_the_dictionarys_attributes(
    shipped: PackSet,
) -> None:
    attributes = {field.attribute for entity in entities() for field in fields_of(entity).values()}
    for listed in shipped.markets.values():
        for pack in (one.pack for one in listed if one.pack is not None):
            tree = ast.parse(generate_provisions([_provision(one) for one in pack.requirements]))
            for node in ast.walk(tree):
                assert isinstance(node, (*NODES, ast.Attribute)), ast.dump(node)
                if isinstance(node, ast.Attribute):
                    assert node.attr in attributes, node.attr
                    assert not node.attr.startswith("_")
                elif isinstance(node, ast.Name):
                    assert MADE.fullmatch(node.id) or node.id in GIVEN or node.id == "unset", node.id


def entities() -> set[type]:
    """Give every entity that a field of the dossier can hold, or of what its records amount to."""
    found: set[type] = set()
    waiting: list[object] = [RecordOf(Dossier), RecordOf(Findings)]
    while waiting:
        match waiting.pop():
            case RecordOf(entity=entity) if entity not in found:
                found.add(entity)
                waiting.extend(field.type for field in fields_of(entity).values())
            case Nullable(of=inner) | ListOf(item=inner) | MapOf(item=inner):
                waiting.append(inner)
    return found


def test_the_same_pack_gives_the_same_source_on_any_hash_seed_and_order_of_files() -> None:
    program = (
        "import pathlib, sys\n"
        "listing = pathlib.Path.iterdir\n"
        "globbing = pathlib.Path.glob\n"
        "if sys.argv[1] == 'reversed':\n"
        "    pathlib.Path.iterdir = lambda self: iter(sorted(listing(self), reverse=True))\n"
        "    pathlib.Path.glob = lambda self, pattern: iter(sorted(globbing(self, pattern), reverse=True))\n"
        "from engine.packs.packset import load_packset\n"
        "from engine.expressions.generate import generate_provisions\n"
        "from engine.provisions.compiled import _provision\n"
        "packs = pathlib.Path('rulepacks')\n"
        "for listed in load_packset(packs / 'packset.yaml', (packs,)).markets.values():\n"
        "    for one in listed:\n"
        "        print(generate_provisions([_provision(each) for each in one.pack.requirements]))\n"
    )
    sources = {
        subprocess.run(  # noqa: S603  # our own Python
            [sys.executable, "-c", program, order],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, order in (("0", "given"), ("1", "reversed"), ("4242", "given"))
    }

    assert len(sources) == 1
    assert "def evaluate" in sources.pop()


def test_eight_threads_with_different_dossiers_get_their_own_outcomes(held: Held) -> None:
    (compiled_pack, *_) = compiled(held)["EU"]
    found = [dossier_of(getattr(case, kind)) for case in shipped_cases()[:6] for kind in ("satisfied", "violated")]
    situations = [situation_of(one, "EU", compiled_pack.pack, AS_OF) for one in found]
    expected = [compiled_pack.before(one).answers for one in situations]
    wrong: list[int] = []

    def work(start: int) -> None:
        for turn in range(3_000):
            which = (start + turn) % len(situations)
            if compiled_pack.before(situations[which]).answers != expected[which]:
                wrong.append(which)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong
    assert len({str(one) for one in expected}) > 1


def another(right: Callable[..., object]) -> Callable[..., object]:
    """Refer to one supplier, whichever is meant."""
    return lambda given, refers_to, one: right(given, refers_to, "SUP-0233" if refers_to == "suppliers" else one)


# What is written or called for dossiers: where, and what is put there instead.
FAULTS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "what-is-not-recorded-is-read": (recorded, "_unless", lambda _: lambda _writer, value, _operator, _refused: value),
    "all-is-recorded": (recorded, "recorded_has", lambda _: lambda _writer, _node: ast.Constant(value=True)),
    "every-register-is-complete": (straight, "register", lambda _: lambda _given, _path, items: items),
    "every-register-of-an-item-is-complete": (
        straight,
        "register_in",
        lambda _: lambda _given, _of, _name, items: items,
    ),
    "an-open-register-ends": (straight.Open, "elements", lambda _: lambda self, _longest: iter(self.items)),
    "every-period-covers": (straight, "covers", lambda _: lambda _period, _on: True),
    "the-day-after": (straight, "civil_day", lambda right: lambda instant: right(instant) + dt.timedelta(days=1)),
    "another-supplier": (straight, "refer", another),
}
# Places whose reading must not pass when they are gone.
GONE = ("lot.contract_manufactured", "lot.quantity", "lot.batch_record", "lot.label.expires_on", "product.ivd")
# Conditions over the one extrusion step of the example.
EXTRUSION = (
    "step.supplier.approvals.exists(a, covers(a.valid, day(step.started_at)))",
    "day(step.started_at) == date('2026-10-12')",
    "step.supplier.id == 'SUP-0107'",
)


def differing() -> list[str]:
    """Give the conditions whose straight answers are not the reference's."""
    items = (*OVER_STEP, *(f"step.kind == 'extrusion' && {condition}" for condition in EXTRUSION))
    texts = [*OVER_LOT, *(f"lot.steps.{kind}(step, {atom})" for atom in items for kind in ("all", "exists"))]
    checked = [one for text in texts if isinstance(one := checked_text(text), Expression)]
    data = released()
    ended = {"suppliers[SUP-0107].approvals[a1].valid.until": "2026-01-01"}
    changed = [data, uncovered(data, "lot.steps"), patched(data, ended)]
    changed += [uncovered(data, f"lot.steps[{one['id']}].equipment") for one in data["lot"]["steps"]]
    changed += [patched(data, {path: REMOVED}) for path in GONE]
    found: list[str] = []
    for dossier in map(dossier_of, changed):
        reader = Reader(dossier, dt.date(2026, 11, 22))
        for expression, answer in zip(checked, straight_of(checked)(reader), strict=True):
            expected = attempt(expression.tree, reader.names())
            if isinstance(answer, Decided) and answer.holds is not expected:
                found.append(expression.source.text)
    return found


def test_without_a_fault_straight_answers_are_those_of_the_reference() -> None:
    assert differing() == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_over_dossiers_is_noticed(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, attribute, wrong = FAULTS[fault]
    changed_to = wrong(getattr(module, attribute))
    monkeypatch.setattr(module, attribute, changed_to)
    if attribute in straight.STRAIGHT:
        monkeypatch.setitem(straight.STRAIGHT, attribute, changed_to)
    elif attribute == "recorded_has":
        monkeypatch.setitem(recorded.RECORDED, "has", changed_to)

    assert differing() != []
