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


class ProcessReasonCode(Code):
    """Why a series was found to be what it is."""

    signal = "signal", "the run rules or the limits of the chart flag a point", "控制图判异"
    not_capable = "not_capable", "the process is not as capable as is asked for", "过程能力不足"
    beyond_limit = "beyond_limit", "a reading lies beyond a monitored limit", "读数超出监视限值"
    excursion = "excursion", "readings lay beyond a limit for too long", "超限时间过长"
    kinetic_mean = "kinetic_mean", "the mean kinetic temperature is too high", "平均动力学温度过高"
    not_validated = (
        "not_validated",
        "process or equipment was not validated when the step ran",
        "实施时过程或设备未确认",
    )
    no_series = "no_series", "a control point has no series, or too few", "控制点没有数据系列或数量不足"
    missing_readings = "missing_readings", "readings are missing", "读数缺失"
    too_few = "too_few", "there are too few subgroups or readings", "子组或读数过少"
    gap = "gap", "no subgroup was taken for too long", "采集间隔过长"
    other_subgroup = "other_subgroup", "the subgroups are not those of the chart", "子组大小与控制图不符"
    other_sizes = "other_sizes", "the numbers inspected are not those of the chart", "检验数量与控制图不符"
    outside_step = (
        "outside_step",
        "subgroups lie neither in the prior period nor in the step",
        "子组既不在基准期也不在工序期间",
    )
    no_baseline = "no_baseline", "no limits can be had from the prior period", "无法由基准期得到控制限"
    unknown_approver = "unknown_approver", "nobody of that number approved the limits", "控制限的批准人不存在"
    no_limits = "no_limits", "there are no limits to compare with", "没有可比较的限值"
    no_variation = "no_variation", "the readings do not vary", "读数没有变差"
    other_unit = "other_unit", "the units do not measure the same", "单位的量纲不同"
    coarse_times = "coarse_times", "the times do not tell how long it lasted", "采集时间不足以判断持续时长"
    not_charted = "not_charted", "the readings cannot be charted as they are", "读数无法绘制控制图"
    not_known = "not_known", "something that is needed is not known", "所需信息未知"


class BaselineOrigin(Code):
    """Where the limits of a control chart come from."""

    stated = "stated", "the stated prior period of the series", "数据系列声明的基准期"
    fixed = "fixed", "values that somebody approved", "经批准的固定值"
