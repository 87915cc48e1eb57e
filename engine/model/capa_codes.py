"""Closed codes of corrective and preventive action."""

from engine.model.fields import Code


class CapaKind(Code):
    """Whether a cause is removed or kept from arising."""

    corrective = "corrective", "corrective action", "纠正措施"
    preventive = "preventive", "preventive action", "预防措施"


class CapaSourceKind(Code):
    """What a corrective or preventive action came from."""

    nonconformance = "nonconformance", "nonconformance", "不合格"
    deviation = "deviation", "deviation", "偏差"
    complaint = "complaint", "complaint", "投诉"
    adverse_event = "adverse_event", "adverse event", "不良事件"
    audit = "audit", "audit", "审核"
    inspection_by_authority = "inspection_by_authority", "inspection by an authority", "监管检查"
    supplier = "supplier", "supplier performance", "供方表现"
    process_trend = "process_trend", "trend of a process", "过程趋势"
    quality_trend = "quality_trend", "trend of quality data", "质量数据趋势"
    management_review = "management_review", "management review", "管理评审"
    risk_management = "risk_management", "risk management", "风险管理"
    change = "change", "change", "变更"
    recall = "recall", "recall or field action", "召回或现场措施"


class CapaStatus(Code):
    """Where a corrective or preventive action stands."""

    draft = "draft", "draft", "草稿"
    initiated = "initiated", "initiated", "已发起"
    triage = "triage", "triage", "评估分级"
    containment = "containment", "containment", "遏制"
    investigation = "investigation", "investigation", "调查"
    root_cause = "root_cause", "root cause analysis", "根本原因分析"
    action_plan = "action_plan", "action plan", "措施制定"
    plan_approved = "plan_approved", "plan approved", "计划已批准"
    implementation = "implementation", "implementation", "措施实施"
    implementation_verified = "implementation_verified", "implementation verified", "实施已验证"
    effectiveness_pending = "effectiveness_pending", "effectiveness pending", "有效性验证等待期"
    effectiveness_check = "effectiveness_check", "effectiveness check", "有效性验证"
    closed_effective = "closed_effective", "closed, effective", "关闭-有效"
    closed_ineffective = "closed_ineffective", "closed, ineffective", "关闭-无效"
    cancelled = "cancelled", "cancelled", "取消"
    on_hold = "on_hold", "on hold", "暂停"


class RootCauseMethod(Code):
    """How a root cause was looked for."""

    five_whys = "five_whys", "five whys", "五个为什么", "5-Why"
    fishbone = "fishbone", "fishbone diagram", "鱼骨图"
    fault_tree = "fault_tree", "fault tree analysis", "故障树分析", "FTA"
    eight_disciplines = "eight_disciplines", "eight disciplines", "8D方法", "8D"
    pareto = "pareto", "Pareto analysis", "帕累托分析"
    experiment = "experiment", "designed experiment", "试验设计"


class ActionKind(Code):
    """What an action is for."""

    containment = "containment", "containment", "遏制措施"
    correction = "correction", "correction", "纠正"
    corrective = "corrective", "corrective action", "纠正措施"
    preventive = "preventive", "preventive action", "预防措施"
    verification = "verification", "verification", "验证"
    validation = "validation", "validation", "确认"
    training = "training", "training", "培训"
    communication = "communication", "communication", "沟通"
    documentation = "documentation", "documentation", "文件修订"


class ActionStatus(Code):
    """Where an action stands."""

    planned = "planned", "planned", "已计划"
    in_progress = "in_progress", "in progress", "进行中"
    completed = "completed", "completed", "已完成"
    cancelled = "cancelled", "cancelled", "已取消"


class EffectivenessOutcome(Code):
    """Whether an action did what it was meant to do."""

    effective = "effective", "effective", "有效"
    ineffective = "ineffective", "ineffective", "无效"
    inconclusive = "inconclusive", "inconclusive", "无法判定"
