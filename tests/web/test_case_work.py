"""The worklist, notices and drafts of Forløb: what waits, in which stretch of time, for whom, in few queries."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.cases.conftest import person
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.access import actions as access
from tvaers.engine.cases import queries, worklist
from tvaers.engine.cases.models import Turn
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN
from tvaers.web.cases import home

__all__ = ["case_world", "trial", "world"]

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=COPENHAGEN)  # a Wednesday
MOST_QUERIES = 22


@pytest.mark.parametrize(
    ("due", "section"),
    [
        (datetime(2026, 3, 4, 11, 59, tzinfo=COPENHAGEN), "late"),
        (datetime(2026, 3, 4, 12, 0, tzinfo=COPENHAGEN), "today"),
        (datetime(2026, 3, 4, 23, 59, tzinfo=COPENHAGEN), "today"),
        (datetime(2026, 3, 5, 0, 0, tzinfo=COPENHAGEN), "week"),
        (datetime(2026, 3, 8, 23, 59, tzinfo=COPENHAGEN), "week"),
        (datetime(2026, 3, 9, 0, 0, tzinfo=COPENHAGEN), "later"),
        (None, "none"),
    ],
)
def test_a_deadline_lies_in_its_stretch(due: datetime | None, section: str) -> None:
    assert worklist.section_of(due, NOW) == section


def test_the_worklist_tells_what_why_and_the_next_step(case_world: CaseWorld) -> None:
    case_world.request()
    page = case_world.page(case_world.receiver, "home")
    assert all(text in page for text in ("1 opgave venter", "Svar på anmodningen", "Anmodning · Seng", ">Svar<"))


def test_nothing_to_do_says_what_would_stand_here(case_world: CaseWorld) -> None:
    assert "Intet venter på dig lige nu." in case_world.page(case_world.receiver, "home")


def test_the_filter_by_type_leaves_others_out(case_world: CaseWorld) -> None:
    case_world.request()
    assert (
        "Anmodning · Seng" not in case_world.page(case_world.receiver, "home", type="andet").split('id="beskeder"')[0]
    )


@pytest.mark.parametrize("cases", [3, 60])
def test_the_worklist_takes_few_queries_however_long_it_is(
    case_world: CaseWorld, cases: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(cases):
        case_world.request(f"Seng {number}")
    client = case_world.client(case_world.receiver)
    client.get(reverse("cases:home"))
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("cases:home"))


def test_the_counts_are_of_all_pages(case_world: CaseWorld) -> None:
    for number in range(52):
        case_world.request(f"Seng {number}")
    page = case_world.page(case_world.receiver, "home", side="2")
    assert "52 opgaver venter" in page and page.count('class="fo-line"') == 2


def test_a_notice_is_gone_when_it_is_read(case_world: CaseWorld) -> None:
    case_world.request()
    notice = queries.notices(case_world.receiver, unread=True).get()
    case_world.client(case_world.receiver).post(reverse("cases:read_notice", args=[notice.pk]))
    assert "Du har fået en anmodning" not in case_world.page(case_world.receiver, "home")


def test_a_notice_to_others_cannot_be_read(case_world: CaseWorld) -> None:
    case_world.request()
    notice = queries.notices(case_world.receiver, unread=True).get()
    stranger = case_world.client(person("s", "visitator", "0852"))
    assert stranger.post(reverse("cases:read_notice", args=[notice.pk])).status_code == 404


def test_the_choice_of_whom_one_acts_for_narrows_the_worklist(case_world: CaseWorld) -> None:
    both = person("to", "visitator", "0851")

    access.grant(actor=System(), user=both, role="visitator", scope="afsnit-b", reason="prøve", starts=date(2021, 1, 1))
    case_world.request()
    client = case_world.client(both)
    client.post(reverse("cases:act_for"), {"for": "afsnit-b"})
    assert "Intet venter" in client.get(reverse("cases:home")).content.decode()


def test_a_party_that_is_not_ones_own_cannot_be_chosen(case_world: CaseWorld) -> None:
    case_world.request()
    client = case_world.client(case_world.receiver)
    client.post(reverse("cases:act_for"), {"for": "afsnit-a"})
    assert "1 opgave venter" in client.get(reverse("cases:home")).content.decode()


def test_a_draft_can_be_taken_up_again_and_thrown_away(case_world: CaseWorld) -> None:
    client = case_world.client(case_world.nurse)
    client.post(reverse("cases:draft", args=["proeveaftale", "request", "send"]), {"subject": "Halvt"})
    assert "Dine kladder" in client.get(reverse("cases:home")).content.decode()
    client.post(reverse("cases:drop_draft", args=[queries.drafts(case_world.nurse).get().pk]))
    assert "Dine kladder" not in client.get(reverse("cases:home")).content.decode()


def test_a_line_tells_which_citizen_and_which_case(case_world: CaseWorld) -> None:
    row = case_world.request()
    row.citizen = citizens.register(actor=System(), cpr=Cpr("010190-1234"))
    row.save()
    page = case_world.page(case_world.receiver, "home").split('id="beskeder"')[0]
    assert all(text in page for text in ("010190-••••", row.number)) and "1234" not in page


@pytest.mark.parametrize(
    ("late", "what", "why"),
    [
        (True, "Send svar", "Skulle være gjort senest onsdag 4. marts 2026 kl. 12.00. Næste skridt: Læs"),
        (False, "Læs", "Send svar: senest onsdag 4. marts 2026 kl. 12.00"),
    ],
)
def test_what_is_overdue_is_what_a_line_is_called(late: bool, what: str, why: str) -> None:
    assert home.reasons(Turn(what="Læs", why="Send svar", due=NOW), late=late) == (what, why)


@pytest.mark.parametrize("due", [NOW, None])
def test_a_line_with_one_task_says_it_once(due: datetime | None) -> None:
    what, why = home.reasons(Turn(what="Læs", why="Læs", due=due), late=due is not None)
    assert (what, why) == ("Læs", "Senest onsdag 4. marts 2026 kl. 12.00" if due else "")


def test_two_ways_to_begin_with_the_same_words_name_their_agreements(
    case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = queries.openable(case_world.nurse)[0]
    other = replace(one, package="anden", agreement="Den anden aftale")
    monkeypatch.setattr(queries, "openable", lambda _user: (one, other))
    notes = [way["note"] for way in home.openable(case_world.nurse)]
    assert notes == [f"{one.type.title}, efter {one.agreement}", f"{one.type.title}, efter Den anden aftale"]
