"""What a step was done with and by whom: equipment at the moment of use, and people with their training."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.equipment_codes import CalibrationState
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.step_codes import EquipmentRole, Task
from engine.model.values import Identifier, Instant, Text


class EquipmentUse(Entity, frozen=True, kw_only=True):
    """One piece of equipment as it was used in a step."""

    id: Annotated[
        Identifier, said("Use", "使用记录", "Identifies the use in the step", "工序内使用记录的标识", example="sealer")
    ]
    equipment: Annotated[
        str | UnsetType,
        said(
            "Equipment",
            "设备",
            "The equipment that was used",
            "所使用的设备",
            example="EQ-SEAL-02",
            refers_to="equipment",
        ),
    ] = UNSET
    role: Annotated[
        EquipmentRole | UnsetType,
        said("Used for", "用途", "What it was used for", "在工序中的用途", example="processing"),
    ] = UNSET
    calibration_state: Annotated[
        CalibrationState | UnsetType,
        said(
            "Calibration at use",
            "使用时校准状态",
            "Its calibration as it was recorded at the moment of use",
            "使用时记录的校准状态",
            example="valid",
        ),
    ] = UNSET
    qualified: Annotated[
        bool | UnsetType,
        said(
            "Qualified at use",
            "使用时已确认",
            "Whether its qualification was recorded as valid at the moment of use",
            "使用时是否记录其确认有效",
            example=True,
        ),
    ] = UNSET
    cleaned_at: Annotated[
        Instant | UnsetType | None,
        said(
            "Cleaned",
            "清洁时间",
            "When it was last cleaned before the use; null when it need not be",
            "使用前最近一次清洁的时间；无需清洁为null",
            example="2026-10-27T07:20:00+08:00",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    program: Annotated[
        Text | UnsetType | None,
        said(
            "Program",
            "程序",
            "The program or recipe that it ran; null when it runs none",
            "运行的程序或配方；无则为null",
            example="SEAL-CVC-16G",
        ),
    ] = UNSET
    program_revision: Annotated[
        Text | UnsetType | None,
        said("Program revision", "程序版次", "Revision of the program", "程序的版次", example="5"),
    ] = UNSET
    from_at: Annotated[
        Instant | UnsetType,
        said(
            "Used from",
            "开始使用时间",
            "When the use began",
            "开始使用的时间",
            example="2026-10-27T08:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    until_at: Annotated[
        Instant | UnsetType,
        said(
            "Used until",
            "结束使用时间",
            "When the use ended",
            "结束使用的时间",
            example="2026-10-29T16:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("cleaned_at", "from_at", "until_at")),)


class Operator(Entity, frozen=True, kw_only=True):
    """One person at work on a step."""

    id: Annotated[
        Identifier, said("Entry", "人员记录", "Identifies the entry in the step", "工序内人员记录的标识", example="op1")
    ]
    person: Annotated[
        str | UnsetType,
        said("Person", "人员", "Who worked on the step", "参与本工序的人员", example="P-0212", refers_to="people"),
    ] = UNSET
    name: Annotated[
        Text | UnsetType,
        said("Name", "姓名", "The name as the record gives it", "记录所载姓名", example="Zhou Fang"),
    ] = UNSET
    task: Annotated[
        Task | UnsetType, said("Task", "任务", "What the person did", "该人员承担的任务", example="operation")
    ] = UNSET
    training: Annotated[
        Text | UnsetType | None,
        said(
            "Training",
            "培训记录",
            "The training record that qualifies the person for this step; null when none is needed",
            "使其具备本工序资格的培训记录；无需培训为null",
            example="TR-2026-0331",
        ),
    ] = UNSET
    trained: Annotated[
        bool | UnsetType,
        said(
            "Trained",
            "已培训",
            "Whether the training was recorded as valid when the step was done",
            "实施工序时是否记录培训有效",
            example=True,
        ),
    ] = UNSET
    from_at: Annotated[
        Instant | UnsetType,
        said(
            "From",
            "开始时间",
            "When the person began",
            "该人员开始工作的时间",
            example="2026-10-27T08:10:00+08:00",
            occurred=True,
        ),
    ] = UNSET
    until_at: Annotated[
        Instant | UnsetType,
        said(
            "Until",
            "结束时间",
            "When the person ended",
            "该人员结束工作的时间",
            example="2026-10-27T16:00:00+08:00",
            occurred=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (Ordered(("from_at", "until_at")),)
