"""Run rules in words, from what they test and never from their number."""

from core.words import Localized, say
from spc_kernels.rules.definitions import Rule

BEYOND_LIMIT = Localized(en="a point beyond a control limit", zh="1点超出控制限")


def rule_words(rule: Rule) -> Localized:
    """Say what a rule looks for."""
    window, sigmas = rule.window, f"{rule.sigmas:g}"
    match rule.pattern:
        case "trend":
            return say("{n} points in a row rising or falling", "连续{n}点递增或递减", n=window)
        case "alternating":
            return say("{n} points in a row up and down in turn", "连续{n}点上下交替", n=window)
        case "inside":
            return say("{n} points in a row within {k} sigma", "连续{n}点落在中心线两侧{k}σ以内", n=window, k=sigmas)
        case "outside" if rule.one_side_enough:
            return say("{n} points in a row beyond {k} sigma", "连续{n}点落在{k}σ以外", n=window, k=sigmas)
        case "outside":
            return say(
                "{n} points in a row beyond {k} sigma, on both sides",
                "连续{n}点落在{k}σ以外，且中心线两侧都有",
                n=window,
                k=sigmas,
            )
    return _on_one_side(rule, sigmas)


def _on_one_side(rule: Rule, sigmas: str) -> Localized:
    if rule.window == 1:
        return say("a point beyond {k} sigma", "1点落在中心线{k}σ以外", k=sigmas)
    if rule.sigmas == 0.0 and rule.count == rule.window:
        return say("{n} points in a row on one side of the centre", "连续{n}点落在中心线同一侧", n=rule.window)
    return say(
        "{m} of {n} points in a row beyond {k} sigma on one side",
        "连续{n}点中有{m}点落在中心线同一侧{k}σ以外",
        m=rule.count,
        n=rule.window,
        k=sigmas,
    )
