"""Bad input is a typed error before anything is computed, at every face; and no face is heavy to import."""

import math
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LotgateError
from spc_kernels.sampling import errors
from spc_kernels.sampling.attributes import attributes_plan, master_cell, preferred_aqls
from spc_kernels.sampling.attributes_designs import (
    dodge_romig_plan,
    ltpd_plan,
    reliability_plan,
    two_point_plan,
    zero_acceptance_plan,
)
from spc_kernels.sampling.attributes_judgement import judge_attributes
from spc_kernels.sampling.code_letters import code_letter
from spc_kernels.sampling.comparison import compare_plans
from spc_kernels.sampling.designed_plans import RiskPoint
from spc_kernels.sampling.estimates import acceptability_constant_of, estimated_fraction, maximum_fraction_of
from spc_kernels.sampling.inspections import Inspection, Resumption
from spc_kernels.sampling.operating_characteristic import (
    acceptance_probability,
    operating_characteristics,
    producers_risk,
    quality_at,
    variables_acceptance_probability,
)
from spc_kernels.sampling.outgoing_quality import average_outgoing_quality_limit, average_total_inspection
from spc_kernels.sampling.plans import AttributesPlan, VariablesPlan, hundred_percent_plan, single_plan
from spc_kernels.sampling.sample_summary import SampleSummary, summarised
from spc_kernels.sampling.schemes import ISO_2859_1_1999, Z1_4_2003, Z1_9_2003, Scheme
from spc_kernels.sampling.skip_lot import SkipLotPlan, fold_skip_lots, skip_lot_acceptance
from spc_kernels.sampling.supplied_tables import read_supplied_tables
from spc_kernels.sampling.switching import fold_each
from spc_kernels.sampling.switching_iso_2859_1 import fold_iso_2859_1
from spc_kernels.sampling.switching_z1_4 import LimitNumbers, fold_z1_4
from spc_kernels.sampling.variables import variables_plan
from spc_kernels.sampling.variables_designs import reliability_constant
from spc_kernels.sampling.variables_judgement import judge_variables

PLAN = single_plan(80, 2)
NEVER = AttributesPlan((5,), (9,), (10,))
DOUBLE = AttributesPlan((50, 50), (0, 3), (3, 4))
HUGE = 10**5000
NAN, INFINITY = math.nan, math.inf
# An int to Python, no number to anyone else.
TRUE: Any = True
WRONG: Any = 1
Call = Callable[[], Any]

CASES: list[tuple[str, Call]] = [
    # Standard, edition, table.
    ("unknown-standard", lambda: attributes_plan(Scheme("z1_5", "2003"), 100, 1.0)),
    ("unknown-standard", lambda: attributes_plan(Z1_9_2003, 100, 1.0)),
    ("unknown-standard", lambda: variables_plan(Z1_4_2003, 100, 1.0)),
    ("unknown-standard", lambda: attributes_plan("z1_4", 100, 1.0)),  # type: ignore[arg-type]  # the point of the test
    ("unknown-edition", lambda: attributes_plan(Scheme("z1_4", "1993"), 100, 1.0)),
    ("unknown-edition", lambda: variables_plan(Scheme("z1_9", "1980"), 100, 1.0)),
    ("unknown-edition", lambda: code_letter(Scheme("iso_2859_1", "1989"), 100)),
    ("table-not-available", lambda: attributes_plan(Scheme("iso_2859_1", "2026"), 100, 1.0)),
    ("table-not-available", lambda: attributes_plan(ISO_2859_1_1999, 100, 1.0, sampling="double")),
    ("table-not-available", lambda: attributes_plan(ISO_2859_1_1999, 100, 1.0, sampling="multiple")),
    ("table-not-available", lambda: variables_plan(Scheme("iso_3951_1", "2022"), 100, 1.0)),
    ("table-not-available", lambda: variables_plan(Scheme("mil_std_414", "1957"), 100, 1.0)),
    ("table-not-available", lambda: preferred_aqls(Scheme("iso_2859_1", "2026"))),
    # The acceptance quality limit.
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, 1.1)),
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, 0.005)),
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, 1500.0)),
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, NAN)),
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, TRUE)),
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, "1.0")),  # type: ignore[arg-type]  # the point of the test
    ("aql-outside-table", lambda: attributes_plan(Z1_4_2003, 100, HUGE)),
    ("aql-outside-table", lambda: variables_plan(Z1_9_2003, 100, 0.065)),
    ("aql-outside-table", lambda: variables_plan(Z1_9_2003, 100, 15.0)),
    ("aql-outside-table", lambda: master_cell(Z1_4_2003, "A", 3.0)),
    # The lot, the level and other words.
    ("lot-too-small", lambda: attributes_plan(Z1_4_2003, 1, 1.0)),
    ("lot-too-small", lambda: variables_plan(Z1_9_2003, 0, 1.0)),
    ("not-a-count", lambda: attributes_plan(Z1_4_2003, -5, 1.0)),
    ("not-a-count", lambda: attributes_plan(Z1_4_2003, TRUE, 1.0)),
    ("not-a-count", lambda: attributes_plan(Z1_4_2003, 100.0, 1.0)),  # type: ignore[arg-type]  # the point of the test
    ("not-a-count", lambda: attributes_plan(Z1_4_2003, HUGE, 1.0)),
    ("unknown-option", lambda: attributes_plan(Z1_4_2003, 100, 1.0, "IV")),
    ("unknown-option", lambda: variables_plan(Z1_9_2003, 100, 1.0, "S-1")),
    ("unknown-option", lambda: attributes_plan(Z1_4_2003, 100, 1.0, severity="strict")),
    ("unknown-option", lambda: attributes_plan(Z1_4_2003, 100, 1.0, sampling="triple")),
    ("unknown-option", lambda: variables_plan(Z1_9_2003, 100, 1.0, sigma="guessed")),
    ("unknown-option", lambda: master_cell(Z1_4_2003, "I", 1.0)),
    ("unknown-standard", lambda: attributes_plan(Scheme([], {}), 100, 1.0)),  # type: ignore[arg-type]  # the point of the test
    # Plans.
    ("not-a-count", lambda: single_plan(0, 0)),
    ("not-a-count", lambda: single_plan(10, -1)),
    ("not-a-count", lambda: hundred_percent_plan(0)),
    ("not-a-count", lambda: AttributesPlan((), (), ())),
    ("not-a-count", lambda: AttributesPlan("5", (0,), (1,))),  # type: ignore[arg-type]  # the point of the test
    ("not-a-count", lambda: AttributesPlan((10**9, 10**9), (0, 1), (2, 2))),
    ("impossible-plan", lambda: AttributesPlan((5,), (1,), (1,))),
    ("impossible-plan", lambda: AttributesPlan((5,), (-1,), (1,))),
    ("impossible-plan", lambda: AttributesPlan((5, 5), (1,), (2, 3))),
    ("impossible-plan", lambda: AttributesPlan((5, 5), (2, 1), (4, 4))),
    ("impossible-plan", lambda: AttributesPlan((5, 5), (0, 1), (4, 3))),
    ("not-a-count", lambda: VariablesPlan(2, 1.5, 0.1)),
    ("not-a-number", lambda: VariablesPlan(5, NAN, 0.1)),
    ("not-a-number", lambda: VariablesPlan(5, 1.0, 1.1)),
    # Judging.
    ("sample-above-lot", lambda: judge_attributes(PLAN, [0], lot_size=50)),
    ("nonconforming-above-sample", lambda: judge_attributes(PLAN, [81])),
    ("not-a-count", lambda: judge_attributes(PLAN, [-1])),
    ("not-a-count", lambda: judge_attributes(PLAN, [True])),
    ("not-a-count", lambda: judge_attributes(PLAN, [NAN])),  # type: ignore[list-item]  # the point of the test
    ("not-a-count", lambda: judge_attributes(PLAN, 3)),  # type: ignore[arg-type]  # the point of the test
    ("impossible-plan", lambda: judge_attributes(None, [1])),  # type: ignore[arg-type]  # the point of the test
    ("unknown-option", lambda: judge_attributes(PLAN, [1], counting="defects")),
    # Two items can never exceed an Ac of 30: items do not count against an AQL above 10.
    ("unknown-option", lambda: judge_attributes(attributes_plan(Z1_4_2003, 8, 1000.0), [2])),
    ("not-a-number", lambda: summarised([1.0, NAN])),
    ("not-a-number", lambda: summarised([1.0, 1e300])),
    ("not-a-number", lambda: summarised([True, False])),
    ("not-a-number", lambda: summarised([[1.0], [1.0, 2.0]])),
    ("sample-not-planned", lambda: summarised([1.0])),
    ("sample-not-planned", lambda: judge_variables(VariablesPlan(5, 1, 0.1), None, upper=1.0)),  # type: ignore[arg-type]  # the point of the test
    ("impossible-plan", lambda: judge_variables(PLAN, SampleSummary(5, 0.0, 1.0), upper=1.0)),  # type: ignore[arg-type]  # the point of the test
    ("limits", lambda: judge_variables(VariablesPlan(5, 1, 0.1), SampleSummary(5, 0.0, 1.0))),
    ("not-a-number", lambda: judge_variables(VariablesPlan(5, 1, 0.1), SampleSummary(5, 0.0, 1.0), upper=INFINITY)),
    ("not-a-number", lambda: SampleSummary(5, NAN, 1.0)),
    ("not-a-number", lambda: SampleSummary(5, 0.0, -1.0)),
    ("no-variation", lambda: SampleSummary(5, 0.0, 0.0)),
    ("not-a-number", lambda: estimated_fraction(NAN, 5)),
    ("not-a-count", lambda: estimated_fraction(1.0, 2)),
    ("unknown-option", lambda: maximum_fraction_of(1.0, 5, "maybe")),
    ("not-a-number", lambda: acceptability_constant_of(0.0, 5)),
    # Curves.
    ("not-a-number", lambda: acceptance_probability(PLAN, [NAN])),
    ("not-a-number", lambda: acceptance_probability(PLAN, [1.5])),
    ("not-a-number", lambda: acceptance_probability(PLAN, ["0.5"])),
    ("not-a-number", lambda: acceptance_probability(PLAN, [True])),
    ("not-a-number", lambda: acceptance_probability(PLAN, [101.0], "poisson")),
    ("not-a-number", lambda: acceptance_probability(PLAN, [0.0151], "hypergeometric", 100)),
    ("unknown-option", lambda: acceptance_probability(PLAN, [0.5], "normal")),
    ("missing-fact", lambda: acceptance_probability(PLAN, [0.5], "hypergeometric")),
    ("sample-above-lot", lambda: acceptance_probability(DOUBLE, [0.5], "hypergeometric", 99)),
    ("sample-above-lot", lambda: average_total_inspection(DOUBLE, [0.5], 99)),
    ("impossible-plan", lambda: acceptance_probability(AttributesPlan((9, 9), (0, 2000), (1, 2001)), [0.5])),
    ("impossible-plan", lambda: acceptance_probability(None, [0.5])),  # type: ignore[arg-type]  # the point of the test
    ("impossible-plan", lambda: operating_characteristics([5], [0, 1], [0.5])),
    ("not-a-number", lambda: operating_characteristics([5.5], [0], [0.5])),
    ("not-a-number", lambda: operating_characteristics([0], [0], [0.5])),
    ("impossible-plan", lambda: variables_acceptance_probability(PLAN, [0.5])),  # type: ignore[arg-type]  # the point of the test
    ("not-a-number", lambda: quality_at(PLAN, 0.0)),
    ("not-a-number", lambda: quality_at(NEVER, 0.5)),
    ("not-a-number", lambda: quality_at(NEVER, 0.5, "hypergeometric", 10)),
    ("sample-above-lot", lambda: average_outgoing_quality_limit(PLAN, 79)),
    ("not-a-number", lambda: compare_plans(PLAN, DOUBLE, [])),
    # Designs.
    ("not-a-number", lambda: zero_acceptance_plan(0.0)),
    ("not-a-number", lambda: zero_acceptance_plan(0.05, 1.0)),
    ("not-a-count", lambda: zero_acceptance_plan(0.05, 0.1, 0)),
    ("not-a-count", lambda: ltpd_plan(0.05, 0.1, 501)),
    ("no-plan", lambda: ltpd_plan(0.05, 0.1, 5, 100)),
    ("no-plan", lambda: zero_acceptance_plan(1e-12)),
    ("not-a-number", lambda: dodge_romig_plan(0.05, 0.05, 100)),
    ("not-a-number", lambda: reliability_plan(95, 0.95)),
    ("not-a-number", lambda: RiskPoint(0.0, 0.95)),
    ("missing-fact", lambda: two_point_plan(RiskPoint(0.01, 0.95), RiskPoint(0.1, 0.1), "hypergeometric")),
    ("missing-fact", lambda: two_point_plan(None, RiskPoint(0.1, 0.1))),  # type: ignore[arg-type]  # the point of the test
    ("table-invalid", lambda: read_supplied_tables(5)),  # type: ignore[arg-type]  # the point of the test
    ("table-invalid", lambda: LimitNumbers((), None)),  # type: ignore[arg-type]  # the point of the test
    ("missing-fact", lambda: Resumption(" ")),
    ("missing-fact", lambda: Inspection(accepted=True, accepted_one_step_tighter=WRONG)),
    ("missing-fact", lambda: Inspection(accepted=True, other_conditions=WRONG)),
    ("missing-fact", lambda: fold_z1_4([], waived=WRONG)),
    ("not-a-count", lambda: reliability_constant(1, 0.95, 0.95)),
    ("unknown-option", lambda: reliability_constant(5, 0.95, 0.95, "three")),
    ("not-a-count", lambda: SkipLotPlan(0, 0.5)),
    ("not-a-number", lambda: SkipLotPlan(4, 1.0)),
    ("not-a-number", lambda: skip_lot_acceptance(SkipLotPlan(4, 0.5), 1.5)),
    ("missing-fact", lambda: fold_skip_lots(SkipLotPlan(4, 0.5), [1])),  # type: ignore[list-item]  # the point of the test
    ("missing-fact", lambda: skip_lot_acceptance(None, 0.5)),  # type: ignore[arg-type]  # the point of the test
    ("missing-fact", lambda: fold_skip_lots(SkipLotPlan(4, 0.5), 1.0)),  # type: ignore[arg-type]  # the point of the test
    ("missing-fact", lambda: fold_iso_2859_1(TRUE)),
    ("missing-fact", lambda: fold_z1_4(TRUE)),
    ("missing-fact", lambda: fold_each(fold_iso_2859_1, TRUE)),
    ("contradictory-facts", lambda: Inspection(accepted=True, sampling="double", samples=5)),
    ("contradictory-facts", lambda: Inspection(accepted=True, sampling="multiple", samples=8)),
    ("contradictory-facts", lambda: Inspection(accepted=True, samples=2)),
    ("contradictory-facts", lambda: Inspection(accepted=False, return_to_normal=True)),
    ("contradictory-facts", lambda: Inspection(accepted=False, accepted_one_step_tighter=True)),
    ("impossible-plan", lambda: single_plan(3, 3)),
    ("unknown-option", lambda: single_plan(3, 3, "defects")),
    ("not-a-number", lambda: producers_risk(PLAN, np.array([0.1, 0.2]))),  # type: ignore[arg-type]  # the point of the test
    ("not-a-number", lambda: reliability_constant(3, 0.95, 1e-300, "two")),
    ("not-a-number", lambda: reliability_constant(3, 1 - 1e-16, 0.95, "two")),
]


@pytest.mark.parametrize(("code", "call"), CASES, ids=[f"{i}-{code}" for i, (code, _) in enumerate(CASES)])
def test_bad_input_is_a_typed_error(code: str, call: Call) -> None:
    with pytest.raises(errors.SamplingError) as caught:
        call()
    assert caught.value.code == f"spc.sampling.{code}"
    assert caught.value.location is not None
    assert str(caught.value.location).startswith("$")
    message = caught.value.message
    assert caught.value.hint
    assert "\n" not in message
    assert len(message) < 200
    assert not message.endswith(".")


MASKED = np.ma.array([0.1, 0.2, 0.3], mask=[False, True, True])


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: summarised(MASKED), "$.readings[1]"),
        (lambda: acceptance_probability(PLAN, MASKED), "$.fraction[1]"),
        (lambda: acceptance_probability(PLAN, MASKED.reshape(1, 3)), "$.fraction[0][1]"),
        (lambda: operating_characteristics([10], [0], MASKED), "$.fraction[1]"),
        (
            lambda: operating_characteristics(np.ma.array([5, 6], mask=[False, True]), [0, 0], [0.1]),
            "$.sample_sizes[1]",
        ),
        (
            lambda: operating_characteristics([5, 6], np.ma.array([0, 1], mask=[True, False]), [0.1]),
            "$.acceptance_numbers[0]",
        ),
    ],
)
def test_the_first_masked_value_is_refused_with_its_place(call: Call, place: str) -> None:
    with pytest.raises(errors.NotANumberError, match="masked") as caught:
        call()
    assert str(caught.value.location) == place


def test_a_mask_that_hides_nothing_changes_nothing() -> None:
    open_mask = np.ma.array([1.0, 2.0, 4.0], mask=False)
    assert summarised(open_mask) == summarised([1.0, 2.0, 4.0])


def test_the_table_refused_is_named() -> None:
    with pytest.raises(errors.TableNotAvailableError, match="ISO 2859-1:2026"):
        attributes_plan(Scheme("iso_2859_1", "2026"), 100, 1.0)
    with pytest.raises(errors.TableNotAvailableError, match="double sampling table of iso_2859_1 1999"):
        attributes_plan(ISO_2859_1_1999, 100, 1.0, sampling="double")


def test_error_codes_are_unique_and_extend_their_parents() -> None:
    classes = errors.SamplingError.__subclasses__()
    codes = [one.code for one in classes]
    assert len(set(codes)) == len(codes) > 15
    assert all(code.startswith("spc.sampling.") for code in codes)
    assert issubclass(errors.SamplingError, LotgateError)


ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.floats(), max_size=3),
    st.just(HUGE),
)


@given(arguments=st.tuples(ANYTHING, ANYTHING, ANYTHING))
@settings(deadline=None, max_examples=300)
def test_whatever_is_passed_nothing_but_our_errors_comes_out(arguments: tuple[Any, Any, Any]) -> None:
    first, second, third = arguments
    calls: list[Call] = [
        lambda: attributes_plan(Z1_4_2003, first, second, third),
        lambda: attributes_plan(first, 100, 1.0, severity=second, sampling=third),
        lambda: variables_plan(Z1_9_2003, first, second, third),
        lambda: judge_attributes(DOUBLE, first, inspected=second, lot_size=third),
        lambda: acceptance_probability(DOUBLE, first, second, third),
        lambda: acceptance_probability(DOUBLE, first, "hypergeometric", third),
        lambda: ltpd_plan(first, second, third),
        lambda: estimated_fraction(first, second, third),
        lambda: summarised(first, second),
        lambda: operating_characteristics(first, second, third),
        lambda: single_plan(first, second),
        lambda: AttributesPlan(first, second, third),
        lambda: judge_variables(
            VariablesPlan(5, 1.5, 0.1), SampleSummary(5, 0.0, 1.0), lower=first, upper=second, form=third
        ),
    ]
    for call in calls:
        try:
            call()
        except LotgateError:
            continue


def test_numpy_scalars_are_numbers() -> None:
    lists: Any = ([np.int64(5)], [0], [1])
    plan = AttributesPlan(*lists)
    assert plan == single_plan(5, 0)
    assert hash(plan) == hash(single_plan(5, 0))
    assert judge_attributes(plan, [0], inspected=[5]).verdict == "accepted"
    found = attributes_plan(Z1_4_2003, np.int64(1000), np.float64(1.0))  # type: ignore[arg-type]  # numpy's scalars count too
    assert (found.lot_size, found.aql, found.plan.sample_sizes) == (1000, 1.0, (80,))


def test_importing_the_package_loads_neither_scipy_nor_numba() -> None:
    script = (
        "import importlib, pkgutil, sys\n"
        "import spc_kernels.sampling as package\n"
        "for module in pkgutil.iter_modules(package.__path__):\n"
        "    importlib.import_module(f'{package.__name__}.{module.name}')\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'scipy', 'numba', 'engine', 'records', 'api', 'lotgate'}))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter, our own script
    assert ran.stdout.strip() == "[]"
