"""What a check that found nothing wrong depended on, and whether all of that is still so."""

import datetime as dt
import hashlib
from pathlib import Path

import msgspec

from core.documents.files import document_of, read_bytes
from core.documents.tree import Document
from core.errors import LotgateError
from core.locations import FileLocation, Location
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier
from engine.verification.deciding import Deciding, Packs, market_faults
from engine.verification.expectations import vocabulary_of
from engine.verification.suite import Suite
from lotgate.footprint import Footprint


class SuiteView(msgspec.Struct, frozen=True):
    """
    What a suite sees of the packs.

    Attributes:
        packset: The pack set that it names.
        markets: The markets that it judges.
        is_whole: Whether it sees all of them, and not only what can come out: its boundaries are judged to be read.
        digest: Of what it sees.
    """

    packset: str | None
    markets: tuple[str, ...]
    is_whole: bool
    digest: str


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A check that found nothing wrong.

    Attributes:
        summary: What it told.
        files: Digests of the files that were read for it alone, by their true paths.
        rules: Digest of what packs are read from; empty where it asked for none.
        view: What a suite saw of them: where that is the same, it does not matter what else changed in them.
        until: The last day of which it is true; without end when ``None``.
    """

    summary: str
    files: dict[str, str]
    rules: str = ""
    view: SuiteView | None = None
    until: dt.date | None = None


class Asked(Packs):
    """
    Loads what decides as `Packs` does, and notes what was asked for; a dossier is read once, whatever places call it.

    Attributes:
        fixtures: The files of the fixtures, since the last `forget`.
        decided: What decides, with the name of its pack set.
    """

    def __init__(self, roots: tuple[Path, ...]) -> None:
        super().__init__(roots)
        self.fixtures: list[Path] = []
        self.decided: tuple[str | None, Deciding] | None = None
        self._read: dict[Path, tuple[bytes, Document, Dossier]] = {}

    def forget(self) -> None:
        """Begin anew to note."""
        self.fixtures, self.decided = [], None

    def fixture(self, path: Path, shown: str) -> Dossier:
        """Read a fixture."""
        self.fixtures.append(path)
        if (path, shown) not in self.dossiers:
            data, document = self.document(path, shown)
            known = self.dossier(path, data)
            self.dossiers[path, shown] = known or self.keep(path, data, document, read_dossier(document))
        return self.dossiers[path, shown]

    def document(self, path: Path, shown: str | None = None) -> tuple[bytes, Document]:
        """Read a file, of which the tree may be known from a dossier."""
        name = str(path) if shown is None else shown
        data = read_bytes(path, name)
        known = self._read.get(path.resolve())
        if known is None or known[0] != data:
            return data, document_of(data, path, name)
        return data, msgspec.structs.replace(known[1], origin=msgspec.structs.replace(known[1].origin, file=name))

    def dossier(self, path: Path, data: bytes) -> Dossier | None:
        """Give the dossier that a file was found to hold, if these bytes were."""
        known = self._read.get(path.resolve())
        return None if known is None or known[0] != data else known[2]

    def keep(self, path: Path, data: bytes, document: Document, dossier: Dossier) -> Dossier:
        """Keep the dossier that a file holds."""
        self._read[path.resolve()] = (data, document, dossier)
        return dossier

    def deciding(self, suite: Path, packset: str | None, location: Location) -> Deciding:
        """Load what decides in a suite."""
        found = super().deciding(suite, packset, location)
        self.decided = (packset, found)
        return found


class Read(msgspec.Struct, frozen=True):
    """
    What was read to check one thing.

    Attributes:
        files: The files that were read for it alone, by their true paths.
        reads_packs: Whether packs were.
        view: What a suite saw of them.
        until: The last day of which what was found is true.
    """

    files: tuple[str, ...] = ()
    reads_packs: bool = False
    view: SuiteView | None = None
    until: dt.date | None = None


def true_paths(*paths: Path) -> tuple[str, ...]:
    """Give paths without links."""
    return tuple(str(path.resolve()) for path in paths)


def read_of_suite(suite: Suite, path: Path, asked: Asked) -> Read:
    """Tell what was read to check a suite."""
    if asked.decided is None:  # pragma: no cover  # no suite is checked without
        raise TypeError(path)
    packset, deciding = asked.decided
    named = () if packset is None else (path.resolve().parent / packset,)
    is_whole = any(case.kind == "boundary" for case in suite.cases)
    skipped = [case.skip.until for case in suite.cases if case.skip is not None]
    return Read(
        files=true_paths(path, *asked.fixtures, *named),
        reads_packs=True,
        view=SuiteView(packset, suite.markets, is_whole, _seen(deciding, suite.markets, is_whole=is_whole)),
        until=min(skipped, default=None),
    )


def entry_of(summary: str, read: Read, footprint: Footprint) -> Entry | None:
    """Make the entry of a good check; ``None`` where it read a file that no digest is of."""
    if any(name not in footprint.files for name in read.files):
        return None
    files = {name: footprint.files[name] for name in read.files}
    return Entry(summary, files, footprint.rules if read.reads_packs else "", read.view, read.until)


def is_still_so(entry: Entry, target: Path, footprint: Footprint, packs: Packs, today: dt.date) -> bool:
    """
    Tell whether a good check would find nothing wrong again.

    Args:
        entry: The check.
        target: What was checked.
        footprint: Of what is there now.
        packs: Loads what decides, where packs are not what they were.
        today: The day.
    """
    if any(footprint.files.get(name) != held for name, held in entry.files.items()):
        return False
    if entry.until is not None and today > entry.until:
        return False
    if not entry.rules or entry.rules == footprint.rules:
        return True
    if entry.view is None:
        return False
    try:
        deciding = packs.deciding(target, entry.view.packset, FileLocation(str(target)))
    except LotgateError:
        return False
    return _seen(deciding, entry.view.markets, is_whole=entry.view.is_whole) == entry.view.digest


def renewed(entry: Entry, footprint: Footprint) -> Entry:
    """Give an entry that is still so, beside the packs that are there now."""
    return msgspec.structs.replace(entry, rules=footprint.rules if entry.rules else "")


def _seen(deciding: Deciding, markets: tuple[str, ...], *, is_whole: bool) -> str:
    """
    Take the digest of what a suite sees of the packs: whatever its reader takes from them.

    Those are the markets that are decided, the vocabulary of what can come out there and the folders of parents, whose
    fixtures may be named; all of the packs where boundaries are found by judging.
    """
    place = FileLocation("")
    seen = {
        "owner": deciding.owner,
        "parents": {name: str(folder) for name, folder in deciding.parents.items()},
        "undecided": [one.code for market in markets for one in market_faults(deciding.packset, market, place)],
        "vocabulary": vocabulary_of(deciding.packset, markets),
        "packs": deciding.packset.digest if is_whole else "",
    }
    return hashlib.sha256(msgspec.json.encode(seen, order="deterministic")).hexdigest()
