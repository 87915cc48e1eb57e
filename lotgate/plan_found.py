"""From a lot and an acceptance quality limit to a plan with what it is worth; writes no words."""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.documents.files import decode_text, read_bytes
from core.locations import DataLocation
from core.suggestions import did_you_mean, quoted
from core.words import say
from spc_kernels.sampling.attributes import attributes_plan, preferred_aqls
from spc_kernels.sampling.attributes_designs import zero_acceptance_plan
from spc_kernels.sampling.code_letters import ATTRIBUTES_LETTERS, VARIABLES_LETTERS, CodeLetters
from spc_kernels.sampling.errors import AqlOutsideTableError, MissingFactError, UnknownStandardError
from spc_kernels.sampling.operating_characteristic import (
    consumers_risk,
    quality_at,
    variables_acceptance_probability,
)
from spc_kernels.sampling.outgoing_quality import average_outgoing_quality_limit, average_sample_number
from spc_kernels.sampling.plans import NOT_PERMITTED, AttributesPlan, VariablesPlan
from spc_kernels.sampling.schemes import Scheme
from spc_kernels.sampling.supplied_tables import SuppliedTables, read_supplied_tables
from spc_kernels.sampling.variables import variables_plan
from spc_kernels.sampling.variables_tables import AQLS as VARIABLES_AQLS

EDITIONS = {
    "iso_2859_1": "1999",
    "gb_t_2828_1": "2012",
    "z1_4": "2003",
    "mil_std_105": "E",
    "z1_9": "2003",
    "iso_3951_1": "2022",
    "gb_t_6378_1": "2008",
}
"""The edition that is meant when none is named."""
ALIASES = {
    "gbt_2828_1": "gb_t_2828_1",
    "gbt_6378_1": "gb_t_6378_1",
    "iso_3951": "iso_3951_1",
    "mil_std_105e": "mil_std_105",
}
ZERO = "c0"
BY_VARIABLES = ("z1_9", "iso_3951_1", "gb_t_6378_1")
PROBABILITIES = (0.95, 0.5, 0.1)
LARGEST_PERCENT = 10.0
"""Up to this AQL the tables count nonconforming items; above it, nonconformities per 100 items."""
DIGITS = 12


class Sample(msgspec.Struct, frozen=True):
    """One sample of a plan: items, and the cumulative numbers after it; Ac is None where it must not accept yet."""

    n: int
    ac: int | None
    re: int


class LotRange(msgspec.Struct, frozen=True):
    """The range of lot sizes that a code letter stands for; `most` is None where it has no end."""

    least: int
    most: int | None


class QualityPoint(msgspec.Struct, frozen=True):
    """A quality, in percent or per 100 items, and the probability that it is accepted."""

    quality: float
    probability: float


class OutgoingLimit(msgspec.Struct, frozen=True):
    """The worst average outgoing quality and the incoming quality it belongs to, in percent or per 100 items."""

    limit: float
    at: float


class FoundPlan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    A plan with the way to it and what it is worth.

    Attributes:
        standard: Name of the scheme; ``c0`` for a plan designed for a limiting quality.
        edition: Its edition; None for a designed plan.
        lot_size: Items in the lot.
        aql: Acceptance quality limit; None for a designed plan.
        limiting_quality: Percent nonconforming that a designed plan is for.
        level: Inspection level.
        severity: ``normal``, ``tightened`` or ``reduced``.
        sampling: ``single``, ``double``, ``multiple`` or ``variables``: what the plan is, after the table's asterisks.
        code_letter: Letter of the lot size and level.
        lot_range: Lot sizes that have this letter.
        plan_letter: Letter whose plan is used, after the arrows.
        path: Arrows and asterisks followed, ``A down``, ``E use single``.
        samples: Samples of a plan that counts.
        variables: n, k and M of a plan that measures.
        inspect_all: Whether every item is inspected.
        distribution: What the curve rests on.
        curve: Qualities accepted with probability 0.95, 0.5 and 0.1.
        at_aql: Probability of acceptance at the AQL.
        aoql: Average outgoing quality limit.
        average_sample: Items inspected on average at the AQL; only of several samples.
    """

    standard: str
    edition: str | None = None
    lot_size: int
    aql: float | None = None
    limiting_quality: float | None = None
    level: str | None = None
    severity: str | None = None
    sampling: str
    code_letter: str | None = None
    lot_range: LotRange | None = None
    plan_letter: str | None = None
    path: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    variables: VariablesPlan | None = None
    inspect_all: bool = False
    distribution: str | None = None
    curve: tuple[QualityPoint, ...] = ()
    at_aql: QualityPoint | None = None
    aoql: OutgoingLimit | None = None
    average_sample: float | None = None


class AskedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; `aql`, `limiting_quality` in percent."""

    lot_size: int
    aql: float | None = None
    level: str = "II"
    severity: str = "normal"
    scheme: str = "iso_2859_1"
    edition: str | None = None
    sampling: str = "single"
    sigma: str = "unknown"
    limiting_quality: float | None = None
    risk: float = 0.1
    tables: Path | None = None


def find_plan(asked: AskedPlan) -> FoundPlan:
    """
    Find the plan that is asked for.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``, no AQL, or no limiting quality for c = 0.
        SamplingError: ``spc.sampling.*``.
    """
    standard = ALIASES.get(asked.scheme, asked.scheme)
    if standard == ZERO and asked.tables is None:
        return _zero(asked)
    if asked.aql is None:
        message = say("there is no acceptance quality limit", "未给出接收质量限")
        raise MissingFactError(message, location=DataLocation("--aql"), hint=say("`--aql 0.65`", "例如 `--aql 0.65`"))
    scheme = _supplied(asked.tables) if asked.tables is not None else _scheme(standard, asked.edition)
    if isinstance(scheme, Scheme) and scheme.standard in BY_VARIABLES:
        return _by_variables(scheme, asked, asked.aql)
    return _by_attributes(scheme, asked, asked.aql)


def _scheme(standard: str, edition: str | None) -> Scheme:
    if standard not in EDITIONS:
        message = say("there is no sampling scheme `{name}`", "没有抽样体系 `{name}`", name=standard)
        hint = did_you_mean(standard, [*EDITIONS, ZERO])
        raise UnknownStandardError(message, location=DataLocation("--scheme"), hint=hint)
    return Scheme(standard, edition or EDITIONS[standard])


def _supplied(path: Path) -> SuppliedTables:
    return read_supplied_tables(decode_text(read_bytes(path, str(path)), str(path)))


def _by_attributes(scheme: Scheme | SuppliedTables, asked: AskedPlan, aql: float) -> FoundPlan:
    _check_aql(aql, preferred_aqls(scheme))
    found = attributes_plan(scheme, asked.lot_size, aql, asked.level, asked.severity, asked.sampling)
    letters = scheme.code_letters if isinstance(scheme, SuppliedTables) else ATTRIBUTES_LETTERS
    plan = FoundPlan(
        standard=found.scheme.standard,
        edition=found.scheme.edition,
        lot_size=asked.lot_size,
        aql=aql,
        level=asked.level,
        severity=asked.severity,
        sampling=found.sampling,
        code_letter=found.code_letter,
        lot_range=_range(letters, asked.lot_size, asked.level),
        plan_letter=found.plan_letter,
        path=found.path,
        samples=_samples(found.plan),
        inspect_all=found.inspect_all,
    )
    # Where every item is inspected there is no chance left to compute.
    return plan if found.inspect_all else _worth(plan, found.plan)


def _worth(found: FoundPlan, plan: AttributesPlan) -> FoundPlan:
    """Add the points of the curve: nonconforming items of a process, or nonconformities above the last percent."""
    quality = (found.aql or 0.0) / 100.0
    distribution = "binomial" if quality * 100.0 <= LARGEST_PERCENT else "poisson"
    outgoing = average_outgoing_quality_limit(plan, found.lot_size, distribution)
    several = len(plan.sample_sizes) > 1
    average = float(average_sample_number(plan, [quality], distribution)[0]) if several else None
    return msgspec.structs.replace(
        found,
        distribution=distribution,
        curve=tuple(
            QualityPoint(_percent(quality_at(plan, probability, distribution)), probability)
            for probability in PROBABILITIES
        ),
        at_aql=QualityPoint(found.aql or 0.0, _rounded(consumers_risk(plan, quality, distribution))),
        aoql=OutgoingLimit(_percent(outgoing.limit), float(f"{100 * outgoing.at:.6g}")),
        average_sample=None if average is None else _rounded(average),
    )


def _by_variables(scheme: Scheme, asked: AskedPlan, aql: float) -> FoundPlan:
    if scheme.standard == "z1_9":
        _check_aql(aql, VARIABLES_AQLS)
    found = variables_plan(scheme, asked.lot_size, aql, asked.level, asked.severity, asked.sigma)
    plan = found.plan
    chance = float(variables_acceptance_probability(plan, [aql / 100.0])[0])
    return FoundPlan(
        standard=scheme.standard,
        edition=scheme.edition,
        lot_size=asked.lot_size,
        aql=aql,
        level=asked.level,
        severity=asked.severity,
        sampling="variables",
        code_letter=found.code_letter,
        lot_range=_range(VARIABLES_LETTERS, asked.lot_size, asked.level),
        plan_letter=found.plan_letter,
        path=found.path,
        variables=msgspec.structs.replace(
            plan,
            acceptability_constant=_rounded(plan.acceptability_constant),
            maximum_fraction=_rounded(plan.maximum_fraction),
        ),
        inspect_all=found.inspect_all,
        distribution="normal",
        curve=tuple(QualityPoint(_percent(_variables_quality(plan, one)), one) for one in PROBABILITIES),
        at_aql=QualityPoint(aql, _rounded(chance)),
    )


def _variables_quality(plan: VariablesPlan, probability: float) -> float:
    """Find the fraction nonconforming that is accepted with a probability: the curve falls, so halve."""
    low, high = 0.0, 1.0
    for _ in range(80):
        middle = (low + high) / 2
        chance = float(variables_acceptance_probability(plan, [middle])[0])
        low, high = (middle, high) if chance > probability else (low, middle)
    return high


def _zero(asked: AskedPlan) -> FoundPlan:
    """Design a plan that no nonconforming item passes, for this lot."""
    if asked.limiting_quality is None:
        message = say(
            "a plan with c = 0 is for a limiting quality, and none is given",
            "c = 0方案按极限质量设计，而未给出极限质量",
        )
        hint = say("`--limiting-quality 2.5`, in percent", "例如 `--limiting-quality 2.5`，以百分数计")
        raise MissingFactError(message, location=DataLocation("--limiting-quality"), hint=hint)
    found = zero_acceptance_plan(asked.limiting_quality / 100.0, asked.risk, asked.lot_size)
    plan = FoundPlan(
        standard=ZERO,
        lot_size=asked.lot_size,
        aql=asked.aql,
        limiting_quality=asked.limiting_quality,
        sampling="single",
        samples=_samples(found.plan),
        inspect_all=found.inspect_all,
        distribution="hypergeometric",
    )
    if found.inspect_all:
        return plan
    outgoing = average_outgoing_quality_limit(found.plan, asked.lot_size, "binomial")
    at_aql = None if asked.aql is None else _rounded(consumers_risk(found.plan, asked.aql / 100.0))
    return msgspec.structs.replace(
        plan,
        curve=tuple(QualityPoint(_percent(quality_at(found.plan, one)), one) for one in PROBABILITIES),
        at_aql=None if at_aql is None else QualityPoint(asked.aql or 0.0, at_aql),
        aoql=OutgoingLimit(_percent(outgoing.limit), float(f"{100 * outgoing.at:.6g}")),
    )


def _check_aql(aql: float, columns: Sequence[float]) -> None:
    """Refuse what is no column of the table, and name its neighbours."""
    if aql in columns:
        return
    at = bisect_left(columns, aql)
    near = [f"{one:g}" for one in columns[max(at - 1, 0) : at + 1]]
    message = say(
        "AQL {aql:g} is no column of the table, which goes from {first:g} to {last:g}",
        "AQL {aql:g}不在表中，表中各列为{first:g}至{last:g}",
        aql=aql,
        first=columns[0],
        last=columns[-1],
    )
    hint = say("near it: {near}", "最接近的列：{near}", near=quoted(near))
    raise AqlOutsideTableError(message, location=DataLocation("--aql"), hint=hint)


def _samples(plan: AttributesPlan) -> tuple[Sample, ...]:
    return tuple(
        Sample(n, None if ac == NOT_PERMITTED else ac, re)
        for n, ac, re in zip(plan.sample_sizes, plan.acceptance_numbers, plan.rejection_numbers, strict=True)
    )


def _range(letters: CodeLetters, lot_size: int, level: str) -> LotRange:
    """Give all lot sizes that have the letter of this one: neighbouring ranges may share it."""
    row, at = letters.levels[level], bisect_left(letters.largest, lot_size)
    first = next(index for index in range(at, -1, -1) if index == 0 or row[index - 1] != row[at])
    last = next(index for index in range(at, len(row)) if index == len(row) - 1 or row[index + 1] != row[at])
    least = letters.smallest_lot if first == 0 else letters.largest[first - 1] + 1
    return LotRange(least, letters.largest[last] if last < len(letters.largest) else None)


def _rounded(value: float) -> float:
    """Keep twelve digits: the last ones of SciPy differ between machines."""
    return float(f"{value:.{DIGITS}g}")


def _percent(fraction: float) -> float:
    return _rounded(100.0 * fraction)
