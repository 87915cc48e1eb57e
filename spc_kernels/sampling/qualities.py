"""The quality of lots as every curve of a plan takes it, checked together with plan, distribution and lot size."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.locations import DataLocation
from spc_kernels.sampling.arguments import check_sample_within, checked_count, checked_numbers, checked_option
from spc_kernels.sampling.errors import ImpossiblePlanError, MissingFactError, NotANumberError
from spc_kernels.sampling.plans import AttributesPlan, checked_plan

DISTRIBUTIONS = ("binomial", "hypergeometric", "poisson")
# Nonconformities per item that a Poisson curve may reach: the largest AQL, 1000 per 100 items, ten times over.
MOST_PER_ITEM = 100.0
# Beyond these the tables of probabilities no longer fit in memory; no published plan comes near.
_MOST_STAGED = 1000
_MOST_HYPERGEOMETRIC = 10_000
# A share of the lot that is a whole number of items up to the digits a file keeps.
_WHOLE = 1e-6


def checked_quality(
    plan: AttributesPlan, fraction: ArrayLike, distribution: str, lot_size: int | None
) -> tuple[NDArray[np.float64], int | None]:
    """
    Check what every curve of a plan is given.

    Returns:
        Quality as the recursion takes it, nonconforming items of the lot for the hypergeometric distribution; lot size.

    Raises:
        SamplingError: ``spc.sampling.…`` as ``acceptance_probability``.
    """
    checked_plan(plan)
    checked_option(distribution, "distribution", DISTRIBUTIONS)
    lot = None if lot_size is None else checked_count(lot_size, "lot_size", least=1)
    if lot is not None:
        check_sample_within(plan.total_sample_size, lot)
    most = MOST_PER_ITEM if distribution == "poisson" else 1.0
    quality = checked_numbers(fraction, "fraction", least=0, most=most)
    staged = len(plan.sample_sizes) > 1
    largest = _MOST_STAGED if staged else _MOST_HYPERGEOMETRIC
    if plan.rejection_numbers[-1] > largest and (staged or distribution == "hypergeometric"):
        raise ImpossiblePlanError(
            f"rejection numbers above {largest} are not computed",
            location=DataLocation("$.plan"),
            hint="a single plan and the binomial distribution have no such bound",
        )
    if distribution != "hypergeometric":
        return quality, lot
    if lot is None:
        raise MissingFactError(
            "the hypergeometric distribution needs a lot size",
            location=DataLocation("$.lot_size"),
            hint="give the items in the lot",
        )
    return _items(quality, lot), lot


def _items(quality: NDArray[np.float64], lot: int) -> NDArray[np.float64]:
    items = np.rint(quality * lot)
    wrong = np.abs(quality * lot - items) > _WHOLE
    if wrong.any():
        fraction = quality[wrong].flat[0]
        below = int(np.floor(fraction * lot))
        raise NotANumberError(
            f"`{fraction!s}` of a lot of {lot} is no whole number of items",
            location=DataLocation("$.fraction"),
            hint=f"{below}/{lot} or {below + 1}/{lot}",
        )
    return np.asarray(items)
