"""Agendas and minutes as PDF and Word: both say what the document says, in its order, and read well aloud."""

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from tvaers.engine.forums.minutes import Answered, Met, Said, Task, Treated, made
from tvaers.engine.forums.reading import read_minutes
from tvaers.exports.minutes_docx import ENTRY, write_docx
from tvaers.exports.minutes_paper import CONTENTS, MinutesPaper
from tvaers.exports.minutes_pdf import write_pdf
from tvaers.kernel import clock

TREATED = Treated(
    id=1, number="1", title="Aftale om *hjælpemidler* #skidt", kinds=("approval",), journal="1-01-72-1-25",
    sections=(("Resumé", "Aftalen er revideret."), ("Sagsfremstilling", "Det er sket:\n- møde i maj\n- høring\nSlut.")),
    points=(
        Answered(11, 1, "Godkender aftalen.", "approved_with_remarks"),
        Answered(12, 2, "Sender den videre.", "approved"),
    ),
    outcome="approved_with_remarks", remarks=(Said(21, "remark", "Ret navnet."),),
    tasks=(Task(31, "Retter navnet.", "Sekretariatet", "01-09-2025"),), papers=("Aftalen.pdf",),
)  # fmt: skip
MET = Met(
    id=1, forum="Fælles Forretningsudvalg", short="FFU", day="22-08-2025", time="12.00", place="Mødelokale D",
    leader="Formand for kommunerne",
    people=(("Formand for kommunerne", "Thisted Kommune", "", "present", "", 1), ("Medlem", "", "", "excused", "", 2)),
    items=(TREATED, Treated(id=2, number="2", title="Eventuelt", kinds=(), outcome="nothing_to_note")),
)  # fmt: skip


def paper(met: Met = MET, **changes: Any) -> MinutesPaper:
    given = {"short": "FFU", "state": "Version 1, udkast", "stamp": datetime(2025, 8, 22, 14, tzinfo=clock.COPENHAGEN)}
    return MinutesPaper(made(met, with_closed=True).as_json(), **{**given, **changes})


def expected(one: MinutesPaper) -> list[str]:
    """Every line of the paper below the contents, as its reader meets it."""
    labels = {"point": "{0.label}. {0.text}", "journal": "{0.label} {0.text}"}
    return [labels.get(line.kind, "{0.text}").format(line) for line in one.lines()]


def pdf_words(one: MinutesPaper) -> str:
    """The text of the PDF without its feet, one space between words."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(write_pdf(one))).pages]
    lines = [line for page in pages for line in page.split("\n") if " af " not in line or "Side" not in line]
    return " ".join(" ".join(lines).replace("•", " ").split())


def docx_lines(one: MinutesPaper) -> list[str]:
    """The paragraphs of the Word document below the contents."""
    found = read_docx(BytesIO(write_docx(one))).paragraphs
    last = max(place for place, each in enumerate(found) if each.style is not None and each.style.name == ENTRY)
    return [each.text for each in found[last + 1 :]]


def test_word_document_says_what_the_document_says() -> None:
    assert docx_lines(paper()) == expected(paper())


def test_pdf_says_what_the_document_says_in_its_order() -> None:
    text, place = pdf_words(paper()), 0
    for line in [CONTENTS, *expected(paper())]:
        place = text.find(line, place)
        assert place >= 0, line


def test_a_section_that_is_left_out_of_the_document_is_in_neither() -> None:
    bare = paper(replace(MET, items=(replace(TREATED, sections=()),)))
    assert "Resumé" not in pdf_words(bare) and "Resumé" not in docx_lines(bare)


def test_pdf_is_tagged_and_danish() -> None:
    root: Any = PdfReader(BytesIO(write_pdf(paper()))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "da-DK"
    assert re.search(rb"pdfuaid:part>1<", root["/Metadata"].get_object().get_data())


def test_pdf_has_an_outline_of_the_items() -> None:
    reader = PdfReader(BytesIO(write_pdf(paper())))
    titles = [one.title for level in reader.outline for one in (level if isinstance(level, list) else [level])]
    assert {"Mødedeltagere", "Punkt 2: Eventuelt"} <= set(titles)


def test_contents_of_the_pdf_have_page_numbers() -> None:
    first = PdfReader(BytesIO(write_pdf(paper()))).pages[0].extract_text()
    entry = next(line for line in first.split("\n") if line.startswith("Punkt 2: Eventuelt"))
    assert entry.rstrip().endswith("1")


def test_word_document_has_headings_and_a_contents_field() -> None:
    found = read_docx(BytesIO(write_docx(paper())))
    styles = {each.text: each.style.name for each in found.paragraphs if each.style is not None}
    assert styles["Punkt 2: Eventuelt"] == "Heading 2" and styles["Beslutning"] == "Heading 3"
    instructions = [each.text for each in found.element.body.iter(qn("w:instrText"))]
    assert any(one and one.startswith("TOC") for one in instructions)


def test_word_document_is_danish() -> None:
    found = read_docx(BytesIO(write_docx(paper())))
    languages = {each.get(qn("w:val")) for each in found.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"} and found.core_properties.language == "da-DK"


def test_the_agenda_has_no_decision() -> None:
    agenda = paper(replace(MET, is_agenda=True))
    assert agenda.title.startswith("Dagsorden") and "Beslutning" not in docx_lines(agenda)


def test_markup_in_a_title_stays_text() -> None:
    assert "Aftale om *hjælpemidler* #skidt" in pdf_words(paper())


@pytest.mark.parametrize(("short", "stem"), [("FFU", "ffu"), ("Ældre & Ø", "eldre-o")])
def test_the_file_is_named_after_forum_and_day(short: str, stem: str) -> None:
    assert paper(short=short).file_stem == f"referat-{stem}-2025-08-22"


@pytest.mark.parametrize(("write", "name"), [(write_pdf, "a.pdf"), (write_docx, "a.docx")])
def test_what_we_print_reads_back_with_closed_items_closed(write: Any, name: str) -> None:
    met = replace(MET, items=(TREATED, replace(TREATED, id=3, number="L1", title="Salg", is_closed=True), MET.items[1]))
    found = read_minutes(write(paper(met)), name).items
    told = [(one.number, one.closed, [point.outcome for point in one.points]) for one in found]
    answers = ["approved_with_remarks", "approved"]
    assert told == [("1", False, answers), ("L1", True, answers), ("2", False, [])]
    assert [one.text for one in found[0].remarks] == ["Ret navnet."]
