"""The attributes tables against printed cells, and what must hold in every cell of them."""

import hashlib
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spc_kernels.sampling.attributes import attributes_plan, master_cell, preferred_aqls
from spc_kernels.sampling.attributes_tables import LETTERS, attributes_tables
from spc_kernels.sampling.code_letters import ATTRIBUTES_LETTERS, code_letter
from spc_kernels.sampling.errors import NoPlanError
from spc_kernels.sampling.master_tables import PREFERRED_AQLS, MasterCell, resolve
from spc_kernels.sampling.operating_characteristic import acceptance_probability, quality_at
from spc_kernels.sampling.plans import AttributesPlan
from spc_kernels.sampling.schemes import (
    GB_T_2828_1_2012,
    ISO_2859_1_1999,
    MIL_STD_105_E,
    Z1_4_2003,
    Z1_9_2003,
    Scheme,
)

SCHEMES = [Z1_4_2003, ISO_2859_1_1999]
SEVERITIES = ["normal", "tightened", "reduced"]
KINDS = [(Z1_4_2003, kind) for kind in ("single", "double", "multiple")] + [(ISO_2859_1_1999, "single")]

# Columns as printed, letters A to R: Ac, v arrow down, ^ arrow up. GB/T 2828.1-2012 tables 2-A, 2-B, 2-C (= ISO
# 2859-1).
PRINTED = {
    ("normal", 0.65): "v v v v v 0 ^ v 1 2 3 5 7 10 14 21",
    ("normal", 1.0): "v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^",
    ("normal", 1.5): "v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^",
    ("normal", 2.5): "v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^",
    ("normal", 4.0): "v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^",
    ("normal", 10.0): "v v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^",
    ("tightened", 1.0): "v v v v v 0 v v 1 2 3 5 8 12 18 ^",
    ("tightened", 2.5): "v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^",
    ("reduced", 1.0): "v v v v 0 ^ v v 1 2 3 5 6 8 10 ^",
    ("reduced", 2.5): "v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^",
    ("reduced", 10.0): "v v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^",
}
# SHA-256 of the lines "A: Q 500 0|P 315 0|…": letter, n, Ac of all 26 columns with arrows followed, as an open
# transcription of GB/T 2828.1-2012 tables 2-A, 2-B and 2-C gives them.
DIGESTS = {
    "normal": "7bfd00bd0198ccb105c87d117908b259a3499f4d653a1ab3a3d5a8f42231cf85",
    "tightened": "9e477ebbc9f2952387b67cfdc5f0b9e69b6399e86e57027c20561ce718d33f71",
    "reduced": "7e932d1d307d20f2c16b2366cbff14250b8500ba33023ef322828598c389aa66",
}


@cache
def plan_of(scheme: Scheme, kind: str, severity: str, letter: str, aql: float) -> AttributesPlan:
    return resolve(attributes_tables(scheme, severity), kind, letter, aql).plan


def distribution_of(aql: float) -> str:
    """Percent nonconforming up to 10, nonconformities per 100 items above."""
    return "binomial" if aql <= 10 else "poisson"


def mark(cell: MasterCell) -> str:
    if cell.plan is not None:
        return str(cell.plan.acceptance_numbers[0])
    return {"down": "v", "up": "^", None: ""}[cell.arrow]


@pytest.mark.parametrize(("place", "column"), PRINTED.items())
def test_a_column_with_its_arrows_is_as_printed(place: tuple[str, float], column: str) -> None:
    severity, aql = place
    assert " ".join(mark(master_cell(GB_T_2828_1_2012, letter, aql, severity)) for letter in LETTERS) == column


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_whole_table_of_iso_2859_1_is_as_transcribed(severity: str) -> None:
    tables = attributes_tables(ISO_2859_1_1999, severity)
    lines = []
    for letter in LETTERS:
        found = [resolve(tables, "single", letter, aql) for aql in PREFERRED_AQLS]
        cells = [f"{one.letter} {one.plan.sample_sizes[0]} {one.plan.acceptance_numbers[0]}" for one in found]
        lines.append(f"{letter}: {'|'.join(cells)}")
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == DIGESTS[severity]


@pytest.mark.parametrize(
    ("letter", "aql", "n", "ac"),
    [
        ("J", 1.0, 80, 2),
        ("A", 1.0, 13, 0),
        ("G", 1.0, 50, 1),
        ("F", 1.0, 13, 0),
        ("E", 2.5, 20, 1),
        ("L", 10.0, 125, 21),
        ("R", 0.065, 2000, 3),
        ("J", 1.5, 80, 3),
        ("J", 2.5, 80, 5),
        ("K", 1.0, 125, 3),
        ("A", 10.0, 5, 1),
    ],
)
@pytest.mark.parametrize("scheme", [Z1_4_2003, MIL_STD_105_E, ISO_2859_1_1999, GB_T_2828_1_2012])
def test_a_checkpoint_of_normal_inspection_holds(scheme: Scheme, letter: str, aql: float, n: int, ac: int) -> None:
    plan = plan_of(scheme, "single", "normal", letter, aql)
    assert (plan.sample_sizes, plan.acceptance_numbers, plan.rejection_numbers) == ((n,), (ac,), (ac + 1,))


def test_reduced_inspection_has_the_gap_in_z1_4_and_none_in_iso_2859_1() -> None:
    z1_4 = plan_of(Z1_4_2003, "single", "reduced", "K", 1.0)
    iso = plan_of(ISO_2859_1_1999, "single", "reduced", "K", 1.0)
    assert (z1_4.sample_sizes, z1_4.acceptance_numbers, z1_4.rejection_numbers) == ((50,), (1,), (4,))
    assert (iso.sample_sizes, iso.acceptance_numbers, iso.rejection_numbers) == ((50,), (2,), (3,))
    for letter in LETTERS:
        for aql in PREFERRED_AQLS:
            plan = plan_of(ISO_2859_1_1999, "single", "reduced", letter, aql)
            assert plan.rejection_numbers[0] == plan.acceptance_numbers[0] + 1


def test_letter_s_has_one_plan_and_one_arrow_ends_there() -> None:
    for scheme in SCHEMES:
        found = resolve(attributes_tables(scheme, "tightened"), "single", "R", 0.025)
        assert (found.letter, found.plan.sample_sizes) == ("S", (3150,))
        assert master_cell(scheme, "S", 1.0, "tightened") == MasterCell()
        with pytest.raises(NoPlanError):
            resolve(attributes_tables(scheme, "tightened"), "single", "S", 1.0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_acceptance_at_the_aql_of_normal_single_plans_lies_between_0_874_and_0_994_in_every_cell(
    scheme: Scheme,
) -> None:
    chances = [
        float(acceptance_probability(plan_of(scheme, "single", "normal", letter, aql), aql / 100, distribution_of(aql)))
        for letter in LETTERS
        for aql in PREFERRED_AQLS
    ]
    assert round(min(chances), 3) >= 0.874
    assert round(max(chances), 3) <= 0.994


def qualities(aql: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """From a hundredth of the AQL to the worst quality there is, with the AQL itself."""
    worst = 1.0 if aql <= 10 else min(20 * aql / 100, 100.0)
    return np.unique([0.0, *np.geomspace(aql / 1e4, 0.999 * worst, 60), aql / 100, worst])


@pytest.mark.parametrize(("scheme", "kind"), KINDS)
def test_tightened_inspection_accepts_no_more_than_normal_at_every_quality(scheme: Scheme, kind: str) -> None:
    crossing = []
    for aql in PREFERRED_AQLS:
        for letter in LETTERS:
            normal, tightened = (
                acceptance_probability(
                    plan_of(scheme, kind, severity, letter, aql), qualities(aql), distribution_of(aql)
                )
                for severity in ("normal", "tightened")
            )
            if (tightened > normal + 1e-12).any():
                crossing.append((letter, aql))
    # ISO prints (2, 0) for tightened and an arrow to (5, 1) for normal: the curves cross where 37 % are nonconforming.
    assert crossing == ([("A", 10.0)] if scheme == ISO_2859_1_1999 else [])


@pytest.mark.parametrize(("scheme", "kind"), KINDS)
def test_reduced_inspection_accepts_no_less_than_normal(scheme: Scheme, kind: str) -> None:
    # Not at every quality, whatever one reads: with a smaller Ac the reduced curve starts below, and crosses near the
    # AQL. What the printed numbers keep: Z1.4 from the AQL on (up to 65 per 100 items); both wherever normal inspection
    # accepts 95 % or less, but for row B from 25 on, where n falls from 3 to 2 and Ac hardly; nowhere less by more
    # than 0.08.
    for aql in PREFERRED_AQLS:
        points = qualities(aql)
        for letter in LETTERS:
            normal, reduced = (
                acceptance_probability(plan_of(scheme, kind, severity, letter, aql), points, distribution_of(aql))
                for severity in ("normal", "reduced")
            )
            more = reduced >= normal - 1e-12
            assert (reduced >= normal - 0.08).all(), (letter, aql)
            if scheme == Z1_4_2003 and aql <= 65:
                assert more[points >= aql / 100].all(), (letter, aql)
            ends_at = resolve(attributes_tables(scheme, "normal"), "single", letter, aql).letter
            if ends_at != "B" or aql < 25:
                assert more[normal <= 0.95].all(), (letter, aql)


@pytest.mark.parametrize(("scheme", "kind"), KINDS)
@pytest.mark.parametrize("severity", SEVERITIES)
def test_larger_lots_never_get_a_weaker_plan(scheme: Scheme, kind: str, severity: str) -> None:
    # Under reduced inspection the rows A to C share n = 2, and double and multiple plans begin at D to F: there the
    # print itself steps back.
    letters = LETTERS if severity != "reduced" else LETTERS[LETTERS.index("F") :]
    for aql in PREFERRED_AQLS:
        plans = [plan_of(scheme, kind, severity, letter, aql) for letter in letters]
        limits = [limiting_quality(plan, distribution_of(aql)) for plan in plans]
        assert all(after <= before * (1 + 1e-9) for before, after in pairwise(limits)), aql
        if kind == "single":
            sizes = [plan.sample_sizes[0] for plan in plans]
            assert sizes == sorted(sizes)


@cache
def limiting_quality(plan: AttributesPlan, distribution: str) -> float:
    """Quality accepted with probability 0.10."""
    return quality_at(plan, 0.10, distribution)


@given(
    scheme=st.sampled_from([*SCHEMES, MIL_STD_105_E, GB_T_2828_1_2012]),
    lot_size=st.integers(2, 10**9),
    level=st.sampled_from(sorted(ATTRIBUTES_LETTERS.levels)),
    aql=st.sampled_from(PREFERRED_AQLS),
    severity=st.sampled_from(SEVERITIES),
)
@settings(deadline=None)
def test_a_followed_arrow_brings_the_sample_size_of_the_letter_it_ends_at(
    scheme: Scheme, lot_size: int, level: str, aql: float, severity: str
) -> None:
    found = attributes_plan(scheme, lot_size, aql, level, severity)
    assert found.code_letter == code_letter(scheme, lot_size, level)
    assert master_cell(scheme, found.plan_letter, aql, severity).plan == found.plan
    assert bool(found.path) == (found.plan_letter != found.code_letter)
    assert found.inspect_all == (found.plan.sample_sizes[0] >= lot_size)
    assert found.plan_letter in found.reason


@given(
    lot_size=st.integers(2, 10**7),
    aql=st.sampled_from(PREFERRED_AQLS),
    severity=st.sampled_from(SEVERITIES),
    sampling=st.sampled_from(["double", "multiple"]),
)
@settings(deadline=None)
def test_a_staged_plan_never_takes_more_than_the_lot_unless_all_is_inspected(
    lot_size: int, aql: float, severity: str, sampling: str
) -> None:
    found = attributes_plan(Z1_4_2003, lot_size, aql, "II", severity, sampling)
    assert found.inspect_all or found.plan.total_sample_size < lot_size
    assert found.sampling in {"single", "double", sampling}
    assert not found.inspect_all or found.sampling == "single"


def test_a_double_plan_that_would_take_the_whole_lot_becomes_full_inspection_with_the_ac_of_the_single_plan() -> None:
    found = attributes_plan(Z1_4_2003, 4, 25.0, "III", "normal", "double")
    assert found.inspect_all
    assert (found.code_letter, found.sampling, found.plan.acceptance_numbers) == ("B", "single", (2,))
    assert "inspect every item" in found.reason


def test_where_the_table_has_no_double_or_multiple_plan_the_one_it_names_stands_in() -> None:
    double = attributes_plan(Z1_4_2003, 1000, 0.15, "II", "normal", "double")
    assert (double.sampling, double.plan.sample_sizes, double.path) == ("single", (80,), ("J use single",))
    multiple = attributes_plan(Z1_4_2003, 20, 10.0, "II", "normal", "multiple")
    assert (multiple.sampling, multiple.plan.sample_sizes) == ("double", (3, 3))
    assert multiple.path == ("C use double",)


def test_the_three_kinds_of_sampling_of_one_cell_accept_about_alike() -> None:
    # K, 0.65 and L, 1.0: two published plans each; the standard matches their curves.
    for letter, aql in (("K", 0.65), ("L", 1.0)):
        points = [aql / 100, 3 * aql / 100]
        curves = [
            acceptance_probability(plan_of(Z1_4_2003, kind, "normal", letter, aql), points) for _, kind in KINDS[:3]
        ]
        assert np.ptp(curves, axis=0).max() < 0.06


def test_the_columns_are_the_26_preferred_values() -> None:
    assert preferred_aqls(Z1_4_2003) == PREFERRED_AQLS
    assert len(PREFERRED_AQLS) == 26


def test_z1_9_has_its_own_code_letters() -> None:
    assert code_letter(Z1_9_2003, 300, "II") == "H"
    assert code_letter(Z1_9_2003, 450, "II") == "I"
    assert code_letter(ISO_2859_1_1999, 300, "II") == "H"
