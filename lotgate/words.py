"""The words of the command's own output, in both languages."""

VERDICTS = {
    "en": {"release": "RELEASE", "hold": "HOLD", "reject": "REJECT"},
    "zh": {"release": "放行", "hold": "暂停放行", "reject": "不予放行"},
}
OUTCOMES = {
    "en": {
        "satisfied": "satisfied",
        "violated": "violated",
        "indeterminate": "indeterminate",
        "not_applicable": "not applicable",
    },
    "zh": {"satisfied": "符合", "violated": "不符合", "indeterminate": "无法判定", "not_applicable": "不适用"},
}
AUTHORITIES = {
    "en": {"law": "law", "guidance": "guidance", "standard": "standard", "policy": "company policy"},
    "zh": {"law": "法规", "guidance": "指南", "standard": "标准", "policy": "企业规定"},
}
TEXTS = {
    "en": {
        "lot": "Lot {lot} ({product}) · {act} · as of {as_of}",
        "packset": "pack set {version}, dossier {dossier}",
        "market": "{market}  {verdict}",
        "until": "good until {until}",
        "clause": "clause",
        "observed": "observed",
        "limit": "limit",
        "missing": "missing",
        "item": "item",
        "where": "written at",
        "counts": (
            "{satisfied} satisfied, {violated} violated, {indeterminate} indeterminate, {not_applicable} not applicable"
        ),
        "warn": "Reported only:",
        "retention": "Keep the records",
        "keep": "no end yet; at least until {floor}",
        "keep_unknown": "no end yet",
        "until_day": "until {day}",
        "problem": "fault in the pack",
        "colon": ": ",
        "comma": ", ",
        "semicolon": "; ",
    },
    "zh": {
        "lot": "批 {lot}（{product}）· {act} · 判定时刻 {as_of}",
        "packset": "规则集 {version}，卷宗 {dossier}",
        "market": "{market}  {verdict}",
        "until": "有效至 {until}",
        "clause": "判定条款",
        "observed": "实际",
        "limit": "要求",
        "missing": "缺少",
        "item": "对象",
        "where": "规则位置",
        "counts": "符合 {satisfied}，不符合 {violated}，无法判定 {indeterminate}，不适用 {not_applicable}",
        "warn": "仅提示：",
        "retention": "记录保存",
        "keep": "期限未定；至少保存至 {floor}",
        "keep_unknown": "期限未定",
        "until_day": "保存至 {day}",
        "problem": "规则包错误",
        "colon": "：",
        "comma": "，",
        "semicolon": "；",
    },
}
OPERATORS = {
    "en": {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "in": "∈", "contains": "∋"},
    "zh": {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "in": "∈", "contains": "∋"},
}
