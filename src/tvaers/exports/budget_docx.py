"""A budget paper as a Word document to go on with: headings, tables with a repeated head, pictures told in words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tvaers.exports.budget_bars import drawn
from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Picture, Text
from tvaers.exports.word import BLACK, begun, finished

WHITE = RGBColor(255, 255, 255)
SMALLER = 1.5
"""Points that the type of a table is smaller than that of the text."""


def write_docx(paper: Paper) -> bytes:
    """The document."""
    made = begun(paper.title, paper.stamp, margin=2, size=paper.size)
    if paper.lead:
        made.add_paragraph(paper.lead)
    for label, text in paper.facts:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)
    for block in paper.blocks:
        _write(made, block, paper.size - SMALLER)
    return finished(made)


def _write(made: Any, block: Block, size: float) -> None:
    if isinstance(block, Heading):
        heading = made.add_heading(block.text, level=block.level)
        heading.paragraph_format.page_break_before = block.new_page
    elif isinstance(block, Text):
        made.add_paragraph(block.text)
    elif isinstance(block, Picture):
        _picture(made, block)
    else:
        _grid(made, block, size)


def _caption(made: Any, text: str) -> None:
    caption = made.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(text).bold = True


def _picture(made: Any, picture: Picture) -> None:
    _caption(made, picture.caption)
    about = made.add_picture(BytesIO(drawn(picture)), width=Cm(17))._inline.docPr
    about.set("title", picture.caption)
    about.set("descr", picture.alt)


def _grid(made: Any, grid: Grid, size: float) -> None:
    _caption(made, grid.caption)
    table = made.add_table(rows=0, cols=len(grid.headings), style="Light List")
    for number, cells in enumerate([grid.headings, *grid.rows]):
        is_bold = not number or number - 1 in grid.sums
        for at, (cell, text) in enumerate(zip(table.add_row().cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold, run.font.size = is_bold, Pt(size)
            run.font.color.rgb = BLACK if number else WHITE
            if at >= grid.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), grid.caption)
    table._tbl.tblPr.append(told)
    made.add_paragraph()
