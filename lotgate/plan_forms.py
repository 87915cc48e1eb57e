"""A sampling plan as data: what is asked for, and what was found with the way to it."""

from pathlib import Path

import msgspec

from spc_kernels.sampling.plans import VariablesPlan

ZERO = "c0"
"""The scheme of plans that no nonconforming item passes."""
LARGEST_PERCENT = 10.0
"""Up to this AQL the tables count nonconforming items; above it, nonconformities per 100 items."""


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
