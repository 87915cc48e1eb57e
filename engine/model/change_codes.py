"""Closed codes of change control."""

from engine.model.fields import Code


class ChangeParty(Code):
    """Who makes a change."""

    own = "own", "our own change", "本企业变更"
    supplier = "supplier", "supplier's change", "供方变更"
    registrant = "registrant", "registrant's change", "注册人变更"
    authority = "authority", "change of law or standard", "法规与标准变更"


class ChangeCategory(Code):
    """What a change is about."""

    design = "design", "design", "设计"
    process = "process", "process", "工艺"
    material = "material", "material", "物料"
    supplier = "supplier", "supplier or site", "供方或场地"
    equipment = "equipment", "equipment or utility", "设备与公用系统"
    facility = "facility", "facility or work environment", "厂房与工作环境"
    software = "software", "computerised system", "计算机化系统"
    document = "document", "document", "文件"
    inspection = "inspection", "inspection or test", "检验"
    labelling = "labelling", "label or instructions for use", "标签与说明书"
    packaging = "packaging", "packaging", "包装"
    sterilisation = "sterilisation", "sterilisation", "灭菌"
    rules = "rules", "rules of compliance", "法规配置"


class ChangeClass(Code):
    """How a change is handled."""

    routine = "routine", "routine", "常规"
    emergency = "emergency", "emergency", "紧急"


class ChangeSignificance(Code):
    """How much a change weighs."""

    major = "major", "major", "重大"
    moderate = "moderate", "moderate", "中等"
    minor = "minor", "minor", "微小"


class ChangeStatus(Code):
    """Where a change stands."""

    draft = "draft", "draft", "草稿"
    submitted = "submitted", "submitted", "已提交"
    impact_assessment = "impact_assessment", "impact assessment", "影响评估"
    plan_approved = "plan_approved", "plan approved", "方案已批准"
    implementation = "implementation", "implementation", "实施"
    verification = "verification", "verification", "验证"
    approved = "approved", "approved", "已批准"
    effective = "effective", "effective", "已生效"
    closed = "closed", "closed", "已关闭"
    rejected = "rejected", "rejected", "驳回"
    withdrawn = "withdrawn", "withdrawn", "撤回"


class RegistrationImpact(Code):
    """What a change means for a registration or certificate."""

    none = "none", "no effect", "无影响"
    record_only = "record_only", "to be recorded only", "仅需记录"
    notification = "notification", "to be notified", "需备案或报告"
    approval = "approval", "to be approved before", "需事先批准"
