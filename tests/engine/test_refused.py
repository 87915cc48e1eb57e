"""Every fault has a folder with what was given and the full text of what is answered."""

import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import core.documents
import engine.expressions
import engine.packs
from core.documents.errors import DocumentError
from core.documents.files import read_document
from core.errors import LotgateError, Problem
from engine.expressions.errors import ExpressionError
from engine.model.errors import DossierError
from engine.model.reading import check_document
from engine.packs.errors import PackError, PackSetError
from engine.packs.packset import load_packset
from engine.packs.resolve import Shelf, load_pack

REFUSED = Path(__file__).parent.parent / "refused"
FOLDERS = sorted(path for path in REFUSED.iterdir() if path.is_dir())
WANTED = "want.txt"
CODE = re.compile(r"\[([a-z]+(?:\.[a-z0-9-]+)+)\]")


# What is told by something else than reading, and where that is held.
ELSEWHERE = {
    "dossier.time.after-as-of": "the instant of a decision is asked about later: tests/engine/model/test_quality.py",
    "pack.layout.unusual": "`lotgate fmt` tells it: tests/packs/test_layout.py",
    "pack.provision.missing": "`lotgate explain` tells it: tests/command/test_explain.py",
}


def _line(problem: Problem) -> str:
    """Write a problem of a pack set the way its error is written."""
    place = f"{problem.location}: " if problem.location else ""
    hint = f" (hint: {problem.hint})" if problem.hint else ""
    return f"{place}[{problem.code}] {problem.message}{hint}"


def _answer(folder: Path) -> str:
    """Load what the folder holds and give the text of every error."""
    try:
        if (folder / "pack").is_dir():
            load_pack(folder / "pack", Shelf((folder,)))
        elif (folder / "packset.yaml").is_file():
            packset = load_packset(folder / "packset.yaml", (folder / "rulepacks",))
            listed = [one for packs in packset.markets.values() for one in packs]
            assert all(one.pack is None for one in listed), "a pack with a fault is not loaded"
            return "\n".join(_line(problem) for one in listed for problem in one.problems)
        else:
            path = next(path for path in folder.iterdir() if path.stem == "dossier")
            check_document(read_document(path, path.name))
    except LotgateError as error:
        return str(error)
    return "nothing was refused"


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_the_fault_is_answered_in_full(folder: Path) -> None:
    answer = _answer(folder) + "\n"
    if os.environ.get("LOTGATE_GOLDEN") == "write":
        (folder / WANTED).write_text(answer, encoding="utf-8")

    assert answer == (folder / WANTED).read_text(encoding="utf-8")
    assert answer != "nothing was refused\n"
    # What is known to be refused is refused in the same words.
    assert _answer(folder) + "\n" == answer


def _leaves(root: type[LotgateError]) -> Iterator[str]:
    below = root.__subclasses__()
    if not below:
        yield root.code
    for one in below:
        yield from _leaves(one)


def test_no_error_of_documents_packs_and_expressions_is_without_a_folder() -> None:
    for package in (core.documents, engine.packs, engine.expressions):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    roots = (DocumentError, PackError, PackSetError, ExpressionError, DossierError)
    known = {code for root in roots for code in _leaves(root)} - set(ELSEWHERE)

    shown = {code for folder in FOLDERS for code in CODE.findall((folder / WANTED).read_text(encoding="utf-8"))}

    assert known - shown == set()
    assert len(known) > 35


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_line_has_a_place_inside_the_folder_and_a_sentence_in_lower_case(folder: Path) -> None:
    for line in (folder / WANTED).read_text(encoding="utf-8").splitlines():
        place, _, rest = line.partition(": [")
        said = rest.partition("] ")[2]

        assert (folder / re.split(r":[0-9$]", place)[0]).exists() or (
            folder / "rulepacks" / place.split(":")[0]
        ).exists()
        assert said[0] == said[0].lower()
        assert not said.endswith(".")
        assert str(folder) not in line
