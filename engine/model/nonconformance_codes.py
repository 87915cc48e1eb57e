"""Closed codes of nonconformances, deviations and what follows from them."""

from engine.model.fields import Code


class NonconformanceSource(Code):
    """Where a nonconformance was found."""

    incoming = "incoming", "incoming inspection", "进货检验", "IQC"
    outsourced_return = "outsourced_return", "inspection on return from outside", "外协回厂检验"
    in_process = "in_process", "in-process inspection", "过程检验", "IPQC"
    final = "final", "final inspection", "成品检验", "FQC"
    outgoing = "outgoing", "outgoing inspection", "出厂检验", "OQC"
    storage = "storage", "storage and handling", "贮存与搬运"
    labelling = "labelling", "labelling and packaging", "标签与包装"
    process_alarm = "process_alarm", "process control alarm", "过程控制报警"
    laboratory = "laboratory", "laboratory test", "实验室检测"
    customer = "customer", "customer or registrant", "顾客或注册人"
    complaint = "complaint", "complaint", "投诉"
    audit = "audit", "audit", "审核"
    supplier = "supplier", "supplier's notice", "供方通报"


class Severity(Code):
    """How much a nonconformance, deviation or event weighs; sites mean different things by other Chinese words."""

    critical = "critical", "critical", "致命", "Critical", "CRITICAL"
    major = "major", "major", "严重", "Major", "MAJOR"
    minor = "minor", "minor", "轻微", "Minor", "MINOR"


class ContainmentStatus(Code):
    """Whether nonconforming product is kept from use."""

    not_needed = "not_needed", "containment not needed", "无需遏制"
    not_contained = "not_contained", "not yet contained", "尚未遏制"
    contained = "contained", "contained", "已遏制"


class DispositionAuthority(Code):
    """Who decided about nonconforming product."""

    quality = "quality", "quality function", "质量部门"
    review_board = "review_board", "material review board", "不合格品评审委员会", "MRB"
    management_representative = "management_representative", "management representative", "管理者代表"
    registrant = "registrant", "registrant", "注册人"
    customer = "customer", "customer", "顾客"


class DeviationArea(Code):
    """What departed from what was laid down."""

    production = "production", "production process", "生产过程"
    inspection = "inspection", "inspection or test", "检验与试验"
    environment = "environment", "work environment", "工作环境"
    equipment = "equipment", "equipment or utility", "设备与公用系统"
    material = "material", "material", "物料"
    document = "document", "document or record", "文件与记录"
    labelling = "labelling", "labelling and packaging", "标签与包装"
    storage = "storage", "storage and transport", "贮存与运输"
    personnel = "personnel", "personnel", "人员"
    software = "software", "computerised system", "计算机化系统"


class DeviationStatus(Code):
    """Where a deviation stands."""

    reported = "reported", "reported", "已报告"
    under_investigation = "under_investigation", "under investigation", "调查中"
    assessed = "assessed", "assessed", "已评估"
    closed = "closed", "closed", "已关闭"
