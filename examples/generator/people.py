"""The people of the plant, with their trainings and authorisations."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from engine.model.codes import Act, PersonFunction, ProcessKind
from engine.model.people import Authorisation, Person, Training
from engine.model.people_codes import PersonStatus, TrainingKind, TrainingResult
from examples.generator.notation import day, days, period, years_after

PLANT = "Suzhou Meditech Co., Ltd."
F = PersonFunction


class Post(msgspec.Struct, frozen=True):
    """Who somebody is: number, name, functions, position, department, first day, degree, experience in months."""

    id: str
    name: str
    functions: list[PersonFunction]
    position: str
    department: str
    since: str
    degree: str | None
    months: int


HEAD = Post("P-001", "Qian Guoming", [F.company_head], "General manager", "Management", "2016-01-04", "MBA", 310)
PRRC = Post(
    "P-002",
    "Dr. Anna Weber",
    [F.regulatory_responsible],
    "Head of regulatory affairs",
    "Regulatory affairs",
    "2020-09-01",
    "PhD Biomedical Engineering",
    226,
)
REPRESENTATIVE = Post(
    "P-003",
    "Lu Jianhua",
    [F.management_representative, F.quality],
    "Quality director",
    "Quality",
    "2017-03-01",
    "MSc Pharmacy",
    264,
)
PRODUCTION_HEAD = Post(
    "P-005",
    "Zheng Bin",
    [F.production_head, F.production],
    "Production manager",
    "Production",
    "2016-05-09",
    "BEng Mechanical Engineering",
    241,
)
ENGINEERING_HEAD = Post(
    "P-007",
    "He Jun",
    [F.technical_head, F.engineering],
    "Engineering manager",
    "Engineering",
    "2018-02-26",
    "MSc Polymer Engineering",
    187,
)
RELEASER = Post(
    "P-012",
    "Sun Yue",
    [F.quality_head, F.quality, F.authorised_releaser],
    "Quality manager",
    "Quality",
    "2016-09-01",
    "BSc Pharmaceutical Engineering",
    203,
)
VERIFIER = Post(
    "P-014", "Zhao Min", [F.quality], "Quality engineer", "Quality", "2019-07-15", "BEng Materials Science", 88
)
REVIEWER = Post(
    "P-031", "Xu Lan", [F.quality, F.auditor], "Senior quality engineer", "Quality", "2017-11-06", "MSc Chemistry", 131
)
INSPECTORS = (
    Post("P-033", "Chen Li", [F.inspection], "Label inspector", "Quality", "2021-04-12", None, 67),
    Post("P-034", "Gao Ning", [F.inspection], "Inspector, incoming goods", "Quality", "2020-03-02", None, 80),
    Post("P-035", "Ma Rui", [F.inspection], "Laboratory analyst", "Quality", "2018-08-20", "BSc Chemistry", 99),
    Post("P-036", "Tao Xin", [F.inspection], "Microbiologist", "Quality", "2019-10-08", "BSc Microbiology", 85),
)
LABEL_INSPECTOR, RECEIVING, ANALYST, MICROBIOLOGIST = INSPECTORS
METROLOGIST = Post("P-040", "Pan Lei", [F.metrology], "Metrologist", "Quality", "2018-06-11", "BEng Metrology", 101)
OPERATORS = (
    Post("P-041", "Zhou Fang", [F.production], "Team leader, cleanroom", "Production", "2017-02-13", None, 117),
    Post("P-042", "Wei Hong", [F.production], "Operator, cleanroom", "Production", "2020-05-18", None, 78),
    Post("P-043", "Jiang Tao", [F.production], "Operator, sealing", "Production", "2021-09-06", None, 62),
    Post("P-044", "Ren Juan", [F.production], "Operator, cleanroom", "Production", "2022-03-14", None, 56),
    Post("P-045", "Fu Qiang", [F.production], "Operator, machining", "Production", "2018-10-22", None, 97),
    Post("P-046", "Yan Mei", [F.production], "Operator, packaging", "Production", "2019-04-01", None, 91),
)
STOREKEEPER = Post("P-050", "Deng Hao", [F.warehouse], "Storekeeper", "Warehouse", "2019-01-21", None, 94)
BUYER = Post("P-052", "Luo Ying", [F.purchasing], "Buyer", "Purchasing", "2020-07-06", "BA Economics", 76)
EVERYONE = (
    HEAD,
    PRRC,
    REPRESENTATIVE,
    PRODUCTION_HEAD,
    ENGINEERING_HEAD,
    RELEASER,
    VERIFIER,
    REVIEWER,
    *INSPECTORS,
    METROLOGIST,
    *OPERATORS,
    STOREKEEPER,
    BUYER,
)


def people(trained: Mapping[str, list[ProcessKind]], methods: Mapping[str, list[str]]) -> list[Person]:
    """Give everyone; operators and inspectors, by their numbers, are trained for what they did."""
    return [_person(post, trained.get(post.id, []), methods.get(post.id, [])) for post in EVERYONE]


def training_of(operator: str, kind: ProcessKind) -> str:
    """Give the number of an operator's training for a process."""
    return f"TR-{operator[2:]}-{kind}"


def _person(post: Post, processes: list[ProcessKind], methods: list[str]) -> Person:
    return Person(
        id=post.id,
        name=post.name,
        functions=post.functions,
        position=post.position,
        department=post.department,
        employer=PLANT,
        full_time=True,
        employed=period(f"{post.since}/"),
        status=PersonStatus.qualified,
        degree=post.degree,
        experience_months=post.months,
        independent_of_production=post.department != "Production",
        signature_accountability_on=day(post.since),
        trainings=[
            _yearly(post),
            *([_for_release()] if post is RELEASER else []),
            *(_for_process(post, kind) for kind in processes),
            *(_in_method(post, method) for method in methods),
        ],
        authorisations=[_release()] if post is RELEASER else [],
    )


def _yearly(post: Post) -> Training:
    return Training(
        id=f"TR-{post.id[2:]}-GMP-2026",
        kind=TrainingKind.quality_system,
        topic="Quality system, regulations of the markets, data integrity",
        document="TRN-QS-001",
        document_revision="9",
        processes=[],
        completed_on=day("2026-01-16"),
        trainer=REPRESENTATIVE.name,
        result=TrainingResult.passed,
        assessed_on=day("2026-01-16"),
        valid=period("2026-01-16/2027-01-31"),
    )


def _for_process(post: Post, kind: ProcessKind) -> Training:
    done = max(day("2026-03-31"), day(post.since) + dt.timedelta(days=30))
    return Training(
        id=training_of(post.id, kind),
        kind=TrainingKind.process,
        topic=kind.label.en.capitalize(),
        document=f"WI-{kind.upper()[:4]}-004",
        document_revision="6",
        processes=[kind],
        completed_on=done,
        trainer=ENGINEERING_HEAD.name,
        result=TrainingResult.passed,
        assessed_on=done + dt.timedelta(days=30),
        valid=days(done, years_after(done, 2)),
    )


def _for_release() -> Training:
    return Training(
        id="TR-012-REL-2026",
        kind=TrainingKind.release,
        topic="Release of product",
        document="TRN-REL-001",
        document_revision="3",
        processes=[],
        completed_on=day("2026-02-11"),
        trainer=REPRESENTATIVE.name,
        result=TrainingResult.passed,
        assessed_on=day("2026-02-11"),
        valid=period("2026-02-11/2027-02-28"),
    )


def _in_method(post: Post, method: str) -> Training:
    done = day("2026-02-27")
    return Training(
        id=f"TR-{post.id[2:]}-{method}",
        kind=TrainingKind.inspection_method,
        topic=f"Inspection method {method}",
        document=method,
        document_revision="B",
        processes=[],
        completed_on=done,
        trainer=REVIEWER.name,
        result=TrainingResult.passed,
        assessed_on=done + dt.timedelta(days=30),
        valid=days(done, years_after(done, 2)),
    )


def _release() -> Authorisation:
    return Authorisation(
        id="AU-REL-03",
        act=Act.production_release,
        markets=None,
        granted_by=HEAD.name,
        granted_on=day("2025-12-15"),
        valid=period("2026-01-01/2027-12-31"),
        document="APP-2025-044",
    )
