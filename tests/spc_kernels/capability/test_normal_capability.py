"""Capability of normal readings against printed examples, exact arithmetic, simulation and its own symmetries."""

import importlib
import itertools
import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels import capability
from spc_kernels.capability import Index, SigmaEstimate, Specification, Stability
from spc_kernels.capability.deviations import mean_of, overall, sample_of, within
from spc_kernels.capability.intervals import distance_index, ratio_index

mpmath = importlib.import_module("mpmath")  # it ships no types

NUMBERS = st.lists(st.integers(-1000, 1000).map(lambda i: i / 8), min_size=8, max_size=40)
BOTH = Specification(-400.0, 400.0)


def shown(index: Index, digits: int = 2) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value, digits) for value in (index.value, index.lower, index.upper))


def test_an_interval_of_cp_is_the_printed_one() -> None:
    """Montgomery, Introduction to SQC, 6th ed., example 8.4: n = 20, s = 1.75, limits 38 and 62."""
    s = SigmaEstimate(1.75, "STDEV", 19.0)
    assert shown(ratio_index(2.29, s, 19.0, 0.95)) == (2.29, 1.57, 3.01)


def test_an_interval_of_cpk_is_bissells() -> None:
    """Twenty readings, Cpk 1.33: 1.33 ± 1.96 √(1/180 + 1.33²/38), worked by hand."""
    index = distance_index(1.33, 20, 19.0, 0.95)
    assert shown(index) == (1.33, 0.88, 1.78)
    assert index.lower_bound == pytest.approx(1.33 - 1.6448536269514722 * math.sqrt(1 / 180 + 1.33**2 / 38), rel=1e-12)


def test_indices_are_the_handbooks() -> None:
    """NIST/SEMATECH e-Handbook 6.1.6: limits 8 and 20, mean 16, deviation 2: Cp 1.0, CPU 0.6667, CPL 1.3333."""
    study = capability.normal([14.0, 16.0, 18.0] * 3, Specification(8.0, 20.0), sigma=SigmaEstimate(2.0, "given", 8.0))
    assert study.mean == 16.0
    values = [index.value for index in (study.cp, study.cpu, study.cpl, study.cpk)]
    assert values == pytest.approx([1.0, 2 / 3, 4 / 3, 2 / 3], rel=1e-15)
    # Target 14 is the middle: Cpm = 1 / sqrt(1 + (2/2)²).
    assert study.cpm.value == pytest.approx(1.0 / math.sqrt(2.0), rel=1e-15)


def test_moments_agree_with_exact_arithmetic_on_hard_numbers() -> None:
    """The pattern of NIST's NumAcc4: 1,001 readings near 1e7 whose deviation is 0.1."""
    x = np.array([10_000_000.2] + [10_000_000.1, 10_000_000.3] * 500)
    exact = [Fraction(float(value)) for value in x]
    mean = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((value - mean) ** 2 for value in exact), Fraction(0)) / (len(exact) - 1)
    with mpmath.workdps(50):
        deviation = float(mpmath.sqrt(mpmath.mpf(variance.numerator) / variance.denominator))
    assert mean_of(x) == pytest.approx(float(mean), rel=1e-15)
    assert overall(x).value == pytest.approx(deviation, rel=1e-12)


def naive_study(x: list[float], lsl: float, usl: float) -> dict[str, float]:
    """Textbook forms for individuals, nothing shared."""
    n = len(x)
    mean = math.fsum(x) / n
    s = math.sqrt(math.fsum((value - mean) ** 2 for value in x) / (n - 1))
    sigma = math.fsum(abs(b - a) for a, b in itertools.pairwise(x)) / (n - 1) / (2 / math.sqrt(math.pi))
    return {
        "cp": (usl - lsl) / (6 * sigma),
        "cpk": min(usl - mean, mean - lsl) / (3 * sigma),
        "pp": (usl - lsl) / (6 * s),
        "ppk": min(usl - mean, mean - lsl) / (3 * s),
        "cpm_overall": (usl - lsl) / (6 * math.sqrt(s * s + (mean - (lsl + usl) / 2) ** 2)),
    }


@given(x=NUMBERS)
@settings(deadline=None, max_examples=60)
def test_indices_are_those_of_the_textbook(x: list[float]) -> None:
    study = capability.normal(x, BOTH)
    if len(set(x)) == 1:
        return
    for name, value in naive_study(x, -400.0, 400.0).items():
        assert getattr(study, name).value == pytest.approx(value, rel=1e-11), name


INDICES = ("cp", "cpl", "cpu", "cpk", "cpm", "pp", "ppl", "ppu", "ppk", "cpm_overall")


@given(x=NUMBERS, shift=st.integers(-1000, 1000), scale=st.sampled_from([0.25, 3.0, 1000.0]))
@settings(deadline=None, max_examples=40)
def test_indices_do_not_change_with_the_unit_and_mirror_with_the_readings(
    x: list[float], shift: int, scale: float
) -> None:
    if len(set(x)) == 1:
        return
    there = capability.normal(x, BOTH)
    moved = capability.normal(
        [scale * value + shift for value in x], Specification(-400.0 * scale + shift, 400.0 * scale + shift)
    )
    mirrored = capability.normal([-value for value in x], BOTH)
    swapped = {"cpl": "cpu", "cpu": "cpl", "ppl": "ppu", "ppu": "ppl"}
    for name in INDICES:
        index = getattr(there, name)
        for other in (getattr(moved, name), getattr(mirrored, swapped.get(name, name))):
            assert other.value == pytest.approx(index.value, rel=1e-9, abs=1e-9)
            assert other.lower_bound == pytest.approx(index.lower_bound, rel=1e-9, abs=1e-9)
    assert mirrored.expected_within.below == pytest.approx(there.expected_within.above, rel=1e-9, abs=1e-300)


@given(x=NUMBERS, seed=st.integers(0, 100))
@settings(deadline=None, max_examples=30)
def test_order_matters_only_between_neighbours_and_not_within_a_subgroup(x: list[float], seed: int) -> None:
    there, back = capability.normal(x, BOTH), capability.normal(x[::-1], BOTH)
    assert back.sigma_within.value == pytest.approx(there.sigma_within.value, rel=1e-12)
    assert back.sigma_overall.value == pytest.approx(there.sigma_overall.value, rel=1e-12)
    groups = np.array(x[: len(x) // 4 * 4]).reshape(-1, 4)
    shuffled = np.random.default_rng(seed).permuted(groups, axis=1)
    for method in ("RMSDF", "UWAVE-R", "MVLUE-SD"):
        plain, mixed = (capability.normal(rows, BOTH, sigma=method).sigma_within.value for rows in (groups, shuffled))
        assert mixed == pytest.approx(plain, rel=1e-12, abs=1e-300)


def test_every_study_says_what_it_rests_on() -> None:
    rng = np.random.default_rng(5)
    study = capability.normal(rng.normal(size=50), Specification(usl=4.0))
    assert (study.n, study.sigma_within.method, study.sigma_overall.method) == (50, "MR", "STDEV")
    assert study.stability == Stability("not assessed", "none")
    assert study.normality.verdict == "not rejected"
    stable = Stability("stable", "individuals chart, Nelson 1 to 3")
    assert capability.normal(rng.normal(size=50), Specification(usl=4.0), stability=stable).stability is stable


def test_one_limit_leaves_the_others_undefined_and_never_zero() -> None:
    study = capability.normal([1.0, 2.0, 4.0, 3.0], Specification(lsl=0.0))
    assert study.cp == Index(None, reason="the specification has one limit")
    assert study.cpu == Index(None, reason="there is no upper limit")
    assert study.cpk.value == study.cpl.value
    assert study.expected_within.above is None
    assert study.observed.above is None
    assert study.expected_within.total == study.expected_within.below


def test_constant_readings_have_no_indices_with_the_reason() -> None:
    for x in ([0.1] * 9, np.full((4, 5), 0.1), np.full(12, 7, dtype=np.int64)):
        study = capability.normal(x, Specification(-1.0, 8.0))
        for name in INDICES:
            assert getattr(study, name).value is None
            assert "no spread" in getattr(study, name).reason
        assert study.sigma_within.value == study.sigma_overall.value == 0.0
        assert study.expected_overall.total is None
        assert study.normality.reason == "all readings are equal"


def test_subgroups_without_spread_among_themselves_still_have_long_term_indices() -> None:
    study = capability.normal([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]], Specification(0.0, 4.0))
    assert study.cpk.value is None
    assert study.ppk.value is not None
    assert study.normality.reason == "fewer than 8 readings"


def test_parts_per_million_keep_their_digits_at_high_cpk() -> None:
    """One minus the distribution function would give 0: the tail beyond 12 deviations is 1.776e-33."""
    study = capability.normal([-1.0, 1.0, 0.0] * 3, Specification(usl=12.0), sigma=SigmaEstimate(1.0, "given", 8.0))
    assert study.expected_within.above == pytest.approx(1e6 * 1.776482112077679e-33, rel=1e-12)


@pytest.mark.parametrize("kind", ["float32", "view", "object", "list", "readonly", "int"])
def test_readings_of_any_kind_give_the_same_study(kind: str) -> None:
    plain = np.array([1.0, 2.0, 4.0, 3.0, 5.0, 2.0, 1.0, 3.0, 2.0])
    plain.flags.writeable = False
    x: dict[str, npt.ArrayLike] = {
        "float32": plain.astype(np.float32),
        "view": np.repeat(plain, 3)[::3],
        "object": plain.astype(object),
        "list": plain.tolist(),
        "readonly": plain,
        "int": plain.astype(np.int16),
    }
    assert capability.normal(x[kind], BOTH) == capability.normal(plain, BOTH)


@pytest.mark.parametrize("scale", [1e-90, 1e90])
def test_huge_and_tiny_readings_have_the_same_indices(scale: float) -> None:
    x = np.array([1.0, 2.0, 4.0, 3.0, 5.0, 2.0, 1.0, 3.0, 2.0])
    there = capability.normal(x, Specification(0.0, 7.0))
    far = capability.normal(scale * x, Specification(0.0, 7.0 * scale))
    assert far.ppk.value == pytest.approx(there.ppk.value, rel=1e-12)
    assert far.cpk.lower == pytest.approx(there.cpk.lower, rel=1e-12)


def test_a_limit_at_the_end_of_the_range_of_numbers_has_an_index_and_an_interval() -> None:
    x = 1.0 + np.array([0.0, 1.0, 3.0, 1.0, 2.0]) * 1e-15
    study = capability.normal(x, Specification(-1e100, 1e100, target=-1e99))
    for index in (study.cp, study.cpk, study.cpm, study.pp, study.ppk, study.cpm_overall):
        assert index.value is not None
        assert index.lower_bound is not None
        assert math.isfinite(index.value)
        assert math.isfinite(index.lower_bound)


def test_degrees_of_freedom_fit_the_estimator() -> None:
    """Exact for one range of two and for pooling; 72.7 for 20 ranges of 5 as in AIAG's table; MR near 0.62 (n - 1)."""
    rng = np.random.default_rng(1)
    twenty = sample_of(rng.normal(size=(20, 5)))
    assert within(sample_of([[1.0, 2.0]]), "UWAVE-R").degrees_of_freedom == pytest.approx(1.0, rel=1e-9)
    assert within(sample_of([1.0, 2.0])).degrees_of_freedom == pytest.approx(1.0, rel=1e-9)
    assert within(sample_of([[1.0, 2.0, 4.0]]), "UWAVE-SD").degrees_of_freedom == pytest.approx(2.0, rel=1e-9)
    assert within(twenty, "RMSDF").degrees_of_freedom == 80.0
    assert within(twenty, "UWAVE-R").degrees_of_freedom == pytest.approx(72.7, abs=0.05)
    assert within(sample_of(rng.normal(size=101))).degrees_of_freedom == pytest.approx(62.0, abs=2.0)


@pytest.mark.parametrize("method", ["MR", "RMSDF", "UWAVE-R", "UWAVE-SD"])
def test_intervals_hold_their_confidence(method: str) -> None:
    """4,000 simulated studies of a process with Cp 1; N - 1 for the moving range would hold 0.88."""
    rng = np.random.default_rng(11)
    shape = (25,) if method == "MR" else (6, 4)
    held = 0
    for _ in range(4000):
        sigma = within(sample_of(rng.normal(size=shape)), method)
        index = ratio_index(1.0 / sigma.value, sigma, sigma.degrees_of_freedom, 0.95)
        assert index.lower is not None
        assert index.upper is not None
        held += index.lower <= 1.0 <= index.upper
    assert 0.935 < held / 4000 < 0.965


def test_unequal_subgroups_may_be_rows_of_unequal_length() -> None:
    ragged = [[1.0, 2.0, 4.0], [3.0], [5.0, 2.0]]
    study = capability.normal(ragged, Specification(0.0, 9.0))
    assert (study.n, study.sigma_within.method, study.sigma_within.degrees_of_freedom) == (6, "RMSDF", 3.0)
    squares = (1 - 7 / 3) ** 2 + (2 - 7 / 3) ** 2 + (4 - 7 / 3) ** 2 + 4.5
    c4_of_4 = math.sqrt(2 / 3) * math.gamma(2.0) / math.gamma(1.5)
    assert study.sigma_within.value == pytest.approx(math.sqrt(squares / 3) / c4_of_4, rel=1e-14)


TOO_WIDE = np.zeros((2, 2, 2))


@pytest.mark.parametrize(
    ("call", "code", "where"),
    [
        (lambda: capability.normal([], BOTH), "spc.sample.too-few", "$.x"),
        (lambda: capability.normal([1.0], BOTH), "spc.sample.too-few", "$.x"),
        (lambda: capability.normal([1.0, math.nan, 2.0], BOTH), "spc.sample.non-finite", "$.x[1]"),
        (lambda: capability.normal([[1.0, 2.0], [math.inf, 2.0]], BOTH), "spc.sample.non-finite", "$.x[1][0]"),
        (lambda: capability.normal(["a", "b"], BOTH), "spc.sample.not-numeric", "$.x"),
        (lambda: capability.normal([1e-200, 2e-200], BOTH), "spc.sample.magnitude", "$.x[1]"),
        (lambda: capability.normal(np.zeros((3, 0)), BOTH), "spc.sample.too-few", "$.x"),
        (lambda: capability.normal(TOO_WIDE, BOTH), "spc.sample.wrong-shape", "$.x"),
        (lambda: capability.normal([[1.0], [2.0]], BOTH), "spc.subgroup.size", "$.x"),
        (lambda: capability.normal([1.0, 2.0], BOTH, sigma="RMSDF"), "spc.parameter.unknown-name", "$.method"),
        (lambda: capability.normal([[1.0, 2.0]], BOTH, sigma="MR"), "spc.parameter.unknown-name", "$.method"),
        (lambda: capability.normal([1.0, 2.0], BOTH, confidence=1.0), "spc.parameter.out-of-range", "$.confidence"),
        (
            lambda: capability.normal([1.0, 2.0], BOTH, sigma=SigmaEstimate(-1.0, "given", 5.0)),
            "spc.parameter.out-of-range",
            "$.sigma.value",
        ),
        (Specification, "spc.capability.no-limit", "$.lsl"),
        (lambda: Specification(2.0, 1.0), "spc.limits.crossed", "$.lsl"),
        (lambda: Specification(1.0, 1.0), "spc.limits.crossed", "$.lsl"),
        (lambda: Specification(1.0, 1e101), "spc.parameter.out-of-range", "$.usl"),
        (lambda: Specification(1.0, math.nan), "spc.parameter.out-of-range", "$.usl"),
        (lambda: Specification(1.0, 2.0, 3.0), "spc.parameter.out-of-range", "$.target"),
    ],
)
def test_what_cannot_be_studied_is_refused_with_a_code_and_a_place(
    call: Callable[[], object], code: str, where: str
) -> None:
    with pytest.raises(LotgateError) as refused:
        call()
    assert refused.value.code == code
    assert str(refused.value.location).startswith(where)
    assert refused.value.hint
