"""What a sampling plan is, as data: numbers that agree with each other, wherever they come from."""

from itertools import accumulate, pairwise

import msgspec

from core.locations import DataLocation
from spc_kernels.samples import shown
from spc_kernels.sampling.arguments import checked_count, checked_counts, checked_number, checked_option
from spc_kernels.sampling.errors import ImpossiblePlanError

SIGMAS = ("unknown", "known")
COUNTING = ("items", "nonconformities")
NOT_PERMITTED = -1


class AttributesPlan(msgspec.Struct, frozen=True):
    """
    A plan that counts nonconforming items or nonconformities, in one or several samples.

    The counts compared are cumulative. After sample ``i`` the lot is accepted at ``acceptance_numbers[i]`` or fewer and
    not accepted at ``rejection_numbers[i]`` or more; between them the next sample is drawn. After the last sample
    a count between them (Z1.4 reduced inspection) accepts the lot and ends reduced inspection.

    Attributes:
        sample_sizes: Items of each sample, each at least 1.
        acceptance_numbers: Ac after each sample; -1 where acceptance is not permitted yet. Never descending.
        rejection_numbers: Re after each sample, greater than Ac. Never descending.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        ImpossiblePlanError: ``spc.sampling.impossible-plan``.
    """

    sample_sizes: tuple[int, ...]
    acceptance_numbers: tuple[int, ...]
    rejection_numbers: tuple[int, ...]

    def __post_init__(self) -> None:
        """Check that the numbers agree."""
        sizes = checked_counts(self.sample_sizes, "sample_sizes", least=1)
        accept = checked_counts(self.acceptance_numbers, "acceptance_numbers", least=NOT_PERMITTED)
        reject = checked_counts(self.rejection_numbers, "rejection_numbers", least=1)
        checked_count(sum(sizes), "sample_sizes", least=1)
        # Lists and numpy's integers are taken, tuples and Python's kept: plans are compared and hashed.
        for name, numbers in (("sample_sizes", sizes), ("acceptance_numbers", accept), ("rejection_numbers", reject)):
            msgspec.structs.force_setattr(self, name, numbers)
        if not len(sizes) == len(accept) == len(reject):
            raise _impossible("every sample needs its own Ac and Re", "sample_sizes", "give three lists of one length")
        for i, (ac, re) in enumerate(zip(accept, reject, strict=True)):
            if ac >= re:
                raise _impossible(
                    f"Ac {ac} is not below Re {re}", f"acceptance_numbers[{i}]", "Re is Ac + 1, or more between samples"
                )
        if accept[-1] == NOT_PERMITTED:
            raise _impossible(
                "the last sample must be able to accept the lot", "acceptance_numbers", "its Ac is 0 or more"
            )
        if any(a > b for a, b in (*pairwise(accept), *pairwise(reject))):
            raise _impossible(
                "cumulative Ac and Re cannot go down from one sample to the next",
                "acceptance_numbers",
                "give what is counted in all samples so far",
            )

    @property
    def total_sample_size(self) -> int:
        """The items inspected if no sample decides before the last."""
        return sum(self.sample_sizes)

    @property
    def cumulative_sample_sizes(self) -> tuple[int, ...]:
        """The items inspected after each sample."""
        return tuple(accumulate(self.sample_sizes))

    def __str__(self) -> str:
        """Write the plan the way inspectors do."""
        stages = zip(self.sample_sizes, self.acceptance_numbers, self.rejection_numbers, strict=True)
        return "; ".join(f"n {n}, Ac {'#' if ac == NOT_PERMITTED else ac}, Re {re}" for n, ac, re in stages)


class VariablesPlan(msgspec.Struct, frozen=True):
    """
    A plan that measures, for one normally distributed characteristic.

    Attributes:
        sample_size: Items measured, at least 3 with sigma unknown, 2 with sigma known.
        acceptability_constant: k: the lot is accepted when the quality index is at least k (form 1).
        maximum_fraction: M: the lot is accepted when its estimated fraction nonconforming is at most M (form 2).
        sigma: ``unknown`` (s method) or ``known`` (sigma method).

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        NotANumberError: ``spc.sampling.not-a-number``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
    """

    sample_size: int
    acceptability_constant: float
    maximum_fraction: float
    sigma: str = "unknown"

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_sigma_sample(self.sample_size, self.sigma)
        checked_number(self.acceptability_constant, "acceptability_constant", least=-100, most=100)
        checked_number(self.maximum_fraction, "maximum_fraction", least=0, most=1)


def check_sigma_sample(sample_size: object, sigma: object) -> tuple[int, str]:
    """
    Check the sample size against the method: the estimate of form 2 needs three readings, or two and a known sigma.

    Raises:
        UnknownOptionError: ``spc.sampling.unknown-option``.
        NotACountError: ``spc.sampling.not-a-count``.
    """
    method = checked_option(sigma, "sigma", SIGMAS)
    return checked_count(sample_size, "sample_size", least=3 if method == "unknown" else 2), method


def checked_plan(plan: object) -> AttributesPlan:
    """
    Take an attributes plan and nothing else.

    Raises:
        ImpossiblePlanError: ``spc.sampling.impossible-plan``.
    """
    if not isinstance(plan, AttributesPlan):
        raise _impossible(f"`{shown(plan)}` is no attributes plan", "plan", "give an `AttributesPlan`")
    return plan


def single_plan(sample_size: int, acceptance_number: int, counting: str = "items") -> AttributesPlan:
    """
    Make a single sampling plan with Re = Ac + 1.

    Args:
        sample_size: n, at least 1.
        acceptance_number: Ac, at least 0; below n where items are counted, or nothing would ever be rejected.
        counting: ``items``: at most one per item; ``nonconformities``: an item may have several, and Ac may reach n.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        ImpossiblePlanError: ``spc.sampling.impossible-plan``; the plan cannot reject.
    """
    size, accept = (
        checked_count(sample_size, "sample_size", least=1),
        checked_count(acceptance_number, "acceptance_number"),
    )
    if checked_option(counting, "counting", COUNTING) == "items" and accept >= size:
        raise _impossible(
            f"{size} items cannot have more than Ac {accept} nonconforming ones: the plan never rejects",
            "acceptance_number",
            "an Ac below n; where nonconformities are counted, say `nonconformities`",
        )
    return AttributesPlan((size,), (accept,), (accept + 1,))


def hundred_percent_plan(lot_size: int, acceptance_number: int = 0) -> AttributesPlan:
    """
    Make the plan that inspects every item.

    Args:
        lot_size: Items in the lot, at least 1.
        acceptance_number: Nonconforming items, or nonconformities, with which the lot still passes.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
    """
    # Ac is that of the plan the lot was too small for, and may reach the lot size.
    return single_plan(checked_count(lot_size, "lot_size", least=1), acceptance_number, "nonconformities")


def _impossible(message: str, name: str, hint: str) -> ImpossiblePlanError:
    return ImpossiblePlanError(message, location=DataLocation(f"$.{name}"), hint=hint)
