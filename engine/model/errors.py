"""What can be wrong with a dossier that is well formed."""

from core.errors import LotgateError


class DossierError(LotgateError):
    """A dossier contradicts itself or asks for nothing."""

    code = "dossier"


class NoTargetMarketError(DossierError):
    """A lot that is meant for no market cannot be decided about."""

    code = "dossier.market.none"


class DuplicateIdError(DossierError):
    """Two items of one list have the same identifier."""

    code = "dossier.id.duplicate"


class UnresolvedReferenceError(DossierError):
    """An identifier refers to nothing in the dossier."""

    code = "dossier.reference.unresolved"


class UnknownRegisterError(DossierError):
    """A coverage statement speaks for a list that is no register."""

    code = "dossier.coverage.unknown-register"


class PeriodError(DossierError):
    """A period ends before it begins."""

    code = "dossier.period.reversed"


class ContradictionError(DossierError):
    """Two recorded values cannot both be true."""

    code = "dossier.value.contradiction"


class AheadOfTimeError(DossierError):
    """Something is recorded as having happened after the instant of the decision."""

    code = "dossier.time.after-as-of"


class UnitError(DossierError):
    """A unit of measure cannot be used."""

    code = "dossier.unit"


class UnknownUnitError(UnitError):
    """A text is no unit of UCUM."""

    code = "dossier.unit.unknown"


class OtherDimensionError(UnitError):
    """Two units do not measure the same thing."""

    code = "dossier.unit.dimension"


class InexactConversionError(LotgateError):
    """A value has no exact decimal digits in another unit."""

    code = "unit.conversion.inexact"
