"""The error hierarchy: codes, places, one line."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import core
import engine
from core.errors import FaultsError, LotgateError, Problem, one_line
from core.locations import DataLocation, FileLocation

CODE = re.compile(r"[a-z]+(\.[a-z][a-z0-9-]*){0,2}")


def _every_class(root: type[LotgateError]) -> Iterator[type[LotgateError]]:
    yield root
    for below in root.__subclasses__():
        yield from _every_class(below)


@pytest.fixture(scope="module")
def classes() -> list[type[LotgateError]]:
    """Every error class of core and engine, after every module was imported."""
    for package in (core, engine):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return [one for one in _every_class(LotgateError) if one.__module__.startswith(("core.", "engine."))]


def test_no_two_errors_have_one_code(classes: list[type[LotgateError]]) -> None:
    codes = [one.code for one in classes]

    assert len(codes) == len(set(codes))
    assert len(codes) > 40


def test_every_code_has_the_stated_form(classes: list[type[LotgateError]]) -> None:
    assert [one.code for one in classes if not CODE.fullmatch(one.code)] == []


def test_every_error_extends_the_code_of_its_parent(classes: list[type[LotgateError]]) -> None:
    strays = [
        one.code
        for one in classes
        for parent in one.__bases__
        if issubclass(parent, LotgateError)
        and parent is not LotgateError
        and not one.code.startswith(f"{parent.code}.")
    ]

    assert strays == []


def test_every_error_says_in_a_sentence_what_it_is_about(classes: list[type[LotgateError]]) -> None:
    assert [one.code for one in classes if not (one.__doc__ or "").strip().rstrip(".")] == []


def test_an_error_is_written_as_place_code_message_and_hint() -> None:
    fault = LotgateError("unknown field `x`", location=FileLocation("a.yaml", 3, 5), hint="did you mean `y`?")

    assert str(fault) == "a.yaml:3:5: [internal] unknown field `x` (hint: did you mean `y`?)"
    assert fault.problem() == Problem(
        code="internal", message="unknown field `x`", location="a.yaml:3:5", hint="did you mean `y`?"
    )


def test_an_error_without_place_and_hint_is_code_and_message() -> None:
    assert str(LotgateError("no")) == "[internal] no"
    assert LotgateError("no").problem() == Problem(code="internal", message="no")


def test_faults_are_told_by_file_line_and_column() -> None:
    places = [
        FileLocation("b.yaml", 1, 1),
        FileLocation("a.yaml", 10, 2),
        FileLocation("a.yaml", 9, 30),
        FileLocation("a.yaml", 9, 4),
        FileLocation("a.yaml"),
    ]
    faults = FaultsError([LotgateError("x", location=place) for place in places])

    assert [str(fault.location) for fault in faults.faults] == [
        "a.yaml",
        "a.yaml:9:4",
        "a.yaml:9:30",
        "a.yaml:10:2",
        "b.yaml:1:1",
    ]
    assert faults.location == FileLocation("a.yaml")
    assert faults.message == "5 faults"


def test_paths_into_data_are_ordered_by_their_numbers() -> None:
    paths = ["$.lot.steps[10]", "$.lot.steps[2]", "$.lot.steps[2].kind", "$"]
    faults = FaultsError([LotgateError("x", location=DataLocation(path)) for path in paths])

    assert [str(fault.location) for fault in faults.faults] == [
        "$",
        "$.lot.steps[2]",
        "$.lot.steps[2].kind",
        "$.lot.steps[10]",
    ]


def test_places_in_files_paths_and_no_place_stand_in_one_report() -> None:
    locations = [DataLocation("$.a"), FileLocation("a", 1, 1), None, FileLocation("1a", 1, 1), DataLocation("7")]

    faults = FaultsError([LotgateError("x", location=place) for place in locations])

    assert len(faults.faults) == 5
    assert faults.faults[0].location is None


def test_one_fault_is_one_fault() -> None:
    assert FaultsError([LotgateError("x")]).message == "1 fault"


def test_a_hundred_faults_are_written_and_the_rest_is_counted() -> None:
    lines = str(FaultsError([LotgateError(f"number {n}") for n in range(103)])).split("\n")

    assert len(lines) == 101
    assert lines[-1] == "… and 3 more"


SHOWN = [
    ("a\nb", "a\\u000ab"),
    ("\x1b[31mred", "\\u001b[31mred"),
    ("\u202eabc", "\\u202eabc"),
    ("half \ud800", "half \\ud800"),
    ("医疗器械 `x`", "医疗器械 `x`"),
    ("x" * 401, "x" * 399 + "…"),
    ("x" * 400, "x" * 400),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN, ids=[repr(text)[:12] for text, _ in SHOWN])
def test_what_a_user_wrote_neither_breaks_the_line_nor_hides(text: str, shown: str) -> None:
    fault = LotgateError(text, hint=text)

    assert one_line(text) == shown
    assert fault.message == fault.hint == shown


def test_a_file_location_shows_what_is_known_of_it() -> None:
    assert [str(FileLocation("f")), str(FileLocation("f", 2)), str(FileLocation("f", 2, 3))] == ["f", "f:2", "f:2:3"]
