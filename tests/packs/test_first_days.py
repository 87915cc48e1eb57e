"""Law comes and goes by the day: some case asks about every provision on the day before its first, and on that day."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.model.calendar import local_day
from engine.packs.pack import Header, Retention, RulePack, Scorecard
from engine.packs.packset import PackSet
from engine.packs.resolve import resolve
from engine.provisions.kept import Kept
from engine.release.decide import Question, judge_markets
from engine.verification.deciding import Packs, packs_of
from engine.verification.patches import moved, patched
from engine.verification.read import Ready, read_suite
from engine.verification.suite import Case
from lotgate.shelves import SHIPPED, shelf_of
from tests.shipped import TODAY

PACKS = sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "pack.yaml").is_file())
DAY = dt.timedelta(days=1)
Asked = tuple[str, dt.date, bool]


@pytest.mark.parametrize("name", PACKS)
def test_every_provision_is_asked_about_on_the_day_before_and_on_its_first(name: str) -> None:
    """
    Where the day of the decision selects the law; on the first day some case comes out other than not applicable.

    What has no outcome (retention, scorecards) and what another day selects (`by`) is in the suites by hand.
    """
    folder = SHIPPED / name
    begins = {header.id: header.effective.begin for header in _headers(resolve(folder, shelf_of(folder)).pack)}
    days = {day for begin in begins.values() for day in (begin - DAY, begin)}

    packs = Packs()
    asked = {one for path in sorted((folder / "tests").glob("*.yaml")) for one in _asked(path, packs, days)}

    assert begins
    missing = [
        provision
        for provision, begin in begins.items()
        if (provision, begin - DAY, False) not in asked or (provision, begin, True) not in asked
    ]
    assert missing == []


def _headers(pack: RulePack) -> Iterator[Header]:
    """Give the headers of a pack's own provisions that have an outcome and go by the day of the decision."""
    for one in (one for kind in pack.kinds() for one in kind):
        header = one.header
        if header.pack == pack.name and not isinstance(one, Retention | Scorecard) and header.effective.by is None:
            yield header


def _asked(path: Path, packs: Packs, days: set[dt.date]) -> Iterator[Asked]:
    """Give what a suite's cases say on some days: the provision, the day, and whether it was judged."""
    ready = read_suite(path, packs, TODAY)
    for case in ready.suite.cases:
        yield from (one for market in ready.suite.markets for one in _told(ready, case, market, days))


def _told(ready: Ready, case: Case, market: str, days: set[dt.date]) -> Iterator[Asked]:
    suite, packset = ready.suite, ready.packset
    zone = _zone(packset, market)
    for asked in case.asked:
        day = local_day(asked.as_of, zone)
        if day not in days or asked.expect.faults:
            continue
        shift = (day - local_day(suite.as_of, zone)).days if case.moved else 0
        dossier = patched(moved(case.fixture.dossier, shift), case.changes)
        question = Question(act=case.act, as_of=asked.as_of, markets=(market,))
        _, (judged,) = judge_markets(dossier, packset, question, evidence_for=frozenset(), kept=Kept())
        for outcome in judged.decision.outcomes:
            yield outcome.provision, day, outcome.outcome != "not_applicable"


def _zone(packset: PackSet, market: str) -> str:
    return next(pack.timezone for pack in packs_of(packset, market) if pack.timezone is not None)
