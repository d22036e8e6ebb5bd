"""Forums over the API: a meeting from its planning to approved minutes, papers, search, and refusals as elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.world import person
from tests.forums.forum_world import BEFORE, MEETING_AT, World, at, decided, held, minuted, seated_user, world

from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.models import Paper, Person
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def early() -> Iterator[None]:
    """The first of August 2025."""
    with clock.fixed(BEFORE):
        yield


@pytest.fixture
def made() -> World:
    return world()


@pytest.fixture
def secretary(caller: Call, made: World) -> Any:
    """The secretariat of the forums."""
    return caller(person("sekretariat", "forumsekretariat", "1081"))


@pytest.fixture
def stranger(caller: Call) -> Any:
    """Somebody with a role who sits in no forum."""
    return caller(person("udenfor", "udvalgsmedlem", "0813"))


def good(answer: tuple[int, Any]) -> Any:
    assert answer[0] == 200, answer
    return answer[1]


def a_file(name: str = "notat.txt", content: bytes = b"Tekst") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_matter_from_opening_to_agenda(secretary: Any, made: World) -> None:
    matter = good(secretary.post("/forums/ffu/matters", {"title": "Ny aftale", "journal": "1-23", "route": ["ffu"]}))
    item = good(
        secretary.post(
            "/forums/ffu/items",
            {
                "matter": matter["number"], "kinds": ["approval"], "points": ["Godkender aftalen."],
                "sections": [{"kind": "case", "text": "Sådan er den."}], "meeting": made.meeting.pk,
            },
        )
    )  # fmt: skip
    assert [one["slug"] for one in good(secretary.get("/forums/ffu/pipeline"))] == [item["slug"]]
    put = good(secretary.post(f"/items/{item['slug']}/put-on-agenda", {"meeting": made.meeting.pk}))
    assert (put["state"], put["number"], put["sections"][0]["heading"]) == ("agenda", "3", "Sagsfremstilling")
    assert good(secretary.get(f"/matters/{matter['number']}"))["items"][0]["slug"] == item["slug"]


def test_the_order_of_an_agenda_is_given_by_slugs(secretary: Any, made: World) -> None:
    rows = good(secretary.get(f"/meetings/{made.meeting.pk}"))["items"]
    order = [one["slug"] for one in reversed(rows)]
    after = good(secretary.post(f"/meetings/{made.meeting.pk}/order", {"order": order}))
    assert [one["slug"] for one in after["items"]] == order


def test_a_meeting_is_planned_moved_and_cancelled(secretary: Any, made: World) -> None:
    one = good(secretary.post("/forums/ffu/meetings", {"starts_at": "2025-10-01T12:00:00+02:00", "place": "A"}))
    moved = good(secretary.post(f"/meetings/{one['id']}/move", {"starts_at": "2025-10-02T12:00:00+02:00"}))
    assert moved["uid"] == one["uid"] and moved["sequence"] == one["sequence"] + 1 and moved["place"] == "A"
    assert good(secretary.post(f"/meetings/{one['id']}/cancel", {"reason": "Ferie"}))["state"] == "cancelled"


def test_a_meeting_from_its_beginning_to_minutes_that_are_sent(secretary: Any, made: World) -> None:
    meeting, item = f"/meetings/{made.meeting.pk}", f"/items/{made.item.slug}"
    good(secretary.post(f"{meeting}/send-agenda"))
    with clock.fixed(MEETING_AT):
        good(secretary.post(f"{meeting}/hold", {"leader": made.chair.pk}))
        good(secretary.post(f"{meeting}/attendance", {"person": made.member.pk, "status": "excused"}))
        remark = good(secretary.post(f"{item}/remarks", {"text": "Ret navnet.", "point": 1}))
        good(secretary.post(f"{item}/followups", {"text": "Skriv.", "owner": "Regionen", "remark": remark["number"]}))
        for point in (1, 2):
            good(secretary.post(f"{item}/decide", {"outcome": "approved", "point": point}))
        assert good(secretary.post(f"{item}/conclude"))["state"] == "treated"
        status, problem = secretary.post(f"{meeting}/minutes/send")
        assert status == 422 and problem["findings"] == good(secretary.get(f"{meeting}/missing"))
        standing = next(one for one in good(secretary.get(meeting))["items"] if one["slug"] != made.item.slug)
        good(secretary.post(f"/items/{standing['slug']}/decide", {"outcome": "approved"}))
        sent = good(secretary.post(f"{meeting}/minutes/send"))
    assert sent["version"] == 1 and len(sent["still_to_approve"]) == 2
    lines = str(good(secretary.get(f"{meeting}/paper"))["document"])
    assert "Ret navnet." in lines and "(afbud)" in lines


def test_a_member_answers_the_minutes_and_a_stranger_does_not(caller: Call, stranger: Any, made: World) -> None:
    member = caller(seated_user("medlem", made.first, seat="region"))
    held(made)
    with clock.fixed(MEETING_AT):
        actions.make_minutes(actor=System(), meeting=made.meeting)
    address = f"/meetings/{made.meeting.pk}/minutes"
    assert good(member.post(f"{address}/answer", {"version": 1}))["is_approved"] is True
    assert [one["person"] for one in good(member.get(address))["approvals"]] == ["medlem"]
    assert stranger.post(f"{address}/answer", {"version": 1})[0] == 404
    assert good(stranger.get(address)) == {"versions": [], "approvals": []}


def test_a_decision_is_found_by_another_form_of_its_words(stranger: Any, made: World) -> None:
    actions.send_agenda(actor=System(), meeting=made.meeting)
    decided(held(made), "approved", "approved")
    minuted(made.meeting, at(2025, 8, 22, 14))
    found = good(stranger.get("/decisions", text="aftaler"))
    assert (found["count"], found["decisions"][0]["slug"]) == (1, made.item.slug)
    assert good(stranger.get("/decisions", text="hjælpemidler"))["count"] == 0


def test_a_follow_up_ends_with_evidence(secretary: Any, made: World) -> None:
    held(made)
    address = f"/items/{made.item.slug}/followups"
    good(secretary.post(address, {"text": "Skriv.", "owner": "Regionen", "due": "2025-09-01"}))
    assert secretary.post(f"{address}/1", {"state": "done"})[0] == 422
    assert good(secretary.post(f"{address}/1", {"state": "done", "evidence": "Brev"}))["state"] == "done"
    assert secretary.post(f"{address}/2", {"state": "begun"})[0] == 404


def test_a_writer_who_saw_an_older_version_is_told(secretary: Any, made: World) -> None:
    version = good(secretary.get(f"/items/{made.item.slug}"))["inside"]["version"]
    good(secretary.post(f"/items/{made.item.slug}", {"title": "Ny", "version": version}))
    assert secretary.post(f"/items/{made.item.slug}", {"title": "Nyere", "version": version})[0] == 409


def test_a_paper_is_put_fetched_and_removed(secretary: Any, made: World) -> None:
    one = good(secretary.upload(f"/items/{made.item.slug}/papers", {"file": a_file()}))
    kept = Paper.objects.get(slug=one["slug"])
    answer = secretary.client.get(f"/api/v1/forum-papers/{one['slug']}")
    assert b"".join(answer.streaming_content) == b"Tekst" and "notat" not in str(kept.file.name)
    assert len(one["sha512"]) == 128 and one["size"] == 5 and answer["X-Content-Type-Options"] == "nosniff"
    good(secretary.post(f"/forum-papers/{one['slug']}/detach"))
    assert secretary.get(f"/forum-papers/{one['slug']}")[0] == 404
    kept.refresh_from_db()
    assert kept.gone_at is not None


def test_the_content_of_a_removed_paper_is_deleted(
    secretary: Any, made: World, django_capture_on_commit_callbacks: Any
) -> None:
    one = good(secretary.upload(f"/items/{made.item.slug}/papers", {"file": a_file()}))
    kept = Paper.objects.get(slug=one["slug"])
    with django_capture_on_commit_callbacks(execute=True):
        good(secretary.post(f"/forum-papers/{one['slug']}/detach"))
    assert not kept.file.storage.exists(str(kept.file.name))


@pytest.mark.parametrize(("state", "status"), [("held", 200), ("minuted", 409)])
def test_a_paper_stays_once_the_minutes_are_out(secretary: Any, made: World, state: str, status: int) -> None:
    one = good(secretary.upload(f"/items/{made.item.slug}/papers", {"file": a_file()}))
    made.meeting.state = state
    made.meeting.save()
    assert secretary.post(f"/forum-papers/{one['slug']}/detach")[0] == status


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("brev.exe", b"MZ", "Den slags fil"),
        ("brev.pdf", b"MZ", "ikke en pdf-fil"),
        ("brev.txt", b"", "Filen er tom."),
        ("0101901234.txt", b"x", "CPR-nummer"),
    ],
)
def test_a_file_that_is_not_taken_is_refused(secretary: Any, made: World, name: str, content: bytes, says: str) -> None:
    status, problem = secretary.upload(f"/items/{made.item.slug}/papers", {"file": a_file(name, content)})
    assert status == 422 and says in problem["what"] and not Paper.objects.exists()


def test_the_log_does_not_name_a_file(secretary: Any, made: World) -> None:
    from tvaers.kernel.models import AuditEntry

    good(secretary.upload(f"/items/{made.item.slug}/papers", {"file": a_file("kanariefugl.txt")}))
    assert "kanariefugl" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(("is_sent", "status"), [(False, 404), (True, 200)])
def test_a_paper_of_a_meeting_is_there_when_the_agenda_is_out(
    secretary: Any, stranger: Any, made: World, is_sent: bool, status: int
) -> None:
    one = good(secretary.upload(f"/meetings/{made.meeting.pk}/papers", {"file": a_file()}))
    if is_sent:
        actions.send_agenda(actor=System(), meeting=made.meeting)
    assert stranger.client.get(f"/api/v1/forum-papers/{one['slug']}").status_code == status


@pytest.mark.parametrize(("is_sent", "status"), [(False, 404), (True, 200)])
def test_those_outside_read_the_agenda_when_it_is_out(stranger: Any, made: World, is_sent: bool, status: int) -> None:
    if is_sent:
        actions.send_agenda(actor=System(), meeting=made.meeting)
    assert stranger.get(f"/meetings/{made.meeting.pk}/paper")[0] == status


def test_those_outside_do_not_read_decisions_in_the_paper_before_the_minutes(stranger: Any, made: World) -> None:
    actions.send_agenda(actor=System(), meeting=made.meeting)
    decided(held(made), "approved", "approved")
    found = good(stranger.get(f"/meetings/{made.meeting.pk}/paper"))
    assert found["document"]["kind"] == "Dagsorden" and "Beslutning" not in str(found["document"])


def test_those_outside_do_not_see_what_the_forum_notes_for_itself(stranger: Any, secretary: Any, made: World) -> None:
    actions.send_agenda(actor=System(), meeting=made.meeting)
    assert good(stranger.get(f"/items/{made.item.slug}"))["inside"] is None
    assert good(secretary.get(f"/items/{made.item.slug}"))["inside"] is not None


def test_a_seat_is_filled_and_left(secretary: Any, made: World) -> None:
    one = good(secretary.post("/forum-persons", {"name": "Medlem, Region", "email": "m@example.dk"}))
    seat = good(secretary.post("/forums/ffu/seats", {"person": one["id"], "seat": "region", "starts": "2025-01-01"}))
    assert one["id"] in [each["id"] for each in good(secretary.get("/forums/ffu/receivers"))]
    good(secretary.post(f"/forums/ffu/seats/{seat['id']}/leave", {"last_day": "2025-07-31"}))
    assert one["id"] not in [each["id"] for each in good(secretary.get("/forums/ffu/receivers"))]


def test_a_forum_of_ones_own_is_established_once(secretary: Any) -> None:
    given = {
        "id": "ag-1", "name": "Arbejdsgruppe 1", "kind": "working_group", "purpose": "Prøve", "clause": "P-1",
        "starts": "2025-01-01", "secretariat": ["1081"],
    }  # fmt: skip
    assert good(secretary.post("/forums", given))["is_inside"] is True
    assert secretary.post("/forums", given)[0] == 409


def test_an_invitation_says_how_many_it_reaches(secretary: Any, made: World) -> None:
    Person.objects.filter(pk=made.member.pk).update(email="medlem@example.dk")
    assert good(secretary.post(f"/meetings/{made.meeting.pk}/invite")) == {"invited": 1}


def test_a_stranger_may_write_nothing(stranger: Any, made: World) -> None:
    actions.send_agenda(actor=System(), meeting=made.meeting)
    assert stranger.post(f"/items/{made.item.slug}/conclude")[0] == 403
    assert stranger.post(f"/meetings/{made.meeting.pk}/cancel", {"reason": "x"})[0] == 403


def test_somebody_without_a_role_sees_no_forum_and_no_feed(caller: Call, made: World) -> None:
    nobody = caller(person("ingen"))
    assert good(nobody.get("/forums")) == [] and nobody.get("/oparl")[0] == 403
    assert caller().get("/oparl/meeting")[0] == 401


def test_the_feed_is_the_same_for_members_and_others(caller: Call, stranger: Any, made: World) -> None:
    actions.send_agenda(actor=System(), meeting=made.meeting)
    member = caller(seated_user("medlem", made.first, seat="region"))
    assert member.get("/oparl/agendaItem") == stranger.get("/oparl/agendaItem")


@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_paper_is_a_file(secretary: Any, made: World, format: str, begins: bytes) -> None:
    answer = secretary.client.get(f"/api/v1/meetings/{made.meeting.pk}/paper.{format}")
    assert answer.content.startswith(begins)
    assert f'filename="dagsorden-ffu-2025-08-22.{format}"' in answer["Content-Disposition"]


def test_followups_of_ones_own(caller: Call, made: World) -> None:
    user = seated_user("medlem", made.first, seat="region")
    mine = queries.persons(System()).get(user=user)
    held(made)
    for who in (mine, made.member):
        actions.follow_up(actor=System(), item=made.item, text=who.name, owner=who.name, person=who)
    assert [one["text"] for one in good(caller(user).get("/followups", mine="yes"))["followups"]] == ["medlem"]


def test_meetings_of_a_time(secretary: Any, made: World) -> None:
    found = good(secretary.get("/meetings", forum="ffu", since=at(2025, 9, 1).isoformat()))
    assert (found["count"], found["meetings"][0]["id"]) == (1, made.later.pk)


def test_a_file_may_not_hide_as_a_name_with_a_path(secretary: Any, made: World) -> None:
    upload = actions.Attachment("..\\..\\hemmelig/notat.txt", BytesIO(b"x"))
    assert actions.attach(actor=System(), item=made.item, upload=upload).name == "notat.txt"
