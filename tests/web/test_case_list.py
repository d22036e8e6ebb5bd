"""The list of a type's cases and its files, and the page that explains the type."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.cases.conftest import person
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.exports.case_columns import value_of
from tvaers.kernel.case_types import CaseType
from tvaers.web.cases.diagram import picture, ways_of

__all__ = ["case_world", "trial", "world"]

PRINTABLE = {"subject": "=1+1", "amount": "1.234,50", "happens_on": "2026-03-06"}


def test_the_list_leaves_out_what_the_filter_does_not_let_through(case_world: CaseWorld) -> None:
    row = case_world.request("Seng")
    case_world.act(case_world.receiver, row, "ask", question="Hvilken?")
    case_world.request("Stol")
    page = case_world.page(case_world.nurse, "list", "request", tilstand="waiting")
    assert "Seng" in page and "Stol" not in page


@pytest.mark.parametrize(("shown", "is_there"), [("", False), ("lukkede", True), ("alle", True)])
def test_closed_cases_are_shown_when_they_are_asked_for(case_world: CaseWorld, shown: str, is_there: bool) -> None:
    row = case_world.request("Seng")
    case_world.act(case_world.nurse, row, "withdraw")
    assert (row.number in case_world.page(case_world.nurse, "list", "request", aabne=shown)) is is_there


def test_the_list_can_be_turned_around(case_world: CaseWorld) -> None:
    first, second = case_world.request("Første"), case_world.request("Anden")
    page = case_world.page(case_world.nurse, "list", "request", orden="-oprettet")
    assert page.index(second.number) < page.index(first.number)


def test_only_the_chosen_columns_are_shown(case_world: CaseWorld) -> None:
    case_world.request("Seng", amount="1000")
    page = case_world.page(case_world.nurse, "list", "request", kol="amount")
    assert "1.000,00 kr." in page and "<td" in page and ">Seng<" not in page


def test_a_cpr_number_in_the_address_of_the_list_finds_nothing(case_world: CaseWorld) -> None:
    case_world.request("Seng")
    assert "Brug søgefeltet" in case_world.page(case_world.nurse, "list", "request", soeg="0101901234")


def test_a_stranger_has_an_empty_list(case_world: CaseWorld) -> None:
    row = case_world.request("Seng")
    stranger = person("s", "sygeplejerske", "afsnit-b")
    assert row.number not in case_world.page(stranger, "list", "request", aabne="alle")


def file_of(case_world: CaseWorld, form: str) -> bytes:
    case_world.request(**PRINTABLE)
    answer = case_world.client(case_world.nurse).get(
        reverse("cases:list", args=["request"]), {"hent": form, "kol": ["subject", "amount", "happens_on"]}
    )
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_spreadsheet_has_typed_cells_and_no_formula(case_world: CaseWorld) -> None:
    sheet = load_workbook(BytesIO(file_of(case_world, "xlsx"))).active
    cells = [cell.value for cell in list(sheet.rows)[1]]
    assert cells[2:5] == ["=1+1", 1234.5, datetime(2026, 3, 6)]
    assert list(sheet.rows)[1][2].data_type == "s"


def test_the_csv_is_danish_and_has_no_formula(case_world: CaseWorld) -> None:
    text = file_of(case_world, "csv").decode()
    assert ";'=1+1;1234,50;06-03-2026;" in text


def test_a_file_of_another_kind_is_refused(case_world: CaseWorld) -> None:
    answer = case_world.client(case_world.nurse).get(reverse("cases:list", args=["request"]), {"hent": "exe"})
    assert answer.status_code == 404


def test_the_type_page_tells_states_deadlines_and_who_may_what(case_world: CaseWorld) -> None:
    page = case_world.page(case_world.nurse, "type", "request")
    assert all(text in page for text in ("Afventer afsender", "Svar på anmodningen", "»Send anmodning«", "Beløbet er"))


def test_the_picture_marks_where_the_case_is(case_world: CaseWorld) -> None:
    row = case_world.request()
    assert "Forløbet er nu »Sendt«" in case_world.page(case_world.nurse, "type", "request", forloeb=row.number)


def test_the_type_page_tells_strangers_nothing_of_a_case(case_world: CaseWorld) -> None:
    row = case_world.request()
    stranger = case_world.client(person("s", "sygeplejerske", "afsnit-b"))
    address = reverse("cases:type", args=["request"])
    assert stranger.get(address, {"forloeb": row.number}).status_code == 404


@pytest.fixture
def type(trial: Any) -> CaseType:
    return trial.case_types["request"]


def test_every_way_between_two_states_is_drawn_once(type: CaseType) -> None:
    assert len(picture(type).arrows) == len(ways_of(type))


def test_no_box_lies_on_another_or_outside_the_picture(type: CaseType) -> None:
    drawn = picture(type)
    tops = [box.y for box in drawn.boxes]
    assert tops == sorted(set(tops)) and tops[-1] + drawn.box_height <= drawn.height
    assert all(box.x >= 0 and box.x + drawn.box_width <= drawn.width for box in drawn.boxes)


def test_a_day_of_a_field_is_a_day_in_the_file(type: CaseType) -> None:
    assert value_of(type.field("happens_on"), "2026-03-06") == date(2026, 3, 6)
