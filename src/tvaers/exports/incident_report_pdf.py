"""The yearly report on adverse events as a PDF that also reads well aloud (PDF/UA-1)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("incident_report.typ")


@dataclass(frozen=True)
class PaperTable:
    """Counts by one thing: a title and rows of (group, number as shown)."""

    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Paper:
    """The report: what people wrote, as (heading, text), the tables, and the anonymised summaries."""

    title: str
    sections: Sequence[tuple[str, str]]
    tables: Sequence[PaperTable]
    summaries: Sequence[str]
    made_at: datetime


def write_pdf(paper: Paper) -> bytes:
    """The PDF, A4. Fonts are those that typst brings along; nothing is fetched."""
    data = {
        "title": paper.title,
        "made": f"{paper.made_at:%d-%m-%Y kl. %H.%M}",
        "sections": [[heading, text] for heading, text in paper.sections if text.strip()],
        "tables": [{"title": table.title, "rows": [list(row) for row in table.rows]} for table in paper.tables],
        "summaries": list(paper.summaries),
    }
    made = typst.compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(paper.made_at.timestamp()),
    )
    return bytes(made)
