"""Why an inspection does not settle whether a characteristic conforms."""

from typing import Annotated

from engine.model.fields import Code, Entity, Localized, said
from engine.model.values import Text


class InspectionReasonCode(Code):
    """What stands in the way of a result."""

    not_known = "not_known", "not recorded, or not to be believed", "未记录或不可信"
    no_inspection = "no_inspection", "no inspection", "没有检验"
    unattributed = "unattributed", "an inspection of an unknown characteristic", "检验项目无法归属"
    part_of_lot = "part_of_lot", "only a part of the lot was presented", "仅提交了部分批量"
    no_limits = "no_limits", "no limits", "没有限值"
    limits_crossed = "limits_crossed", "limits crossed", "限值交叉"
    other_limits = "other_limits", "other limits than the specification's", "限值与技术要求不符"
    other_unit = "other_unit", "units that do not go together", "单位不一致"
    missing_reading = "missing_reading", "a reading is missing", "读数缺失"
    counts_differ = "counts_differ", "counts that contradict each other", "数量相互矛盾"
    result_contradicted = "result_contradicted", "the recorded result contradicts the readings", "记录的结果与读数矛盾"
    within_guard_band = "within_guard_band", "within the guard band", "处于保护带内"
    no_uncertainty = "no_uncertainty", "no uncertainty was evaluated", "未评定不确定度"
    no_plan = "no_plan", "no sampling plan", "没有抽样方案"
    sample_too_small = "sample_too_small", "sample smaller than the plan", "样本量小于方案"
    sample_above_lot = "sample_above_lot", "sample larger than the lot", "样本量大于批量"
    severity_unknown = "severity_unknown", "severity of inspection unknown", "检验严格度未知"
    discontinued = "discontinued", "sampling inspection is discontinued", "抽样检验已暂停"
    no_gauge = "no_gauge", "measured without a gauge", "未使用量具"
    other_gauge = "other_gauge", "another kind of gauge than the specified one", "量具类别与规定的不符"
    gauge_out_of_range = "gauge_out_of_range", "a reading beyond the gauge's range", "读数超出量具量程"
    gauge_not_in_service = "gauge_not_in_service", "gauge not in service", "量具未在用"
    gauge_not_calibrated = "gauge_not_calibrated", "gauge not calibrated at the reading", "测量时量具未校准"
    gauge_out_of_tolerance = "gauge_out_of_tolerance", "gauge found out of tolerance later", "量具后来被发现超差"
    inspector_not_qualified = "inspector_not_qualified", "inspector not qualified", "检验员不具备资格"
    plan_not_controlled = (
        "plan_not_controlled",
        "inspection plan not among the controlled documents",
        "检验规程不在受控文件之列",
    )
    plan_not_effective = "plan_not_effective", "inspection plan not in force", "检验规程未生效或已作废"
    other_revision = "other_revision", "another revision than the approved one", "版次与批准的不符"
    other_method = "other_method", "another method than the specified one", "检验方法与规定的不符"
    out_of_order = "out_of_order", "times out of order", "时间顺序有误"
    retest_not_allowed = "retest_not_allowed", "retest without an investigation that allows it", "复检未经调查准予"
    laboratory_not_accredited = "laboratory_not_accredited", "laboratory not accredited", "检验机构未获认可"
    formula_not_computed = "formula_not_computed", "the formula cannot be computed", "公式无法计算"
    units_not_paired = "units_not_paired", "inputs of different units of the sample", "输入读数与样品不对应"


class InspectionReason(Entity, frozen=True, kw_only=True):
    """One reason why a result is not settled, with the place that it is about."""

    code: Annotated[
        InspectionReasonCode,
        said("Reason", "原因", "What stands in the way", "妨碍判定的原因", example="gauge_not_calibrated"),
    ]
    path: Annotated[
        Text, said("Place", "位置", "What it is about", "所涉及的位置", example="lot.inspections[IL-2610-240].gauge")
    ]
    words: Annotated[Localized, said("In words", "说明", "The reason in words", "原因的文字说明")]
