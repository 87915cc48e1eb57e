"""The lot: what it is, what went into it, what was done to it, and every record of it."""

from typing import Annotated, ClassVar

from msgspec import UNSET, UnsetType

from core.words import Localized, say
from engine.model.capa import Capa
from engine.model.change import Change
from engine.model.complaint import Complaint
from engine.model.deviation import Deviation
from engine.model.deviation_permit import DeviationPermit
from engine.model.document import ControlledDocument
from engine.model.event import Event
from engine.model.fields import said
from engine.model.inspection import Inspection
from engine.model.instruments import Concession, Justification
from engine.model.lot_identity import LotIdentity
from engine.model.materials import Input
from engine.model.nonconformance import Nonconformance
from engine.model.obligation import Obligation
from engine.model.planned_operation import PlannedOperation
from engine.model.record_documents import RecordDocument
from engine.model.rules import Checked, Rule
from engine.model.service import ServiceRecord
from engine.model.shipment import Shipment
from engine.model.signature import Signature
from engine.model.steps import Step
from engine.model.sterilisation import SterilisationLoad
from engine.model.values import AttributeName, Text


def more_shipped(shipments: list[Shipment], quantity: int) -> Localized | None:
    """Say that more units left than the lot has; what came back may have left again."""
    left = sum(one.quantity - (one.quantity_returned or 0) for one in shipments if isinstance(one.quantity, int))
    if left <= quantity:
        return None
    return say(
        "{left} units were shipped, and the lot has {quantity}",
        "已发运 {left} 件，而本批仅有 {quantity} 件",
        left=left,
        quantity=quantity,
    )


class Lot(LotIdentity, frozen=True, kw_only=True):
    """A production lot about which a decision is asked."""

    inputs: Annotated[
        list[Input] | UnsetType,
        said("Inputs", "投入物料", "What went into it", "投入本批的各批物料", register=True),
    ] = UNSET
    planned_operations: Annotated[
        list[PlannedOperation] | UnsetType,
        said(
            "Planned operations",
            "工艺路线",
            "The route that was issued with the lot, operation by operation",
            "随批下达的工艺路线，逐道工序",
            register=True,
        ),
    ] = UNSET
    steps: Annotated[
        list[Step] | UnsetType,
        said("Processing steps", "工序", "What was done to it", "本批经过的各道工序", register=True),
    ] = UNSET
    sterilisation_loads: Annotated[
        list[SterilisationLoad] | UnsetType,
        said(
            "Sterilisation loads", "灭菌批", "Loads that the lot was sterilised in", "本批所在的灭菌批", register=True
        ),
    ] = UNSET
    inspections: Annotated[
        list[Inspection] | UnsetType,
        said("Inspections", "检验", "How it was inspected", "本批的各项检验", register=True),
    ] = UNSET
    nonconformances: Annotated[
        list[Nonconformance] | UnsetType,
        said("Nonconformances", "不合格", "Reports of what did not conform", "不合格的报告", register=True),
    ] = UNSET
    deviations: Annotated[
        list[Deviation] | UnsetType,
        said("Deviations", "偏差", "Departures from what was laid down", "偏离规定的情况", register=True),
    ] = UNSET
    deviation_permits: Annotated[
        list[DeviationPermit] | UnsetType,
        said(
            "Deviation permits",
            "偏离许可",
            "Permissions given before the work",
            "事前给予的偏离许可",
            older=True,
            register=True,
        ),
    ] = UNSET
    capas: Annotated[
        list[Capa] | UnsetType,
        said(
            "Corrective and preventive actions",
            "纠正和预防措施",
            "Actions that concern this lot",
            "涉及本批的措施",
            register=True,
            older=True,
        ),
    ] = UNSET
    changes: Annotated[
        list[Change] | UnsetType,
        said("Changes", "变更", "Changes that affect this lot", "影响本批的变更", register=True, older=True),
    ] = UNSET
    obligations: Annotated[
        list[Obligation] | UnsetType,
        said(
            "Obligations",
            "义务",
            "What an event or a person obliges to",
            "事件或人员所产生的义务",
            register=True,
            older=True,
        ),
    ] = UNSET
    events: Annotated[
        list[Event] | UnsetType,
        said(
            "Events",
            "事件",
            "What happened that may oblige to something",
            "可能产生义务的事件",
            register=True,
            older=True,
        ),
    ] = UNSET
    shipments: Annotated[
        list[Shipment] | UnsetType,
        said("Shipments", "发运", "What of the lot was shipped, to whom", "本批的发运情况", register=True),
    ] = UNSET
    complaints: Annotated[
        list[Complaint] | UnsetType,
        said("Complaints", "投诉", "Complaints about units of the lot", "针对本批的投诉", register=True),
    ] = UNSET
    services: Annotated[
        list[ServiceRecord] | UnsetType,
        said("Services", "服务", "Services done to units of the lot", "对本批产品所做的服务", register=True),
    ] = UNSET
    controlled_documents: Annotated[
        list[ControlledDocument] | UnsetType,
        said(
            "Controlled documents",
            "受控文件",
            "Documents that the lot was made by",
            "生产本批所依据的受控文件",
            older=True,
            register=True,
        ),
    ] = UNSET
    concessions: Annotated[
        list[Concession] | UnsetType,
        said(
            "Concessions",
            "让步接收",
            "Permissions to release what does not conform",
            "对不合格的放行许可",
            register=True,
        ),
    ] = UNSET
    justifications: Annotated[
        list[Justification] | UnsetType,
        said(
            "Justifications",
            "理由说明",
            "Written reasons why a requirement is met otherwise",
            "要求以其他方式满足的书面理由",
            register=True,
        ),
    ] = UNSET
    signatures: Annotated[
        list[Signature] | UnsetType,
        said(
            "Signatures",
            "签名",
            "Signatures under the acts of this lot",
            "本批各项放行的签名",
            register=True,
            older=True,
        ),
    ] = UNSET
    documents: Annotated[
        list[RecordDocument] | UnsetType,
        said("Records", "记录", "Records of this lot, whole", "本批的完整记录", register=True, older=True),
    ] = UNSET
    attributes: Annotated[
        dict[AttributeName, Text] | UnsetType,
        said(
            "Extra fields",
            "扩展字段",
            "Fields that rule packs declare, as text in the form of their type",
            "规则包声明的字段，按其类型的格式写成文本",
            example={"batch_shift": "2"},
            older=True,
        ),
    ] = UNSET

    __rules__: ClassVar[tuple[Rule, ...]] = (
        *LotIdentity.__rules__,
        Checked(
            ("shipments", "quantity"),
            more_shipped,
            say("no more units left than the lot has", "发运的件数不超过批量"),
        ),
    )
