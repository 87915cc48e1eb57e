"""Sterilisation loads: ethylene oxide released on biological indicators, gamma radiation released on dose."""

import datetime as dt

import msgspec

from engine.model.equipment_codes import QualificationStatus
from engine.model.figures import Figures
from engine.model.parameters import ControlledParameter
from engine.model.sterilisation import SterilisationLoad
from engine.model.sterilisation_codes import (
    AuditOutcome,
    DoseMethod,
    GasAnalysisMethod,
    Growth,
    IndicatorOutcome,
    LoadRelease,
    LoadStatus,
    RequalificationKind,
    Residue,
    ResidueBasis,
    SterilisationMethod,
)
from engine.model.sterilisation_dose import Dose, DoseAudit
from engine.model.sterilisation_indicators import BiologicalIndicator, ChemicalIndicator, GasAnalysis
from engine.model.sterilisation_results import LoadedLot, Requalification, ResidueResult
from engine.model.values import Exact, Quantity
from examples.generator.draws import Draws, Extent, Spread
from examples.generator.notation import MINUTE, amount, at, day, period

HOUR = dt.timedelta(hours=1)
RESIDUES = "ISO 10993-7:2008, Amd 1:2019"


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """
    A load, from one row.

    Attributes:
        id: Number of the load.
        step: Step of the lot.
        supplier: Who sterilised it.
        equipment: Chamber or irradiator.
        lot: Lot number.
        product: Product number.
        units: Units of the lot in the load.
        family: Product family.
        start: When it began, in the plant's zone.
        released: When it was released.
    """

    id: str
    step: str
    supplier: str
    equipment: str
    lot: str
    product: str
    units: int
    family: str
    start: str
    released: str


def _load(row: Loaded) -> SterilisationLoad:
    return SterilisationLoad(
        id=row.id,
        step=row.step,
        sterility_assurance_exponent=-6,
        supplier=row.supplier,
        equipment=row.equipment,
        load_configuration=f"LC-{row.lot[:3]}-6P",
        family=row.family,
        lots=[LoadedLot(id=row.lot, product=row.product, quantity=row.units, pallets=6)],
        started_at=at(row.start),
        dose_audits=[],
        status=LoadStatus.released,
        released_by="Qian Bo",
        released_at=at(row.released),
    )


def ethylene_oxide(
    row: Loaded, minutes: tuple[int, int, int], parameters: list[ControlledParameter]
) -> SterilisationLoad:
    """
    Give a load sterilised with ethylene oxide.

    Args:
        row: The load.
        minutes: From the start to exposure, to the end of the cycle, to the end of aeration.
        parameters: Controlled parameters; the gas concentration is the first.
    """
    start = at(row.start)
    exposed, ended, aerated = (start + one * MINUTE for one in minutes)
    gas = parameters[0]
    return msgspec.structs.replace(
        _load(row),
        method=SterilisationMethod.ethylene_oxide,
        standard="ISO 11135",
        edition="2014, Amd 1:2018",
        release_mode=LoadRelease.biological_indicators,
        cycle="CVC-EO-03 rev. 2",
        exposed_at=exposed,
        ended_at=ended,
        aerated_until_at=aerated,
        parameters=parameters,
        biological_indicators=[_spores(ended)],
        chemical_indicators=[
            ChemicalIndicator(
                id="CI-1",
                name="EO process indicator, label",
                type=1,
                placed=40,
                reached=40,
                outcome=IndicatorOutcome.passed,
            )
        ],
        gas_analyses=[
            GasAnalysis(
                id="GA-1",
                method=GasAnalysisMethod.infrared,
                direct=True,
                lowest=gas.lowest,
                highest=gas.highest,
                lower_limit=gas.lower_limit,
                upper_limit=gas.upper_limit,
                analyser=None,
            )
        ],
        dose=None,
        residues=[
            _residue("EO-24h", Residue.ethylene_oxide, "1.47", "4.0", aerated),
            _residue("EO-30d", Residue.ethylene_oxide, "5.20", "60", aerated, ResidueBasis.first_month),
            _residue("ECH-24h", Residue.ethylene_chlorohydrin, "0.83", "9.0", aerated),
        ],
        requalifications=[_requalification("RQ-EO-2026", RequalificationKind.full, "2026-07-03", "2027-07-02")],
    )


def _spores(ended: dt.datetime) -> BiologicalIndicator:
    return BiologicalIndicator(
        id="BI-1",
        organism="Bacillus atrophaeus ATCC 9372",
        lot_number="BA-2607-11",
        population=2100000,
        d_value=amount("2.8 min"),
        expires_on=day("2027-07-31"),
        challenge_device="EPCD-CVC-02",
        placed=20,
        required=20,
        recovered=20,
        grown=0,
        control=Growth.growth,
        result=Growth.no_growth,
        incubated_at=ended + 12 * HOUR,
        read_at=ended + 180 * HOUR,
        incubation=amount("168 h"),
        laboratory=None,
    )


def _residue(
    number: str,
    substance: Residue,
    found: str,
    limit: str,
    aerated: dt.datetime,
    basis: ResidueBasis = ResidueBasis.first_day,
) -> ResidueResult:
    return ResidueResult(
        id=number,
        substance=substance,
        basis=basis,
        amount=amount(f"{found} mg"),
        limit=amount(f"{limit} mg"),
        standard=RESIDUES,
        aeration=amount("36 h"),
        sampled_at=aerated + 26 * HOUR,
        tested_at=aerated + 98 * HOUR,
        laboratory=None,
        report=f"RR-{number}",
    )


def gamma(row: Loaded, ended: str, draws: Draws, extent: Extent) -> SterilisationLoad:
    """Give a load sterilised by gamma radiation, 25 kGy at least and 40 kGy at most."""
    readings = draws.of("dose").readings(extent.of(12), Spread("30.2", "0.6", "0.1"))
    low, high = (Quantity(value=Exact(format(one, "f")), unit="kGy") for one in (min(readings), max(readings)))
    return msgspec.structs.replace(
        _load(row),
        method=SterilisationMethod.gamma,
        standard="ISO 11137-1",
        edition="2025",
        release_mode=LoadRelease.dosimetric,
        cycle="G-25-40 rev. 3",
        exposed_at=at(row.start),
        ended_at=at(ended),
        aerated_until_at=None,
        parameters=[],
        biological_indicators=None,
        chemical_indicators=None,
        gas_analyses=None,
        dose=Dose(
            sterilisation_dose=amount("25.0 kGy"),
            maximum_acceptable_dose=amount("40.0 kGy"),
            method=DoseMethod.vdmax_25,
            minimum=low,
            maximum=high,
            monitored_lower_limit=amount("26.4 kGy"),
            monitored_upper_limit=amount("38.2 kGy"),
            monitored=Figures(tuple(format(one, "f") for one in readings)),
            unit="kGy",
            uncertainty=amount("4.6 %"),
            mapping_report="DM-2025-02",
            mapping_valid=period("2025-03-01/2027-02-28"),
        ),
        dose_audits=[_audit(row.family, *dates) for dates in AUDITS],
        residues=None,
        requalifications=[_requalification("RQ-G-2026", RequalificationKind.dose_mapping, "2026-03-02", "2027-03-01")],
    )


AUDITS = (
    ("DA-2026-Q2", "2026-05-20", "2026-06-12", "2026-08-20"),
    ("DA-2026-Q3", "2026-08-19", "2026-09-11", "2026-11-30"),
)


def _audit(family: str, number: str, done: str, concluded: str, due: str) -> DoseAudit:
    return DoseAudit(
        id=number,
        family=family,
        method=DoseMethod.vdmax_25,
        standard="ISO 11137-2:2013",
        performed_on=day(done),
        bioburden=amount("38"),
        verification_dose=amount("8.1 kGy"),
        delivered_dose=amount("8.4 kGy"),
        tested=10,
        positive=0,
        outcome=AuditOutcome.passed,
        concluded_on=day(concluded),
        next_due_on=day(due),
        report=f"{number}-R",
    )


def _requalification(number: str, kind: RequalificationKind, done: str, due: str) -> Requalification:
    return Requalification(
        id=number,
        kind=kind,
        performed_on=day(done),
        result=QualificationStatus.passed,
        next_due_on=day(due),
        report=f"{number}-R",
    )
