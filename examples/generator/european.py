"""Records of a lot: its declaration of conformity, what its label bears, and how that was examined."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from engine.model.codes import RecordType
from engine.model.label import Label
from engine.model.product import Product
from engine.model.record_documents import RecordDocument
from engine.model.sterilisation import SterilisationLoad
from examples.generator import people, records
from examples.generator.products import Article, Registered, basic_di

# Plain data, as JSON holds them.
Data: TypeAlias = dict[str, Any]

MARKET = "EU"
COUNTRIES = ["DE", "FR"]
REPRESENTATIVE = "Meditech Europe GmbH, Hamburg"


def documents(
    article: Article, nature: Product, label: Label, loads: Sequence[SterilisationLoad]
) -> list[RecordDocument]:
    """Give the records that go with a lot for that market; none where it is not meant for it, or is no device."""
    stand = next((one for one in article.registered if one.market == MARKET), None)
    if stand is None or nature.ivd:
        return []
    number, made, printed = f"DOC-{article.id}", stand.valid[:10], msgspec.to_builtins(label)
    bears = _label(article, nature, printed, stand, loads)
    return [
        records.document(number, RecordType.declaration_of_conformity, made, _declaration(article, stand, made)),
        records.document(f"LU-{bears['lot_or_serial']}", RecordType.label_and_udi, bears["examined_on"], bears),
    ]


def _declaration(article: Article, stand: Registered, made: str) -> Data:
    return {
        **_maker(article),
        "single_registration_number": "CN-MF-000012345",
        "sole_responsibility": True,
        "basic_udi_di": basic_di(article),
        "product_name": article.en,
        "risk_class": stand.risk,
        "conforms_to_the_regulation": True,
        "common_specifications": [],
        "notified_body": stand.issuer,
        "conformity_assessment": "Annex IX",
        "certificate": stand.number,
        "issued_at": "Suzhou",
        "issued_on": made,
        "signed_by": people.PRRC.name,
        "signatory_function": "regulatory affairs",
    }


def _label(
    article: Article, nature: Product, label: Data, stand: Registered, loads: Sequence[SterilisationLoad]
) -> Data:
    bears: Data = {
        **_maker(article),
        **_examination(label),
        "device_name": article.en,
        "importer": REPRESENTATIVE,
        "medical_device_stated": True,
        "ce_marking": True,
        "notified_body": stand.issuer,
        "single_use": not nature.reusable,
    }
    if nature.sterile:
        bears |= {
            "sterile": True,
            "sterilisation_method": loads[0].method,
            "sterile_packaging_identified": True,
            "damaged_packaging_instruction": True,
            "use_by": label["expires_on"],
        }
    return bears


def _examination(label: Data) -> Data:
    udi, balance, examined = label["udi"], label["reconciliation"], label["examined_at"][:10]
    return {
        "label": label["id"],
        "revision": label["revision"],
        "di": udi["di"],
        "pi": udi["pi"],
        "lot_or_serial": udi["lot"],
        **label["checks"],
        "examined_by": label["examined_by"],
        "examined_on": examined,
        "issued": balance["issued"],
        "used": balance["applied"],
        "destroyed": balance["destroyed"],
        "checked_by": label["examined_by"],
        "checked_on": examined,
    }


def _maker(article: Article) -> Data:
    return {
        "manufacturer_name": article.holder,
        "manufacturer_address": "8 Keji Road, Nanjing",
        "authorised_representative": REPRESENTATIVE,
    }
