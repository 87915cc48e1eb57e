"""Master tables that a site holds a licence for and supplies as a file: read strictly and checked whole."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from core.documents.errors import DocumentError
from core.documents.json_text import read_json
from core.errors import FaultsError, LotgateError
from core.locations import DataLocation
from spc_kernels.sampling.code_letters import ATTRIBUTES_LETTERS, CodeLetters
from spc_kernels.sampling.errors import TableInvalidError
from spc_kernels.sampling.master_tables import MasterCell, MasterTable
from spc_kernels.sampling.plans import AttributesPlan
from spc_kernels.sampling.schemes import ATTRIBUTES, SAMPLINGS, SEVERITIES, VARIABLES, Scheme

FORMAT = "lotgate-sampling-table/1"
_LARGEST_AQL = 1000.0
# Above it an AQL counts nonconformities per 100 items, of which an item may have several.
_LARGEST_PERCENT = 10.0
_CELL = re.compile(r"(#|\d{1,4})(,(#|\d{1,4}))*/\d{1,4}(,\d{1,4})*", re.ASCII)


class SuppliedTables(msgspec.Struct, frozen=True):
    """
    Master tables from a site's file.

    Attributes:
        scheme: Standard and edition as the file names them.
        source: What they were copied from, in the site's words.
        code_letters: Code letters; those of ISO 2859-1 unless the file has its own.
        aqls: Acceptance quality limits, ascending.
        tables: Master tables by severity and kind of sampling.
    """

    scheme: Scheme
    source: str
    code_letters: CodeLetters
    aqls: tuple[float, ...]
    tables: Mapping[str, Mapping[str, MasterTable]]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    letter: str
    sample_sizes: list[int]
    cells: list[str]


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    severity: str
    sampling: str
    rows: list[_Row]


class _Letters(msgspec.Struct, forbid_unknown_fields=True):
    smallest_lot: int
    largest: list[int]
    levels: dict[str, str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    standard: str
    edition: str
    source: str
    aqls: list[float]
    tables: list[_Table]
    code_letters: _Letters | None = None


def read_supplied_tables(text: str | bytes) -> SuppliedTables:
    """
    Read and check master tables that a site supplies.

    Args:
        text: The file, JSON; ``docs/sampling.md`` gives the form.

    Returns:
        The tables, to be passed where a scheme is expected.

    Raises:
        TableInvalidError: ``spc.sampling.table-invalid``; not JSON of this form, NaN among the numbers.
        FaultsError: ``faults``; every duplicate key, or else every other fault of the file at once, each
            ``spc.sampling.table-invalid`` with its place.
    """
    file = _decoded(text)
    faults = [
        *_faults_of_frame(file),
        *(fault for i, table in enumerate(file.tables) for fault in _faults(file, table, i)),
    ]
    if faults:
        raise FaultsError(faults)
    tables: dict[str, dict[str, MasterTable]] = {}
    for table in file.tables:
        tables.setdefault(table.severity, {})[table.sampling] = _built(file, table)
    if walks := list(_faults_of_walks(tables)):
        raise FaultsError(walks)
    return SuppliedTables(Scheme(file.standard, file.edition), file.source, _letters(file), tuple(file.aqls), tables)


def _decoded(text: str | bytes) -> _File:
    """Read strictly first: the decoder alone would keep the last of two equal keys."""
    try:
        read_json(text.decode("utf-8") if isinstance(text, bytes) else text)
        return msgspec.json.decode(text, type=_File)
    except FaultsError as exc:
        faults = [_fault(fault.message, str(fault.location or "$")) for fault in exc.faults]
        raise faults[0] if len(faults) == 1 else FaultsError(faults) from exc
    except (DocumentError, msgspec.DecodeError, UnicodeError, TypeError) as exc:
        words = exc.message if isinstance(exc, DocumentError) else str(exc)
        raise _fault("`" + words.replace("`", "'").replace("\n", " ") + "`", "$") from exc


def _letters(file: _File) -> CodeLetters:
    own = file.code_letters
    return ATTRIBUTES_LETTERS if own is None else CodeLetters(own.smallest_lot, tuple(own.largest), own.levels)


def _fault(message: str, path: str) -> TableInvalidError:
    return TableInvalidError(
        message, location=DataLocation(path), hint="correct the file; docs/sampling.md gives its form"
    )


def _faults_of_frame(file: _File) -> Iterator[LotgateError]:
    if file.format != FORMAT:
        yield _fault(f"the format is not `{FORMAT}`", "$.format")
    if not file.source.strip() or not file.standard.strip() or not file.edition.strip():
        yield _fault("standard, edition and source must say what the tables were copied from", "$.source")
    if (_plain(file.standard), _plain(file.edition)) in _BUILT_IN:
        yield _fault(
            f"`{file.standard[:40]}` `{file.edition[:40]}` is the name of a standard whose tables are here",
            "$.standard",
        )
    if not file.aqls or file.aqls != sorted(set(file.aqls)) or not 0 < file.aqls[0] <= file.aqls[-1] <= _LARGEST_AQL:
        yield _fault("acceptance quality limits must ascend, above 0, up to 1000", "$.aqls")
    kinds = [(table.severity, table.sampling) for table in file.tables]
    if not kinds or len(set(kinds)) != len(kinds):
        yield _fault("one table for each severity and kind of sampling, at least one", "$.tables")
    letters = _letters(file)
    used = set("".join(letters.levels.values()))
    for i, table in enumerate(file.tables):
        missing = sorted(used - {row.letter for row in table.rows})
        if missing:
            yield _fault(f"no row for the code letters {', '.join(missing)}", f"$.tables[{i}].rows")
    yield from _faults_of_letters(letters)


def _plain(name: str) -> str:
    """Give a name without case, blanks and punctuation: `Z1.4` reads as `z1_4`."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


_BUILT_IN = frozenset((_plain(scheme.standard), _plain(scheme.edition)) for scheme in ATTRIBUTES | VARIABLES)


def _faults_of_letters(letters: CodeLetters) -> Iterator[LotgateError]:
    ends = list(letters.largest)
    if letters.smallest_lot < 1 or ends != sorted(set(ends)) or (ends and ends[0] < letters.smallest_lot):
        yield _fault("lot size ranges must ascend from the smallest lot", "$.code_letters.largest")
    if not letters.levels:
        yield _fault("at least one inspection level", "$.code_letters.levels")
    for level, text in letters.levels.items():
        if len(text) != len(ends) + 1 or list(text) != sorted(text):
            yield _fault("a level needs one letter for each range, never going back", f"$.code_letters.levels.{level}")


def _faults(file: _File, table: _Table, place: int) -> Iterator[LotgateError]:
    path = f"$.tables[{place}]"
    if table.severity not in SEVERITIES or table.sampling not in SAMPLINGS:
        yield _fault(f"`{table.severity}` `{table.sampling}` is no severity and kind of sampling", path)
    letters = [row.letter for row in table.rows]
    if letters != sorted(set(letters)) or not all(re.fullmatch("[A-Z]", letter) for letter in letters):
        yield _fault("rows must ascend by code letter, one capital each", f"{path}.rows")
    largest = 0
    for i, row in enumerate(table.rows):
        if row.sample_sizes and sum(row.sample_sizes) < largest:
            yield _fault(
                "sample sizes must not descend from one code letter to the next", f"{path}.rows[{i}].sample_sizes"
            )
        largest = max(largest, sum(row.sample_sizes))
        if len(row.cells) != len(file.aqls):
            yield _fault(f"{len(row.cells)} cells for {len(file.aqls)} columns", f"{path}.rows[{i}].cells")
        for j, cell in enumerate(row.cells):
            try:
                plan = _cell(cell, row.sample_sizes).plan
                if plan is not None and file.aqls[j : j + 1] and file.aqls[j] <= _LARGEST_PERCENT:
                    _check_it_can_reject(plan)
            except LotgateError as exc:
                yield _fault(f"`{cell[:40]}`: {exc.message}", f"{path}.rows[{i}].cells[{j}]")


def _check_it_can_reject(plan: AttributesPlan) -> None:
    """Refuse a plan by nonconforming items that accepts whatever is found in a sample, or in all of them."""
    sizes = plan.cumulative_sample_sizes
    for items, accept in zip(sizes, plan.acceptance_numbers, strict=True):
        if accept >= items:
            raise _fault(f"Ac {accept} is not below {items} items: the plan never rejects", "$")
    if plan.rejection_numbers[-1] > sizes[-1]:
        raise _fault(f"Re {plan.rejection_numbers[-1]} is above {sizes[-1]} items: the plan never rejects", "$")


def _cell(text: str, sizes: list[int]) -> MasterCell:
    if text in {"down", "up"}:
        return MasterCell(arrow="down" if text == "down" else "up")
    if text in {"single", "double"}:
        return MasterCell(instead="single" if text == "single" else "double")
    if text == "":
        return MasterCell()
    if not _CELL.fullmatch(text):
        raise _fault("neither an arrow, an asterisk nor Ac/Re", "$")
    accept, reject = text.split("/")
    numbers = tuple(-1 if ac == "#" else int(ac) for ac in accept.split(","))
    return MasterCell(plan=AttributesPlan(tuple(sizes), numbers, tuple(int(re) for re in reject.split(","))))


def _built(file: _File, table: _Table) -> MasterTable:
    rows = {row.letter: tuple(_cell(cell, row.sample_sizes) for cell in row.cells) for row in table.rows}
    return MasterTable(tuple(rows), tuple(file.aqls), rows)


def _faults_of_walks(tables: Mapping[str, Mapping[str, MasterTable]]) -> Iterator[LotgateError]:
    """Follow every arrow and asterisk to its end; a blank cell is a fault only if one leads there."""
    for severity, kinds in tables.items():
        for sampling, table in kinds.items():
            for letter, row in table.rows.items():
                for aql, cell in zip(table.aqls, row, strict=True):
                    if (cell.arrow or cell.instead) and not _ends(kinds, sampling, letter, aql):
                        yield _fault(f"the arrow from {letter} at {aql:g} leads to no plan", f"$.{severity}.{sampling}")


def _ends(kinds: Mapping[str, MasterTable], sampling: str, letter: str, aql: float) -> bool:
    seen: set[tuple[str, str]] = set()
    while (sampling, letter) not in seen and sampling in kinds and letter in kinds[sampling].letters:
        seen.add((sampling, letter))
        table = kinds[sampling]
        cell = table.rows[letter][table.aqls.index(aql)]
        if cell.plan is not None:
            return True
        place = table.letters.index(letter) + {"down": 1, "up": -1}.get(cell.arrow or "", 0)
        if not 0 <= place < len(table.letters):
            return False
        letter, sampling = table.letters[place], cell.instead or sampling
    return False
