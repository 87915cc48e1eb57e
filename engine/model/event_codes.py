"""Closed codes of events."""

from engine.model.fields import Code


class EventKind(Code):
    """What happened."""

    lot_accepted = "lot_accepted", "lot accepted", "批接收"
    lot_rejected = "lot_rejected", "lot rejected", "批拒收"
    nonconformance = "nonconformance", "nonconformance found", "发现不合格"
    process_alarm = "process_alarm", "process control alarm", "过程控制报警"
    environment_alarm = "environment_alarm", "alarm of the work environment", "环境报警"
    calibration_failure = "calibration_failure", "gauge found out of tolerance", "量具校准超差"
    sterility_failure = "sterility_failure", "positive test of sterility", "无菌检查阳性"
    certificate_expired = "certificate_expired", "certificate expired", "证书到期"
    supplier_change = "supplier_change", "supplier's change", "供方变更"
    supplier_suspended = "supplier_suspended", "supplier suspended", "供方暂停"
    audit_finding = "audit_finding", "audit finding", "审核发现"
    authority_request = "authority_request", "request of an authority", "监管部门要求"
    complaint = "complaint", "complaint", "投诉"
    malfunction = "malfunction", "malfunction", "故障"
    serious_injury = "serious_injury", "serious injury", "严重伤害"
    death = "death", "death", "死亡"
    public_health_threat = "public_health_threat", "serious threat to public health", "严重公共卫生威胁"
    cluster = "cluster", "cluster of adverse events", "群体不良事件"
    trend = "trend", "significant increase of events", "事件显著增加趋势"
    remedial_action = "remedial_action", "remedial action against unreasonable risk", "消除不合理风险的补救行动"
    correction = "correction", "correction in the field", "现场纠正"
    removal = "removal", "removal", "撤出市场"
    field_safety_action = "field_safety_action", "field safety corrective action", "现场安全纠正措施"
    recall = "recall", "recall", "召回"
    market_withdrawal = "market_withdrawal", "market withdrawal without risk", "无风险的市场撤回"
    obligation_opened = "obligation_opened", "obligation opened", "义务产生"
    obligation_overdue = "obligation_overdue", "obligation overdue", "义务逾期"
    emergency_release = "emergency_release", "emergency release", "紧急放行"
    production_stopped = "production_stopped", "production stopped", "停产"


class RecallClass(Code):
    """How grave a recall is, as authorities number it."""

    first = "first", "first class", "一级召回"
    second = "second", "second class", "二级召回"
    third = "third", "third class", "三级召回"


class ReportKind(Code):
    """Which report of an event it is."""

    initial = "initial", "initial report", "初始报告"
    follow_up = "follow_up", "follow-up report", "跟进报告"
    supplement = "supplement", "supplementary report", "补充报告"
    final = "final", "final report", "最终报告"
    periodic = "periodic", "periodic summary", "定期汇总报告"
