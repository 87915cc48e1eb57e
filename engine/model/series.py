"""Series of sensor data: many readings of one thing, one unit, as 64-bit floats."""

import binascii
import datetime as dt
import math
import struct
import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.documents.scalars import Refusal, double_of, text_of
from core.documents.tree import Scalar
from core.words import Localized, say
from engine.model.fields import Entity, said
from engine.model.rules import Checked, Rule
from engine.model.values import Identifier, Instant, Period, Positive, Text, Unit

BYTES = 8
MISSING = math.nan
QUIET_NAN = struct.pack("<d", math.nan)
# The last two bytes of what `true` and `false` would become.
ONE, ZERO = struct.pack("<d", 1)[6:], struct.pack("<d", 0)[6:]
# The last byte of an infinity or a NaN.
NOT_FINITE = b"\x7f\xff"


class Readings:
    """
    Readings in the order they were taken, as 64-bit floats; one that is missing is NaN here, ``null`` in a document.

    Args:
        data: Little-endian doubles, finite or `MISSING`.
    """

    __slots__ = ("data",)
    written_as_text: ClassVar[bool] = True
    is_decimal: ClassVar[bool] = False

    def __init__(self, data: bytes) -> None:
        self.data = data

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
        """Take up finite numbers; ``None`` is a missing reading."""
        return cls(_little(array("d", [MISSING if item is None else item for item in items])))

    @classmethod
    def of_plain(cls, value: object) -> "Readings":
        """
        Take up what JSON held: a list of numbers and nulls, or the canonical form.

        Raises:
            ValueError: Something else, or a number beyond the range of a double.
        """
        if isinstance(value, str):
            return cls.of_text(value)
        if not isinstance(value, list):
            raise TypeError(value)
        try:
            data = _little(array("d", value))
        except TypeError:  # a null among them, or no number
            if not set(map(type, value)) <= {int, float, type(None)}:
                raise ValueError(value) from None
            return cls.of_items(value)
        except OverflowError as exc:
            raise ValueError(value) from exc
        # An array takes `true` for 1.0: where a number could be one, or is none, the types are looked at.
        tops = memoryview(data).cast("H")[3::4].tobytes()
        if (ONE in tops or ZERO in tops) and bool in set(map(type, value)):
            raise ValueError(value)
        return cls(data)

    @classmethod
    def of_text(cls, text: str) -> "Readings":
        """
        Take up the canonical form: base64 of little-endian doubles, the one quiet NaN for a missing reading.

        Raises:
            ValueError: The text is not of this form, or holds an infinity or another NaN.
        """
        data = binascii.a2b_base64(text, strict_mode=True)  # its error is a ValueError
        if len(data) % BYTES or binascii.b2a_base64(data, newline=False) != text.encode():
            raise ValueError(text)
        # The sign and the first bits of the exponent stand in the last byte of each double.
        if any(byte in data[7::BYTES] for byte in NOT_FINITE) and not _is_finite_or_missing(data):
            raise ValueError(text)
        return cls(data)

    def canonical_form(self) -> str:
        """Write the canonical form."""
        return binascii.b2a_base64(self.data, newline=False).decode("ascii")

    def values(self) -> "array[float]":
        """Give the readings as numbers; NaN where one is missing."""
        return _little_endian(self.data)

    def __len__(self) -> int:
        """Count the readings, missing ones included."""
        return len(self.data) // BYTES

    def __eq__(self, other: object) -> bool:
        """Compare bit by bit."""
        return isinstance(other, Readings) and self.data == other.data

    def __hash__(self) -> int:
        """Hash the bits."""
        return hash(self.data)


def _little(values: "array[float]") -> bytes:
    if sys.byteorder == "big":  # pragma: no cover  # no such machine here
        values.byteswap()
    return values.tobytes()


def _little_endian(data: bytes) -> "array[float]":
    values = array("d")
    values.frombytes(data)
    if sys.byteorder == "big":  # pragma: no cover  # no such machine here
        values.byteswap()
    return values


def _is_finite_or_missing(data: bytes) -> bool:
    return all(
        math.isfinite(value) or data[index * BYTES : (index + 1) * BYTES] == QUIET_NAN
        for index, value in enumerate(_little_endian(data))
    )


def _miscounted(values: Readings, subgroup_size: int, times: Sequence[object]) -> Localized | None:
    """Count the times against the subgroups; the last subgroup may have been cut short."""
    subgroups = -(-len(values) // subgroup_size)
    if subgroups == len(times):
        return None
    return say(
        "{times} times for {subgroups} subgroups of {size}",
        "{subgroups}个子组（每组{size}个读数）却有{times}个采集时间",
        times=len(times),
        subgroups=subgroups,
        size=subgroup_size,
    )


def _sizes_miscounted(sizes: Readings, times: Sequence[object]) -> Localized | None:
    """Count the sizes against the subgroups."""
    if len(sizes) == len(times):
        return None
    return say(
        "{sizes} sizes for {times} subgroups", "{times}个子组却有{sizes}个检验数量", sizes=len(sizes), times=len(times)
    )


def _out_of_order(times: Sequence[dt.datetime]) -> Localized | None:
    early = next((late for first, late in pairwise(times) if late < first), None)
    if early is None:
        return None
    return say("`{time}` lies before the time above it", "`{time}` 早于其前一个时间", time=early.isoformat())


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
    sizes: Annotated[
        Readings | UnsetType,
        said(
            "Numbers inspected",
            "检验数量",
            "Of counts: how many units, or how much, each count was found in; null where that is missing",
            "计数数据：每个计数对应的检验件数或检验量；缺失处为null",
            example=[200, 200, None, 180],
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
            older=True,
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

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Checked(("times",), _out_of_order, say("no time lies before the one above it", "各时间不早于前一个时间")),
        Checked(
            ("values", "subgroup_size", "times"),
            _miscounted,
            say("there is one time for each subgroup of the readings", "读数的每个子组各有一个采集时间"),
        ),
        Checked(
            ("sizes", "times"),
            _sizes_miscounted,
            say("there is one number inspected for each subgroup", "每个子组各有一个检验数量"),
        ),
    )
