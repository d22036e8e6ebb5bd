"""Commands of agreements: every clause, and what carries it out."""

from typing import Annotated, Any

import typer

from tvaers.cli import app
from tvaers.cli.frame import give, ready

STATUS = {"executed": "udført", "later": "senere", "shown": "vist"}


@app.command()
def clauses(
    agreement: Annotated[str, typer.Option(help="Kun denne aftale.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument på stdout.")] = False,
) -> None:
    """Vis hver bestemmelse: hvad der udfører den, eller hvorfor intet gør det; totaler pr. aftale og slags."""
    ready()
    from tvaers.engine.agreements import queries

    wanted = [queries.package(agreement)] if agreement else list(queries.packages().values())
    documents = [_document(package) for package in wanted]
    if json:
        give({"agreements": documents, "totals": _sum([d["totals"] for d in documents])})
        return
    for document in documents:
        _say(document)


def _document(package: Any) -> dict[str, Any]:
    from tvaers.kernel.package_coverage import coverage, totals

    rows = coverage(package)
    by_kind: dict[str, dict[str, int]] = {}
    for (kind, status), count in totals(rows).items():
        by_kind.setdefault(kind, {})[status] = count
    return {
        "id": package.id,
        "title": package.title,
        "clauses": [
            {
                "id": row.id,
                "heading": row.heading,
                "kind": row.kind,
                "status": row.status,
                "executed_by": list(row.executed_by),
                "part": row.part,
                "why": row.why,
            }
            for row in rows
        ],
        "by_kind": by_kind,
        "totals": _sum(list(by_kind.values())),
    }


def _sum(counts: list[dict[str, int]]) -> dict[str, int]:
    return {status: sum(count.get(status, 0) for count in counts) for status in STATUS}


def _say(document: dict[str, Any]) -> None:
    print(f"\n{document['title']} ({document['id']})")
    for clause in document["clauses"]:
        by = ", ".join(clause["executed_by"]) or clause["why"]
        print(f"  {clause['id']:<14}{clause['kind']:<12}{STATUS[clause['status']]:<8}{clause['heading']} – {by}")
    for kind, counts in sorted(document["by_kind"].items()):
        print(f"  {kind:<26}" + " · ".join(f"{STATUS[status]} {count}" for status, count in sorted(counts.items())))
    total = document["totals"]
    print(
        f"  I alt {sum(total.values())}: " + " · ".join(f"{STATUS[status]} {count}" for status, count in total.items())
    )
