"""The closed codes of products and their registrations."""

from engine.model.fields import Code


class BodyContact(Code):
    """What a device touches, by the categories of ISO 10993-1."""

    none = "none", "no contact with the body", "不接触人体"
    intact_skin = "intact_skin", "intact skin", "完整皮肤"
    mucosal_membrane = "mucosal_membrane", "mucosal membrane", "黏膜"
    breached_surface = "breached_surface", "breached or compromised surface", "损伤表面"
    blood_path_indirect = "blood_path_indirect", "blood path, indirect", "血路，间接"
    tissue_bone_dentin = "tissue_bone_dentin", "tissue, bone or dentin, from outside", "组织、骨、牙本质（外部接入）"
    circulating_blood = "circulating_blood", "circulating blood, from outside", "循环血液（外部接入）"
    implant_tissue = "implant_tissue", "implant in tissue", "植入组织"
    implant_bone = "implant_bone", "implant in bone", "植入骨"
    implant_blood = "implant_blood", "implant in blood", "植入血液"


class ContactDuration(Code):
    """How long a device touches the body, by the categories of ISO 10993-1."""

    none = "none", "no contact", "不接触"
    limited = "limited", "limited, 24 h at most", "短期，不超过24小时"
    prolonged = "prolonged", "prolonged, over 24 h up to 30 d", "长期，24小时以上至30日"
    long_term = "long_term", "long-term, over 30 d", "持久，超过30日", "permanent"


class MaterialOrigin(Code):
    """Where the materials of a device come from."""

    synthetic = "synthetic", "synthetic or mineral", "合成或矿物来源"
    plant = "plant", "plant", "植物来源"
    animal = "animal", "animal", "动物来源"
    allogeneic = "allogeneic", "human, of another person", "同种异体来源"
    autologous = "autologous", "human, of the patient", "自体来源"
    microbial = "microbial", "microbial or recombinant", "微生物或重组来源"


class MarketingStatus(Code):
    """Where the marketing of a product stands in a market."""

    planned = "planned", "not yet marketed", "未上市"
    marketed = "marketed", "marketed", "在售"
    suspended = "suspended", "suspended", "暂停销售"
    ended = "ended", "ended", "已退市"


class ConformityRoute(Code):
    """How a product comes to a market."""

    self_declaration = "self_declaration", "declaration by the manufacturer alone", "制造商自我声明"
    filing = "filing", "filing", "备案"
    registration = "registration", "registration", "注册"
    notification = "notification", "premarket notification", "上市前通知"
    approval = "approval", "premarket approval", "上市前批准"
    de_novo = "de_novo", "classification of a novel device", "新型产品分类申请"
    quality_system = "quality_system", "assessment of the quality management system", "质量管理体系评定"
    type_examination = "type_examination", "type examination with production assurance", "型式检验与生产质量保证"
    product_verification = "product_verification", "verification of each product or lot", "逐件或逐批验证"
    custom_made = "custom_made", "procedure for custom-made devices", "定制器械程序"
    exempt = "exempt", "exempt from review", "豁免审查"


class RegistrationKind(Code):
    """What a registration is."""

    registration = "registration", "registration certificate", "注册证"
    filing = "filing", "filing certificate", "备案凭证"
    clearance = "clearance", "clearance", "上市前通知许可"
    approval = "approval", "approval", "上市前批准"
    conformity_certificate = "conformity_certificate", "certificate of conformity assessment", "符合性评定证书"
    declaration = "declaration", "declaration of conformity", "符合性声明"
    listing = "listing", "device listing", "产品列名"
    database_entry = "database_entry", "entry in the device database", "器械数据库登记"
    lot_release = "lot_release", "official release of the lot", "官方批签发"
    export_certificate = "export_certificate", "certificate for export", "出口销售证明"


class RegistrationStatus(Code):
    """Where a registration, licence or certificate stands."""

    applied = "applied", "applied for", "申请中"
    active = "active", "in force", "有效"
    restricted = "restricted", "restricted", "受限"
    suspended = "suspended", "suspended", "暂停"
    withdrawn = "withdrawn", "withdrawn", "撤销"
    cancelled = "cancelled", "cancelled by its holder", "注销"
    expired = "expired", "expired", "过期"
