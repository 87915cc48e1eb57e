"""
The acceptance and rejection numbers of double and multiple sampling, one entry for each diagonal; knows no table.

A double entry reads ``Ac1 Ac2 / Re1 Re2``; a multiple one has seven of each, and -1 where acceptance is not yet
permitted. Source: MIL-STD-105E tables III-A to III-C and IV-A to IV-C, public domain.
"""

from collections.abc import Mapping

import msgspec


class Numbers(msgspec.Struct, frozen=True):
    """
    Cumulative acceptance and rejection numbers.

    Attributes:
        accept: Ac after each sample.
        reject: Re after each sample.
    """

    accept: tuple[int, ...]
    reject: tuple[int, ...]


def _numbers(text: str) -> tuple[Numbers, ...]:
    entries = []
    for line in text.strip().splitlines():
        accept, reject = (tuple(map(int, half.split())) for half in line.split("/"))
        entries.append(Numbers(accept, reject))
    return tuple(entries)


DOUBLE: Mapping[str, tuple[Numbers, ...]] = {
    "normal": _numbers("""
        0 1 / 2 2
        0 3 / 3 4
        1 4 / 4 5
        2 6 / 5 7
        3 8 / 7 9
        5 12 / 9 13
        7 18 / 11 19
        11 26 / 16 27
        17 37 / 22 38
        25 56 / 31 57
    """),
    "tightened": _numbers("""
        0 1 / 2 2
        0 3 / 3 4
        1 4 / 4 5
        2 6 / 5 7
        3 11 / 7 12
        6 15 / 10 16
        9 23 / 14 24
        15 34 / 20 35
        23 52 / 29 53
    """),
    "reduced": _numbers("""
        0 0 / 2 2
        0 0 / 3 4
        0 1 / 4 5
        0 3 / 4 6
        1 4 / 5 7
        2 6 / 7 9
        3 8 / 8 12
        5 12 / 10 16
        7 18 / 12 22
        11 26 / 17 30
    """),
}

MULTIPLE: Mapping[str, tuple[Numbers, ...]] = {
    "normal": _numbers("""
        -1 -1 0 0 1 1 2 / 2 2 2 3 3 3 3
        -1 0 0 1 2 3 4 / 2 3 3 4 4 5 5
        -1 0 1 2 3 4 6 / 3 3 4 5 6 6 7
        -1 1 2 3 5 7 9 / 4 5 6 7 8 9 10
        0 1 3 5 7 10 13 / 4 6 8 10 11 12 14
        0 3 6 8 11 14 18 / 5 8 10 13 15 17 19
        1 4 8 12 17 21 25 / 7 10 13 17 20 23 26
        2 7 13 19 25 31 37 / 9 14 19 25 29 33 38
        4 11 19 27 36 45 53 / 12 19 27 34 40 47 54
        6 17 29 40 53 65 77 / 16 27 39 49 58 68 78
    """),
    "tightened": _numbers("""
        -1 -1 0 0 1 1 2 / 2 2 2 3 3 3 3
        -1 0 0 1 2 3 4 / 2 3 3 4 4 5 5
        -1 0 1 2 3 4 6 / 2 3 4 5 6 6 7
        -1 1 2 3 5 7 9 / 4 5 6 7 8 9 10
        0 2 4 6 9 12 14 / 4 7 9 11 12 14 15
        0 3 7 10 14 18 21 / 6 9 12 15 17 20 22
        1 6 11 16 22 27 32 / 8 12 17 22 25 29 33
        3 10 17 24 32 40 48 / 10 17 24 31 37 43 49
        6 16 26 37 49 61 72 / 15 25 36 46 55 64 73
    """),
    "reduced": _numbers("""
        -1 -1 0 0 0 0 1 / 2 2 2 3 3 3 3
        -1 -1 0 0 0 1 1 / 2 3 3 4 4 5 5
        -1 -1 0 0 1 1 2 / 3 3 4 5 6 6 7
        -1 0 0 1 2 3 4 / 3 4 5 6 7 7 8
        -1 0 1 2 3 4 6 / 4 5 6 7 8 9 10
        -1 1 2 3 5 7 9 / 4 6 8 10 11 12 14
        0 1 3 5 7 10 13 / 5 7 9 12 13 15 17
        0 3 6 8 11 14 18 / 6 9 12 15 17 20 22
    """),
}
