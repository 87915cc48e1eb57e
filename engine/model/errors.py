"""What can be wrong with a dossier that is well formed."""

from core.errors import LotgateError


class DossierError(LotgateError):
    """A dossier contradicts itself or asks for nothing."""

    code = "dossier"
    chinese = "卷宗自相矛盾，或没有可判定的内容。"


class NoTargetMarketError(DossierError):
    """A lot that is meant for no market cannot be decided about."""

    code = "dossier.market.none"
    chinese = "没有目标市场的批无法判定。"


class DuplicateIdError(DossierError):
    """Two items of one list have the same identifier."""

    code = "dossier.id.duplicate"
    chinese = "同一列表中有两项编号相同。"


class UnresolvedReferenceError(DossierError):
    """An identifier refers to nothing in the dossier."""

    code = "dossier.reference.unresolved"
    chinese = "编号在卷宗中没有对应的记录。"


class UnknownRegisterError(DossierError):
    """A coverage statement speaks for a list that is no register."""

    code = "dossier.coverage.unknown-register"
    chinese = "完整性声明所指的列表不是台账。"


class PeriodError(DossierError):
    """A period ends before it begins."""

    code = "dossier.period.reversed"
    chinese = "期间的结束早于开始。"


class ContradictionError(DossierError):
    """Two recorded values cannot both be true."""

    code = "dossier.value.contradiction"
    chinese = "两项记录不可能同时成立。"


class AheadOfTimeError(DossierError):
    """Something is recorded as having happened after the instant of the decision."""

    code = "dossier.time.after-as-of"
    chinese = "记录的发生时间晚于判定时刻。"


class UnitError(DossierError):
    """A unit of measure cannot be used."""

    code = "dossier.unit"
    chinese = "计量单位无法使用。"


class UnknownUnitError(UnitError):
    """A text is no unit of UCUM."""

    code = "dossier.unit.unknown"
    chinese = "文本不是UCUM单位。"


class OtherDimensionError(UnitError):
    """Two units do not measure the same thing."""

    code = "dossier.unit.dimension"
    chinese = "两个单位所计量的量不同。"


class InexactConversionError(LotgateError):
    """A value has no exact decimal digits in another unit."""

    code = "unit.conversion.inexact"
    chinese = "该值换算为另一单位后没有精确的十进制数。"
