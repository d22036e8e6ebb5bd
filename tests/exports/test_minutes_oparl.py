"""The feed in the shape of OParl: what is public, when it changed, and tombstones for what was public once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, decided, held, propose, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Item, Meeting, Paper
from tvaers.exports import oparl_feed
from tvaers.exports.oparl import BASE, KINDS, SCHEMA
from tvaers.exports.oparl_feed import Wanted
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
FIRST = at(2025, 8, 2)
SECOND = FIRST + timedelta(hours=1)


@pytest.fixture
def made() -> World:
    """The agenda is out."""
    built = world()
    with clock.fixed(BEFORE):
        built.meeting = actions.send_agenda(actor=SYSTEM, meeting=built.meeting)
    built.item.refresh_from_db()
    return built


def listed(kind: str, moment: Any, **wanted: Any) -> list[dict[str, Any]]:
    with clock.fixed(moment):
        return list(oparl_feed.page(kind, Wanted(**wanted), 1)["data"])


def one(kind: str, ident: str, moment: Any = FIRST) -> dict[str, Any]:
    with clock.fixed(moment):
        return oparl_feed.one(kind, ident)


@pytest.mark.parametrize("kind", KINDS)
def test_each_object_has_its_address_type_and_times(made: World, kind: str) -> None:
    Paper.objects.create(item=made.item, name="a.txt", media_type="text/plain", size=1, sha512="a" * 128, at=FIRST)
    found = listed(kind, FIRST)
    assert found
    for each in found:
        assert each["id"].startswith(f"{BASE}/{kind}/") and each["type"].removeprefix(SCHEMA).lower() == kind.lower()
        assert each["created"] == each["modified"] == FIRST.isoformat()


@pytest.mark.parametrize("kind", KINDS)
def test_each_object_can_be_fetched_by_its_address(made: World, kind: str) -> None:
    for each in listed(kind, FIRST):
        assert one(kind, each["id"].rpartition("/")[2]) == each


def test_consultation_ties_matter_item_and_forum_and_says_who_decides(made: World) -> None:
    found = one("consultation", made.item.slug)
    assert found["paper"].endswith(made.item.matter.number) and found["organization"] == [f"{BASE}/organization/ffu"]
    assert found["authoritative"] is False
    Item.objects.filter(pk=made.item.pk).update(role="decides")
    assert one("consultation", made.item.slug)["authoritative"] is True


def test_nothing_is_there_before_the_agenda_is_out() -> None:
    built = world()
    assert not listed("agendaItem", FIRST) and not listed("paper", FIRST)
    with pytest.raises(NotFound):
        one("agendaItem", built.item.slug)


def test_a_decision_is_told_when_the_minutes_are_out(made: World) -> None:
    decided(held(made), "approved", "approved")
    assert "result" not in one("agendaItem", made.item.slug)
    Meeting.objects.filter(pk=made.meeting.pk).update(state="minuted")
    assert one("agendaItem", made.item.slug)["result"] == "Godkendt"


def test_an_item_that_is_closed_leaves_a_tombstone_without_words(made: World) -> None:
    listed("agendaItem", FIRST)
    Item.objects.filter(pk=made.item.pk).update(is_closed=True)
    assert one("agendaItem", made.item.slug, SECOND) == {
        "id": f"{BASE}/agendaItem/{made.item.slug}", "type": f"{SCHEMA}AgendaItem", "deleted": True,
        "created": FIRST.isoformat(), "modified": SECOND.isoformat(),
    }  # fmt: skip


def test_an_item_that_was_read_inside_its_meeting_leaves_a_tombstone_too(made: World) -> None:
    one("meeting", f"ffu.{made.meeting.pk}")
    Item.objects.filter(pk=made.item.pk).update(is_closed=True)
    assert one("agendaItem", made.item.slug, SECOND)["deleted"]


def test_tombstones_are_listed_for_those_who_ask_what_has_changed(made: World) -> None:
    listed("agendaItem", FIRST)
    Item.objects.filter(pk=made.item.pk).update(is_closed=True)
    gone = [each for each in listed("agendaItem", SECOND, modified_since=SECOND) if each.get("deleted")]
    assert [each["id"].rpartition("/")[2] for each in gone] == [made.item.slug]
    assert not [each for each in listed("agendaItem", SECOND) if each.get("deleted")]


def test_an_item_that_was_closed_all_along_leaves_nothing(made: World) -> None:
    with clock.fixed(BEFORE):
        hidden = propose(made.first, made.later, is_closed=True)
        actions.send_agenda(actor=SYSTEM, meeting=made.later)
    assert hidden.slug not in str(listed("agendaItem", FIRST, modified_since=BEFORE))
    hidden.delete()
    with pytest.raises(NotFound):
        one("agendaItem", hidden.slug, SECOND)


def test_a_meeting_that_disappears_leaves_a_tombstone_and_its_items_too(made: World) -> None:
    listed("meeting", FIRST)
    Meeting.objects.filter(pk=made.meeting.pk).update(gone_at=SECOND)
    assert one("meeting", f"ffu.{made.meeting.pk}", SECOND)["deleted"]
    assert one("agendaItem", made.item.slug, SECOND)["deleted"]


def test_a_cancelled_meeting_stays_and_says_so(made: World) -> None:
    with clock.fixed(BEFORE):
        actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason="Ferie")
    assert one("meeting", f"ffu.{made.meeting.pk}")["cancelled"] is True


def test_what_comes_back_is_alive_again_with_its_first_day(made: World) -> None:
    listed("agendaItem", FIRST)
    Item.objects.filter(pk=made.item.pk).update(is_closed=True)
    listed("agendaItem", SECOND)
    Item.objects.filter(pk=made.item.pk).update(is_closed=False)
    again = one("agendaItem", made.item.slug, SECOND + timedelta(hours=1))
    assert again["created"] == FIRST.isoformat() and not again.get("deleted")


def test_only_what_has_changed_has_a_new_time(made: World) -> None:
    listed("meeting", FIRST)
    with clock.fixed(BEFORE):
        actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=at(2025, 8, 25))
    changed = listed("meeting", SECOND, modified_since=SECOND)
    assert [each["id"] for each in changed] == [f"{BASE}/meeting/ffu.{made.meeting.pk}"]


@pytest.mark.parametrize(("shift", "is_there"), [(0, True), (1, False)])
def test_modified_since_takes_the_moment_itself(made: World, shift: int, is_there: bool) -> None:
    listed("meeting", FIRST)
    since = FIRST + timedelta(microseconds=shift)
    assert bool(listed("meeting", SECOND, modified_since=since)) == is_there


def test_meetings_of_one_forum(made: World) -> None:
    found = listed("meeting", FIRST, organization="ssf")
    assert [each["organization"] for each in found] == [[f"{BASE}/organization/ssf"]]


def test_pages_hold_every_object_once(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [each["id"] for each in listed("meeting", FIRST)]
    monkeypatch.setattr(oparl_feed, "PER_PAGE", 2)
    pages = [oparl_feed.page("meeting", Wanted(), number) for number in (1, 2, 3)]
    assert [each["id"] for page in pages for each in page["data"]] == whole and len(whole) == 3
    assert pages[0]["pagination"] == {"totalElements": 3, "elementsPerPage": 2, "currentPage": 1, "totalPages": 2}
    assert pages[0]["links"]["next"] == f"{BASE}/meeting?page=2" and "next" not in pages[1]["links"]


def test_a_paper_has_size_checksum_and_no_file_name_of_the_disk(made: World, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    given = {"name": "Aftale.txt", "media_type": "text/plain", "size": 4, "sha512": "b" * 128, "at": FIRST}
    paper = Paper(item=made.item, **given)
    paper.file.save("tilfældigt", ContentFile(b"tekst"))
    paper.save()
    found = one("file", paper.slug)
    assert (found["size"], found["sha512Checksum"], found["mimeType"]) == (4, "b" * 128, "text/plain")
    assert str(paper.file.name) not in str(found)


def test_a_person_is_there_with_seats_and_without_address(made: World) -> None:
    made.member.email = "hemmelig@example.dk"
    made.member.save()
    found = one("person", str(made.member.pk))
    assert found["membership"][0]["organization"] == f"{BASE}/organization/ffu" and "hemmelig" not in str(found)


def test_the_body_has_every_list_and_no_legislative_term() -> None:
    found = one("body", "tvaers")
    assert found["legislativeTerm"] == []
    assert {"organization", "person", "meeting", "paper", "locationList"} <= set(found)


def test_a_meeting_has_the_place_where_it_is_held(made: World) -> None:
    meeting = one("meeting", f"{made.meeting.forum.key}.{made.meeting.pk}")
    assert meeting["location"]["description"] == made.meeting.place
    assert meeting["location"]["meetings"] == [meeting["id"]]


def test_a_meeting_without_a_place_has_none(made: World) -> None:
    Meeting.objects.filter(pk=made.meeting.pk).update(place="")
    assert "location" not in one("meeting", f"{made.meeting.forum.key}.{made.meeting.pk}")
    assert listed("location", FIRST) == []
