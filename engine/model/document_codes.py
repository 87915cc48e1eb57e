"""Closed codes of controlled documents and of records."""

from engine.model.fields import Code


class DocumentKind(Code):
    """What a controlled document is."""

    quality_manual = "quality_manual", "quality manual", "质量手册"
    procedure = "procedure", "procedure", "程序文件"
    work_instruction = "work_instruction", "work instruction", "作业指导书"
    form = "form", "form", "记录表单"
    specification = "specification", "specification", "技术要求"
    drawing = "drawing", "drawing", "图纸"
    inspection_plan = "inspection_plan", "inspection plan", "检验规程"
    control_plan = "control_plan", "control plan", "控制计划"
    process_specification = "process_specification", "process specification", "工艺规程"
    bill_of_materials = "bill_of_materials", "bill of materials", "物料清单"
    label_specification = "label_specification", "label specification", "标签规范"
    validation_protocol = "validation_protocol", "validation protocol", "确认方案"
    master_record = "master_record", "master batch record", "批生产记录母版"
    contract = "contract", "contract or agreement", "合同与协议"


class DocumentStatus(Code):
    """Where a controlled document stands."""

    draft = "draft", "draft", "草稿"
    in_review = "in_review", "in review", "审核中"
    pending_approval = "pending_approval", "pending approval", "待批准"
    approved = "approved", "approved", "已批准"
    effective = "effective", "effective", "已生效"
    superseded = "superseded", "superseded", "已被替代"
    obsolete = "obsolete", "obsolete", "作废"


class RecordForm(Code):
    """How a record is kept."""

    electronic = "electronic", "electronic", "电子"
    paper = "paper", "paper", "纸质"
    hybrid = "hybrid", "paper with an electronic copy", "纸质加电子副本"
