"""Capability, tolerance, run lengths, gages and trends as a whole: errors, imports, and the same bits on every run."""

import os
import subprocess
import sys
from pathlib import Path

from core.errors import LotgateError
from spc_kernels import arl, capability, errors, msa, tolerance, trends

PACKAGES = (arl, capability, msa, tolerance, trends)
PROGRAM = """
import hashlib
import numpy as np
from spc_kernels import arl, capability, trends

digest = hashlib.sha256()

def take(*values):
    for value in values:
        digest.update(np.float64(value).tobytes())

random = np.random.default_rng(20)
x = random.normal(10.0, 2.0, 133)
take(arl.ewma(0.1, 2.7, 0.5), arl.ewma(0.1, 2.7, 0.5, limits="exact"), arl.ewma(0.2, 3.0, sides="one"))
take(arl.cusum(0.5, 5.0, 0.3, head_start=2.5), arl.mewma(0.1, 8.6, 2))
for series in (x, np.round(x)):
    take(trends.mann_kendall(series).p_value, trends.sen_slope(series[:40]).slope)
    take(trends.pettitt(series).k, trends.change_point(series).statistic)
for n in range(2, 12):
    many = capability.many(random.normal(size=(5, n)), -3.0, 3.0)
    take(*many.cpk, *many.ppk)
print(digest.hexdigest())
"""


def run(program: str, **settings: str) -> str:
    environment = {**os.environ, **settings}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_compiled_interpreted_and_bounds_checked_runs_give_the_same_bits(tmp_path: Path) -> None:
    compiled = run(PROGRAM, NUMBA_CACHE_DIR=str(tmp_path / "compiled"))
    assert run(PROGRAM, NUMBA_CACHE_DIR=str(tmp_path / "interpreted"), NUMBA_DISABLE_JIT="1") == compiled
    assert run(PROGRAM, NUMBA_CACHE_DIR=str(tmp_path / "checked"), NUMBA_BOUNDSCHECK="1") == compiled


def test_neither_numba_nor_scipy_is_imported_before_anything_is_computed() -> None:
    names = ", ".join(package.__name__ for package in PACKAGES)
    heavy = "[name for name in ('numba', 'scipy', 'llvmlite') if name in sys.modules]"
    assert run(f"import sys, {names}; print({heavy})") == "[]"


def test_factors_and_tests_of_normality_import_no_scipy_stats() -> None:
    """It takes half a second; only Shapiro and Wilk's test needs it."""
    program = """
import sys
from spc_kernels import capability, tolerance
tolerance.two_sided_factor(20, 0.95, 0.95), tolerance.one_sided_factor(20, 0.95, 0.95)
capability.normal([1.0, 2.0, 4.0] * 4, capability.Specification(0.0, 5.0))
print("scipy.stats" in sys.modules)
"""
    assert run(program) == "False"


def descendants(parent: type[LotgateError]) -> list[type[LotgateError]]:
    return [kind for child in parent.__subclasses__() for kind in (child, *descendants(child))]


def test_codes_are_unique_and_extend_the_code_of_their_parent() -> None:
    kinds = descendants(errors.SpcError)
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
    for kind in kinds:
        parent = kind.__mro__[1]
        assert issubclass(parent, LotgateError)
        assert kind.code.startswith(f"{parent.code}.")


def test_every_public_name_says_what_it_is() -> None:
    for package in PACKAGES:
        for name in package.__all__:
            assert getattr(package, name).__doc__, name
