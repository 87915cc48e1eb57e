"""A site's own tables: the documented form is read, every fault is told with its place."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import FaultsError
from spc_kernels.sampling.attributes import attributes_plan, master_cell, preferred_aqls
from spc_kernels.sampling.attributes_judgement import judge_attributes
from spc_kernels.sampling.errors import AqlOutsideTableError, TableInvalidError, TableNotAvailableError
from spc_kernels.sampling.supplied_tables import read_supplied_tables

# An invented table of an invented standard: three letters, two columns.
FILE: dict[str, Any] = {
    "format": "lotgate-sampling-table/1",
    "standard": "house_standard",
    "edition": "4",
    "source": "house manual, page 12, checked by two people",
    "code_letters": {"smallest_lot": 2, "largest": [50, 500], "levels": {"I": "AAB", "II": "ABC"}},
    "aqls": [1.0, 4.0],
    "tables": [
        {
            "severity": "normal",
            "sampling": "single",
            "rows": [
                {"letter": "A", "sample_sizes": [3], "cells": ["down", "0/1"]},
                {"letter": "B", "sample_sizes": [13], "cells": ["0/1", "1/2"]},
                {"letter": "C", "sample_sizes": [50], "cells": ["1/2", "up"]},
            ],
        },
        {
            "severity": "normal",
            "sampling": "double",
            "rows": [
                {"letter": "A", "sample_sizes": [], "cells": ["down", "single"]},
                {"letter": "B", "sample_sizes": [8, 8], "cells": ["single", "#,1/2,2"]},
                {"letter": "C", "sample_sizes": [32, 32], "cells": ["0,1/2,2", ""]},
            ],
        },
    ],
}


def changed(*path: str | int, to: Any) -> str:  # noqa: ANN401 - any JSON
    file = copy.deepcopy(FILE)
    place: Any = file
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(file)


def test_a_supplied_table_stands_in_for_a_scheme() -> None:
    tables = read_supplied_tables(json.dumps(FILE))
    assert preferred_aqls(tables) == (1.0, 4.0)
    found = attributes_plan(tables, 30, 1.0)
    assert (found.scheme.standard, found.code_letter, found.plan_letter) == ("house_standard", "A", "B")
    assert found.plan.sample_sizes == (13,)
    up = attributes_plan(tables, 10_000, 4.0)
    assert (up.plan_letter, up.plan.acceptance_numbers) == ("B", (1,))
    double = attributes_plan(tables, 400, 4.0, sampling="double")
    assert (double.plan.sample_sizes, double.plan.acceptance_numbers) == ((8, 8), (-1, 1))
    assert judge_attributes(double, [0]).verdict == "undecided"
    assert attributes_plan(tables, 400, 1.0, sampling="double").sampling == "single"
    assert master_cell(tables, "A", 1.0).arrow == "down"


def test_the_example_of_the_page_is_read_with_the_single_table_it_asks_for() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "sampling.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    with pytest.raises(FaultsError):
        read_supplied_tables(json.dumps(example))
    example["tables"].append(FILE["tables"][0])
    assert attributes_plan(read_supplied_tables(json.dumps(example)), 400, 4.0, sampling="double").sampling == "double"


def test_what_a_supplied_file_does_not_hold_is_refused() -> None:
    tables = read_supplied_tables(json.dumps(FILE).encode())
    with pytest.raises(TableNotAvailableError):
        attributes_plan(tables, 400, 1.0, severity="reduced")
    with pytest.raises(AqlOutsideTableError):
        attributes_plan(tables, 400, 0.65)


def test_the_letters_of_iso_2859_1_are_used_where_the_file_has_none() -> None:
    file = {**copy.deepcopy(FILE), "code_letters": None, "tables": FILE["tables"][:1]}
    rows = [
        {"letter": letter, "sample_sizes": [2 + i], "cells": ["0/1", "1/2"]}
        for i, letter in enumerate("ABCDEFGHJKLMNPQR")
    ]
    file["tables"] = [{"severity": "normal", "sampling": "single", "rows": rows}]
    assert attributes_plan(read_supplied_tables(json.dumps(file)), 1000, 1.0).plan.sample_sizes == (10,)


@pytest.mark.parametrize(
    ("text", "location", "words"),
    [
        (changed("format", to="lotgate-sampling-table/2"), "$.format", "the format is not"),
        (changed("source", to="  "), "$.source", "copied from"),
        (changed("aqls", to=[4.0, 1.0]), "$.aqls", "must ascend"),
        (changed("aqls", to=[]), "$.aqls", "must ascend"),
        (changed("tables", to=[]), "$.tables", "at least one"),
        (changed("tables", 1, "sampling", to="single"), "$.tables", "one table for each"),
        (changed("tables", 0, "severity", to="strict"), "$.tables[0]", "`strict`"),
        (changed("tables", 0, "rows", 2, "letter", to="D"), "$.tables[0].rows", "no row for the code letters C"),
        (changed("tables", 0, "rows", 2, "letter", to="A"), "$.tables[0].rows", "must ascend"),
        (changed("tables", 0, "rows", 1, "cells", to=["0/1"]), "$.tables[0].rows[1].cells", "1 cells for 2 columns"),
        (changed("tables", 0, "rows", 1, "cells", 0, to="1/1"), "$.tables[0].rows[1].cells[0]", "not below Re"),
        (changed("tables", 0, "rows", 1, "cells", 0, to="½/1"), "$.tables[0].rows[1].cells[0]", "neither an arrow"),
        (
            changed("tables", 0, "rows", 1, "cells", 0, to="0,1/1,2"),
            "$.tables[0].rows[1].cells[0]",
            "its own Ac and Re",
        ),
        (changed("tables", 0, "rows", 1, "sample_sizes", to=[0]), "$.tables[0].rows[1].cells[0]", "whole number"),
        (changed("tables", 0, "rows", 2, "cells", 1, to="down"), "$.normal.single", "from C at 4 leads to no plan"),
        (changed("tables", 0, "rows", 0, "cells", 1, to="up"), "$.normal.single", "from A at 4 leads to no plan"),
        (changed("tables", 1, "rows", 1, "cells", 1, to="down"), "$.normal.double", "from B at 4 leads to no plan"),
        (changed("tables", 0, "rows", 0, "cells", 1, to="3/4"), "$.tables[0].rows[0].cells[1]", "never rejects"),
        (changed("tables", 0, "rows", 0, "cells", 1, to="0/4"), "$.tables[0].rows[0].cells[1]", "never rejects"),
        (changed("tables", 1, "rows", 1, "cells", 1, to="8,9/9,10"), "$.tables[1].rows[1].cells[1]", "never rejects"),
        (changed("tables", 0, "rows", 2, "sample_sizes", to=[12]), "$.tables[0].rows[2].sample_sizes", "not descend"),
        (changed("code_letters", "largest", to=[500, 50]), "$.code_letters.largest", "must ascend"),
        (changed("code_letters", "levels", "II", to="BA"), "$.code_letters.levels.II", "one letter for each range"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, location: str, words: str) -> None:
    with pytest.raises(FaultsError) as caught:
        read_supplied_tables(text)
    told = {str(fault.location): fault.message for fault in caught.value.faults}
    assert location in told
    assert any(words in message for message in told.values())


@pytest.mark.parametrize(
    ("standard", "edition"), [("z1_4", "2003"), ("ISO 2859-1", "1999"), ("mil_std_105", "e"), ("z1_9", " 2003")]
)
def test_a_file_cannot_take_the_name_of_a_standard_whose_tables_are_here(standard: str, edition: str) -> None:
    with pytest.raises(FaultsError) as caught:
        read_supplied_tables(json.dumps({**FILE, "standard": standard, "edition": edition}))
    assert [str(fault.location) for fault in caught.value.faults] == ["$.standard"]
    # An edition whose tables are not here is what such files are for.
    assert read_supplied_tables(json.dumps({**FILE, "standard": "z1_4", "edition": "2008"})).scheme.edition == "2008"


def test_a_plan_of_nonconformities_may_accept_more_than_it_has_items() -> None:
    file = copy.deepcopy(FILE)
    file["aqls"] = [1.0, 40.0]
    file["tables"][0]["rows"][0]["cells"][1] = "3/4"
    tables = read_supplied_tables(json.dumps(file))
    assert attributes_plan(tables, 30, 40.0, "I").plan.acceptance_numbers == (3,)


@pytest.mark.parametrize("binary", [False, True])
def test_every_key_that_stands_twice_is_told(binary: bool) -> None:  # noqa: FBT001 - a test's parameter
    text = json.dumps(FILE).replace('"edition":', '"edition": "3", "edition":').replace('"I":', '"I": "AAA", "I":')
    with pytest.raises(FaultsError) as caught:
        read_supplied_tables(text.encode() if binary else text)
    assert {str(fault.location) for fault in caught.value.faults} == {"$.edition", "$.code_letters.levels.I"}
    assert {fault.code for fault in caught.value.faults} == {"spc.sampling.table-invalid"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        json.dumps(FILE).replace("4.0]", "NaN]"),
        "[" * 100 + "]" * 100,
        "[]",
        "{",
        b"\xff\xfe",
        changed("surprise", to=1),
        changed("aqls", to=["1.0"]),
        changed("tables", 0, "rows", to=None),
    ],
)
def test_what_is_no_such_file_is_refused(text: str | bytes) -> None:
    with pytest.raises(TableInvalidError):
        read_supplied_tables(text)


def test_all_faults_are_told_at_once() -> None:
    file = copy.deepcopy(FILE)
    file["format"] = "x"
    file["tables"][0]["rows"][0]["cells"][0] = "left"
    file["tables"][0]["rows"][1]["cells"][1] = "right"
    with pytest.raises(FaultsError) as caught:
        read_supplied_tables(json.dumps(file))
    assert len(caught.value.faults) == 3
