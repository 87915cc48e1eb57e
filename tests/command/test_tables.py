"""Tables are read as they are written, whatever their quotes, blanks and line ends."""

import math
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotgate.tables import SEPARATORS, column_of, numbers_of, read_table

NUMBERS = st.from_regex(r"[+-]?[0-9]{1,6}(\.[0-9]{1,5})?([eE][+-]?[0-9])?", fullmatch=True)
NAMES = st.text(st.sampled_from('ab"中文 ;,\t'), min_size=1, max_size=6).map(lambda name: f"x{name}x")


@st.composite
def written(draw: st.DrawFn) -> tuple[list[str], list[list[str]], str, bytes]:
    """Give names, cells, the sign between them, and a file that holds them."""
    sign = draw(st.sampled_from(sorted(SEPARATORS.values())))
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.strip))
    rows = draw(st.lists(st.lists(NUMBERS, min_size=len(names), max_size=len(names)), min_size=1, max_size=8))

    def cell(text: str) -> str:
        if any(one in text for one in (*SEPARATORS.values(), '"')) or draw(st.booleans()):
            return '"' + text.replace('"', '""') + '"'
        return text

    end = draw(st.sampled_from(["\n", "\r\n"]))
    body = end.join(sign.join(cell(one) for one in row) for row in [names, *rows])
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return names, rows, sign, f"{mark}{body}{draw(st.sampled_from(['', end, end + end]))}".encode()


@given(written())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_has_the_names_and_numbers_that_were_written(
    tmp_path: Path, table: tuple[list[str], list[list[str]], str, bytes]
) -> None:
    names, rows, sign, data = table
    path = tmp_path / "table.csv"
    path.write_bytes(data)

    found = read_table(path, sign, has_header=True)

    assert found.header == tuple(names)
    assert [column_of(found, name) for name in names] == list(range(len(names)))
    numbers = numbers_of(found, range(len(names)), drop_missing=False)
    assert numbers == [[float(one) for one in row] for row in rows]
    assert all(math.isfinite(one) for row in numbers for one in row)


@given(written(), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_place_of_a_cell_is_where_it_is_written(
    tmp_path: Path, table: tuple[list[str], list[list[str]], str, bytes], data: st.DataObject
) -> None:
    names, rows, sign, written_bytes = table
    path = tmp_path / "table.csv"
    path.write_bytes(written_bytes)
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(names) - 1))

    place = read_table(path, sign, has_header=True).place(row, column)

    line = written_bytes.decode("utf-8-sig").split("\n")[place.line - 1]
    assert line[place.column - 1 :].lstrip('"').startswith(rows[row][column])
