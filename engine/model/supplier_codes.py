"""The closed codes of suppliers: what they supply, how they were approved, audited and asked to act."""

from engine.model.fields import Code


class SupplierKind(Code):
    """What a supplier does for the company."""

    material = "material", "raw material", "原材料"
    component = "component", "components", "零部件"
    packaging = "packaging", "packaging material", "包装材料"
    outsourced_processing = "outsourced_processing", "outsourced processing", "外协加工"
    sterilisation = "sterilisation", "sterilisation service", "灭菌服务"
    laboratory = "laboratory", "testing laboratory", "检测机构"
    calibration = "calibration", "calibration laboratory", "校准机构"
    contract_manufacturer = "contract_manufacturer", "contract manufacturer", "受托生产企业"
    equipment = "equipment", "equipment", "设备"
    software = "software", "software", "软件"
    logistics = "logistics", "storage and transport", "仓储运输"
    consultancy = "consultancy", "consultancy and other services", "咨询及其他服务"


class RiskLevel(Code):
    """How much the quality of the product depends on a supplier."""

    high = "high", "high", "高"
    medium = "medium", "medium", "中"
    low = "low", "low", "低"


class ApprovalKind(Code):
    """On what occasion a supplier was evaluated."""

    initial = "initial", "initial", "初次"
    periodic = "periodic", "periodic", "定期"
    for_cause = "for_cause", "for cause", "专项"


class EvaluationMethod(Code):
    """How a supplier was evaluated."""

    questionnaire = "questionnaire", "questionnaire", "问卷调查"
    site_audit = "site_audit", "site audit", "现场审核"
    remote_audit = "remote_audit", "remote audit", "远程审核"
    sample_test = "sample_test", "test of samples", "样品检验"
    trial_lot = "trial_lot", "trial lot", "小批试用"
    certificate_review = "certificate_review", "review of certificates", "资质审查"
    performance_review = "performance_review", "review of performance", "业绩评价"


class ApprovalCriterion(Code):
    """What an approval was based on."""

    ability = "ability", "ability to meet the requirements", "满足要求的能力"
    performance = "performance", "performance", "业绩表现"
    effect_on_quality = "effect_on_quality", "effect on the quality of the device", "对医疗器械质量的影响"
    device_risk = "device_risk", "proportionate to the risk of the device", "与医疗器械风险相适应"


class SupplierCertificateKind(Code):
    """What a certificate or licence of a supplier is about."""

    business_licence = "business_licence", "business licence", "营业执照"
    production_licence = "production_licence", "production licence", "生产许可证"
    quality_management = "quality_management", "quality management system", "质量管理体系认证"
    device_quality_management = (
        "device_quality_management",
        "quality management system for medical devices",
        "医疗器械质量管理体系认证",
    )
    laboratory_accreditation = "laboratory_accreditation", "laboratory accreditation", "实验室认可"
    laboratory_approval = "laboratory_approval", "approval of a testing body", "检验检测机构资质认定"
    sterilisation = "sterilisation", "sterilisation process", "灭菌过程认证"
    radiation_safety = "radiation_safety", "radiation safety licence", "辐射安全许可证"
    special_process = "special_process", "special process", "特殊过程认证"
    environment = "environment", "environmental permit", "环保许可"
    device_registration = "device_registration", "registration of the supplied device or material", "所供产品注册或登记"


class AuditKind(Code):
    """On what occasion a supplier was audited."""

    initial = "initial", "initial", "初次"
    periodic = "periodic", "periodic", "定期"
    for_cause = "for_cause", "for cause", "专项"
    unannounced = "unannounced", "unannounced", "飞行"


class AuditPlace(Code):
    """Whether auditors were on the site."""

    on_site = "on_site", "on site", "现场"
    remote = "remote", "remote", "远程"
    documents = "documents", "on documents", "文件"


class Auditor(Code):
    """Whose auditors they were."""

    own = "own", "the company itself", "本企业"
    registrant = "registrant", "the registrant", "注册人"
    joint = "joint", "company and registrant together", "本企业与注册人联合"
    certification_body = "certification_body", "certification body", "认证机构"
    authority = "authority", "authority", "监管部门"


class SupplierAuditResult(Code):
    """How an audit came out."""

    passed = "passed", "passed", "通过"
    conditional = "conditional", "passed with conditions", "有条件通过"
    failed = "failed", "failed", "不通过"


class ChangeSubject(Code):
    """What a supplier changes."""

    material = "material", "material", "材料"
    process = "process", "process", "工艺"
    equipment = "equipment", "equipment", "设备"
    site = "site", "site", "场所"
    subcontractor = "subcontractor", "subcontractor", "分包方"
    specification = "specification", "specification", "技术要求"
    inspection_method = "inspection_method", "inspection method", "检验方法"
    software = "software", "software", "软件"
    packaging = "packaging", "packaging", "包装"
    quality_system = "quality_system", "quality system or certificate", "质量体系或资质"
    ownership = "ownership", "ownership or name", "所有权或名称"


class SupplierChangeStatus(Code):
    """Where a change notification stands."""

    notified = "notified", "notified", "已通知"
    assessing = "assessing", "being assessed", "评估中"
    agreed = "agreed", "agreed", "已同意"
    refused = "refused", "refused", "不同意"
    withdrawn = "withdrawn", "withdrawn", "已撤回"
    implemented = "implemented", "implemented", "已实施"


class DeliveryDocument(Code):
    """What is asked to come with a delivery."""

    conformity_certificate = "conformity_certificate", "certificate of conformity", "合格证明"
    analysis_certificate = "analysis_certificate", "certificate of analysis or test report", "检验报告"
    material_certificate = "material_certificate", "material certificate", "材质证明"
    sterilisation_record = "sterilisation_record", "sterilisation record", "灭菌记录"
    process_record = "process_record", "record of process parameters", "工艺参数记录"
    safety_data_sheet = "safety_data_sheet", "safety data sheet", "安全数据表"
    packing_list = "packing_list", "packing list", "装箱单"


class SupplierActionStatus(Code):
    """Where a corrective action request stands."""

    open = "open", "open", "已发起"
    answered = "answered", "answered", "已回复"
    implementing = "implementing", "being implemented", "整改中"
    verifying = "verifying", "being verified", "验证中"
    closed_effective = "closed_effective", "closed, effective", "关闭（有效）"
    closed_ineffective = "closed_ineffective", "closed, not effective", "关闭（无效）"
    cancelled = "cancelled", "cancelled", "取消"
