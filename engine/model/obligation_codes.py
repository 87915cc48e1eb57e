"""Closed codes of obligations."""

from engine.model.fields import Code


class ObligationKind(Code):
    """What is owed."""

    hold = "hold", "hold", "冻结"
    quarantine = "quarantine", "quarantine", "隔离"
    tighten_inspection = "tighten_inspection", "tighten inspection", "加严检验"
    reinspect = "reinspect", "inspect again", "重新检验"
    investigate = "investigate", "investigate", "调查"
    open_capa = "open_capa", "open corrective action", "启动纠正措施"
    scar = "scar", "supplier corrective action request", "供方纠正措施要求"
    requalify_supplier = "requalify_supplier", "requalify the supplier", "供方再评价"
    suspend_supplier = "suspend_supplier", "suspend the supplier", "暂停供方"
    audit_supplier = "audit_supplier", "audit the supplier", "审核供方"
    revalidate = "revalidate", "validate again", "再确认"
    retrain = "retrain", "train again", "再培训"
    assess_change = "assess_change", "assess a change", "变更评估"
    notify = "notify", "notify", "通知"
    report = "report", "report to an authority", "向监管部门报告"
    assess_recall = "assess_recall", "assess a recall", "召回评估"
    recall = "recall", "recall", "召回"
    follow_up_release = "follow_up_release", "follow up an emergency release", "紧急放行追溯处理"


class ObligationSource(Code):
    """What an obligation comes from."""

    reaction = "reaction", "reaction of a rule pack", "规则包反应"
    person = "person", "person", "人员指令"
    authority = "authority", "authority", "监管部门"
    agreement = "agreement", "agreement", "协议约定"
    customer = "customer", "customer or registrant", "顾客或注册人"


class ObligationOutcome(Code):
    """How an obligation ended."""

    fulfilled = "fulfilled", "fulfilled", "已履行"
    replaced = "replaced", "replaced by another", "被替代"
    lifted = "lifted", "lifted", "已解除"
    cancelled = "cancelled", "cancelled", "已取消"
