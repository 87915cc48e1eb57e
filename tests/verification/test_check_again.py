"""What was found in order is not checked again while nothing that it depends on has changed."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from lotgate import footprint as footprint_module
from lotgate.checked_before import Memory, is_covered, opened
from lotgate.checks import Checked, Order, check_again, check_path
from lotgate.dependence import Entry
from lotgate.footprint import Footprint, footprint
from tests.processes import ran
from tests.strategies import ROOT
from tests.verification.conftest import WriteSuite
from tests.verification.test_command import REFUSED, RIGHT

ORDER = Order(today=dt.date(2026, 3, 11))
Change = Callable[[Path], object]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """A memory that holds nothing yet."""
    return Memory(tmp_path / "cache" / "checked")


def checked(folder: Path, memory: Memory) -> list[Checked]:
    return list(check_again(folder, ORDER, memory))


def kept(memory: Memory) -> list[Path]:
    return sorted(memory.folder.glob("*")) if memory.folder.is_dir() else []


def taken(folder: Path, packs: tuple[Path, ...] = ()) -> Footprint:
    found = footprint(folder, packs)
    assert found is not None
    return found


def test_the_same_is_told_again_and_nothing_is_kept_twice(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory
) -> None:
    write_suite(RIGHT)

    first, again = checked(plain_pack, memory), checked(plain_pack, memory)

    assert first == again == list(check_path(plain_pack, ORDER))
    assert len(first) == 3
    assert len(kept(memory)) == 1


def test_what_is_remembered_is_told(write_suite: WriteSuite, plain_pack: Path, memory: Memory) -> None:
    write_suite(RIGHT)
    first = checked(plain_pack, memory)
    now = taken(plain_pack)
    told = {path: msgspec.structs.replace(one, summary=f"{path}!") for path, one in memory.recall(now.key).items()}
    memory.remember(now.key, told)

    again = checked(plain_pack, memory)

    assert again == [Checked(one.path, f"{one.path}!", ()) for one in first]


def touched(file: Path) -> None:
    """Change nothing but a line's end."""
    file.write_bytes(file.read_bytes() + b"\n")


CHANGES: list[tuple[str, Change]] = [
    ("a provision", lambda pack: touched(pack / "rules.yaml")),
    ("a letter of a fixture", lambda pack: touched(pack / "tests" / "fixtures" / "lot.yaml")),
    ("a new file", lambda pack: (pack / "more.yaml").write_text("requirements: []\n", "utf-8")),
    ("a file that would be passed over", lambda pack: (pack / "notes.txt").touch()),
    ("a folder", lambda pack: (pack / "tests" / "more").mkdir()),
    ("no suite", lambda pack: (pack / "tests" / "suite.yaml").unlink()),
    ("another name", lambda pack: (pack / "tests" / "suite.yaml").rename(pack / "tests" / "sweet.yaml")),
    ("a page", lambda pack: (pack / "CHANGELOG.md").write_text("changed\n", "utf-8")),
    ("a pack beside it", lambda pack: shutil.copytree(pack, pack.parent / "other")),
    ("a shelf beside its tests", lambda pack: (pack / "tests" / "rulepacks" / "plain").mkdir(parents=True)),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _ in CHANGES])
def test_a_change_anywhere_is_another_footprint(
    write_suite: WriteSuite, plain_pack: Path, what: str, change: Change
) -> None:
    assert what
    write_suite(RIGHT)
    before = taken(plain_pack)
    assert taken(plain_pack) == before

    change(plain_pack)

    assert taken(plain_pack) != before


def test_a_change_of_a_pack_that_may_be_found_is_another_footprint(plain_pack: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(plain_pack, tmp_path / "elsewhere" / "other"))
    before = taken(plain_pack, (other.parent,))
    suite = taken(plain_pack / "tests", (other.parent,))

    touched(other / "pack.yaml")

    assert taken(plain_pack, (other.parent,)).rules != before.rules
    assert taken(plain_pack / "tests", (other.parent,)).rules != suite.rules
    touched(plain_pack / "pack.yaml")
    assert taken(plain_pack / "tests").rules != suite.rules


def test_another_path_shelf_interpreter_or_engine_is_asked_about_by_another_key(
    plain_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {taken(plain_pack).key, taken(plain_pack / "tests").key, taken(plain_pack, (ROOT / "rulepacks",)).key}
    monkeypatch.chdir(plain_pack)
    keys.add(taken(Path()).key)
    monkeypatch.setattr(sys, "version", "4.0")
    keys.add(taken(Path()).key)
    monkeypatch.setattr(footprint_module, "room_digest", lambda _: "sha256:0")
    keys.add(taken(Path()).key)
    monkeypatch.setattr(footprint_module, "engine_digest", lambda: "sha256:0")
    keys.add(taken(Path()).key)

    assert len(keys) == 7


def test_the_shipped_packs_count_always(plain_pack: Path) -> None:
    assert str(ROOT / "rulepacks" / "iso_13485" / "pack.yaml") in taken(plain_pack).files


def test_faults_are_not_remembered(write_suite: WriteSuite, plain_pack: Path, memory: Memory) -> None:
    suite = write_suite(REFUSED)

    first, again = checked(plain_pack, memory), checked(plain_pack, memory)

    assert str(suite) not in memory.recall(taken(plain_pack).key)
    assert [str(fault) for one in first for fault in one.faults] == [
        str(fault) for one in again for fault in one.faults
    ]
    assert any(one.faults for one in again)


def test_what_changed_while_it_was_checked_is_not_remembered(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory
) -> None:
    write_suite(RIGHT)
    for number, _ in enumerate(check_again(plain_pack, ORDER, memory)):
        if number == 0:
            write_suite(RIGHT, name="later")

    assert kept(memory) == []


def test_what_was_read_from_elsewhere_is_not_remembered(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    packset = "format: lotgate/v1\nversion: '1'\nacts: [market_release]\nmarkets: {CN: [plain 1]}\n"
    (elsewhere / "packset.yaml").write_text(packset, "utf-8")
    write_suite(RIGHT, packset="../../elsewhere/packset.yaml")

    found = checked(plain_pack, memory)

    assert [one.faults for one in found] == [()] * 3
    assert kept(memory) == []


def test_a_file_that_is_not_listed_is_not_covered(plain_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    with opened() as seen:
        (plain_pack / "pack.yaml").read_bytes()
        assert is_covered(seen, taken(plain_pack))
        (tmp_path / "other.yaml").read_bytes()

    assert not is_covered(seen, taken(plain_pack))


def test_a_link_is_not_remembered(plain_pack: Path, tmp_path: Path) -> None:
    (plain_pack / "more.yaml").symlink_to(tmp_path / "more.yaml")

    assert footprint(plain_pack, ()) is None


@pytest.mark.parametrize(("limit", "most"), [("MOST_FILES", 3), ("MOST_BYTES", 1000)])
def test_too_much_is_not_remembered(plain_pack: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(footprint_module, limit, most)

    assert footprint(plain_pack, ()) is None


def test_a_name_that_is_no_text_is_not_remembered(plain_pack: Path) -> None:
    (plain_pack / "tests" / os.fsdecode(b"\xff.txt")).touch()

    assert footprint(plain_pack, ()) is None


def test_a_single_file_is_not_remembered(plain_pack: Path, memory: Memory) -> None:
    assert checked(plain_pack / "tests" / "fixtures" / "lot.yaml", memory)[0].faults == ()
    assert kept(memory) == []


@pytest.mark.parametrize("text", ["", "no json", '[["a"]]', '{"a": "b"}', '{"a": {"summary": "b", "files": {}}}'])
def test_an_entry_that_was_changed_is_not_believed(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory, text: str
) -> None:
    write_suite(RIGHT)
    first = checked(plain_pack, memory)
    (file,) = kept(memory)
    head, _, _ = file.read_text("utf-8").partition("\n")

    file.write_text(f"{head}\n{text}", "utf-8")

    assert memory.recall(taken(plain_pack).key) == {}
    assert checked(plain_pack, memory) == first


def test_an_entry_of_which_any_byte_was_changed_is_not_believed(
    write_suite: WriteSuite, plain_pack: Path, memory: Memory
) -> None:
    write_suite(RIGHT)
    checked(plain_pack, memory)
    (file,) = kept(memory)
    whole, key = file.read_bytes(), taken(plain_pack).key

    believed = []
    for place in range(0, len(whole), 5):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        believed += [place] * bool(memory.recall(key))
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        believed += [-length] * bool(memory.recall(key))

    assert believed == []
    file.write_bytes(whole)
    assert memory.recall(key)


@pytest.mark.parametrize("text", ['{"a": "only a summary"}', '{"a": {"summary": "no files"}}', "[]"])
def test_an_entry_of_another_form_is_not_believed(plain_pack: Path, memory: Memory, text: str) -> None:
    memory.kept.write(taken(plain_pack).key, text)

    assert checked(plain_pack, memory) == list(check_path(plain_pack, ORDER))


def test_what_others_can_write_is_not_believed(memory: Memory) -> None:
    memory.remember("0" * 64, {"somewhere": Entry("something", {})})
    assert memory.recall("0" * 64) == {"somewhere": Entry("something", {})}

    memory.folder.chmod(0o777)

    assert memory.recall("0" * 64) == {}


def test_the_oldest_are_forgotten(memory: Memory) -> None:
    for number in range(70):
        memory.remember(f"{number:064x}", {"somewhere": Entry(str(number), {})})
        os.utime(memory.folder / f"{number:064x}.json", (number, number))

    assert len(kept(memory)) == 64
    assert memory.recall(f"{0:064x}") == {}
    assert memory.recall(f"{69:064x}") == {"somewhere": Entry("69", {})}


def test_the_command_remembers_unless_it_is_told_not_to(
    write_suite: WriteSuite, plain_pack: Path, tmp_path: Path
) -> None:
    write_suite(RIGHT)
    cache = tmp_path / "cache"
    on, off = ({"XDG_CACHE_HOME": str(cache), "LOTGATE_CACHE": said} for said in ("1", "0"))

    bare = ran("check", str(plain_pack), environment=off)
    told = ran("check", "--no-cache", str(plain_pack), environment=on)
    assert not cache.exists()
    first = ran("check", str(plain_pack), environment=on)
    again = ran("check", "-v", str(plain_pack), environment=on)

    assert bare.stdout == told.stdout == first.stdout
    assert set(first.stdout.splitlines()) <= set(again.stdout.splitlines())
    assert len(list((cache / "lotgate" / "checked").iterdir())) == 1
