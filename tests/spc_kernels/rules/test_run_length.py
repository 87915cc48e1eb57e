"""Run lengths: exact where a chain can be drawn, simulated elsewhere, and the two against each other."""

import math

import pytest
from scipy.stats import norm

from spc_kernels.errors import ParameterError
from spc_kernels.rules import Rule, named, run_length


def test_limits_alone_have_a_geometric_run_length() -> None:
    for shift in (0.0, 0.7, 3.0, 10.0):
        chance = norm.sf(3.0 - shift) + norm.cdf(-3.0 - shift)
        assert math.isclose(run_length("nelson:1", shift=shift).arl, 1.0 / chance, rel_tol=1e-12)


def test_nine_on_one_side_have_the_run_length_of_coin_tosses() -> None:
    found = run_length("nelson:2")
    assert math.isclose(found.arl, 2**9 - 1, rel_tol=1e-12)
    assert (found.method, found.standard_error) == ("markov", 0.0)
    assert found.signal_rate == 1.0 / found.arl


@pytest.mark.parametrize(
    ("rules", "printed"), [((1, 2), 225.44), ((1, 3), 166.05), ((1, 4), 152.73), ((1, 2, 3, 4), 91.75)]
)
def test_zone_rules_have_the_run_lengths_that_champ_and_woodall_print(rules: tuple[int, ...], printed: float) -> None:
    """Technometrics 29(4), 1987, table 1, shift 0."""
    found = run_length(named("western_electric").pick(*rules).with_options(partial_window=True))
    assert math.isclose(found.arl, printed, abs_tol=0.005)


@pytest.mark.parametrize("options", [{}, {"partial_window": True}, {"flag_any": True}, {"one_side_enough": True}])
@pytest.mark.parametrize("shift", [0.0, 0.8])
def test_the_chain_agrees_with_the_simulation(options: dict[str, bool], shift: float) -> None:
    rules = named("nelson:1,2,5,6,7,8").with_options(**options)
    exact = run_length(rules, shift=shift)
    simulated = run_length(rules, shift=shift, runs=20_000, simulate=True)
    assert exact.method == "markov"
    assert abs(simulated.arl - exact.arl) < 4.5 * simulated.standard_error


def test_trend_is_simulated_with_its_error_and_the_same_seed_gives_the_same_runs() -> None:
    first, again = run_length("nelson:3", runs=10_000), run_length("nelson:3", runs=10_000)
    assert first == again
    assert (first.method, first.runs) == ("simulation", 10_000)
    assert abs(first.arl - 422.3) < 4.0 * math.hypot(first.standard_error, 0.94)
    assert run_length("nelson:3", runs=10_000, seed=7).arl != first.arl


def test_alternation_needs_no_distribution() -> None:
    found = run_length("nelson:4", runs=5_000)
    moved = run_length("nelson:4", runs=5_000, shift=2.0)
    assert math.isclose(found.arl, moved.arl, rel_tol=1e-12)


def test_a_chain_too_large_is_simulated() -> None:
    found = run_length((Rule(1, "same_side", 40, 20, 1.0),), shift=2.0, runs=1_000)
    assert found.method == "simulation"


@pytest.mark.parametrize(
    "rules",
    [(), (Rule(1, "same_side", 1, 1, 50.0),), (Rule(1, "same_side", 3, 2, 12.0),), (Rule(1, "inside", 60, 60, 0.1),)],
)
def test_rules_that_hardly_ever_signal_are_refused(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(ParameterError) as caught:
        run_length(rules)
    assert str(caught.value.location) == "$.rules"


def test_fewer_than_a_hundred_runs_are_refused() -> None:
    with pytest.raises(ParameterError):
        run_length("nelson:3", runs=10)
