"""The result of a detection: bit planes, and views of them as points, runs and masks."""

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels import samples
from spc_kernels.rules.definitions import Rule

Points = npt.NDArray[np.int64]


class Signals(msgspec.Struct, frozen=True, eq=False):
    """
    The points that rules flag.

    Attributes:
        rules: The rules evaluated, one for each plane.
        planes: Bit ``i % 64`` of word ``[r, i // 64]`` says that rule r flags point i. Shape ``(rules, words)``.
        length: Number of points.
        first: Number of the first point, other than 0 when the series continues an earlier one. Points are numbered
            from the beginning of the whole series.
    """

    rules: tuple[Rule, ...]
    planes: npt.NDArray[np.uint64]
    length: int
    first: int = 0

    def plane(self, number: int) -> npt.NDArray[np.uint64]:
        """Give the words of one rule; `spc.parameter.unknown-name` when it was not evaluated."""
        numbers = [str(rule.number) for rule in self.rules]
        words: npt.NDArray[np.uint64] = self.planes[numbers.index(samples.known(str(number), "rule", numbers))]
        return words

    def union(self) -> npt.NDArray[np.uint64]:
        """Give the words of the points that any rule flags."""
        words: npt.NDArray[np.uint64] = np.bitwise_or.reduce(self.planes, axis=0, dtype=np.uint64)
        return words

    def points(self, number: int | None = None) -> Points:
        """List the points flagged by one rule, or by any; ascending."""
        return set_bits(self.union() if number is None else self.plane(number)) + self.first

    def count(self, number: int | None = None) -> int:
        """Count the points flagged by one rule, or by any."""
        return int(np.bitwise_count(self.union() if number is None else self.plane(number)).sum())

    def mask(self, number: int | None = None) -> npt.NDArray[np.bool_]:
        """Say of each point whether one rule, or any, flags it. Shape ``(length,)``."""
        return unpack(self.union() if number is None else self.plane(number), self.length)

    def run_starts(self, number: int) -> Points:
        """
        Give for each flagged point of one rule the first point of the window that it completes.

        A run longer than the window flags several points, whose windows overlap; `runs` joins them. Where a rule passes
        over points on the centre line (`Rule.skip_center`) they are counted all the same: its runs began no later.
        """
        window = next(rule.window for rule in self.rules if str(rule.number) == str(number))
        return np.maximum(self.points(number) - (window - 1), 0)

    def runs(self, number: int) -> npt.NDArray[np.int64]:
        """List the runs of one rule, first and last point; flagged neighbours are one run. Shape ``(runs, 2)``."""
        points = self.points(number)
        if not points.size:
            return np.empty((0, 2), dtype=np.int64)
        begins = np.flatnonzero(np.diff(points, prepend=points[0] - 2) != 1)
        ends = np.append(begins[1:], points.size) - 1
        return np.column_stack([self.run_starts(number)[begins], points[ends]])

    def rules_at(self, point: int) -> tuple[int, ...]:
        """List the numbers of all rules that flag a point; `spc.parameter.out-of-range` when it is none of these."""
        last = self.first + self.length - 1
        word, bit = divmod(samples.whole(point, "point", at_least=self.first, at_most=last) - self.first, 64)
        return tuple(
            rule.number for rule, plane in zip(self.rules, self.planes, strict=True) if int(plane[word]) >> bit & 1
        )

    def bitmask(self) -> npt.NDArray[np.uint64]:
        """Give for each point the rules that flag it, rule number k as bit k - 1. Shape ``(length,)``."""
        flags = np.zeros(self.length, dtype=np.uint64)
        for rule in self.rules:
            flags |= self.mask(rule.number).astype(np.uint64) << np.uint64(rule.number - 1)
        return flags


def set_bits(words: npt.NDArray[np.uint64]) -> Points:
    """List the positions of the bits that are set, ascending."""
    at = np.flatnonzero(words)
    bits = np.unpackbits(words[at].astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    row, bit = np.nonzero(bits)
    return (at[row] * 64 + bit).astype(np.int64)


def unpack(words: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.bool_]:
    """Turn words into truth values."""
    octets = np.ascontiguousarray(words).astype("<u8", copy=False).view(np.uint8)
    return np.unpackbits(octets, count=length, bitorder="little").astype(np.bool_)


def pack(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Turn truth values into words; bits past the end are 0."""
    octets = np.zeros((mask.size + 63) // 64 * 8, dtype=np.uint8)
    packed = np.packbits(mask, bitorder="little")
    octets[: packed.size] = packed
    return octets.view("<u8").astype(np.uint64, copy=False)
