"""The next time of a dossier, found part by part: the first of the earliest of all its times after an instant."""

import datetime as dt
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.dossier import Dossier
from engine.model.reading import read_dossier_file
from engine.model.times import TimeParts, times_of
from tests.generated import dossiers
from tests.strategies import ROOT

FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
KNOWN = TimeParts()
FULL = ROOT / "examples" / "dossiers" / "sterile_catheter_full.json"


def next_time(dossier: Dossier, as_of: dt.datetime) -> str:
    """Give it by looking at every time, with the offset it was recorded at."""
    return str(min((time for time in times_of(dossier) if time > as_of), default=None))


@FEW
@given(dossiers(), st.data())
def test_the_next_time_is_the_same_part_by_part(dossier: Dossier, data: st.DataObject) -> None:
    times = sorted(set(times_of(dossier)))
    instants = [
        dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        *(data.draw(st.lists(st.sampled_from(times), max_size=5)) if times else ()),
    ]

    for as_of in (*instants, *instants):
        assert str(KNOWN.next_time(dossier, as_of)) == next_time(dossier, as_of)


def test_between_any_two_times_of_a_dossier_it_is_the_later() -> None:
    dossier = read_dossier_file(FULL)
    times = sorted(set(times_of(dossier)))

    for before, after in list(pairwise(times))[:: max(len(times) // 20, 1)]:
        assert KNOWN.next_time(dossier, before) == after
        assert str(KNOWN.next_time(dossier, before)) == next_time(dossier, before)
    assert KNOWN.next_time(dossier, times[-1]) is None
