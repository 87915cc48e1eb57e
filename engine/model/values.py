"""Values that several entities share: periods, quantities, names of markets."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from engine.model.fields import Entity, said

MARKET_PATTERN = r"^[A-Z]{2}$"
IDENTIFIER_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$"

Market: TypeAlias = Annotated[str, said("Market", "市场", pattern=MARKET_PATTERN)]
Identifier: TypeAlias = Annotated[str, said("Identifier", "编号", pattern=IDENTIFIER_PATTERN)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
Positive: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]
Months: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=1200)]
Text: TypeAlias = Annotated[str, said("Text", "文本", min_length=1)]


class Period(Entity, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Days from one to another, both inclusive; an end of `null` is recorded as none."""

    from_: Annotated[dt.date | UnsetType, said("From", "自")] = UNSET
    until: Annotated[dt.date | UnsetType | None, said("Until", "至")] = UNSET


class Quantity(Entity, frozen=True, kw_only=True):
    """A measured value: decimal digits as recorded, and a UCUM unit."""

    value: Annotated[Decimal, said("Value", "数值")]
    unit: Annotated[str, said("Unit", "单位", min_length=1)]

    def __str__(self) -> str:
        """Write value and unit."""
        return f"{self.value:f} {self.unit}"
