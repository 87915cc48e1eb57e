"""What the pages tell people to type exists: targets, commands, subcommands, options, files."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from api.decisions import ReleaseDecisions
from lotgate.command import HELD, REJECTED, commands
from lotgate.faults import REFUSED

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "README.zh.md", "CONTRIBUTING.md"]
FENCE = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
HERE_DOCUMENT = re.compile(r"<<'END'\n.*?^END\n", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`((?:make|lotgate) [a-z][^`]*)`")
PROGRAMS = {"make", "lotgate", "python", "curl", "cat", "mkdir", ".", "towncrier"}


def typed(page: str) -> Iterator[list[str]]:
    """Give the commands of a page, in fences and in the text, in words."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in FENCE.findall(text):
        for line in HERE_DOCUMENT.sub("\n", block).splitlines():
            if line.strip():
                yield shlex.split(line)
    for inline in INLINE.findall(text):
        yield shlex.split(inline)


COMMANDS = sorted({(page, tuple(words)) for page in PAGES for words in typed(page)})


def named(program: str) -> list[tuple[str, ...]]:
    return sorted({words for _, words in COMMANDS if words[0] == program})


def test_pages_use_known_programs_only() -> None:
    assert {words[0] for _, words in COMMANDS} <= PROGRAMS
    assert named("lotgate")
    assert named("make")


@pytest.mark.parametrize("words", named("make"), ids=" ".join)
def test_target_is_in_the_makefile(words: tuple[str, ...]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    assert set(words[1:]) <= targets


@pytest.mark.parametrize("words", named("lotgate"), ids=" ".join)
def test_subcommand_knows_what_it_is_given(words: tuple[str, ...]) -> None:
    command = commands.commands[words[1]]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    given = {word.partition("=")[0] for word in words[2:] if word.startswith("-")}

    assert given <= known
    with click.Context(command) as context:
        assert all(option in command.get_help(context) for option in given)


@pytest.mark.parametrize("words", [words for words in named("lotgate") if len(words) > 2], ids=" ".join)
def test_command_parses_and_its_files_exist(words: tuple[str, ...]) -> None:
    if "FOLDER" in words or "FILE" in words:
        return
    command = commands.commands[words[1]]
    command.make_context(words[1], list(words[2:]))

    files = [word for word in words[2:] if "/" in word and not word.startswith("var/")]
    assert all((ROOT / word).exists() for word in files)


@pytest.mark.parametrize("words", named("curl"), ids=lambda words: words[-1])
def test_curl_asks_for_a_route_on_the_port_that_is_served(words: tuple[str, ...]) -> None:
    port = next(one.default for one in commands.commands["serve"].params if one.name == "port")
    address = next(word for word in words if word.startswith("http"))

    assert address == f"http://127.0.0.1:{port}{ReleaseDecisions.path}"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_table_of_exit_codes_is_that_of_the_command(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    codes = [int(code) for code in re.findall(r"^\| ([0-9]) \|", text, re.MULTILINE)]

    assert codes == [0, HELD, REJECTED, REFUSED, 2]
