"""The same minutes as TXT, DOCX and PDF give the same items; what is no minutes is refused in Danish."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
import typst
from docx import Document
from pypdf import PdfWriter
from tests.forums.reading.invented import TEXT, as_docx, as_pdf

from tvaers.engine.forums.reading import Minutes, read_minutes
from tvaers.kernel.errors import Problem

LOOKS = ("place", "level", "head_lines")


def facts(value: Any) -> Any:
    """A value without what belongs to the file and not to the minutes: places, depths and looks."""
    if isinstance(value, tuple):
        return tuple(facts(one) for one in value)
    if is_dataclass(value):
        return {one.name: facts(getattr(value, one.name)) for one in fields(value) if one.name not in LOOKS}
    return value


@pytest.fixture(scope="module")
def plain() -> Minutes:
    return read_minutes(TEXT.encode(), "invented.txt")


@pytest.fixture(scope="module", params=["docx", "pdf"])
def other(request: pytest.FixtureRequest) -> Minutes:
    content = as_docx() if request.param == "docx" else as_pdf()
    return read_minutes(content, f"invented.{request.param}")


def test_the_text_has_what_the_invention_says(plain: Minutes) -> None:
    assert [one.outcome for one in plain.items] == [
        "recorded",
        "approved",
        "approved_with_remarks",
        "discussed",
        "nothing_to_note",
    ]
    assert [one.cut for one in plain.contents] == [False, False, True, False, False]


def test_same_items(plain: Minutes, other: Minutes) -> None:
    assert facts(other.items) == facts(plain.items)


def test_same_people(plain: Minutes, other: Minutes) -> None:
    assert facts(other.participants) == facts(plain.participants)
    assert other.attendance == plain.attendance


def test_same_head(plain: Minutes, other: Minutes) -> None:
    assert [other.head.date, other.head.time, other.head.place] == [plain.head.date, plain.head.time, plain.head.place]


def test_places_tell_the_page_of_a_pdf() -> None:
    minutes = read_minutes(as_pdf(), "invented.pdf")
    assert minutes.items[0].place.page == 1
    assert str(minutes.items[-1].place).startswith("side 5, linje ")


def test_headers_and_page_numbers_are_told_apart() -> None:
    minutes = read_minutes(as_pdf(), "invented.pdf")
    assert {one.text for one in minutes.repeated} == {"Fælles Forretningsudvalg Referat", "1", "2", "3", "4", "5"}


def test_large_type_breaks_more_lines_and_tells_the_same(plain: Minutes) -> None:
    assert facts(read_minutes(as_pdf(size=15), "invented.pdf").items) == facts(plain.items)


def test_lines_broken_to_fit_a_page_are_put_together() -> None:
    broken = (
        "Referat fra møde i Strategisk Sundhedsforum den 21. maj 2026\n\nPunkt 1: Orientering: En titel\nBeslutning\n"
        "Strategisk Sundhedsforum tog orienteringen til efterretning med bemærkning\n"
        "om, at sekretariatet udsender en plan for overlevering af borgere, der\n"
        "flytter mellem sektorer, til alle parter i samarbejdet inden udgangen af\njuni.\n"
    )
    [remark] = read_minutes(broken.encode(), "a.txt").items[0].remarks
    assert remark.text.endswith("inden udgangen af juni.")


def test_a_table_of_participants_in_word() -> None:
    document = Document()
    document.add_heading("Referat af møde i Fælles Forretningsudvalg den 12. marts 2026", level=0)
    document.add_paragraph("Deltagere:")
    table = document.add_table(rows=0, cols=2)
    for name, place in (("Asta Ahorn", "Egeby Kommune"), ("Cilla Ceder", "Region Skov")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, place
    document.add_heading("1. Eventuelt", level=1)
    kept = io.BytesIO()
    document.save(kept)
    people = read_minutes(kept.getvalue(), "a.docx").participants
    assert [(one.organisation, one.side) for one in people] == [
        ("Egeby Kommune", "municipal"),
        ("Region Skov", "regional"),
    ]


def test_windows_text_is_read_and_told() -> None:
    minutes = read_minutes(
        "Referat fra Sundhedssamarbejdsudvalget\n1. Drøftelse: Økonomi\nDrøftet.".encode("cp1252"), "a.txt"
    )
    assert minutes.items[0].title == "Økonomi"
    assert minutes.findings[0].what == "Tegnsættet er usikkert"


def test_the_name_may_say_nothing() -> None:
    assert len(read_minutes(TEXT.encode(), "referat").items) == 5


def scanned() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.txt", "Filen har intet indhold."),
        (b" \n\n ", "a.txt", "Filen har intet indhold."),
        (bytes(range(256)) * 9, "a.txt", "Filen er ikke tekst, PDF eller et Word-dokument."),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "a.doc", "Filen er et ældre Word-dokument (.doc)."),
        (TEXT.encode(), "a.pdf", "Navnet siger en PDF-fil, men indholdet er ikke det."),
        (TEXT.encode(), "a.docx", "Navnet siger et Word-dokument, men indholdet er ikke det."),
        (b"%PDF-1.7 nothing more", "a.pdf", "Filen er ikke en hel PDF."),
        (b"PK\x03\x04 nothing more", "a.docx", "Filen er ikke et helt Word-dokument."),
        (scanned(), "a.pdf", "Filen ser ud til at være skannet: siderne er billeder."),
    ],
)
def test_refused_with_what_why_and_what_to_do(content: bytes, name: str, why: str) -> None:
    with pytest.raises(Problem) as refused:
        read_minutes(content, name)
    assert refused.value.why == why
    assert refused.value.what.startswith(name)
    assert refused.value.do


def test_a_page_without_text_is_told() -> None:
    source = "Referat fra Sundhedssamarbejdsudvalget\n\nPunkt 1: Eventuelt\n\nDrøftet.\n#pagebreak()\n#rect()"
    minutes = read_minutes(bytes(typst.compile(source.encode())), "a.pdf")
    assert [one.what for one in minutes.findings if one.kind == "missing"][0] == "Side 2 har ingen tekst"
