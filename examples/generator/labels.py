"""The label of a lot: UDI with its carriers, checks, reading, reconciliation."""

import datetime as dt

import msgspec

from engine.model.codes import CheckResult
from engine.model.label import Instructions, Label
from engine.model.label_examination import LabelChecks, LabelReading, LabelReconciliation, LabelSample
from engine.model.udi import Udi, UdiCarrier
from engine.model.udi_codes import CarrierKind, IssuingEntity, PackageLevel
from examples.generator import people
from examples.generator.notation import at, day
from examples.generator.products import Article, gtin


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was printed for a lot.

    Attributes:
        lot: Lot number.
        made: Date of manufacture.
        expires: Date of expiry, where it has one.
        units: Labels applied.
        read_at: When the labels had been read.
        reader: Equipment that read them.
        markets: Markets that the label is made for.
        languages: Languages on it.
        handling: Whether it bears handling instructions.
    """

    lot: str
    made: str
    expires: str | None
    units: int
    read_at: str
    reader: str
    markets: list[str]
    languages: list[str]
    handling: CheckResult = CheckResult.correct


def label(article: Article, printed: Print) -> Label:
    """Give the label."""
    read_at = at(printed.read_at)
    minutes = dt.timedelta(minutes=1)
    expires = day(printed.expires) if printed.expires else None
    return Label(
        id=f"LBL-{article.id}",
        revision="F",
        approved_revision="F",
        approved_on=day("2026-03-02"),
        languages=printed.languages,
        markets=printed.markets,
        manufactured_on=day(printed.made),
        manufactured_text=printed.made,
        expires_on=expires,
        expires_text=printed.expires,
        udi=_udi(article, printed, 0, read_at),
        package_udis=[_udi(article, printed, 1, read_at)],
        checks=LabelChecks(
            udi=CheckResult.correct,
            expiry=CheckResult.correct if printed.expires else CheckResult.not_used,
            storage=CheckResult.correct,
            handling=printed.handling,
            processing=CheckResult.not_used,
        ),
        examined_by=people.LABEL_INSPECTOR.name,
        examined_by_person=people.LABEL_INSPECTOR.id,
        examined_at=read_at + 25 * minutes,
        releaser=people.RELEASER.id,
        released_at=read_at - 300 * minutes,
        reading=LabelReading(
            id="rd-1",
            equipment=printed.reader,
            labels_read=printed.units + 15,
            labels_rejected=12,
            challenged=True,
            completed_at=read_at,
        ),
        sample=LabelSample(
            id="hs-1",
            examined=50,
            incorrect=0,
            examiner=people.LABEL_INSPECTOR.id,
            examined_at=read_at + 20 * minutes,
        ),
        reconciliation=LabelReconciliation(
            issued=printed.units + 51,
            applied=printed.units,
            attached=3,
            destroyed=28,
            returned=20,
            unaccounted=0,
        ),
    )


def production_identifier(printed: Print) -> str:
    """Write the production identifier with application identifiers in brackets."""
    expiry = f"(17){day(printed.expires):%y%m%d}" if printed.expires else ""
    return f"(11){day(printed.made):%y%m%d}{expiry}(10){printed.lot}"


def _udi(article: Article, printed: Print, indicator: int, read_at: dt.datetime) -> Udi:
    di = gtin(indicator, article.item)
    written = production_identifier(printed)
    kind = CarrierKind.gs1_128 if indicator else CarrierKind.gs1_datamatrix
    return Udi(
        di=di,
        pi=written,
        issuing_entity=IssuingEntity.gs1,
        level=PackageLevel.case if indicator else PackageLevel.base_package,
        units=article.case if indicator else 1,
        lot=printed.lot,
        serial=None,
        manufactured_on=day(printed.made),
        expires_on=day(printed.expires) if printed.expires else None,
        carriers=[
            UdiCarrier(
                id="lin" if indicator else "dm",
                kind=kind,
                text=f"(01){di}{written}",
                direct_mark=False,
                grade="3.5/10/660",
                grade_accepted=True,
                read_at=read_at,
            )
        ],
    )


def instructions(article: Article, languages: list[str]) -> Instructions:
    """Give the instructions for use."""
    return Instructions(id=f"IFU-{article.id}", revision="D", approved_revision="D", languages=languages)
