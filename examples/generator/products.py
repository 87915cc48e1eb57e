"""Products: identifiers with their check digits, registrations per market, and how they stand there."""

import datetime as dt

import msgspec

from engine.model.carriers.gs1 import check_digit
from engine.model.codes import RiskClass
from engine.model.device_identifiers import DeviceIdentifier
from engine.model.fields import Localized
from engine.model.marketing import Marketing
from engine.model.product import Product
from engine.model.product_codes import ConformityRoute, MarketingStatus, RegistrationKind, RegistrationStatus
from engine.model.registrations import ClassificationCode, Registration
from engine.model.udi_codes import IssuingEntity, PackageLevel
from examples.generator import people
from examples.generator.notation import DAY, day, period

PREFIX = "697123450"


def gtin(indicator: int, item: int) -> str:
    """Give a GTIN-14 of the registrant: packaging indicator, item number below 1000, check digit."""
    digits = f"{indicator}{PREFIX}{item:03d}"
    return digits + check_digit(digits)


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a product stands in a market.

    Attributes:
        market: The market.
        kind: What the registration is.
        number: Its number.
        issuer: Who gave it.
        valid: Days of its validity.
        risk: Risk class there.
        route: How it came there.
        submitted: Day on which its data went to the device database.
        first: Day on which the first one was placed there.
        group: UDI group of the product.
    """

    market: str
    kind: RegistrationKind
    number: str
    issuer: str
    valid: str
    risk: RiskClass
    route: ConformityRoute
    submitted: str
    first: str
    group: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an order is about.

    Attributes:
        id: Product number.
        en: Name in English.
        zh: Name in Chinese.
        model: Model and size.
        item: Item number of its GTIN.
        holder: Registrant.
        gmdn: Code in the GMDN.
        catalogue: Code in the Chinese catalogue of classes, where it has one.
        shelf: Shelf life in months, where it expires.
        stored: Lowest and highest storage temperature.
        case: Units in a case.
        registered: How it stands in its markets.
        key_items: Item numbers of the key materials.
    """

    id: str
    en: str
    zh: str
    model: str
    item: int
    holder: str
    gmdn: str
    shelf: int | None
    case: int
    registered: list[Registered]
    key_items: list[str]
    catalogue: str | None = None


def product(article: Article, nature: Product) -> Product:
    """
    Give the product.

    Args:
        article: What it is called and where it is registered.
        nature: What it is by its nature, its storage and its characteristics.
    """
    markets = article.registered
    return msgspec.structs.replace(
        nature,
        id=article.id,
        name=Localized(en=article.en, zh=article.zh),
        model=article.model,
        custom_made=False,
        investigational=False,
        medicinal_substance=False,
        reprocessed=False,
        record_revision="14",
        record_approved_on=day("2026-05-06"),
        risk_class={one.market: one.risk for one in markets},
        classification_codes=_codes(article),
        conformity_route={one.market: one.route for one in markets},
        legacy={one.market: None for one in markets},
        shelf_life_months=article.shelf,
        identifiers=_identifiers(article),
        package_levels=[PackageLevel.base_package, PackageLevel.case],
        udi_group={one.market: one.group for one in markets},
        udi_exempt={one.market: False for one in markets},
        udi_exemption={one.market: None for one in markets},
        tracked={one.market: False for one in markets},
        marketing={one.market: _marketing() for one in markets},
        first_placed_on_market={one.market: day(one.first) for one in markets},
        last_placed_on_market_on=None,
        marketing_ended_on=None,
        last_produced_on=day("2026-09-29"),
        restart_validated_on=None,
        registrations=[_registration(article, one) for one in markets],
        key_items=article.key_items,
    )


def basic_di(article: Article) -> str:
    """Give the identifier of the group of devices that the article belongs to."""
    return f"{PREFIX}{article.id[:3]}"


def _codes(article: Article) -> list[ClassificationCode]:
    nomenclature = ClassificationCode(id="gmdn", market=None, system="GMDN", edition="2026", code=article.gmdn)
    if article.catalogue is None:
        return [nomenclature]
    chinese = ClassificationCode(
        id="cn", market="CN", system="医疗器械分类目录", edition="2017", code=article.catalogue
    )
    return [nomenclature, chinese]


def _identifiers(article: Article) -> list[DeviceIdentifier]:
    levels = ((0, PackageLevel.base_package, 1), (1, PackageLevel.case, article.case))
    return [
        DeviceIdentifier(
            id=f"di-{level}",
            di=gtin(indicator, article.item),
            issuing_entity=IssuingEntity.gs1,
            level=level,
            units=units,
            basic_di=basic_di(article),
            direct_mark_di=None,
        )
        for indicator, level, units in levels
    ]


def _marketing() -> Marketing:
    return Marketing(
        status=MarketingStatus.marketed, last_placed_on=None, stop_planned_on=None, stop_told_on=None, ended_on=None
    )


def _registration(article: Article, one: Registered) -> Registration:
    valid = period(one.valid)
    issued = valid.from_ if isinstance(valid.from_, dt.date) else day(one.first)
    return Registration(
        id=f"reg-{one.market.lower()}",
        market=one.market,
        kind=one.kind,
        number=one.number,
        holder=article.holder,
        issued_by=one.issuer,
        issued_on=issued - 5 * DAY,
        valid=valid,
        status=RegistrationStatus.active,
        risk_class=one.risk,
        models=[article.model],
        makers=[people.PLANT],
        technical_requirement=f"PTR-{article.id}/C",
        basic_di=basic_di(article),
        dis=[gtin(0, article.item)],
        device_data_submitted_on=day(one.submitted),
        package_data_submitted_on=day(one.submitted),
    )
