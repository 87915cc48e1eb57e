"""Where the limits of a chart come from: fixed values that somebody approved, or the prior period of the series."""

import msgspec

from core.words import Localized, say
from engine.expressions.missing import Missing, Unknown
from engine.expressions.reader import Reader
from engine.expressions.values import Record, RecordedNone
from engine.model.errors import UnitError
from engine.model.finding_codes import ProcessReasonCode
from engine.model.units import Conversion, conversion
from engine.model.values import Quantity
from engine.packs.process_control import COUNTED, ChartRule, FixedBaseline, StatedBaseline
from engine.process.reasons import Why

DRAWABLE = frozenset({"individuals", "xbar_r", "xbar_s", "ewma", "cusum"}) | COUNTED
PARAMETERS = {"ewma": ("weight", "limit"), "cusum": ("reference", "interval")}

NOBODY = say("nobody approved the fixed limits", "固定的控制限无人批准")


class Hindered(Exception):  # noqa: N818  # not a fault of ours: it stands in the way of a finding
    """
    Something cannot be computed from what was recorded.

    Args:
        code: Why.
        path: Where.
        words: What a person reads.
    """

    def __init__(self, code: ProcessReasonCode, path: str, words: Localized) -> None:
        super().__init__(words.en)
        self.why = Why(code=code, path=path, words=words)


class Approved(msgspec.Struct, frozen=True, kw_only=True):
    """
    Fixed parameters in the unit of a series.

    Attributes:
        center: Centre line.
        sigma: Standard deviation of single readings, above 0.
        approved_by: The identifier of the person who approved them.
    """

    center: float
    sigma: float
    approved_by: str


def specified(rule: ChartRule, characteristic: Record) -> tuple[ChartRule, Record]:
    """
    Give the chart that the product's characteristic names, and where it says so.

    Raises:
        Unknown: It was not recorded.
        Hindered: Such a chart cannot be drawn from a series, or needs parameters that the provision does not give.
    """
    spc = characteristic.read("spc")
    if not isinstance(spc, Record):
        raise Unknown([Missing(f"{characteristic.path}.spc", "recorded-as-none")])
    kind = str(spc.read("chart"))
    if kind not in DRAWABLE or any(getattr(rule, name) is None for name in PARAMETERS.get(kind, ())):
        words = say("a chart of kind `{kind}` cannot be drawn here", "此处无法绘制 `{kind}` 控制图", kind=kind)
        raise Hindered(ProcessReasonCode.not_charted, f"{spc.path}.chart", words)
    size = int(str(spc.read("subgroup_size")))
    return msgspec.structs.replace(rule, kind=kind, subgroup=size), spc


def specified_baseline(spc: Record, stated: StatedBaseline | FixedBaseline) -> StatedBaseline | FixedBaseline:
    """
    Give the fixed parameters of a characteristic; what the provision says where there are none.

    Raises:
        Unknown: They were not recorded, or the person who approved them is not known.
        Hindered: Nobody approved them, or their units differ.
    """
    center, sigma = spc.read("center"), spc.read("sigma")
    if isinstance(center, RecordedNone) and isinstance(sigma, RecordedNone):
        return stated
    if not isinstance(center, Quantity) or not isinstance(sigma, Quantity):
        words = say("of a fixed centre and sigma one is missing", "固定的中心线与标准差缺其一")
        raise Hindered(ProcessReasonCode.no_baseline, spc.path, words)
    approver = spc.read("approver")
    if not isinstance(approver, Record):
        raise Hindered(ProcessReasonCode.unknown_approver, f"{spc.path}.approver", NOBODY)
    factor = _conversion(sigma.unit, center.unit, spc.path).factor
    spread = sigma.value * factor.numerator / factor.denominator
    return FixedBaseline(center=center.value, sigma=spread, unit=center.unit, approved_by=str(approver.read("id")))


def approved(fixed: FixedBaseline, unit: str, path: str, reader: Reader) -> Approved:
    """
    Bring fixed parameters into the unit of a series; whoever approved them is a person of the dossier.

    Raises:
        Unknown: The register of people is faulty.
        Hindered: There is no such person, sigma is not above zero, or the units do not measure the same.
    """
    if reader.find("people", fixed.approved_by) is None:
        words = say(
            "the limits were approved by `{person}`, whom the dossier does not know",
            "控制限由 `{person}` 批准，而卷宗中没有此人",
            person=fixed.approved_by,
        )
        raise Hindered(ProcessReasonCode.unknown_approver, "people", words)
    if fixed.sigma <= 0:
        words = say("the fixed standard deviation is not above zero", "固定的标准差不大于零")
        raise Hindered(ProcessReasonCode.no_baseline, path, words)
    change = _conversion(fixed.unit, unit, path)
    # A standard deviation has no zero to shift.
    sigma = change.exact(fixed.sigma) - change.shift
    return Approved(center=float(change.exact(fixed.center)), sigma=float(sigma), approved_by=fixed.approved_by)


def _conversion(source: str, target: str, path: str) -> Conversion:
    try:
        return conversion(source, target)
    except UnitError as error:
        raise Hindered(ProcessReasonCode.other_unit, path, error.problem().words()) from error
