"""Nonconforming product: what was found, what it means, what was decided and done."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.codes import Disposition, NonconformanceStatus
from engine.model.disposition import DispositionLine
from engine.model.evaluation import Evaluation
from engine.model.fields import Entity, said
from engine.model.nonconformance_codes import ContainmentStatus, NonconformanceSource, Severity
from engine.model.rules import Checked, Excluded, Ordered, Rule
from engine.model.values import Count, Identifier, Text


def _summed(quantity: int, lines: list[DispositionLine]) -> Localized | None:
    counted = [line.quantity for line in lines if isinstance(line.quantity, int)]
    if len(counted) < len(lines) or sum(counted) == quantity:
        return None
    return say(
        "the lines decide about {total} units, and {quantity} do not conform",
        "各处置行合计{total}件，不合格数却为{quantity}件",
        total=sum(counted),
        quantity=quantity,
    )


def _of_one_mind(disposition: Disposition, lines: list[DispositionLine]) -> Localized | None:
    for line in lines:
        if line.disposition not in {disposition, UNSET}:
            return say(
                "`{whole}` is recorded for the whole quantity, and `{part}` for line `{line}`",
                "全部数量记为`{whole}`，而第`{line}`行记为`{part}`",
                whole=disposition,
                part=line.disposition,
                line=line.id,
            )
    return None


class Nonconformance(Entity, frozen=True, kw_only=True):
    """A nonconformance found on the lot and what was decided about it."""

    id: Annotated[
        Identifier,
        said("Nonconformance report", "不合格报告", "Number of the report", "不合格报告编号", example="NC-2610-033"),
    ]
    description: Annotated[
        Text | UnsetType,
        said("Description", "不合格描述", "What does not conform", "不合格的内容", example="Channel in the pouch seal"),
    ] = UNSET
    source: Annotated[
        NonconformanceSource | UnsetType, said("Source", "来源", "Where it was found", "发现的环节", example="final")
    ] = UNSET
    severity: Annotated[
        Severity | UnsetType, said("Severity", "严重程度", "How much it weighs", "不合格的严重程度", example="major")
    ] = UNSET
    detected_on: Annotated[
        dt.date | UnsetType,
        said("Detected", "发现日期", "Day it was found", "发现不合格的日期", example="2026-10-28", occurred=True),
    ] = UNSET
    detected_by: Annotated[
        str | UnsetType | None,
        said("Detected by", "发现人", "Who found it", "发现不合格的人员", example="P-0188", refers_to="people"),
    ] = UNSET
    place: Annotated[
        Text | UnsetType,
        said(
            "Place",
            "发现地点",
            "Where in the plant or the market it was found",
            "在厂内或市场上的发现地点",
            example="Packing room 2",
        ),
    ] = UNSET
    step: Annotated[
        str | UnsetType | None,
        said(
            "Step",
            "工序",
            "The step it arose in; null when it arose in none",
            "产生不合格的工序；与工序无关时为null",
            example="seal",
            refers_to="lot.steps",
        ),
    ] = UNSET
    inspection: Annotated[
        str | UnsetType | None,
        said(
            "Inspection",
            "检验",
            "The inspection that found it; null when none did",
            "发现不合格的检验；非检验发现时为null",
            example="INS-2610-041",
            refers_to="lot.inspections",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Supplier",
            "供方",
            "Who delivered or processed what does not conform; null when nobody outside did",
            "供货或外协加工方；与外部无关时为null",
            example="SUP-014",
            refers_to="suppliers",
        ),
    ] = UNSET
    outsourced_order: Annotated[
        Text | UnsetType | None,
        said(
            "Subcontract order",
            "外协单",
            "Order under which it was processed outside; null when it was not",
            "外协加工的订单号；未外协时为null",
            example="OSP-2610-077",
        ),
    ] = UNSET
    defect_codes: Annotated[
        list[Text] | UnsetType,
        said(
            "Defect codes",
            "缺陷代码",
            "Codes of the site's defect catalogue",
            "企业缺陷代码表中的代码",
            example=["SEAL-03"],
        ),
    ] = UNSET
    requirement: Annotated[
        Text | UnsetType,
        said(
            "Requirement", "应达要求", "What should have been", "规定的要求", example="No channel across the seal width"
        ),
    ] = UNSET
    actual: Annotated[
        Text | UnsetType,
        said(
            "Actual condition",
            "实际情况",
            "What was found instead",
            "实际发现的情况",
            example="Channel of 0.4 mm in 2 of 50 pouches",
        ),
    ] = UNSET
    quantity_inspected: Annotated[
        Count | UnsetType, said("Quantity inspected", "检验数量", "Units looked at", "检验的件数", example=50)
    ] = UNSET
    quantity_nonconforming: Annotated[
        Count | UnsetType,
        said("Quantity nonconforming", "不合格数", "Units that all lines decide about", "各处置行数量之和", example=2),
    ] = UNSET
    containment: Annotated[
        ContainmentStatus | UnsetType,
        said(
            "Containment", "遏制状态", "Whether the product is kept from use", "产品是否已被控制", example="contained"
        ),
    ] = UNSET
    contained_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Contained",
            "遏制日期",
            "Day it was kept from use; null while it was not",
            "实施遏制的日期；未遏制时为null",
            example="2026-10-28",
            occurred=True,
        ),
    ] = UNSET
    correction: Annotated[
        Text | UnsetType | None,
        said(
            "Immediate correction",
            "应急纠正",
            "What was done at once, before the cause was known",
            "查明原因前立即采取的纠正",
            example="Sealer 2 stopped, last hour of production set apart",
        ),
    ] = UNSET
    evaluation: Annotated[
        Evaluation | UnsetType,
        said("Evaluation", "评价", "What was found out about it and what it asks for", "对不合格的评价及其要求"),
    ] = UNSET
    lines: Annotated[
        list[DispositionLine] | UnsetType,
        said(
            "Dispositions by quantity",
            "分量处置",
            "What was decided, quantity by quantity",
            "按数量逐行的处置",
            register=True,
        ),
    ] = UNSET
    disposition: Annotated[
        Disposition | UnsetType,
        said(
            "Disposition",
            "处置",
            "What was decided about the whole quantity; left out when it was split",
            "对全部数量的统一处置；拆分处置时不填",
            example="scrap",
        ),
    ] = UNSET
    deviation: Annotated[
        str | UnsetType | None,
        said(
            "Deviation",
            "偏差",
            "The deviation it belongs to; null when it belongs to none",
            "所属偏差；无则为null",
            example="DEV-2610-006",
            refers_to="lot.deviations",
        ),
    ] = UNSET
    capa: Annotated[
        str | UnsetType | None,
        said(
            "CAPA",
            "纠正和预防措施",
            "The corrective action it led to; null when it led to none",
            "由此启动的纠正措施；无则为null",
            example="CAPA-2026-019",
            refers_to="lot.capas",
        ),
    ] = UNSET
    supplier_corrective_action: Annotated[
        Text | UnsetType | None,
        said(
            "Supplier corrective action request",
            "供方纠正措施要求",
            "Number of the request to the supplier; null when there is none",
            "向供方发出的纠正措施要求编号；无则为null",
            example="SCAR-2026-031",
        ),
    ] = UNSET
    owner: Annotated[
        str | UnsetType | None,
        said("Owner", "责任人", "Who sees it through", "负责跟进的人员", example="P-031", refers_to="people"),
    ] = UNSET
    due_on: Annotated[
        dt.date | UnsetType | None,
        said("Due", "到期日", "Day it has to be closed by", "应关闭的日期", example="2026-11-27"),
    ] = UNSET
    status: Annotated[
        NonconformanceStatus | UnsetType,
        said("Status", "状态", "Where the nonconformance stands", "不合格报告的状态", example="closed"),
    ] = UNSET
    closed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Closed",
            "关闭日期",
            "Day it was closed; null while it is open",
            "关闭日期；未关闭时为null",
            example="2026-10-30",
            occurred=True,
        ),
    ] = UNSET
    closed_by: Annotated[
        str | UnsetType | None,
        said("Closed by", "关闭人", "Who closed it", "关闭不合格报告的人员", example="P-031", refers_to="people"),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("detected_on", "closed_on")),
        Excluded(("contained_on",), when="containment", equals="not_contained"),
        Excluded(("closed_on", "closed_by"), when="status", equals="open"),
        Excluded(("closed_on", "closed_by"), when="status", equals="under_review"),
        Excluded(("closed_on", "closed_by"), when="status", equals="in_execution"),
        Checked(("quantity_nonconforming", "lines"), _summed),
        Checked(("disposition", "lines"), _of_one_mind),
    )
