"""The command that reads budget catalogues: themes, proposals, tables, and what a person should look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.frame import FINDINGS, give

budget_app = typer.Typer(help="Budgetkataloger.", no_args_is_help=True)
app.add_typer(budget_app, name="budget")


@budget_app.callback()
def budget() -> None:
    """Budgetkataloger."""


@budget_app.command()
def read(
    file: Annotated[Path, typer.Argument(help="Budgetkataloget som TXT, DOCX eller PDF.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Læs et budgetkatalog, og vis temaer, budgetbrikker, oversigter og det, du bør se på.

    Kommandoen gemmer intet. Slutter med kode 6, hvis der er noget, den er usikker på.
    """
    from tvaers.cli.budget_report import say_catalogue
    from tvaers.engine.budget.reading import as_data, read_catalogue

    found = read_catalogue(file)
    if json:
        give(as_data(found))
    else:
        say_catalogue(found)
    if found.doubts:
        raise SystemExit(FINDINGS)
