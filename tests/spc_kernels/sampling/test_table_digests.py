"""
Whole tables held by digest, so that no cell moves where the reference data are not at hand.

The digests were taken from the reference files, not from the code: of every letter and column with arrows followed,
and the six cells set right that ``test_reference_data`` names.
"""

import hashlib

import pytest

from spc_kernels.sampling.attributes_tables import LETTERS, attributes_tables
from spc_kernels.sampling.master_tables import PREFERRED_AQLS, resolve
from spc_kernels.sampling.schemes import Z1_4_2003
from spc_kernels.sampling.variables_tables import AQLS, variables_cell
from spc_kernels.sampling.variables_tables import LETTERS as VARIABLES_LETTERS

Z1_4 = {
    ("single", "normal"): "9a3ae58a9a69b5e1fcf879545d4981527804a8d3bf3ffbcbdbe2de643b576bcf",
    ("single", "tightened"): "5d95d3ebd2ee908d6116c19cda9fca445433458f5a1c96d57a56c887b900d0fe",
    ("single", "reduced"): "4fd5c81801ca184e1024010d12f85a7d47cfc82f7bd4e4712d46c4b95ee7b9d7",
    ("double", "normal"): "6ec249585508dfdc257158fb9c3907f3d05880bda8b29a2dd91e475541885975",
    ("double", "tightened"): "bab31978591c753ad58d631f9d2136f45709e646020e4aca3993bffed98a2382",
    ("double", "reduced"): "535084807537a7e31964c7e25d2eccf871492fb9b143df10dfa5f50f28e6664f",
    ("multiple", "normal"): "412d9d58b0a3d75606ccfac3faf8fa3536ebe7ed7f9fd5fe1c1d8c9e3a5e6013",
    ("multiple", "tightened"): "a0f32562b6fb3c5941348900fb6883c2207dde318ef8e74647aac050b2f96e40",
    ("multiple", "reduced"): "4d61593005cc593805fc545fb3f9e151527acc924614e585a023529fc8debf81",
}
Z1_9 = {
    ("unknown", "normal"): "1c83a7fb62b3051957626a0a979c186ed7848a0b904d8f44dde6ed77015b6f40",
    ("unknown", "tightened"): "ca4f1b043625143e4067998741bab80886e71b9bf8f59c2883f3a7e54e7b7f15",
    ("unknown", "reduced"): "bfe82f6ee231580da0c5942e8f6b16e76bc27aac1ac03c75c7610db7e46d489c",
    ("known", "normal"): "628fb15f377ae4b5244b3b00813c1abbac5b06451628c6bec37f4de07174f94b",
    ("known", "tightened"): "4017e75df4b8feab145475c737b528220496bf6bcdbc781a1d4515fadda3db90",
    ("known", "reduced"): "0ad608a9aa333a076e82cade3d27d70cfeaaa574f74a4afdfee265f1416f7135",
}


def digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def listed(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))


def attributes_cell(sampling: str, severity: str, letter: str, aql: float) -> str:
    """``n/Ac/Re``, or a hyphen where another kind of sampling stands in."""
    found = resolve(attributes_tables(Z1_4_2003, severity), sampling, letter, aql)
    plan = found.plan
    if found.sampling != sampling:
        return "-"
    return "/".join(map(listed, (plan.sample_sizes, plan.acceptance_numbers, plan.rejection_numbers)))


@pytest.mark.parametrize(("table", "want"), Z1_4.items())
def test_a_table_of_z1_4_is_unchanged(table: tuple[str, str], want: str) -> None:
    lines = [
        f"{letter}: " + "|".join(attributes_cell(*table, letter, aql) for aql in PREFERRED_AQLS) for letter in LETTERS
    ]
    assert digest(lines) == want


@pytest.mark.parametrize(("table", "want"), Z1_9.items())
def test_a_table_of_z1_9_is_unchanged(table: tuple[str, str], want: str) -> None:
    sigma, severity = table
    lines = []
    for letter in VARIABLES_LETTERS:
        cells = [variables_cell(letter, aql, severity, sigma) for aql in AQLS]
        lines.append(f"{letter}: " + "|".join(f"{cell.sample_size} {cell.maximum_percent:g}" for cell in cells))
    assert digest(lines) == want
