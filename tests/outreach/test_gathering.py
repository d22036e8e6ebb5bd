"""Events: who may sign up, until when and for how many places, and how many came from where."""

from datetime import date

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, TOWN, at, seat, seated_user, world
from tests.outreach.outreach_world import DUE, EVENT_AT, gathering, opened, signed_up
from tests.yearwheel.wheel_world import named, register

from tvaers.engine.forums.models import Person
from tvaers.engine.outreach import actions, mailing, queries
from tvaers.engine.outreach.models import Letter
from tvaers.engine.outreach.turnout import Guest, counted
from tvaers.engine.yearwheel.models import Contact
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotFound, Problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "is_open"), [(DUE, True), (date(2025, 9, 21), False)])
def test_the_last_day_is_included(day: date, is_open: bool) -> None:
    found = opened(gathering())
    with clock.fixed(at(day.year, day.month, day.day)):
        if is_open:
            assert actions.sign_up(actor=SYSTEM, gathering=found, name="A", side="region").pk
        else:
            with pytest.raises(Conflict, match="lukket"):
                actions.sign_up(actor=SYSTEM, gathering=found, name="A", side="region")


def test_nobody_signs_up_before_it_is_opened() -> None:
    with pytest.raises(Conflict, match="ikke åbnet"):
        signed_up(gathering())


def test_the_last_place_can_be_had_and_is_free_again_after_signing_off() -> None:
    found = opened(gathering(seats=1))
    first = signed_up(found, "A")
    with pytest.raises(Conflict, match="ikke flere pladser"):
        signed_up(found, "B")
    actions.sign_off(actor=SYSTEM, registration=first)
    assert signed_up(found, "B").pk


def test_the_same_person_is_signed_up_once() -> None:
    found = opened(gathering())
    signed_up(found, "A", organisation="Byen")
    with pytest.raises(Conflict, match="allerede tilmeldt"):
        signed_up(found, "a", organisation="byen")
    assert signed_up(found, "A", organisation="En anden by").pk


def test_a_sector_and_a_forum_that_are_not_invited_are_refused() -> None:
    made = world()
    found = opened(gathering(made, sides=["region"]))
    with pytest.raises(Problem, match="sektor"):
        signed_up(found, "A", side="municipality")
    with pytest.raises(Problem, match="ikke inviteret"):
        signed_up(found, "A", side="region", represents=made.first)


def test_forty_ten_and_thirty_come_to_eighty() -> None:
    sectors = {"hospital": 40, "general_practice": 10, "municipality": 30}
    guests = [Guest(side, "", True) for side, number in sectors.items() for _ in range(number)]
    found = counted(guests, list(sectors), [])
    assert ([came for _, came in found.sides.values()], found.came) == ([40, 10, 30], 80)


def test_five_of_six_clusters_are_there() -> None:
    clusters = [f"klynge-{number}" for number in range(6)]
    guests = [Guest("municipality", one, one != "klynge-5") for one in clusters]
    found = counted(guests, ["municipality"], clusters)
    assert (found.came_from, found.signed_from) == ("5 af 6", "6 af 6")


def test_attendance_is_noted_once_it_has_begun() -> None:
    found = opened(gathering())
    rows = [signed_up(found, name) for name in ("A", "B")]
    with clock.fixed(at(2025, 9, 30)), pytest.raises(Conflict, match="ikke begyndt"):
        actions.note_attendance(actor=SYSTEM, gathering=found, present=rows[:1])
    with clock.fixed(EVENT_AT):
        assert actions.note_attendance(actor=SYSTEM, gathering=found, present=rows[:1]) == 1
    assert [one.attended for one in queries.registrations(SYSTEM, found)] == [True, False]


def test_the_programme_stands_by_time_and_refuses_what_is_none() -> None:
    found = gathering()
    points = [{"at": "13:00", "title": "Oplæg", "who": "Regionen"}, {"at": "09:30", "title": "Kaffe"}]
    shown = actions.set_programme(actor=SYSTEM, gathering=found, points=points).programme
    assert [one["title"] for one in shown] == ["Kaffe", "Oplæg"]
    with pytest.raises(Problem, match="klokkeslæt"):
        actions.set_programme(actor=SYSTEM, gathering=found, points=[{"at": "25:00", "title": "Sent"}])


def test_invitations_go_to_seats_and_contact_persons_once(mailoutbox: list[object]) -> None:
    made = world()
    seat(made.second, "Gæst", seat="region")
    Person.objects.filter(name="Gæst i ssf").update(email="gaest@example.org")
    contacts = register(made)
    with clock.fixed(BEFORE):
        named(contacts, "hr", TOWN, email="kontakt@example.org")
        named(contacts, "jura", TOWN, email="andet@example.org")
        Contact.objects.create(register=contacts, area="hr", post="anden", party=TOWN, name="x",
                               email="anden-post@example.org", starts=BEFORE.date())  # fmt: skip
    opened(gathering(made, register="kontakter", area="hr", post="kontakt"))
    letters = list(Letter.objects.order_by("address"))
    assert [one.address for one in letters] == ["gaest@example.org", "kontakt@example.org"]
    with clock.fixed(BEFORE):
        assert [mailing.send(letters[0].pk), mailing.send(letters[0].pk)] == [True, False]
    assert len(mailoutbox) == 1


def test_an_area_that_the_register_does_not_have_is_refused() -> None:
    with pytest.raises(Problem, match="kontaktregistret"):
        gathering(register="kontakter", area="findes-ikke")


def test_an_event_is_public_when_it_is_open_and_its_guests_are_not() -> None:
    found = gathering()
    with clock.fixed(BEFORE):
        outside = person("ude", "udvalgsmedlem", "0813")
    with pytest.raises(NotFound):
        queries.gathering(outside, found.slug)
    signed_up(opened(found))
    assert queries.gathering(outside, found.slug) == found
    assert queries.registrations(outside, found) == []
    with clock.fixed(BEFORE):
        own = actions.sign_up(actor=outside, gathering=found, name="Mig", side="region")
    assert queries.registrations(outside, found) == [own]


def test_a_chair_of_either_side_announces() -> None:
    made = world()
    with clock.fixed(BEFORE):
        chair = seated_user("formand", made.second, seat="region", is_chair=True)
        found = actions.announce(
            actor=chair, forum=made.second, title="Møde om ortopædkirurgi", owner="Region 1081", starts_at=EVENT_AT,
            due=DUE,
        )  # fmt: skip
    assert found.meeting.kind == "event"
