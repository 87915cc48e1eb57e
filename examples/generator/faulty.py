"""A lot with everything wrong: the implant's, with one wrong entry after the other, and requirements violated."""

from typing import Any

import msgspec

from examples.generator.draws import Draws, Extent
from examples.generator.implant import implant
from examples.generator.layout import plain

# Small enough to be read: what matters is what is wrong.
EXTENT = Extent(1, 40)


class Wrong(msgspec.Struct, frozen=True):
    """A wrong entry: path by keys and identifiers, and what stands there."""

    path: str
    value: Any


FAULTS = (
    # Identifiers and references.
    Wrong("company.licences.lic-2.id", "lic-1"),
    Wrong("lot.label.languages", ["zh", "en", "zh"]),
    Wrong("lot.steps.mill.operator", "P-405"),
    Wrong("lot.inputs.in-bar.supplier", "SUP-0701"),
    # Periods and statements of completeness.
    Wrong("suppliers.SUP-0188.certificates.c1.valid", {"from": "2027-09-01", "until": "2024-09-02"}),
    Wrong("coverage.lot.deviations.through", "2026-08-31"),
    Wrong("coverage.lot.inspections.register", "lot.inspection"),
    # Times: ahead of the decision, before the lot's first day, out of order.
    Wrong("lot.finished_on", "2026-12-01"),
    Wrong("lot.label.udi.carriers.dm.read_at", "2026-11-23T08:15:00+08:00"),
    Wrong("lot.retained_samples.RS-2609-007.taken_on", "2026-08-28"),
    Wrong("lot.steps.pack.ended_at", "2026-10-26T15:30:00+08:00"),
    Wrong("suppliers.SUP-0188.audits.SA-2026-KS-1.closed_on", "2026-05-01"),
    # Numbers: larger than they can be, sums that do not balance, units.
    Wrong("product.characteristics.thickness.lower", {"value": "4.400", "unit": "mm"}),
    Wrong("lot.inspections.IL-2609-204.acceptance_number", 3),
    Wrong("lot.unit_balance.scrapped", 30),
    Wrong("lot.inputs.in-bar.balance.used", {"value": "90.00", "unit": "kg"}),
    Wrong("equipment.EQ-EDC-01.gauge.resolution", {"value": "0.01", "unit": "microns"}),
    Wrong("lot.steps.seal.environment.air_changes", {"value": "24", "unit": "Cel"}),
    Wrong("lot.inspections.IL-2609-202.unit", "millimetre"),
    # What excludes each other, and what belongs together.
    Wrong("lot.steps.clean.dispatch_note", "DN-2609-031"),
    Wrong("lot.sterilisation_loads.GM-26-1140.aerated_until_at", "2026-10-20T19:45:00+08:00"),
    Wrong("lot.inspections.IL-2609-203.reading_times", ["2026-09-25T14:20:00+08:00"]),
    Wrong("lot.inspections.IL-2609-204.sampled_units", ["001", "002", "003"]),
    # What only a function can tell.
    Wrong("product.identifiers.di-case.di", "16971234500229"),
    Wrong("lot.label.package_udis.0.carriers.lin.text", "(01)16971234500220(11)261008(10)LBP-2609-007"),
    Wrong("lot.label.expires_on", "2031-10-08"),
    Wrong("lot.steps.seal.environment.classifications.CLS-B-2026.grade", "class_10000"),
    Wrong("lot.contract_manufactured", value=False),
    Wrong(
        "lot.emergency_releases",
        [{"id": "ER-2609-001", "authorised_at": "2026-09-07T07:30:00+08:00", "followed_up_on": None}],
    ),
    Wrong("lot.nonconformances.NC-2609-007.quantity_nonconforming", 13),
    Wrong("lot.capas.CAPA-2609-007.closed_on", "2026-11-02"),
    Wrong("lot.signatures.SG-2609-007-CN.on_behalf_of", "P-012"),
)
# No fault of the data: what is recorded can be true, and does not allow release.
VIOLATIONS = (
    Wrong("suppliers.SUP-0188.approvals.a1.status", "suspended"),
    Wrong("lot.steps.gamma.validation.status", "expired"),
    Wrong("lot.inspections.IL-2610-205.sample_size", 13),
    Wrong("lot.inspections.IL-2610-206.nonconforming", 5),
    Wrong("lot.inspections.IL-2610-206.nonconformities", 5),
    Wrong("lot.inspections.IL-2609-201.measured", {"value": "3.541", "unit": "mm"}),
    # A hole too wide while the plates were milled, and strength of the seal that fell to its limit.
    Wrong("lot.steps.mill.parameters.hole-diameter.values.165", 3.541),
    Wrong("lot.steps.seal.parameters.seal-strength.values.154", 1.61),
    Wrong("lot.batch_record.complete", value=False),
    Wrong("lot.label.revision", "E"),
    Wrong("lot.label.checks.storage", "incorrect"),
    Wrong("lot.release_procedure.approver_function", "quality"),
)


def faulty(draws: Draws) -> dict[str, Any]:
    """Make the dossier, as documents hold it; its types hold, its data does not."""
    whole: dict[str, Any] = plain(implant(draws, EXTENT))
    for wrong in (*FAULTS, *VIOLATIONS):
        put(whole, wrong)
    return whole


def put(whole: dict[str, Any], wrong: Wrong) -> None:
    """Write a wrong entry."""
    path, _, last = wrong.path.rpartition(".")
    held: Any = whole
    keys = path.split(".")
    while keys:
        held = _step(held, keys)
    held[int(last) if isinstance(held, list) else last] = wrong.value


def _step(held: Any, keys: list[str]) -> Any:  # noqa: ANN401  # JSON's own value space
    key = keys.pop(0)
    if isinstance(held, dict):
        return held[key]
    if key.isdigit():
        return held[int(key)]
    if "register" in held[0]:
        key = f"{key}.{keys.pop(0)}"
    return next(one for one in held if key in {one.get("id"), one.get("register")})
