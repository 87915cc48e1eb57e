"""What a quality manager expects of the examples, held against what is decided."""

import pytest
from msgspec import UNSET

from engine.model.reading import read_dossier_file
from tools.verdict_reference import EXAMPLES, ExpectedOf, decided, expected_verdicts, packset_of

TABLE = expected_verdicts()


@pytest.mark.parametrize("one", TABLE.dossiers, ids=lambda one: one.dossier)
def test_the_packs_say_what_is_expected_or_the_table_says_why_not(one: ExpectedOf) -> None:
    packset = packset_of(TABLE)
    wanted = {(act, row.market): row.decided for row in one.verdicts for act in row.acts}
    found = {
        (act, market): verdict
        for act in packset.acts
        for market, verdict in decided(TABLE, packset, one.dossier, act).items()
    }
    assert found == wanted


@pytest.mark.parametrize("one", TABLE.dossiers, ids=lambda one: one.dossier)
def test_every_market_and_act_is_expected_once(one: ExpectedOf) -> None:
    packset = packset_of(TABLE)
    markets = read_dossier_file(EXAMPLES / "dossiers" / one.dossier).lot.target_markets
    rows = [(act, row.market) for row in one.verdicts for act in row.acts]
    assert sorted(rows) == sorted((act, market) for act in packset.acts for market in markets)
    assert all(row.differs is UNSET or row.differs.verdict != row.verdict for row in one.verdicts)


def test_every_example_is_in_the_table() -> None:
    shipped = {path.name for path in (EXAMPLES / "dossiers").iterdir()}
    assert {one.dossier for one in TABLE.dossiers} == shipped
