"""The closed codes of steps: where a step stands, what equipment and people did in it."""

from engine.model.fields import Code


class StepStatus(Code):
    """Where a step stands."""

    planned = "planned", "planned", "已计划"
    in_progress = "in_progress", "in progress", "进行中"
    completed = "completed", "completed", "已完成"
    aborted = "aborted", "aborted", "中止"


class EquipmentRole(Code):
    """What equipment was used for in a step."""

    processing = "processing", "processing", "加工"
    measuring = "measuring", "measuring", "测量"
    monitoring = "monitoring", "monitoring", "监测"
    handling = "handling", "handling and storage", "转运与存放"


class Task(Code):
    """What a person did in a step."""

    setup = "setup", "set-up", "设置调试"
    operation = "operation", "operation", "操作"
    supervision = "supervision", "supervision", "现场监督"
    verification = "verification", "second-person check", "复核"
