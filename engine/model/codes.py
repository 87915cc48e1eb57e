"""The closed codes of the dictionary. A code that is not here is refused when a dossier or a pack is read."""

from engine.model.fields import Code


class Act(Code):
    """What may be done with a lot, in this order: a later act judges all earlier ones too."""

    receive = "receive", "receive", "接收"
    use = "use", "use", "投入使用"
    dispatch = "dispatch", "dispatch to an outside processor", "发往外协加工方"
    production_release = "production_release", "production release", "生产放行"
    market_release = "market_release", "market release", "上市放行"
    ship = "ship", "ship", "发运"


class Actor(Code):
    """Who a duty binds, and what a company is for a market."""

    legal_manufacturer = "legal_manufacturer", "legal manufacturer", "注册人/备案人"
    contract_manufacturer = "contract_manufacturer", "contract manufacturer", "受托生产企业"
    outsourced_processor = "outsourced_processor", "outside processor", "外协加工方"
    supplier = "supplier", "supplier", "供方"
    authorised_representative = "authorised_representative", "authorised representative", "授权代表"
    importer = "importer", "importer", "进口商"
    distributor = "distributor", "distributor", "经营企业"


class RiskClass(Code):
    """Risk classes, of devices and of in-vitro diagnostics, as the markets name them."""

    I = "I", "class I", "第I类"  # noqa: E741  # the name that regulations use
    II = "II", "class II", "第II类"
    IIa = "IIa", "class IIa", "第IIa类"
    IIb = "IIb", "class IIb", "第IIb类"
    III = "III", "class III", "第III类"
    A = "A", "class A", "A类"
    B = "B", "class B", "B类"
    C = "C", "class C", "C类"
    D = "D", "class D", "D类"


class ProcessKind(Code):
    """Processes that are done, or done outside."""

    extrusion = "extrusion", "extrusion", "挤出"
    moulding = "moulding", "injection moulding", "注塑"
    machining = "machining", "machining", "机加工"
    anodising = "anodising", "anodising", "阳极氧化"
    passivation = "passivation", "passivation", "钝化"
    coating = "coating", "coating", "涂层"
    cleaning = "cleaning", "cleaning", "清洗"
    assembly = "assembly", "cleanroom assembly", "洁净室装配"
    sealing = "sealing", "sealing of the sterile barrier", "无菌屏障封口"
    eo_sterilisation = "eo_sterilisation", "ethylene oxide sterilisation", "环氧乙烷灭菌"
    radiation_sterilisation = "radiation_sterilisation", "radiation sterilisation", "辐照灭菌"
    moist_heat_sterilisation = "moist_heat_sterilisation", "moist heat sterilisation", "湿热灭菌"
    printing = "printing", "printing and laser marking", "印刷与激光打标"
    testing = "testing", "laboratory testing", "实验室检测"
    forging = "forging", "forging", "锻造"
    heat_treatment = "heat_treatment", "heat treatment", "热处理"
    welding = "welding", "welding", "焊接"
    additive_manufacturing = "additive_manufacturing", "additive manufacturing", "增材制造"
    bonding = "bonding", "adhesive bonding", "粘接"
    polishing = "polishing", "grinding and polishing", "研磨与抛光"
    electropolishing = "electropolishing", "electropolishing", "电解抛光"
    preparation = "preparation", "preparation of solutions and reagents", "溶液与试剂配制"
    filling = "filling", "filling", "分装"
    freeze_drying = "freeze_drying", "freeze-drying", "冻干"
    packaging = "packaging", "packaging", "包装"
    labelling = "labelling", "labelling", "贴标"


class ApprovalStatus(Code):
    """Where a supplier's qualification stands."""

    draft = "draft", "draft", "草稿"
    in_qualification = "in_qualification", "in qualification", "评审中"
    approved = "approved", "approved", "合格"
    conditional = "conditional", "conditionally approved", "有条件合格"
    suspended = "suspended", "suspended", "暂停"
    disqualified = "disqualified", "disqualified", "取消资格"


class AgreementTopic(Code):
    """What a quality agreement says in writing."""

    quality_standard = "quality_standard", "quality standard or technical requirement", "质量标准/技术要求"
    acceptance_criteria = "acceptance_criteria", "acceptance criteria", "验收准则"
    responsibilities = "responsibilities", "responsibilities", "双方责任"
    process = "process", "process", "加工过程"
    validation = "validation", "validation", "过程确认"
    release_conditions = "release_conditions", "release conditions", "放行条件"
    change_notification = "change_notification", "change and communication", "变更与沟通"
    records = "records", "records and their retention", "记录与保存"
    audit_access = "audit_access", "access for audits", "审核准入"
    authority_access = "authority_access", "access for authorities and certification bodies", "监管与认证机构检查准入"
    nonconforming_product = "nonconforming_product", "nonconforming product", "不合格品控制"
    corrective_action = "corrective_action", "corrective action", "纠正措施"
    traceability = "traceability", "traceability", "可追溯性"
    subcontracting = "subcontracting", "subcontracting", "转包"
    retained_samples = "retained_samples", "retained samples", "留样"
    confidentiality = "confidentiality", "confidentiality", "保密"


class ValidationStatus(Code):
    """Whether a process is validated."""

    validated = "validated", "validated", "已确认"
    in_validation = "in_validation", "in validation", "确认中"
    expired = "expired", "revalidation overdue", "再确认逾期"
    not_validated = "not_validated", "not validated", "未确认"


class InspectionStage(Code):
    """When an inspection is done."""

    incoming = "incoming", "incoming inspection", "进货检验"
    outsourced_return = "outsourced_return", "inspection on return from outside", "外协回厂检验"
    in_process = "in_process", "in-process inspection", "过程检验"
    final = "final", "final inspection", "成品检验"
    source = "source", "inspection at the supplier's site", "供方现场检验"
    first_article = "first_article", "first article inspection", "首件检验"
    patrol = "patrol", "patrol inspection", "巡回检验"
    outgoing = "outgoing", "outgoing inspection", "出厂检验"
    type_test = "type_test", "type test", "型式检验"
    returned = "returned", "inspection of returned product", "退货检验"
    retained_sample = "retained_sample", "observation of retained samples", "留样观察"


class CheckResult(Code):
    """How one item of a check came out."""

    correct = "correct", "correct", "正确"
    incorrect = "incorrect", "incorrect", "不正确"
    not_used = "not_used", "not on this label", "本标签无此项"


class NonconformanceStatus(Code):
    """Where a nonconformance stands."""

    open = "open", "open", "未关闭"
    under_review = "under_review", "under review", "评审中"
    in_execution = "in_execution", "disposition being carried out", "处置执行中"
    closed = "closed", "closed", "已关闭"


class Disposition(Code):
    """What was decided about nonconforming product."""

    pending = "pending", "pending", "待处置", "待评审"
    sort = "sort", "sort, decide afterwards", "挑选", "全检分选"
    use_as_is = "use_as_is", "use as is", "原样使用", "UAI", "use-as-is"
    concession = "concession", "concession", "让步接收", "特采", "让步"
    rework = "rework", "rework", "返工"
    repair = "repair", "repair", "返修"
    regrade = "regrade", "regrade", "降级", "改级"
    return_to_supplier = "return_to_supplier", "return to supplier", "退货", "退回供方", "RTV", "RTS"
    scrap = "scrap", "scrap", "报废"
    not_a_nonconformance = "not_a_nonconformance", "not a nonconformance", "误判", "撤销"


class PersonFunction(Code):
    """In which function a person acted."""

    production = "production", "production", "生产"
    inspection = "inspection", "inspection", "检验"
    quality = "quality", "quality", "质量"
    authorised_releaser = "authorised_releaser", "authorised releaser", "放行审核人"
    regulatory_responsible = (
        "regulatory_responsible",
        "person responsible for regulatory compliance",
        "法规符合性负责人",
    )
    company_head = "company_head", "head of the company", "企业负责人"
    management_representative = "management_representative", "management representative", "管理者代表"
    production_head = "production_head", "head of production", "生产负责人"
    quality_head = "quality_head", "head of quality", "质量负责人"
    technical_head = "technical_head", "head of engineering", "技术负责人"
    engineering = "engineering", "engineering", "工程技术"
    purchasing = "purchasing", "purchasing", "采购"
    warehouse = "warehouse", "warehouse", "仓储"
    metrology = "metrology", "calibration and metrology", "计量校准"
    maintenance = "maintenance", "maintenance", "设备维护"
    auditor = "auditor", "auditor", "审核员"


class InstrumentStatus(Code):
    """Where a concession or justification stands."""

    draft = "draft", "draft", "草稿"
    approved = "approved", "approved", "已批准"
    rejected = "rejected", "rejected", "不予批准"
    expired = "expired", "expired", "已过期"
    withdrawn = "withdrawn", "withdrawn", "已撤回"


class RecordType(Code):
    """Kinds of records that are kept."""

    # Making and inspecting the lot.
    batch_record = "batch_record", "batch record", "批生产记录"
    incoming_inspection = "incoming_inspection", "incoming inspection record", "进货检验记录"
    inspection_record = "inspection_record", "inspection record", "检验记录"
    laboratory_record = "laboratory_record", "laboratory record", "实验室检测记录"
    label_and_udi = "label_and_udi", "label and UDI record", "标签与唯一标识记录"
    sterilisation = "sterilisation", "sterilisation record", "灭菌记录"
    packaging = "packaging", "packaging record", "包装记录"
    line_clearance = "line_clearance", "line clearance record", "清场记录"
    cleaning = "cleaning", "cleaning record", "清洁记录"
    environment = "environment", "work environment record", "环境监测记录"
    material_issue = "material_issue", "material issue and balance record", "领料与物料平衡记录"
    retained_sample = "retained_sample", "retained sample record", "留样记录"
    release = "release", "release record", "放行记录"
    distribution = "distribution", "distribution record", "销售与发运记录"
    traceability = "traceability", "traceability record", "可追溯性记录"
    installation = "installation", "installation record", "安装记录"
    service = "service", "service record", "服务记录"
    # What goes wrong, and what changes.
    nonconformance = "nonconformance", "nonconformance record", "不合格品记录"
    concession = "concession", "concession record", "让步接收记录"
    rework = "rework", "rework record", "返工记录"
    deviation = "deviation", "deviation record", "偏差记录"
    out_of_specification = (
        "out_of_specification",
        "investigation of a result out of specification",
        "检验结果超标调查记录",
    )
    capa = "capa", "corrective and preventive action record", "纠正和预防措施记录"
    complaint = "complaint", "complaint record", "投诉记录"
    adverse_event = "adverse_event", "adverse event file", "不良事件记录"
    field_action = "field_action", "correction and removal record", "现场纠正与撤出记录"
    recall = "recall", "recall record", "召回记录"
    change = "change", "change record", "变更记录"
    # Those who make it, and with what.
    supplier_record = "supplier_record", "supplier record", "供方记录"
    purchasing = "purchasing", "purchasing record", "采购记录"
    quality_agreement = "quality_agreement", "quality agreement", "质量协议"
    supplier_audit = "supplier_audit", "supplier audit report", "供方审核报告"
    training = "training", "training record", "培训记录"
    health = "health", "health record", "健康记录"
    calibration = "calibration", "calibration record", "校准记录"
    maintenance = "maintenance", "equipment use and maintenance record", "设备使用与维护记录"
    validation = "validation", "validation record", "确认记录"
    software_validation = "software_validation", "software validation record", "软件确认记录"
    # The system and the product.
    internal_audit = "internal_audit", "internal audit report", "内部审核报告"
    management_review = "management_review", "management review record", "管理评审记录"
    risk_management = "risk_management", "risk management file", "风险管理文档"
    design = "design", "design and development file", "设计开发文档"
    post_market = "post_market", "post-market surveillance record", "上市后监督记录"
    self_inspection = "self_inspection", "self-inspection report", "自查报告"
    audit_trail = "audit_trail", "audit trail", "审计追踪"
    signature = "signature", "signature manifestation", "签名展示记录"
    technical_documentation = "technical_documentation", "technical documentation", "技术文档"
    declaration_of_conformity = "declaration_of_conformity", "declaration of conformity", "符合性声明"
    certificate = "certificate", "certificate", "证书"
    registration = "registration", "registration file", "注册与备案文件"
    udi_assignment = "udi_assignment", "UDI assignment", "唯一标识分配记录"
