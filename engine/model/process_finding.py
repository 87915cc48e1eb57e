"""What was found of a process: one series of one step and one piece of equipment at a time, never pooled."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.characteristic_codes import ControlChart
from engine.model.fields import Entity, Localized, said
from engine.model.finding_codes import BaselineOrigin, ProcessReasonCode, ProcessState
from engine.model.values import Count, Instant, Quantity, Text


class ProcessReason(Entity, frozen=True, kw_only=True):
    """One thing that decided, or that stands in the way of deciding."""

    code: Annotated[ProcessReasonCode, said("Code", "原因代码", "What is the matter", "原因类别")]
    path: Annotated[Text, said("Place", "位置", "Where in the dossier", "在卷宗中的位置")]
    words: Annotated[Localized, said("Words", "说明", "What a person reads", "供人阅读的说明")]


class ProcessSignal(Entity, frozen=True, kw_only=True):
    """A point that a run rule or a limit flags."""

    rule: Annotated[Text, said("Rule", "判异准则", "Which rule; `spread` for the chart of the spread", "判异准则")]
    path: Annotated[
        Text, said("Place", "位置", "The subgroup, by the place of its time", "子组，以其采集时间的位置标识")
    ]
    at: Annotated[Instant, said("Taken", "采集时间", "When the subgroup was taken", "子组的采集时间")]
    value: Annotated[Quantity, said("Point", "点值", "The plotted value", "所绘的点值")]


class ProcessBaseline(Entity, frozen=True, kw_only=True):
    """Where the limits of a chart come from."""

    origin: Annotated[BaselineOrigin, said("Origin", "来源", "Prior period, or fixed values", "基准期或固定值")]
    subgroups: Annotated[
        Count | None, said("Subgroups", "子组数", "Subgroups that they were estimated from", "用于估计的子组数")
    ] = None
    beyond: Annotated[
        Count | None,
        said("Beyond", "超限点数", "Points of the prior period beyond its own limits", "基准期内超出自身控制限的点数"),
    ] = None
    first_day: Annotated[dt.date | None, said("From", "自", "First day of the prior period", "基准期首日")] = None
    last_day: Annotated[dt.date | None, said("Until", "至", "Last day of the prior period", "基准期末日")] = None
    approved_by: Annotated[
        Text | None, said("Approved by", "批准人", "Who approved the fixed values", "固定值的批准人")
    ] = None


class ChartFinding(Entity, frozen=True, kw_only=True):
    """A control chart: limits from its baseline alone, points of this lot alone; numbers of twelve digits."""

    kind: Annotated[ControlChart, said("Chart", "控制图", "Kind of chart", "控制图的种类")]
    rules: Annotated[list[Text], said("Run rules", "判异准则", "Rules that were evaluated", "所采用的判异准则")]
    center: Annotated[Quantity, said("Centre line", "中心线", "Centre line", "中心线")]
    sigma: Annotated[Quantity, said("Standard deviation", "标准差", "Of single readings", "单个读数的标准差")]
    sigma_method: Annotated[Text, said("Estimator", "估计方法", "How it was estimated", "标准差的估计方法")]
    lower_limit: Annotated[
        Quantity | None,
        said(
            "Lower control limit",
            "下控制限",
            "Of the last point, or of the deciding one where sizes differ",
            "末点的下控制限；检验数量不等时为决定性点的",
        ),
    ]
    upper_limit: Annotated[
        Quantity | None,
        said(
            "Upper control limit",
            "上控制限",
            "Of the last point, or of the deciding one where sizes differ",
            "末点的上控制限；检验数量不等时为决定性点的",
        ),
    ]
    baseline: Annotated[ProcessBaseline, said("Baseline", "基准", "Where the limits come from", "控制限的来源")]
    subgroup_size: Annotated[Count, said("Subgroup size", "子组大小", "Readings in a subgroup", "每个子组的读数个数")]
    points: Annotated[Count, said("Points", "点数", "Subgroups of this lot", "本批的子组数")]
    signals: Annotated[list[ProcessSignal], said("Signals", "判异点", "Every point that is flagged", "全部判异点")]
    run_length: Annotated[
        Quantity | None,
        said(
            "In-control run length",
            "受控平均链长",
            "Points from one false alarm to the next, in control",
            "过程受控时两次虚发警报之间的平均点数",
        ),
    ]
    run_length_exact: Annotated[
        bool,
        said("Exact", "是否精确", "Whether it is exact, and not a lower estimate", "平均链长为精确值而非偏低估计"),
    ]


class CapabilityFinding(Entity, frozen=True, kw_only=True):
    """A capability index of this lot's readings, never of the baseline's."""

    index: Annotated[Text, said("Index", "指数", "Which index", "能力指数的种类")]
    estimate: Annotated[Quantity, said("Estimate", "估计值", "Its estimate", "指数的估计值")]
    confidence: Annotated[
        Quantity | None, said("Confidence", "置信水平", "One-sided confidence of the bound", "下限的单侧置信水平")
    ]
    lower_bound: Annotated[
        Quantity | None, said("Lower bound", "置信下限", "One-sided lower confidence bound", "单侧置信下限")
    ]
    least: Annotated[Quantity, said("Least", "最小值", "What is asked for, inclusive", "要求的最小值，含")]
    lower_limit: Annotated[Quantity | None, said("Lower limit", "下规格限", "Lower specification limit", "下规格限")]
    upper_limit: Annotated[Quantity | None, said("Upper limit", "上规格限", "Upper specification limit", "上规格限")]
    readings: Annotated[Count, said("Readings", "读数个数", "Readings of this lot", "本批的读数个数")]
    sigma_method: Annotated[Text, said("Estimator", "估计方法", "How sigma was estimated", "标准差的估计方法")]
    normality: Annotated[
        Quantity | None,
        said(
            "Normality",
            "正态性",
            "p-value of Anderson and Darling's test; reported only",
            "Anderson-Darling检验的p值；仅报告",
        ),
    ]


class MonitoredLimit(Entity, frozen=True, kw_only=True):
    """One monitored limit and the reading that comes nearest to it, or lies farthest beyond."""

    limit: Annotated[Quantity, said("Limit", "限值", "The limit", "限值")]
    operator: Annotated[Text, said("Comparison", "比较方式", "How a reading is compared", "读数与限值的比较方式")]
    reading: Annotated[
        Quantity, said("Deciding reading", "决定性读数", "The most extreme reading", "最接近或超出最多的读数")
    ]
    path: Annotated[Text, said("Place", "位置", "Where it stands", "该读数的位置")]
    beyond: Annotated[Count, said("Readings beyond", "超限读数", "How many lie beyond the limit", "超出限值的读数个数")]


class MonitoredFinding(Entity, frozen=True, kw_only=True):
    """Every reading of this lot against monitored limits."""

    readings: Annotated[Count, said("Readings", "读数个数", "Readings of this lot", "本批的读数个数")]
    limits: Annotated[list[MonitoredLimit], said("Limits", "限值", "Each limit", "各限值")]
    longest_excursion: Annotated[
        Quantity | None,
        said("Longest excursion", "最长超限时间", "At most so long in a row beyond a limit", "连续超限时间的上界"),
    ] = None
    kinetic_mean: Annotated[
        Quantity | None,
        said("Mean kinetic temperature", "平均动力学温度", "Over all readings of this lot", "按本批全部读数计算"),
    ] = None


class ProcessFinding(Entity, frozen=True, kw_only=True):
    """One series of a step, judged by one provision; or a control point that has none."""

    provision: Annotated[
        Text,
        said("Process provision", "过程条款", "What judged", "作出判定的条款", example="ISO-SPC-010"),
    ]
    step: Annotated[Text | None, said("Step", "工序", "The step; null where no step has such a series", "所属工序")]
    characteristic: Annotated[
        Text | None, said("Characteristic", "特性", "What was read", "被测量的特性或过程参数", example="seal strength")
    ]
    series: Annotated[
        Text | None, said("Series", "数据系列", "The series; null where there is none", "数据系列；没有时为null")
    ]
    equipment: Annotated[Text | None, said("Equipment", "设备", "What it comes from", "数据所来自的设备")]
    outcome: Annotated[ProcessState, said("Outcome", "判定结果", "What was found", "判定的结果", example="acceptable")]
    reasons: Annotated[
        list[ProcessReason],
        said("Reasons", "原因", "What decided, or stands in the way", "决定判定或妨碍判定的原因"),
    ]
    chart: Annotated[ChartFinding | None, said("Chart", "控制图", "The control chart", "控制图")] = None
    capability: Annotated[CapabilityFinding | None, said("Capability", "过程能力", "How capable it is", "过程能力")] = (
        None
    )
    monitored: Annotated[
        MonitoredFinding | None, said("Monitored limits", "监视限值", "Readings against limits", "读数与限值的比较")
    ] = None


class WatchedProcess(Entity, frozen=True, kw_only=True):
    """A step over all series and all provisions that judge them: the worst counts."""

    outcome: Annotated[
        ProcessState,
        said("Outcome", "判定结果", "The worst of its findings", "各项判定中最差的结果", example="acceptable"),
    ]
    acceptable: Annotated[
        bool | UnsetType,
        said(
            "Acceptable",
            "是否可接受",
            "Whether it is in control and capable; not there while that is not settled",
            "过程是否受控且能力满足；未能判定时没有此项",
            example=True,
        ),
    ] = UNSET
    findings: Annotated[
        list[ProcessFinding],
        said("Findings", "判定明细", "One for each provision and series", "每项条款和每个数据序列各一项"),
    ]
