"""A small made-up catalogue of another region and year, written as Word, PDF and text in several layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import typst
from docx import Document
from docx.enum.text import WD_BREAK

Rows = list[tuple[str, ...]]

TITLE = "Budgetkatalog 2027 for Region Vesterhav"
OVERVIEW: Rows = [
    ("Budget 2027 (mio. kr.)", "Opdrift", "Omstilling"),
    ("1.1 Hospitaler", "10,0-12,5", "-2,0"),
    ("Flere senge på medicinsk afdeling", "4,0", ""),
    ("(!) Vækst i medicin", "6,0-8,5", ""),
    ("Fælles indkøb", "", "-2,0"),
    ("1.2 Psykiatri", "3,5", ""),
    ("Udvidet ambulatorium", "3,5", ""),
    ("SUNDHED - TOTAL", "13,5-16,0", "-2,0"),
]
YEARS = ("", "2027", "2028", "2029", "Permanent")
CAPTION = "Økonomisk konsekvens af forslaget (P/L-2027; mio. kr.)"
THEMES: list[tuple[str, list[tuple[str, str, str, Rows]]]] = [
    (
        "1.1 Hospitaler",
        [
            (
                "Flere senge på medicinsk afdeling",
                "Afdeling: Hospital Nord",
                "Der er for få senge. Udgiften er ca. 4,0 mio. kr. om året.",
                [YEARS, ("Drift", "3,5", "4,0", "4,0", "4,0"), ("Etablering (engangs)", "0,5", "", "", ""),
                 ("I alt", "4,0", "4,0", "4,0", "4,0")],
            ),
            (
                "(!) Vækst i medicin",
                "Afdeling: Sygehusapoteket",
                "Væksten er usikker.",
                [YEARS, ("Drift", "6,0-8,5", "6,0-8,5", "7,0-9,0", "7,0-9,0"),
                 ("Sum", "6,0-8,5", "6,0-8,5", "7,0-9,0", "7,0-9,0")],
            ),
            (
                "Fælles indkøb",
                "Afdeling: Økonomi",
                "Indkøb samles.",
                [YEARS, ("Besparelse", "-2,0", "-2,0", "-2,0", "-2,0"), ("Total", "-2,0", "-2,0", "-2,0", "-2,0")],
            ),
        ],
    ),
    (
        "1.2 Psykiatri",
        [
            (
                "Udvidet ambulatorium",
                "Afdeling: Psykiatrien",
                "Flere får behandling.",
                [YEARS, ("Løn", "3,0", "3,0", "3,0", "3,0"), ("Husleje", "0,5", "0,6", "0,6", ""),
                 ("Samlet", "3,5", "3,6", "3,6", "3,0")],
            )
        ],
    ),
]  # fmt: skip


def as_text(row_of: Callable[[tuple[str, ...]], str], rule: str = "") -> str:
    """The catalogue as text, each row of a table as `row_of` writes it, with a rule under heads."""
    lines = [TITLE, "", *_table(OVERVIEW, row_of, rule), ""]
    for theme, proposals in THEMES:
        lines += [theme, ""]
        for title, unit, text, rows in proposals:
            lines += [title, "", unit, "", "Baggrund:", text, "", CAPTION, *_table(rows, row_of, rule), ""]
    return "\n".join(lines)


def _table(rows: Rows, row_of: Callable[[tuple[str, ...]], str], rule: str) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield row_of(row)
        if rule and not number:
            yield rule * len(row) + rule[0]


def tabbed(row: tuple[str, ...]) -> str:
    return "\t".join(row)


def semicoloned(row: tuple[str, ...]) -> str:
    return ";".join(f'"{one}"' if " " in one else one for one in row)


def barred(row: tuple[str, ...]) -> str:
    return f"| {' | '.join(row)} |"


def aligned(row: tuple[str, ...]) -> str:
    return f"{row[0]:<44}" + "".join(f"{one:>13}" for one in row[1:])


def write_docx(path: Path, lines: list[str] | None = None) -> Path:
    """The catalogue as a Word document with real tables; or some lines, where `#side` breaks the page."""
    document = Document()
    if lines is None:
        _fill(document)
    is_new = False
    for line in lines or []:
        if line == "#side":
            is_new = True
            continue
        paragraph = document.add_paragraph()
        if is_new:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        paragraph.add_run(line)
        is_new = False
    document.save(str(path))
    return path


def _fill(document: object) -> None:
    document.add_heading(TITLE, 0)  # type: ignore[attr-defined]
    _word_table(document, OVERVIEW)
    for theme, proposals in THEMES:
        document.add_heading(theme, 1)  # type: ignore[attr-defined]
        for title, unit, text, rows in proposals:
            document.add_heading(title, 2)  # type: ignore[attr-defined]
            for line in (unit, "Baggrund:", text, CAPTION):
                document.add_paragraph(line)  # type: ignore[attr-defined]
            _word_table(document, rows)


def _word_table(document: object, rows: Rows) -> None:
    table = document.add_table(0, len(rows[0]))  # type: ignore[attr-defined]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def write_pdf(path: Path) -> Path:
    """The catalogue as a PDF with tables, a head and a foot on every page, and a proposal a page."""
    parts = [
        '#set page(header: [Region Vesterhav #h(1fr) Budget], footer: context [Side #counter(page).display()])',
        '#set text(lang: "da", hyphenate: false)',
        f"= {TITLE}",
        _typst_table(OVERVIEW),
    ]  # fmt: skip
    for theme, proposals in THEMES:
        parts += ["#pagebreak()", f"== {theme}"]
        for title, unit, text, rows in proposals:
            parts += ["#pagebreak()", f"=== {title}", unit, "Baggrund:", text, CAPTION, _typst_table(rows)]
    source = path.with_suffix(".typ")
    source.write_text("\n\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


def _typst_table(rows: Rows) -> str:
    cells = ", ".join(f"[{one}]" for row in rows for one in row)
    return f"#table(columns: {len(rows[0])}, align: (x, y) => if x == 0 {{ left }} else {{ right }}, {cells})"
