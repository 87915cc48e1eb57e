"""The closed codes of inspections: plans, sampling schemes, switching states, results, why a retest was allowed."""

from engine.model.fields import Code


class PlanKind(Code):
    """How an inspection decides about the lot."""

    single_attributes = "single_attributes", "single sampling by attributes", "计数一次抽样"
    double_attributes = "double_attributes", "double sampling by attributes", "计数二次抽样"
    multiple_attributes = "multiple_attributes", "multiple sampling by attributes", "计数多次抽样"
    sequential_attributes = "sequential_attributes", "sequential sampling by attributes", "计数序贯抽样"
    variables_s = "variables_s", "sampling by variables, s method", "计量抽样（s法）"
    variables_sigma = "variables_sigma", "sampling by variables, sigma method", "计量抽样（σ法）"
    zero_acceptance = "zero_acceptance", "zero acceptance number sampling", "零接收数抽样"
    fixed_number = "fixed_number", "stated number of units", "固定样本量"
    full = "full", "100 % inspection", "全检"
    skip_lot = "skip_lot", "lot skipped under a skip-lot plan", "跳批"


class CodeLetter(Code):
    """Sample size code letters; I and O do not exist."""

    A = "A", "code letter A", "字码A"
    B = "B", "code letter B", "字码B"
    C = "C", "code letter C", "字码C"
    D = "D", "code letter D", "字码D"
    E = "E", "code letter E", "字码E"
    F = "F", "code letter F", "字码F"
    G = "G", "code letter G", "字码G"
    H = "H", "code letter H", "字码H"
    J = "J", "code letter J", "字码J"
    K = "K", "code letter K", "字码K"
    L = "L", "code letter L", "字码L"
    M = "M", "code letter M", "字码M"
    N = "N", "code letter N", "字码N"
    P = "P", "code letter P", "字码P"
    Q = "Q", "code letter Q", "字码Q"
    R = "R", "code letter R", "字码R"
    S = "S", "code letter S", "字码S"


class SwitchingState(Code):
    """How strict inspection was when the lot came."""

    normal = "normal", "normal inspection", "正常检验"
    tightened = "tightened", "tightened inspection", "加严检验"
    reduced = "reduced", "reduced inspection", "放宽检验"
    skip = "skip", "skip-lot inspection", "跳批检验"
    discontinued = "discontinued", "inspection discontinued", "停止检验"


class UsageDecision(Code):
    """What was decided about the inspected lot; it is no evidence that the lot conforms."""

    pending = "pending", "pending", "待判定"
    accepted = "accepted", "accepted", "合格接收"
    accepted_partly = "accepted_partly", "accepted in part", "部分接收"
    concession = "concession", "accepted under a concession", "让步接收", "特采"
    urgent_release = "urgent_release", "released before it was inspected", "紧急放行"
    sort = "sort", "to be sorted", "全检挑选"
    rejected = "rejected", "rejected", "拒收"
    returned = "returned", "returned to the supplier", "退货"
    reinspect = "reinspect", "to be inspected again", "复检"
    skipped = "skipped", "accepted without inspection", "免检放行"


class RecordingSource(Code):
    """How readings came into the record."""

    manual = "manual", "entered by hand", "人工录入"
    device = "device", "read from the device", "设备采集"
    imported = "imported", "taken over from another system", "系统导入"


class FailureCause(Code):
    """What an investigation of a failing result found."""

    inspection_process = "inspection_process", "deviation of the inspection process", "检验过程偏差"
    product = "product", "the product does not conform", "产品不合格"
    sampling = "sampling", "deviation of the sampling", "取样偏差"
    undetermined = "undetermined", "not determined", "原因未确定"
