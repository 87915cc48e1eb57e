"""The route of a lot: the operations that its device file plans, in their order."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import ProcessKind
from engine.model.fields import Entity, said
from engine.model.values import Identifier, Positive, Text


class PlannedOperation(Entity, frozen=True, kw_only=True):
    """One operation that the route issued with the lot asks for; the steps of the lot are held against it."""

    id: Annotated[
        Identifier,
        said(
            "Planned operation",
            "计划工序",
            "Identifies the operation in the route",
            "工艺路线中工序的标识",
            example="seal",
        ),
    ]
    position: Annotated[
        Positive | UnsetType,
        said(
            "Position",
            "工序序号",
            "Its number in the route; the step that performs it bears the same",
            "在工艺路线中的序号，与实施它的工序序号相同",
            example=40,
        ),
    ] = UNSET
    kind: Annotated[
        ProcessKind | UnsetType,
        said("Process", "工序类别", "Which process is planned", "计划的过程类别", example="sealing", classifies=True),
    ] = UNSET
    name: Annotated[
        Text | UnsetType,
        said("Name", "工序名称", "What the route calls it", "工艺路线中的工序名称", example="Seal pouches"),
    ] = UNSET
    instruction: Annotated[
        Text | UnsetType | None,
        said(
            "Work instruction",
            "作业指导书",
            "Number of the instruction that it is done by; null when the route names none",
            "应执行的作业指导书编号；工艺路线未指定时为null",
            example="WI-SEAL-004",
        ),
    ] = UNSET
    document: Annotated[
        Text | UnsetType,
        said(
            "Route document",
            "工艺文件",
            "Number of the device file or process procedure that plans it",
            "规定该工序的产品主文档或工艺规程编号",
            example="MDF-CVC-16G",
        ),
    ] = UNSET
    revision: Annotated[
        Text | UnsetType,
        said("Revision", "版次", "Revision of that document", "该文件的版次", example="9"),
    ] = UNSET
