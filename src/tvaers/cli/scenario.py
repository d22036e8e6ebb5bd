"""The command that runs scenarios: examples in YAML, against the engine, in a database of their own."""

import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tvaers.cli import app
from tvaers.cli.frame import FINDINGS, give, say

if TYPE_CHECKING:
    from tvaers.engine.settlement.scenario import FixedNames, Result
    from tvaers.engine.settlement.scenario_models import Scenario
    from tvaers.engine.settlement.scenario_read import Placed


@app.command()
def scenario(
    paths: Annotated[list[Path], typer.Argument(help="Filer eller mapper med scenarier.")],
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Kør scenarier mod motoren, og vis for hvert, hvad der var ventet, og hvad der kom.

    Hvert scenarie afregnes eller spilles i en midlertidig database. Intet af dit bliver rørt. Slutter med kode 6, hvis
    noget ikke er som ventet.
    """
    from tvaers.cli.scenario_report import as_data, say_result, say_total
    from tvaers.engine.settlement.scenario import FixedNames
    from tvaers.engine.settlement.scenario_read import read_scenarios

    found = read_scenarios(paths)
    documents: list[dict[str, Any]] = []
    engine = FixedNames()
    with tempfile.TemporaryDirectory(prefix="tvaers-scenarier-") as store, _room(found):
        for number, placed in enumerate(found, start=1):
            result = _run(placed.scenario, Path(store), engine)
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


def _room(found: "list[Placed]") -> AbstractContextManager[None]:
    """A database of their own for the scenarios of forums; the others need none."""
    from tvaers.cli.scenario_database import own_database

    return own_database() if any(placed.scenario.is_forum for placed in found) else nullcontext()


def _run(scenario: "Scenario", store: Path, engine: "FixedNames") -> "Result":
    """Play a scenario of a forum or a budget, or settle or play any other."""
    from tvaers.engine.settlement.scenario import run_scenario

    if scenario.is_budget:
        from tvaers.engine.budget.playing import play_budget

        return play_budget(scenario)
    if not scenario.is_forum:
        return run_scenario(scenario, store, engine)
    from tvaers.engine.forums.playing import play_scenario

    return play_scenario(scenario)
