"""The closed codes of characteristics: kind, class, control charts."""

from engine.model.fields import Code


class CharacteristicKind(Code):
    """What a reading of a characteristic is."""

    variable = "variable", "variable", "计量"
    attribute = "attribute", "attribute", "计数"
    computed = "computed", "computed", "计算"


class CharacteristicClass(Code):
    """How grave a nonconformity of a characteristic is."""

    critical = "critical", "critical", "关键", "A类", "A"
    major = "major", "major", "重要", "B类", "B"
    minor = "minor", "minor", "一般", "C类", "C"


class ControlChart(Code):
    """By what chart a process is watched."""

    individuals = "individuals", "individuals and moving range", "单值-移动极差图"
    xbar_r = "xbar_r", "X-bar and R", "均值-极差图"
    xbar_s = "xbar_s", "X-bar and s", "均值-标准差图"
    p = "p", "p chart", "不合格品率图（p图）"
    np = "np", "np chart", "不合格品数图（np图）"
    c = "c", "c chart", "不合格数图（c图）"
    u = "u", "u chart", "单位不合格数图（u图）"
    ewma = "ewma", "EWMA", "指数加权移动平均图"
    cusum = "cusum", "CUSUM", "累积和图"
