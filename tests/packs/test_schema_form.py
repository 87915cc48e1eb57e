"""JSON Schema's rules for a record format, held against the library's: what is surely allowed is allowed."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from engine.packs.packset import PackSet
from engine.packs.record_schema import KEYWORDS, OF_NAMED, OF_ONE, OF_SEVERAL
from engine.packs.schema_form import RULES, is_allowed

NAMES = st.sampled_from(["a", "b", "batch"])
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 5), st.sampled_from([Decimal(0), Decimal("1.0"), Decimal("2.5")]),
    st.sampled_from(["string", "integer", "text", "", "date", "#/$defs/a"]),
)  # fmt: skip
VALUES = st.one_of(
    LEAVES, st.lists(LEAVES, max_size=3), st.dictionaries(NAMES, st.one_of(LEAVES, st.lists(LEAVES, max_size=2)))
)
PLAIN = sorted(KEYWORDS - OF_ONE - OF_SEVERAL - OF_NAMED)


def schemas() -> st.SearchStrategy[Any]:
    """Schemas of the known keywords, whose values are often of the wrong kind."""
    plain = st.dictionaries(st.sampled_from(PLAIN), VALUES, max_size=3)

    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        either = st.one_of(inner, VALUES)
        below = st.one_of(
            st.dictionaries(st.sampled_from(sorted(OF_ONE)), either, max_size=2),
            st.dictionaries(st.sampled_from(sorted(OF_SEVERAL)), st.lists(either, max_size=2), max_size=2),
            st.dictionaries(st.sampled_from(sorted(OF_NAMED)), st.dictionaries(NAMES, either, max_size=2), max_size=2),
        )
        return st.builds(lambda one, other: {**one, **other}, plain, below)

    return st.recursive(st.one_of(st.booleans(), plain), grown, max_leaves=5)


def allows(schema: object) -> bool:
    """What the library says."""
    text = json.dumps(schema, default=float)
    try:
        Draft202012Validator.check_schema(json.loads(text, parse_float=Decimal))
    except SchemaError:
        return False
    return True


@settings(max_examples=1000)
@given(schemas())
def test_what_is_surely_allowed_the_library_allows(schema: Any) -> None:  # noqa: ANN401  # JSON's own value space
    assert allows(schema) or not is_allowed(schema)


def test_every_keyword_of_a_record_format_has_a_rule() -> None:
    assert set(RULES) == KEYWORDS


@pytest.mark.parametrize(
    "schema", [None, "string", 1, [], {"pattern": "a"}, {"type": "text"}, {"required": ["a", "a"]}]
)
def test_what_is_not_surely_allowed_is_left_to_the_library(schema: Any) -> None:  # noqa: ANN401
    assert not is_allowed(schema)


def test_the_shipped_formats_need_no_library(shipped: PackSet) -> None:
    packs = [one.pack for listed in shipped.markets.values() for one in listed if one.pack is not None]
    texts = {one.schema.text for pack in packs for one in pack.records}

    assert len(texts) > 10
    assert all(is_allowed(json.loads(text, parse_float=Decimal)) for text in texts)
