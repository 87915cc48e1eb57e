"""A scorecard in words: what is scored, from which rows, how it adds up, and what follows."""

from collections.abc import Iterator

from engine.expressions.expression import Expression
from engine.model.decimals import plain
from engine.model.dictionary import fields_of
from engine.model.fields import Localized
from engine.model.supplier_finding import SupplierFinding
from engine.packs.scoring import Condition, Metric, Scoring, Span
from lotgate.phrases import phrase

LONGEST = 80
UNITS = {
    "D": Localized(en="{count} days", zh="{count}日"),
    "W": Localized(en="{count} weeks", zh="{count}周"),
    "M": Localized(en="{count} months", zh="{count}个月"),
    "Y": Localized(en="{count} years", zh="{count}年"),
}
WORDS = {
    "en": {
        "period": "over the last {span}",
        "processes": "processes: {processes}",
        "metric": "{weight} of 100  {title} ({name})",
        "rows": "every {variable} of {register}, dated {dated}",
        "where": "picked where {where}",
        "by": "counted by {by}",
        "minimum": "at least {minimum}",
        "value": "value in {unit}: {value}",
        "good": "value in {unit}: the share that is good: {good}",
        "points": "score on the line through {points}",
        "steps": "score from a value on: {points}",
        "point": "{value} → {score}",
        "grade": "grade {name}: from {begin} to below {end}",
        "best": "grade {name}: from {begin} to {end}",
        "trend": "steady within {points} points of the period before",
        "condition": "{title} when {when}: {because}",
        "comma": ", ",
    },
    "zh": {
        "period": "评价最近{span}",
        "processes": "所评过程：{processes}",
        "metric": "{weight}/100  {title}（{name}）",
        "rows": "{register}中的每个{variable}，日期为{dated}",
        "where": "选取条件：{where}",
        "by": "按{by}计数",
        "minimum": "至少{minimum}项",
        "value": "指标值（{unit}）：{value}",
        "good": "指标值（{unit}）：合格的占比，合格条件：{good}",
        "points": "得分按折线：{points}",
        "steps": "得分自该值起：{points}",
        "point": "{value} → {score}",
        "grade": "等级{name}：{begin}至{end}（不含）",
        "best": "等级{name}：{begin}至{end}",
        "trend": "与上一周期相差{points}分以内为平稳",
        "condition": "{title}：当{when}时，{because}",
        "comma": "、",
    },
}


def scorecard_lines(scoring: Scoring, language: str) -> Iterator[str]:
    """Write a scorecard in words; what stands further in belongs to the line above it."""
    words = WORDS[language]
    yield words["period"].format(span=_span(scoring.period, language))
    if scoring.processes:
        yield words["processes"].format(processes=words["comma"].join(scoring.processes))
    for metric in scoring.metrics:
        yield words["metric"].format(weight=f"{metric.weight:f}", title=metric.title.text(language), name=metric.name)
        yield from (f"  {line}" for line in _metric(metric, language))
    for grade in reversed(scoring.grades):
        shape = "best" if grade is scoring.grades[-1] else "grade"
        yield words[shape].format(name=grade.name, begin=f"{grade.begin:f}", end=f"{grade.end:f}")
    if scoring.steady_within is not None:
        yield words["trend"].format(points=f"{scoring.steady_within:f}")
    fields = fields_of(SupplierFinding)
    for rule in scoring.risk:
        title = f"{fields['risk'].title.text(language)} {rule.level.label.text(language)}"
        yield _condition(title, rule.condition, language)
    for flag, condition in scoring.consequences.items():
        yield _condition(fields[flag].title.text(language), condition, language)


def _metric(metric: Metric, language: str) -> Iterator[str]:
    words = WORDS[language]
    register, dated = _said(metric.rows, language), _said(metric.dated, language)
    yield words["rows"].format(variable=metric.variable, register=register, dated=dated)
    if metric.where is not None:
        yield words["where"].format(where=_said(metric.where, language))
    by = words["comma"] + words["by"].format(by=_said(metric.by, language)) if metric.by is not None else ""
    yield words["minimum"].format(minimum=metric.minimum) + by
    if metric.value is not None:
        yield words["value"].format(unit=metric.unit, value=_said(metric.value, language))
    if metric.good is not None:
        yield words["good"].format(unit=metric.unit, good=_said(metric.good, language))
    points = (words["point"].format(value=plain(value), score=plain(score)) for value, score in metric.score.points)
    yield words["steps" if metric.score.is_stepped else "points"].format(points=words["comma"].join(points))


def _condition(title: str, condition: Condition, language: str) -> str:
    said = {"when": _said(condition.when, language), "because": condition.because.text(language)}
    return WORDS[language]["condition"].format(title=title, **said)


def _said(expression: Expression, language: str) -> str:
    """Write an expression in words, or as it is written where the words are longer than a line."""
    lines = phrase(expression, language)
    if len(lines) == 1 and len(lines[0]) <= LONGEST:
        return lines[0]
    return f"⟦ {' '.join(expression.source.text.split())} ⟧"


def _span(span: Span, language: str) -> str:
    return UNITS[span.unit].text(language).format(count=span.count)
