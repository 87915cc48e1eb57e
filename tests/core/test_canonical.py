"""Canonical form v1 against RFC 8785's own rules and examples, and what it adds to them."""

import datetime as dt
import hashlib
from decimal import Decimal
from enum import StrEnum

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from core.canonical import CanonicalFormError, canonical_bytes, decimal_text, digest, instant_text

EAST = dt.timezone(dt.timedelta(hours=8))


class Colour(StrEnum):
    red = "rot"


class Span(msgspec.Struct, rename={"from_": "from"}):
    from_: int
    until: int | UnsetType = UNSET


FORMS = [
    # RFC 8785, section 3.2.3, the "string" property and the literals of its sample.
    (
        {"string": '\u20ac$\u000f\u000aA\u0027\u0042\u0022\u005c\\"/'},
        '{"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ),
    ({"literals": [None, True, False]}, '{"literals":[null,true,false]}'),
    # RFC 8785, section 3.2.2.2: the two-character escapes, and lower-case hexadecimal for the other controls.
    ("\b\t\n\f\r", r'"\b\t\n\f\r"'),
    ("\x00\x1f", r'"\u0000\u001f"'),
    ("\x7f\u2028", '"\x7f\u2028"'),
    # RFC 8785, section 3.2.3: keys by code units; here those of its example that are ASCII.
    ({"1": "One", "\r": "Carriage Return"}, '{"\\r":"Carriage Return","1":"One"}'),
    ({"peach": 1, "Peach": 2, "_": 3, "10": 4, "9": 5}, '{"10":4,"9":5,"Peach":2,"_":3,"peach":1}'),
    ({"b": {"z": 1, "a": ()}, "a": []}, '{"a":[],"b":{"a":[],"z":1}}'),
    # RFC 8785, appendix B: the largest integers that are exact.
    (9007199254740992, "9007199254740992"),
    (-9007199254740992, "-9007199254740992"),
    (0, "0"),
    # Unicode Standard Annex 15: e and a combining acute accent compose.
    ("e\u0301", '"\u00e9"'),
    # RFC 4648, section 10.
    (b"foobar", '"Zm9vYmFy"'),
    (Decimal("4.0"), '"4.0"'),
    (Decimal("1E+3"), '"1000"'),
    (Decimal("0.000000001"), '"0.000000001"'),
    (dt.date(2026, 3, 1), '"2026-03-01"'),
    (dt.datetime(2026, 3, 1, 0, 30, tzinfo=EAST), '"2026-03-01T00:30:00+08:00"'),
    (dt.datetime(2026, 3, 1, 0, 30, 0, 120, tzinfo=dt.UTC), '"2026-03-01T00:30:00.000120Z"'),
    (Colour.red, '"rot"'),
    (Span(from_=1), '{"from":1}'),
    (Span(from_=1, until=2), '{"from":1,"until":2}'),
]


@pytest.mark.parametrize(("value", "written"), FORMS, ids=[written[:40] for _, written in FORMS])
def test_a_value_is_written_in_exactly_one_way(value: object, written: str) -> None:
    assert canonical_bytes(value) == written.encode()


REFUSED = [
    (1.0, "$"),
    ([1, float("nan")], "$[1]"),
    ({"a": {"b": 2**53 + 1}}, "$.a.b"),
    ({"a": -(2**53) - 1}, "$.a"),
    ({"ä": 1}, "$"),
    ({"a": {1: 2}}, "$.a"),
    ({"a": ["x", "\ud800"]}, "$.a[1]"),
    ({"a": "\udfff\ud800"}, "$.a"),
    ({"a": Decimal("NaN")}, "$.a"),
    ([Decimal("-Infinity")], "$[0]"),
    ({"when": dt.datetime(2026, 3, 1, tzinfo=None)}, "$.when"),  # noqa: DTZ001  # what is refused
    ([UNSET], "$[0]"),
    ([{1, 2}], "$[0]"),
]


@pytest.mark.parametrize(("value", "path"), REFUSED, ids=[repr(value)[:30] for value, _ in REFUSED])
def test_what_has_no_one_way_is_refused_with_its_path(value: object, path: str) -> None:
    with pytest.raises(CanonicalFormError) as caught:
        canonical_bytes(value)

    assert str(caught.value.location) == path
    assert caught.value.code == "canonical.value.refused"


def test_a_digest_is_sha_256_of_the_canonical_bytes() -> None:
    # FIPS 180-2, appendix B.1, gives that of "abc"; the quotes of JSON are part of the form.
    assert hashlib.sha256(b"abc").hexdigest() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("abc") == "sha256:" + hashlib.sha256(b'"abc"').hexdigest()


def test_the_order_of_keys_changes_no_digest_and_the_order_of_a_list_does() -> None:
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_digits_and_offsets_are_part_of_what_is_bound() -> None:
    assert digest(Decimal("4.0")) != digest(Decimal(4))
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    assert noon == noon.astimezone(EAST)
    assert digest(noon) != digest(noon.astimezone(EAST))


def test_true_and_one_are_not_the_same_evidence() -> None:
    assert digest([True]) != digest([1])
    assert digest([None]) != digest([])


def test_a_decimal_and_an_instant_are_written_as_in_the_form() -> None:
    assert decimal_text(Decimal("-0.50")) == "-0.50"
    assert instant_text(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == "2026-01-01T00:00:00Z"
