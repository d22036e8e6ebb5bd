"""The command that takes MedCom messages in: to see what becomes of them, or to keep them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tvaers.cli import app
from tvaers.cli.database import migrated
from tvaers.cli.frame import FINDINGS, give
from tvaers.kernel.errors import Problem

if TYPE_CHECKING:
    from tvaers.cli.message_keeping import Keeping

message_app = typer.Typer(help="Meddelelser efter MedComs standarder.", no_args_is_help=True)
app.add_typer(message_app, name="message")

KINDS = (".json", ".xml")


@message_app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="Filer eller mapper med meddelelser i JSON eller XML.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
    relevant: Annotated[
        bool,
        typer.Option(
            "--relevant/--no-relevant-case", help="Regn med, at borgerne har en relevant sag, eller ingen har."
        ),
    ] = True,
    keep: Annotated[bool, typer.Option("--keep", help="Gem meddelelserne i databasen, som kom de udefra.")] = False,
) -> None:
    """Tag meddelelser ind i den givne rækkefølge, og vis svar og borgernes ophold.

    En mappe læses i filnavnenes orden. Kommandoen begynder forfra hver gang og gemmer intet. Alle borgere regnes for at
    have en relevant sag, medmindre du vælger --no-relevant-case. Med --keep gemmes meddelelserne i databasen: de
    flytter forløb, svarene lægges i udbakken, og databasen afgør, hvem der har en relevant sag. Slutter med kode 6,
    hvis en meddelelse er afvist.
    """
    from tvaers.cli.message_report import say_message, say_stays, stays, totals
    from tvaers.cli.message_taking import Taking

    taking = _keeping(relevant) if keep else Taking(relevant)
    documents: list[dict[str, Any]] = []
    for file in files(paths):
        documents.append(taking.take(file))
        if not json:
            say_message(documents[-1])
    found = stays(taking.stays())
    if json:
        give({"messages": documents, "stays": found, "totals": totals(documents)})
    else:
        say_stays(found, totals(documents))
    if any(document["outcome"] == "rejected" for document in documents):
        raise SystemExit(FINDINGS)


def _keeping(relevant: bool) -> Keeping:
    """A run into the database, brought to where the code is. BadParameter where cases were to be left out of it."""
    if not relevant:
        raise typer.BadParameter("--no-relevant-case kan ikke bruges sammen med --keep.")
    migrated()
    from tvaers.cli.message_keeping import Keeping

    return Keeping()


def files(paths: list[Path]) -> list[Path]:
    """The files in the given order, a folder's own files by name. Problem for a path that is not there or is empty."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.glob("*") if one.suffix.lower() in KINDS) if path.is_dir() else [path]
        if not inside or not all(one.is_file() for one in inside):
            raise Problem(
                what=f"{path} kan ikke læses.",
                why="Mappen har ingen JSON- eller XML-filer." if path.is_dir() else "Filen findes ikke.",
                do="Ret stien, og prøv igen.",
            )
        found += inside
    return found
