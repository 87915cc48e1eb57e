"""What can be wrong with a provision of `processes` whose form is right."""

from engine.packs.errors import PackError


class ProcessItemError(PackError):
    """A process provision judges neither steps nor characteristics, or asks nothing of their series."""

    code = "pack.process.item"
    chinese = "过程条款判定的既不是工序也不是特性，或对其数据系列没有任何要求。"


class ProcessChartError(PackError):
    """A control chart cannot be drawn as it is asked for: its subgroups, its parameters or its run rules."""

    code = "pack.process.chart"
    chinese = "控制图无法按所写绘制：子组、参数或判异准则有误。"


class BaselineError(PackError):
    """The limits of a chart come from nowhere, from two places, or from values nobody approved."""

    code = "pack.process.baseline"
    chinese = "控制限没有来源、来源不唯一，或取自无人批准的值。"


class CapabilityThresholdError(PackError):
    """A capability threshold has no limits, no stable process behind it, or a value that no index or confidence has."""

    code = "pack.process.capability"
    chinese = "过程能力要求没有规格限、没有稳定过程作为前提，或取值不可能。"


class MonitorError(PackError):
    """Monitored limits ask nothing, or an excursion beyond no limit."""

    code = "pack.process.monitor"
    chinese = "监视限值没有任何要求，或超限时间没有对应的限值。"
