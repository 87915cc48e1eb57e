"""A pack's tests are no part of what the pack says: not of its provisions, not of its digest."""

import shutil
from pathlib import Path

import pytest

from engine.packs.resolve import Shelf, load_pack
from tests.strategies import ROOT

PACKS = ROOT / "rulepacks"


@pytest.mark.parametrize("name", ["cn_nmpa", "eu_mdr", "iso_13485", "us_fda"])
def test_the_digest_does_not_depend_on_the_tests(tmp_path: Path, name: str) -> None:
    for pack in PACKS.iterdir():
        if pack.is_dir():
            shutil.copytree(pack, tmp_path / pack.name, ignore=shutil.ignore_patterns("tests"))

    without = load_pack(tmp_path / name, Shelf((tmp_path,)))
    with_tests = load_pack(PACKS / name, Shelf((PACKS,)))

    assert (PACKS / name / "tests").is_dir()
    assert not (tmp_path / name / "tests").exists()
    assert without.digest == with_tests.digest


def test_a_file_of_provisions_among_the_tests_is_not_read_as_one(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "iso_13485", tmp_path / "iso_13485")
    shutil.copy(PACKS / "iso_13485" / "release.yaml", tmp_path / "iso_13485" / "tests" / "again.yaml")

    pack = load_pack(tmp_path / "iso_13485", Shelf((tmp_path,)))

    assert pack.digest == load_pack(PACKS / "iso_13485", Shelf((PACKS,))).digest
