"""From trees to structs: every type, every constraint, every fault at once."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import UNSET, Meta, UnsetType

from core.documents.constraints import visible
from core.documents.decode import Custom, decode
from core.documents.json_text import read_json
from core.documents.source_text import SourceText, read_source_text
from core.documents.tree import Document
from core.documents.yaml_text import read_yaml
from core.errors import FaultsError


class Size(StrEnum):
    small = "small"
    large = "large"


class Inner(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    from_: int
    note: str | UnsetType | None = UNSET


class Form(msgspec.Struct, frozen=True, kw_only=True):
    text: str | UnsetType = UNSET
    name: Annotated[str, Meta(min_length=1, max_length=5)] | UnsetType = UNSET
    market: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | UnsetType = UNSET
    flag: bool | UnsetType = UNSET
    count: Annotated[int, Meta(ge=0, le=9)] | UnsetType = UNSET
    whole: int | UnsetType = UNSET
    exact: Decimal | UnsetType = UNSET
    day: dt.date | UnsetType = UNSET
    none_or_day: dt.date | UnsetType | None = UNSET
    at: dt.datetime | UnsetType = UNSET
    size: Size | UnsetType = UNSET
    either: Literal["a", "b"] | UnsetType = UNSET
    level: Literal[1, 2] | UnsetType = UNSET
    inner: Inner | UnsetType | None = UNSET
    many: Annotated[list[int], Meta(min_length=1, max_length=2)] | UnsetType = UNSET
    fixed: tuple[str, ...] | UnsetType = UNSET
    table: Annotated[dict[Annotated[str, Meta(pattern="^[A-Z]{2}$")], int | None], Meta(min_length=1, max_length=2)] = (
        msgspec.field(default_factory=dict)
    )
    union: str | Inner | list[str] | UnsetType = UNSET
    code: SourceText | UnsetType = UNSET


CUSTOM: dict[type, Custom] = {SourceText: read_source_text}


def _yaml(text: str) -> Document:
    return read_yaml(text, "f")


def _get(text: str) -> object:
    name = text.split(":", 1)[0]
    return getattr(decode(_yaml(text), Form, CUSTOM), name)


EAST = dt.timezone(dt.timedelta(hours=8))
ACCEPTED = [
    ("text: NO", "NO"),
    ("text: 1.10", "1.10"),
    ("text: true", "true"),
    ("text: 2026-03-01", "2026-03-01"),
    ("text: ''", ""),
    ("text: 'null'", "null"),
    ("text: |-\n  a\n  b", "a\nb"),
    ("name: 医疗器械", "医疗器械"),
    ("name: 'NULL'", "NULL"),
    ("market: NO", "NO"),
    ("flag: true", True),
    ("flag: false", False),
    ("count: 0", 0),
    ("count: 9", 9),
    ("whole: -9007199254740992", -(2**53)),
    ("exact: 1.10", Decimal("1.10")),
    ("exact: '-0.5'", Decimal("-0.5")),
    ("day: 2024-02-29", dt.date(2024, 2, 29)),
    ("day: '2024-02-29'", dt.date(2024, 2, 29)),
    ("none_or_day: null", None),
    ("none_or_day: ~", None),
    ("none_or_day:", None),
    ("none_or_day: NULL", None),
    ("none_or_day: Null", None),
    ("none_or_day: 2026-01-01", dt.date(2026, 1, 1)),
    # RFC 3339, section 5.8, its examples but the leap second and the unknown offset.
    ("at: 1985-04-12T23:20:50.52Z", dt.datetime(1985, 4, 12, 23, 20, 50, 520000, tzinfo=dt.UTC)),
    ("at: 1996-12-19T16:39:57-08:00", dt.datetime(1996, 12, 20, 0, 39, 57, tzinfo=dt.UTC)),
    ("at: 2026-03-01T00:30:00+08:00", dt.datetime(2026, 3, 1, 0, 30, tzinfo=EAST)),
    ("at: 2026-03-01T00:30:00.000001+14:00", dt.datetime(2026, 2, 28, 10, 30, 0, 1, tzinfo=dt.UTC)),
    ("size: small", Size.small),
    ("either: a", "a"),
    ("level: 2", 2),
    ("inner: {from: 1}", Inner(from_=1)),
    ("inner: {from: 1, note: null}", Inner(from_=1, note=None)),
    ("inner: null", None),
    ("many: [1, 2]", [1, 2]),
    ("fixed: [a, b]", ("a", "b")),
    ("fixed: []", ()),
    ("table: {EU: 1, NO: null}", {"EU": 1, "NO": None}),
    ("union: x", "x"),
    ("union: {from: 1}", Inner(from_=1)),
    ("union: [x]", ["x"]),
]


@pytest.mark.parametrize(("text", "value"), ACCEPTED, ids=[text for text, _ in ACCEPTED])
def test_a_value_of_the_type_is_read(text: str, value: object) -> None:
    found = _get(text)

    assert found == value
    assert type(found) is type(value)


def test_an_instant_keeps_its_offset() -> None:
    assert decode(_yaml("at: 2026-03-01T00:30:00+08:00"), Form).at.utcoffset() == dt.timedelta(hours=8)  # type: ignore[union-attr]  # it is set


def test_an_expression_is_read_with_its_place() -> None:
    code = _get("code: >-\n  a == b")

    assert isinstance(code, SourceText)
    assert (code.text, str(code.location(2))) == ("a == b", "f:2:5")


NOTHING = "and nothing is written here (hint: leave the key out when nothing was recorded)"
REFUSED = [
    ("text: [a]", "f:1:7: [document.value.wrong-type] text is asked for, not a list"),
    ("text:", f"f:1:6: [document.value.wrong-type] text is asked for, {NOTHING}"),
    ("name: ''", "[document.value.invalid] this text may not be empty"),
    ("name: ' '", "[document.value.invalid] this text may not be empty"),
    ("name: '\u3000\u200b'", "[document.value.invalid] this text may not be empty"),
    ("name: abcdef", "[document.value.invalid] this text is longer than 5 characters"),
    ("market: eu", "[document.value.invalid] `eu` does not have the form `^[A-Z]{2}$`"),
    ('market: "EU\\n"', "[document.value.invalid] `EU\\u000a` does not have the form `^[A-Z]{2}$`"),
    ("flag: yes", "[document.value.wrong-type] `true` or `false` is asked for, not `yes`"),
    ("flag: True", "[document.value.wrong-type] `true` or `false` is asked for, not `True`"),
    ("flag: 'true'", "[document.value.wrong-type] `true` or `false` is asked for, not `true`"),
    ("flag: 1", "[document.value.wrong-type] `true` or `false` is asked for, not `1`"),
    ("flag: null", f"[document.value.wrong-type] `true` or `false` is asked for, {NOTHING}"),
    ("count: -1", "[document.value.invalid] `-1` is below 0"),
    ("count: 10", "[document.value.invalid] `10` is above 9"),
    ("count: 1.0", "[document.value.wrong-type] a whole number is asked for, not `1.0`"),
    ("count: '1'", "[document.value.wrong-type] a whole number is asked for, not `1`"),
    ("count: 010", "[document.value.wrong-type] a whole number is asked for, not `010`"),
    ("count: 0x1", "[document.value.wrong-type] a whole number is asked for, not `0x1`"),
    ("count: 1_0", "[document.value.wrong-type] a whole number is asked for, not `1_0`"),
    ("count: +1", "[document.value.wrong-type] a whole number is asked for, not `+1`"),
    ("count: ١", "[document.value.wrong-type] a whole number is asked for, not `١`"),
    ("whole: 9007199254740993", "[document.value.invalid] `9007199254740993` is beyond 2^53"),
    ("whole: 123456789012345678", "[document.value.invalid] `123456789012345678` is beyond 2^53"),
    ("exact: 1e3", "[document.value.wrong-type] a decimal number is asked for, not `1e3`"),
    ("exact: NaN", "[document.value.wrong-type] a decimal number is asked for, not `NaN`"),
    ("exact: .5", "[document.value.wrong-type] a decimal number is asked for, not `.5`"),
    ("exact: '1,5'", "[document.value.wrong-type] a decimal number is asked for, not `1,5`"),
    ("day: 2026-02-30", "[document.value.invalid] there is no day `2026-02-30`"),
    ("day: 2023-02-29", "[document.value.invalid] there is no day `2023-02-29`"),
    ("day: 0000-01-01", "[document.value.invalid] there is no day `0000-01-01`"),
    ("day: 20260301", "[document.value.wrong-type] a day is asked for, not `20260301`"),
    ("day: 2026-3-1", "[document.value.wrong-type] a day is asked for, not `2026-3-1`"),
    ("day: 01/03/2026", "[document.value.wrong-type] a day is asked for, not `01/03/2026`"),
    ("day: 2026-03-01T00:00:00Z", "[document.value.wrong-type] a day is asked for"),
    ("day: null", f"[document.value.wrong-type] a day is asked for, {NOTHING}"),
    ("at: 2026-03-01", "[document.value.wrong-type] an instant is asked for, not `2026-03-01`"),
    ("at: 2026-03-01T09:00:00", "[document.value.wrong-type] an instant is asked for"),
    ("at: 2026-03-01 09:00:00Z", "[document.value.wrong-type] an instant is asked for"),
    ("at: 2026-03-01T09:00:00.1234567Z", "[document.value.wrong-type] an instant is asked for"),
    ("at: 2026-03-01T25:00:00Z", "[document.value.invalid] there is no instant"),
    ("at: 2026-03-01T24:00:00Z", "[document.value.invalid] there is no instant"),
    ("at: 2026-02-30T09:00:00Z", "[document.value.invalid] there is no instant"),
    ("at: 1990-12-31T23:59:60Z", "[document.value.invalid] there is no instant"),
    # RFC 3339, section 4.3: -00:00 says that the local offset is unknown, and with it the civil day.
    ("at: 2026-03-01T00:30:00-00:00", "[document.value.invalid] `2026-03-01T00:30:00-00:00` says that its offset is"),
    ("at: 2026-03-01T00:30:00+23:59", "[document.value.invalid] there is no instant"),
    ("at: 2026-03-01T00:30:00-12:01", "[document.value.invalid] there is no instant"),
    ("size: smal", "[document.value.invalid] `smal` is not one of the known values (hint: did you mean `small`?)"),
    ("size: Small", "[document.value.invalid] `Small` is not one of the known values (hint: did you mean `small`?)"),
    ("either: c", "[document.value.invalid] `c` is not one of the known values"),
    ("level: 3", "[document.value.invalid] `3` is not one of the known values"),
    ("level: '1'", "[document.value.wrong-type] a whole number is asked for"),
    ("inner: {}", "f:1:8: [document.field.missing] `from` is missing"),
    ("inner: x", "[document.value.wrong-type] a mapping is asked for, not `x`"),
    ("inner: [x]", "[document.value.wrong-type] a mapping is asked for, not a list"),
    ("inner: {from: 1, fro: 2}", "[document.field.unknown] unknown field `fro` (hint: did you mean `from`?)"),
    ("inner: {from: 1, note: a, and the rest}", "hint: between braces a comma ends unquoted text"),
    ("many: []", "f:1:7: [document.value.invalid] at least 1 item is asked for"),
    ("many: [1, 2, 3]", "[document.value.invalid] at most 2 items are allowed"),
    ("many: 1", "[document.value.wrong-type] a list is asked for, not `1`"),
    ("many: [1, null]", f"f:1:11: [document.value.wrong-type] a whole number is asked for, {NOTHING}"),
    ("table: {}", "[document.value.invalid] at least 1 entry is asked for"),
    ("table: {AA: 1, BB: 1, CC: 1}", "[document.value.invalid] at most 2 entries are allowed"),
    ("table: {eu: 1}", "f:1:9: [document.value.invalid] `eu` does not have the form `^[A-Z]{2}$`"),
    ("table: [1]", "[document.value.wrong-type] a mapping is asked for, not a list"),
    ("code: {a: b}", "[document.value.wrong-type] text is asked for, not a mapping"),
    ("code:", f"[document.value.wrong-type] text is asked for, {NOTHING}"),
    ("code: a # b", "[document.value.invalid] this expression stands unquoted, and YAML may have cut it short"),
    ("txt: a", "f:1:1: [document.field.unknown] unknown field `txt` (hint: did you mean `text`?)"),
    ("- a", "f:1:1: [document.value.wrong-type] a mapping is asked for, not a list"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[ascii(text) for text, _ in REFUSED])
def test_any_other_value_is_refused_with_place_and_reason(text: str, said: str) -> None:
    with pytest.raises(FaultsError) as caught:
        decode(_yaml(text), Form, CUSTOM)

    assert len(caught.value.faults) == 1
    assert said in str(caught.value)


def test_all_faults_of_a_document_are_told_in_the_order_of_the_text() -> None:
    text = "flag: yes\nmany: [x, y]\nunknown: 1\ninner: {note: []}\nday: 2026-02-30\n"

    with pytest.raises(FaultsError) as caught:
        decode(_yaml(text), Form)

    assert [f"{fault.location} {fault.code}" for fault in caught.value.faults] == [
        "f:1:7 document.value.wrong-type",
        "f:2:8 document.value.wrong-type",
        "f:2:11 document.value.wrong-type",
        "f:3:1 document.field.unknown",
        "f:4:8 document.field.missing",
        "f:4:15 document.value.wrong-type",
        "f:5:6 document.value.invalid",
    ]


def test_what_was_left_out_is_unset_and_not_none() -> None:
    form = decode(_yaml("text: a"), Form)

    assert form.none_or_day is UNSET
    assert form.table == {}


JSON = [
    ('{"text": 1}', "$.text: [document.value.wrong-type] text is asked for, and `1` is none (hint: put it in quotes)"),
    ('{"text": null}', f"$.text: [document.value.wrong-type] text is asked for, {NOTHING}"),
    ('{"flag": "true"}', "$.flag: [document.value.wrong-type] `true` or `false` is asked for, not `true`"),
    ('{"count": "1"}', "$.count: [document.value.wrong-type] a whole number is asked for, not `1`"),
    ('{"whole": 1e2}', "$.whole: [document.value.wrong-type] a whole number is asked for, not `1e2`"),
    ('{"whole": 9007199254740993}', "$.whole: [document.value.invalid] `9007199254740993` is beyond 2^53"),
    ('{"none_or_day": "null"}', "$.none_or_day: [document.value.wrong-type] a day is asked for, not `null`"),
    ('{"day": true}', "$.day: [document.value.wrong-type] a day is asked for, not `true`"),
    ('{"many": [1, {}]}', "$.many[1]: [document.value.wrong-type] a whole number is asked for, not a mapping"),
    ('{"inner": {"from": 1, "x": 2}}', "$.inner.x: [document.field.unknown] unknown field `x`"),
]


@pytest.mark.parametrize(("text", "said"), JSON, ids=[text for text, _ in JSON])
def test_in_json_a_fault_names_its_path(text: str, said: str) -> None:
    with pytest.raises(FaultsError) as caught:
        decode(read_json(text), Form)

    assert said in str(caught.value)


def test_in_json_numbers_are_exact_and_null_is_none() -> None:
    form = decode(read_json('{"exact": 1.10, "count": 3, "none_or_day": null, "flag": false, "text": "null"}'), Form)

    assert (str(form.exact), form.count, form.none_or_day, form.flag, form.text) == ("1.10", 3, None, False, "null")


def test_the_same_fault_stands_in_the_body_of_a_request_at_its_path() -> None:
    with pytest.raises(FaultsError) as caught:
        decode(read_json('{"day": "2026-02-30"}'), Form)

    assert caught.value.faults[0].problem().location == "$.day"


def test_only_what_can_be_seen_counts_as_text() -> None:
    assert visible(" a\t\u200bé\u202e医\u00a0") == "aé医"


def test_a_path_is_located_or_what_stands_above_it() -> None:
    document = _yaml("a:\n  - b: 1\n  - c: 2\n")

    assert str(document.locate(("a", 1, "c"))) == "f:3:8"
    assert str(document.locate(("a", 1, "x"))) == "f:3:5"
    assert str(document.locate(("a", 7))) == "f:2:3"
    assert str(document.locate(())) == "f:1:1"


class Names(msgspec.Struct, frozen=True):
    """A list of texts, for the tests here."""

    names: list[str]


@pytest.mark.parametrize(("count", "told"), [(9_999, 9_999), (10_000, 10_000), (10_001, 10_001), (20_000, 10_001)])
def test_ten_thousand_faults_are_told_and_that_there_are_more(count: int, told: int) -> None:
    document = read_json(f'{{"names": [{",".join(["1"] * count)}]}}')

    with pytest.raises(FaultsError) as caught:
        decode(document, Names)

    faults = caught.value.faults
    assert len(faults) == told
    assert {fault.code for fault in faults[:10_000]} == {"document.value.wrong-type"}
    assert [str(fault) for fault in faults[10_000:]] == [
        "$.names[10000]: [document.size.exceeded] more than 10000 faults: what follows is not looked at"
    ] * (count > 10_000)
