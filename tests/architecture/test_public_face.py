"""The public Python face gives what it names, from where it is, and nothing else."""

import importlib
import subprocess
import sys

import pytest

import lotgate
from tests.strategies import ROOT


def test_every_public_name_is_given_from_its_home() -> None:
    assert sorted(lotgate.__all__) == sorted(lotgate._HOMES)
    for name, home in lotgate._HOMES.items():
        assert getattr(lotgate, name) is getattr(importlib.import_module(home), name)
    assert set(lotgate.__all__) <= set(dir(lotgate))


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="decided"):
        lotgate.decided  # type: ignore[attr-defined]  # noqa: B018  # there is none


def test_the_package_alone_imports_no_rules() -> None:
    code = "import lotgate, sys; print(*(name for name in sys.modules if name.split('.')[0] in {'core', 'engine'}))"
    done = subprocess.run(  # noqa: S603  # our own arguments
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "\n"
