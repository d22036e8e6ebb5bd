"""Closed items on the pages: whoever is outside finds no title, no gap and no count, but the same bytes."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from tests.forums import forum_world as base
from tests.web.forum_world import SYSTEM, Pages, client, moment, pages

from tvaers.engine.forums import actions
from tvaers.kernel import clock

__all__ = ["moment", "pages"]

SECRET = "Opsigelse af en direktør"
NAMES = ("home", "forum", "meetings", "decisions", "followups", "seats")
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"|nonce="[^"]+"')


def closed(pages: Pages) -> Any:
    """A closed item on the first agenda, before the open one."""
    with clock.fixed(base.BEFORE):
        item = base.propose(pages.world.first, pages.world.meeting, is_closed=True, title=SECRET)
        order = [item.pk, *pages.world.meeting.items.exclude(pk=item.pk).values_list("pk", flat=True)]
        actions.arrange(actor=SYSTEM, meeting=pages.world.meeting, order=order)
    return item


def treated(pages: Pages, *items: Any) -> None:
    """The meeting held, the items and the standing one decided with a remark and a task, the minutes sent."""
    base.held(pages.world)
    with clock.fixed(base.MEETING_AT):
        for item in (*items, pages.world.meeting.items.exclude(standing="").get()):
            _decide(item)
        actions.send_minutes(actor=SYSTEM, meeting=pages.world.meeting)


def _decide(item: Any) -> None:
    item.refresh_from_db()
    for number in (1, 2) if item.points.exists() else (None,):
        actions.decide(actor=SYSTEM, item=item, point=number, outcome="approved")
    actions.remark(actor=SYSTEM, item=item, text=f"{SECRET[:9]} drøftet" if item.is_closed else "Fint", kind="note")
    actions.follow_up(actor=SYSTEM, item=item, text="Gør det", owner="Kommunen", party="1082")
    actions.conclude(actor=SYSTEM, item=item)


def seen(pages: Pages, user: Any) -> dict[str, str]:
    """The pages of the forum for somebody, without what changes at each request."""
    world = pages.world
    given: dict[str, tuple[object, ...]] = dict.fromkeys(NAMES, ("ffu",)) | {"home": ()}
    found = {name: pages.page(user, name, *one) for name, one in given.items()}
    found["search"] = pages.page(user, "decisions", "ffu", q="opsigelse")
    for name in ("meeting", "minutes", "item"):
        found[name] = pages.page(user, name, world.item.slug if name == "item" else world.meeting.pk)
    return {name: CHANGING.sub("", text) for name, text in found.items()}


class Undo(Exception):
    """Ends a trial whose writes are to be undone."""


def without_the_secret(pages: Pages) -> dict[str, str]:
    """What somebody outside sees when only the open item has been treated; all writes are undone."""
    found: dict[str, str] = {}
    with suppress(Undo), transaction.atomic():
        treated(pages, pages.world.item)
        found = seen(pages, pages.outside)
        raise Undo
    for row in (pages.world.meeting, pages.world.item):
        row.refresh_from_db()
    return found


def test_somebody_outside_gets_the_same_bytes_with_and_without_the_secret(pages: Pages) -> None:
    without = without_the_secret(pages)
    treated(pages, closed(pages), pages.world.item)
    found = seen(pages, pages.outside)
    assert [name for name in without if found[name] != without[name]] == []
    assert "Fint" in without["item"], "the pages show what is open"


def test_the_secret_is_on_the_pages_of_those_inside(pages: Pages) -> None:
    treated(pages, closed(pages), pages.world.item)
    found = seen(pages, pages.member)
    assert [name for name in ("forum", "decisions", "meeting", "minutes", "search") if SECRET not in found[name]] == []
    assert "Lukket punkt" in found["meeting"]


def test_no_address_of_a_closed_item_answers_somebody_outside(pages: Pages) -> None:
    item = closed(pages)
    treated(pages, item, pages.world.item)
    browser = client(pages.outside)
    numbered, plain = ("decide", "remark", "followup"), ("item", "write_item", "condition", "conclude", "reopen")
    for name in (*numbered, *plain, "add_remark", "add_followup"):
        url = reverse(f"forums:{name}", args=[item.slug, 1] if name in numbered else [item.slug])
        is_post = name in ("decide", "conclude", "reopen", "add_remark", "add_followup")
        answer = browser.post(url) if is_post else browser.get(url)
        assert (name, answer.status_code) == (name, 404)


def test_the_pipeline_is_for_those_inside(pages: Pages) -> None:
    pages.proposal("Endnu ikke fremme")
    assert "Endnu ikke fremme" not in pages.page(pages.outside, "pipeline", "ffu")
    assert "Endnu ikke fremme" in pages.page(pages.member, "pipeline", "ffu")


def test_an_agenda_that_is_not_sent_is_not_seen_outside(pages: Pages) -> None:
    assert "Revideret aftale" not in pages.page(pages.outside, "meeting", pages.world.meeting.pk)
    actions.send_agenda(actor=SYSTEM, meeting=pages.world.meeting)
    assert "Revideret aftale" in pages.page(pages.outside, "meeting", pages.world.meeting.pk)


def test_minutes_that_are_not_sent_are_not_seen_outside(pages: Pages) -> None:
    base.held(pages.world)
    assert pages.get(pages.outside, "minutes", pages.world.meeting.pk).status_code == 404


def test_addresses_of_mail_are_for_those_inside(pages: Pages) -> None:
    assert "m@x.dk" in pages.page(pages.member, "seats", "ffu")
    assert "m@x.dk" not in pages.page(pages.outside, "seats", "ffu")


def test_whoever_left_their_seat_sees_no_closed_item(pages: Pages) -> None:
    item = closed(pages)
    assert pages.get(pages.member, "item", item.slug).status_code == 200
    sitting = pages.world.first.sittings.get(person__user=pages.member)
    actions.unseat(actor=SYSTEM, sitting=sitting, last_day=date(2025, 8, 31))
    assert pages.get(pages.member, "item", item.slug).status_code == 404
