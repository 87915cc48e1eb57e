"""The numbers of findings: published limits, exact comparisons, run lengths, bounds derived another way."""

import math
import statistics
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.process_finding import ProcessFinding
from engine.model.values import Exact, Quantity
from engine.packs.process_control import SIGNAL_SETS
from engine.process.digits import line_of, recorded, rounded
from engine.process.false_alarms import of_counts, of_cusum, of_ewma, of_rules
from engine.process.kinetic import mean_kinetic
from spc_kernels.rules import SETS
from spc_kernels.rules.run_lengths import run_length
from tests.engine.process.lots import SEALING, findings, lot, series
from tests.strategies import Data

# D. C. Montgomery, Introduction to Statistical Quality Control: piston rings, 25 subgroups of phase I, 15 of phase II.
PHASE_1 = """
74.030 74.002 74.019 73.992 74.008 73.995 73.992 74.001 74.011 74.004 73.988 74.024 74.021 74.005 74.002
74.002 73.996 73.993 74.015 74.009 73.992 74.007 74.015 73.989 74.014 74.009 73.994 73.997 73.985 73.993
73.995 74.006 73.994 74.000 74.005 73.985 74.003 73.993 74.015 73.988 74.008 73.995 74.009 74.005 74.004
73.998 74.000 73.990 74.007 73.995 73.994 73.998 73.994 73.995 73.990 74.004 74.000 74.007 74.000 73.996
73.983 74.002 73.998 73.997 74.012 74.006 73.967 73.994 74.000 73.984 74.012 74.014 73.998 73.999 74.007
74.000 73.984 74.005 73.998 73.996 73.994 74.012 73.986 74.005 74.007 74.006 74.010 74.018 74.003 74.000
73.984 74.002 74.003 74.005 73.997 74.000 74.010 74.013 74.020 74.003 73.988 74.001 74.009 74.005 73.996
74.004 73.999 73.990 74.006 74.009 74.010 73.989 73.990 74.009 74.014 74.015 74.008 73.993 74.000 74.010
73.982 73.984 73.995 74.017 74.013
"""
PHASE_2 = """
74.012 74.015 74.030 73.986 74.000 73.995 74.010 73.990 74.015 74.001 73.987 73.999 73.985 74.000 73.990
74.008 74.010 74.003 73.991 74.006 74.003 74.000 74.001 73.986 73.997 73.994 74.003 74.015 74.020 74.004
74.008 74.002 74.018 73.995 74.005 74.001 74.004 73.990 73.996 73.998 74.015 74.000 74.016 74.025 74.000
74.030 74.005 74.000 74.016 74.012 74.001 73.990 73.995 74.010 74.024 74.015 74.020 74.024 74.005 74.019
74.035 74.010 74.012 74.015 74.026 74.017 74.013 74.036 74.025 74.026 74.010 74.005 74.029 74.000 74.020
"""
RINGS: Data = {**SEALING, "characteristic": "seal strength", "baseline": {"subgroups": 25}}


def rings(kind: str) -> ProcessFinding:
    """Chart the piston rings: the first phase is the prior period, the second the lot."""
    values = [float(one) for one in (PHASE_1 + PHASE_2).split()]
    data = lot(series(values, 5, 25, unit="mm"))
    return findings(data, {**RINGS, "chart": {"kind": kind, "subgroup": 5}})[0]


# Ibid., sections 6.2 and 6.3: 74.014 and 73.988; the mean of the first phase 74.001; points 37, 38 and 39 are beyond.
@pytest.mark.parametrize("kind", ["xbar_r", "xbar_s"])
def test_limits_come_from_the_prior_period_and_points_from_the_lot(kind: str) -> None:
    chart = rings(kind).chart

    assert chart is not None
    assert chart.lower_limit is not None
    assert chart.upper_limit is not None
    assert [round(one.value, 3) for one in (chart.center, chart.lower_limit, chart.upper_limit)] == [
        Decimal("74.001"),
        Decimal("73.988"),
        Decimal("74.014"),
    ]
    assert [one.path.rsplit(".", 1)[1] for one in chart.signals] == ["times[36]", "times[37]", "times[38]"]
    assert (chart.baseline.subgroups, chart.baseline.beyond, chart.points) == (25, 0, 15)


def test_limits_of_fixed_values_are_theirs_and_name_their_approver() -> None:
    fixed = {"center": 24.0, "sigma": 1000, "unit": "mN", "approved_by": "P-014"}
    rule: Data = {**RINGS, "chart": {"kind": "individuals"}, "baseline": {**fixed, "center": 24000}}
    chart = findings(lot(series([24.0, 24.1, 23.9])), rule)[0].chart

    assert chart is not None
    assert [str(one) for one in (chart.center, chart.sigma, chart.lower_limit, chart.upper_limit)] == [
        "24 N",
        "1 N",
        "21 N",
        "27 N",
    ]
    assert chart.baseline.approved_by == "P-014"
    assert chart.sigma_method == "given"


@pytest.mark.parametrize(("center", "unit"), [(297.15, "K"), (24, "Cel")])
def test_a_standard_deviation_of_temperatures_has_no_zero_to_shift(center: float, unit: str) -> None:
    fixed = {"center": center, "sigma": 1, "unit": unit, "approved_by": "P-014"}
    rule: Data = {**RINGS, "chart": {"kind": "individuals"}, "baseline": fixed}
    chart = findings(lot(series([24.0, 24.1], unit="Cel")), rule)[0].chart

    assert chart is not None
    assert [str(one) for one in (chart.center, chart.sigma)] == ["24 Cel", "1 Cel"]


def test_the_bound_of_an_index_is_over_the_lot_alone() -> None:
    values = [5.2, 4.9, 5.1, 5.3, 4.8, 5.0, 5.1, 4.7, 5.2, 4.9, 5.0, 5.1]
    rule: Data = {**SEALING, "characteristic": "seal strength"}
    rule["capability"] = {"index": "ppk", "min": 1.33, "lower_bound": 0.95}
    found = findings(lot(series([*[9.0, 1.0] * 5, *values], 1, 10)), rule)[0].capability
    n, index = len(values), (statistics.mean(values) - 1.5) / (3 * statistics.stdev(values))
    # A. F. Bissell, Applied Statistics 39, 1990.
    bound = index - statistics.NormalDist().inv_cdf(0.95) * math.sqrt(1 / (9 * n) + index**2 / (2 * (n - 1)))

    assert found is not None
    assert found.lower_bound is not None
    assert found.readings == n
    assert float(found.estimate.value) == pytest.approx(index, rel=1e-10)
    assert float(found.lower_bound.value) == pytest.approx(bound, rel=1e-10)


# --- exact comparisons ---------------------------------------------------------------------------------------------

DIGITS = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=6)


@given(DIGITS, st.integers(-3, 3), st.sampled_from(["N", "kN", "mN"]))
def test_a_line_divides_readings_as_their_digits_do(limit: Decimal, steps: int, unit: str) -> None:
    scale = {"N": Fraction(1), "kN": Fraction(1000), "mN": Fraction(1, 1000)}[unit]
    line = line_of(Quantity(value=Exact(limit), unit=unit), "N")
    reading = float(Fraction(limit) * scale)
    for _ in range(abs(steps)):
        reading = math.nextafter(reading, math.inf if steps > 0 else -math.inf)
    digits, exact = Fraction(Decimal(repr(reading))), Fraction(limit) * scale
    found = line.side if reading == line.nearest else (reading > line.nearest) - (reading < line.nearest)

    assert found == (digits > exact) - (digits < exact)


def test_a_limit_with_more_digits_than_a_double_is_kept_exact() -> None:
    line = line_of(Quantity(value=Exact("4.30000000000000001"), unit="N"), "N")

    assert line.nearest == 4.3
    assert line.side == -1


@given(st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda one: one == 0 or abs(one) > 1e-300))
def test_a_computed_number_has_twelve_digits(value: float) -> None:
    found = rounded(value)

    assert float(found) == pytest.approx(value, rel=5e-12)
    assert "E" not in str(Quantity(value=found, unit="1"))
    assert len(found.as_tuple().digits) <= 12 or found == int(found)


@pytest.mark.parametrize(("reading", "text"), [(4.3, "4.3 N"), (13.0, "13 N"), (-0.0, "0 N"), (1e22, f"{10**22} N")])
def test_a_reading_has_its_own_digits(reading: float, text: str) -> None:
    assert str(recorded(reading, "N")) == text


# --- false alarms --------------------------------------------------------------------------------------------------


# C. W. Champ and W. H. Woodall, Technometrics 29(4), 1987, and D. C. Montgomery, chapter 5: 370.4 and 91.75 points.
@pytest.mark.parametrize(
    ("signals", "length"), [(("nelson_1",), 370.4), (tuple(f"western_electric_{one}" for one in range(1, 5)), 91.75)]
)
def test_the_run_lengths_of_rules_on_zones_are_those_that_are_printed(signals: tuple[str, ...], length: float) -> None:
    found = of_rules(signals)

    assert found.run_length == pytest.approx(length, rel=2e-3)
    assert found.exact


@pytest.mark.parametrize("name", ["nelson:1,2,3", "nelson", "aiag", "juran", "montgomery", "nelson:3", "nelson:4"])
def test_where_rules_look_at_trends_alarms_are_rarer_than_it_says_and_not_much(name: str) -> None:
    group, _, numbers = name.partition(":")
    chosen = numbers.split(",") if numbers else [str(one) for one in range(1, SIGNAL_SETS[group] + 1)]
    found = of_rules(tuple(f"{group}_{one}" for one in chosen))
    simulated = run_length(name, runs=20_000)

    assert not found.exact
    assert found.run_length <= simulated.arl + 3 * simulated.standard_error
    assert found.run_length >= 0.9 * simulated.arl


# J. M. Lucas and M. S. Saccucci, 1990, table 3: 500 with fixed limits; D. C. Montgomery, chapter 9: 465 for h = 5.
def test_run_lengths_of_charts_with_memory() -> None:
    assert of_ewma(Decimal("0.1"), Decimal("2.814")).run_length == pytest.approx(500, rel=0.03)
    assert of_cusum(Decimal("0.5"), Decimal(5)).run_length == pytest.approx(465, rel=2e-3)


def counts_between(kind: str, rate: float, sizes: list[float] | None, lower: list[float], upper: list[float]) -> float:
    found = of_counts(kind, rate, None if sizes is None else np.array(sizes), np.array(lower), np.array(upper))
    assert found is not None
    assert found.exact == (sizes is None or len(set(sizes)) == 1)
    return found.run_length


def poisson(mean: float, least: int, most: int) -> float:
    """Give the chance of a count beyond two, term by term."""
    return 1 - sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(least, most + 1))


def binomial(size: int, share: float, least: int, most: int) -> float:
    return 1 - sum(math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(least, most + 1))


def test_the_run_length_of_counts_is_that_of_poisson() -> None:
    assert counts_between("c", 4.0, None, [0.0], [10.0]) == pytest.approx(1 / poisson(4, 0, 10), rel=1e-9)
    assert counts_between("c", 16.0, None, [4.0], [28.0]) == pytest.approx(1 / poisson(16, 4, 28), rel=1e-6)
    # Of 1.42 nonconformities in a unit, in ten units of which 0.29 to 2.55 a unit are within.
    both = poisson(14.2, 3, 25), poisson(11.36, 2, 21)
    assert counts_between("u", 1.42, [10.0, 10.0], [0.29] * 2, [2.55] * 2) == pytest.approx(1 / both[0], rel=1e-6)
    assert counts_between("u", 1.42, [10.0, 8.0], [0.29, 0.16], [2.55, 2.68]) == pytest.approx(2 / sum(both), rel=1e-6)


def test_the_run_length_of_shares_is_that_of_the_binomial() -> None:
    beyond = binomial(50, 0.2313, 3, 20)
    assert counts_between("p", 0.2313, [50.0], [0.0524], [0.4102]) == pytest.approx(1 / beyond, rel=1e-6)
    assert counts_between("np", 0.2313, [50.0], [2.62], [20.51]) == pytest.approx(1 / beyond, rel=1e-6)
    assert of_counts("p", 0.5, np.array([4.0]), np.array([0.0]), np.array([1.0])) is None


SHARES = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"
CLOTH = "14 12 20 11 7 10 21 16 19 23"
ROLLS = [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
PRINTED = [
    # NIST/SEMATECH e-Handbook 6.3.3.2.1, Montgomery table 7.1: two of the thirty lie beyond their own limits.
    ("p", SHARES, [50.0] * 30, (10, 50), ("0.2313", "0.0524", "0.4102"), 2),
    # Montgomery table 7.10, a roll of 8 and one of 12 units: 2.68 and 2.45 there, by a mean rounded to 1.42 before; the
    # mean of 153 in 107.5 is 1.4233.
    ("u", CLOTH, ROLLS, (12, 8), ("1.42", "0.16", "2.69"), 0),
    ("u", CLOTH, ROLLS, (17, 12), ("1.42", "0.39", "2.46"), 0),
]


@pytest.mark.parametrize(("kind", "counts", "sizes", "point", "lines", "beyond"), PRINTED)
def test_charts_of_counts_have_the_printed_limits(  # one row of a table
    kind: str, counts: str, sizes: list[float], point: tuple[int, int], lines: tuple[str, str, str], beyond: int
) -> None:
    ask = {**SEALING, "characteristic": "seal strength", "chart": {"kind": kind}, "baseline": {"subgroups": 10}}
    values = [float(one) for one in counts.split()]
    recorded = series([*values, float(point[0])], first=len(values), unit="1", sizes=[*sizes, point[1]])

    (found,) = findings(lot(recorded), ask)

    assert found.chart is not None
    shown = (found.chart.center, found.chart.lower_limit, found.chart.upper_limit)
    places = [Decimal(line).as_tuple().exponent for line in lines]
    assert [
        str(one.value.quantize(Decimal(1).scaleb(int(place)))) for one, place in zip(shown, places, strict=True) if one
    ] == list(lines)
    assert found.chart.baseline.beyond == beyond


def test_the_sets_that_packs_may_name_are_those_of_the_kernels() -> None:
    assert {name: len(rules.rules) for name, rules in SETS.items()} == SIGNAL_SETS
    assert all([one.number for one in rules.rules] == list(range(1, len(rules.rules) + 1)) for rules in SETS.values())


# --- mean kinetic temperature --------------------------------------------------------------------------------------


# With 83.144 kJ/mol, ten thousand kelvin over the gas constant, as pharmacopoeias take it.
@pytest.mark.parametrize(
    ("celsius", "weights"), [([20, 30], [1, 1]), ([25, 25, 25], [1, 1, 1]), ([2, 8, 15], [10, 10, 1])]
)
def test_the_mean_kinetic_temperature_is_that_of_its_formula(celsius: list[int], weights: list[int]) -> None:
    import numpy as np

    energy, gas = Decimal("83.144"), Decimal("0.00831446261815324")
    kelvin = [Decimal(one) + Decimal("273.15") for one in celsius]
    harms = [weight * (-energy / gas / one).exp() for one, weight in zip(kelvin, weights, strict=True)]
    harm = sum(harms, Decimal(0))
    expected = -energy / gas / (harm / sum(weights)).ln()
    found = mean_kinetic(np.array([float(one) for one in kelvin]), np.array(weights, dtype=float), 83.144)

    assert found == pytest.approx(float(expected), rel=1e-12)
    assert found >= sum(float(one) * weight for one, weight in zip(kelvin, weights, strict=True)) / sum(weights) - 1e-9
