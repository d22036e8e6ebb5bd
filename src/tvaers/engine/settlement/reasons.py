"""The rule behind each line: a run's lines can come from the editions of earlier runs of its book."""

from typing import Any

from tvaers.engine.settlement.models import Run


def rules_by_origin(run: Run) -> dict[tuple[int, int], dict[str, Any]]:
    """The rules of a run and of those before it in the book, by (line.origin, line.rule), with `heading` of the clause.

    Keys of a rule: name, clause, heading, kind, reason (Danish), code (English and stable), and those of the snapshot.
    """
    made = run.book.runs.filter(number__lte=run.number).select_related("edition")
    return {
        (one.number, int(number)): {**rule, "heading": _heading(one.edition.document, rule["clause"])}
        for one in made
        for number, rule in one.edition.document["rules"].items()
    }


def _heading(document: dict[str, Any], clause: str) -> str:
    return str(document["clauses"].get(clause, {}).get("heading", ""))
