"""Units: the table is the library's, published values come out exactly, nothing is compared that measures another."""

import csv
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import ucumvert
from hypothesis import given
from hypothesis import strategies as st

from engine.model.errors import InexactConversionError, OtherDimensionError, UnknownUnitError
from engine.model.ucum import UcumError, is_unit, known_atoms, scale_of
from engine.model.unit_names import NAMES
from engine.model.units import compare, conversion, dimension, in_unit, known_units, same_dimension
from engine.model.values import Exact, Quantity
from tests.strategies import ROOT
from tools.units import CODES, TABLE, table

# UCUM keeps these apart from the SI's view of a dimension: see `engine.model.ucum`.
BASES = {"g": "gram", "m": "meter", "s": "second", "K": "kelvin", "C": "coulomb", "cd": "candela", "mol": "mole"}


def quantity(text: str) -> Quantity:
    value, unit = text.split(" ")
    return Quantity(value=Exact(value), unit=unit)


def test_the_table_is_what_the_library_says_today() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("code", CODES)
def test_a_row_of_the_table_is_the_unit_that_the_library_works_out(code: str) -> None:
    scale = scale_of(code)

    assert dimension(code) == scale.dimension
    assert conversion(code, code).factor == 1
    assert code in set(known_units())


# Each is an equality of a published table, both sides as printed there.
PUBLISHED = [
    # SI Brochure, 9th edition (2019), tables 4 and 8: derived units, and units accepted for use with the SI.
    ("1 N", "1 kg.m/s2"),
    ("1 Pa", "1 N/m2"),
    ("1 J", "1 N.m"),
    ("1 W", "1 J/s"),
    ("1 A", "1 C/s"),
    ("1 V", "1 W/A"),
    ("1 F", "1 C/V"),
    ("1 Ohm", "1 V/A"),
    ("1 S", "1 A/V"),
    ("1 T", "1 V.s/m2"),
    ("1 Gy", "1 J/kg"),
    ("1 Hz", "1 /s"),
    ("1 lx", "1 lm/m2"),
    ("1 kat", "1 mol/s"),
    ("1 min", "60 s"),
    ("1 h", "3600 s"),
    ("1 d", "86400 s"),
    ("1 L", "1 dm3"),
    ("1 mL", "1 cm3"),
    ("1 t", "1000 kg"),
    ("1 MPa", "1 N/mm2"),
    ("100 Cel", "373.15 K"),
    ("0 Cel", "273.15 K"),
    # NIST Special Publication 811 (2008), appendix B.8; factors in bold there are exact.
    ("1 bar", "100000 Pa"),
    ("1 atm", "101325 Pa"),
    ("1 [in_i]", "2.54 cm"),
    ("1 [ft_i]", "0.3048 m"),
    ("1 [lb_av]", "453.59237 g"),
    ("16 [oz_av]", "1 [lb_av]"),
    ("1 kgf", "9.80665 N"),
    ("1 [lbf_av]", "4.4482216152605 N"),
    ("1 dyn", "0.00001 N"),
    ("1 cal_th", "4.184 J"),
    ("1 Ci", "37000000000 Bq"),
    ("1 P", "0.1 Pa.s"),
    ("1 mm2/s", "1 cSt"),
    ("212 [degF]", "100 Cel"),
    ("32 [degF]", "0 Cel"),
    ("-40 [degF]", "-40 Cel"),
    # UCUM 2.2, tables of dimensionless, time and clinical units.
    ("1 %", "10 [ppth]"),
    ("1 [ppm]", "1 10*-6"),
    ("1 a", "365.25 d"),
    ("12 mo", "1 a"),
    ("1 wk", "7 d"),
    ("1 mm[Hg]", "133.322 Pa"),
    ("1 m[H2O]", "9.80665 kPa"),
    ("1 U", "1 umol/min"),
    ("10 dB", "1 B"),
    ("180 deg", "1 [pi].rad"),
]


@pytest.mark.parametrize(("left", "right"), PUBLISHED)
def test_a_published_equality_holds_exactly(left: str, right: str) -> None:
    first, second = quantity(left), quantity(right)

    assert same_dimension(first.unit, second.unit)
    assert compare(first, second) == 0 == compare(second, first)
    above = Quantity(value=Exact(second.value + Decimal("1e-12")), unit=second.unit)
    assert (compare(first, above), compare(above, first)) == (-1, 1)


def test_one_pound_force_to_the_square_inch_is_the_printed_number_of_pascals() -> None:
    # NIST SP 811 prints 6.894757 E+03, seven digits; the exact ratio rounds to it.
    factor = conversion("[psi]", "Pa").factor

    assert round(factor, 3) == Fraction("6894.757")
    assert factor == Fraction("0.45359237") * Fraction("9.80665") / Fraction("0.0254") ** 2


REGISTRY = ucumvert.PintUcumRegistry()


def _examples() -> Iterator[str]:
    """Give the examples of the standard, which the library carries."""
    found = importlib.util.find_spec("ucumvert")
    assert found is not None
    assert found.origin is not None
    with (Path(found.origin).parent / "vendor" / "ucum_examples.tsv").open(encoding="utf-8") as stream:
        yield from (row["UCUM_CODE"] for row in csv.DictReader(stream, delimiter="\t"))


EXAMPLES = sorted(set(_examples()))


def test_the_examples_of_the_standard_are_units() -> None:
    refused = []
    for code in EXAMPLES:
        try:
            scale_of(code)
        except UcumError:
            refused.append(code)

    assert len(EXAMPLES) > 800
    assert refused == ["Torr"], "listed among the examples, and not among the definitions"


# Where pint does not follow the definitions of UCUM 2.2: old British and printers' lengths, heats and pressures by
# another convention, measured constants of another year, and codes that it maps to another unit.
OTHERWISE = """
    /[LPF] [LPF] G Mx [Btu] [Btu_th] [Cal] cal_[15] a_t mo_s pc u g% m[Hg] mm[Hg] cm[Hg] [in_i'H2O] [in_i'Hg] [PRU]
    [wood'U] [acr_br] [cft_i] [ch_br] [cyd_i] [ft_br] [fth_br] [in_br] [kn_br] [lk_br] [mi_br] [nmi_br] [pc_br]
    [rd_br] [yd_br] [cicero] [didot] [pca_pr] [pnt_pr]
"""


def _second_opinion(code: str) -> Fraction | None:
    """Give pint's factor to metres, grams, seconds …, where it reckons the unit with a ratio."""
    try:
        found = (1 * REGISTRY.from_ucum(code)).to_root_units()
    except Exception:  # noqa: BLE001  # whatever pint cannot do is no second opinion
        return None
    return Fraction(found.magnitude)


def test_a_second_opinion_agrees_about_the_units_it_knows() -> None:
    compared, differing = 0, set()
    for code in {*EXAMPLES, *CODES, *known_atoms()} - {"Torr"}:
        scale, other = scale_of(code), _second_opinion(code)
        if scale.single or other is None or not set(scale.powers) <= set(BASES):
            continue
        compared += 1
        if abs(other / scale.factor - 1) > Fraction(1, 10**9):
            differing.add(code)

    assert differing == set(OTHERWISE.split())
    assert compared > 700


# Each measures something else than the other, however alike they look.
APART = [
    ("[CFU]", "{CFU}"),
    ("[CFU]", "1"),
    ("{CFU}/m3", "/m3"),
    ("{rev}/min", "Hz"),
    ("{EU}/mL", "[IU]/mL"),
    ("[EU]/mL", "{EU}/mL"),
    ("%{RH}", "%"),
    ("dB", "dB{A}"),
    ("dB", "%"),
    ("[pH]", "mol/L"),
    ("mol/L", "/L"),
    ("deg", "rad"),
    ("N/(15.mm)", "N.mm"),
    ("N/15.mm", "N/(15.mm)"),
    ("N/mm", "N/mm2"),
    ("mg", "mg{protein}"),
    ("ug/cm2", "ug/{device}"),
    ("lx", "lm"),
]


@pytest.mark.parametrize(("left", "right"), APART)
def test_what_measures_something_else_is_not_compared(left: str, right: str) -> None:
    assert not same_dimension(left, right)
    with pytest.raises(OtherDimensionError, match="do not measure the same"):
        compare(quantity(f"1 {left}"), quantity(f"1 {right}"))


UNKNOWN = [
    ("°C", "did you mean `Cel`?"),
    ("℃", "did you mean `Cel`?"),
    ("μm", "did you mean `um`?"),
    ("µg/cm²", "did you mean `ug/cm2`?"),
    ("KG", "did you mean `kg`?"),
    ("Mpa", "did you mean `MPa`?"),
    ("ppm", "did you mean `[ppm]`?"),
    ("rpm", "did you mean `{rev}/min`?"),
    ("CFU/m³", "did you mean `[CFU]/m3`?"),
    ("N/15mm", "did you mean `N/(15.mm)`?"),
    ("毫克", "did you mean `mg`?"),
    ("mg/升", "did you mean `mg/L`?"),
    ("mg/ cm2", "did you mean `mg/cm2`?"),
    ("Cel/min", "a unit with a zero of its own or a logarithm stands alone; write a difference of temperatures in `K`"),
    ("foobarbaz", "units are written as UCUM codes, such as `mg/cm2`"),
    ("2-3", "units are written as UCUM codes, such as `mg/cm2`"),
    ("m31", "did you mean `m3`?"),
    ("N*foo/mm²", "units are written as UCUM codes, such as `mg/cm2`"),
    ("m999999999", "units are written as UCUM codes, such as `mg/cm2`"),
    ("m" * 101, "units are written as UCUM codes, such as `mg/cm2`"),
    ("(" * 40 + "m" + ")" * 40, "units are written as UCUM codes, such as `mg/cm2`"),
]


@pytest.mark.parametrize(("unit", "hint"), UNKNOWN)
def test_what_is_no_unit_is_refused_with_what_may_have_been_meant(unit: str, hint: str) -> None:
    with pytest.raises(UnknownUnitError) as refused:
        dimension(unit)

    assert (refused.value.code, refused.value.hint) == ("dossier.unit.unknown", hint)
    assert refused.value.message == f"`{unit}` is no unit of UCUM"
    assert refused.value.words.zh == f"`{unit}` 不是UCUM单位"
    assert (refused.value.hint_words or refused.value.words).zh != hint


@pytest.mark.parametrize(("spelling", "code"), NAMES.items())
def test_every_other_spelling_leads_to_a_unit(spelling: str, code: str) -> None:
    assert dimension(code)
    assert not is_unit(spelling), "what is a unit itself is never asked about"


def test_what_has_no_end_in_decimal_digits_is_compared_and_not_written() -> None:
    assert compare(quantity("1 d"), quantity("0.0027378507871321 a")) == 1
    with pytest.raises(InexactConversionError) as refused:
        in_unit(quantity("1 d"), "a")
    assert refused.value.code == "unit.conversion.inexact"
    with pytest.raises(InexactConversionError):
        in_unit(quantity("9999999999999999999999999999 km"), "nm")


DIGITS = st.decimals(-(10**12), 10**12, places=6)
GROUPS = st.sampled_from(
    [
        ("ng", "ug", "mg", "g", "kg", "t"),
        ("ug/cm2", "mg/dm2", "mg/m2"),
        ("Pa", "mbar", "kPa", "N/mm2"),
        ("Cel", "K"),
        ("mL", "L", "cm3", "m3"),
        ("1", "%", "[ppm]"),
    ]
)


@given(GROUPS.flatmap(lambda group: st.tuples(st.sampled_from(group), st.sampled_from(group))), DIGITS, DIGITS)
def test_the_order_is_that_of_the_values_in_one_unit(units: tuple[str, str], first: Decimal, second: Decimal) -> None:
    left, right = Quantity(value=Exact(first), unit=units[0]), Quantity(value=Exact(second), unit=units[0])

    assert compare(left, in_unit(right, units[1])) == (first > second) - (first < second)


@given(GROUPS.flatmap(lambda group: st.tuples(st.sampled_from(group), st.sampled_from(group))), DIGITS)
def test_there_and_back_again_is_the_same_value(units: tuple[str, str], value: Decimal) -> None:
    here = Quantity(value=Exact(value), unit=units[0])

    assert in_unit(in_unit(here, units[1]), units[0]).value == value


def test_units_of_the_table_load_no_library() -> None:
    code = (
        "from engine.model.units import *; from engine.model.values import Exact as D, Quantity\n"
        "one, other = Quantity(value=D('1.80'), unit='mg/cm2'), Quantity(value=D('1800'), unit='ug/cm2')\n"
        "strange = Quantity(value=D('1'), unit='no unit at all')\n"
        "import sys; print(compare(one, other), compare(strange, strange), *sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603

    words = done.stdout.split()
    assert words[:2] == ["0", "0"]
    assert not {"ucumvert", "pint", "lark"} & set(words)
