"""What can be asked of a control chart in vain."""

from core.errors import LotgateError


class ChartOptionError(LotgateError):
    """An option is missing, or does not go with this kind of chart."""

    code = "chart.option.unfit"
    chinese = "缺少选项，或选项不适用于此类控制图。"
