"""The command that reads minutes and agendas: what is in them, and what a person should look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.frame import FINDINGS, give

minutes_app = typer.Typer(help="Referater og dagsordener.", no_args_is_help=True)
app.add_typer(minutes_app, name="minutes")


@minutes_app.callback()
def minutes() -> None:
    """Referater og dagsordener."""


@minutes_app.command()
def read(
    file: Annotated[Path, typer.Argument(help="Referatet eller dagsordenen som TXT, DOCX eller PDF.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Vis personers navne, eller kun deres rolle.")
    ] = True,
) -> None:
    """Læs et referat eller en dagsorden, og vis punkter, beslutninger og det, du bør se på.

    Kommandoen gemmer intet. Slutter med kode 6, hvis der er noget, den er usikker på.
    """
    from tvaers.cli.minutes_report import say_minutes
    from tvaers.engine.forums.reading import as_data, read_minutes, without_names

    found = read_minutes(file)
    shown = found if names else without_names(found)
    if json:
        give(as_data(shown))
    else:
        say_minutes(shown)
    if shown.findings:
        raise SystemExit(FINDINGS)
