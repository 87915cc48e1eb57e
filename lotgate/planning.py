"""`lotgate plan`: the sampling plan of a lot, why it is this one, and what it is worth."""

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from core.errors import LotgateError
from core.locations import DataLocation, FileLocation, Location
from lotgate.faults import Asking
from lotgate.kernel_faults import told
from lotgate.language import language, language_option
from lotgate.shelves import PATH

OPTIONS = {
    "$.sampling": "--type",
    "$.edition": "--edition",
    "$.level": "--level",
    "$.lot_size": "--lot-size",
    "$.severity": "--severity",
    "$.sigma": "--sigma",
    "$.limiting_quality": "--limiting-quality",
}
LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")


@click.command(cls=Asking)
@click.option("--lot-size", type=click.IntRange(2, 10**9), required=True, help="Items in the lot.")
@click.option("--aql", type=float, help="Acceptance quality limit: percent up to 10, per 100 items above.")
@click.option("--level", type=click.Choice(LEVELS), default="II", show_default=True, help="Inspection level.")
@click.option("--severity", type=click.Choice(["normal", "tightened", "reduced"]), default="normal", show_default=True)
@click.option(
    "--scheme",
    default="iso_2859_1",
    show_default=True,
    help="iso_2859_1, gb_t_2828_1, z1_4, mil_std_105, z1_9, or c0 for a limiting quality.",
)
@click.option("--edition", help="Edition, when it is not the usual one.")
@click.option(
    "--type", "sampling", type=click.Choice(["single", "double", "multiple"]), default="single", show_default=True
)
@click.option(
    "--sigma", type=click.Choice(["unknown", "known"]), default="unknown", show_default=True, help="For z1_9."
)
@click.option(
    "--limiting-quality", type=click.FloatRange(0, 100, min_open=True, max_open=True), help="For c0, percent."
)
@click.option("--risk", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.1, show_default=True)
@click.option("--tables", type=PATH, help="A site's own tables, as docs/sampling.md describes them.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
@click.option("--width", type=click.IntRange(40, 240), help="Columns of the text. [default: those of the terminal]")
@language_option
def plan(*, as_json: bool, width: int | None, tables: Path | None, **options: Any) -> None:  # noqa: ANN401  # of `AskedPlan`
    """
    Find the sampling plan of a lot.

    Exits with 0, and with 2 when there is no such plan.
    """
    import msgspec

    from drawing.widths import hanging
    from lotgate.plan_found import AskedPlan, find_plan
    from lotgate.plan_report import plan_report

    asked = AskedPlan(tables=tables, **options)
    try:
        found = find_plan(asked)
    except LotgateError as error:
        raise told(error, _option(error, tables)) from error
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
        sys.stdout.buffer.flush()
        return
    wide = width or shutil.get_terminal_size((80, 24)).columns
    for line in plan_report(found, language(), risk=asked.risk):
        for part in hanging(line, wide) if line else ("",):
            click.echo(part)


def _option(error: LotgateError, tables: Path | None) -> Location | None:
    """Name the option, or the file, that an error of the kernels is about."""
    from spc_kernels.sampling.errors import TableInvalidError

    if isinstance(error, TableInvalidError) and tables is not None:
        return FileLocation(str(tables))
    option = OPTIONS.get(str(error.location))
    return None if option is None else DataLocation(option)
