"""Products of the registrants beside the catheter: where they are registered, and what they are by their nature."""

from engine.model.codes import RiskClass
from engine.model.product import Product
from engine.model.product_codes import (
    BodyContact,
    ConformityRoute,
    ContactDuration,
    MaterialOrigin,
    RegistrationKind,
)
from examples.generator.notation import amount
from examples.generator.products import Article, Registered

K, R, C = RegistrationKind, ConformityRoute, RiskClass


def _registered(
    row: tuple[str, RegistrationKind, str, str, str, RiskClass, ConformityRoute, str, str, str],
) -> Registered:
    market, kind, number, issuer, valid, risk, route, submitted, first, group = row
    return Registered(
        market=market,
        kind=kind,
        number=number,
        issuer=issuer,
        valid=valid,
        risk=risk,
        route=route,
        submitted=submitted,
        first=first,
        group=group,
    )


PLATE = Article(
    id="LBP-TI-08H",
    en="Locking bone plate, titanium, anodised, sterile, 8 holes",
    zh="金属锁定接骨板（阳极氧化，无菌）8孔",
    model="08H",
    item=22,
    holder="Jinling Orthopaedics Co., Ltd.",
    gmdn="61234",
    catalogue="13-01-01",
    shelf=60,
    case=20,
    key_items=["RM-TI-0640"],
    registered=[
        _registered(row)
        for row in (
            (
                "CN",
                K.registration,
                "国械注准20213130577",
                "国家药品监督管理局",
                "2021-07-14/2031-07-13",
                C.III,
                R.registration,
                "2021-08-02",
                "2021-09-01",
                "1",
            ),
            (
                "EU",
                K.conformity_certificate,
                "MDR-CE-0042-20418",
                "0042",
                "2023-10-02/2028-10-01",
                C.IIb,
                R.quality_system,
                "2026-05-11",
                "2023-12-04",
                "IIb",
            ),
            (
                "US",
                K.clearance,
                "K212904",
                "Food and Drug Administration",
                "2022-03-18/",
                C.II,
                R.notification,
                "2022-04-06",
                "2022-05-16",
                "II",
            ),
        )
    ],
)
PLATE_NATURE = Product(
    id=PLATE.id,
    sterile=True,
    sterility_exponent=-6,
    aseptic=False,
    implantable=True,
    active=False,
    life_supporting=False,
    reusable=False,
    measuring=False,
    surgical=False,
    ivd=False,
    serialised=False,
    origins=[MaterialOrigin.synthetic],
    contacts=[BodyContact.implant_bone],
    contact_duration=ContactDuration.long_term,
    contact_area=amount("38.5 cm2"),
    lifetime_months=120,
    storage_lower=None,
    storage_upper=None,
    implant_exempt={"CN": False, "EU": True, "US": False},
    direct_mark_exempt={"CN": True, "EU": True, "US": True},
)
FORCEPS = Article(
    id="TFC-180-ST",
    en="Tissue forceps, straight, 180 mm",
    zh="组织镊 直型 180 mm",
    model="180 ST",
    item=35,
    holder="Wuzhong Surgical Instruments Co., Ltd.",
    gmdn="35061",
    catalogue="02-05-01",
    shelf=None,
    case=50,
    key_items=["CO-FRG-0210"],
    registered=[
        _registered(row)
        for row in (
            (
                "CN",
                K.filing,
                "苏苏械备20190218",
                "苏州市市场监督管理局",
                "2019-06-20/",
                C.I,
                R.filing,
                "2024-05-30",
                "2019-07-15",
                "3",
            ),
            (
                "EU",
                K.conformity_certificate,
                "MDR-CE-0042-30871",
                "0042",
                "2023-02-06/2028-02-05",
                C.I,
                R.quality_system,
                "2026-04-20",
                "2021-06-01",
                "I",
            ),
            (
                "US",
                K.listing,
                "D401883",
                "Food and Drug Administration",
                "2020-01-06/",
                C.I,
                R.exempt,
                "2022-09-12",
                "2020-02-03",
                "I",
            ),
        )
    ],
)
FORCEPS_NATURE = Product(
    id=FORCEPS.id,
    sterile=False,
    sterility_exponent=None,
    aseptic=False,
    implantable=False,
    active=False,
    life_supporting=False,
    reusable=True,
    measuring=False,
    surgical=True,
    ivd=False,
    serialised=False,
    origins=[MaterialOrigin.synthetic],
    contacts=[BodyContact.tissue_bone_dentin],
    contact_duration=ContactDuration.limited,
    contact_area=None,
    lifetime_months=84,
    storage_lower=None,
    storage_upper=None,
    direct_mark_exempt={"CN": True, "EU": False, "US": False},
)
REAGENT = Article(
    id="CRP-LTX-2X60",
    en="C-reactive protein reagent, latex-enhanced immunoturbidimetry",
    zh="C反应蛋白测定试剂盒（胶乳增强免疫比浊法）",
    model="R1 2×60 mL, R2 2×15 mL",
    item=48,
    holder="Taihu Diagnostics Co., Ltd.",
    gmdn="53705",
    shelf=18,
    case=24,
    key_items=["RM-LTX-0091"],
    registered=[
        _registered(row)
        for row in (
            (
                "CN",
                K.registration,
                "苏械注准20222400913",
                "江苏省药品监督管理局",
                "2022-06-08/2027-06-07",
                C.II,
                R.registration,
                "2024-05-16",
                "2022-07-04",
                "3",
            ),
            (
                "EU",
                K.conformity_certificate,
                "IVDR-CE-0042-0331",
                "0042",
                "2025-03-03/2030-03-02",
                C.B,
                R.quality_system,
                "2026-06-15",
                "2025-04-07",
                "B",
            ),
        )
    ],
)
REAGENT_NATURE = Product(
    id=REAGENT.id,
    sterile=False,
    sterility_exponent=None,
    aseptic=False,
    implantable=False,
    active=False,
    life_supporting=False,
    reusable=False,
    measuring=False,
    surgical=False,
    ivd=True,
    serialised=False,
    origins=[MaterialOrigin.animal, MaterialOrigin.synthetic],
    contacts=[BodyContact.none],
    contact_duration=ContactDuration.none,
    contact_area=None,
    lifetime_months=18,
    storage_lower=amount("2 Cel"),
    storage_upper=amount("8 Cel"),
    direct_mark_exempt={"CN": True, "EU": True},
)
