"""A text whose tables are rows with tabs, as a Word document and as a PDF with a table for each."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import typst
from docx import Document

Rows = list[list[str]]


def as_docx(text: str) -> bytes:
    """The text as a Word document."""
    document, out = Document(), io.BytesIO()
    for block in _blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, shown in zip(row.cells, cells, strict=True):
                cell.text = shown
    document.save(out)
    return out.getvalue()


def as_pdf(text: str, folder: Path) -> bytes:
    """The text as a PDF, set in `folder`: labels to the left, figures to the right, no lines."""
    source = folder / "katalog.typ"
    source.write_text("\n".join(['#set page(paper: "a4")', *map(_typed, _blocks(text))]), encoding="utf-8")
    made = typst.compile(str(source))
    assert isinstance(made, bytes)
    return made


def _blocks(text: str) -> Iterator[str | Rows]:
    shown = (line for line in text.split("\n") if line.strip())
    for is_table, lines in groupby(shown, key=lambda line: "\t" in line):
        if is_table:
            yield [line.split("\t") for line in lines]
        else:
            yield from lines


def _typed(block: str | Rows) -> str:
    if isinstance(block, str):
        return f"#par(text({_quoted(block)}))"
    cells = ", ".join(f"text({_quoted(cell)})" for row in block for cell in row)
    columns = "1fr, " + "auto, " * (len(block[0]) - 1)
    return (
        f"#table(columns: ({columns}), stroke: none, align: (x, y) => if x == 0 {{ left }} else {{ right }}, {cells})"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
