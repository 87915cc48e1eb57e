"""How it is known whether an action worked."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.capa_codes import EffectivenessOutcome
from engine.model.fields import Entity, said
from engine.model.values import Count, Period, Positive, Quantity, Text


class EffectivenessCheck(Entity, frozen=True, kw_only=True):
    """The check, after some time, whether an action did what it was meant to do and harmed nothing."""

    criterion: Annotated[
        Text | UnsetType,
        said(
            "Criterion",
            "判定准则",
            "What has to be seen for the action to count as effective",
            "判定措施有效的准则",
            example="No seal channel in 20 consecutive lots",
        ),
    ] = UNSET
    metric: Annotated[
        Text | UnsetType | None,
        said("Metric", "指标", "What is measured for it", "据以判定的指标", example="Seal nonconformances per lot"),
    ] = UNSET
    baseline: Annotated[
        Quantity | UnsetType | None,
        said(
            "Baseline",
            "基准值",
            "The metric before the action",
            "措施前的指标值",
            example={"value": "0.8", "unit": "%"},
        ),
    ] = UNSET
    target: Annotated[
        Quantity | UnsetType | None,
        said("Target", "目标值", "The metric to reach", "应达到的指标值", example={"value": "0.1", "unit": "%"}),
    ] = UNSET
    observed: Annotated[
        Quantity | UnsetType | None,
        said(
            "Observed",
            "实测值",
            "The metric after the action; null while it was not measured",
            "措施后的指标值；未测时为null",
            example={"value": "0.05", "unit": "%"},
        ),
    ] = UNSET
    window: Annotated[
        Period | UnsetType, said("Window", "验证期", "Days over which it is observed", "观察的日期区间")
    ] = UNSET
    minimum_sample: Annotated[
        Positive | UnsetType | None,
        said(
            "Minimum sample",
            "最小样本量",
            "Least lots or units to observe; null when no least number was set",
            "至少应观察的批数或件数；未规定时为null",
            example=20,
        ),
    ] = UNSET
    sample: Annotated[
        Count | UnsetType, said("Sample", "样本量", "Lots or units observed", "实际观察的批数或件数", example=24)
    ] = UNSET
    outcome: Annotated[
        EffectivenessOutcome | UnsetType | None,
        said(
            "Outcome",
            "验证结论",
            "What the check found; null while it was not made",
            "有效性验证的结论；未验证时为null",
            example="effective",
        ),
    ] = UNSET
    no_adverse_effect: Annotated[
        bool | UnsetType,
        said(
            "No adverse effect",
            "无不利影响",
            "Whether it was verified that the action harms neither product nor compliance",
            "是否已验证措施对产品安全、性能与合规无不利影响",
            example=True,
        ),
    ] = UNSET
    checked_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Checked",
            "验证日期",
            "Day of the check; null while it was not made",
            "验证日期；未验证时为null",
            example="2027-02-15",
            occurred=True,
        ),
    ] = UNSET
    checked_by: Annotated[
        str | UnsetType | None,
        said("Checked by", "验证人", "Who made the check", "验证人员", example="P-031", refers_to="people"),
    ] = UNSET
    evidence: Annotated[
        str | UnsetType | None,
        said(
            "Evidence", "证据", "The record of the check", "验证的记录", example="DOC-0340", refers_to="lot.documents"
        ),
    ] = UNSET
