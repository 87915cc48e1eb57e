"""Processing steps: what was done to the lot, where, with what, by whom, and what came of it."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.codes import ProcessKind
from engine.model.environment import Environment
from engine.model.fields import Entity, said
from engine.model.parameters import ControlledParameter
from engine.model.rules import Balanced, Checked, Excluded, Ordered, Rule
from engine.model.series import Series
from engine.model.step_codes import StepStatus
from engine.model.step_resources import EquipmentUse, Operator
from engine.model.validation import Validation
from engine.model.values import AttributeName, Identifier, Instant, Positive, Quantity, Text


def operator_elsewhere(operators: list[Operator], operator: str) -> Localized | None:
    """Say that who answers for a step is not among those who worked on it."""
    if any(one.person == operator for one in operators):
        return None
    return say(
        "`{operator}` answers for the step, and is not among those who worked on it",
        "`{operator}` 对本工序操作负责，却不在作业人员之中",
        operator=operator,
    )


class Step(Entity, frozen=True, kw_only=True):
    """One processing step of the lot, done inside or outside."""

    id: Annotated[
        Identifier, said("Step", "工序", "Identifies the step in the lot", "本批内工序的标识", example="seal")
    ]
    kind: Annotated[
        ProcessKind | UnsetType,
        said("Process", "工序类别", "Which process it is", "所属的过程类别", example="sealing", classifies=True),
    ] = UNSET
    name: Annotated[
        Text | UnsetType,
        said("Name", "工序名称", "What the routing calls the step", "工艺路线中的工序名称", example="Seal pouches"),
    ] = UNSET
    position: Annotated[
        Positive | UnsetType,
        said("Position", "工序序号", "Its number in the routing", "在工艺路线中的序号", example=40),
    ] = UNSET
    status: Annotated[
        StepStatus | UnsetType,
        said("Status", "状态", "Where the step stands", "工序的进展状态", example="completed"),
    ] = UNSET
    outsourced: Annotated[
        bool | UnsetType,
        said(
            "Outsourced",
            "外协",
            "Whether it is done by another company",
            "是否由其他企业加工",
            example=False,
            classifies=True,
        ),
    ] = UNSET
    critical: Annotated[
        bool | UnsetType,
        said(
            "Key process",
            "关键工序",
            "Whether it decides the quality of the product",
            "是否对产品质量起决定性作用",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    special: Annotated[
        bool | UnsetType,
        said(
            "Special process",
            "特殊过程",
            "Whether its output cannot be fully verified afterwards",
            "其结果是否不能由后续检验充分验证",
            example=True,
            classifies=True,
        ),
    ] = UNSET
    reworks: Annotated[
        str | UnsetType | None,
        said(
            "Rework of",
            "返工所针对的不合格",
            "The nonconformance that the step reworks; null when it is no rework",
            "本工序返工所针对的不合格；非返工为null",
            example=None,
            refers_to="lot.nonconformances",
        ),
    ] = UNSET
    supplier: Annotated[
        str | UnsetType | None,
        said(
            "Done by",
            "加工方",
            "The outside processor; null when done inside",
            "外协加工方；自行加工为null",
            example="SUP-0233",
            refers_to="suppliers",
        ),
    ] = UNSET
    site: Annotated[
        Text | UnsetType,
        said("Site", "加工场所", "The site where it was done", "实施工序的场所", example="Suzhou plant, building 3"),
    ] = UNSET
    order_number: Annotated[
        Text | UnsetType,
        said(
            "Order number",
            "加工单号",
            "Number of the subcontract order or of the job",
            "外协单号或加工任务单号",
            example="JO-2610-0144",
        ),
    ] = UNSET
    dispatched_at: Annotated[
        Instant | UnsetType,
        said(
            "Dispatched",
            "外协发出时间",
            "When the first goods left for the outside processor",
            "首批货物发往外协加工方的时间",
            example="2026-11-04T10:15:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    dispatch_note: Annotated[
        Text | UnsetType,
        said(
            "Dispatch note",
            "外协发料单",
            "Document that went with the goods",
            "随货发出的单据编号",
            example="DN-2611-007",
        ),
    ] = UNSET
    started_at: Annotated[
        Instant | UnsetType,
        said(
            "Started",
            "开始时间",
            "When the step began",
            "工序开始的时间",
            example="2026-10-27T08:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    ended_at: Annotated[
        Instant | UnsetType,
        said(
            "Ended",
            "结束时间",
            "When the step ended",
            "工序结束的时间",
            example="2026-10-29T16:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    returned_at: Annotated[
        Instant | UnsetType,
        said(
            "Returned",
            "外协回厂时间",
            "When the last goods were back from the outside processor",
            "最后一批货物回厂的时间",
            example="2026-11-09T14:30:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    return_note: Annotated[
        Text | UnsetType,
        said(
            "Return note",
            "外协回厂单",
            "Document that came back with the goods",
            "随货回厂的单据编号",
            example="RN-2611-004",
        ),
    ] = UNSET
    quantity_dispatched: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity dispatched",
            "发出数量",
            "How much was sent out",
            "外协发出的数量",
            example={"value": "4790", "unit": "1"},
        ),
    ] = UNSET
    quantity_returned: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity returned",
            "回厂数量",
            "How much came back",
            "外协回厂的数量",
            example={"value": "4790", "unit": "1"},
        ),
    ] = UNSET
    quantity_in: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity in",
            "投入数量",
            "How much went into the step",
            "投入本工序的数量",
            example={"value": "4812", "unit": "1"},
        ),
    ] = UNSET
    quantity_out: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity out",
            "产出数量",
            "How much came out and went on, in the unit of what went in",
            "产出并流转的数量，单位同投入",
            example={"value": "4800", "unit": "1"},
        ),
    ] = UNSET
    quantity_scrapped: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity scrapped", "报废数量", "How much was scrapped", "报废的数量", example={"value": "7", "unit": "1"}
        ),
    ] = UNSET
    quantity_sampled: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity sampled",
            "取样数量",
            "How much was taken as samples and used up",
            "取样并消耗的数量",
            example={"value": "5", "unit": "1"},
        ),
    ] = UNSET
    quantity_held: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity held back",
            "待处置数量",
            "How much is held back and neither went on nor was scrapped",
            "隔离待处置、未流转也未报废的数量",
            example={"value": "0", "unit": "1"},
        ),
    ] = UNSET
    quantity_unaccounted: Annotated[
        Quantity | UnsetType,
        said(
            "Quantity not accounted for",
            "数量差异",
            "What went in less all that is accounted for; below zero when more came out",
            "投入数量减去全部去向后的差异；产出多于投入时为负值",
            example={"value": "0", "unit": "1"},
        ),
    ] = UNSET
    equipment: Annotated[
        list[EquipmentUse] | UnsetType,
        said(
            "Equipment used",
            "所用设备",
            "What the step was done and measured with",
            "加工与测量所用的设备",
            register=True,
        ),
    ] = UNSET
    operator: Annotated[
        str | UnsetType,
        said(
            "Operator",
            "操作人员",
            "Who answers for having done the step",
            "对本工序操作负责的人员",
            example="P-0212",
            refers_to="people",
        ),
    ] = UNSET
    operators: Annotated[
        list[Operator] | UnsetType,
        said(
            "People at work",
            "作业人员",
            "Everyone who worked on the step, with their training",
            "参与本工序的全部人员及其培训",
            register=True,
        ),
    ] = UNSET
    instruction: Annotated[
        Text | UnsetType,
        said(
            "Work instruction",
            "作业指导书",
            "Number of the instruction that was followed",
            "所执行的作业指导书编号",
            example="WI-SEAL-004",
        ),
    ] = UNSET
    instruction_revision: Annotated[
        Text | UnsetType,
        said("Instruction revision", "作业指导书版次", "Revision that was followed", "所执行的版次", example="6"),
    ] = UNSET
    instruction_revision_in_force: Annotated[
        Text | UnsetType,
        said(
            "Revision in force",
            "现行有效版次",
            "Revision that was in force when the step began",
            "工序开始时现行有效的版次",
            example="6",
        ),
    ] = UNSET
    environment: Annotated[
        Environment | UnsetType | None,
        said(
            "Environment",
            "工作环境",
            "The environment that it was done in; null when it does not matter",
            "工序的工作环境；无环境要求为null",
        ),
    ] = UNSET
    validation: Annotated[
        Validation | UnsetType,
        said(
            "Process validation",
            "过程确认",
            "The validation of the process as it was run",
            "所实施过程的确认",
            older=True,
        ),
    ] = UNSET
    settings: Annotated[
        list[ControlledParameter] | UnsetType,
        said(
            "Settings",
            "工艺参数",
            "Parameters of the process with their limits and what was found",
            "过程参数及其限值与实测值",
            register=True,
        ),
    ] = UNSET
    parameters: Annotated[
        list[Series] | UnsetType,
        said(
            "Process data",
            "过程数据",
            "Series of readings taken while the step ran",
            "工序过程中采集的数据序列",
            register=True,
        ),
    ] = UNSET
    attributes: Annotated[
        dict[AttributeName, Text] | UnsetType,
        said(
            "Extra fields",
            "扩展字段",
            "Fields that rule packs declare, as text in the form of their type",
            "规则包声明的字段，按其类型的格式写成文本",
            example={"batch_shift": "2"},
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("dispatched_at", "started_at", "ended_at", "returned_at")),
        Checked(("operators", "operator"), operator_elsewhere),
        Excluded(
            (
                "supplier",
                "dispatched_at",
                "dispatch_note",
                "returned_at",
                "return_note",
                "quantity_dispatched",
                "quantity_returned",
            ),
            when="outsourced",
            equals=False,
        ),
        Excluded(("ended_at",), when="status", equals="in_progress"),
        Excluded(("started_at", "ended_at"), when="status", equals="planned"),
        Balanced(
            "quantity_in",
            ("quantity_out", "quantity_scrapped", "quantity_sampled", "quantity_held", "quantity_unaccounted"),
        ),
    )
