"""What went into a lot: materials with their purchase, acceptance and balance."""

from decimal import Decimal

import msgspec

from engine.model.balances import MaterialBalance
from engine.model.fields import Localized
from engine.model.materials import IncomingStatus, Input, InputKind, Purchase
from engine.model.values import Exact, Quantity
from examples.generator.notation import DAY, amount, day, noon


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """
    A material, from one row of a table.

    Attributes:
        id: Identifies it in the dossier.
        item: Item number.
        en: Name in English.
        zh: Name in Chinese.
        kind: What it is.
        supplier: Who supplied it.
        received: Day on which it came.
        step: Step that it was put in at.
        used: Day on which it was first put in.
        issued: Quantity issued, with its unit.
        key: Whether every lot must account for it.
        contact: Whether it touches the product or the patient.
        expires: Day of expiry, where it has one.
    """

    id: str
    item: str
    en: str
    zh: str
    kind: InputKind
    supplier: str
    received: str
    step: str
    used: str
    issued: str
    key: bool = True
    contact: bool = True
    expires: str | None = None


def material(row: Material) -> Input:
    """Give an input; of what was issued 96 % went into product."""
    received = day(row.received)
    issued = amount(row.issued)
    return Input(
        id=row.id,
        item=row.item,
        name=Localized(en=row.en, zh=row.zh),
        kind=row.kind,
        key=row.key,
        product_contact=row.contact,
        supplier=row.supplier,
        supplier_lot=f"{row.item[-4:]}-{received:%y%m%d}",
        internal_lot=f"RM-{received:%y%m}-{row.item[-4:]}",
        serials=[],
        purchase=Purchase(
            order=f"PO-{received:%y}-{row.item[-4:]}",
            ordered_on=received - 30 * DAY,
            specification=f"SPEC-{row.item}",
            specification_revision="C",
            approved_at=noon(received - 31 * DAY),
        ),
        manufactured_on=received - 7 * DAY,
        received_on=received,
        incoming_status=IncomingStatus.accepted,
        accepted_at=noon(received + 3 * DAY),
        inspection=None,
        certificate=f"COA-{row.item}-{received:%y%m%d}",
        storage_until=received.replace(year=received.year + 1),
        retested_on=None,
        expires_on=day(row.expires) if row.expires else None,
        step=row.step,
        used_at=noon(day(row.used)),
        required=_part(issued, "0.96"),
        balance=MaterialBalance(
            issued=issued,
            used=_part(issued, "0.96"),
            sampled=_part(issued, "0.01"),
            scrapped=_part(issued, "0.02"),
            returned=_part(issued, "0.01"),
            unaccounted=_part(issued, "0"),
            tolerance=_part(issued, "0.005"),
        ),
    )


def _part(whole: Quantity, share: str) -> Quantity:
    part = (Decimal(whole.value) * Decimal(share)).normalize()
    return Quantity(value=Exact(format(part, "f")), unit=whole.unit)
