"""The errors of acceptance sampling: what a plan, a table or a sample can have wrong, one class each."""

from spc_kernels.errors import SpcError


class SamplingError(SpcError):
    """Something given to acceptance sampling is wrong; nothing was computed."""

    code = "spc.sampling"


class UnknownStandardError(SamplingError):
    """The standard is none that this package knows."""

    code = "spc.sampling.unknown-standard"


class UnknownEditionError(SamplingError):
    """The standard is known, this edition of it is not."""

    code = "spc.sampling.unknown-edition"


class TableNotAvailableError(SamplingError):
    """The table exists in print, but no open source gives it, so it is not here; a site can supply it."""

    code = "spc.sampling.table-not-available"


class TableInvalidError(SamplingError):
    """A table that a site supplied does not hold together."""

    code = "spc.sampling.table-invalid"


class UnknownOptionError(SamplingError):
    """A word is not one of those that may stand here."""

    code = "spc.sampling.unknown-option"


class AqlOutsideTableError(SamplingError):
    """The acceptance quality limit is not a column of the table."""

    code = "spc.sampling.aql-outside-table"


class LotTooSmallError(SamplingError):
    """The lot is below the smallest lot of the scheme."""

    code = "spc.sampling.lot-too-small"


class SampleAboveLotError(SamplingError):
    """The sample is larger than the lot it comes from."""

    code = "spc.sampling.sample-above-lot"


class SampleNotPlannedError(SamplingError):
    """The samples judged are not those of the plan."""

    code = "spc.sampling.sample-not-planned"


class NonconformingAboveSampleError(SamplingError):
    """More nonconforming items than items."""

    code = "spc.sampling.nonconforming-above-sample"


class NotACountError(SamplingError):
    """A count is not a whole number, or out of its range."""

    code = "spc.sampling.not-a-count"


class NotANumberError(SamplingError):
    """A quantity is not a finite number, or out of its range."""

    code = "spc.sampling.not-a-number"


class ImpossiblePlanError(SamplingError):
    """The numbers of a plan contradict each other."""

    code = "spc.sampling.impossible-plan"


class NoPlanError(SamplingError):
    """No plan does what is asked."""

    code = "spc.sampling.no-plan"


class LimitsError(SamplingError):
    """The specification limits are missing, reversed, or not allowed with this form."""

    code = "spc.sampling.limits"


class NoVariationError(SamplingError):
    """All readings are equal, so a variables plan that estimates the standard deviation cannot judge them."""

    code = "spc.sampling.no-variation"


class MissingFactError(SamplingError):
    """A switching rule needs a fact that was not given."""

    code = "spc.sampling.missing-fact"


class ContradictoryFactsError(SamplingError):
    """Two facts about one inspected lot cannot both hold."""

    code = "spc.sampling.contradictory-facts"
