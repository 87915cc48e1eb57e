"""Score functions and grades, from their forms: nothing turns back, no total is without a grade."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from msgspec import UNSET

from core.words import Localized, say
from engine.packs.errors import ScorecardGradeError, ScorecardWeightError, ScoreFunctionError
from engine.packs.header import Context
from engine.packs.read import Placed
from engine.packs.scorecard_form import GradeForm, ScoreForm
from engine.packs.scoring import Grade, ScoreFunction

LEAST, MOST = Decimal(0), Decimal(100)
ONE_OF_TWO = say("a score function has either `points` or `steps`", "评分函数须写 `points` 或 `steps` 之一")
TWO_POINTS = say("a score function has at least two points", "评分函数至少须有两点")
RISING = say("the values of the points rise", "各点的取值须递增")
TURNS_BACK = say("the score rises and falls: a worse value may not score better", "得分有升有降：较差的值不得得分更高")
FLAT = say("every value gets the same score", "所有取值的得分都相同")
OUTSIDE = say("a score lies between 0 and 100", "得分须在0至100之间")


def score_function(placed: Placed, metric: str, form: ScoreForm, context: Context) -> ScoreFunction | None:
    """Check a score function: two points or more, values rising, scores in 0 to 100 that never turn back."""
    key = "points" if form.steps is UNSET else "steps"
    written = form.points if form.steps is UNSET else form.steps
    place = placed.place("metrics", metric, "score")
    if written is UNSET or (form.points is not UNSET and form.steps is not UNSET):
        context.faults.append(ScoreFunctionError(ONE_OF_TWO, location=place))
        return None
    place = placed.place("metrics", metric, "score", key)
    found = list(_function_faults(written))
    context.faults += (ScoreFunctionError(message, location=place) for message in found)
    if found:
        return None
    points = tuple((Fraction(value), Fraction(score)) for value, score in written)
    return ScoreFunction(points=points, is_stepped=key == "steps")


def _function_faults(written: list[list[Decimal]]) -> Iterator[Localized]:
    values, scores = [point[0] for point in written], [point[1] for point in written]
    if len(written) < 2:  # noqa: PLR2004  # as the message says
        yield TWO_POINTS
        return
    if any(after <= before for before, after in pairwise(values)):
        yield RISING
    if any(not LEAST <= score <= MOST for score in scores):
        yield OUTSIDE
    moves = [after - before for before, after in pairwise(scores)]
    if any(move > 0 for move in moves) and any(move < 0 for move in moves):
        yield TURNS_BACK
    elif not any(moves):
        yield FLAT


def weights_of(placed: Placed, weights: Mapping[str, Decimal], metrics: Mapping[str, object], context: Context) -> None:
    """Check that every metric has a weight above zero, nothing else has one, and all add to exactly 100."""

    def record(message: Localized, *below: str) -> None:
        context.faults.append(ScorecardWeightError(message, location=placed.place("weights", *below)))

    for name in metrics:
        if name not in weights:
            record(say("metric `{name}` has no weight", "指标 `{name}` 没有权重", name=name))
    for name, weight in weights.items():
        if name not in metrics:
            record(say("there is no metric `{name}`", "没有指标 `{name}`", name=name), name)
        if weight <= 0:
            record(say("a weight is above zero", "权重须大于零"), name)
    added = sum(weights.values(), Decimal(0))
    if added != MOST:
        record(say("the weights add to {added}, not to 100", "权重合计为{added}，而非100", added=f"{added:f}"))


def grades_of(placed: Placed, forms: Mapping[str, GradeForm], context: Context) -> tuple[Grade, ...]:
    """Check that the grades cover 0 to 100 once, and give them with the lowest first."""
    ordered = sorted(forms.items(), key=lambda one: (one[1].from_, one[1].to))

    def record(message: Localized, name: str, key: str) -> None:
        context.faults.append(ScorecardGradeError(message, location=placed.place("grades", name, key)))

    reached, before = LEAST, ""
    for name, form in ordered:
        words = {"name": name, "before": before, "begin": f"{form.from_:f}", "reached": f"{reached:f}"}
        if form.to <= form.from_:
            record(say("grade `{name}` ends before it begins", "等级 `{name}` 的结束不高于开始", **words), name, "to")
        if form.from_ > reached:
            record(say("no grade covers {reached} to {begin}", "{reached}至{begin}没有等级", **words), name, "from")
        elif form.from_ < reached and before:
            record(
                say(
                    "grade `{name}` begins at {begin}, where `{before}` reaches to {reached}",
                    "等级 `{name}` 自{begin}起，而 `{before}` 直至{reached}",
                    **words,
                ),
                name,
                "from",
            )
        elif form.from_ < reached:
            record(say("grade `{name}` begins below 0", "等级 `{name}` 低于0", **words), name, "from")
        reached, before = max(reached, form.to), name
    if reached < MOST:
        record(say("no grade covers {reached} to 100", "{reached}至100没有等级", reached=f"{reached:f}"), before, "to")
    if reached > MOST:
        record(say("a grade ends at 100", "等级止于100"), before, "to")
    return tuple(
        Grade(name=name, title=None if form.title is UNSET else form.title, begin=form.from_, end=form.to)
        for name, form in ordered
    )
