"""Provisions that read findings: the compiled form gives what the reference gives, or leaves it to that."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.values import Record
from engine.model.codes import Act
from engine.model.dictionary import fields_of
from engine.model.finding_codes import Conformity, ProcessState, Rating
from engine.model.findings import Findings
from engine.model.inspection_finding import InspectedCharacteristic
from engine.model.process_finding import WatchedProcess
from engine.model.supplier_finding import ScoredSupplier
from engine.model.types import CodeOf, ListOf, MapOf, Nullable
from engine.model.values import Exact, Quantity
from engine.packs.names import FINDINGS
from engine.packs.packset import PackSet
from engine.provisions.compiled import CompiledPack
from engine.provisions.judge import Judged, judge
from engine.provisions.situation import Situation
from engine.release.decide import Question, decide, judge_markets
from engine.release.judges import Given, situation_of
from engine.release.outcomes import check_of
from tests.strategies import AS_OF, Data, dossier_of, load, patched, released, requirement, write_pack

STEP = {"each": {"step": "lot.steps"}, "where": "step.outsourced", "none": "violated"}
READ = [
    requirement("F-1", 'findings.inspection["tube-od"].outcome == "conforming"'),
    requirement("F-2", 'findings.process["seal"].outcome == "acceptable"'),
    requirement("F-3", 'findings.suppliers["SUP-0233"].rated'),
    requirement("F-4", 'findings.suppliers[step.supplier.id].grade in ["A", "B"]', **STEP),
    requirement("F-5", "!findings.suppliers[step.supplier.id].suspend", **STEP),
    requirement("F-6", 'findings.suppliers["SUP-0233"].total >= quantity("80", "1")'),
    requirement("F-7", 'lot.batch_record.complete || findings.process["seal"].outcome == "acceptable"'),
    requirement("F-8", 'lot.batch_record.complete && findings.inspection["tube-od"].outcome == "conforming"'),
    requirement("F-9", "lot.quantity > 1 && (step.critical || findings.suppliers[step.supplier.id].rated)", **STEP),
    requirement("F-10", 'findings.suppliers["SUP-0233"].findings.exists(one, one.grade == "A")'),
    requirement("F-11", '["tube-od", "tube-id"].all(one, findings.inspection[one].outcome == "conforming")'),
    requirement("F-12", 'findings.process["seal"].outcome == "acceptable"', applies="product.implantable"),
    requirement("F-13", '(findings.suppliers["SUP-0233"].rated ? lot.quantity : 0) > 1'),
    requirement("F-14", 'findings.suppliers["SUP-0233"].processes["eo_sterilisation"].grade == "A"'),
]


@pytest.fixture(scope="module")
def packset(tmp_path_factory: pytest.TempPathFactory) -> PackSet:
    """A pack whose requirements read findings of all three kinds."""
    folder: Path = tmp_path_factory.mktemp("findings")
    write_pack(folder, "p", {"all.yaml": {"requirements": READ}})
    return load(folder, {"CN": ["p 1"]})


@pytest.fixture(scope="module")
def compiled(packset: PackSet) -> CompiledPack:
    """Its compiled form."""
    (listed,) = packset.markets["CN"]
    assert listed.pack is not None
    return CompiledPack(listed.pack)


def made(entity: type[msgspec.Struct], **said: object) -> Any:  # noqa: ANN401  # any entity
    """Make a record with what its kind needs and a test does not look at."""
    needed = {name: field for name, field in fields_of(entity).items() if field.required and name not in said}
    return entity(**{name: _made(field.type) for name, field in needed.items()}, **said)


def _made(kind: object) -> object:
    match kind:
        case Nullable():
            return None
        case ListOf():
            return []
        case MapOf():
            return {}
        case CodeOf(codes=codes):
            return next(iter(codes))
    return "x"


KEYS = {
    "inspection": st.sampled_from(["tube-od", "tube-id"]),
    "process": st.sampled_from(["seal", "eo"]),
    "suppliers": st.sampled_from(["SUP-0233", "SUP-0107"]),
}


def known(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give a value, or that it is not known."""
    return strategy | st.just(msgspec.UNSET)


SCORED = st.builds(
    lambda **said: made(ScoredSupplier, **said),
    outcome=st.sampled_from(list(Rating)),
    rated=known(st.sampled_from([True])),
    grade=known(st.sampled_from(["A", "C"])),
    total=known(st.sampled_from(["79.99", "80"]).map(lambda text: Quantity(value=Exact(text), unit="1"))),
    suspend=known(st.booleans()),
)
ALL = st.builds(
    Findings,
    inspection=st.dictionaries(
        KEYS["inspection"],
        st.sampled_from(list(Conformity)).map(lambda one: made(InspectedCharacteristic, outcome=one)),
    ),
    process=st.dictionaries(
        KEYS["process"], st.sampled_from(list(ProcessState)).map(lambda one: made(WatchedProcess, outcome=one))
    ),
    suppliers=st.dictionaries(KEYS["suppliers"], SCORED),
)
DOSSIERS: list[Data] = [
    {},
    {"lot.batch_record.complete": False},
    {"lot.quantity": 1},
    {"product.implantable": True},
    {"lot.steps[eo].critical": False},
]


def before(data: Data, compiled: CompiledPack) -> Situation:
    """Put a dossier before the pack."""
    return situation_of(Given(dossier_of(data), {}), compiled.pack, "CN", AS_OF, "Asia/Shanghai")


def seen(judged: list[Judged]) -> list[object]:
    """Give what counts of outcomes."""
    return [(one.outcome, one.item, one.missing, one.because) for one in judged]


def bound(situation: Situation, findings: Findings) -> Situation:
    """Bind findings as `gather` does."""
    names = {**situation.bound, FINDINGS: Record(findings, FINDINGS, situation.reader)}
    return msgspec.structs.replace(situation, bound=names)


@given(ALL, st.sampled_from(DOSSIERS))
def test_what_reads_findings_has_the_outcomes_of_the_reference(
    compiled: CompiledPack, findings: Findings, patch: Data
) -> None:
    situation = bound(before(patched(released(), patch), compiled), findings)
    found = compiled.before(situation)

    for one in compiled.pack.requirements:
        judged = found.judge(one)
        if judged is not None:
            assert seen(judged) == seen(judge(one.header, check_of(one, situation), situation)), one.header.id


def test_what_does_not_need_its_findings_is_straight_all_the_same(compiled: CompiledPack) -> None:
    situation = before(released(), compiled)
    found = compiled.before(situation)
    judged = {one.header.id: found.judge(one) for one in compiled.pack.requirements}
    # What the reference was asked for has its names.
    straight = {name for name, one in judged.items() if one is not None and not any(each.names for each in one)}

    # Decided without them: the record is complete, the product is no implant, the steps are critical.
    assert straight == {"F-7", "F-9", "F-12"}


def test_no_finding_is_unknown_and_never_satisfied(packset: PackSet) -> None:
    question = Question(act=Act.market_release, as_of=AS_OF, markets=("CN",))
    (market,) = decide(dossier_of(released()), packset, question).markets
    outcomes = {one.provision: one.outcome for one in market.outcomes}

    assert {one for one, outcome in outcomes.items() if outcome == "satisfied"} == {"F-7", "F-9"}
    assert {outcome for one, outcome in outcomes.items() if one not in {"F-7", "F-9", "F-12", "GUARD-1"}} == {
        "indeterminate"
    }


def test_judging_often_gives_the_outcomes_of_judging_once(packset: PackSet) -> None:
    question = Question(act=Act.market_release, as_of=AS_OF, markets=("CN",))
    dossier = dossier_of(released())
    (market,) = decide(dossier, packset, question).markets

    for _ in range(8):
        _, (judged,) = judge_markets(dossier, packset, question, evidence_for=frozenset())
        assert {one.provision: one.outcome for one in judged.decision.outcomes} == {
            one.provision: one.outcome for one in market.outcomes
        }
