"""What was found of a process: one series of one step and one piece of equipment at a time, never pooled."""

from typing import Annotated

from engine.model.fields import Entity, said
from engine.model.finding_codes import ProcessState
from engine.model.values import Text


class ProcessFinding(Entity, frozen=True, kw_only=True):
    """One series of a step, judged by one provision."""

    provision: Annotated[
        Text,
        said("Process provision", "过程条款", "What judged", "作出判定的条款", example="ISO-SPC-010"),
    ]
    step: Annotated[Text, said("Step", "工序", "The step", "所属工序", example="seal")]
    outcome: Annotated[ProcessState, said("Outcome", "判定结果", "What was found", "判定的结果", example="acceptable")]


class WatchedProcess(Entity, frozen=True, kw_only=True):
    """A step over all series and all provisions that judge them: the worst counts."""

    outcome: Annotated[
        ProcessState,
        said("Outcome", "判定结果", "The worst of its findings", "各项判定中最差的结果", example="acceptable"),
    ]
    findings: Annotated[
        list[ProcessFinding],
        said("Findings", "判定明细", "One for each provision and series", "每项条款和每个数据序列各一项"),
    ]
