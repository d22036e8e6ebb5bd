"""Work plans over the API: what pages can do it can, as its description says, and it tells nothing closed."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.api.conftest import Caller
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, held, world
from tests.web.forum_world import user
from tests.workplans.plan_world import activity, plan

from tvaers.engine.forums import actions as forums
from tvaers.engine.workplans.models import Coverage, Plan
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


@pytest.fixture
def keeper(made: World) -> Caller:  # noqa: ARG001
    return Caller(user("sekretariat", "forumsekretariat", "1081"))


@pytest.fixture
def found(made: World) -> Plan:
    return plan(made)


def test_an_activity_is_written_moved_on_and_published(keeper: Caller, found: Plan, made: World) -> None:
    base = f"/work-plans/{found.key}"
    with clock.fixed(BEFORE):
        written = keeper.post(f"{base}/activities", {
            "text": "Drøft data", "track": "1", "forum": made.first.key, "starts": "2025-09-23",
            "levels": ["political"],
        })  # fmt: skip
        assert (written[0], written[1]["key"], written[1]["meeting"]) == (200, "droeft-data", made.later.pk)
        gone_on = keeper.post(f"{base}/activities/droeft-data/progress", {"state": "begun"})
        assert (gone_on[0], gone_on[1]["standing"]) == (200, "I gang")
        assert keeper.post(f"{base}/versions", {"number": "1.0"})[0] == 200
        assert keeper.post(f"{base}/versions", {"number": "1.0"})[0] == 409
    assert keeper.get(f"{base}/versions/1.0")[1]["activities"][0]["state"] == "begun"
    assert keeper.get(f"{base}/changes") == (200, {"changes": [], "text": "Planen er ikke ændret siden sidst."})


def test_a_remark_is_answered_by_the_next_version(keeper: Caller, found: Plan, made: World) -> None:
    held(made)
    with clock.fixed(MEETING_AT):
        remark = forums.remark(actor=SYSTEM, item=made.item, text="Fælles data")
        answers = [{"item": made.item.slug, "number": remark.number}]
        given = {"text": "Data", "track": "1", "answers": answers}
        assert keeper.post(f"/work-plans/{found.key}/activities", given)[0] == 200
        (shown,) = keeper.get(f"/work-plans/{found.key}/remarks")[1]
        assert shown["answered_by"] == ["data"]
        keeper.post(f"/work-plans/{found.key}/versions", {"number": "1.0"})
    assert keeper.get(f"/work-plans/{found.key}/remarks") == (200, [])


@pytest.mark.parametrize(("level", "keys"), [("political", ["p"]), ("none", ["n"]), ("", ["n", "p"])])
def test_level_chooses(keeper: Caller, found: Plan, level: str, keys: list[str]) -> None:
    activity(found, "n")
    activity(found, "p", levels=["political"])
    answer = keeper.get(f"/work-plans/{found.key}/activities", level=level)[1]
    assert [one["key"] for one in answer] == keys


@pytest.mark.parametrize("path", ["/work-plans/ingen", "/work-plans/plan/activities/x", "/work-plans/plan/versions/9"])
def test_what_is_not_there_is_404(keeper: Caller, found: Plan, path: str) -> None:  # noqa: ARG001
    assert keeper.get(path)[0] == 404


def test_a_reader_keeps_no_plan(found: Plan) -> None:
    reader = Caller(user("medlem", "udvalgsmedlem", "0860"))
    assert reader.get("/work-plans")[1][0]["key"] == found.key
    assert reader.post(f"/work-plans/{found.key}/tracks", {"number": "2", "title": "To"})[0] == 403


def test_closed_remarks_and_what_is_being_prepared_are_for_the_inside(found: Plan, made: World) -> None:
    held(made)
    with clock.fixed(MEETING_AT):
        closed = forums.remark(actor=SYSTEM, item=made.item, text="Hemmelig")
    type(made.item).objects.filter(pk=made.item.pk).update(is_closed=True)
    activity(found, forum=made.first, starts=date(2025, 9, 23), answers=[closed])
    inside, outside = (Caller(user(name, role, "1081")) for name, role in
                       (("inde", "forumsekretariat"), ("ude", "udvalgsmedlem")))  # fmt: skip
    with clock.fixed(BEFORE):
        seen = [(len(one.get("/work-plans/plan/remarks")[1]), one.get("/work-plans/plan/activities/a")[1]["item"] != "")
                for one in (inside, outside)]  # fmt: skip
    assert seen == [(1, True), (0, False)]


def test_the_spreadsheet_has_each_activity_and_each_part(keeper: Caller, found: Plan) -> None:
    one = activity(found, text="=Dækning", starts=date(2025, 9, 1))
    Coverage.objects.create(activity=one, party="Aktiver")
    answer = keeper.client.get(f"/api/v1/work-plans/{found.key}/file.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book["Aktiviteter"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], row[4].date()) for row in rows] == [("Spor 1: Spor et", "=Dækning", date(2025, 9, 1))]
    assert book["Aktiviteter"]["B2"].data_type == "s"
    assert [row[:3] for row in book["Dækning"].iter_rows(min_row=2, values_only=True)] == [
        ("=Dækning", "Aktiver", "Planlagt")
    ]


def test_the_calendar_has_each_day_once_and_moves_with_the_meeting(keeper: Caller, found: Plan, made: World) -> None:
    activity(found, "a", text="Workshop", starts=date(2025, 10, 9))
    activity(found, "b", text="Uden dag")
    activity(found, "c", text="Møde", forum=made.first, starts=date(2025, 9, 23))

    def days() -> dict[str, str]:
        text = keeper.client.get(f"/api/v1/work-plans/{found.key}/file.ics").content.decode()
        return {part.split("SUMMARY:")[1].split("\r\n")[0]: part.split("VALUE=DATE:")[1][:8]
                for part in text.split("BEGIN:VEVENT")[1:]}  # fmt: skip

    assert days() == {"Workshop": "20251009", "Møde": "20250923"}
    with clock.fixed(BEFORE):
        forums.move_meeting(actor=SYSTEM, meeting=made.later, starts_at=made.later.starts_at.replace(day=26))
    assert days() == {"Workshop": "20251009", "Møde": "20250926"}
