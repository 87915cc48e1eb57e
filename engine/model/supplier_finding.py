"""What was found of a supplier: its score, and everything it can be recomputed from."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import ProcessKind
from engine.model.fields import Entity, Localized, said
from engine.model.finding_codes import Rating
from engine.model.rating_codes import LeftOut, RatingReason, Trend
from engine.model.supplier_codes import RiskLevel
from engine.model.values import AttributeName, Count, Period, Quantity, Text


class RowInput(Entity, frozen=True, kw_only=True):
    """A recorded value of a row that the metric read."""

    name: Annotated[Text, said("Field", "字段", "Which field of the row", "行中的字段", example="quantity_inspected")]
    title: Annotated[Localized, said("Title", "名称", "What a person calls it", "字段的名称")]
    value: Annotated[Text, said("Value", "取值", "What was recorded", "所记录的值", example="125 1")]


class ScoredRow(Entity, frozen=True, kw_only=True):
    """A row of a register that a metric looked at."""

    path: Annotated[
        Text, said("Row", "行", "Where it stands", "所在位置", example="suppliers[SUP-0107].lots[RC-2609-118]")
    ]
    left_out: Annotated[
        LeftOut | UnsetType,
        said("Left out because", "未计入原因", "Why it does not count", "该行未计入的原因", example="outside_period"),
    ] = UNSET
    good: Annotated[
        bool | UnsetType,
        said(
            "Good",
            "合格",
            "Whether the row is good, where the metric asks that",
            "行是否合格（指标有此条件时）",
            example=True,
        ),
    ] = UNSET
    inputs: Annotated[list[RowInput], said("Read", "读取的值", "What the metric read of it", "指标从该行读取的值")]


class ScoredMetric(Entity, frozen=True, kw_only=True):
    """One metric of a supplier over a period."""

    title: Annotated[Localized, said("Title", "名称", "What it is called", "指标名称")]
    value: Annotated[
        Quantity | UnsetType,
        said("Value", "指标值", "What its rows amount to", "由各行得到的值", example={"value": "98.5", "unit": "%"}),
    ] = UNSET
    score: Annotated[
        Quantity | UnsetType,
        said(
            "Score",
            "得分",
            "What its score function gives for the value, 0 to 100, cut off after two decimals",
            "评分函数给出的得分，0至100，舍去两位以后的小数",
            example={"value": "85", "unit": "1"},
        ),
    ] = UNSET
    weight: Annotated[
        Quantity,
        said(
            "Weight",
            "权重",
            "Its weight; those of all metrics add to 100",
            "权重；各指标合计100",
            example={"value": "40", "unit": "1"},
        ),
    ]
    weighted_score: Annotated[
        Quantity | UnsetType,
        said(
            "Weighted score",
            "加权得分",
            "Score times weight divided by 100, exactly",
            "得分乘以权重除以100（精确）",
            example={"value": "34", "unit": "1"},
        ),
    ] = UNSET
    minimum: Annotated[Count, said("Rows needed", "所需行数", "How many must count", "至少须计入的数目", example=5)]
    counted: Annotated[
        Count,
        said(
            "Rows counted",
            "计入行数",
            "How many count; parts of one order line, or of whatever the metric names, as one",
            "计入的数目；同一订单行（或指标所指）的各部分计为一",
            example=12,
        ),
    ]
    rows: Annotated[list[ScoredRow], said("Rows", "计入的行", "Every row that counts", "计入的每一行")]
    left_out: Annotated[
        list[ScoredRow], said("Rows left out", "未计入的行", "Every row that does not, and why", "未计入的每一行及原因")
    ]


class SupplierReason(Entity, frozen=True, kw_only=True):
    """Why there is no rating, or why a risk or a consequence is what it is."""

    code: Annotated[RatingReason, said("Reason", "原因", "What it is about", "原因的类别", example="too_few_rows")]
    path: Annotated[
        Text,
        said("About", "涉及", "The metric, field or flag that it is about", "所涉及的指标、字段或标志", example="ppm"),
    ]
    words: Annotated[Localized, said("Words", "说明", "The reason in words", "原因的文字说明")]


class SupplierStanding(Entity, frozen=True, kw_only=True):
    """How a supplier stands; what is not known is not there."""

    outcome: Annotated[Rating, said("Outcome", "评级结果", "Whether it could be rated", "是否已评级", example="rated")]
    rated: Annotated[
        bool | UnsetType,
        said("Rated", "已评级", "True where it is rated; otherwise not there", "已评级时为真，否则没有", example=True),
    ] = UNSET
    total: Annotated[
        Quantity | UnsetType,
        said("Total", "总分", "Sum of the weighted scores", "加权得分之和", example={"value": "91.25", "unit": "1"}),
    ] = UNSET
    grade: Annotated[Text | UnsetType, said("Grade", "等级", "Band of the total", "总分所在的等级", example="A")] = (
        UNSET
    )
    risk: Annotated[
        RiskLevel | UnsetType,
        said("Risk", "风险等级", "The gravest level that holds", "成立的最高风险等级", example="low"),
    ] = UNSET
    tighten: Annotated[
        bool | UnsetType, said("Tighten", "加严检验", "Whether inspection is tightened", "是否加严检验", example=False)
    ] = UNSET
    source_inspection: Annotated[
        bool | UnsetType,
        said(
            "Source inspection",
            "驻厂检验",
            "Whether its goods are inspected at its site",
            "是否在供方现场检验",
            example=False,
        ),
    ] = UNSET
    requalify: Annotated[
        bool | UnsetType, said("Requalify", "重新评价", "Whether it is evaluated again", "是否重新评价", example=False)
    ] = UNSET
    suspend: Annotated[
        bool | UnsetType, said("Suspend", "暂停", "Whether it is suspended", "是否暂停该供方", example=False)
    ] = UNSET


class SupplierFinding(SupplierStanding, frozen=True, kw_only=True):
    """A supplier, scored by one scorecard over one period."""

    provision: Annotated[
        Text, said("Scorecard", "评分卡", "The provision that scored", "评分所依据的条款", example="ISO-SUP-010")
    ]
    pack: Annotated[
        Text, said("Pack", "规则包", "The pack that declares it", "声明该条款的规则包", example="iso_13485")
    ]
    version: Annotated[Text, said("Version", "版本", "Version of that pack", "该规则包的版本", example="2026.11.0")]
    digest: Annotated[
        Text,
        said("Digest", "摘要值", "Digest of what the scorecard says", "评分卡内容的摘要值", example="sha256:9f2c41"),
    ]
    supplier: Annotated[Text, said("Supplier", "供方", "The supplier", "被评供方", example="SUP-0107")]
    processes: Annotated[
        list[ProcessKind],
        said(
            "Processes",
            "所评过程",
            "The processes that are scored; the supplier as a whole when there are none",
            "所评的过程；为空时评价供方整体",
            example=["eo_sterilisation"],
        ),
    ]
    period: Annotated[Period, said("Period", "评价周期", "The days that count", "计入的日期区间")]
    grade_title: Annotated[
        Localized | UnsetType, said("Grade in words", "等级名称", "What the grade is called", "等级的名称")
    ] = UNSET
    previous_total: Annotated[
        Quantity | UnsetType,
        said(
            "Total before",
            "上期总分",
            "Total of the period before, of the same length",
            "上一个同长度周期的总分",
            example={"value": "88.5", "unit": "1"},
        ),
    ] = UNSET
    trend: Annotated[
        Trend | UnsetType,
        said("Trend", "趋势", "Total against that of the period before", "总分与上期相比", example="steady"),
    ] = UNSET
    metrics: Annotated[dict[AttributeName, ScoredMetric], said("Metrics", "指标", "By name", "以名称为键")]
    reasons: Annotated[
        list[SupplierReason],
        said(
            "Reasons",
            "原因",
            "Why it is not rated, why the risk is what it is, why flags are up",
            "未评级、风险等级及后果标志的原因",
        ),
    ]


class ScoredProcess(SupplierStanding, frozen=True, kw_only=True):
    """A supplier over all scorecards of one process, and those of the supplier as a whole: the worst counts."""


class ScoredSupplier(SupplierStanding, frozen=True, kw_only=True):
    """A supplier over all scorecards of the supplier as a whole: the worst counts. Those of processes stand apart."""

    processes: Annotated[
        dict[AttributeName, ScoredProcess],
        said("By process", "按过程", "How it stands for each process that has a scorecard", "各有评分卡的过程的评级"),
    ]
    findings: Annotated[
        list[SupplierFinding], said("Findings", "评分明细", "One for each scorecard", "每张评分卡各一项")
    ]
