"""Closed codes of signatures."""

from engine.model.fields import Code


class SignatureMeaning(Code):
    """What a signature says."""

    prepared = "prepared", "prepared", "编制"
    performed = "performed", "performed", "执行"
    witnessed = "witnessed", "witnessed", "见证"
    reviewed = "reviewed", "reviewed", "审核"
    verified = "verified", "verified", "复核"
    approved = "approved", "approved", "批准"
    released = "released", "released", "放行"
    rejected = "rejected", "rejected", "驳回"
    responsible = "responsible", "took responsibility", "负责"


class SignatureMethod(Code):
    """How a signature was given."""

    handwritten = "handwritten", "handwritten", "手写签名"
    password = "password", "user identification and password", "用户标识加口令"
    token = "token", "token or smart card", "令牌或智能卡"
    biometric = "biometric", "biometric", "生物特征"
    certificate = "certificate", "certificate of a certification authority", "数字证书"
    seal = "seal", "company seal", "公章"


class SignatureStatus(Code):
    """Whether a signature still stands."""

    valid = "valid", "valid", "有效"
    superseded = "superseded", "superseded by a changed record", "因记录更改而失效"
    withdrawn = "withdrawn", "withdrawn", "已撤回"


class SignedRecord(Code):
    """What was signed."""

    act = "act", "act of the lot", "放行类别"
    batch_record = "batch_record", "batch record", "批生产记录"
    inspection = "inspection", "inspection", "检验"
    disposition = "disposition", "disposition", "不合格处置"
    concession = "concession", "concession", "让步"
    justification = "justification", "justification", "论证"
    deviation = "deviation", "deviation", "偏差"
    deviation_permit = "deviation_permit", "deviation permit", "偏离许可"
    capa = "capa", "corrective or preventive action", "纠正和预防措施"
    change = "change", "change", "变更"
    document = "document", "controlled document", "受控文件"
    record = "record", "record", "记录"
    label_check = "label_check", "examination of the label", "标签核对"
    line_clearance = "line_clearance", "line clearance", "清场"
    supplier_approval = "supplier_approval", "supplier approval", "供方批准"
    quality_agreement = "quality_agreement", "quality agreement", "质量协议"
