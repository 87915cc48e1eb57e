"""Seeded faults in packs, provisions and release are each noticed by a scenario whose outcome is known."""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType

import pytest

from tests.strategies import ROOT, loaded

MUTANTS: list[dict[str, str]] = loaded(Path(__file__).parent / "mutants.yaml")
MUTATED = ("engine.packs", "engine.provisions", "engine.release", "tests.")
SCENARIOS = "tests.decisions.scenarios"


class _Mutation(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Loads one module with another text in it."""

    def __init__(self, module: str, source: str) -> None:
        self.module = module
        self.source = source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        return None if fullname != self.module else importlib.util.spec_from_loader(fullname, self)

    def get_source(self, fullname: str) -> str:
        del fullname
        return self.source


def changed(module: str = "", source: str = "") -> list[str]:
    """Import everything anew, perhaps with a fault, and give the scenarios that come out otherwise."""
    for name in [name for name in sys.modules if name.startswith(MUTATED)]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Mutation(module, source))
    sys.path.insert(0, str(ROOT))
    found: list[str] = []
    try:
        for name, came, right in importlib.import_module(SCENARIOS).scenarios():
            if came != right:
                found.append(f"{name}: {came} is not {right}")
                break
    except Exception as error:  # noqa: BLE001  # a fault that raises is noticed as well
        found.append(repr(error))
    return found


def _child(sender: Connection, module: str, source: str) -> None:
    sender.send(changed(module, source))
    sender.close()


def in_a_process_of_its_own(module: str = "", source: str = "") -> list[str]:
    """Give what changes, without a trace in this process."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, module, source))
    child.start()
    sender.close()
    found: list[str] = receiver.recv()
    child.join()
    return found


def source_of(module: str) -> str:
    return (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


def test_without_a_fault_every_scenario_comes_out_right() -> None:
    assert in_a_process_of_its_own() == []


def test_there_are_thirty_faults_and_each_stands_in_one_place() -> None:
    rooms = {mutant["module"].split(".")[1] for mutant in MUTANTS}

    assert len(MUTANTS) >= 30
    assert rooms == {"packs", "provisions", "release"}
    assert [one for one in MUTANTS if source_of(one["module"]).count(one["was"]) != 1] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: f"{one['module']}:{one['was'].strip()[:40]}")
def test_a_seeded_fault_is_noticed(mutant: dict[str, str]) -> None:
    source = source_of(mutant["module"]).replace(mutant["was"], mutant["becomes"])

    assert in_a_process_of_its_own(mutant["module"], source) != []
