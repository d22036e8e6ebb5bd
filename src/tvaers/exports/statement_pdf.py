"""A statement as a PDF that also reads well aloud (PDF/UA-1): the total, what it is made of, and why."""

import json
from pathlib import Path
from typing import Any

import typst

from tvaers.exports.statement import PaperLine, StatementPaper
from tvaers.kernel.money import kroner

TEMPLATE = Path(__file__).with_name("statement.typ")

SHOWN = 60
"""How many lines the PDF lists; the spreadsheet and the CSV hold them all."""


def write_pdf(paper: StatementPaper) -> bytes:
    """The PDF, A4. Fonts are those that typst brings along; nothing is fetched."""
    data = json.dumps(_data(paper), ensure_ascii=False)
    made = typst.compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(paper.run.finished_at.timestamp()),
    )
    return bytes(made)


def _data(paper: StatementPaper) -> dict[str, Any]:
    statement, run = paper.statement, paper.run
    lines = paper.first_lines(SHOWN)
    return {
        "title": f"Opgørelse {statement.pk}",
        "agreement": paper.document["title"],
        "facts": [
            ["Betaler", f"{paper.payer} ({statement.payer})"],
            ["Modtager", f"{paper.payee} ({statement.payee})"],
            ["Periode", f"{run.starts:%d-%m-%Y} til {run.ends:%d-%m-%Y}"],
            ["Status", paper.state],
            ["Linjer", _count(statement.lines)],
            ["Tilbageholdt", _held(paper)],
        ],
        "total": kroner(statement.amount),
        "clauses": [
            {"id": c.clause, "heading": c.heading, "lines": _count(c.lines), "amount": kroner(c.amount)}
            for c in paper.clauses
        ],
        "why": {c.clause: f"{c.heading}. {c.summary} ({c.place})" for c in paper.clauses},
        "controls": [[words, "Stemmer" if holds else "Stemmer ikke"] for words, holds in paper.controls],
        "lines": [_line(line) for line in lines],
        "more": _count(statement.lines - len(lines)) if statement.lines > len(lines) else "",
        "receipt": paper.receipt,
    }


def _held(paper: StatementPaper) -> str:
    rows, amount = paper.held_sum
    return f"{_count(rows)} rækker, {kroner(amount)}" if rows else "Ingen rækker"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _line(line: PaperLine) -> dict[str, str]:
    return {
        "day": f"{line.day:%d-%m-%Y}" if line.day else "",
        "table": line.table,
        "source": f"{line.source} (tilbageførsel)" if line.is_reversal else line.source,
        "clause": line.clause,
        "amount": "" if line.amount is None else kroner(line.amount),
    }
