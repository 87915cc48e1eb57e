"""`lotgate spc`: a control chart of the readings in a file, as text and as SVG."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import LotgateError
from core.locations import DataLocation, FileLocation
from core.words import Localized, say
from lotgate.chart_asked import KINDS, Asked, check_asked
from lotgate.chart_errors import ChartOptionError, NoVariationError
from lotgate.faults import Asking
from lotgate.kernel_faults import told
from lotgate.language import language, language_option
from lotgate.shelves import PATH
from lotgate.tables import SEPARATORS, Table, read_table

if TYPE_CHECKING:
    from drawing.text import Painter
    from lotgate.chart_data import ChartData
    from lotgate.chart_kinds import Charted

FLAGGED = 3
MANY = 20_000
"""Rows from which on it is shown how far reading has come."""
READING = Localized(en="reading", zh="读取中")
COLORS = {"flag": "red", "limit": "red", "center": "green", "zone": "yellow", "reference": "magenta"}


class KindType(click.Choice[str]):
    """The kind of a chart; a hyphen is as good as an underscore."""

    def __init__(self) -> None:
        super().__init__(KINDS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Take the name of a kind."""
        return str(super().convert(str(value).replace("-", "_"), param, ctx))


@click.command(cls=Asking)
@click.argument("file", type=PATH)
@click.option("--chart", "kind", type=KindType(), required=True, help="Kind of chart.")
@click.option("--column", "columns", multiple=True, help="Column of readings, by name or number; may be given again.")
@click.option("--subgroup", type=click.IntRange(2, 1000), help="Readings of a subgroup, one after the other.")
@click.option("--size", type=float, help="Size of every sample, for p, np, u and Laney's charts.")
@click.option("--sizes", metavar="COLUMN", help="Column of the sizes of samples.")
@click.option("--rules", help="Run rules: nelson, western_electric, aiag, montgomery, juran; nelson:1,2; none.")
@click.option("--lower", type=float, help="Lower specification limit.")
@click.option("--upper", type=float, help="Upper specification limit.")
@click.option("--target", type=float, help="Target.")
@click.option("--confidence", type=click.FloatRange(0.5, 0.9999), default=0.95, show_default=True)
@click.option("--baseline", type=click.IntRange(2), help="First points, which the limits are estimated from.")
@click.option("--center", type=float, help="Known centre.")
@click.option("--sigma", type=click.FloatRange(0.0, 1e100, min_open=True), help="Known sigma of single readings.")
@click.option("--unit", default="", help="Unit of the readings, as it is to be shown.")
@click.option(
    "--weight",
    type=click.FloatRange(0.0001, 1.0),
    default=0.2,
    show_default=True,
    help="EWMA: weight of the newest point.",
)
@click.option(
    "--reference", type=click.FloatRange(0.0, 100.0), default=0.5, show_default=True, help="CUSUM: reference value k."
)
@click.option(
    "--interval",
    type=click.FloatRange(0.0, 200.0, min_open=True, max_open=True),
    default=5.0,
    show_default=True,
    help="CUSUM: decision interval h.",
)
@click.option("--span", type=click.IntRange(2, 1000), default=3, show_default=True, help="Points of a moving average.")
@click.option("--missing", type=click.Choice(["refuse", "drop"]), default="refuse", show_default=True)
@click.option("--separator", type=click.Choice(sorted(SEPARATORS)), default="comma", show_default=True)
@click.option("--header/--no-header", "has_header", default=None, help="Whether the first row names the columns.")
@click.option("--svg", "picture", type=PATH, help="Write the chart to this file too.")
@click.option("--width", type=click.IntRange(40, 240), help="Columns of the text. [default: those of the terminal]")
@language_option
def spc(
    *,
    file: Path,
    separator: str,
    has_header: bool | None,
    missing: str,
    picture: Path | None,
    width: int | None,
    **options: Any,  # noqa: ANN401  # the fields of `Asked`
) -> None:
    """
    Draw a control chart of the readings in a CSV file.

    Exits with 0 when no point is flagged, with 3 when one is, and with 2 when the file or an option is refused.
    """
    asked = Asked(drop_missing=missing == "drop", **{**options, "columns": tuple(options["columns"])})
    check_asked(asked)
    table = read_table(file, SEPARATORS[separator], has_header=has_header)
    try:
        is_flagged = _show(table, asked, picture, width)
    except LotgateError as error:
        raise told(error, FileLocation(table.file)) from error
    sys.exit(FLAGGED if is_flagged else 0)


def _show(table: Table, asked: Asked, picture: Path | None, width: int | None) -> bool:
    """Draw the chart and tell what it says; give whether a point is flagged."""
    from drawing.svg import svg
    from drawing.text import lines
    from drawing.widths import hanging
    from lotgate.chart_data import read_data
    from lotgate.chart_kinds import chart
    from lotgate.chart_report import figure_of, report

    data = read_data(table, asked, _watched)
    _check_baseline(data, asked)
    charted = chart(data, asked)
    _check_varies(charted, table)
    figure = figure_of(charted, data, asked)
    # First of all: a reader of the text may go away before its end.
    if picture is not None:
        _write(picture, svg(figure, language()))
    wide = width or shutil.get_terminal_size((80, 24)).columns
    for line in lines(figure, language(), wide, _painter()):
        click.echo(line)
    click.echo()
    for line in report(charted, data, asked, language()):
        for part in hanging(line, wide):
            click.echo(part)
    return any(panel.flags for panel in charted.panels)


def _check_baseline(data: "ChartData", asked: Asked) -> None:
    count = len(data.rows)
    if asked.baseline is not None and asked.baseline > count:
        message = say(
            "a baseline of {baseline} points is longer than the series of {count}",
            "基准期{baseline}点，多于全部{count}点",
            baseline=asked.baseline,
            count=count,
        )
        raise ChartOptionError(message, location=DataLocation("--baseline"))


def _check_varies(charted: "Charted", table: Table) -> None:
    """Refuse limits without width: between them no point is flagged, and none is in control either."""
    if charted.sigma.value == 0:
        message = say(
            "sigma is 0: what the limits are estimated from does not vary", "标准差为0：用于估计控制限的数据没有变差"
        )
        hint = say("readings of a finer resolution, or another baseline", "请用分辨力更高的读数，或另选基准期")
        raise NoVariationError(message, location=FileLocation(table.file), hint=hint)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as exc:
        message = say("the file cannot be written", "文件无法写入")
        raise ChartOptionError(message, location=FileLocation(str(path)), hint=exc.strerror) from exc


def _watched(rows: Sequence[int]) -> Iterator[int]:
    """Show how far reading has come, where it takes long and somebody watches."""
    hidden = len(rows) < MANY or not sys.stderr.isatty()
    with click.progressbar(rows, label=READING.text(language()), file=sys.stderr, hidden=hidden) as waiting:
        yield from waiting


def _painter() -> "Painter":
    """Colour a terminal, unless it was asked not to; `NO_COLOR` as of no-color.org."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda text, _role: text
    return lambda text, role: click.style(text, fg=COLORS.get(role), bold=role in ("flag", "heading"))
