"""What can be asked of a control chart in vain."""

from core.errors import LotgateError


class ChartOptionError(LotgateError):
    """An option is missing, or does not go with this kind of chart."""

    code = "chart.option.unfit"
    chinese = "缺少选项，或选项不适用于此类控制图。"


class NoVariationError(LotgateError):
    """What the limits are estimated from does not vary: sigma is 0, and nothing is in control or out of it."""

    code = "chart.sigma.zero"
    chinese = "用于估计控制限的数据没有变差，标准差为0。"
