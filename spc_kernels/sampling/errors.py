"""The errors of acceptance sampling: what a plan, a table or a sample can have wrong, one class each."""

from spc_kernels.errors import SpcError


class SamplingError(SpcError):
    """Something given to acceptance sampling is wrong; nothing was computed."""

    code = "spc.sampling"
    chinese = "抽样检验的输入有误，未作任何计算。"


class UnknownStandardError(SamplingError):
    """The standard is none that this package knows."""

    code = "spc.sampling.unknown-standard"
    chinese = "未收录此标准。"


class UnknownEditionError(SamplingError):
    """The standard is known, this edition of it is not."""

    code = "spc.sampling.unknown-edition"
    chinese = "标准已收录，但未收录此版次。"


class TableNotAvailableError(SamplingError):
    """The table exists in print, but no open source gives it, so it is not here; a site can supply it."""

    code = "spc.sampling.table-not-available"
    chinese = "该表仅见于印刷版，没有公开来源，故未收录；企业可自行提供。"


class TableInvalidError(SamplingError):
    """A table that a site supplied does not hold together."""

    code = "spc.sampling.table-invalid"
    chinese = "企业提供的表自相矛盾。"


class UnknownOptionError(SamplingError):
    """A word is not one of those that may stand here."""

    code = "spc.sampling.unknown-option"
    chinese = "不是此处可用的选项。"


class AqlOutsideTableError(SamplingError):
    """The acceptance quality limit is not a column of the table."""

    code = "spc.sampling.aql-outside-table"
    chinese = "接收质量限（AQL）不在表的各列之中。"


class LotTooSmallError(SamplingError):
    """The lot is below the smallest lot of the scheme."""

    code = "spc.sampling.lot-too-small"
    chinese = "批量小于该抽样体系的最小批量。"


class SampleAboveLotError(SamplingError):
    """The sample is larger than the lot it comes from."""

    code = "spc.sampling.sample-above-lot"
    chinese = "样本量大于批量。"


class SampleNotPlannedError(SamplingError):
    """The samples judged are not those of the plan."""

    code = "spc.sampling.sample-not-planned"
    chinese = "所判定的样本与抽样方案不符。"


class NonconformingAboveSampleError(SamplingError):
    """More nonconforming items than items."""

    code = "spc.sampling.nonconforming-above-sample"
    chinese = "不合格品数多于样本量。"


class NotACountError(SamplingError):
    """A count is not a whole number, or out of its range."""

    code = "spc.sampling.not-a-count"
    chinese = "计数不是整数，或超出其范围。"


class NotANumberError(SamplingError):
    """A quantity is not a finite number, or out of its range."""

    code = "spc.sampling.not-a-number"
    chinese = "数量不是有限数，或超出其范围。"


class ImpossiblePlanError(SamplingError):
    """The numbers of a plan contradict each other."""

    code = "spc.sampling.impossible-plan"
    chinese = "抽样方案的各数值相互矛盾。"


class NoPlanError(SamplingError):
    """No plan does what is asked."""

    code = "spc.sampling.no-plan"
    chinese = "没有满足要求的抽样方案。"


class LimitsError(SamplingError):
    """The specification limits are missing, reversed, or not allowed with this form."""

    code = "spc.sampling.limits"
    chinese = "规格限缺失、颠倒，或不适用于此形式。"


class NoVariationError(SamplingError):
    """All readings are equal, so a variables plan that estimates the standard deviation cannot judge them."""

    code = "spc.sampling.no-variation"
    chinese = "全部读数相等，以样本标准差估计的计量抽样方案无法判定。"


class MissingFactError(SamplingError):
    """A switching rule needs a fact that was not given."""

    code = "spc.sampling.missing-fact"
    chinese = "转移规则所需的事实未给出。"


class ContradictoryFactsError(SamplingError):
    """Two facts about one inspected lot cannot both hold."""

    code = "spc.sampling.contradictory-facts"
    chinese = "同一检验批的两项事实不可能同时成立。"
