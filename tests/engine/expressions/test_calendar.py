"""Periods and the calendar, over a dossier."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import pytest

from engine.expressions.reader import Reader
from engine.expressions.values import Unknown, Value

Valued = Callable[[str], Value | Unknown]
Three: TypeAlias = bool | None

COVERS = [
    # from, until of approval, day, covered; None is not known
    ("a1", "2020-06-01", True),
    ("a1", "2020-01-01", True),
    ("a1", "2020-12-31", True),
    ("a1", "2019-12-31", False),
    ("a1", "2021-01-01", False),
    ("a2", "2026-01-01", True),  # until: null, recorded as open
    ("a2", "9999-12-31", True),
    ("a2", "2025-12-31", False),
    ("a3", "2026-06-01", None),  # until was not recorded
    ("a3", "2025-12-31", False),
    ("a4", "2020-06-01", None),  # from was not recorded
    ("a4", "2021-01-01", False),
]


@pytest.mark.parametrize(("approval", "day", "covered"), COVERS)
def test_a_period_covers_its_ends_and_an_unrecorded_end_is_unknown(
    value: Valued, on_dossier: Reader, approval: str, day: str, covered: Three
) -> None:
    text = (
        f"lot.steps.exists(s, s.supplier.approvals.exists(a, a.id == '{approval}' && covers(a.valid, date('{day}'))))"
    )
    given = value(text)
    # The steps are open, so that false is never known of them: the supplier's own list says the rest.
    supplier = next(one for one in on_dossier.dossier.suppliers if one.id == "S-1")
    assert isinstance(supplier.approvals, list)

    if covered:
        assert given is True
    else:
        assert isinstance(given, Unknown)
        ends = {one.path.rsplit(".", 1)[-1] for one in given.missing if f"[{approval}]" in one.path}
        assert (ends == set()) is (covered is False)


def test_a_period_that_was_not_recorded_is_unknown(value: Valued) -> None:
    given = value("lot.steps.exists(s, covers(s.validation.valid, today))")

    assert isinstance(given, Unknown)
    assert {one.path for one in given.missing} == {
        "lot.steps",
        "lot.steps[ext].validation",
        "lot.steps[seal].validation",
        "lot.steps[last].validation",
    }


MONTHS = [
    # By counting: the end of a month stays the end of a shorter month, and the 29th of February is the 28th.
    ("add_months(date('2026-01-31'), 1)", dt.date(2026, 2, 28)),
    ("add_months(date('2024-01-31'), 1)", dt.date(2024, 2, 29)),
    ("add_months(date('2026-03-31'), -1)", dt.date(2026, 2, 28)),
    ("add_months(date('2026-12-31'), 2)", dt.date(2027, 2, 28)),
    ("add_months(date('2026-01-15'), -1)", dt.date(2025, 12, 15)),
    ("add_months(date('2026-08-31'), 36)", dt.date(2029, 8, 31)),
    ("add_years(date('2024-02-29'), 1)", dt.date(2025, 2, 28)),
    ("add_years(date('2024-02-29'), 4)", dt.date(2028, 2, 29)),
    ("add_days(date('2024-02-28'), 1)", dt.date(2024, 2, 29)),
    ("add_days(date('2026-01-01'), -1)", dt.date(2025, 12, 31)),
    ("latest([date('2026-01-01'), date('2025-12-31')])", dt.date(2026, 1, 1)),
]


@pytest.mark.parametrize(("text", "found"), MONTHS, ids=[text for text, _ in MONTHS])
def test_days_months_and_years_are_added_by_the_calendar(value: Valued, text: str, found: dt.date) -> None:
    assert value(text) == found
