"""What was found of a characteristic: by which standard, at which stage, from which readings."""

from typing import Annotated

from engine.model.codes import InspectionStage
from engine.model.fields import Entity, said
from engine.model.finding_codes import Conformity
from engine.model.values import Text


class InspectionFinding(Entity, frozen=True, kw_only=True):
    """A characteristic at a stage, judged by one inspection standard."""

    provision: Annotated[
        Text,
        said("Inspection standard", "检验标准", "What judged", "作出判定的条款", example="ISO-INS-010"),
    ]
    characteristic: Annotated[
        Text, said("Characteristic", "检验特性", "Number of the characteristic", "特性编号", example="tube-od")
    ]
    stage: Annotated[InspectionStage, said("Stage", "检验阶段", "At which stage", "所处的检验阶段", example="final")]
    outcome: Annotated[Conformity, said("Outcome", "判定结果", "What was found", "判定的结果", example="conforming")]


class InspectedCharacteristic(Entity, frozen=True, kw_only=True):
    """A characteristic over all stages and all standards that judge it: the worst counts."""

    outcome: Annotated[
        Conformity,
        said("Outcome", "判定结果", "The worst of its findings", "各项判定中最差的结果", example="conforming"),
    ]
    findings: Annotated[
        list[InspectionFinding],
        said("Findings", "判定明细", "One for each standard and stage", "每项标准和每个阶段各一项"),
    ]
