"""Codes of findings: what an inspection, a process or a supplier was found to be."""

from engine.model.fields import Code


class Conformity(Code):
    """What the readings of a characteristic say against its limits and its plan."""

    conforming = "conforming", "conforming", "合格"
    nonconforming = "nonconforming", "nonconforming", "不合格"
    indeterminate = "indeterminate", "indeterminate", "无法判定"


class ProcessState(Code):
    """What a series says of the process that made it."""

    acceptable = "acceptable", "in control and capable", "受控且能力满足"
    unacceptable = "unacceptable", "not in control, or not capable", "失控或能力不足"
    indeterminate = "indeterminate", "indeterminate", "无法判定"


class Rating(Code):
    """Whether a supplier could be scored."""

    rated = "rated", "rated", "已评级"
    not_rated = "not_rated", "not rated: too little is known", "未评级（数据不足）"
