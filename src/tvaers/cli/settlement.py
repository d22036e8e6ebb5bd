"""Commands of settlement: settle a folder of activity, and explain one line."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.database import migrated
from tvaers.cli.frame import give, say
from tvaers.kernel.errors import NotFound, Problem

Json = Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")]


@app.command()
def settle(
    activity: Annotated[Path, typer.Argument(help="Mappe med en Parquet- eller CSV-fil per tabel.")],
    agreement: Annotated[str, typer.Option(help="Aftalens id.")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="Første dag, ÅÅÅÅ-MM-DD.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Sidste dag, ÅÅÅÅ-MM-DD.")],
    out: Annotated[Path | None, typer.Option(help="Mappe til linjer, opgørelser og kvittering.")] = None,
    engine: Annotated[str, typer.Option(help="duckdb eller spark.")] = "duckdb",
    sets: Annotated[list[str] | None, typer.Option("--set", help="PARAMETER=VÆRDI; kan gentages.")] = None,
    book: Annotated[str, typer.Option(help="Fortsæt en bog: kun ændringer siden sidst bogføres.")] = "",
    from_cases: Annotated[
        bool, typer.Option("--from-cases", help="Hent breve og accepter, der mangler, i forløb.")
    ] = False,
    json: Json = False,
) -> None:
    """Afregn en mappe med aktivitet under en aftale."""
    migrated()
    from tvaers.cli.settle_report import as_data, say_report, write_out
    from tvaers.engine.agreements import queries as agreements
    from tvaers.engine.settlement import actions, queries
    from tvaers.engine.settlement.activity import take_in
    from tvaers.kernel.action import System

    package = agreements.package(agreement)
    if sets:
        package = package.override(dict(parse_set(text) for text in sets))
    say("Læser og kontrollerer aktiviteten …")
    facts = take_in(activity, queries.activity_store(), say)
    own = queries.own_book(package, facts, first.date(), last.date(), engine, from_cases=from_cases)
    run = actions.settle(
        actor=System("kommandolinjen"),
        package=package,
        activity=facts,
        starts=first.date(),
        ends=last.date(),
        book=book or own,
        engine=engine,
        from_cases=from_cases,
        progress=say,
    )
    if out is not None:
        write_out(run, out)
    if json:
        give(as_data(run))
    else:
        say_report(run)


@app.command()
def explain(
    line: Annotated[str, typer.Argument(help="Linjens nummer, fx BA21.contacts.20210304.k1.1.")],
    run: Annotated[int, typer.Option(help="Kun i denne afregning (»run« på kvitteringen).")] = 0,
    json: Json = False,
) -> None:
    """Forklar én linje: fakta, bestemmelse, værdier med kilder, regnestykke og regler, der ikke gjaldt."""
    migrated()
    from tvaers.cli.explain_report import say_explanation
    from tvaers.engine.settlement import queries
    from tvaers.kernel.action import System

    actor = System("kommandolinjen")
    found = queries.explain_line(actor, line, queries.run(actor, run) if run else None)
    if found is None:
        raise NotFound(
            what=f"Linjen {line} findes ikke.",
            why="Ingen afregning i denne database har en linje med det nummer.",
            do="Kopiér nummeret fra opgørelsen, eller afregn aktiviteten først.",
        )
    if json:
        give(found)
    else:
        say_explanation(found)


def parse_set(text: str) -> tuple[str, str]:
    """PARAMETER=VÆRDI as a pair. Raises Problem when there is no equals sign."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise Problem(what=f"«{text}» er ikke PARAMETER=VÆRDI.", do="Skriv fx --set highly_specialised_rate=0.85.")
    return name.strip(), value.strip()
