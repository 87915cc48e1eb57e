"""What only counting tells about an inspection: whether its units and its totals say the same."""

from collections.abc import Sequence

from core.words import Localized, say


def count_fits(per_unit: Sequence[int], nonconforming: int) -> Localized | None:
    """Find more nonconforming units in the list than the total admits; units may be left out of the list."""
    found = sum(count > 0 for count in per_unit)
    if found <= nonconforming:
        return None
    return say(
        "{found} of the units listed do not conform, and `nonconforming` says {total}",
        "所列单位中有{found}件不合格，而 `nonconforming` 为{total}",
        found=found,
        total=nonconforming,
    )


def sample_fits(per_unit: Sequence[int], sample_size: int) -> Localized | None:
    """Find more units in the list than were inspected."""
    if len(per_unit) <= sample_size:
        return None
    return say(
        "{listed} units are listed, and `sample_size` says {total}",
        "列有{listed}件，而 `sample_size` 为{total}",
        listed=len(per_unit),
        total=sample_size,
    )
