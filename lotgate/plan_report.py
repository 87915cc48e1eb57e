"""A sampling plan in words: what it is, why, what it is worth, and how inspection switches."""

import itertools
from collections.abc import Iterator

from lotgate.plan_forms import LARGEST_PERCENT, ZERO, FoundPlan, LotRange
from lotgate.plan_words import NO_SWITCHING, REPORT, SAMPLINGS, SEVERITIES, STANDARDS, switching_words

SHOWN = 4
"""Digits of a quality or probability."""


def plan_report(found: FoundPlan, language: str, *, risk: float) -> Iterator[str]:
    """
    Tell about a plan, line by line.

    Args:
        found: The plan.
        language: ``en`` or ``zh``.
        risk: Probability with which the limiting quality of a designed plan may be accepted.
    """
    texts = REPORT[language]
    yield from _head(found, language, risk)
    yield ""
    yield from (f"  {line}" for line in _plan(found, texts))
    yield ""
    yield texts["why"]
    yield from (f"  {line}" for line in _why(found, language))
    if found.curve:
        yield ""
        model = "binomial" if found.standard == ZERO else found.distribution or "binomial"
        yield texts["worth"].format(model=texts[model])
        yield from (f"  {line}" for line in _worth(found, texts))
    yield ""
    yield texts["switching"]
    words = (NO_SWITCHING,) if found.standard == ZERO else switching_words(found.standard, found.sampling)
    yield from (f"  {one.text(language)}" for one in words)


def _head(found: FoundPlan, language: str, risk: float) -> Iterator[str]:
    texts = REPORT[language]
    if found.standard == ZERO:
        yield texts["head_zero"]
        size, quality = f"{found.lot_size:,}", f"{found.limiting_quality or 0.0:g}"
        yield texts["lot_zero"].format(size=size, quality=quality, risk=f"{risk:g}")
        return
    between = (
        "-" if found.standard in ("z1_4", "z1_9", "gb_t_2828_1") else ":" if found.standard == "iso_2859_1" else ""
    )
    scheme = f"{STANDARDS.get(found.standard, found.standard + ' ')}{between}{found.edition}"
    severity = SEVERITIES[language][found.severity or "normal"]
    if found.variables is not None:
        method = texts["s_method" if found.variables.sigma == "unknown" else "sigma_method"]
        yield texts["head_variables"].format(scheme=scheme, severity=severity, method=method, level=found.level)
    else:
        sampling = SAMPLINGS[language][found.sampling]
        yield texts["head"].format(scheme=scheme, severity=severity, sampling=sampling, level=found.level)
    unit = texts["percent" if (found.aql or 0.0) <= LARGEST_PERCENT else "per_hundred"]
    yield texts["lot"].format(size=f"{found.lot_size:,}", aql=f"{found.aql:g}", unit=unit)


def _plan(found: FoundPlan, texts: dict[str, str]) -> Iterator[str]:
    if found.variables is not None:
        plan = found.variables
        k, m = f"{plan.acceptability_constant:.4g}", f"{100 * plan.maximum_fraction:.4g}"
        yield texts["variables"].format(n=plan.sample_size, k=k, m=m)
        return
    total = 0
    for index, one in enumerate(found.samples, 1):
        total += one.n
        accept = "#" if one.ac is None else str(one.ac)
        key = "sample" if len(found.samples) == 1 else "sample_of"
        yield texts[key].format(index=index, n=one.n, total=total, ac=accept, re=one.re)


def _why(found: FoundPlan, language: str) -> Iterator[str]:
    texts = REPORT[language]
    if found.standard == ZERO:
        yield texts["zero"].format(n=found.samples[0].n, model=texts["hypergeometric"])
        yield texts["not_squeglia"]
    else:
        yield _letter(found.lot_range or LotRange(found.lot_size, None), found, texts)
        yield from _followed(found, language)
    if any(one.ac is None for one in found.samples):
        yield texts["hash"]
    if found.samples and found.samples[-1].re > (found.samples[-1].ac or 0) + 1:
        yield texts["gap"]
    if found.variables is not None:
        yield texts["k_m" if found.variables.sigma == "unknown" else "k_m_known"]
    if found.inspect_all:
        yield texts["whole"]


def _letter(lots: LotRange, found: FoundPlan, texts: dict[str, str]) -> str:
    parts = {"least": f"{lots.least:,}", "letter": found.code_letter, "level": found.level}
    if lots.most is None:
        return texts["letter_open"].format(**parts)
    return texts["letter"].format(most=f"{lots.most:,}", **parts)


def _followed(found: FoundPlan, language: str) -> Iterator[str]:
    """Tell each arrow and asterisk on the way from the letter of the lot to the plan."""
    texts = REPORT[language]
    for what, steps in itertools.groupby(found.path, key=lambda step: step.partition(" ")[2]):
        letters = [step.partition(" ")[0] for step in steps]
        if what.startswith("use "):
            yield texts["use"].format(letter=letters[0], sampling=SAMPLINGS[language][what.removeprefix("use ")])
        elif len(letters) == 1:
            yield texts[what].format(letter=letters[0])
        else:
            yield texts[f"{what}_many"].format(first=letters[0], last=letters[-1])
    if found.plan_letter != found.code_letter:
        yield texts["ends"].format(letter=found.plan_letter)
    elif not found.path:
        severity = SEVERITIES[language][found.severity or "normal"]
        yield texts["cell"].format(letter=found.code_letter, aql=f"{found.aql:g}", severity=severity)


def _worth(found: FoundPlan, texts: dict[str, str]) -> Iterator[str]:
    unit = texts["unit_hundred" if found.distribution == "poisson" else "unit_percent"]
    for point in found.curve:
        quality = f"{point.quality:.{SHOWN}g}"
        yield texts["accepts"].format(quality=quality, unit=unit, probability=f"{point.probability:g}")
    if found.at_aql is not None:
        probability = f"{found.at_aql.probability:.{SHOWN}g}"
        yield texts["at_aql"].format(quality=f"{found.at_aql.quality:g}", probability=probability)
    if found.aoql is not None:
        limit, at = f"{found.aoql.limit:.{SHOWN}g}", f"{found.aoql.at:.{SHOWN}g}"
        yield texts["aoql"].format(limit=limit, unit=unit, at=at)
    if found.average_sample is not None:
        yield texts["asn"].format(count=f"{found.average_sample:.{SHOWN}g}")
