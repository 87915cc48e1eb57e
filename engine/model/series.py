"""Series of sensor data: many readings of one thing, one unit, as 64-bit floats."""

import base64
import math
import sys
from array import array
from collections.abc import Sequence
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.documents.scalars import Refusal, double_of, text_of
from core.documents.tree import Scalar
from core.words import say
from engine.model.fields import Entity, said
from engine.model.rules import Rule
from engine.model.values import Identifier, Instant, Period, Positive, Text, Unit

MISSING = math.nan


class Readings:
    """
    Readings in the order they were taken; one that is missing is NaN here and ``null`` in a document.

    Args:
        values: Finite numbers, and NaN for a missing one.
    """

    __slots__ = ("values",)

    def __init__(self, values: "array[float]") -> None:
        self.values = values

    @classmethod
    def of_scalar(cls, scalar: Scalar) -> "Readings":
        """Read the canonical form from a document; raises `core.documents.scalars.Refusal`."""
        try:
            return cls.of_text(text_of(scalar))
        except ValueError as exc:
            message = say("this is no list of readings in canonical form", "这不是规范形式的读数列表")
            hint = say("a list of numbers, null where one is missing", "写成数值列表，缺失处为null")
            raise Refusal(message, hint) from exc

    @classmethod
    def of_item(cls, scalar: Scalar) -> float:
        """Read one reading from a document; raises `core.documents.scalars.Refusal`."""
        return double_of(scalar)

    @classmethod
    def of_items(cls, items: Sequence[float | None]) -> "Readings":
        """Take up readings; ``None`` is a missing one."""
        return cls(array("d", [MISSING if item is None else item for item in items]))

    @classmethod
    def of_plain(cls, value: object) -> "Readings":
        """
        Take up what JSON held: a list of numbers and nulls, or the canonical form.

        Raises:
            ValueError: Something else, or a number beyond the range of a double.
        """
        if isinstance(value, str):
            return cls.of_text(value)
        if not isinstance(value, list) or not set(map(type, value)) <= {int, float, type(None)}:
            raise ValueError
        try:
            found = cls.of_items(value)
        except OverflowError as exc:
            raise ValueError from exc
        if any(map(math.isinf, found.values)):
            raise ValueError
        return found

    @classmethod
    def of_text(cls, text: str) -> "Readings":
        """
        Take up the canonical form: base64 of little-endian doubles, the one quiet NaN for a missing reading.

        Raises:
            ValueError: The text is not of this form, or holds an infinity or another NaN.
        """
        data = base64.b64decode(text, validate=True)  # its error is a ValueError
        values = array("d")
        values.frombytes(data)  # raises ValueError for a broken number
        if sys.byteorder == "big":  # pragma: no cover  # no such machine here
            values.byteswap()
        found = cls(values)
        if any(map(math.isinf, values)) or found.canonical_form() != text:
            raise ValueError
        return found

    def canonical_form(self) -> str:
        """Write the canonical form."""
        values = array("d", [MISSING if math.isnan(value) else value for value in self.values])
        if sys.byteorder == "big":  # pragma: no cover  # no such machine here
            values.byteswap()
        return base64.b64encode(values.tobytes()).decode("ascii")

    def __len__(self) -> int:
        """Count the readings, missing ones included."""
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        """Compare bit by bit in canonical form."""
        return isinstance(other, Readings) and self.canonical_form() == other.canonical_form()

    def __hash__(self) -> int:
        """Hash the canonical form."""
        return hash(self.canonical_form())


class Series(Entity, frozen=True, kw_only=True):
    """Readings of one characteristic or parameter, of one step and one piece of equipment, never pooled."""

    id: Annotated[
        Identifier, said("Series", "数据序列", "Identifies the series", "序列的标识", example="seal-strength-1")
    ]
    characteristic: Annotated[
        Text | UnsetType,
        said(
            "Characteristic",
            "特性",
            "The characteristic or process parameter that was read",
            "被测量的特性或过程参数",
            example="seal_strength",
        ),
    ] = UNSET
    equipment: Annotated[
        str | UnsetType | None,
        said(
            "Equipment",
            "设备",
            "What the readings come from, or were taken with",
            "读数所来自的设备",
            example="EQ-SEAL-02",
            refers_to="equipment",
        ),
    ] = UNSET
    unit: Annotated[
        Unit | UnsetType, said("Unit", "单位", "One unit for all readings", "全部读数的同一单位", example="N")
    ] = UNSET
    values: Annotated[
        Readings | UnsetType,
        said(
            "Readings",
            "读数",
            "In the order taken, subgroup by subgroup; null where one is missing",
            "按采集先后逐子组排列；缺失处为null",
            example=[24.1, 24.3, None, 23.9],
        ),
    ] = UNSET
    subgroup_size: Annotated[
        Positive | UnsetType,
        said(
            "Subgroup size",
            "子组大小",
            "How many consecutive readings make one subgroup",
            "每个子组的连续读数个数",
            example=5,
            unit="1",
        ),
    ] = UNSET
    times: Annotated[
        list[Instant] | UnsetType,
        said(
            "Times",
            "采集时间",
            "When each subgroup was taken, in order",
            "各子组的采集时间，按先后",
            example=["2026-10-27T08:30:00+08:00"],
            occurred=True,
        ),
    ] = UNSET
    baseline: Annotated[
        Period | UnsetType | None,
        said(
            "Prior period",
            "基准期",
            "The days whose subgroups the control limits are estimated from",
            "用于估计控制限的子组所在的日期区间",
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = ()
