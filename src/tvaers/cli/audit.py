"""Commands of the audit log."""

from pathlib import Path
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.database import migrated
from tvaers.cli.frame import FINDINGS, give, say

audit_app = typer.Typer(help="Loggen over alt, der er gjort.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")

Heads = Annotated[Path | None, typer.Option(help="Fil med gemte segmenthoveder.")]


@audit_app.command()
def verify(
    heads: Heads = None,
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Se efter, at loggen er hel. Slutter med kode 6 og viser det første sted, hvor den ikke er."""
    migrated()
    from tvaers.engine.access import queries
    from tvaers.kernel import audit

    verdict = audit.verify(heads or queries.heads_file())
    if json:
        document = {
            "whole": verdict.whole,
            "entries": verdict.entries,
            "broken": verdict.broken,
            "reason": verdict.reason,
        }
        give(document)
    elif verdict.whole:
        print(f"Loggen er hel: {verdict.entries} poster.")
    if not verdict.whole:
        say(f"Loggen er brudt ved post {verdict.broken}. {verdict.reason}")
        raise SystemExit(FINDINGS)


@audit_app.command()
def export(heads: Heads = None) -> None:
    """Gem segmenthovederne uden for databasen, så en ændret log kan afsløres."""
    migrated()
    from tvaers.engine.access import queries
    from tvaers.kernel import audit

    path = heads or queries.heads_file()
    print(f"Gemte {audit.export_heads(path)} nye segmenthoveder i {path}.")
