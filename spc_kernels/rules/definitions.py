"""Run rules as data: one parametrised rule, and the named sets of the literature."""

from typing import Literal, TypeAlias

import msgspec

from spc_kernels import samples
from spc_kernels.errors import ParameterError

Pattern: TypeAlias = Literal["same_side", "trend", "alternating", "inside", "outside"]

LONGEST_WINDOW = 64
MOST_RULES = 64
"""Numbers run from 1 to 64: the rules on a point fit a word."""


class Rule(msgspec.Struct, frozen=True):
    """
    A run rule. Unless an option says otherwise: strict comparisons, a full window, the completing point is flagged.

    Attributes:
        number: Number within its set, from 1.
        pattern: What is looked for. ``same_side``: `count` of the last `window` points beyond `sigmas` on one side of
            the centre. ``trend``: `window` points rising or falling. ``alternating``: `window` points going up and
            down in turn. ``inside``: `window` points within `sigmas`. ``outside``: `window` points beyond `sigmas`
            on either side.
        window: Points looked at, 1 to 64.
        count: Points of the window that must qualify; only for ``same_side``, elsewhere it equals `window`.
        sigmas: Distance of the line from the centre in standard deviations, 0 for the centre itself.
        partial_window: Count from the first points of a series on, before the window is full (Champ and Woodall, JMP),
            instead of waiting for a full window (qcc, Nelson's wording).
        flag_any: Flag every point that closes a qualifying window, also one that is itself not beyond the line.
        one_side_enough: For ``outside``: do not ask for points on both sides.
        line_outside: A point exactly on the line counts as beyond it.
        skip_center: For ``same_side`` at the centre (`sigmas` 0): points exactly on the centre line are passed over,
            as if they had not been taken, and do not end a run (Anhøj, qicharts2).
    """

    number: int
    pattern: Pattern
    window: int
    count: int
    sigmas: float = 0.0
    partial_window: bool = False
    flag_any: bool = False
    one_side_enough: bool = False
    line_outside: bool = False
    skip_center: bool = False

    @property
    def passes_over(self) -> bool:
        """Whether there are points that this rule does not see."""
        return self.skip_center and self.pattern == "same_side" and self.sigmas == 0.0

    def check(self) -> None:
        """Raise `spc.parameter.out-of-range` when the rule cannot be evaluated."""
        samples.known(self.pattern, "pattern", Pattern.__args__)  # type: ignore[attr-defined]  # a Literal has them
        samples.whole(self.number, "number", at_least=1, at_most=MOST_RULES)
        shortest = {"trend": 2, "alternating": 3}.get(self.pattern, 1)
        samples.whole(self.window, "window", at_least=shortest, at_most=LONGEST_WINDOW)
        least = 1 if self.pattern == "same_side" else self.window
        samples.whole(self.count, "count", at_least=least, at_most=self.window)
        samples.number(self.sigmas, "sigmas", above=0.0, below=1e6, closed=True)
        for name in OPTIONS:
            samples.flag(getattr(self, name), name)


OPTIONS = ("partial_window", "flag_any", "one_side_enough", "line_outside", "skip_center")


def _changed(rule: Rule, changes: dict[str, object]) -> Rule:
    for name in changes:
        samples.known(name, "field", Rule.__struct_fields__)
    return msgspec.structs.replace(rule, **changes)


class RuleSet(msgspec.Struct, frozen=True):
    """
    Rules used together.

    Attributes:
        name: Name of the set.
        rules: The rules, by ascending number.
        after_signal: ``continue``: counts run on after a flagged point (Nelson, JMP, Minitab). ``restart``: every
            count starts anew after a point that any rule flags, as when the process is stopped and adjusted.
    """

    name: str
    rules: tuple[Rule, ...]
    after_signal: Literal["continue", "restart"] = "continue"

    def pick(self, *numbers: int) -> "RuleSet":
        """Keep the rules with these numbers; `spc.parameter.unknown-name` for one that is not there."""
        chosen = {self._number(number) for number in numbers}
        return msgspec.structs.replace(self, rules=tuple(rule for rule in self.rules if rule.number in chosen))

    def _number(self, number: object) -> int:
        have = {str(rule.number): rule.number for rule in self.rules}
        asked = samples.real(number)
        text = number if isinstance(number, str) else samples.shown(number)
        if asked is not None and asked.is_integer():
            text = str(int(asked))
        return have[samples.known(text, "rule", have)]

    def change(self, number: int, **changes: object) -> "RuleSet":
        """Replace fields of one rule, such as ``window=7, count=7``; `spc.parameter.unknown-name` for no such field."""
        chosen = self._number(number)
        rules = tuple(_changed(rule, changes) if rule.number == chosen else rule for rule in self.rules)
        return msgspec.structs.replace(self, rules=rules)

    def scaled(self, factor: float) -> "RuleSet":
        """Multiply the distance of every line, for example by 2/3 where limits at two sigmas have zones of thirds."""
        times = samples.number(factor, "factor", above=0.0, below=1e6)
        rules = tuple(msgspec.structs.replace(rule, sigmas=rule.sigmas * times) for rule in self.rules)
        return msgspec.structs.replace(self, rules=rules)

    def with_options(self, **changes: object) -> "RuleSet":
        """Set options of every rule, for example ``partial_window=True``."""
        return msgspec.structs.replace(self, rules=tuple(_changed(rule, changes) for rule in self.rules))


def beyond(number: int, sigmas: float = 3.0) -> Rule:
    """One point beyond `sigmas`."""
    return Rule(number, "same_side", 1, 1, sigmas)


def one_side(number: int, window: int) -> Rule:
    """`window` points in a row on one side of the centre."""
    return Rule(number, "same_side", window, window)


def zone(number: int, count: int, window: int, sigmas: float) -> Rule:
    """`count` of `window` points beyond `sigmas` on one side."""
    return Rule(number, "same_side", window, count, sigmas)


def trend(number: int, window: int = 6) -> Rule:
    """`window` points in a row rising or falling."""
    return Rule(number, "trend", window, window)


def alternating(number: int, window: int = 14) -> Rule:
    """`window` points in a row going up and down in turn."""
    return Rule(number, "alternating", window, window)


def inside(number: int, window: int = 15, sigmas: float = 1.0) -> Rule:
    """`window` points in a row within `sigmas`, those on the line included."""
    return Rule(number, "inside", window, window, sigmas)


def outside(number: int, window: int = 8, sigmas: float = 1.0) -> Rule:
    """`window` points in a row beyond `sigmas`, with points on both sides."""
    return Rule(number, "outside", window, window, sigmas)


SETS: dict[str, RuleSet] = {
    # L. S. Nelson, J. Quality Technology 16(4), 1984
    "nelson": RuleSet(
        "nelson",
        (
            beyond(1),
            one_side(2, 9),
            trend(3),
            alternating(4),
            zone(5, 2, 3, 2.0),
            zone(6, 4, 5, 1.0),
            inside(7),
            outside(8),
        ),
    ),
    # Western Electric, Statistical Quality Control Handbook, 1956; numbered as in R qcc
    "western_electric": RuleSet(
        "western_electric", (beyond(1), zone(2, 2, 3, 2.0), zone(3, 4, 5, 1.0), one_side(4, 8))
    ),
    # AIAG, Statistical Process Control, 2nd edition: the run is seven points in the text, nine in its table
    "aiag": RuleSet(
        "aiag",
        (
            beyond(1),
            one_side(2, 7),
            trend(3),
            alternating(4),
            zone(5, 2, 3, 2.0),
            zone(6, 4, 5, 1.0),
            inside(7),
            outside(8),
        ),
    ),
    # D. C. Montgomery, Introduction to Statistical Quality Control, sensitizing rules 1 to 8
    "montgomery": RuleSet(
        "montgomery",
        (
            beyond(1),
            zone(2, 2, 3, 2.0),
            zone(3, 4, 5, 1.0),
            one_side(4, 8),
            trend(5),
            inside(6),
            alternating(7),
            outside(8),
        ),
    ),
    # Juran's Quality Handbook, as SPC software lists it: no alternation, no stratification
    "juran": RuleSet(
        "juran", (beyond(1), zone(2, 2, 3, 2.0), zone(3, 4, 5, 1.0), one_side(4, 9), trend(5), outside(6))
    ),
}
DEFAULT = "nelson:1,2,3"
"""A false alarm about every 146 points, where all eight of Nelson's tests give one every 73."""

Rules: TypeAlias = str | RuleSet | tuple[Rule, ...]


def named(rules: Rules = DEFAULT) -> RuleSet:
    """
    Look up a set of rules.

    Args:
        rules: ``nelson``, ``western_electric``, ``aiag``, ``montgomery`` or ``juran``, with numbers when only some of
            its rules are wanted, ``nelson:1,2,5``; a rule set; or a tuple of rules.

    Returns:
        The set, with every rule checked.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``, no such set, or no rule of this number in it.
        ParameterError: ``spc.parameter.out-of-range``, no rules, or one that cannot be evaluated.
    """
    if isinstance(rules, str):
        name, _, numbers = rules.partition(":")
        chosen = SETS[samples.known(name.strip(), "rules", SETS)]
        if numbers:
            keys = {str(rule.number): rule.number for rule in chosen.rules}
            chosen = chosen.pick(*(keys[samples.known(part.strip(), "rule", keys)] for part in numbers.split(",")))
        return chosen
    try:
        listed = tuple(rules.rules if isinstance(rules, RuleSet) else rules)
    except TypeError:
        listed = ()
    if not listed:
        raise ParameterError(
            f"`rules` is `{samples.shown(rules)}`, where rules are needed",
            location=samples.place("rules"),
            hint="give the name of a set, a rule set, or a tuple of rules",
        )
    chosen = msgspec.structs.replace(rules, rules=listed) if isinstance(rules, RuleSet) else RuleSet("custom", listed)
    for place, rule in enumerate(chosen.rules):
        samples.of_kind(rule, Rule, f"rules[{place}]", "give rules as `Rule`, or the name of a set as text").check()
        if rule.number in {other.number for other in chosen.rules[:place]}:
            raise ParameterError(
                f"two rules have the number `{rule.number}`",
                location=samples.place("rules", place),
                hint="give each rule of a set a number of its own",
            )
    samples.known(chosen.after_signal, "after_signal", ("continue", "restart"))
    return chosen
