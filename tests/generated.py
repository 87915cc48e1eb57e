"""Dossiers generated from the dictionary: whatever its types allow, as hypothesis strategies."""

import datetime as dt
import functools
import unicodedata
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect as form

from core.exact_types import LARGEST_INTEGER, bare
from engine.model.dossier import Dossier
from engine.model.figures import Figures
from engine.model.series import Readings
from engine.model.values import Exact

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Z", "M", "Cf", "Cn", "Co"))
TEXTS = st.text(LETTERS, min_size=1, max_size=8).map(lambda text: unicodedata.normalize("NFC", f"x{text}"))
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
INSTANTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2120, 1, 1), timezones=OFFSETS)  # noqa: DTZ001  # bounds
DIGITS = st.from_regex(r"-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,5})?", fullmatch=True)
OWN: dict[type, st.SearchStrategy[Any]] = {
    Exact: DIGITS.map(Exact),
    Figures: st.lists(st.none() | DIGITS, max_size=6).map(lambda texts: Figures(tuple(texts))),
    Readings: st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=6).map(Readings.of_items),
}
LEAVES: dict[type[form.Type], st.SearchStrategy[Any]] = {
    form.BoolType: st.booleans(),
    form.DateType: st.dates(dt.date(1990, 1, 1), dt.date(2120, 1, 1)),
    form.DateTimeType: INSTANTS,
    form.NoneType: st.none(),
}


@functools.cache
def values_of(target: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # a type or a type alias
    """Give values of a type of the dictionary."""
    return _values(form.type_info(target))


def dossiers() -> st.SearchStrategy[Dossier]:
    """Give dossiers of the right form; their data may have any fault."""
    strategy: st.SearchStrategy[Dossier] = values_of(Dossier)
    return strategy.filter(lambda dossier: bool(dossier.lot.target_markets))


def _values(described: form.Type) -> st.SearchStrategy[Any]:
    described = bare(described)
    match described:
        case form.StructType(cls=cls):
            return st.deferred(lambda: _structs(cls))
        case form.UnionType(types=types):
            return st.one_of([_values(one) for one in types])
        case form.ListType(item_type=item):
            return st.lists(_values(item), max_size=2)
        case form.DictType(key_type=key, value_type=item):
            return st.dictionaries(_values(key), _values(item), max_size=2)
        case form.IntType(ge=low, le=high):
            return st.integers(-LARGEST_INTEGER if low is None else low, LARGEST_INTEGER if high is None else high)
        case form.StrType(pattern=str() as pattern):
            return st.from_regex(pattern.removesuffix("$") + r"\Z", alphabet=st.characters(codec="ascii"))
        case form.StrType():
            return TEXTS
        case form.EnumType(cls=codes):
            return st.sampled_from(list(codes))
        case form.LiteralType(values=values):
            return st.sampled_from(values)
        case form.CustomType(cls=cls):
            return OWN[cls]
    return LEAVES[type(described)]


# So many fields that need not be there are there at once: a record of every field would fill a book.
MOST_FIELDS = 5


@functools.cache
def _structs(cls: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    described = form.type_info(cls)
    assert isinstance(described, form.StructType)
    required = {field.name: _values(field.type) for field in described.fields if field.required}
    optional = {field.name: _values(field.type) for field in described.fields if not field.required}
    chosen = st.lists(st.sampled_from(sorted(optional)), max_size=MOST_FIELDS, unique=True) if optional else st.just([])
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({**required, **{name: optional[name] for name in names}})
    ).map(lambda values: cls(**values))
