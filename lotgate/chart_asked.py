"""What is asked of a control chart, and whether its parts go together; reads no file."""

import math
import re
from typing import TYPE_CHECKING

import msgspec

from core.locations import DataLocation, Location
from core.suggestions import did_you_mean, quoted
from core.words import Localized, say
from lotgate.chart_errors import ChartOptionError

if TYPE_CHECKING:
    from spc_kernels.errors import SampleSizeError
    from spc_kernels.rules import RuleSet

SINGLE = ("individuals", "t")
SUBGROUPED = ("xbar_r", "xbar_s")
EITHER = ("moving_average", "ewma", "cusum")
SIZED = ("p", "np", "u", "laney_p", "laney_u")
OF_ITEMS = ("p", "np", "laney_p")
"""Those whose sizes are whole numbers of items."""
COUNTED = ("c", "g")
KINDS = (*SINGLE[:1], *SUBGROUPED, "p", "np", "c", "u", "laney_p", "laney_u", *EITHER, "g", "t")
LIMITS_ONLY = (*EITHER, "g", "t")
"""Charts whose points depend on each other, or are far from normal: run rules say nothing there."""
NUMBERED = re.compile(r"(?P<name>[a-z_]+)_(?P<number>[0-9]+)")
NONE = "none"
NUMBERS = ("size", "lower", "upper", "target", "confidence", "center", "sigma", "weight", "reference", "interval")
"""Options that are numbers, finite ones."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is asked of a chart.

    Attributes:
        kind: One of `KINDS`.
        columns: Columns of readings or counts, by name or number.
        sizes: Column of the sizes of samples.
        size: Size of every sample.
        subgroup: Readings of a subgroup, taken one after the other.
        rules: Run rules as they were written; None for the usual ones.
        lower: Lower specification limit.
        upper: Upper specification limit.
        target: Target.
        confidence: Confidence of the bounds of capability.
        baseline: First points that the limits are estimated from; None: all.
        center: Known centre.
        sigma: Known sigma of single readings.
        unit: Unit of the readings.
        weight: Weight of the newest point of an EWMA.
        reference: Reference value k of a CUSUM.
        interval: Decision interval h of a CUSUM.
        span: Points of a moving average.
        drop_missing: Leave missing readings out.
    """

    kind: str
    columns: tuple[str, ...] = ()
    sizes: str | None = None
    size: float | None = None
    subgroup: int | None = None
    rules: str | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    confidence: float = 0.95
    baseline: int | None = None
    center: float | None = None
    sigma: float | None = None
    unit: str = ""
    weight: float = 0.2
    reference: float = 0.5
    interval: float = 5.0
    span: int = 3
    drop_missing: bool = False

    @property
    def has_limits(self) -> bool:
        """Whether there are specification limits."""
        return self.lower is not None or self.upper is not None


def check_asked(asked: Asked) -> None:
    """
    Refuse options that do not go together.

    Raises:
        ChartOptionError: ``chart.option.unfit``.
        SampleSizeError: ``spc.count.sample-size``.
    """
    kind = asked.kind
    for name in NUMBERS:
        value = getattr(asked, name)
        if value is not None and not math.isfinite(value):
            raise _unfit(name, say("`{value}` is not a finite number", "`{value}` 不是有限数", value=value))
    if kind in SIZED and asked.sizes is None and asked.size is None:
        message = say(
            "a chart of kind `{kind}` needs the sizes of the samples", "`{kind}` 图需要各样本的样本量", kind=kind
        )
        raise _unfit("size", message, say("`--sizes COLUMN`, or `--size N`", "请用 `--sizes 列名` 或 `--size N`"))
    if kind not in SIZED and (asked.sizes is not None or asked.size is not None):
        raise _unfit("size", say("a chart of kind `{kind}` has no sizes", "`{kind}` 图没有样本量", kind=kind))
    if asked.sizes is not None and asked.size is not None:
        raise _unfit("size", say("sizes are given twice", "样本量重复给出"), say("leave one out", "请去掉其一"))
    if asked.size is not None and not is_size(asked.size, kind):
        raise wrong_size(asked.size, DataLocation("--size"))
    if asked.subgroup is not None and kind not in (*SUBGROUPED, *EITHER):
        raise _unfit("subgroup", say("a chart of kind `{kind}` has no subgroups", "`{kind}` 图没有子组", kind=kind))
    if (asked.has_limits or asked.target is not None) and kind in (*SIZED, *COUNTED, "t"):
        message = say(
            "specification limits are for measured readings, not for a chart of kind `{kind}`",
            "规格限适用于计量读数，不适用于 `{kind}` 图",
            kind=kind,
        )
        raise _unfit("lower", message)
    _check_limits(asked)
    if asked.rules not in (None, NONE) and kind in LIMITS_ONLY:
        message = say("run rules do not apply to a chart of kind `{kind}`", "判异准则不适用于 `{kind}` 图", kind=kind)
        raise _unfit("rules", message, say("its points are compared with the limits", "其各点只与控制限比较"))


def is_size(size: float, kind: str) -> bool:
    """Say whether a number is the size of a sample: whole where items are counted, above 0."""
    return size > 0 and (kind not in OF_ITEMS or size == int(size))


def wrong_size(size: float, location: Location) -> "SampleSizeError":
    """Say that a number is no size of a sample."""
    from spc_kernels.errors import SampleSizeError

    message = say("the size {size:g} is no number of items", "样本量{size:g}不是有效的件数", size=size)
    return SampleSizeError(
        message, location=location, hint=say("leave out samples in which nothing was inspected", "请去掉未检验的样本")
    )


def _check_limits(asked: Asked) -> None:
    lower, upper, target = asked.lower, asked.upper, asked.target
    if target is not None and not asked.has_limits:
        raise _unfit("target", say("there is a target and no limit", "有目标值而没有规格限"))
    if lower is not None and upper is not None and lower >= upper:
        message = say(
            "the lower limit {lower:g} does not lie below the upper one, {upper:g}",
            "规格下限{lower:g}不低于规格上限{upper:g}",
            lower=lower,
            upper=upper,
        )
        raise _unfit("lower", message, say("exchange them, or leave one out", "请对调，或去掉其一"))
    if target is not None and not (lower is None or lower <= target) & (upper is None or target <= upper):
        raise _unfit(
            "target", say("the target {target:g} lies beyond a limit", "目标值{target:g}超出规格限", target=target)
        )


def rules_of(asked: Asked) -> "RuleSet | None":
    """
    Look up the run rules: a set, a set with numbers (``nelson:1,2``), or numbered rules of one set.

    Returns:
        The rules; None where only limits count. Without rules asked for, `spc_kernels.rules.DEFAULT`.

    Raises:
        UnknownNameError: ``spc.parameter.unknown-name``.
        ChartOptionError: ``chart.option.unfit``, rules of several sets.
    """
    from spc_kernels.errors import UnknownNameError
    from spc_kernels.rules import DEFAULT, SETS, named

    if asked.kind in LIMITS_ONLY or asked.rules == NONE:
        return None
    name, _, numbers = (asked.rules or DEFAULT).replace(" ", "").partition(":")
    listed = [NUMBERED.fullmatch(part) for part in name.split(",")]
    if name not in SETS and not numbers and all(part is not None and part["name"] in SETS for part in listed):
        found = [part for part in listed if part is not None]
        if len({part["name"] for part in found}) > 1:
            message = say("rules of several sets are asked for", "所选准则来自多个准则组")
            raise _unfit("rules", message, say("choose rules of one set", "请只用一个准则组的准则"))
        name, numbers = found[0]["name"], ",".join(part["number"] for part in found)
    place = DataLocation("--rules")
    if name not in SETS:
        message = say("there is no set of rules `{name}`", "没有准则组 `{name}`", name=name)
        raise UnknownNameError(message, location=place, hint=did_you_mean(name, [*SETS, NONE]))
    known = [str(rule.number) for rule in SETS[name].rules]
    for number in filter(None, numbers.split(",")):
        if number not in known:
            message = say("`{name}` has no rule `{number}`", "`{name}` 没有准则 `{number}`", name=name, number=number)
            raise UnknownNameError(
                message, location=place, hint=say("known here: {names}", "此处可用：{names}", names=quoted(known))
            )
    return named(f"{name}:{numbers}" if numbers else name)


def _unfit(option: str, message: Localized, hint: Localized | None = None) -> ChartOptionError:
    return ChartOptionError(message, location=DataLocation(f"--{option}"), hint=hint)
