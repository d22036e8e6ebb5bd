"""Status forms: sent, drafted, answered once, reopened by the secretariat, reminded of, and laid on an item."""

from datetime import date

import pytest
from django.core import mail
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, TOWN, at, world
from tests.yearwheel.wheel_world import request, sent, town_of

from tvaers.engine.access.models import User
from tvaers.engine.yearwheel import actions, queries, reminding
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, Problem

pytestmark = pytest.mark.django_db
LINES = [{"title": "Fælles skolebænk", "ticks": ["m1"]}]


def test_groups_get_the_agreements_and_parties_an_empty_form() -> None:
    made = request()
    assert {one.name: [line["title"] for line in one.lines] for one in made.receivers.all()} == {
        "By Kommune": [], "Udvalget ssf": ["Genoptræning"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"marks": []}, "pejlemærker"),
        ({"marks": ["Lighed", "lighed"]}, "to gange"),
        ({"parties": [], "groups": []}, "modtagere"),
        ({"due": date(2025, 7, 31)}, "passeret"),
        ({"remind_on": date(2025, 10, 11)}, "efter svarfristen"),
        ({"parties": ["findes-ikke"]}, "findes ikke"),
    ],
)
def test_a_form_that_cannot_be_answered_is_not_drawn_up(given: dict[str, object], said: str) -> None:
    with pytest.raises(Problem, match=said):
        request(**given)


def test_reminding_is_seven_days_before_when_nothing_else_is_said() -> None:
    assert request().remind_on == date(2025, 10, 3)


def test_a_form_is_answered_once_and_reopened_by_the_secretariat() -> None:
    receiver = town_of(sent())
    actions.answer(actor=SYSTEM, receiver=receiver, lines=LINES)
    with pytest.raises(Conflict, match="allerede svaret"):
        actions.save_draft(actor=SYSTEM, receiver=receiver, lines=[])
    actions.reopen(actor=SYSTEM, receiver=receiver, reason="Et kryds for lidt")
    assert actions.answer(actor=SYSTEM, receiver=receiver, lines=LINES).answered_at is not None


def test_a_form_that_is_not_sent_is_not_answered() -> None:
    with pytest.raises(Conflict, match="ikke sendt"):
        actions.answer(actor=SYSTEM, receiver=town_of(request()), lines=LINES)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "tomt"),
        ([{"title": "X", "ticks": ["m3"]}], "findes ikke"),
        ([{"title": "X"}, {"title": "x"}], "to gange"),
        ([{"title": "010190-1234", "ticks": []}], "CPR"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(lines: list[dict[str, object]], said: str) -> None:
    with pytest.raises(Problem, match=said):
        actions.answer(actor=SYSTEM, receiver=town_of(sent()), lines=lines)


def test_an_agreement_of_the_form_cannot_be_left_out() -> None:
    group = sent().receivers.exclude(group=None).get()
    with pytest.raises(Problem, match="mangler i svaret"):
        actions.save_draft(actor=SYSTEM, receiver=group, lines=LINES)


def test_two_who_write_at_once_do_not_overwrite_each_other() -> None:
    receiver = town_of(sent())
    actions.save_draft(actor=SYSTEM, receiver=receiver, lines=LINES, version=0)
    with pytest.raises(Conflict, match="imens"):
        actions.save_draft(actor=SYSTEM, receiver=receiver, lines=[], version=0)


def test_drafts_are_not_in_the_matrix() -> None:
    made = sent()
    actions.save_draft(actor=SYSTEM, receiver=town_of(made), lines=LINES)
    assert queries.matrix(SYSTEM, made).lines == []


@pytest.mark.parametrize(("day", "status"), [(date(2025, 10, 10), "waiting"), (date(2025, 10, 11), "late")])
def test_an_answer_is_in_time_on_the_last_day(day: date, status: str) -> None:
    assert queries.reply_status(town_of(sent()), day) == status


def test_the_town_answers_for_itself_and_for_nobody_else() -> None:
    made = sent()
    clerk = person("sagsbehandler", "aftaleansvarlig", TOWN)
    actions.answer(actor=clerk, receiver=town_of(made), lines=LINES)
    with pytest.raises(NotAllowed):
        actions.answer(actor=clerk, receiver=made.receivers.exclude(group=None).get(), lines=LINES)


def test_a_town_sees_its_own_form_and_not_what_others_answered() -> None:
    made = sent()
    group = made.receivers.exclude(group=None).get()
    actions.answer(actor=SYSTEM, receiver=group, lines=[{"title": "Genoptræning", "ticks": ["m2"]}])
    clerk = person("sagsbehandler", "aftaleansvarlig", TOWN)
    assert [one.name for one in queries.replies(clerk, made)] == ["By Kommune"]
    assert queries.matrix(clerk, made).lines == []
    assert len(queries.matrix(SYSTEM, made).lines) == 1


@pytest.mark.parametrize(("scope", "seen"), [(TOWN, 1), ("0773", 0)])
def test_a_form_is_seen_by_its_receivers_only(scope: str, seen: int) -> None:
    sent()
    assert queries.requests(person("en", "aftaleansvarlig", scope)).count() == seen


def test_a_draft_of_a_form_is_seen_by_nobody_but_its_keeper() -> None:
    request()
    assert queries.requests(person("en", "aftaleansvarlig", TOWN)).count() == 0
    assert queries.requests(person("to", "forumsekretariat", "1081")).count() == 1


def test_those_who_have_not_answered_are_reminded_by_mail() -> None:
    made = sent()
    clerk = person("sagsbehandler", "aftaleansvarlig", TOWN)
    User.objects.filter(pk=clerk.pk).update(email="kommune@example.org")
    assert actions.remind(actor=SYSTEM, request=made) == 2
    assert reminding.tell(town_of(made).pk) == 1
    assert mail.outbox[-1].subject == "Påmindelse: statusskema: Status"


@pytest.mark.parametrize(("day", "due"), [(at(2025, 10, 2), 0), (at(2025, 10, 3), 1), (at(2025, 10, 11), 0)])
def test_the_daily_reminder_comes_on_its_day_and_once(day: object, due: int) -> None:
    made = sent()
    with clock.fixed(day):
        assert len(reminding.due_for_reminder(clock.today())) == due
        actions.remind(actor=SYSTEM, request=made)
        assert reminding.due_for_reminder(clock.today()) == []


def test_the_matrix_lies_on_an_item_once_however_often_it_is_laid_there() -> None:
    made = world()
    form = sent(made)
    actions.answer(actor=SYSTEM, receiver=town_of(form), lines=LINES)
    with clock.fixed(BEFORE):
        for _ in range(2):
            item = actions.lay_on(actor=SYSTEM, request=form, item=made.item)
    texts = [one["text"] for one in item.sections if one["heading"] == "Status: Status"]
    assert len(texts) == 1
    assert "- Lighed: 1 af 1" in texts[0]
    assert "Ingen støtter: Nærhed." in texts[0]
    assert [one.text for one in item.points.order_by("number")] == ["Godkender aftalen.", "Sender den videre."]
