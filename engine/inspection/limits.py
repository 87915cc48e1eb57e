"""What the readings of a characteristic are held against: the specification's own limits, and the provision's."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from core.words import Localized, say
from engine.expressions.evaluate import Names
from engine.expressions.expression import Expression
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Record
from engine.inspection.criteria import Criteria
from engine.inspection.recorded import flag, quantity_or_none, text_or_none
from engine.inspection.rounding import EXACT, Rounding
from engine.model.errors import InexactConversionError, UnitError
from engine.model.units import compare, conversion, in_unit
from engine.model.values import Quantity
from engine.packs.inspection_standard import LimitRule, RoundingRule


class Limit(msgspec.Struct, frozen=True):
    """
    One limit.

    Attributes:
        value: The limit, in the digits and the unit in which it is written.
        strict: Whether a value at it does not conform.
    """

    value: Quantity
    strict: bool


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """
    The limits that count.

    Attributes:
        lower: Lower limit; ``None`` for none.
        upper: Upper limit; ``None`` for none.
        own: The limits of the specification, lower and upper, as inspections must record them.
        unit: The unit in which the specification gives its readings.
    """

    lower: Limit | None
    upper: Limit | None
    own: tuple[Quantity | None, Quantity | None]
    unit: str | None

    @property
    def are_crossed(self) -> bool:
        """Whether no value can conform."""
        if self.lower is None or self.upper is None:
            return False
        try:
            order = compare(self.lower.value, self.upper.value)
        except UnitError as exc:
            raise UnfitUnitError(exc.words) from exc
        return order > 0 or (order == 0 and (self.lower.strict or self.upper.strict))


class UnfitUnitError(Exception):
    """
    Units do not go together, or a value cannot be written exactly in another.

    Args:
        words: What does not.
    """

    def __init__(self, words: Localized) -> None:
        super().__init__()
        self.words = words


def limits_of(characteristic: Record, rule: LimitRule, scope: Names) -> Limits:
    """
    Find the limits of a characteristic.

    The limits of the specification always count, inclusive or strict as it says; a provision can add to them and
    never take away.

    Raises:
        Unknown: One is not known.
        UnfitUnitError: They are in units that do not measure the same.
    """
    own_lower = _own(characteristic, "lower")
    own_upper = _own(characteristic, "upper")
    nominal = _evaluated(rule.nominal, scope)
    try:
        lower = [
            own_lower,
            _limit(_evaluated(rule.min, scope), strict=False),
            _limit(_evaluated(rule.above, scope), strict=True),
            _limit(_apart(nominal, rule.nominal, rule.minus, scope, side=-1), strict=False),
        ]
        upper = [
            own_upper,
            _limit(_evaluated(rule.max, scope), strict=False),
            _limit(_evaluated(rule.below, scope), strict=True),
            _limit(_apart(nominal, rule.nominal, rule.plus, scope, side=1), strict=False),
        ]
        return Limits(
            lower=_tightest(lower, side=1),
            upper=_tightest(upper, side=-1),
            own=(_value(own_lower), _value(own_upper)),
            unit=text_or_none(characteristic, "unit"),
        )
    except UnitError as exc:
        raise UnfitUnitError(exc.words) from exc


def criteria_of(limits: Limits, rule: RoundingRule, guard: Quantity | None, unit: str) -> Criteria:
    """
    Give what readings in a unit are held against.

    Args:
        limits: The limits.
        rule: How a reading is rounded.
        guard: Guard band, a difference; ``None`` for none.
        unit: The unit of the readings.

    Raises:
        UnfitUnitError: Something cannot be written exactly in that unit; rounding to the last place of a limit asks
            for readings in the limit's own unit.
    """
    held = [one for one in (limits.lower, limits.upper) if one is not None]
    if rule.method == "rounded" and rule.interval is None and any(one.value.unit != unit for one in held):
        raise UnfitUnitError(
            say(
                "readings in `{unit}` cannot be rounded to the last place of a limit in another unit",
                "以 `{unit}` 记录的读数无法修约到另一单位限值的末位",
                unit=unit,
            )
        )
    interval = rule.interval
    if interval is not None and limits.unit is not None:
        interval = difference_in(interval, limits.unit, unit)
    lower, upper = (_in(one, unit) for one in (limits.lower, limits.upper))
    return Criteria(
        lower=lower,
        upper=upper,
        lower_strict=limits.lower is not None and limits.lower.strict,
        upper_strict=limits.upper is not None and limits.upper.strict,
        rounding=Rounding(method=rule.method, standard=rule.standard, interval=interval),
        guard=Decimal(0) if guard is None else difference_in(guard.value, guard.unit, unit),
    )


def difference_in(value: Decimal, source: str, target: str) -> Decimal:
    """
    Write a difference, such as a tolerance or an uncertainty, in another unit: the zeros of temperatures play no part.

    Raises:
        UnfitUnitError: The units do not measure the same, or it has no end in decimal digits.
    """
    if source == target:
        return Decimal(value)
    try:
        exact = Fraction(value) * conversion(source, target).factor
    except UnitError as exc:
        raise UnfitUnitError(exc.words) from exc
    written = Decimal(exact.numerator) / Decimal(exact.denominator)
    if Fraction(written) != exact:
        raise UnfitUnitError(
            say(
                "`{value} {source}` cannot be written exactly in `{target}`",
                "`{value} {source}` 无法以 `{target}` 精确表示",
                value=f"{value:f}",
                source=source,
                target=target,
            )
        )
    return written


def _own(characteristic: Record, name: str) -> Limit | None:
    value = quantity_or_none(characteristic, name)
    return None if value is None else Limit(value, strict=not flag(characteristic, f"{name}_inclusive"))


def _value(limit: Limit | None) -> Quantity | None:
    return None if limit is None else limit.value


def _evaluated(expression: Expression | None, scope: Names) -> Quantity | None:
    if expression is None:
        return None
    value = expression.value(scope)
    return value if isinstance(value, Quantity) else None


def _limit(value: Quantity | None, *, strict: bool) -> Limit | None:
    return None if value is None else Limit(value, strict)


def _apart(
    nominal: Quantity | None, source: Expression | None, distance: Expression | None, scope: Names, *, side: int
) -> Quantity | None:
    """Give the end of a tolerance, exactly; a nominal value that is recorded as none ends nowhere, and is unknown."""
    if source is None or distance is None:
        return None
    width = _evaluated(distance, scope)
    if nominal is None or width is None:
        raise Unknown([Missing((source if nominal is None else distance).source.text, "recorded-as-none")])
    exact = EXACT.multiply(Decimal(side), abs(difference_in(width.value, width.unit, nominal.unit)))
    return Quantity(value=type(nominal.value)(EXACT.add(nominal.value, exact)), unit=nominal.unit)


def _tightest(limits: list[Limit | None], *, side: int) -> Limit | None:
    """Give the limit that lets least pass; of equal ones a strict one. `side` is 1 where a greater value is better."""
    found: Limit | None = None
    for one in limits:
        if one is None:
            continue
        order = 1 if found is None else side * compare(one.value, found.value)
        if found is None or order > 0 or (order == 0 and one.strict):
            found = one
    return found


def _in(limit: Limit | None, unit: str) -> Decimal | None:
    if limit is None:
        return None
    try:
        return Decimal(in_unit(limit.value, unit).value)
    except (UnitError, InexactConversionError) as exc:
        raise UnfitUnitError(exc.words) from exc
