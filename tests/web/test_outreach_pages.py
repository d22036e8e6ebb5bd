"""The pages of events, circulars and posts: what stands there, for whom, and what the steps do."""

from contextvars import ContextVar
from typing import Any

import pytest
from django.urls import reverse
from tests.forums.forum_world import BEFORE, SYSTEM
from tests.outreach.outreach_world import gathering, opened, signed_up
from tests.web import forum_world as base
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers

from tvaers.engine.outreach import actions, queries
from tvaers.kernel import clock


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment on every page."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=base.NOW))


class World:
    """An event that is open with one guest, a circular and a post, on top of the forum pages' world."""

    def __init__(self) -> None:
        self.pages = base.build()
        world = self.pages.world
        self.event = opened(gathering(world))
        self.guest = signed_up(self.event, "Gæst fra byen", represents=world.second)
        with clock.fixed(BEFORE):
            self.circular = actions.circulate(actor=SYSTEM, forum=world.first, title="Årsrapport", text="Se her.",
                                              receivers=[world.second])  # fmt: skip
            self.post = actions.post(actor=SYSTEM, forum=world.first, subject="Nyt fra analysen", text="Vi er i gang.")
        self.waiting = self.pages.waiting(1)[0]

    def page(self, user: Any, name: str, *given: object, status: int = 200, **query: str) -> str:
        """The text of a page that answers as it should."""
        answer = base.client(user).get(reverse(f"outreach:{name}", args=given), query)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def send(self, user: Any, page: str, /, *given: object, status: int = 200, **fields: Any) -> str:
        """The text of the page that a post leads to."""
        answer = base.client(user).post(reverse(f"outreach:{page}", args=given), fields, follow=True)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def every(self) -> list[tuple[str, tuple[object, ...]]]:
        """The pages that the keeper can open."""
        event = self.event.slug
        return [
            ("gatherings", ()), ("gathering", (event,)), ("programme", (event,)), ("sign_up", (event,)),
            ("attendance", (event,)), ("open_sign_up", (event,)), ("sign_off", (self.guest.slug,)),
            ("circular", (self.circular.slug,)), ("post", (self.post.slug,)), ("call_extra", (self.waiting.slug,)),
            ("forum", ("ffu",)), ("announce", ("ffu",)), ("circulate", ("ffu",)), ("write", ("ffu",)),
        ]  # fmt: skip


@pytest.fixture
def world(db: Any) -> World:
    """The world of the pages."""
    return World()


def test_every_page_opens_for_the_keeper(world: World) -> None:
    for name, given in world.every():
        world.page(world.pages.keeper, name, *given)


def test_outside_sees_the_event_and_neither_guests_nor_what_members_write(world: World) -> None:
    text = world.page(world.pages.outside, "gathering", world.event.slug)
    assert "Konference" in text
    assert "Gæst fra byen" not in text
    text = world.page(world.pages.outside, "forum", "ffu")
    assert "Nyt fra analysen" not in text
    assert "Årsrapport" not in text
    for name, slug in (("post", world.post.slug), ("circular", world.circular.slug)):
        world.page(world.pages.outside, name, slug, status=404)


def test_a_steps_page_is_refused_to_others(world: World) -> None:
    for name in ("announce", "circulate", "write"):
        world.page(world.pages.outside, name, "ffu", status=403)


def test_somebody_signs_up_and_off(world: World) -> None:
    text = world.send(world.pages.outside, "sign_up", world.event.slug, name="Ny deltager", side="region")
    assert "Ny deltager" in text
    row = queries.registrations(world.pages.outside, world.event)[0]
    assert "Ny deltager" not in world.send(world.pages.outside, "sign_off", row.slug)


def test_the_programme_is_written_as_lines(world: World) -> None:
    text = world.send(world.pages.keeper, "programme", world.event.slug, points="13:00; Oplæg; Regionen\n09:30; Kaffe")
    assert text.index("09:30 Kaffe") < text.index("13:00 Oplæg – Regionen")


def test_a_wrong_time_keeps_what_was_written(world: World) -> None:
    text = world.send(world.pages.keeper, "programme", world.event.slug, points="kl. 9; Kaffe")
    assert "er ikke et klokkeslæt" in text
    assert "kl. 9; Kaffe" in text


def test_the_log_of_a_circular_says_who_has_it(world: World) -> None:
    assert "1 af 1 fora har modtaget det" in world.page(world.pages.keeper, "circular", world.circular.slug)


def test_something_is_sent_on(world: World) -> None:
    second = world.pages.world.second
    text = world.send(world.pages.keeper, "circulate", "ffu", title="Kortlægning", text="Ny", receivers=[second.pk],
                      kinds=["discussion"])  # fmt: skip
    assert "1 af 1 fora har modtaget det" in text


def test_an_extra_meeting_is_called_about_an_item(world: World) -> None:
    text = world.send(world.pages.keeper, "call_extra", world.waiting.slug, starts_at="2025-09-08T12:00",
                      reason="Uenighed om kataloget")  # fmt: skip
    assert "Sag nummer 1" in text
    assert "Ekstraordinært" in text


def test_the_guests_come_as_a_file(world: World) -> None:
    answer = base.client(world.pages.keeper).get(
        reverse("outreach:gathering", args=[world.event.slug]), {"format": "xlsx"}
    )
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(b"PK")


def test_the_pages_pass_the_checks_wide_and_narrow(browser: Browsers, live_server: Any) -> None:
    world = World()
    entry, found = base.cookies(world.pages.keeper, live_server.url), {}
    for name, given in world.every():
        for width in WIDTHS:
            url = live_server.url + reverse(f"outreach:{name}", args=given)
            with browser.page(url, width=width, cookies=entry) as page:
                picture(page, f"outreach-{name}-{width}")
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)[:300]
    assert found == {}
