"""Values that several entities share: periods, quantities, names of markets."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, ClassVar, Self, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.scalars import DECIMAL, decimal_of
from core.documents.tree import Scalar
from core.exact_types import LARGEST_INTEGER
from engine.model.fields import Entity, said

MARKET_PATTERN = r"^[A-Z]{2}$"
IDENTIFIER_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$"

Market: TypeAlias = Annotated[str, said("Market", "市场", pattern=MARKET_PATTERN)]
Identifier: TypeAlias = Annotated[str, said("Identifier", "编号", pattern=IDENTIFIER_PATTERN)]
# As a pack declares a field of its own.
AttributeName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_INTEGER)]
Positive: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_INTEGER)]
# Any instant has its offset; a civil day is read off at that offset.
Instant: TypeAlias = Annotated[dt.datetime, msgspec.Meta(tz=True)]
Months: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=1200)]
Text: TypeAlias = Annotated[str, said("Text", "文本", min_length=1)]
# A UCUM code, case counts; what units there are is said by `engine.model.units`.
Unit: TypeAlias = Annotated[str, said("Unit", "单位", min_length=1)]


# Tags of BCP 47: `en`, `zh-Hans`.
Language: TypeAlias = Annotated[str, said("Language", "语言", pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]


class Exact(Decimal):
    """A decimal that was checked when it was read, and is written with the digits that it was read with."""

    __slots__ = ()
    written_as_text: ClassVar[bool] = True
    is_decimal: ClassVar[bool] = True

    @classmethod
    def of_scalar(cls, scalar: Scalar) -> Self:
        """Read it from a document; raises `core.documents.scalars.Refusal`."""
        return cls(decimal_of(scalar))

    @classmethod
    def of_plain(cls, value: object) -> Self:
        """
        Take up decimal text.

        Raises:
            ValueError: It has another form than `core.documents.scalars.DECIMAL`: an exponent, blanks, no digits.
        """
        if not isinstance(value, str) or not DECIMAL.fullmatch(value):
            raise ValueError(value)
        return cls(value)

    def canonical_form(self) -> str:
        """Write it without an exponent."""
        return format(self, "f")


class Period(Entity, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Days from one to another, both inclusive; an end of `null` is recorded as none."""

    from_: Annotated[
        dt.date | UnsetType, said("From", "自", "First day, inclusive", "首日，含当日", example="2026-01-01")
    ] = UNSET
    until: Annotated[
        dt.date | UnsetType | None,
        said(
            "Until", "至", "Last day, inclusive; null when it has no end", "末日，含当日；无期限时为null", example=None
        ),
    ] = UNSET


class Quantity(Entity, frozen=True, kw_only=True):
    """A measured value: decimal digits as recorded, and a UCUM unit."""

    value: Annotated[
        Exact, said("Value", "数值", "Decimal digits as recorded", "按记录原样的十进制数值", example="1.80")
    ]
    unit: Annotated[Unit, said("Unit", "单位", "UCUM code, case counts", "UCUM单位代码，区分大小写", example="mg")]

    def __str__(self) -> str:
        """Write value and unit."""
        return f"{self.value:f} {self.unit}"
