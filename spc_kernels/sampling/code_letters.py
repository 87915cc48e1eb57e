"""From the lot size and the inspection level to the sample size code letter; knows no plan."""

from bisect import bisect_left
from collections.abc import Mapping

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_option
from spc_kernels.sampling.errors import LotTooSmallError
from spc_kernels.sampling.schemes import ATTRIBUTES, VARIABLES, Scheme, check_scheme


class CodeLetters(msgspec.Struct, frozen=True):
    """
    A table of code letters.

    Attributes:
        smallest_lot: Smallest lot of the scheme.
        largest: Largest lot of each range but the last, which has no end. Ascending.
        levels: Letters of each inspection level, one for each range.
    """

    smallest_lot: int
    largest: tuple[int, ...]
    levels: Mapping[str, str]

    def letter(self, lot_size: int, level: str) -> str:
        """
        Look the letter up.

        Raises:
            NotACountError: ``spc.sampling.not-a-count``.
            LotTooSmallError: ``spc.sampling.lot-too-small``.
            UnknownOptionError: ``spc.sampling.unknown-option``; no such level.
        """
        size = checked_count(lot_size, "lot_size")
        if size < self.smallest_lot:
            raise LotTooSmallError(
                f"a lot of {size} is below the smallest lot of the scheme, {self.smallest_lot}",
                location=DataLocation("$.lot_size"),
                hint="inspect every item",
            )
        letters = self.levels[checked_option(level, "level", self.levels)]
        return letters[bisect_left(self.largest, size)]


# ISO 2859-1:1999 table 1 = Z1.4 table I = MIL-STD-105E table I; a column of it is a row here.
ATTRIBUTES_LETTERS = CodeLetters(
    smallest_lot=2,
    largest=(8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000),
    levels={
        "S-1": "AAAABBBBCCCCDDD",
        "S-2": "AAABBBCCCDDDEEE",
        "S-3": "AABBCCDDEEFFGGH",
        "S-4": "AABCCDEEFGGHJJK",
        "I": "AABCCDEFGHJKLMN",
        "II": "ABCDEFGHJKLMNPQ",
        "III": "BCDEFGHJKLMNPQR",
    },
)

# Z1.9-2003 table A-2; unlike Z1.4 it uses the letter I and splits the range that ends at 500.
VARIABLES_LETTERS = CodeLetters(
    smallest_lot=2,
    largest=(8, 15, 25, 50, 90, 150, 280, 400, 500, 1200, 3200, 10000, 35000, 150000, 500000),
    levels={
        "S-3": "BBBBBBBCCDEFGHHH",
        "S-4": "BBBBBCDEEFGHIJKK",
        "I": "BBBCDEFGGHIJKLMN",
        "II": "BBCDEFGHIJKLMNPP",
        "III": "CDEFGHIJJKLMNPPP",
    },
)


def code_letter(scheme: Scheme, lot_size: int, level: str = "II") -> str:
    """
    Find the sample size code letter of a lot.

    Args:
        scheme: Standard and edition.
        lot_size: Items in the lot, ``2`` to ``1e9``.
        level: ``S-1`` to ``S-4``, ``I``, ``II``, ``III``; Z1.9 has no ``S-1`` and ``S-2``.

    Returns:
        A letter from ``A`` to ``R``; Z1.4 and ISO 2859-1 have no ``I`` and ``O``, Z1.9 has no ``A`` and ``O``.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``.
        NotACountError: ``spc.sampling.not-a-count``.
        LotTooSmallError: ``spc.sampling.lot-too-small``.
        UnknownOptionError: ``spc.sampling.unknown-option``; no such level.

    Source:
        MIL-STD-105E table I (equal in ISO 2859-1:1999 table 1); ANSI/ASQ Z1.9-2003 table A-2.
    """
    check_scheme(scheme, ATTRIBUTES | VARIABLES)
    letters = VARIABLES_LETTERS if scheme in VARIABLES else ATTRIBUTES_LETTERS
    return letters.letter(lot_size, level)
