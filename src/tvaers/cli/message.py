"""The command that takes MedCom messages in, against a memory that lasts as long as the command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tvaers.cli import app
from tvaers.cli.frame import FINDINGS, give
from tvaers.kernel.errors import Problem

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
) -> None:
    """Tag meddelelser ind i den givne rækkefølge, og vis svar og borgernes ophold.

    En mappe læses i filnavnenes orden. Kommandoen begynder forfra hver gang og gemmer intet. Alle borgere regnes for at
    have en relevant sag, medmindre du vælger --no-relevant-case. Slutter med kode 6, hvis en meddelelse er afvist.
    """
    from tvaers.cli.message_report import say_message, say_stays, stays, totals
    from tvaers.cli.message_taking import Taking

    taking = Taking(relevant)
    documents: list[dict[str, Any]] = []
    for file in files(paths):
        documents.append(taking.take(file))
        if not json:
            say_message(documents[-1])
    found = stays(taking.memory)
    if json:
        give({"messages": documents, "stays": found, "totals": totals(documents)})
    else:
        say_stays(found, totals(documents))
    if any(document["outcome"] == "rejected" for document in documents):
        raise SystemExit(FINDINGS)


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
