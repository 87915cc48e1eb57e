"""`lotgate check`: everything of a path, what is remembered left out, and much of it in two processes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from core.documents.errors import FileUnreadableError
from core.errors import LotgateError
from core.locations import FileLocation
from core.words import say
from engine.verification.deciding import TESTS
from lotgate.checked_before import Memory, is_covered, opened
from lotgate.checking import check_one, targets_of
from lotgate.dependence import Asked, Entry, Read, entry_of, is_still_so, renewed
from lotgate.faults import faults_of
from lotgate.footprint import footprint
from lotgate.second_process import forked
from lotgate.shelves import SHIPPED

ENOUGH = 600_000
"""Bytes of files that are worth a second process."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """
    How paths are checked.

    Attributes:
        packs: Further folders to look for packs in.
        today: The day, for the expiry of what is skipped.
        jobs: Processes that may check at once; two are the most that help.
    """

    packs: tuple[Path, ...] = ()
    today: dt.date
    jobs: int = 1


class Checked(msgspec.Struct, frozen=True):
    """
    What was checked.

    Attributes:
        path: The file or folder.
        summary: What it is, where nothing is wrong.
        faults: What is wrong.
    """

    path: Path
    summary: str
    faults: tuple[LotgateError, ...]


class _Answer(msgspec.Struct, frozen=True):
    """What a second process found in order, by position, and the files that it opened."""

    good: list[tuple[int, str, Read]]
    opened: set[str]


def check_again(path: Path, order: Order, memory: Memory) -> Iterator[Checked]:
    """Check as `check_path` does, but for what was found in order before and rests on nothing that has changed."""
    before = footprint(path, order.packs)
    if before is None:
        yield from check_path(path, order)
        return
    known = memory.recall(before.key)
    entries: dict[str, Entry] = {}
    loader = Asked((*order.packs, SHIPPED))
    with opened() as seen:
        targets = list(targets_of(path))
        for target in targets:
            entry = known.get(str(target))
            if entry is not None and is_still_so(entry, target, before, loader, order.today):
                entries[str(target)] = renewed(entry, before)
        changed = [target for target in targets if str(target) not in entries]
        checks = _checks(changed, order, loader, seen)
        for target in targets:
            if str(target) in entries:
                yield Checked(target, entries[str(target)].summary, ())
                continue
            checked, read = next(checks)
            yield checked
            # What is wrong now may be as it was before again.
            fresh = known.get(str(target)) if checked.faults else entry_of(checked.summary, read, before)
            if fresh is not None:
                entries[str(target)] = fresh
    if not targets:
        yield _nothing(path)
    # Whatever changed meanwhile was not checked as it is now.
    if entries != known and is_covered(seen, before) and footprint(path, order.packs) == before:
        memory.remember(before.key, entries)


def check_path(path: Path, order: Order) -> Iterator[Checked]:
    """Check a file, a pack's folder, or everything below a folder."""
    targets = list(targets_of(path)) if path.is_dir() else [path]
    if not targets:
        yield _nothing(path)
    for checked, _ in _checks(targets, order, Asked((*order.packs, SHIPPED)), set()):
        yield checked


def _nothing(path: Path) -> Checked:
    message = say("nothing to check here", "此处没有可检查的内容")
    return Checked(path, "", (FileUnreadableError(message, location=FileLocation(str(path))),))


def _checks(targets: Sequence[Path], order: Order, loader: Asked, seen: set[str]) -> Iterator[tuple[Checked, Read]]:
    """Check one after the other; much of it in a second process, which only ever says that all is well."""
    files = [target for target in targets if not target.is_dir()]
    sizes = {target: target.stat().st_size for target in files if target.is_file()}
    known: dict[Path, tuple[Checked, Read]] = {}
    if order.jobs > 1 and sum(sizes.values()) > ENOUGH:
        # Both processes need the packs, and read them once.
        known = {target: _checked(target, order, loader) for target in targets if target.is_dir()}
        theirs = _half(sizes)
        answer = forked(lambda: _found_good(theirs, order, loader, seen))
        known |= {target: _checked(target, order, loader) for target in files if target not in theirs}
        said = None if answer is None else answer()
        if said is not None:
            found = msgspec.msgpack.decode(said, type=_Answer)
            seen |= found.opened
            known |= {theirs[place]: (Checked(theirs[place], summary, ()), read) for place, summary, read in found.good}
    for target in targets:
        # What the second process found wrong is checked here, and told from here.
        yield known.pop(target) if target in known else _checked(target, order, loader)


def _checked(target: Path, order: Order, loader: Asked) -> tuple[Checked, Read]:
    try:
        summary, read = check_one(target, order.packs, loader, order.today)
    except LotgateError as error:
        return Checked(target, "", faults_of(error)), Read()
    return Checked(target, summary, ()), read


def _found_good(targets: Sequence[Path], order: Order, loader: Asked, seen: set[str]) -> bytes:
    checks = [_checked(target, order, loader) for target in targets]
    good = [(place, one.summary, read) for place, (one, read) in enumerate(checks) if not one.faults]
    return msgspec.msgpack.encode(_Answer(good, seen))


def _half(sizes: dict[Path, int]) -> list[Path]:
    """Pick about half of some files by their size; those of one folder of tests, which share fixtures, together."""
    groups: dict[Path, list[Path]] = {}
    for target in sizes:
        tests = (folder for folder in target.parents if folder.name == TESTS)
        groups.setdefault(next(tests, target.parent), []).append(target)
    ours = theirs = 0
    picked: list[Path] = []
    for group in sorted(groups.values(), key=lambda group: -sum(sizes[one] for one in group)):
        size = sum(sizes[one] for one in group)
        if theirs < ours:
            theirs, picked = theirs + size, [*picked, *group]
        else:
            ours += size
    return picked
