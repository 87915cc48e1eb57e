"""The command line. Thin: it reads, asks the engine, and writes."""

import datetime as dt
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from core.documents.files import read_document
from core.errors import LotgateError
from engine.identity import engine_version
from engine.model.codes import Act
from engine.model.decision import Decision
from engine.model.reading import read_dossier, read_dossier_file
from engine.packs.packset import PackSet
from engine.packs.read import is_pack_folder
from engine.release.decide import Question, decide, decision_bytes
from lotgate.charting import spc
from lotgate.checked_before import remembering
from lotgate.checks import Order, check_again, check_path
from lotgate.comparing import diff
from lotgate.dossiers import dossier
from lotgate.explaining import explain
from lotgate.faults import REFUSED, Commands, faults_of, show_faults
from lotgate.finding import findings
from lotgate.formatting import fmt
from lotgate.instants import parse_instant
from lotgate.language import LANGUAGES, language, language_option
from lotgate.paging import page
from lotgate.planning import plan
from lotgate.process import leave, say_done, seldom_collected, usable_cores
from lotgate.report import report
from lotgate.runs import read_run
from lotgate.schemas import schema
from lotgate.shelves import load_set, packs_options, shelf_of
from lotgate.showing import show
from lotgate.standing import standing

HELD, REJECTED = 3, 4
PATH = click.Path(path_type=Path)


def main() -> None:
    """Run the command; every fault of what was given is told, and none is a traceback."""
    # What was imported stays: the collector need not go through it again and again.
    gc.freeze()
    gc.enable()
    try:
        try:
            commands(prog_name="lotgate", standalone_mode=True)
        except SystemExit as ended:
            leave(ended)
            raise
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`.
        sys.stderr.close()
        sys.exit(REFUSED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@language_option
@click.version_option(engine_version(), prog_name="lotgate")
def commands() -> None:
    """May this lot be released, in which markets, and why?"""


@commands.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
@click.option("-v", "--verbose", "is_verbose", is_flag=True, help="Tell what is policy, and what nobody has read.")
@click.option(
    "--cache/--no-cache",
    "is_remembered",
    default=True,
    envvar="LOTGATE_CACHE",
    show_default=True,
    help="Leave out what was checked before, found in order, and has not changed since.",
)
@language_option
def check(paths: Sequence[Path], packs: Sequence[Path], *, is_verbose: bool, is_remembered: bool) -> None:
    """
    Check packs, pack sets, dossiers and run lists, or everything below a folder.

    Exits with 0 when nothing is wrong and with 1 otherwise.
    """
    wrong = 0
    memory = remembering() if is_remembered else None
    order = Order(packs=tuple(packs), today=dt.datetime.now(dt.UTC).date(), jobs=usable_cores())
    with seldom_collected():
        for path in paths:
            for checked in check_path(path, order) if memory is None else check_again(path, order, memory):
                show_faults(checked.faults, language())
                wrong += bool(checked.faults)
                if not checked.faults:
                    click.echo(f"ok  {checked.path}  ({checked.summary})")
                    if is_verbose and is_pack_folder(checked.path):
                        _tell_standing(checked.path, packs)
    say_done()
    sys.exit(REFUSED if wrong else 0)


def _tell_standing(pack: Path, packs: Sequence[Path]) -> None:
    lines = standing(pack, shelf_of(pack, tuple(packs)), language())
    click.echo("".join(f"{line}\n" for line in lines), nl=False)


@commands.command(name="decide")
@click.argument("dossiers", nargs=-1, required=True, type=PATH)
@packs_options
@click.option("--market", "markets", multiple=True, help="Only this market; may be given again.")
@click.option("--act", type=click.Choice([str(act) for act in Act]), default=str(Act.market_release), show_default=True)
@click.option("--as-of", help="Instant with offset, such as 2026-03-01T09:00:00+01:00. [default: now]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@click.option("-v", "--verbose", "is_whole", is_flag=True, help="Tell everything: what is satisfied, and why.")
def decide_dossiers(  # noqa: PLR0913  # one parameter an option
    *,
    dossiers: Sequence[Path],
    packset: Path | None,
    packs: Sequence[Path],
    markets: Sequence[str],
    act: str,
    as_of: str | None,
    form: str,
    is_whole: bool,
) -> None:
    """
    Decide about lots; nothing is recorded.

    Exits with 0 when every market asked about releases, 3 when one holds, 4 when one rejects, 1 when a dossier or the
    pack set is refused, 2 when the command is not understood.
    """
    instant = parse_instant(as_of) if as_of is not None else dt.datetime.now(dt.UTC)
    question = Question(act=Act(act), as_of=instant, markets=tuple(markets))  # type: ignore[call-arg]  # by value
    loaded = load_set(packset, packs)
    status = 0
    with _progress(dossiers) as waiting:
        for path in waiting:
            try:
                decision = decide(read_dossier_file(path), loaded, question)
            except LotgateError as error:
                show_faults(faults_of(error), language())
                status = _worse(status, REFUSED)
                continue
            _write(decision, loaded, form, is_whole=is_whole)
            status = _worse(status, _status(decision))
    sys.exit(status)


@commands.command()
@click.argument("run_list", type=PATH)
@click.option("--lang", "languages", type=click.Choice(LANGUAGES), multiple=True, help="[default: both]")
@click.option("-v", "--verbose", "is_whole", is_flag=True, help="Tell everything: what is satisfied, and why.")
def run(run_list: Path, languages: Sequence[str], *, is_whole: bool) -> None:
    """
    Decide what a run list names, and hold the verdicts against those it expects.

    Exits with 0 when they are the expected ones and with 1 otherwise.
    """
    form = read_run(run_list)
    base = run_list.resolve().parent
    loaded = load_set(base / form.packset, ())
    unexpected = 0
    for one in form.runs:
        dossier = read_dossier(read_document(base / one.dossier, one.dossier))
        decision = decide(dossier, loaded, Question(act=one.act, as_of=one.as_of))
        for one_language in languages or LANGUAGES:
            click.echo(report(decision, one_language, loaded.places(), is_whole=is_whole))
        found = {market.market: market.verdict for market in decision.markets}
        for market in sorted({*found, *one.expect}):
            if found.get(market) != one.expect.get(market):
                unexpected += 1
                click.echo(f"{market}: {found.get(market)} where {one.expect.get(market)} is expected", err=True)
    sys.exit(REFUSED if unexpected else 0)


@commands.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--packs", type=PATH, multiple=True, help="Further folder to look for packs in.")
@click.option("-k", "filters", multiple=True, metavar="TEXT", help="Only cases with this in `suite::case`.")
@click.option("-j", "jobs", type=click.IntRange(1, 64), help="Processes.  [default: one a usable core]")
@click.option("--junit", type=PATH, help="Write JUnit XML to this file too.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
@click.option("--unreached", is_flag=True, help="List the provisions and outcomes that no case reaches.")
def test(  # noqa: PLR0913, PLR0917  # one parameter an option
    paths: Sequence[Path],
    packs: Sequence[Path],
    filters: Sequence[str],
    jobs: int | None,
    junit: Path | None,
    as_json: bool,  # noqa: FBT001  # an option
    unreached: bool,  # noqa: FBT001  # an option
) -> None:
    """
    Run the suites of packs: files, packs, or everything below a folder. Without paths, those of this folder.

    Exits with 0 when every case came out as expected and with 1 otherwise.
    """
    from lotgate.testing import Order as RunOrder
    from lotgate.testing import report_json, report_text, run_order, write_junit

    today = dt.datetime.now(dt.UTC).date()
    order = RunOrder(
        paths=tuple(paths) or (Path(),),
        packs=tuple(packs),
        today=today,
        filters=tuple(filters),
        jobs=usable_cores() if jobs is None else jobs,
    )
    found, faults = run_order(order)
    show_faults(faults)
    if as_json:
        sys.stdout.buffer.write(report_json(found))
        sys.stdout.buffer.flush()
    else:
        click.echo(report_text(found, with_unreached=unreached), nl=False)
    if junit is not None:
        write_junit(found, junit)
    sys.exit(REFUSED if faults or found.counts.failed else 0)


@commands.command()
@packs_options
@click.option(
    "--database", type=PATH, default=Path("lotgate.sqlite3"), show_default=True, help="Where decisions are kept."
)
@click.option("--tokens", type=PATH, help="File of clients and their tokens' digests; needed off the loopback address.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8230, show_default=True, type=click.IntRange(0, 65535))
def serve(  # one parameter an option
    packset: Path | None, packs: Sequence[Path], database: Path, tokens: Path | None, host: str, port: int
) -> None:
    """Serve the release-decision API."""
    from lotgate.serving import Listening, serve_api

    serve_api(load_set(packset, packs), database, Listening(host=host, port=port, tokens=tokens))


for _command in (diff, dossier, explain, findings, fmt, page, plan, schema, show, spc):
    commands.add_command(_command)


def _progress(dossiers: Sequence[Path]) -> "click._termui_impl.ProgressBar[Path]":
    """Show how far it is, on a terminal and where there is more than one dossier."""
    hidden = len(dossiers) == 1 or not sys.stderr.isatty() or sys.stdout.isatty()
    return click.progressbar(dossiers, label="deciding", file=sys.stderr, hidden=hidden)


def _write(decision: Decision, packset: PackSet, form: str, *, is_whole: bool) -> None:
    if form == "json":
        sys.stdout.buffer.write(decision_bytes(decision))
        sys.stdout.buffer.flush()
    else:
        click.echo(report(decision, language(), packset.places(), is_whole=is_whole))


def _status(decision: Decision) -> int:
    verdicts = {market.verdict for market in decision.markets}
    if "reject" in verdicts:
        return REJECTED
    return HELD if "hold" in verdicts else 0


def _worse(first: int, second: int) -> int:
    """A refused dossier is worse than a rejected lot: nobody knows anything about it."""
    return max(first, second, key=(0, HELD, REJECTED, REFUSED).index)
