"""The closed codes of characteristics: kind, class, sampling, control charts."""

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


class SamplingScheme(Code):
    """By what scheme units are drawn."""

    iso_2859_1 = "iso_2859_1", "ISO 2859-1 (GB/T 2828.1)", "计数抽样GB/T 2828.1（ISO 2859-1）", "GB/T 2828.1"
    iso_2859_2 = "iso_2859_2", "ISO 2859-2, isolated lots", "孤立批计数抽样（ISO 2859-2）"
    iso_2859_3 = "iso_2859_3", "ISO 2859-3, skip-lot", "跳批计数抽样（ISO 2859-3）"
    ansi_z1_4 = "ansi_z1_4", "ANSI/ASQ Z1.4", "计数抽样ANSI/ASQ Z1.4", "ansi_asq_z1_4"
    iso_3951_1 = "iso_3951_1", "ISO 3951-1 (GB/T 6378.1)", "计量抽样GB/T 6378.1（ISO 3951-1）", "GB/T 6378.1"
    ansi_z1_9 = "ansi_z1_9", "ANSI/ASQ Z1.9", "计量抽样ANSI/ASQ Z1.9", "ansi_asq_z1_9"
    zero_acceptance = "zero_acceptance", "zero acceptance number", "零接收数抽样", "c=0", "C=0"
    fixed = "fixed", "fixed number", "固定样本量"
    full = "full", "every unit", "全检", "100%"
    skip_lot = "skip_lot", "skip-lot", "跳批检验"
    own = "own", "the company's own plan with its rationale", "企业自定方案（附统计依据）"


class InspectionLevel(Code):
    """How the sample grows with the lot."""

    I = "I", "general level I", "一般检验水平I", "Ⅰ"  # noqa: E741  # the name that the standard uses
    II = "II", "general level II", "一般检验水平II", "Ⅱ"
    III = "III", "general level III", "一般检验水平III", "Ⅲ"
    S_1 = "S_1", "special level S-1", "特殊检验水平S-1", "S-1"
    S_2 = "S_2", "special level S-2", "特殊检验水平S-2", "S-2"
    S_3 = "S_3", "special level S-3", "特殊检验水平S-3", "S-3"
    S_4 = "S_4", "special level S-4", "特殊检验水平S-4", "S-4"


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
