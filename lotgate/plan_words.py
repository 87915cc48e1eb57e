"""The words of `lotgate plan`, in both languages."""

from core.words import Localized

STANDARDS = {
    "iso_2859_1": "ISO 2859-1",
    "gb_t_2828_1": "GB/T 2828.1",
    "z1_4": "ANSI/ASQ Z1.4",
    "mil_std_105": "MIL-STD-105",
    "z1_9": "ANSI/ASQ Z1.9",
}
SEVERITIES = {
    "en": {"normal": "normal", "tightened": "tightened", "reduced": "reduced"},
    "zh": {"normal": "正常", "tightened": "加严", "reduced": "放宽"},
}
SAMPLINGS = {
    "en": {"single": "single", "double": "double", "multiple": "multiple"},
    "zh": {"single": "一次", "double": "二次", "multiple": "多次"},
}
REPORT = {
    "en": {
        "head": "{scheme}, {severity} inspection, {sampling} sampling, level {level}",
        "head_variables": "{scheme}, {severity} inspection, by variables ({method}), level {level}",
        "head_zero": "Zero acceptance number (c = 0), designed for a limiting quality",
        "lot": "lot of {size} items, AQL {aql} {unit}",
        "lot_zero": "lot of {size} items, limiting quality {quality} %, accepted with probability {risk} at most",
        "percent": "percent nonconforming",
        "per_hundred": "nonconformities per 100 items",
        "sample": "n {n}   Ac {ac}   Re {re}",
        "sample_of": "sample {index}: n {n} (together {total})   Ac {ac}   Re {re}",
        "variables": "n {n}   k {k}   M {m} %",
        "why": "Why",
        "letter": "A lot of {least} to {most} items has code letter {letter} at level {level}.",
        "letter_open": "A lot of {least} items or more has code letter {letter} at level {level}.",
        "cell": "Row {letter}, column {aql} of the table for {severity} inspection holds this plan.",
        "down": "Row {letter} holds an arrow down: the next plan below is used, with its own sample size.",
        "up": "Row {letter} holds an arrow up: the next plan above is used, with its own sample size.",
        "down_many": "Rows {first} to {last} hold arrows down: the first plan below is used, with its own sample size.",
        "up_many": "Rows {first} to {last} hold arrows up: the first plan above is used, with its own sample size.",
        "use": "Row {letter} has no plan of this kind: its {sampling} plan is used.",
        "ends": "The arrows end at row {letter}: n and Ac are both those of {letter}.",
        "hash": "# means that acceptance is not permitted yet.",
        "gap": "Between Ac and Re the lot is accepted, and reduced inspection ends.",
        "whole": "The sample would be the whole lot: every item is inspected, and Ac applies to what is found.",
        "zero": "{n} is the smallest sample that, with none nonconforming, accepts such a lot seldom enough ({model}).",
        "not_squeglia": "Squeglia's c = 0 tables go by AQL; they are not free, and are not followed here.",
        "k_m": "Accepted when (limit - mean) / s is k or more (form 1), or the estimated fraction M at most (form 2).",
        "k_m_known": "Accepted when (limit - mean) / sigma is k or more (form 1), or the estimated fraction M at most.",
        "worth": "What the plan is worth ({model})",
        "accepts": "{quality} {unit} are accepted with probability {probability}",
        "at_aql": "at the AQL, {quality}, lots are accepted with probability {probability}",
        "aoql": "AOQL {limit} {unit}, at {at} incoming, when lots not accepted are screened",
        "asn": "{count} items are inspected on average at the AQL (without stopping a sample early)",
        "binomial": "binomial, items from a process",
        "poisson": "Poisson",
        "hypergeometric": "hypergeometric, items from this lot",
        "normal": "normal readings, one limit",
        "switching": "Switching",
        "unit_percent": "% nonconforming",
        "unit_hundred": "nonconformities per 100",
        "s_method": "s method",
        "sigma_method": "sigma method",
    },
    "zh": {
        "head": "{scheme}，{severity}检验，{sampling}抽样，检验水平{level}",
        "head_variables": "{scheme}，{severity}检验，计量抽样（{method}），检验水平{level}",
        "head_zero": "零接收数（c = 0）方案，按极限质量设计",
        "lot": "批量{size}，AQL {aql}（{unit}）",
        "lot_zero": "批量{size}，极限质量{quality} %，接收概率不超过{risk}",
        "percent": "不合格品百分数",
        "per_hundred": "每百单位产品不合格数",
        "sample": "n {n}   Ac {ac}   Re {re}",
        "sample_of": "第{index}样本：n {n}（累计{total}）   Ac {ac}   Re {re}",
        "variables": "n {n}   k {k}   M {m} %",
        "why": "依据",
        "letter": "批量{least}至{most}，检验水平{level}，样本量字码为{letter}。",
        "letter_open": "批量{least}及以上，检验水平{level}，样本量字码为{letter}。",
        "cell": "{severity}检验表中，{letter}行、AQL {aql}列即为本方案。",
        "down": "{letter}行为向下箭头：用箭头下方的第一个方案，样本量一并改用。",
        "up": "{letter}行为向上箭头：用箭头上方的第一个方案，样本量一并改用。",
        "down_many": "{first}至{last}行均为向下箭头：用箭头下方的第一个方案，样本量一并改用。",
        "up_many": "{first}至{last}行均为向上箭头：用箭头上方的第一个方案，样本量一并改用。",
        "use": "{letter}行没有此类方案：改用其{sampling}抽样方案。",
        "ends": "箭头止于{letter}行：n和Ac都取{letter}行的值。",
        "hash": "# 表示此时尚不允许接收。",
        "gap": "不合格数在Ac与Re之间时接收该批，但放宽检验到此为止。",
        "whole": "样本量不小于批量：逐件检验，Ac用于全部检出的不合格。",
        "zero": "样本中无一不合格时，{n}是使此种批足够少被接收的最小样本量（{model}）。",
        "not_squeglia": "Squeglia的c = 0表按AQL检索，但未公开，此处未采用。",
        "k_m": "（规格限 - 均值）/ s 不小于k（形式1），或估计的不合格品率不大于M（形式2）时接收。",
        "k_m_known": "（规格限 - 均值）/ σ 不小于k（形式1），或估计的不合格品率不大于M时接收。",
        "worth": "方案的鉴别力（{model}）",
        "accepts": "{quality} {unit}，接收概率{probability}",
        "at_aql": "质量恰为AQL（{quality}）时，接收概率{probability}",
        "aoql": "AOQL {limit} {unit}，出现于来批质量{at}（不接收批全检剔除）",
        "asn": "质量恰为AQL时平均检验{count}件（各样本均检完）",
        "binomial": "二项分布，取自过程",
        "poisson": "泊松分布",
        "hypergeometric": "超几何分布，取自本批",
        "normal": "正态读数，单侧规格限",
        "switching": "转移规则",
        "unit_percent": "% 不合格品",
        "unit_hundred": "每百单位不合格数",
        "s_method": "s法",
        "sigma_method": "σ法",
    },
}
_SHARED = (
    Localized(
        en="normal → tightened: 2 of 5 consecutive lots, or of fewer, are not accepted",
        zh="正常→加严：连续5批或少于5批中有2批不接收",
    ),
    Localized(en="tightened → normal: 5 lots in a row are accepted", zh="加严→正常：连续5批接收"),
    Localized(
        en="tightened → discontinued: 5 lots are not accepted while tightened; resumed on tightened after action",
        zh="加严→暂停检验：加严期间累计5批不接收；采取措施后从加严检验恢复",
    ),
)
_BY_SCORE = Localized(
    en="normal → reduced: the switching score is 30 or more, production is steady, reduced inspection is approved",
    zh="正常→放宽：转移得分达到30，生产稳定，且负责部门同意",
)
_SCORE = Localized(
    en="score: with Ac 0 or 1, an accepted lot adds 2; with Ac 2 or more it adds 3 where it would also pass one AQL "
    "step tighter; else back to 0",
    zh="转移得分：Ac为0或1时，接收加2分；Ac为2及以上时，AQL加严一级仍可接收则加3分；否则归0",
)
_SCORE_SEVERAL = Localized(
    en="score: a lot accepted after the first sample (double) or by the third (multiple) adds 3; else back to 0",
    zh="转移得分：二次抽样第一样本即接收、多次抽样至第三样本接收，加3分；否则归0",
)
_BY_LOTS = Localized(
    en="normal → reduced: 10 lots in a row are accepted, what was found in them is within the limit number of table "
    "VIII (supplied by the site, or waived), production is steady, reduced inspection is approved",
    zh="正常→放宽：连续10批接收，检出总数不超过表VIII的界限数（由企业提供，或约定免除），生产稳定，且负责部门同意",
)
_BACK = Localized(
    en="reduced → normal: a lot is not accepted, production is irregular or delayed, or other conditions call for it",
    zh="放宽→正常：有一批不接收，生产不稳定或延误，或有其他正当理由",
)
_BACK_GAP = Localized(
    en="reduced → normal: a lot is not accepted, or lies between Ac and Re; production is irregular, or other "
    "conditions call for it",
    zh="放宽→正常：有一批不接收，或不合格数在Ac与Re之间；生产不稳定，或有其他正当理由",
)
UNKNOWN_SWITCHING = Localized(en="switching of this scheme is not kept here", zh="此处未收录该体系的转移规则")
NO_SWITCHING = Localized(en="a designed plan has no switching rules", zh="按要求设计的方案没有转移规则")


def switching_words(standard: str, sampling: str) -> tuple[Localized, ...]:
    """Sum up the switching rules of a standard, as `spc_kernels.sampling.switching` follows them."""
    if standard in ("iso_2859_1", "gb_t_2828_1"):
        return (*_SHARED, _BY_SCORE, _SCORE if sampling == "single" else _SCORE_SEVERAL, _BACK)
    if standard in ("z1_4", "mil_std_105"):
        return (*_SHARED, _BY_LOTS, _BACK_GAP)
    return (UNKNOWN_SWITCHING,)
