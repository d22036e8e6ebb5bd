"""A budget paper as a Word document to go on with: real headings, real tables with a repeated head, Danish language.

Pictures are left to the PDF; the table under each of them is here.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Text
from tvaers.exports.word import LANGUAGE

BLACK = RGBColor(0, 0, 0)


def write_docx(paper: Paper) -> bytes:
    """The document."""
    made = Document()
    _dress(made, paper)
    made.add_heading(paper.title, level=1)
    if paper.lead:
        made.add_paragraph(paper.lead)
    for label, text in paper.facts:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)
    for block in paper.blocks:
        _write(made, block)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _dress(made: Any, paper: Paper) -> None:
    about = made.core_properties
    about.title, about.author, about.language, about.comments = paper.title, "Tværs", LANGUAGE, ""
    about.created = about.modified = paper.stamp.replace(tzinfo=None)
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    for style in made.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith("Heading"):
            style.font.color.rgb = BLACK
    made.styles["Normal"].font.size = Pt(10.5)
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), LANGUAGE)


def _write(made: Any, block: Block) -> None:
    if isinstance(block, Heading):
        heading = made.add_heading(block.text, level=block.level)
        heading.paragraph_format.page_break_before = block.new_page
    elif isinstance(block, Text):
        made.add_paragraph(block.text)
    elif isinstance(block, Grid):
        _grid(made, block)


def _grid(made: Any, grid: Grid) -> None:
    caption = made.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(grid.caption).bold = True
    table = made.add_table(rows=0, cols=len(grid.headings), style="Light List")
    for number, cells in enumerate([grid.headings, *grid.rows]):
        is_bold = not number or number - 1 in grid.sums
        for at, (cell, text) in enumerate(zip(table.add_row().cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold, run.font.size = is_bold, Pt(9)
            run.font.color.rgb = BLACK if number else RGBColor(255, 255, 255)
            if at >= grid.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    made.add_paragraph()
