"""The closed codes of sterilisation: methods, ways of release, indicators, dose audits, residues."""

from engine.model.fields import Code


class SterilisationMethod(Code):
    """How a load is sterilised."""

    ethylene_oxide = "ethylene_oxide", "ethylene oxide", "环氧乙烷灭菌"
    gamma = "gamma", "gamma radiation", "γ射线辐照灭菌"
    electron_beam = "electron_beam", "electron beam", "电子束辐照灭菌"
    x_ray = "x_ray", "X-rays", "X射线辐照灭菌"
    moist_heat = "moist_heat", "moist heat", "湿热灭菌"
    dry_heat = "dry_heat", "dry heat", "干热灭菌"
    hydrogen_peroxide = "hydrogen_peroxide", "vaporised hydrogen peroxide", "汽化过氧化氢灭菌"
    formaldehyde = "formaldehyde", "low temperature steam and formaldehyde", "低温蒸汽甲醛灭菌"


class LoadRelease(Code):
    """What a load is released on."""

    biological_indicators = "biological_indicators", "biological indicators and cycle parameters", "生物指示物放行"
    parametric = "parametric", "parametric release", "参数放行"
    dosimetric = "dosimetric", "dosimetric release", "剂量放行"


class LoadStatus(Code):
    """Where a load stands."""

    in_process = "in_process", "in process", "灭菌中"
    awaiting_results = "awaiting_results", "awaiting results", "待结果"
    released = "released", "released", "已放行"
    rejected = "rejected", "rejected", "不予放行"


class Growth(Code):
    """What an incubated indicator or sample showed."""

    no_growth = "no_growth", "no growth", "无菌生长"
    growth = "growth", "growth", "有菌生长"
    incubating = "incubating", "still incubating", "培养中"
    invalid = "invalid", "test not valid", "试验无效"


class IndicatorOutcome(Code):
    """What a chemical indicator showed."""

    passed = "passed", "end point reached", "达到终点"
    failed = "failed", "end point not reached", "未达到终点"


class GasAnalysisMethod(Code):
    """How the concentration of a sterilising agent was measured."""

    infrared = "infrared", "infrared analysis", "红外分析"
    gas_chromatography = "gas_chromatography", "gas chromatography", "气相色谱"
    microwave = "microwave", "microwave analysis", "微波分析"
    calculated = "calculated", "calculated from mass or pressure", "由质量或压力计算"


class DoseMethod(Code):
    """How the sterilisation dose was established, and how it is audited."""

    method_1 = "method_1", "method 1", "方法1"
    method_2a = "method_2a", "method 2A", "方法2A"
    method_2b = "method_2b", "method 2B", "方法2B"
    vdmax_15 = "vdmax_15", "VDmax for 15 kGy", "15 kGy的VDmax方法"
    vdmax_25 = "vdmax_25", "VDmax for 25 kGy", "25 kGy的VDmax方法"
    vdmax_other = "vdmax_other", "VDmax for another dose", "其他剂量的VDmax方法"


class AuditOutcome(Code):
    """How a dose audit came out."""

    passed = "passed", "dose confirmed", "剂量得到确认"
    repeated = "repeated", "confirmed after a repeat", "重复试验后确认"
    augmented = "augmented", "dose raised", "增加剂量"
    failed = "failed", "dose not confirmed", "剂量未得到确认"


class Residue(Code):
    """What is left on a device after sterilisation."""

    ethylene_oxide = "ethylene_oxide", "ethylene oxide", "环氧乙烷(EO)"
    ethylene_chlorohydrin = "ethylene_chlorohydrin", "ethylene chlorohydrin", "2-氯乙醇(ECH)"
    ethylene_glycol = "ethylene_glycol", "ethylene glycol", "乙二醇(EG)"
    hydrogen_peroxide = "hydrogen_peroxide", "hydrogen peroxide", "过氧化氢"
    formaldehyde = "formaldehyde", "formaldehyde", "甲醛"


class ResidueBasis(Code):
    """What an amount of residue is counted over."""

    first_day = "first_day", "first 24 hours", "首24 h"
    first_month = "first_month", "first 30 days", "首30 d"
    lifetime = "lifetime", "lifetime", "终身"
    contact_surface = "contact_surface", "surface in contact", "接触表面"
    device = "device", "whole device", "每件器械"
    mass = "mass", "mass of the device", "单位质量"


class RequalificationKind(Code):
    """What a requalification covered."""

    annual_review = "annual_review", "review with no new cycles", "年度评审"
    physical = "physical", "physical performance", "物理性能再确认"
    microbiological = "microbiological", "microbiological performance", "微生物性能再确认"
    dose_mapping = "dose_mapping", "dose mapping", "剂量分布再确认"
    full = "full", "physical and microbiological performance", "全面再确认"
