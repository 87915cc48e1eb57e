"""UDI carriers: published examples as printed, what is refused, and a UDI held against what its carriers say."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.carriers.comparison import unreadable
from engine.model.carriers.content import CarrierContent, CarrierDate, CarrierError, CarrierFormError, CheckDigitError
from engine.model.carriers.gs1 import check_digit, read_gs1
from engine.model.carriers.hibc import ALPHABET, check_character, read_hibc
from engine.model.label import Label
from engine.model.rules import breaches, rules_of
from engine.model.udi import Udi, UdiCarrier
from engine.model.udi_codes import CarrierKind, IssuingEntity

FNC1 = "\x1d"

# The first is the example of GS1 in the overview of UDI formats of 27 January 2017, version 1.3; the second carries the
# same in a scanner's form. A day of 00 is the last of the month for an expiration date (General Specifications 3.4.7),
# and none for a production date (3.4.2).
GS1_READ = [
    (
        "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234",
        CarrierContent(
            di="51022222233336",
            lot="A213B1",
            serial="1234",
            manufactured=CarrierDate(14, 12, 31),
            expires=CarrierDate(15, 7, 7),
        ),
    ),
    (
        f"]d201510222222333361114123117150707{'10A213B1'}{FNC1}211234",
        CarrierContent(
            di="51022222233336",
            lot="A213B1",
            serial="1234",
            manufactured=CarrierDate(14, 12, 31),
            expires=CarrierDate(15, 7, 7),
        ),
    ),
    (
        f"{FNC1}0109501101020917{FNC1}17280200{FNC1}10AB-123",
        CarrierContent(di="09501101020917", lot="AB-123", expires=CarrierDate(28, 2, 29)),
    ),
    ("(11)260200(10)L(1)", CarrierContent(lot="L(1)", manufactured=CarrierDate(26, 2, None))),
    ("]C110L1" + FNC1 + "3103001500" + "2405-A" + FNC1 + "8012v2.1", CarrierContent(lot="L1")),
]

GS1_REFUSED = [
    ("", CarrierFormError, "there is no element in it"),
    ("(01)51022222233337", CheckDigitError, "the check digit of `51022222233337` is not `6`"),
    ("(01)5102222223333", CarrierFormError, "`5102222223333` cannot stand after `(01)`"),
    ("(17)261301", CarrierFormError, "`26-13-01` is no day of the calendar"),
    ("(17)270229", CarrierFormError, "`27-02-29` is no day of the calendar"),
    ("(05)12", CarrierFormError, "no application identifier stands at `(05)12`"),
    ("10" + "A" * 21, CarrierFormError, f"`{'A' * 21}` cannot stand after `(10)`"),
    ("(10)A(10)B", CarrierFormError, "`(10)` stands twice, with different values"),
    ("1726130", CarrierFormError, "`26130` cannot stand after `(17)`"),
    ("(17)２６１１３０", CarrierFormError, "`２６１１３０` cannot stand after `(17)`"),
    ("(10)批号", CarrierFormError, "`批号` cannot stand after `(10)`"),
]

# ANSI/HIBC 2.6: figure 3 and appendix B, figure C1, section 4.3.3 with its check characters; then the standard's date
# forms. That of the fifth is worked out in a public tutorial of a maker of printing software.
HIBC_READ = [
    ("+A123BJC5D6E71G", CarrierContent(di="A123BJC5D6E71")),
    ("*+H123ABC01234567890D*", CarrierContent(di="H123ABC01234567890")),
    ("+A99912345/$$52001510X33", CarrierContent(di="A99912345", lot="10X3", expires=CarrierDate(20, 1, 15))),
    (
        "+A99912345/$$52001510X3/16D20111212/S77DEFG457",
        CarrierContent(
            di="A99912345",
            lot="10X3",
            serial="77DEFG45",
            expires=CarrierDate(20, 1, 15),
            manufactured=CarrierDate(2011, 12, 12),
        ),
    ),
    (
        "+A123ABCDEFGHI1234567891/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202$",
        CarrierContent(
            di="A123ABCDEFGHI1234567891",
            lot="LOT123456789012345",
            serial="XYZ456789012345678",
            expires=CarrierDate(20, 2, 2),
            manufactured=CarrierDate(2013, 2, 2),
        ),
    ),
    ("+E20831269/$$8020423286539+", CarrierContent(di="E20831269", lot="286539", expires=CarrierDate(23, 4, 30))),
]

HIBC_STRUCTURES = [
    ("/$$0928L1", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(28, 9, 30))),
    ("/$$2091528L1", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(28, 9, 15))),
    ("/$$3280915L1", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(28, 9, 15))),
    ("/$$62836611L1", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(28, 12, 31))),
    ("/$$7L1", CarrierContent(di="A12311", lot="L1")),
    ("/$$+7S1", CarrierContent(di="A12311", serial="S1")),
    ("/$$9001003280915", CarrierContent(di="A12311", expires=CarrierDate(28, 9, 15))),
    ("/$L1/14D20280915/Q500", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(2028, 9, 15))),
    ("/$+S1", CarrierContent(di="A12311", serial="S1")),
    ("/$$3280915L1/14D20280915", CarrierContent(di="A12311", lot="L1", expires=CarrierDate(28, 9, 15))),
]

HIBC_REFUSED = [
    ("+A123BJC5D6E71H", CheckDigitError, "the check character of `+A123BJC5D6E71H` is not `G`"),
    ("A123BJC5D6E71G", CarrierFormError, "`A123BJC5D6E71G` does not begin with `+`"),
    ("+", CarrierFormError, "`+` does not begin with `+`"),
    ("+1234", CarrierFormError, "`1234` is no product number"),
    ("+A12311/$$L1", CarrierFormError, "`$$L1` has no date"),
    ("+A12311/$$529366L", CarrierFormError, "a year has no day `366`"),
    ("+A12311/$L1/$L2", CarrierFormError, "`$L2` contradicts"),
    ("+A12311/$$3280915L1/14D20280916", CarrierFormError, "`14D20280916` contradicts"),
    ("+A12311/XYZ", CarrierFormError, "`XYZ` is no secondary structure"),
]


@pytest.mark.parametrize(("text", "content"), GS1_READ)
def test_an_element_string_of_gs1_is_read(text: str, content: CarrierContent) -> None:
    assert read_gs1(text) == content


@pytest.mark.parametrize(("text", "error", "message"), GS1_REFUSED)
def test_what_is_no_element_string_is_refused(text: str, error: type[CarrierError], message: str) -> None:
    with pytest.raises(error) as refused:
        read_gs1(text)

    assert refused.value.message == message


@pytest.mark.parametrize(("text", "content"), HIBC_READ)
def test_a_supplier_label_of_hibc_is_read(text: str, content: CarrierContent) -> None:
    assert read_hibc(text) == content


@pytest.mark.parametrize(("structure", "content"), HIBC_STRUCTURES)
def test_every_secondary_structure_of_hibc_is_read(structure: str, content: CarrierContent) -> None:
    text = f"+A12311{structure}"

    assert read_hibc(text + check_character(text)) == content


def test_a_secondary_structure_of_its_own_ends_with_a_link_and_a_check_character() -> None:
    text = "+$$52001510X3G"

    assert read_hibc(text + check_character(text)) == CarrierContent(lot="10X3", expires=CarrierDate(20, 1, 15))


@pytest.mark.parametrize(("text", "error", "message"), HIBC_REFUSED)
def test_what_is_no_supplier_label_is_refused(text: str, error: type[CarrierError], message: str) -> None:
    checked = text if error is CheckDigitError or text[0] != "+" or text == "+" else text + check_character(text)
    with pytest.raises(error) as refused:
        read_hibc(checked)

    assert refused.value.message.startswith(message)


@given(st.text("0123456789", min_size=7, max_size=17), st.data())
def test_a_check_digit_finds_every_wrong_digit(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))

    assert check_digit(digits) != check_digit(digits[:place] + other + digits[place + 1 :])


@given(st.text(ALPHABET, min_size=1, max_size=40), st.data())
def test_a_check_character_finds_every_wrong_character(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([char for char in ALPHABET if char != text[place]]))

    assert check_character(text) != check_character(text[:place] + other + text[place + 1 :])


LOTS = st.text("ABCXYZabcxyz0123456789-./_", min_size=1, max_size=20)


@given(
    st.text("0123456789", min_size=13, max_size=13), LOTS, LOTS, st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
)
def test_what_is_encoded_is_read_again_with_separators_and_in_brackets(
    digits: str, lot: str, serial: str, day: dt.date
) -> None:
    gtin = digits + check_digit(digits)
    wanted = CarrierContent(di=gtin, lot=lot, serial=serial, expires=CarrierDate(day.year % 100, day.month, day.day))

    assert read_gs1(f"]d201{gtin}10{lot}{FNC1}17{day:%y%m%d}21{serial}") == wanted
    assert read_gs1(f"(01){gtin}(10){lot}(17){day:%y%m%d}(21){serial}") == wanted
    assert wanted.expires is not None
    assert wanted.expires.fits(day)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in (CarrierKind.gs1_128, CarrierKind.hibc_2d):
        refused = unreadable(kind, text)

        assert refused is None or (refused.en and refused.zh)


RIGHT = Udi(
    di="06971234500014",
    issuing_entity=IssuingEntity.gs1,
    pi="(11)261026(17)291025(10)CVC-2610-014",
    lot="CVC-2610-014",
    serial=None,
    manufactured_on=dt.date(2026, 10, 26),
    expires_on=dt.date(2029, 10, 25),
    carriers=[
        UdiCarrier(
            id="dm", kind=CarrierKind.gs1_datamatrix, text="]d201069712345000141126102617291025" + "10CVC-2610-014"
        ),
        UdiCarrier(id="tag", kind=CarrierKind.rfid, text="any"),
        UdiCarrier(id="unread", kind=CarrierKind.gs1_128),
    ],
)


def faults(record: msgspec.Struct) -> list[tuple[tuple[str, ...], str]]:
    """Give what breaks the record's own rules."""
    return [(breach.fields, breach.message.en) for rule in rules_of(type(record)) for breach in breaches(record, rule)]


def test_a_udi_that_its_carriers_agree_with_has_no_fault() -> None:
    assert faults(RIGHT) == []


@pytest.mark.parametrize(
    ("changes", "fields", "message"),
    [
        ({"di": "06971234500018"}, ("issuing_entity", "di"), "the check digit of `06971234500018` is not `4`"),
        ({"di": "6971234500"}, ("issuing_entity", "di"), "`6971234500` is no GTIN of 8, 12, 13 or 14 digits"),
        ({"lot": "CVC-2610-015"}, ("carriers", "lot"), "`CVC-2610-014` stands on the label, and `CVC-2610-015`"),
        ({"lot": "CVC-2610-015"}, ("pi", "lot"), "`CVC-2610-014` stands on the label, and `CVC-2610-015`"),
        ({"expires_on": dt.date(2029, 10, 24)}, ("carriers", "expires_on"), "`29-10-25` stands on the label"),
        ({"manufactured_on": dt.date(2026, 10, 25)}, ("pi", "manufactured_on"), "`26-10-26` stands on the label"),
        ({"pi": "(17)2910"}, ("pi",), "`2910` cannot stand after `(17)`"),
    ],
)
def test_a_udi_that_contradicts_itself_has_a_fault(
    changes: dict[str, object], fields: tuple[str, ...], message: str
) -> None:
    found = faults(msgspec.structs.replace(RIGHT, **changes))

    assert [text for where, text in found if where == fields and text.startswith(message)]


def test_a_gtin_of_13_digits_is_the_one_of_14_with_a_zero_before_it() -> None:
    assert faults(msgspec.structs.replace(RIGHT, di="6971234500014")) == []


def test_a_carrier_whose_text_is_none_of_its_kind_has_a_fault() -> None:
    carrier = UdiCarrier(id="dm", kind=CarrierKind.hibc_2d, text="+A123BJC5D6E71H")

    assert faults(carrier) == [(("kind", "text"), "the check character of `+A123BJC5D6E71H` is not `G`")]


def test_label_and_production_identifier_state_the_same_days() -> None:
    label = Label(id="L", udi=RIGHT, expires_on=dt.date(2029, 10, 31), manufactured_on=dt.date(2026, 10, 26))

    assert faults(label) == [
        (("udi", "expires_on"), "the production identifier says `2029-10-25`, and the label `2029-10-31`")
    ]
