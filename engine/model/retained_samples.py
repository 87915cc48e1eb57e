"""Samples of a lot that are kept, and what was found when they were looked at."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.fields import Code, Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Positive, Text


class RetentionPurpose(Code):
    """What retained samples are kept for."""

    reference = "reference", "reference", "备查留样"
    observation = "observation", "observation", "留样观察"
    stability = "stability", "stability", "稳定性考察"


class SampleObservation(Entity, frozen=True, kw_only=True):
    """One look at a retained sample."""

    id: Annotated[
        Identifier, said("Observation", "观察记录", "Identifies the observation", "观察记录的标识", example="o1")
    ]
    observed_on: Annotated[
        dt.date | UnsetType,
        said("Observed", "观察日期", "Day of the observation", "观察的日期", example="2026-11-20", occurred=True),
    ] = UNSET
    conforming: Annotated[
        bool | UnsetType,
        said("Conforming", "符合要求", "Whether the sample was as it should be", "样品是否符合要求", example=True),
    ] = UNSET
    observer: Annotated[
        str | UnsetType,
        said("Observer", "观察人员", "Who looked at it", "进行观察的人员", example="P-031", refers_to="people"),
    ] = UNSET


class RetainedSample(Entity, frozen=True, kw_only=True):
    """Units of the lot that are kept."""

    id: Annotated[
        Identifier, said("Retained sample", "留样", "Number of the sample", "留样编号", example="RS-2610-014")
    ]
    purpose: Annotated[
        RetentionPurpose | UnsetType,
        said("Purpose", "留样目的", "What it is kept for", "留样的目的", example="observation"),
    ] = UNSET
    quantity: Annotated[
        Positive | UnsetType, said("Quantity", "留样数量", "Units that are kept", "留样的件数", example=20)
    ] = UNSET
    taken_on: Annotated[
        dt.date | UnsetType,
        said("Taken", "留样日期", "Day on which it was taken", "取样的日期", example="2026-11-10", occurred=True),
    ] = UNSET
    keep_until: Annotated[
        dt.date | UnsetType,
        said(
            "To be kept until",
            "留样期限",
            "Last day on which it is kept",
            "保留至的日期，含当日",
            example="2030-10-25",
        ),
    ] = UNSET
    location: Annotated[
        Text | UnsetType, said("Location", "存放位置", "Where it is kept", "留样存放的位置", example="R2-C4")
    ] = UNSET
    observations: Annotated[
        list[SampleObservation] | UnsetType,
        said("Observations", "观察记录", "What was found when it was looked at", "各次留样观察的结果", register=True),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("taken_on", "keep_until")),)
