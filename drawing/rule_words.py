"""Run rules in words, from what they test and never from their number."""

from core.words import Localized, say
from spc_kernels.rules.definitions import Rule

BEYOND_LIMIT = Localized(en="a point beyond a control limit", zh="1点超出控制限")


def rule_words(rule: Rule) -> Localized:
    """Say what a rule looks for."""
    parts = {"window": rule.window, "count": rule.count, "sigmas": f"{rule.sigmas:g}"}
    en, zh = _TEXTS[_form(rule)]
    return say(en, zh, **parts)


def _form(rule: Rule) -> str:
    if rule.pattern != "same_side":
        return rule.pattern
    if rule.window == 1:
        return "point"
    if rule.sigmas == 0.0 and rule.count == rule.window:
        return "side"
    return "zone"


_TEXTS = {
    "point": ("a point beyond {sigmas} sigma", "1点落在中心线{sigmas}σ以外"),
    "side": ("{window} points in a row on one side of the centre", "连续{window}点落在中心线同一侧"),
    "zone": (
        "{count} of {window} points in a row beyond {sigmas} sigma on one side",
        "连续{window}点中有{count}点落在中心线同一侧{sigmas}σ以外",
    ),
    "trend": ("{window} points in a row rising or falling", "连续{window}点递增或递减"),
    "alternating": ("{window} points in a row up and down in turn", "连续{window}点上下交替"),
    "inside": ("{window} points in a row within {sigmas} sigma", "连续{window}点落在中心线两侧{sigmas}σ以内"),
    "outside": (
        "{window} points in a row beyond {sigmas} sigma, on both sides",
        "连续{window}点落在{sigmas}σ以外，且中心线两侧都有",
    ),
}
