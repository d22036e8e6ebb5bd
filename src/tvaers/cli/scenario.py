"""The command that runs scenarios: examples in YAML, against the engine, in a database of their own."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from tvaers.cli import app
from tvaers.cli.frame import FINDINGS, give, say


@app.command()
def scenario(
    paths: Annotated[list[Path], typer.Argument(help="Filer eller mapper med scenarier.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Kør scenarier mod motoren, og vis for hvert, hvad der var ventet, og hvad der kom.

    Hvert scenarie afregnes i en midlertidig database. Intet af dit bliver rørt. Slutter med kode 6, hvis noget ikke er
    som ventet.
    """
    from tvaers.cli.scenario_report import as_data, say_result, say_total
    from tvaers.engine.settlement.scenario import FixedNames, run_scenario
    from tvaers.engine.settlement.scenario_read import read_scenarios

    found = read_scenarios(paths)
    documents: list[dict[str, Any]] = []
    engine = FixedNames()
    with tempfile.TemporaryDirectory(prefix="tvaers-scenarier-") as store:
        for number, placed in enumerate(found, start=1):
            result = run_scenario(placed.scenario, Path(store), engine)
            documents.append(as_data(placed, result))
            if not json:
                say_result(documents[-1])
            elif number % 50 == 0:
                say(f"{number} af {len(found)} scenarier er kørt …")
    engine.close()
    failed = sum(not document["passed"] for document in documents)
    if json:
        give({"count": len(documents), "passed": len(documents) - failed, "failed": failed, "scenarios": documents})
    else:
        say_total(len(documents), failed)
    if failed:
        raise SystemExit(FINDINGS)
