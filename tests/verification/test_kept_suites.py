"""Every case of the shipped suites, by what is kept and without: the same verdicts, reasons, outcomes and schedules."""

import datetime as dt
from collections.abc import Iterator

import pytest

from engine.model.dossier import Dossier
from engine.packs.packset import PackSet
from engine.provisions.kept import Kept
from engine.release.decide import Question, judge_markets
from engine.verification.compare import explained
from engine.verification.patches import patched
from engine.verification.run import Runner
from lotgate.suites import read_suites
from tests.shipped import is_of_the_part
from tests.strategies import ROOT

PACKS = sorted(one.parent.name for one in (ROOT / "rulepacks").glob("*/tests"))


def asked(pack: str) -> Iterator[tuple[str, Dossier, PackSet, Question, frozenset[str]]]:
    """Give what every case of a pack's suites asks."""
    for ready in read_suites((ROOT / "rulepacks" / pack,), (), dt.date(2026, 11, 22)).ready:
        runner = Runner(ready.suite, ready.packset)
        for case in ready.suite.cases:
            for one in case.asked:
                for days, markets in runner._markets(case, one).items():  # as the runner asks itself
                    dossier = patched(runner._fixture(case.fixture, days), case.changes)
                    question = Question(act=case.act, as_of=one.as_of, markets=markets)
                    name = f"{ready.suite.name}::{case.name}"
                    yield name, dossier, ready.packset, question, frozenset(explained(one.expect))


@pytest.mark.parametrize("pack", PACKS)
def test_what_suites_keep_changes_nothing_of_any_case(pack: str) -> None:
    kept, seen = Kept(), 0

    # What is kept is kept of every case; some are judged anew, which turn with the content of the packs.
    for number, (name, dossier, packset, question, evidence_for) in enumerate(asked(pack)):
        found = judge_markets(dossier, packset, question, evidence_for=evidence_for, kept=kept)
        if not is_of_the_part(number, 5):
            continue
        expected = judge_markets(dossier, packset, question, evidence_for=evidence_for)
        assert found == expected, name
        # Equal instants may be written at two offsets.
        until = [[str(one.decision.good_until) for one in judged] for _, judged in (found, expected)]
        assert until[0] == until[1], name
        seen += 1

    assert seen > 60
