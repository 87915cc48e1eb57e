"""The plant: a contract manufacturer with one site, its licences and the people who answer for it."""

from engine.model.codes import PersonFunction, ProcessKind, RiskClass
from engine.model.company import Appointment, Company, CompanyLicence, CompanySite, LicenceKind
from engine.model.fields import Localized
from engine.model.product_codes import RegistrationStatus
from examples.generator import people
from examples.generator.notation import day, period

SITE = "SZ-1"
ADDRESS = Localized(
    en="Building 3, 168 Xinghu Street, Suzhou Industrial Park, Suzhou, Jiangsu, China",
    zh="江苏省苏州市苏州工业园区星湖街168号3幢",
)
DEVICES = Localized(
    en="Catheters, orthopaedic implants, surgical instruments, in-vitro diagnostic reagents",
    zh="导管、骨科植入物、手术器械、体外诊断试剂",
)
# Kind, market, number, issuer, issued, valid, risk classes.
LICENCES: tuple[tuple[LicenceKind, str | None, str, str, str, str, list[RiskClass]], ...] = (
    (
        LicenceKind.production_licence,
        "CN",
        "苏药监械生产许20160187号",
        "Jiangsu Medical Products Administration",
        "2021-08-12",
        "2021-08-12/2031-08-11",
        [RiskClass.II, RiskClass.III],
    ),
    (
        LicenceKind.production_filing,
        "CN",
        "苏苏食药监械生产备20170032号",
        "Suzhou Administration for Market Regulation",
        "2017-02-20",
        "2017-02-20/",
        [RiskClass.I],
    ),
    (
        LicenceKind.quality_certificate,
        None,
        "MD 688120",
        "Certification body 0042",
        "2024-06-03",
        "2024-06-03/2027-06-02",
        [],
    ),
    (
        LicenceKind.establishment_registration,
        "US",
        "3016482915",
        "Food and Drug Administration",
        "2019-12-05",
        "2026-01-01/2026-12-31",
        [],
    ),
)
APPOINTMENTS = (
    ("AP-2025-03", people.RELEASER.id, PersonFunction.authorised_releaser, None, "2025-01-06"),
    ("AP-2021-11", people.PRRC.id, PersonFunction.regulatory_responsible, "EU", "2021-05-10"),
    ("AP-2017-02", people.REPRESENTATIVE.id, PersonFunction.management_representative, None, "2017-03-01"),
)


def company(processes: list[ProcessKind]) -> Company:
    """Give the company, its site doing the processes of the lot."""
    return Company(
        id="MEDITECH",
        name=Localized(en=people.PLANT, zh="苏州美迪泰医疗科技有限公司"),
        micro_or_small=False,
        sites=[
            CompanySite(
                id=SITE,
                name=Localized(en="Suzhou plant", zh="苏州工厂"),
                address=ADDRESS,
                country="CN",
                processes=processes,
            )
        ],
        licences=[
            CompanyLicence(
                id=f"lic-{place}",
                kind=kind,
                market=market,
                number=number,
                issued_by=issuer,
                issued_on=day(issued),
                valid=period(valid),
                status=RegistrationStatus.active,
                scope=DEVICES,
                risk_classes=classes,
                site=SITE,
            )
            for place, (kind, market, number, issuer, issued, valid, classes) in enumerate(LICENCES, 1)
        ],
        head=people.HEAD.id,
        management_representative=people.REPRESENTATIVE.id,
        production_head=people.PRODUCTION_HEAD.id,
        quality_head=people.RELEASER.id,
        technical_head=people.ENGINEERING_HEAD.id,
        appointments=[
            Appointment(
                id=number,
                person=person,
                function=function,
                market=market,
                site=SITE,
                valid=period(f"{since}/"),
                appointed_on=day(since),
                external=False,
                deputy=False,
            )
            for number, person, function, market, since in APPOINTMENTS
        ],
    )
