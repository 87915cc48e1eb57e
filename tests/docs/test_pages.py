"""Pages hold together: links lead somewhere, decisions have four headings, nothing of a machine is in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "changes/*.md", "examples/*.md", "rulepacks/**/*.md")
    for page in ROOT.glob(pattern)
)
DECISIONS = sorted(page.name for page in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
HEADINGS = ["Status", "Context", "Decision", "Consequences"]
TYPES = {"feature", "fix", "pack", "law", "removal", "misc"}
FULL_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def prose(page: str) -> str:
    """Give a page without fences and code, which keep their own signs."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_resolves(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = (ROOT / page).parent / name if name else ROOT / page
        assert file.exists(), target
        assert not anchor or any(found.startswith(anchor) for found in anchors(file)), target


@pytest.mark.parametrize("name", DECISIONS)
def test_decision_has_the_four_headings_and_half_a_page(name: str) -> None:
    text = (ROOT / "docs" / "adr" / name).read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert text.startswith(f"# {int(name[:4])}. ")
    assert all(part.strip() for part in re.split(r"^#.*$", text, flags=re.MULTILINE)[2:])
    assert len(text) < 3500  # half a page


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(name[:4]) for name in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_index_lists_every_decision_and_what_superseded_it() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([0-9]+) \| \[(.*)\]\((.*)\) \| (.*) \|$", index, re.MULTILINE)
    rows = [(int(number), title, name, status) for number, title, name, status in found]
    texts = [(name, (folder / name).read_text(encoding="utf-8")) for name in DECISIONS]
    stated = [
        (int(name[:4]), text.partition("\n")[0].partition(". ")[2], name, superseded(text)) for name, text in texts
    ]

    assert rows == stated


def superseded(decision: str) -> str:
    """Say whether a decision still holds, as the index does; it and the later one name each other."""
    later = re.search(r"^Superseded by \[ADR ([0-9]+)\]\((.*)\)\.$", decision, re.MULTILINE)
    if later is None:
        return "accepted"
    follower = (ROOT / "docs" / "adr" / later[2]).read_text(encoding="utf-8")
    number = int(decision.removeprefix("# ").partition(".")[0])
    assert f"Supersedes [ADR {number}](" in follower
    return f"superseded by {later[1]}"


def test_fragments_are_named_after_an_issue_and_a_known_type() -> None:
    for fragment in (ROOT / "changes").iterdir():
        if not fragment.name.startswith("."):
            assert re.fullmatch(r"[0-9]+\.([a-z]+)\.md", fragment.name), fragment.name
            assert fragment.name.split(".")[1] in TYPES


def test_fragment_types_are_those_of_the_configuration() -> None:
    text = (ROOT / "towncrier.toml").read_text(encoding="utf-8")
    configured = re.findall(r'^directory = "([a-z]+)"$', text, re.MULTILINE)

    assert set(configured) == {"changes", *TYPES}


@pytest.mark.parametrize("page", PAGES)
def test_page_holds_no_path_of_a_machine(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert str(ROOT) not in text
    assert not re.search(r"(?<![\w.])/(?:home|root|work|Users|tmp)/", text)
    assert "pypi" not in text.lower()


@pytest.mark.parametrize("page", ["README.zh.md", "docs/dictionary.zh.md"])
def test_chinese_page_has_full_width_punctuation(page: str) -> None:
    text = re.sub(r"\]\([^)]*\)", "]", prose(page))
    if page.startswith("docs/"):
        # Titles of fields stand in tables as the dictionary says them.
        text = "\n".join(line for line in text.splitlines() if not line.startswith(("|", "#")))

    assert FULL_WIDTH.findall(text) == []
