"""`lotgate schema`: the JSON Schemas that editors check files with while they are written."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from core.documents.errors import FileUnreadableError
from core.documents.json_schema import Schema
from core.locations import FileLocation
from core.words import say
from engine.model.schema import dossier_schema
from engine.packs.schemas import FORMS, form_schema
from lotgate.faults import Asking
from lotgate.language import language, language_option

ENDING = ".schema.json"
SCHEMAS: dict[str, Callable[[], Schema]] = {
    "dossier": dossier_schema,
    **{name: partial(form_schema, name) for name in sorted(FORMS)},
}
WRITTEN = say("written  {path}", "已写出  {path}", path="{path}")


@click.command(cls=Asking)
@click.argument("names", nargs=-1, metavar="[NAME]...", type=click.Choice(list(SCHEMAS)))
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write the schemas to.")
@language_option
def schema(names: tuple[str, ...], out: Path | None) -> None:
    """
    Write JSON Schemas (2020-12) of the file forms: one to standard output, or several to a folder.

    An editor takes them up by a first line such as `# yaml-language-server: $schema=../schemas/pack.schema.json`.
    Without a name and a folder, the names are listed.
    """
    if out is not None:
        for name in names or SCHEMAS:
            click.echo(WRITTEN.text(language()).format(path=_written(name, out)))
    elif len(names) > 1:
        raise click.UsageError("several schemas need a folder: --out DIR")
    elif names:
        sys.stdout.write(schema_text(names[0]))
    else:
        click.echo("\n".join(SCHEMAS))


def schema_text(name: str) -> str:
    """Write a schema as the text of its file."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"


def schema_file(name: str) -> str:
    """Name a schema's file."""
    return f"{name}{ENDING}"


def _written(name: str, folder: Path) -> Path:
    path = folder / schema_file(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")
    except OSError as exc:
        message = say("the file cannot be written", "文件无法写出")
        raise FileUnreadableError(message, location=FileLocation(str(path)), hint=exc.strerror) from exc
    return path
