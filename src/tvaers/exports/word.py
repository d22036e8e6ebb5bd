"""What every Word document of ours has (A4, Danish, black headings, a told title), and how it becomes a file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "da-DK"
BLACK = RGBColor(0, 0, 0)


def begun(title: str, stamp: datetime, *, margin: float, size: float) -> Any:
    """A document with its title as the first heading. `margin` to the sides in cm, `size` of the type in points."""
    made = Document()
    about = made.core_properties
    about.title, about.author, about.language, about.comments = title, "Tværs", LANGUAGE, ""
    about.created = about.modified = stamp.replace(tzinfo=None)
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(margin)
    for style in made.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith("Heading"):
            style.font.color.rgb = BLACK
    made.styles["Normal"].font.size = Pt(size)
    _speak_danish(made)
    made.add_heading(title, level=1)
    return made


def finished(made: Any) -> bytes:
    """The file."""
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _speak_danish(made: Any) -> None:
    """The language of all text that names none itself; spell check and screen readers go by it."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), LANGUAGE)
