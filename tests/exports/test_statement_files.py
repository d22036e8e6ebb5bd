"""The files of a statement, read back: they add up to it, they say why, and no text in them can run as a formula."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader
from tests.access.world import K1, contact, person, settle, statement_of, usual_rows

from tvaers.exports import statement_xlsx
from tvaers.exports.cells import safe
from tvaers.exports.statement import PaperLine, StatementPaper
from tvaers.exports.statement_csv import BATCH, DANISH, ISO, csv_text
from tvaers.exports.statement_pdf import write_pdf
from tvaers.exports.statement_xlsx import write_xlsx
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
HELD = "BA21.contacts.20210304.k4.1"


def sheets(paper: StatementPaper) -> Any:
    with write_xlsx(paper) as file:
        return openpyxl.load_workbook(BytesIO(file.read()))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def danish(paper: StatementPaper) -> list[dict[str, str]]:
    text = "".join(csv_text(paper, DANISH)).removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def iso(paper: StatementPaper) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(csv_text(paper, ISO)))))


def pdf_text(paper: StatementPaper) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(write_pdf(paper))).pages)


def oere(amount: str | float) -> int:
    return int(Decimal(str(amount)) * 100)


def test_spreadsheet_adds_up_to_the_statement(paper: StatementPaper) -> None:
    amounts = [row[6] for row in rows(sheets(paper)["Linjer"])[1:]]
    assert sum(oere(amount) for amount in amounts) == paper.statement.amount == 180_000


def test_spreadsheet_has_a_sheet_for_each_subject(paper: StatementPaper) -> None:
    assert sheets(paper).sheetnames == ["Opgørelse", "Linjer", "Bestemmelser", "Tilbageholdt"]


def test_spreadsheet_has_the_facts_and_the_control_sums(paper: StatementPaper) -> None:
    front = {row[0]: row[1] for row in rows(sheets(paper)["Opgørelse"])[2:]}
    assert (front["Beløb i kr."], front["Tilbageholdt i kr."]) == (1800, 900)
    assert front["Første dag"] == datetime(2021, 1, 1)
    assert front["Kontrol: Summen af linjerne er opgørelsens beløb"] == "Stemmer"
    assert front["Kvittering"] == paper.run.receipt


def test_spreadsheet_line_has_day_clause_and_reason(paper: StatementPaper) -> None:
    line = rows(sheets(paper)["Linjer"])[1]
    assert (line[0], line[1], line[4], line[6]) == (K1, datetime(2021, 3, 4), "BA-4.1a", 900)
    assert line[5]


def test_spreadsheet_amounts_show_two_decimals(paper: StatementPaper) -> None:
    assert sheets(paper)["Linjer"]["G2"].number_format == "#,##0.00"


def test_spreadsheet_clauses_add_up_to_the_statement(paper: StatementPaper) -> None:
    found = rows(sheets(paper)["Bestemmelser"])[1:]
    assert [(row[0], row[4], row[5]) for row in found] == [("BA-4.1a", 2, 1800)]


def test_spreadsheet_has_the_held_rows(paper: StatementPaper) -> None:
    found = rows(sheets(paper)["Tilbageholdt"])[1:]
    assert [(row[0], row[6]) for row in found] == [(HELD, 900)]


def test_full_sheet_goes_on_in_the_next(paper: StatementPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_xlsx, "MOST_ROWS", 1)
    book = sheets(paper)
    assert [len(rows(book[name])) for name in ("Linjer", "Linjer 2")] == [2, 2]


@pytest.mark.parametrize("read", [danish, iso])
def test_csv_adds_up_to_the_statement(paper: StatementPaper, read: Any) -> None:
    column = "Beløb i kr." if read is danish else "amount_dkk"
    assert sum(oere(row[column].replace(",", ".")) for row in read(paper)) == paper.statement.amount


def test_danish_csv_is_for_a_danish_spreadsheet(paper: StatementPaper) -> None:
    first = danish(paper)[0]
    assert "".join(csv_text(paper, DANISH)).startswith("\ufeffLinje;Dag;")
    assert (first["Dag"], first["Beløb i kr."], first["Bestemmelse"]) == ("04-03-2021", "900,00", "BA-4.1a")


def test_iso_csv_is_for_machines(paper: StatementPaper) -> None:
    first = iso(paper)[0]
    assert (first["day"], first["amount_dkk"], first["reversal"]) == ("2021-03-04", "900.00", "false")


def test_reversals_are_negative_and_named(paper: StatementPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    line = replace(next(paper.lines()), amount=-90_000, is_reversal=True)
    monkeypatch.setattr(StatementPaper, "lines", lambda self: iter([line]))
    assert (danish(paper)[0]["Beløb i kr."], danish(paper)[0]["Rettelse"]) == ("-900,00", "Tilbageførsel")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_could_be_a_formula_gets_a_mark(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"


def test_other_text_is_left_alone() -> None:
    assert safe("k=1") == "k=1"


@pytest.fixture
def formula() -> StatementPaper:
    """A statement of one contact whose number is a formula."""
    run = settle({**usual_rows(), "contacts": [contact("=1+1")]})
    return StatementPaper(System(), statement_of(run))


def test_formula_in_csv_is_text(formula: StatementPaper) -> None:
    assert (danish(formula)[0]["Nummer"], iso(formula)[0]["source"]) == ("'=1+1", "'=1+1")


def test_formula_in_spreadsheet_is_text(formula: StatementPaper) -> None:
    cell = sheets(formula)["Linjer"]["D2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_csv_is_given_a_batch_at_a_time(paper: StatementPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def endless(self: StatementPaper) -> Iterator[PaperLine]:
        nonlocal taken
        while True:
            taken += 1
            yield PaperLine("id", date(2021, 1, 1), "t", "s", "c", "r", "w", 1, False)

    monkeypatch.setattr(StatementPaper, "lines", endless)
    pieces = csv_text(paper, ISO)
    next(pieces)
    next(pieces)
    assert taken == BATCH


def test_pdf_has_total_parties_clause_and_receipt(paper: StatementPaper) -> None:
    text = pdf_text(paper)
    for words in ("1.800,00 kr.", "1081", "1082", "BA-4.1a", "Hvorfor BA-4.1a", "Stemmer", paper.run.receipt[:16]):
        assert words in text


def test_pdf_is_made_for_reading_aloud(paper: StatementPaper) -> None:
    reader = PdfReader(BytesIO(write_pdf(paper)))
    assert reader.trailer["/Root"]["/Lang"] == "da-DK"
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert reader.metadata.title.startswith(f"Opgørelse {paper.statement.pk}")


def test_pdf_says_where_the_other_lines_are(paper: StatementPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tvaers.exports.statement_pdf.SHOWN", 1)
    assert "De øvrige 1 er i regnearket" in pdf_text(paper)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("opgoerelse.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("opgoerelse.csv", "text/csv; charset=utf-8"),
        ("opgoerelse.csv?format=iso", "text/csv; charset=utf-8"),
        ("opgoerelse.pdf", "application/pdf"),
    ],
)
def test_page_gives_the_file_to_those_who_may_see_it(paper: StatementPaper, name: str, kind: str) -> None:
    client = Client()
    client.force_login(person("nord", "afregner", "1081"))
    answer = client.get(f"/afregning/opgoerelser/{paper.statement.pk}/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)


def test_page_keeps_the_file_from_others(paper: StatementPaper) -> None:
    client = Client()
    client.force_login(person("syd", "afregner", "1083"))
    assert client.get(f"/afregning/opgoerelser/{paper.statement.pk}/opgoerelse.csv").status_code == 404
