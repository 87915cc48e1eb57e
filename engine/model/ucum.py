"""Units beyond the table, read by the grammar and the definitions of UCUM: the one module that knows ucumvert."""

import functools
import threading
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import msgspec
from ucumvert import InvalidUcumError, get_ucum_parser, parse_ucum, xml_util

from core.words import Localized

# Bounds of what is worked out: a unit is a word, not a program.
LONGEST = 100
HIGHEST = 30
# What stays a base here though UCUM gives it a number: an amount of substance is no count, and pi has no exact value.
KEPT = frozenset({"mol", "[pi]"})
# Temperatures that are counted from another zero: kelvins in a degree, and at its zero (UCUM 2.2, section 22).
SHIFTED = {
    "Cel": (Fraction(1), Fraction(27315, 100)),
    "[degF]": (Fraction(5, 9), Fraction(45967, 180)),
    "[degRe]": (Fraction(5, 4), Fraction(27315, 100)),
}

ALONE = Localized(
    en="a unit with a zero of its own or a logarithm stands alone; write a difference of temperatures in `K`",
    zh="自有零点或取对数的单位不得与其他单位相乘除；温度差请用 `K`",
)

Powers: TypeAlias = Mapping[str, int]


class UcumError(Exception):
    """
    A text is no unit of UCUM, or one that cannot be reckoned with exactly.

    Args:
        hint: What to write instead, where that is known.
    """

    def __init__(self, hint: Localized | None = None) -> None:
        super().__init__()
        self.hint = hint


class Scale(msgspec.Struct, frozen=True):
    """
    What a unit is: the value in bases is `value · factor + zero`.

    Attributes:
        powers: The bases with their exponents, none of which is zero.
        factor: Above zero.
        zero: Where the unit's zero lies, in bases; not 0 for temperatures only.
        single: Whether the unit only stands alone: its zero lies elsewhere or it is a logarithm.
    """

    powers: Powers
    factor: Fraction = Fraction(1)
    zero: Fraction = Fraction(0)
    single: bool = False

    @property
    def dimension(self) -> str:
        """Write the bases as a unit of UCUM, in alphabetical order; ``1`` for none."""
        powers = sorted(self.powers.items())
        return ".".join(base if power == 1 else f"{base}{power}" for base, power in powers) or "1"

    def times(self, other: "Scale", power: int = 1) -> "Scale":
        """
        Multiply with a power of another unit.

        Raises:
            UcumError: One of them stands alone only.
        """
        if self.single or other.single:
            raise UcumError(ALONE)
        if abs(power) > HIGHEST:
            raise UcumError
        return Scale(self._with(other.powers, power), self.factor * other.factor**power)

    def noted(self, annotation: str) -> "Scale":
        """Add an annotation, which is a base of its own: what is counted is part of what is measured."""
        return msgspec.structs.replace(self, powers=self._with({annotation: 1}, 1))

    def _with(self, powers: Powers, power: int) -> Powers:
        together = {base: self.powers.get(base, 0) + powers.get(base, 0) * power for base in {*self.powers, *powers}}
        return {base: count for base, count in together.items() if count}


ONE = Scale({})


@functools.lru_cache(maxsize=4096)
def scale_of(unit: str) -> Scale:
    """
    Work out what a unit is.

    Args:
        unit: A UCUM code, case counts.

    Returns:
        Its exact scale.

    Raises:
        UcumError: There is no such unit, or it cannot be reckoned with.

    Source:
        The Unified Code for Units of Measure, version 2.2, sections 6 to 22 and the definitions of its
        ucum-essence.xml, as ucumvert carries them.
    """
    if len(unit) > LONGEST or unit.count("(") > HIGHEST:
        raise UcumError
    with _LOCK:
        try:
            tree = parse_ucum(unit, _parser())
        except InvalidUcumError as exc:
            raise UcumError from exc
    return _scale(tree)


def is_unit(unit: str) -> bool:
    """Tell whether a text is a unit that can be reckoned with."""
    try:
        scale_of(unit)
    except UcumError:
        return False
    return True


_LOCK = threading.Lock()


@functools.cache
def _parser() -> Any:  # noqa: ANN401  # ucumvert gives its parser no type
    return get_ucum_parser()


@functools.cache
def _prefixes() -> Mapping[str, Fraction]:
    found = xml_util.root.findall(".//{*}prefix")
    return {one.attrib["Code"]: Fraction(one.find("{*}value").attrib["value"]) for one in found}


@functools.cache
def _definitions() -> Mapping[str, Any]:
    return {one.code_cs: one for one in xml_util.get_units_with_full_definition()}


def known_atoms() -> frozenset[str]:
    """Give the units that the definitions name, without prefixes."""
    return frozenset({*_definitions(), *xml_util.get_base_units()})


@functools.cache
def _atom(code: str) -> Scale:
    """Resolve a unit without a prefix down to bases."""
    found = _definitions().get(code)
    if code in SHIFTED:
        factor, zero = SHIFTED[code]
        return Scale({"K": 1}, factor, zero, single=True)
    if found is None or code in KEPT or found.is_special or (found.is_arbitrary and found.defining_unit == "1"):
        return Scale({code: 1}, single=found is not None and found.is_special)
    value = Scale({}, Fraction(found.conversion_factor))
    return value.times(scale_of(found.defining_unit))


def _scale(node: Any) -> Scale:  # noqa: ANN401  # a tree or a token of the grammar, neither typed
    """Give the scale of a node of the syntax tree; a token is its own text."""
    if isinstance(node, str):
        return ONE.noted(str(node))
    parts = list(node.children)
    if node.data == "simple_unit":
        return _simple([(part.type, str(part)) for part in parts])
    if node.data == "term":
        first, operator, second = parts
        return _scale(first).times(_scale(second), -1 if operator == "/" else 1)
    if node.data == "component":
        first, annotation = parts
        return _scale(first).noted(str(annotation))
    if node.data == "annotatable":
        return _power(parts[0], int(parts[1]))
    return ONE.times(_scale(parts[1]), -1) if parts[0] == "/" else _scale(parts[0])


def _power(unit: Any, power: int) -> Scale:  # noqa: ANN401  # as above
    if unit.children[0].type == "FACTOR":  # `2-3` is in the grammar and means nothing in UCUM
        raise UcumError
    return ONE.times(_scale(unit), power)


def _simple(parts: list[tuple[str, str]]) -> Scale:
    kind, text = parts[-1]
    if kind == "FACTOR":
        return Scale({}, Fraction(text))
    atom = _atom(text)
    if len(parts) == 1:
        return atom
    # A prefix scales a unit's numbers, wherever its zero lies.
    return msgspec.structs.replace(atom, factor=atom.factor * _prefixes()[parts[0][1]])
