"""A check after an edit tells what a check of everything tells: where all is well, and where it is not."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import lotgate.checking
import lotgate.checks
import lotgate.footprint
import lotgate.shelves
from lotgate.checked_before import Memory
from lotgate.checks import Checked, Order, check_again, check_path
from lotgate.dependence import Asked, Read
from tests.engine.test_refused import FOLDERS as REFUSED_ONES
from tests.strategies import ROOT
from tests.verification.conftest import WriteSuite
from tests.verification.test_command import RIGHT
from tests.verification.test_refused import FOLDERS as REFUSED_SUITES
from tests.verification.test_refused import TODAY

# A folder is looked into, whatever it is called.
REFUSED_PACKS = [folder for folder in REFUSED_ONES if folder.name != "directory_for_a_file"]
ORDER = Order(today=TODAY)
Told = list[tuple[Path, str, list[tuple[str, str]]]]
Edit = Callable[[Path], object]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """A memory that holds nothing yet."""
    return Memory(tmp_path / "cache" / "checked")


def told(found: "list[Checked]") -> Told:
    return [(one.path, one.summary, [(fault.text("en"), fault.text("zh")) for fault in one.faults]) for one in found]


def again(folder: Path, memory: Memory) -> Told:
    return told(list(check_again(folder, ORDER, memory)))


def anew(folder: Path) -> Told:
    return told(list(check_path(folder, ORDER)))


@pytest.mark.parametrize("folder", REFUSED_PACKS, ids=[folder.name for folder in REFUSED_PACKS])
def test_what_is_refused_is_refused_again_in_the_same_words(folder: Path, tmp_path: Path, memory: Memory) -> None:
    work = Path(shutil.copytree(folder, tmp_path / folder.name))
    shutil.copytree(ROOT / "tests" / "verification" / "packs" / "plain", work / "plain")
    cold = anew(work)

    assert [again(work, memory), again(work, memory)] == [cold, cold]
    edited = work / "plain" / "rules.yaml"
    edited.write_bytes(edited.read_bytes() + b"# edited\n")
    assert again(work, memory) == cold
    assert any(faults for _, _, faults in cold)
    assert any(not faults for _, _, faults in cold)


@pytest.mark.parametrize("folder", REFUSED_SUITES, ids=[folder.name for folder in REFUSED_SUITES])
def test_a_suite_that_became_wrong_is_refused_and_is_right_again_as_it_was(
    folder: Path, plain_pack: Path, write_suite: WriteSuite, memory: Memory
) -> None:
    suite, identity = write_suite(RIGHT), plain_pack / "pack.yaml"
    right = {file: file.read_bytes() for file in (suite, identity)}
    good = again(plain_pack, memory)

    for file in right:
        if (folder / file.name).is_file():
            shutil.copy(folder / file.name, file)
    wrong = again(plain_pack, memory)
    for file, content in right.items():
        file.write_bytes(content)

    assert [faults for _, _, faults in good] == [[], [], []]
    assert any(faults for _, _, faults in wrong)
    assert again(plain_pack, memory) == good
    for file in right:
        if (folder / file.name).is_file():
            shutil.copy(folder / file.name, file)
    assert again(plain_pack, memory) == wrong == anew(plain_pack)


@pytest.fixture(scope="module")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the shipped packs, and a memory in which they are found in order."""
    folder = tmp_path_factory.mktemp("shipped")
    packs = Path(shutil.copytree(ROOT / "rulepacks", folder / "rulepacks"))
    with pytest.MonkeyPatch.context() as patch:
        in_place_of_the_shipped(packs, patch)
        assert all(not faults for _, _, faults in again(packs, Memory(folder / "checked")))
    return packs, folder / "checked"


def in_place_of_the_shipped(packs: Path, patch: pytest.MonkeyPatch) -> None:
    """Let a copy be the packs that come with Lotgate: a pack is never in two places."""
    for module in (lotgate.checking, lotgate.checks, lotgate.footprint, lotgate.shelves):
        patch.setattr(module, "SHIPPED", packs)


def replaced(file: str, old: str, new: str) -> Edit:
    """Make an edit that replaces the first of something that is there."""

    def edit(packs: Path) -> None:
        text = (packs / file).read_text("utf-8")
        assert old in text
        (packs / file).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def removed(file: str) -> Edit:
    """Make an edit that takes a file away."""
    return lambda packs: (packs / file).unlink()


GOOD: dict[str, Edit] = {
    "a comment in the parent": replaced("iso_13485/release.yaml", "requirements:", "# edited\nrequirements:"),
    "a word in the parent": replaced("iso_13485/release.yaml", "the lot expired", "edited: the lot expired"),
    "a fixture": replaced("cn_nmpa/tests/fixtures/catheter.yaml", "format:", "# edited\nformat:"),
    "a suite": replaced("eu_mdr/tests/udi.yaml", "cases:", "# edited\ncases:"),
    "no suite": removed("eu_mdr/tests/udi.yaml"),
    "the pack set of suites": replaced(
        "iso_13485/tests/fixtures/market/packset.yaml", "version:", "# edited\nversion:"
    ),
    "a page": lambda packs: (packs / "us_fda" / "CHANGELOG.md").write_text("edited\n", "utf-8"),
}
BAD: dict[str, Edit] = {
    "an identifier in the parent": replaced("iso_13485/release.yaml", "id: ISO-REL-", "id: ISO-NEW-"),
    "an identifier in a market's pack": replaced("eu_mdr/udi.yaml", "id: EU-UDI-", "id: EU-NEW-"),
    "a condition": replaced("us_fda/udi.yaml", "require: >-\n", "require: >-\n      lot.nothing ||\n"),
    "what a provision guards": replaced("iso_13485/release.yaml", "effective: ", "before: ship\n    effective: "),
    "a retention rule": replaced("us_fda/retention.yaml", "record_types: [", "record_types: [nothing, "),
    "a version": replaced("eu_mdr/pack.yaml", "version: ", "version: 9"),
    "a fixture": replaced("iso_13485/tests/fixtures/sterile_catheter.yaml", "quantity:", "quantty:"),
    "no fixture": removed("us_fda/tests/fixtures/forceps.yaml"),
    "a suite": replaced("eu_mdr/tests/udi.yaml", "provisions: {EU-", "provisions: {EV-"),
    "a pack that only suites have": replaced(
        "iso_13485/tests/fixtures/market/base_alone/release.yaml", "otherwise: ", "otherwis: "
    ),
    "the pack set": replaced("packset.yaml", "acts: [", "acts: [nothing, "),
    "a coverage table": replaced("coverage/eu.yaml", "facts:", "facts:\n  X-1: {}"),
    "a pack beside them": lambda packs: shutil.copytree(packs / "us_fda", packs / "us_more"),
}
EDITS = [(edit, False) for edit in GOOD.values()] + [(edit, True) for edit in BAD.values()]


@pytest.mark.parametrize(("edit", "is_wrong"), EDITS, ids=[*GOOD, *(f"{what}, wrong" for what in BAD)])
def test_an_edit_of_the_shipped_packs_is_answered_as_if_everything_were_read(
    remembered: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, edit: Edit, *, is_wrong: bool
) -> None:
    packs, kept = remembered
    in_place_of_the_shipped(packs, monkeypatch)
    read: list[Path] = []

    def noted(path: Path, packs: tuple[Path, ...], loader: Asked, today: dt.date) -> tuple[str, Read]:
        read.append(path)
        return lotgate.checking.check_one(path, packs, loader, today)

    monkeypatch.setattr(lotgate.checks, "check_one", noted)
    before = Path(shutil.copytree(packs, packs.parent / "before"))
    ledger = Path(shutil.copytree(kept, packs.parent / "ledger"))
    try:
        edit(packs)
        found, checked = again(packs, Memory(ledger)), len(read)
        cold = anew(packs)

        assert found == cold == again(packs, Memory(ledger))
        assert any(faults for _, _, faults in cold) == is_wrong
        assert checked < len(cold)
    finally:
        for folder in (packs, ledger):
            shutil.rmtree(folder)
        before.rename(packs)


def test_a_case_that_is_skipped_is_refused_on_the_day_after_its_last(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory
) -> None:
    skip = {"because": "the pack is mended", "until": "2026-04-01"}
    write_suite({**RIGHT, "skip": skip})

    def on(day: dt.date) -> Told:
        return told(list(check_again(plain_pack, Order(today=day), memory)))

    first = on(dt.date(2026, 3, 1))
    assert on(dt.date(2026, 4, 1)) == first
    late = [faults for _, _, faults in on(dt.date(2026, 4, 2)) if faults]
    assert [["[suite.skip." in english for english, _ in faults] for faults in late] == [[True]]
    assert [faults for _, _, faults in first] == [[], [], []]
