"""The closed codes of equipment: what it is for, its status, how calibrations, qualifications and studies came out."""

from engine.model.fields import Code


class EquipmentKind(Code):
    """What a piece of equipment is for."""

    production = "production", "production equipment", "生产设备"
    measuring = "measuring", "measuring instrument", "计量器具"
    test = "test", "test equipment", "检验设备"
    monitoring = "monitoring", "monitoring instrument", "监测仪器"
    steriliser = "steriliser", "steriliser or irradiator", "灭菌设备"
    utility = "utility", "utility", "公用系统"
    tool = "tool", "tool, mould or fixture", "工装模具"
    software = "software", "software", "软件"


class EquipmentStatus(Code):
    """Whether equipment may be used."""

    in_service = "in_service", "in service", "在用"
    limited = "limited", "in service with limits", "限用"
    out_of_service = "out_of_service", "out of service", "停用"
    quarantined = "quarantined", "quarantined", "封存待评"
    retired = "retired", "retired", "报废"


class CalibrationResult(Code):
    """How a calibration came out, for the equipment as it went back into use."""

    passed = "passed", "within tolerance", "合格"
    limited = "limited", "within tolerance in a limited range", "限用合格"
    failed = "failed", "out of tolerance", "不合格"


class AsFoundState(Code):
    """How equipment was found before any adjustment."""

    within_tolerance = "within_tolerance", "within tolerance", "在允差内"
    out_of_tolerance = "out_of_tolerance", "out of tolerance", "超出允差"
    not_working = "not_working", "not working", "无法工作"


class QualificationPhase(Code):
    """The parts of a qualification."""

    design = "design", "design qualification", "设计确认(DQ)"
    installation = "installation", "installation qualification", "安装确认(IQ)"
    operational = "operational", "operational qualification", "运行确认(OQ)"
    performance = "performance", "performance qualification", "性能确认(PQ)"


class QualificationStatus(Code):
    """Where a qualification stands."""

    planned = "planned", "planned", "已策划"
    in_progress = "in_progress", "in progress", "进行中"
    passed = "passed", "passed", "通过"
    passed_with_deviations = "passed_with_deviations", "passed with deviations", "有偏差通过"
    failed = "failed", "failed", "未通过"


class StudyKind(Code):
    """What a study of a measurement system looks at."""

    repeatability_reproducibility = (
        "repeatability_reproducibility",
        "repeatability and reproducibility",
        "重复性与再现性",
    )
    attribute_agreement = "attribute_agreement", "attribute agreement", "计数型一致性"
    bias = "bias", "bias", "偏倚"
    linearity = "linearity", "linearity", "线性"
    stability = "stability", "stability", "稳定性"


class StudyResult(Code):
    """How a study of a measurement system came out."""

    acceptable = "acceptable", "acceptable", "可接受"
    conditional = "conditional", "acceptable for a stated use", "有条件接受"
    not_acceptable = "not_acceptable", "not acceptable", "不可接受"


class CalibrationState(Code):
    """What a label or record said of an instrument's calibration at the moment of use."""

    valid = "valid", "in its calibration period", "在校准有效期内"
    limited = "limited", "valid for a limited use", "限用"
    overdue = "overdue", "calibration overdue", "校准逾期"
    out_of_tolerance = "out_of_tolerance", "out of tolerance", "超差"
    not_required = "not_required", "calibration not required", "无需校准"
