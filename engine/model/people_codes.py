"""The closed codes of people: what a training was about, how it came out, where a qualification stands."""

from engine.model.fields import Code


class TrainingKind(Code):
    """What a training was about."""

    work_instruction = "work_instruction", "work instruction", "作业指导书"
    process = "process", "special or key process", "特殊或关键过程"
    inspection_method = "inspection_method", "inspection method", "检验方法"
    clean_area = "clean_area", "hygiene and conduct in clean areas", "洁净区卫生与行为"
    quality_system = "quality_system", "quality system and regulations", "质量体系与法规"
    release = "release", "release of product", "产品放行"
    electronic_signature = "electronic_signature", "electronic records and signatures", "电子记录与电子签名"
    auditing = "auditing", "auditing", "审核"
    safety = "safety", "safety", "安全"


class TrainingResult(Code):
    """How a training came out."""

    passed = "passed", "passed", "合格"
    failed = "failed", "failed", "不合格"
    attended = "attended", "attended, not examined", "已参加未考核"


class PersonStatus(Code):
    """Where a person's qualification for their work stands."""

    in_training = "in_training", "in training", "培训中"
    qualified = "qualified", "qualified", "合格上岗"
    supervised = "supervised", "works under supervision", "在监督下上岗"
    suspended = "suspended", "suspended", "暂停上岗"
    withdrawn = "withdrawn", "withdrawn", "取消资格"
