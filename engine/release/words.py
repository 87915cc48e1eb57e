"""What the engine itself says to people, in both languages. What a pack says stands in the pack."""

from engine.expressions.missing import Missing
from engine.model.decision import MissingEvidence
from engine.model.fields import Localized
from engine.provisions.excuses import Lack

MISSING: dict[str, Localized] = {
    "not-recorded": Localized(en="not recorded: {title} ({path})", zh="未记录：{title}（{path}）"),
    "recorded-as-none": Localized(
        en="recorded as none where a value is needed: {path}", zh="需要数值处记录为“无”：{path}"
    ),
    "no-entry": Localized(en="no such entry: {title} ({path})", zh="没有该条目：{title}（{path}）"),
    "not-covered": Localized(
        en="nobody stated that this list is complete from the lot's start through today: {title} ({path})",
        zh="无人声明该台账自本批开工至今日完整：{title}（{path}）",
    ),
    "other-unit": Localized(en="the units differ: {path}", zh="单位不同：{path}"),
    "out-of-calendar": Localized(en="the result is out of range: {path}", zh="结果超出范围：{path}"),
    "faulty": Localized(
        en="recorded, but cannot be believed: {title} ({path})", zh="已记录但不可信：{title}（{path}）"
    ),
    "no-result": Localized(en="the expression has no result: {path}", zh="表达式无结果：{path}"),
    "over-limit": Localized(en="the evaluation goes beyond its limits: {path}", zh="求值超出限额：{path}"),
    "not-judged": Localized(
        en="this version does not judge this kind of provision: {path}", zh="本版本尚不判定此类条款：{path}"
    ),
    # The words come with the reason.
    "not-conclusive": Localized(en="{title} ({path})", zh="{title}（{path}）"),
    "not-approved": Localized(en="not approved: {path}", zh="未批准：{path}"),
    "unsigned": Localized(en="not signed: {path}", zh="未签名：{path}"),
    "out-of-period": Localized(en="not in its period on this day: {path}", zh="当日不在有效期内：{path}"),
    "other-market": Localized(en="does not name this market: {path}", zh="未包含本市场：{path}"),
    "other-items": Localized(en="does not name this item: {path}", zh="未包含该对象：{path}"),
    "quantity-too-small": Localized(
        en="does not cover the whole lot; split the lot first: {path}", zh="未覆盖整批，应先分批：{path}"
    ),
    "no-consent": Localized(
        en="made under contract, without the customer's consent: {path}", zh="委托生产而无顾客同意：{path}"
    ),
    "wrong-type": Localized(en="not of the kind that is asked for: {path}", zh="类型不符：{path}"),
}

REASONS: dict[str, Localized] = {
    "provision.violated": Localized(en="violated", zh="不符合"),
    "provision.indeterminate": Localized(en="cannot be judged: evidence is missing", zh="无法判定：缺少证据"),
    "provision.excused": Localized(en="violated, and excused", zh="不符合，但已获准例外"),
    "provision.not-judged": Localized(
        en="needed here, and not judged by this version", zh="此处需要判定，但本版本尚不判定"
    ),
    "inspection.not-judged": Localized(
        en="a characteristic at a stage of the specification that no inspection standard judges",
        zh="技术要求中的某特性在某检验阶段没有检验标准予以判定",
    ),
    "process.not-judged": Localized(
        en="a control point of the product that no process provision watches",
        zh="产品的某控制点没有过程条款予以监视",
    ),
    "act.not-guarded": Localized(
        en="this site's pack set does not ask about this act", zh="本企业规则集未涵盖此项放行"
    ),
    "market.no-pack": Localized(en="the pack set lists no pack for this market", zh="规则集未列出该市场的规则包"),
    "market.no-pack-applies": Localized(
        en="no pack of this market applies to this product", zh="该市场没有适用于本产品的规则包"
    ),
    "pack.not-loaded": Localized(en="the pack was not loaded, for its faults", zh="规则包存在错误，未加载"),
    "pack.applies-unknown": Localized(
        en="whether the pack applies cannot be judged: evidence is missing", zh="无法判定规则包是否适用：缺少证据"
    ),
    "pack.nothing-judged": Localized(
        en="no provision of the pack was in force and judged this lot", zh="规则包中没有现行有效的条款对本批作出判定"
    ),
}


def missing_evidence(missing: Missing | Lack) -> MissingEvidence:
    """Say what is missing in words."""
    said = MISSING[missing.reason]
    message = Localized(
        en=said.en.format(title=missing.title_en or "value", path=missing.path),
        zh=said.zh.format(title=missing.title_zh or "数值", path=missing.path),
    )
    return MissingEvidence(path=missing.path, reason=missing.reason, message=message)
