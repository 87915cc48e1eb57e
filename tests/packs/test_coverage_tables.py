"""The coverage tables: no fact of the reading of the law is missing, and no provision stands for nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest

from core.documents.yaml_text import read_yaml
from core.errors import FaultsError, LotgateError
from core.words import Localized
from lotgate.coverage_tables import NotChecked, coverage_table, is_coverage_table, unknown_provisions
from tools.coverage_reference import REASONS, coverage_reference, provisions, table_faults, tables

READING = Path(__file__).resolve().parents[3] / "shared" / "reference" / "regulation.md"
FACT = re.compile(r"^\| ([A-Z]{2,3}-[A-Z0-9]+(?:-[0-9]+)?) \|", re.MULTILINE)
CHINESE = re.compile("[\u4e00-\u9fff]")
TABLES = tables()
KNOWN = provisions()


@pytest.mark.skipif(not READING.is_file(), reason="the reading of the law in ../shared is not here")
def test_every_fact_of_the_reading_stands_in_the_tables_once_in_its_order_and_none_is_made_up() -> None:
    wanted = FACT.findall(READING.read_text(encoding="utf-8"))
    found = [name for table in TABLES for name in table.form.facts]

    assert len(wanted) > 240
    assert Counter(found) == Counter(wanted)
    for table in TABLES:
        own = set(table.form.facts)
        assert list(table.form.facts) == [name for name in wanted if name in own], table.name


def test_every_provision_that_a_table_names_is_there() -> None:
    assert len(KNOWN) > 30
    assert table_faults(TABLES, KNOWN) == []


def test_every_provision_that_is_not_policy_checks_a_fact_or_says_why_it_is_there() -> None:
    named = {name for table in TABLES for fact in table.form.facts.values() for name in fact.provisions or ()}
    named |= {name for table in TABLES for name in table.form.beside}

    assert sorted(one.id for one in KNOWN.values() if one.authority != "policy" and one.id not in named) == []


def test_what_the_tables_say_is_said_in_both_languages() -> None:
    texts = [text for table in TABLES for text in table.form.beside.values()]
    texts += [table.form.title for table in TABLES if isinstance(table.form.title, Localized)]
    facts = [fact for table in TABLES for fact in table.form.facts.values()]
    texts += [text for fact in facts for text in (fact.because, fact.note) if isinstance(text, Localized)]

    assert [text for text in texts if not text.en.strip() or not text.zh.strip()] == []
    reasons = [fact.because for fact in facts if isinstance(fact.because, Localized)]
    assert [text for text in reasons if CHINESE.search(text.en) or not CHINESE.search(text.zh)] == []


def test_the_page_has_a_row_for_every_fact_and_its_counts_add_up() -> None:
    page = coverage_reference("en")

    rows = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert rows == [name for table in TABLES for name in table.form.facts]
    counts = re.findall(r"^\| \[.*\]\(#.*\) \| (.*) \|$", page, re.MULTILINE)
    total = re.findall(r"^\| all \| (.*) \|$", page, re.MULTILINE)[0]
    columns = zip(*([int(number) for number in row.split(" | ")] for row in counts), strict=True)
    assert [sum(column) for column in columns] == [int(number) for number in total.split(" | ")]
    assert int(total.split(" | ")[-1]) == len(rows)
    assert set(REASONS) == set(NotChecked)


# --- what is refused -----------------------------------------------------------------------------------------------

BECAUSE = "because: {en: e, zh: z}"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        pytest.param("{}", "either `provisions` or a `reason`", id="neither"),
        pytest.param(f"{{provisions: [A-1], reason: not_yet, {BECAUSE}}}", "either `provisions`", id="both"),
        pytest.param("{reason: not_yet}", "`because` stands beside a `reason`", id="no_because"),
        pytest.param(f"{{provisions: [A-1], {BECAUSE}}}", "`because` stands beside", id="because_of_nothing"),
        pytest.param("{provisions: []}", "at least 1", id="no_provision"),
        pytest.param(f"{{reason: later, {BECAUSE}}}", "later", id="a_reason_that_is_none"),
        pytest.param("{provision: [A-1]}", "provision", id="an_unknown_field"),
    ],
)
def test_a_fact_that_says_too_little_or_too_much_is_refused_with_its_place(fact: str, said: str) -> None:
    document = read_yaml(f"facts:\n  X-1: {fact}\n", "x.yaml")
    assert is_coverage_table(document)

    with pytest.raises(LotgateError) as caught:
        coverage_table(document)

    faults = caught.value.faults if isinstance(caught.value, FaultsError) else (caught.value,)
    assert said in str(faults[0])
    assert str(faults[0].location).startswith("x.yaml:2")


def test_a_provision_that_is_not_there_and_one_that_is_named_twice_are_told() -> None:
    text = "facts:\n  X-1: {provisions: [A-1, A-2]}\nbeside:\n  A-1: {en: e, zh: z}\n  A-3: {en: e, zh: z}\n"
    document = read_yaml(text, "x.yaml")

    faults = unknown_provisions(coverage_table(document), document, frozenset({"A-1"}))

    assert sorted((str(one.location), one.words.en) for one in faults) == [
        ("x.yaml:2:27", "no pack has a provision `A-2`"),
        ("x.yaml:4:8", "`A-1` checks a fact already"),
        ("x.yaml:5:8", "no pack has a provision `A-3`"),
    ]
