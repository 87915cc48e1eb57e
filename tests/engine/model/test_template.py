"""The empty dossier: it decodes as it is written, and with any one of its lines uncommented."""

import re

import pytest

from core.documents.yaml_text import read_yaml
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.lot import Lot
from engine.model.product import Product
from engine.model.quality import quality_faults
from engine.model.reading import read_dossier
from engine.model.template import template
from engine.model.walk import visits

TEXT = template("LOT-7", "PROD-7", ["CN", "EU"])
LINES = TEXT.splitlines()
COMMENT = re.compile(r"( *)# ( *)(- )?(\w+):(.*?)(  # .* · .*)?")


def _parts(line: str) -> re.Match[str] | None:
    return COMMENT.fullmatch(line)


def _column(parts: re.Match[str]) -> int:
    """Count the columns before a key, or before the dash of an item that it opens."""
    return len(f"{parts[1]}{parts[2]}")


def _above(index: int) -> set[int]:
    """Give the comments that a line cannot do without: the keys it stands below, and the first line of its item."""
    found: set[int] = set()
    own = _parts(LINES[index])
    assert own is not None
    column = _column(own)
    for other in range(index - 1, -1, -1):
        parts = _parts(LINES[other])
        if parts is None:
            break
        if _column(parts) < column:
            found.add(other)
            column = _column(parts)
    return found


NEEDED = [index for index, line in enumerate(LINES) if line.endswith("(required · 必填)")]


def _uncommented(chosen: set[int]) -> str:
    return "\n".join(re.sub("# ", "", line, count=1) if index in chosen else line for index, line in enumerate(LINES))


VALUES = [index for index, line in enumerate(LINES) if (found := _parts(line)) is not None and found[5].strip()]


@pytest.mark.parametrize("index", VALUES, ids=lambda index: f"{index + 1}")
def test_a_line_that_is_uncommented_is_read(index: int) -> None:
    chosen = {index, *_above(index)}
    chosen |= {needed for needed in NEEDED if _above(needed) <= chosen and _above(needed)}
    document = read_yaml(_uncommented(chosen), "d.yaml")

    dossier = read_dossier(document)

    parts = _parts(LINES[index])
    assert parts is not None
    recorded = {visit.path for visit in visits(dossier)}
    assert parts[4] in {path[-1] for path in recorded - PLAIN}


PLAIN = {visit.path for visit in visits(read_dossier(read_yaml(TEXT, "d.yaml")))}


def test_as_it_is_written_it_holds_what_was_given_and_no_fault() -> None:
    dossier = read_dossier(read_yaml(TEXT, "d.yaml"))

    assert (dossier.lot.id, dossier.product.id, dossier.lot.target_markets) == ("LOT-7", "PROD-7", ["CN", "EU"])
    assert quality_faults(dossier) == ()
    assert {path[-1] for path in PLAIN} == {"format", "product", "lot", "suppliers", "coverage", "id", "target_markets"}


def test_everything_uncommented_is_read_and_holds_every_field() -> None:
    everything = _uncommented(set(range(len(LINES))))
    dossier = read_dossier(read_yaml(everything, "d.yaml"))

    recorded = {visit.path for visit in visits(dossier)}
    for name, entity in (("lot", Lot), ("product", Product)):
        assert {(name, field) for field in fields_of(entity)} <= recorded
    assert {(field,) for field in fields_of(Dossier)} <= recorded


def test_every_line_has_both_titles() -> None:
    for line in LINES:
        if line.strip() and _parts(line) is None:
            assert re.fullmatch(r"(format|product|lot):.*|  (id|product|target_markets): .*", line), line
        elif (parts := _parts(line)) is not None and not re.fullmatch("[A-Z]{2}", parts[4]):
            assert parts[6], line
            assert re.search("[\u4e00-\u9fff]|UDI", parts[6].split(" · ")[1]), line
