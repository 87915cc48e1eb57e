"""A dossier is the same after it was written and read, its digest binds all of it, and both readers agree."""

import datetime as dt
import json
import math
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.canonical import canonical_bytes, digest, strict_bytes
from core.documents.json_text import read_json
from core.documents.typed_json import read_typed
from core.errors import LotgateError
from core.exact_types import is_exact
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier, read_dossier_bytes
from tests.generated import dossiers
from tests.strategies import ROOT, example

LARGE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def test_every_dossier_can_be_written_by_msgspec() -> None:
    assert is_exact(Dossier)


@LARGE
@given(dossiers())
def test_the_fast_form_is_the_strict_form(dossier: Dossier) -> None:
    assert canonical_bytes(dossier) == strict_bytes(dossier)


@LARGE
@given(dossiers())
def test_a_dossier_that_was_written_reads_the_same(dossier: Dossier) -> None:
    data = canonical_bytes(dossier)

    strict = read_dossier(read_json(data.decode()))
    fast, bound = read_dossier_bytes(data)

    assert strict == fast == dossier
    assert canonical_bytes(strict) == canonical_bytes(fast) == data
    assert bound == digest(dossier)


@LARGE
@given(dossiers(), dossiers())
def test_dossiers_that_differ_have_digests_that_differ(first: Dossier, second: Dossier) -> None:
    assert (digest(first) == digest(second)) is (first == second)


@LARGE
@given(dossiers(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_keys_and_the_way_of_writing_do_not_matter(
    dossier: Dossier,
    random: Any,  # noqa: ANN401  # hypothesis's own
    ascii_only: bool,  # noqa: FBT001  # drawn
) -> None:
    def shuffled(value: Any) -> Any:  # noqa: ANN401  # JSON
        if isinstance(value, dict):
            items = [(key, shuffled(item)) for key, item in value.items()]
            random.shuffle(items)
            return dict(items)
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    text = json.dumps(shuffled(json.loads(canonical_bytes(dossier))), ensure_ascii=ascii_only, indent=1)

    assert read_dossier_bytes(text.encode()) == (dossier, digest(dossier))


def _text(**values: Any) -> str:  # noqa: ANN401  # JSON
    data = example()
    for path, value in values.items():
        held: Any = data
        *parents, last = path.split("__")
        for part in parents:
            held = held[int(part)] if part.isdigit() else held[part]
        held[int(last) if last.isdigit() else last] = value
    return json.dumps(data, ensure_ascii=False)


STEP = "lot__steps__0__started_at"
# Texts that msgspec alone would read, and the strict reader refuses or reads otherwise.
DECEIVING = [
    _text(**{STEP: "2026-10-12 09:00:00+08:00"}),
    _text(**{STEP: "2026-10-12t09:00:00+08:00"}),
    _text(**{STEP: "2026-10-12T09:00:00z"}),
    _text(**{STEP: "2026-10-12T09:00:00+0800"}),
    _text(**{STEP: "2026-10-12T09:00:00-00:00"}),
    _text(**{STEP: "2026-10-12T09:00:00.1234567+08:00"}),
    _text(**{STEP: "2026-10-12T09:00:00.1234567Z"}),
    _text(**{STEP: "2026-10-12T09:00:00+15:00"}),
    _text(**{STEP: "1926-10-12 09:00:00+08:00"}),
    _text(lot__registrant=" "),
    _text(lot__registrant="\u3000"),
    _text(lot__registrant="\u3164"),
    _text(lot__id="CVC\n"),
    _text(lot__inspections__2__measured={"value": "1E1", "unit": "mg"}),
    _text(lot__inspections__2__measured={"value": " 1.8", "unit": "mg"}),
    _text(lot__inspections__2__measured={"value": "1_8", "unit": "mg"}),
    _text(lot__inspections__2__measured={"value": "NaN", "unit": "mg"}),
    _text(lot__inspections__2__measured={"value": "\uff11", "unit": "mg"}),
    _text(lot__quantity=2**53 + 1),
    _text().replace('"quantity": 4800', '"quantity": 4800.0'),
    _text().replace('"quantity": 4800', '"quantity": 4800, "quantity": 4800'),
    _text().replace('"quantity": 4800', '"quantity" : 4800, "quantity": 4800'),
    _text().replace('"quantity": 4800', '"quantity": 4800, "qu\\u0061ntity": 4800'),
    _text().replace('"steps": [', '"steps": [], "steps": ['),
    # A key that stood twice, made up for by a blank before a colon elsewhere.
    _text().replace('"quantity": 4800', '"quantity": 1, "quantity": 4800').replace('"label":', '"label" :'),
    _text().replace('{"CN": "III"', '{"CN": "II", "CN": "III"'),
    _text(lot__registrant="half \ud800"),
    _text(lot__registrant="\x7f"),
    _text(lot__roles={"CN\n": []}),
    _text(lot__attributes={"line\n": "A"}),
    # What only escapes hide.
    _text().replace("2026-10-12T09:00:00+08:00", "2026-10-12\\u002009:00:00+08:00"),
    _text().replace("2026-10-12T09:00:00+08:00", "2026-10-12T09:00:00\\u007a"),
    _text().replace("2026-10-12T09:00:00+08:00", "\\u0032026-10-12T09:00:00.1234567+08:00"),
    _text().replace("2026-10-12T09:00:00+08:00", "2026-10-12T09:00:00\\u002d00:00"),
    _text() + "x",
]
LEAST = (
    '{"format":"lotgate-dossier/v1","product":{"id":"P"%s},"lot":{"id":"L","product":"P","target_markets":["EU"]}%s}'
)
# A key that stood twice, made up for by those of the defaults, which are written and were not read.
DECEIVING += [
    LEAST % (',"sterile":true,"sterile":false', ""),
    LEAST % (',"sterile":true,"sterile":false', ',"coverage":[]'),
    LEAST % (',"sterile":true,"sterile":false', ',"suppliers":[]'),
    LEAST % (',"name":"suppliers","sterile":true,"sterile":false', ',"coverage":[]'),
    LEAST % (',"model":"A","model":"B"', ""),
    LEAST % (',"risk_class":{"EU":"I","EU":"III"}', ""),
    LEAST % ("", ',"suppliers":[],"suppliers":[]'),
]


@pytest.mark.parametrize("text", DECEIVING, ids=range(len(DECEIVING)))
def test_what_msgspec_reads_and_the_strict_reader_does_not_is_left_to_the_strict_reader(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert read_typed(data, Dossier) is None
    with pytest.raises(LotgateError):
        read_dossier_bytes(data)


READ_SLOWLY = [
    (_text(lot__registrant="e\u0301"), _text(lot__registrant="\u00e9")),
    (_text(lot__inspections__2__measured={"value": 1.8, "unit": "mg"}), _text()),
    (_text(lot__contract_manufactured="是"), _text()),
    (_text(lot__contract_manufactured="yes"), _text()),
    ("\ufeff" + _text(), _text()),
]


@pytest.mark.parametrize(("text", "plain"), READ_SLOWLY, ids=range(len(READ_SLOWLY)))
def test_what_only_the_strict_reader_understands_is_read_by_it(text: str, plain: str) -> None:
    assert read_typed(text.encode(), Dossier) is None
    assert read_dossier_bytes(text.encode()) == read_dossier_bytes(plain.encode())


@pytest.mark.parametrize("lists", ["", ',"suppliers":[]', ',"coverage":[]', ',"suppliers":[],"coverage":[]'])
def test_a_dossier_without_suppliers_or_statements_is_read_fast(lists: str) -> None:
    data = (LEAST % ("", lists)).encode()
    read = read_typed(data, Dossier)

    assert read is not None
    assert read[0] == read_dossier(read_json(data.decode()))


# Readings, and the doubles that they are by IEEE 754: ties to even, the whole number -0, what is next to nothing.
NUMBERS = [
    ("-0", "0x0.0p+0"),
    ("-0.0", "-0x0.0p+0"),
    ("1e0001", "0x1.4p+3"),
    ("1E+05", "0x1.86a0000000000p+16"),
    ("0." + "1" * 400, "0x1.c71c71c71c71cp-4"),
    ("9007199254740993", "0x1.0000000000000p+53"),
    ("9007199254740995", "0x1.0000000000002p+53"),
    ("1.00000000000000011102230246251565404236316680908203125", "0x1.0000000000000p+0"),
    ("1.00000000000000011102230246251565404236316680908203126", "0x1.0000000000001p+0"),
    ("2.4703282292062327208e-324", "0x0.0p+0"),
    ("2.4703282292062327209e-324", "0x0.0000000000001p-1022"),
    ("1.7976931348623158e308", "0x1.fffffffffffffp+1023"),
]


@pytest.mark.parametrize(("number", "double"), NUMBERS, ids=[number[:24] for number, _ in NUMBERS])
def test_a_reading_is_the_nearest_double_whoever_reads_it(number: str, double: str) -> None:
    series = f',"steps":[{{"id":"s","parameters":[{{"id":"q","values":[{number}]}}]}}]'
    text = (LEAST % ("", "")).replace('"target_markets"', f'{series[1:]},"target_markets"')

    fast = read_typed(text.encode(), Dossier)
    strict = read_dossier(read_json(text))

    assert fast is not None
    for dossier in (fast[0], strict):
        (value,) = dossier.lot.steps[0].parameters[0].values.values()  # type: ignore[index, union-attr]  # as written above
        assert value.hex() == float.fromhex(double).hex()
        assert math.copysign(1, value) == math.copysign(1, float.fromhex(double))


def test_the_example_is_read_fast() -> None:
    assert read_typed(_text().encode(), Dossier) is not None
    assert read_typed(json.dumps(example()).encode(), Dossier) is not None


@settings(LARGE, max_examples=60)
@given(dossiers(), st.data())
def test_a_text_that_was_spoilt_is_read_by_both_readers_alike(dossier: Dossier, data: st.DataObject) -> None:
    text = canonical_bytes(dossier).decode()
    at = data.draw(st.integers(0, len(text) - 1))
    spoilt = text[:at] + data.draw(st.sampled_from(SPOILS)) + text[at + data.draw(st.integers(0, 2)) :]
    fast = read_typed(spoilt.encode(), Dossier)
    assume(fast is not None and fast[0].lot.target_markets)
    assert fast is not None

    assert read_dossier(read_json(spoilt)) == fast[0]


SPOILS = [
    '"',
    ":",
    ",",
    " ",
    "0",
    "1",
    "z",
    "t",
    "T",
    "Z",
    "-",
    "+",
    ".",
    "\\",
    "e",
    "null",
    '"id":"x",',
    "\u0301",
    "\u200b",
    "\x7f",
    "\\n",
    "\\u0020",
    "-0",
    '"suppliers":[],',
    "[]",
    "{}",
]


def test_the_digest_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys; from engine.model.reading import read_dossier_file; from core.canonical import digest;"
        "from pathlib import Path; print(digest(read_dossier_file(Path(sys.argv[1]))))"
    )
    path = ROOT / "examples" / "dossiers" / "sterile_catheter.yaml"
    found = {
        subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }

    assert len(found) == 1


def test_an_instant_at_utc_and_one_elsewhere_are_not_the_same_record() -> None:
    here, there = (_text(**{STEP: text}) for text in ("2026-10-12T09:00:00+08:00", "2026-10-12T01:00:00Z"))

    assert read_dossier_bytes(here.encode())[1] != read_dossier_bytes(there.encode())[1]
    assert isinstance(read_dossier_bytes(there.encode())[0].lot.steps, list)
    assert msgspec.json.encode(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == b'"2026-01-01T00:00:00Z"'
