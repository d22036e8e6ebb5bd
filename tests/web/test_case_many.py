"""Many cases at once: what can be done, what is refused and why, each case by itself, and the files of the chosen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.cases.conftest import person
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.cases import together

__all__ = ["case_world", "trial", "world"]

WITHDRAW, ANSWER = "request/withdraw", "request/answer"


def posted(world: CaseWorld, user: Any, rows: list[Any], **given: str) -> Any:
    """The answer to a step with these cases ticked."""
    marks = [row if isinstance(row, str) else row.number for row in rows]
    return world.client(user).post(reverse("cases:many"), {"valgt": marks, "fra": "/forloeb/alle/request", **given})


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def marked(rows: list[Any]) -> list[str]:
    return [f"{row.number}.{row.version}" for row in rows]


def states(world: CaseWorld, rows: list[Any]) -> list[str]:
    return [world.newest(row).state for row in rows]


def test_only_what_can_be_done_alike_is_offered_with_how_many_can(case_world: CaseWorld) -> None:
    rows = [case_world.request(), case_world.request()]
    case_world.act(case_world.receiver, rows[0], "ask", question="Hvilken?")
    page = text(posted(case_world, case_world.nurse, rows))
    assert "(2 af 2)" in page and 'value="request/withdraw"' in page
    assert 'value="request/answer_question"' in page and "(1 af 2)" in page
    assert "change_step" not in page and 'value="request/answer"' not in page


def test_what_needs_nothing_is_confirmed_before_it_happens(case_world: CaseWorld) -> None:
    rows = [case_world.request(), case_world.request()]
    page = text(posted(case_world, case_world.nurse, rows, haendelse=WITHDRAW))
    assert all(f'value="{mark}"' in page for mark in marked(rows)) and "Træk tilbage i 2 forløb" in page
    assert states(case_world, rows) == ["sent", "sent"]


def test_it_happens_in_each_case_and_the_page_tells_how_it_went(case_world: CaseWorld) -> None:
    rows = [case_world.request(), case_world.request()]
    page = text(posted(case_world, case_world.nurse, marked(rows), haendelse=WITHDRAW, trin="goer"))
    assert "er registreret i 2 forløb" in page
    assert states(case_world, rows) == ["withdrawn", "withdrawn"]


def test_what_is_refused_is_told_with_its_reason_and_stops_no_other(case_world: CaseWorld) -> None:
    rows = [case_world.request("Seng"), case_world.request("Stol")]
    rows[0] = case_world.act(case_world.nurse, rows[0], "withdraw")
    page = text(posted(case_world, case_world.nurse, rows, haendelse=WITHDRAW))
    assert "Forløbet er »Trukket tilbage«" in page and "Træk tilbage i 1 forløb" in page
    text(posted(case_world, case_world.nurse, marked(rows), haendelse=WITHDRAW, trin="goer"))
    assert states(case_world, rows) == ["withdrawn", "withdrawn"]


def test_a_case_that_somebody_changed_meanwhile_is_left_alone(case_world: CaseWorld) -> None:
    rows = [case_world.request(), case_world.request()]
    seen = marked(rows)
    case_world.act(case_world.receiver, rows[0], "ask", question="Hvilken?")
    page = text(posted(case_world, case_world.nurse, seen, haendelse=WITHDRAW, trin="goer"))
    assert "Forløbet er ændret, siden du åbnede det." in page
    assert states(case_world, rows) == ["waiting", "withdrawn"]


def test_the_same_words_are_given_to_all_and_shown_first(case_world: CaseWorld) -> None:
    rows = [case_world.request("Seng"), case_world.request("Stol")]
    form = text(posted(case_world, case_world.receiver, rows, haendelse=ANSWER))
    assert 'name="reply"' in form and "2 forløb" in form
    page = text(posted(case_world, case_world.receiver, rows, haendelse=ANSWER, trin="se", reply="Ja tak"))
    assert "Ja tak" in page and "Svar i 2 forløb" in page and states(case_world, rows) == ["sent", "sent"]
    given = {"haendelse": ANSWER, "trin": "goer", "reply": "Ja tak"}
    text(posted(case_world, case_world.receiver, marked(rows), **given))
    assert [case_world.newest(row).data["reply"] for row in rows] == ["Ja tak", "Ja tak"]


def test_what_is_missing_is_told_at_its_field(case_world: CaseWorld) -> None:
    rows = [case_world.request("Seng"), case_world.request("Stol")]
    page = text(posted(case_world, case_world.receiver, rows, haendelse=ANSWER, trin="se"))
    assert 'name="reply"' in page and "form-error" in page and "Se, hvad der vil ske" in page


def test_a_guard_of_one_case_is_told_on_the_confirming_page(case_world: CaseWorld) -> None:
    rows = [case_world.request("Seng"), case_world.request("Dyr", amount="900000")]
    page = text(posted(case_world, case_world.receiver, rows, haendelse=ANSWER, trin="se", reply="Ja"))
    assert "Beløbet er over grænsen." in page and "Svar i 1 forløb" in page


def test_the_cases_of_others_are_as_those_that_are_not_there(case_world: CaseWorld) -> None:
    own, other = case_world.request("Mit"), case_world.request("Hemmeligt")
    stranger = person("s", "sygeplejerske", "afsnit-b")
    answer = posted(case_world, stranger, [own, other], haendelse=WITHDRAW, trin="goer")
    assert "Du har ikke valgt nogen forløb." in text(answer, 400) and "Hemmeligt" not in answer.content.decode()
    assert states(case_world, [own, other]) == ["sent", "sent"]
    page = text(posted(case_world, case_world.nurse, [own, "ANM-2222-2222"], haendelse=WITHDRAW))
    assert "Forløbet findes ikke, eller du har ikke adgang til det." in page


@pytest.mark.parametrize(("count", "status"), [(together.MOST, 200), (together.MOST + 1, 400)])
def test_so_many_and_no_more_at_once(case_world: CaseWorld, count: int, status: int) -> None:
    row = case_world.request()
    numbers = [row.number, *(f"ANM-{place:04}-2222" for place in range(count - 1))]
    text(posted(case_world, case_world.nurse, numbers), status)


def test_an_event_that_is_its_own_in_each_case_cannot_be_asked_for(case_world: CaseWorld) -> None:
    text(posted(case_world, case_world.nurse, [case_world.request()], haendelse="request/change_step"), 404)


def test_the_way_back_leads_nowhere_else(case_world: CaseWorld) -> None:
    page = text(posted(case_world, case_world.nurse, [case_world.request()], fra="https://andet.example/"))
    assert "andet.example" not in page


def test_the_chosen_come_as_files_with_the_columns_of_the_list(case_world: CaseWorld) -> None:
    rows = [case_world.request("Seng", amount="10"), case_world.request("Stol", amount="20")]
    given = {"valgt": [rows[1].number], "type": "request", "kol": ["amount", "tur.skridt"]}
    answer = case_world.client(case_world.nurse).post(reverse("cases:many_file", args=["xlsx"]), given)
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    cells = [[cell.value for cell in line] for line in sheet.rows]
    assert [line[0] for line in cells] == ["Nummer", rows[1].number]
    assert cells[0][2:4] == ["Beløb", "Næste skridt"] and cells[1][2] == 20


def test_a_file_holds_nothing_of_others(case_world: CaseWorld) -> None:
    row = case_world.request("Hemmeligt")
    stranger = person("s", "sygeplejerske", "afsnit-b")
    given = {"valgt": [row.number], "type": "request"}
    answer = case_world.client(stranger).post(reverse("cases:many_file", args=["csv"]), given)
    assert row.number not in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_lists_and_worklist_have_a_box_for_each_case(case_world: CaseWorld) -> None:
    row = case_world.request()
    box = f'name="valgt" value="{row.number}"'
    assert box in case_world.page(case_world.nurse, "list", "request")
    assert box in case_world.page(case_world.receiver, "home")
