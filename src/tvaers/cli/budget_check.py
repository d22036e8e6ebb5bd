"""The command that checks budget catalogues: each figure that does not fit, with the arithmetic and its cause."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tvaers.cli.budget import budget_app
from tvaers.cli.frame import FINDINGS, give


@budget_app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Budgetkataloget som TXT, DOCX eller PDF.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Regn et budgetkatalog efter, og vis det, der ikke passer.

    Kommandoen gemmer intet. Slutter med kode 6, hvis noget ikke passer ud over afrunding, eller læsningen er i tvivl.
    """
    from tvaers.cli.budget_check_report import say_report
    from tvaers.engine.budget.checking import as_data, examine
    from tvaers.engine.budget.reading import read_catalogue

    report = examine(read_catalogue(file))
    if json:
        give(as_data(report, file.name))
    else:
        say_report(report, file.name)
    if report.open or report.doubts:
        raise SystemExit(FINDINGS)
