"""The kernels' errors: every code is unique, extends its parent's, and the package imports nothing heavy."""

import subprocess
import sys

from core.errors import LotgateError
from spc_kernels import errors


def descendants(parent: type[LotgateError]) -> list[type[LotgateError]]:
    return [kind for child in parent.__subclasses__() for kind in (child, *descendants(child))]


def test_codes_are_unique_and_extend_the_code_of_their_parent() -> None:
    kinds = [kind for kind in descendants(errors.SpcError) if kind.__module__ == errors.__name__]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
    for kind in kinds:
        parent = kind.__mro__[1]
        assert issubclass(parent, LotgateError)
        assert kind.code.startswith(f"{parent.code}.")
        assert kind.__name__.endswith("Error")


def test_neither_numba_nor_scipy_is_imported_before_a_chart_is_drawn() -> None:
    code = (
        "import sys, spc_kernels, spc_kernels.charts, spc_kernels.rules, spc_kernels.constants\n"
        "print([name for name in ('numba', 'scipy', 'llvmlite') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "[]"
