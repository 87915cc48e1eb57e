"""Calibration: when a piece of equipment was compared with a standard, how it was found and how it went back."""

import datetime as dt
from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from engine.model.equipment_codes import AsFoundState, CalibrationResult
from engine.model.fields import Entity, said
from engine.model.rules import Ordered, Rule
from engine.model.values import Identifier, Period, Quantity, Text


class Calibration(Entity, frozen=True, kw_only=True):
    """One calibration or verification of a piece of equipment."""

    id: Annotated[
        Identifier, said("Calibration", "校准", "Identifies the calibration", "校准的标识", example="CAL-2026-0418")
    ]
    performed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Performed",
            "校准日期",
            "Day of the calibration",
            "实施校准的日期",
            example="2026-04-18",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    valid: Annotated[
        Period | UnsetType,
        said("Validity", "校准有效期", "Days for which the calibration counts", "校准结果有效的日期区间"),
    ] = UNSET
    as_found: Annotated[
        AsFoundState | UnsetType | None,
        said(
            "State as found",
            "校准前状态",
            "State before any adjustment; null at a first calibration",
            "调整前的状态；首次校准为null",
            example="within_tolerance",
        ),
    ] = UNSET
    adjusted: Annotated[
        bool | UnsetType,
        said(
            "Adjusted",
            "是否调整",
            "Whether the equipment was adjusted or repaired",
            "校准时是否进行了调整或维修",
            example=False,
        ),
    ] = UNSET
    result: Annotated[
        CalibrationResult | UnsetType,
        said(
            "Result",
            "校准结果",
            "Result for the equipment as it went back into use",
            "设备恢复使用时的校准结论",
            example="passed",
        ),
    ] = UNSET
    largest_error: Annotated[
        Quantity | UnsetType,
        said(
            "Largest error found",
            "最大示值误差",
            "Largest deviation found before any adjustment",
            "调整前发现的最大偏差",
            example={"value": "0.004", "unit": "mm"},
        ),
    ] = UNSET
    permissible_error: Annotated[
        Quantity | UnsetType,
        said(
            "Maximum permissible error",
            "最大允许误差",
            "Largest deviation that the intended use allows",
            "预期使用允许的最大偏差",
            example={"value": "0.010", "unit": "mm"},
        ),
    ] = UNSET
    certificate: Annotated[
        Text | UnsetType,
        said(
            "Certificate", "校准证书", "Number of the certificate or report", "证书或报告编号", example="JL-26-118204"
        ),
    ] = UNSET
    laboratory: Annotated[
        Text | UnsetType,
        said(
            "Laboratory",
            "校准机构",
            "Who calibrated it, as the certificate says",
            "证书所载的校准机构",
            example="Suzhou Institute of Metrology",
        ),
    ] = UNSET
    laboratory_supplier: Annotated[
        str | UnsetType | None,
        said(
            "Laboratory among the suppliers",
            "校准机构（供方）",
            "The outside laboratory; null when calibrated in-house",
            "外部校准机构；内部校准为null",
            example="SUP-0310",
            refers_to="suppliers",
        ),
    ] = UNSET
    traceable_to: Annotated[
        Text | UnsetType,
        said(
            "Traceable to",
            "溯源",
            "The standards to which the measurement is traceable",
            "量值溯源所依据的标准",
            example="National length standard, gauge block set GB-07",
        ),
    ] = UNSET
    confirmed_by: Annotated[
        Text | UnsetType,
        said(
            "Confirmed by",
            "确认人",
            "Who confirmed that the result suits the intended use",
            "确认校准结果满足使用要求的人员",
            example="He Jun",
        ),
    ] = UNSET
    confirmed_on: Annotated[
        dt.date | UnsetType,
        said(
            "Confirmed",
            "确认日期",
            "Day on which the result was confirmed",
            "校准结果的确认日期",
            example="2026-04-20",
            occurred=True,
            older=True,
        ),
    ] = UNSET
    previous_results_assessed_on: Annotated[
        dt.date | UnsetType | None,
        said(
            "Earlier results assessed",
            "既往结果评价日期",
            "Day on which the validity of earlier results was assessed; null when nothing was found out of tolerance",
            "评价既往测量结果有效性的日期；未发现超差时为null",
            example=None,
            occurred=True,
            older=True,
        ),
    ] = UNSET
    previous_results_valid: Annotated[
        bool | UnsetType | None,
        said(
            "Earlier results remain valid",
            "既往结果仍有效",
            "What the assessment concluded; null when none was needed",
            "评价结论；无需评价时为null",
            example=None,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        Ordered(("performed_on", "confirmed_on")),
        Ordered(("performed_on", "previous_results_assessed_on")),
    )
