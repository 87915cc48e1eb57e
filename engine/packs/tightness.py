"""Which changes of a provision provably let nothing pass that it held; every other one must say that it loosens."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from core.documents.source_text import SourceText
from core.errors import LotgateError
from engine.expressions.parse import parse
from engine.expressions.tree import And, Expr, Or
from engine.model.codes import Act
from engine.packs.leaves import LeafPath, content, value_at
from engine.packs.process_control import listed_signals
from engine.packs.spans import span

SEVERITY = ("warn", "hold", "reject")
NONE = ("not_applicable", "violated")
ACTS = list(Act)
NAMED = "*"
# What only people read, and what is held together by other checks.
NEUTRAL = frozenset({"title", "message", "cites"})
NEUTRAL_LEAVES = frozenset({("effective", "because"), ("effective", "replaced_by")})


def is_neutral(path: LeafPath) -> bool:
    """Tell whether a leaf is text that only people read, or held together by other checks."""
    return path[0] in NEUTRAL or path in NEUTRAL_LEAVES


def is_tighter(kind: str, form: object, path: LeafPath, after: object) -> bool:
    """
    Tell whether a change of a leaf provably lets nothing pass that was held.

    Args:
        kind: The kind of the provision.
        form: The provision before the change.
        path: The leaf.
        after: What stands there instead.

    Returns:
        True where nothing changes, for texts that people read, and, by kind, for what `TIGHTER_OF` lists: a severity
        raised, an act made earlier, days or actors or languages added, instruments taken away, counts and lower
        limits raised, upper limits lowered, terms added with ``&&`` to what must hold, or with ``||`` to what selects.
        False for all else, and for everything of a retention rule: without one, records are kept for ever.
    """
    before = value_at(form, path)
    if content(before) == content(after) or is_neutral(path):
        return True
    # What an author names himself, such as a metric, stands for all of its kind.
    known = path if path in TIGHTER else (*path[:1], NAMED, *path[2:])
    if known not in TIGHTER_OF.get(kind, frozenset()):
        return False
    # What was violated because nothing was picked could be satisfied by an item that now is.
    if path == ("where",) and getattr(form, "none", None) == "violated":
        return False
    return TIGHTER[known](before, after)


def _raised(order: Sequence[object]) -> Callable[[object, object], bool]:
    return lambda before, after: order.index(after) >= order.index(before)


def _lowered(order: Sequence[object]) -> Callable[[object, object], bool]:
    return lambda before, after: order.index(after) <= order.index(before)


def _larger(before: object, after: object) -> bool:
    return _is_number(before) and _is_number(after) and after >= before  # type: ignore[operator]


def _smaller(before: object, after: object) -> bool:
    return _is_number(before) and _is_number(after) and after <= before  # type: ignore[operator]


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal)


def _earlier(before: object, after: object) -> bool:
    return isinstance(before, dt.date) and isinstance(after, dt.date) and after <= before


def _later(before: object, after: object) -> bool:
    return isinstance(before, dt.date) and isinstance(after, dt.date) and after >= before


def _more(before: object, after: object) -> bool:
    return isinstance(before, list) and isinstance(after, list) and all(one in after for one in before)


def _more_signals(before: object, after: object) -> bool:
    """A set is all of its rules, and no rules are the limits of the chart."""
    if not isinstance(before, str | list) or not isinstance(after, str | list):
        return False
    return set(listed_signals(before)) <= set(listed_signals(after))


def _shorter(before: object, after: object) -> bool:
    """Without a longest time any is allowed."""
    old, new = (span(one) if isinstance(one, str) else None for one in (before, after))
    return new is not None and (old is None or new <= old)


def _shorter_excursion(before: object, after: object) -> bool:
    """Where readings may not lie beyond a limit at all, no excursion is shorter."""
    return isinstance(before, str) and _shorter(before, after)


def _fewer(before: object, after: object) -> bool:
    return isinstance(before, list) and isinstance(after, list) and all(one in before for one in after)


def _more_actors(before: object, after: object) -> bool:
    """Nobody named is everybody bound."""
    return after == [] or (before != [] and _more(before, after))


def _terms_added(kind: type[And] | type[Or]) -> Callable[[object, object], bool]:
    def added(before: object, after: object) -> bool:
        if not isinstance(before, SourceText) or not isinstance(after, SourceText):
            return False
        try:
            old, new = _terms(before, kind), _terms(after, kind)
        except LotgateError:
            return False  # that it is no expression is said where it is compiled
        return old <= new

    return added


def _terms(source: SourceText, kind: type[And] | type[Or]) -> frozenset[object]:
    tree: Expr = parse(source)
    parts = tree.terms if isinstance(tree, kind) else (tree,)
    return frozenset(map(_shape, parts))


def _shape(part: object) -> object:
    """Give a part of a syntax tree without its places."""
    if isinstance(part, tuple):
        return tuple(map(_shape, part))
    if isinstance(part, msgspec.Struct):
        held = [getattr(part, name) for name in part.__struct_fields__ if name != "span"]
        return (type(part).__name__, *map(_shape, held))
    return (type(part).__name__, part)


TIGHTER: dict[LeafPath, Callable[[object, object], bool]] = {
    ("otherwise",): _raised(SEVERITY),
    ("none",): _raised(NONE),
    ("before",): _lowered(ACTS),
    ("effective", "from"): _earlier,
    ("effective", "until"): _later,
    ("binds",): _more_actors,
    ("languages",): _more,
    ("signals",): _more_signals,
    ("series",): _larger,
    ("every",): _shorter,
    ("baseline", "subgroups"): _larger,
    ("monitor", "excursion", "longest"): _shorter_excursion,
    ("excused_by",): _fewer,
    ("choices",): _fewer,
    ("count",): _larger,
    ("capability", "min"): _larger,
    ("capability", "lower_bound"): _larger,
    ("sampling", "sample_size"): _larger,
    ("sampling", "acceptance_number"): _smaller,
    ("sampling", "limiting_quality"): _smaller,
    ("sampling", "risk"): _smaller,
    ("sampling", "switching"): _raised((False, True)),
    ("results",): _raised(("counts", "readings")),
    ("guard_band", "factor"): _larger,
    ("require",): _terms_added(And),
    ("who",): _terms_added(And),
    ("applies",): _terms_added(Or),
    ("where",): _terms_added(Or),
    ("minimum",): _larger,
    ("metrics", NAMED, "minimum"): _larger,
    ("consequences", NAMED, "when"): _terms_added(Or),
}
HEADER: frozenset[LeafPath] = frozenset({("effective", "from"), ("effective", "until"), ("binds",)})
JUDGED = HEADER | {("otherwise",), ("none",), ("before",), ("applies",), ("where",)}
# What makes findings: a characteristic that no standard judges is held, and one that a standard picks can be released.
# So nothing that picks more, on more days or before an earlier act, is among them.
FOUND: frozenset[LeafPath] = frozenset({("otherwise",), ("none",)})
# A smaller AQL is not among them: where a table's arrow leads up, it asks for fewer units.
INSPECTED: frozenset[LeafPath] = frozenset(
    {
        ("sampling", "sample_size"),
        ("sampling", "acceptance_number"),
        ("sampling", "limiting_quality"),
        ("sampling", "risk"),
        ("sampling", "switching"),
        ("guard_band", "factor"),
        ("results",),
    }
)
TIGHTER_OF: dict[str, frozenset[LeafPath]] = {
    "requirements": JUDGED | {("require",), ("excused_by",)},
    "records": JUDGED | {("languages",)},
    "inspections": FOUND | INSPECTED,
    "processes": FOUND
    | {
        ("capability", "min"),
        ("capability", "lower_bound"),
        ("signals",),
        ("series",),
        ("every",),
        ("baseline", "subgroups"),
        ("monitor", "excursion", "longest"),
    },
    # Neither a weight nor the end of a grade is among them: what gets fewer points may get another consequence.
    "scorecards": frozenset({("minimum",), ("metrics", NAMED, "minimum"), ("consequences", NAMED, "when")}),
    "signatures": HEADER | {("otherwise",), ("applies",), ("count",), ("who",)},
    "fields": frozenset({("choices",)}),
}
