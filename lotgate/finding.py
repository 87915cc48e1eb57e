"""`lotgate findings`: what the packs find of a dossier, without a verdict."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from core.canonical import canonical_bytes
from engine.model.codes import Act
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier_file
from engine.packs.resolve import load_pack
from engine.release.gathering import PackFindings, findings_by_pack, findings_by_set, report_of
from lotgate.finding_text import findings_text
from lotgate.instants import parse_instant
from lotgate.language import language, language_option
from lotgate.shelves import PATH, found_pack, load_set, packs_options, shelf_of

BOTH = "a PACK or --packset says what finds, not both"


@click.command()
@click.argument("dossier", type=PATH)
@click.argument("pack", type=PATH, required=False)
@packs_options
@click.option("--market", "markets", multiple=True, help="Only this market; may be given again.")
@click.option("--act", type=click.Choice([str(act) for act in Act]), default=str(Act.market_release), show_default=True)
@click.option("--as-of", help="Instant with offset, such as 2026-03-01T09:00:00+01:00. [default: now]")
@click.option("-v", "--verbose", "is_whole", is_flag=True, help="List every record that a finding rests on.")
@click.option("--json", "as_json", is_flag=True, help="Write canonical JSON instead of text.")
@language_option
def findings(  # noqa: PLR0913  # one parameter an option
    *,
    dossier: Path,
    pack: Path | None,
    packset: Path | None,
    packs: Sequence[Path],
    markets: Sequence[str],
    act: str,
    as_of: str | None,
    is_whole: bool,
    as_json: bool,
) -> None:
    """
    Tell what is found of a lot: inspection, process and supplier findings; nothing is decided or recorded.

    Every pack of the pack set that applies finds, or the one PACK that is named, by its folder or the name of a
    shipped one. Exits with 0, with 1 when the dossier or a pack is refused.
    """
    if pack is not None and packset is not None:
        raise click.UsageError(BOTH)
    instant = parse_instant(as_of) if as_of is not None else dt.datetime.now(dt.UTC)
    read = read_dossier_file(dossier)
    asked = Act(act)  # type: ignore[call-arg]  # an enum looks its member up by value
    if pack is None:
        found = findings_by_set(read, load_set(packset, packs), asked, instant, markets)
    else:
        folder = found_pack(pack, tuple(packs))
        found = findings_by_pack(read, load_pack(folder, shelf_of(folder, tuple(packs))), asked, instant, markets)
    report = report_of(read, asked, instant, _shown(read, found))
    if as_json:
        sys.stdout.buffer.write(canonical_bytes(report) + b"\n")
        sys.stdout.buffer.flush()
    else:
        click.echo(findings_text(report, language(), is_whole=is_whole), nl=False)


def _shown(dossier: Dossier, found: Iterator[PackFindings]) -> Iterator[PackFindings]:
    """Give what was found, showing on a terminal how far it is."""
    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    length = len(set(dossier.lot.target_markets))
    with click.progressbar(found, length=length, label="looking", file=sys.stderr, hidden=hidden) as waiting:
        yield from waiting
