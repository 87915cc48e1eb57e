"""The command within the process of the tests: as it answers, without the half second that a process takes to begin."""

import contextlib
from pathlib import Path

import msgspec
from click.testing import CliRunner

from lotgate.command import commands
from tests.strategies import ROOT


class Answer(msgspec.Struct, frozen=True):
    """What a command answered."""

    status: int
    out: str
    err: str


def answered(*arguments: str, cwd: Path = ROOT) -> Answer:
    """Give the answer of `lotgate` to these arguments; what it did not expect is raised."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(commands, arguments, prog_name="lotgate", catch_exceptions=False)
    return Answer(done.exit_code, done.stdout, done.stderr)
