"""What is told beside a control chart: limits, flagged points with their lines, false alarms, capability."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from core.words import Localized
from drawing.figure import BEYOND, Figure, Panel
from drawing.named_lines import decimals_of, named_lines
from drawing.rule_words import rule_words
from drawing.scales import number
from lotgate.chart_asked import Asked
from lotgate.chart_data import ChartData
from lotgate.chart_kinds import Charted, point_of, title_of
from lotgate.chart_words import PLURALS, REPORT, SIGMAS

if TYPE_CHECKING:
    from spc_kernels.capability import Capability, Index

MOST_TOLD = 12
"""Runs of flagged points that are listed for a rule."""


def figure_of(charted: Charted, data: ChartData, asked: Asked) -> Figure:
    """Put panels, words and notes together to what is drawn."""
    rules = () if charted.rules is None else charted.rules.rules
    return Figure(
        title=title_of(charted, data),
        subtitle=_both(lambda language: _subtitle(charted, data, asked, language)),
        point=point_of(data, asked),
        panels=charted.panels,
        notes=tuple(_notes(charted, asked)),
        baseline=asked.baseline,
        rules=tuple((rule.number, rule_words(rule)) for rule in rules),
    )


def report(charted: Charted, data: ChartData, asked: Asked, language: str) -> Iterator[str]:
    """Tell what the picture shows, line by line."""
    texts = REPORT[language]
    for panel in charted.panels:
        yield _limits(panel, language)
    yield _sigma(charted, asked, language)
    for panel in charted.panels:
        if panel.flags:
            yield from _flagged(panel, charted, data, language)
    if not any(panel.flags for panel in charted.panels):
        yield texts["none"]
    yield from _alarms(charted, language)
    if charted.capability is not None:
        yield from _capability(charted.capability, asked, language)


def _both(said: Callable[[str], str]) -> Localized:
    return Localized(en=said("en"), zh=said("zh"))


def _notes(charted: Charted, asked: Asked) -> Iterator[Localized]:
    yield _both(lambda language: _run_on(_alarms(charted, language), language))
    if charted.capability is not None:
        study = charted.capability
        yield _both(lambda language: _run_on(_capability(study, asked, language), language))


def _run_on(lines: Iterator[str], language: str) -> str:
    """Join lines to sentences."""
    stop, blank = ("。", "") if language == "zh" else (".", " ")
    return blank.join(line if line.endswith(stop) else line + stop for line in lines)


def _subtitle(charted: Charted, data: ChartData, asked: Asked, language: str) -> str:
    texts = REPORT[language]
    point, count = point_of(data, asked).text(language), len(data.rows)
    named = PLURALS.get(point, point) if count > 1 else point
    sizes = {len(row) for row in data.rows}
    is_equal = data.is_grouped and len(sizes) == 1
    parts = [texts["equal" if is_equal else "points"].format(count=f"{count:,}", points=named, size=min(sizes))]
    if data.is_grouped and not is_equal:
        parts.append(texts["unequal"].format(least=min(sizes), most=max(sizes)))
    if asked.unit:
        parts.append(texts["unit"].format(unit=asked.unit))
    if charted.rules is None:
        parts.append(texts["limits_only"])
    else:
        numbers = ", ".join(str(rule.number) for rule in charted.rules.rules)
        parts.append(texts["rules"].format(name=charted.rules.name, numbers=numbers))
    if asked.baseline is not None:
        parts.append(texts["baseline"].format(count=f"{asked.baseline:,}"))
    given = [texts[name] for name in ("center", "sigma") if getattr(asked, name) is not None]
    if given:
        parts.append(texts["given"].format(names=texts["comma"].join(given)))
    if data.dropped:
        parts.append(texts["dropped"].format(count=f"{data.dropped:,}"))
    return texts["separator"].join(parts)


def _limits(panel: Panel, language: str) -> str:
    texts = REPORT[language]
    upper, lower, center, *_ = (number(line.value, decimals_of(panel)) for line in named_lines(panel))
    told = texts["panel"].format(title=panel.title.text(language), lower=lower, center=center, upper=upper)
    return f"{told}{texts['comma'] if language == 'en' else '，'}{texts['varies']}" if panel.varies else told


def _sigma(charted: Charted, asked: Asked, language: str) -> str:
    sigma = charted.sigma
    key = "sigma_z" if asked.kind.startswith("laney") else "sigma_line"
    return REPORT[language][key].format(value=f"{sigma.value:.6g}", method=_method(sigma.method, language))


def _method(method: str, language: str) -> str:
    return SIGMAS[language].get(method, method)


def _flagged(panel: Panel, charted: Charted, data: ChartData, language: str) -> Iterator[str]:
    """List flagged points by rule; neighbours are told as one run."""
    texts = REPORT[language]
    title = panel.title.text(language)
    points = len({flag.point for flag in panel.flags})
    yield texts["flagged"].format(count=f"{points:,}", total=f"{panel.count:,}", title=title)
    found: dict[int, set[int]] = {}
    for flag in panel.flags:
        for rule in flag.rules:
            found.setdefault(rule, set()).add(flag.point)
    words = {} if charted.rules is None else {rule.number: rule_words(rule) for rule in charted.rules.rules}
    for rule in sorted(found):
        told = texts["comma"].join(_runs(sorted(found[rule]), data, language))
        if rule == BEYOND:
            yield texts["beyond"].format(points=told)
        else:
            yield texts["rule"].format(number=rule, words=words[rule].text(language), points=told)


def _runs(points: list[int], data: ChartData, language: str) -> Iterator[str]:
    texts = REPORT[language]
    breaks = [index for index in range(1, len(points)) if points[index] != points[index - 1] + 1]
    runs = [points[begin:end] for begin, end in zip([0, *breaks], [*breaks, len(points)], strict=True)]
    for run in runs[:MOST_TOLD]:
        first, last = data.lines[run[0]][0], data.lines[run[-1]][1]
        point = str(run[0] + 1) if len(run) == 1 else texts["run"].format(first=run[0] + 1, last=run[-1] + 1)
        yield texts["line" if first == last else "lines"].format(point=point, first=first, last=last)
    if len(runs) > MOST_TOLD:
        yield texts["more"].format(count=f"{len(runs) - MOST_TOLD:,}")


def _alarms(charted: Charted, language: str) -> Iterator[str]:
    texts, found = REPORT[language], charted.false_alarms
    if found is None:
        yield texts["alarms_unknown"]
        return
    how = texts["simulated"].format(error=f"{found.standard_error:.2g}") if found.standard_error else texts["computed"]
    how += texts["approximate"] if found.is_approximate else ""
    yield texts["alarms"].format(arl=f"{found.arl:.4g}", rate=f"{100 / found.arl:.2g} %", how=how)
    yield texts["assumes"]


def _capability(study: "Capability", asked: Asked, language: str) -> Iterator[str]:
    texts = REPORT[language]
    yield _index("Cpk", "cpk", study.cpk, study, language)
    yield _index("Ppk", "ppk", study.ppk, study, language)
    beyond = round((study.observed.total or 0.0) * study.n / 1e6)
    yield texts["observed"].format(count=f"{beyond:,}", total=f"{study.n:,}")
    if study.stability.verdict == "unstable":
        yield texts["unstable"]
    if study.normality.verdict == "rejected" and study.normality.p_value is not None:
        yield texts["not_normal"].format(p=f"{study.normality.p_value:.2g}")
    if asked.kind != "individuals":
        yield texts["not_drawn"]


def _index(name: str, key: str, index: "Index", study: "Capability", language: str) -> str:
    texts = REPORT[language]
    if index.value is None:
        return texts["index_none"].format(name=name, reason=texts["no_spread"])
    if index.lower_bound is None:
        return texts["no_bound"].format(name=name, value=f"{index.value:.3f}", reason=texts["too_few"])
    return texts[key].format(
        value=f"{index.value:.3f}",
        bound=f"{index.lower_bound:.3f}",
        confidence=f"{100 * study.confidence:g} %",
        method=_method(study.sigma_within.method, language),
        count=f"{study.n:,}",
    )
