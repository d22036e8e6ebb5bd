"""Mit overblik for those who sit in forums, and for those whom a forum gave a task."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.forum_world import Pages, full, moment, pages, user
from tests.web.forum_world import client as browser_of

from tvaers.kernel import clock
from tvaers.web.overview.meetings import LATELY

__all__ = ["full", "moment", "pages"]
SENT = "Referatet er udsendt: fredag 22. august 2025 kl. 12.00"


def first_page(user: Any) -> str:
    """The text of the first page."""
    return browser_of(user).get("/").content.decode()


def test_the_next_meeting_of_my_forums_stands_on_the_first_page(full: Pages) -> None:
    before_news = first_page(full.member).split("Hvad er nyt?")[0]
    assert "tirsdag 23. september 2025 kl. 12.00" in before_news


def test_a_meeting_that_is_over_is_none_of_the_next(full: Pages) -> None:
    before_news = first_page(full.member).split("Hvad er nyt?")[0]
    assert "fredag 22. august 2025 kl. 12.00" not in before_news


def test_somebody_without_a_forum_is_told_of_no_meetings(full: Pages) -> None:
    assert "Mine næste møder" not in first_page(full.outside)


def test_minutes_that_were_sent_are_news_to_a_member(full: Pages) -> None:
    assert SENT in first_page(full.member)


def test_they_are_no_news_to_somebody_of_another_forum(full: Pages) -> None:
    assert SENT not in first_page(full.outside)


@pytest.mark.parametrize(("later", "is_news"), [(timedelta(), True), (timedelta(days=1), False)])
def test_what_was_sent_long_ago_is_no_news(full: Pages, later: timedelta, is_news: bool) -> None:
    full.world.meeting.refresh_from_db()
    with clock.fixed(full.world.meeting.changed_at + LATELY + later):
        assert (SENT in first_page(full.member)) is is_news


def test_a_head_elsewhere_meets_the_task_that_a_forum_gave_the_unit(full: Pages) -> None:
    head = user("leder", "ledelse", "0860")
    assert "opgave fra et møde er over fristen" in first_page(head)


def test_a_head_whose_unit_got_no_task_hears_of_none(full: Pages) -> None:
    head = user("leder", "ledelse", "0840")
    assert "fra møder" not in first_page(head).split("Hvad er nyt?")[0]


def test_a_member_meets_the_tasks_of_meetings_once(full: Pages) -> None:
    assert first_page(full.member).count("opgave fra et møde er over fristen") == 1


def test_the_help_tells_of_meetings_also_without_logging_in(client: Client) -> None:
    page = client.get("/hjaelp").content.decode()
    assert "Skal du til møde?" in page and "Fører du et forums sager?" in page
