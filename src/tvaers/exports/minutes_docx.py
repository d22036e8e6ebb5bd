"""The agenda or the minutes as a Word document to go on with: real headings, a contents field, Danish language."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tvaers.exports.minutes_paper import CONTENTS, Line, MinutesPaper
from tvaers.exports.word import begun, finished

STYLES = {"item": "Heading 2", "section": "Heading 3", "bullet": "List Bullet", "point": "List Paragraph"}
"""The style of each kind of line; any other is Normal."""
ENTRY = "TOC 2"
FIELD = r'TOC \o "2-2" \h \z \u'


def write_docx(paper: MinutesPaper) -> bytes:
    """The document."""
    made = begun(paper.title, paper.stamp, margin=2.5, size=11)
    _dress(made)
    for line in paper.facts():
        _pair(made.add_paragraph(), line)
    made.add_paragraph(CONTENTS).runs[0].bold = True
    _contents(made, paper.contents())
    styles = {kind: made.styles[name].style_id for kind, name in STYLES.items()}
    for line in paper.lines():
        _write(made, line, styles.get(line.kind, ""))
    return finished(made)


def _dress(made: Any) -> None:
    """A style for the contents, and a page number at the foot."""
    for section in made.sections:
        _field(section.footer.paragraphs[0], "PAGE", "1")
    entry = made.styles.add_style(ENTRY, WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style = made.styles["Normal"]


def _write(made: Any, line: Line, style: str) -> None:
    """A paragraph. Its style is set by id: a look-up by name for each took ten times as long as all the rest."""
    paragraph = made.add_paragraph()
    if style:
        paragraph._p.style = style
    if line.kind == "point":
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1), Cm(-0.6)
        paragraph.add_run(f"{line.label}. {line.text}")
    elif line.kind == "journal":
        paragraph.add_run(f"{line.label} {line.text}").italic = True
    else:
        paragraph.add_run(line.text)


def _pair(paragraph: Any, line: Line) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3))
    paragraph.add_run(line.label).bold = True
    paragraph.add_run(f"\t{line.text}")


def _contents(made: Any, entries: list[str]) -> None:
    """A contents field that Word fills with page numbers when it is opened; the headings stand there until then."""
    first = made.add_paragraph(style=ENTRY)
    _mark(first, "begin", is_dirty=True)
    _instruct(first, FIELD)
    _mark(first, "separate")
    last = first
    for number, text in enumerate(entries):
        last = first if number == 0 else made.add_paragraph(style=ENTRY)
        last.add_run(text)
    _mark(last, "end")


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _instruct(paragraph, instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str, *, is_dirty: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if is_dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruct(paragraph: Any, instruction: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    paragraph.add_run()._r.append(text)
