"""The decision register: a row for each point, typed cells, the same in both formats, and no formula."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from tests.forums.forum_world import SYSTEM, World, at, decided, held, world

from tvaers.engine.forums import actions, queries
from tvaers.exports.decision_register import HEADINGS, csv_lines, write_xlsx
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
MEETING = at(2025, 8, 22, 12, 30)


@pytest.fixture
def made() -> World:
    """A decision with a remark, another wording and a follow-up."""
    built = held(world())
    with clock.fixed(MEETING):
        remark = actions.remark(actor=SYSTEM, item=built.item, text="=Ret navnet", point=1)
        actions.answer_remark(actor=SYSTEM, remark=remark, answer="Rettet")
        actions.follow_up(actor=SYSTEM, item=built.item, text="Skriv brev.", owner="Regionen", due=date(2025, 9, 1))
        actions.decide(actor=SYSTEM, item=built.item, point=2, outcome="approved", decided_text="Sender den til alle.")
        actions.decide(actor=SYSTEM, item=built.item, point=1, outcome="approved_with_remarks")
        actions.conclude(actor=SYSTEM, item=built.item)
    return built


def sheet(name: str) -> list[dict[str, Any]]:
    with write_xlsx(SYSTEM, queries.decisions(SYSTEM)) as file:
        head, *rows = openpyxl.load_workbook(BytesIO(file.read()))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_each_point_is_a_row(made: World) -> None:
    rows = sheet("Beslutninger")
    assert [(row["Indstillingspunkt"], row["Udfald"]) for row in rows] == [
        (1, "Godkendt med bemærkninger"),
        (2, "Godkendt"),
    ]
    assert rows[1]["Besluttet ordlyd"] == "Sender den til alle." and rows[0]["Besluttet ordlyd"] is None


def test_a_day_is_a_day_and_the_item_has_its_printed_number(made: World) -> None:
    row = sheet("Beslutninger")[0]
    assert row["Mødedato"] == datetime(2025, 8, 22) and row["Punkt"] == "2"


def test_a_follow_up_has_owner_due_day_and_state(made: World) -> None:
    [row] = sheet("Opfølgninger")
    assert (row["Ansvarlig"], row["Frist"], row["Status"]) == ("Regionen", datetime(2025, 9, 1), "Åben")
    assert sheet("Beslutninger")[0]["Opfølgninger"] == "Skriv brev – Regionen, frist 01-09-2025 (åben)"


def test_a_remark_stands_with_its_point_and_its_answer(made: World) -> None:
    first, second = sheet("Beslutninger")
    assert first["Bemærkninger"] == "Bemærkning: =Ret navnet (Svar: Rettet)" and second["Bemærkninger"] is None


def test_both_formats_have_the_same_rows(made: World) -> None:
    text = "".join(csv_lines(SYSTEM, queries.decisions(SYSTEM))).removeprefix("\ufeff")
    lines = list(csv.DictReader(StringIO(text), delimiter=";"))
    for row, line in zip(sheet("Beslutninger"), lines, strict=True):
        assert {key: _shown(row[key]) for key in HEADINGS} == line


def _shown(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, datetime) else "" if value is None else str(value)


def test_an_item_without_points_is_one_row() -> None:
    built = held(world())
    [standing] = [one for one in built.meeting.items.all() if one.standing]
    with clock.fixed(MEETING):
        actions.decide(actor=SYSTEM, item=standing, outcome="approved", words="Uden bemærkninger.")
        actions.conclude(actor=SYSTEM, item=standing)
    [row] = sheet("Beslutninger")
    assert row["Begrundelse og ord"] == "Uden bemærkninger." and row["Indstillingspunkt"] is None


def test_a_text_that_looks_like_a_formula_is_text_in_csv() -> None:
    built = held(world())
    built.item.title = "=1+1"
    built.item.save()
    decided(built, "approved", "approved")
    assert "'=1+1" in "".join(csv_lines(SYSTEM, queries.decisions(SYSTEM)))
