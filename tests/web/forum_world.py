"""A forum with people, past and coming meetings and a pipeline, for the tests of its pages. Everything is made up."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import PARTIES
from tests.forums import forum_world as base
from tests.forums.forum_world import SYSTEM, at

from tvaers.engine.access import actions as access
from tvaers.engine.forums import actions
from tvaers.engine.parties import actions as parties
from tvaers.kernel import clock

NOW = at(2025, 9, 1, 10)
"""Between the first meeting, which is held, and the second."""


@dataclass
class Pages:
    """The world of `tests.forums` with a keeper, a member and somebody outside, and their browsers."""

    world: base.World
    keeper: Any
    member: Any
    outside: Any

    def get(self, user: Any, name: str, /, *arguments: object, **query: str) -> Any:
        """The answer to a GET."""
        return client(user).get(reverse(f"forums:{name}", args=arguments), query)

    def page(self, user: Any, name: str, /, *arguments: object, **query: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(user, name, *arguments, **query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def post(self, user: Any, name: str, /, *arguments: object, follow: bool = True, **given: Any) -> str:
        """The text of the page that a post leads to."""
        answer = client(user).post(reverse(f"forums:{name}", args=arguments), given, follow=follow)
        assert answer.status_code in (200, 400), answer.status_code
        return answer.content.decode()

    def waiting(self, number: int, **more: Any) -> list[Any]:
        """So many items in the pipeline of the first forum, towards its later meeting."""
        return [self.proposal(f"Sag nummer {one}", **more) for one in range(1, number + 1)]

    def proposal(self, title: str, **more: Any) -> Any:
        """One item in the pipeline of the first forum."""
        forum = self.world.first
        matter = actions.open_matter(actor=SYSTEM, forum=forum, title=title, is_closed=more.get("is_closed", False))
        given = {"kinds": ["approval"], "points": ["Godkender sagen."], "meeting": self.world.later, **more}
        return actions.propose(actor=SYSTEM, forum=forum, matter=matter, **given)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment in every thread, also that of a server that a browser asks."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))


@pytest.fixture
def pages(db: Any, moment: None) -> Pages:
    """A forum with an item on the agenda of its first meeting, and no more."""
    return build()


@pytest.fixture
def full(pages: Pages) -> Pages:
    """A forum in the middle of its year."""
    return fill(pages)


def client(user: Any) -> Client:
    """A test client that is logged in as the user."""
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def cookies(user: Any, url: str) -> list[dict[str, str]]:
    """The cookies of a browser that is logged in as the user."""
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client(user).cookies[name].value, "url": url}]


def user(name: str, role: str, scope: str = "0860") -> Any:
    """A user with one role for one party, from long ago."""
    made = access.create_user(actor=SYSTEM, username=name, title=role)
    access.grant(actor=SYSTEM, user=made, role=role, scope=scope, reason="prøve", starts=date(2021, 1, 1))
    return made


def build() -> Pages:
    """The small world of forums, a keeper of its papers, a member, and somebody of another region."""
    parties.load(actor=SYSTEM, folder=PARTIES)
    world = base.world()
    keeper = user("sekretariat", "forumsekretariat", base.REGION)
    member = user("medlem", "udvalgsmedlem", "0860")
    person = actions.register_person(actor=SYSTEM, name="Medlem for den anden kommune", user=member, email="m@x.dk")
    with clock.fixed(NOW):
        actions.seat(actor=SYSTEM, forum=world.first, person=person, seat="kommune", party="0860",
                     starts=date(2025, 1, 1))  # fmt: skip
    return Pages(world, keeper, member, user("udenfor", "udvalgsmedlem", "1082"))


def fill(pages: Pages) -> Pages:
    """A forum in the middle of its year: a meeting held, decided and minuted, one ahead, and things in the pipeline."""
    world = base.held(pages.world)
    with clock.fixed(base.MEETING_AT):
        actions.remark(actor=SYSTEM, item=world.item, text="Præcisér afsnittet om hjælpemidler.", point=1)
        reservation = actions.remark(actor=SYSTEM, item=world.item, text="Økonomien skal på plads.", kind="reservation")
        actions.attend(actor=SYSTEM, meeting=world.meeting, person=world.member, status="excused")
        standing = world.meeting.items.exclude(standing="").get()
        actions.decide(actor=SYSTEM, item=standing, outcome="approved")
        actions.conclude(actor=SYSTEM, item=standing)
        actions.decide(actor=SYSTEM, item=world.item, point=1, outcome="approved_with_remarks",
                       decided_text="Godkender aftalen med ændringer.")  # fmt: skip
        actions.decide(actor=SYSTEM, item=world.item, point=2, outcome="approved_with_reservation")
        actions.follow_up(actor=SYSTEM, item=world.item, text="Skriv økonomiafsnittet", owner="Temagruppen",
                          party="0860", due=date(2025, 8, 30))  # fmt: skip
        actions.follow_up(actor=SYSTEM, item=world.item, text="Udrul aftalen", owner="Klyngerne",
                          due=date(2025, 10, 30), blocked_by=reservation)  # fmt: skip
        actions.conclude(actor=SYSTEM, item=world.item)
        actions.send_minutes(actor=SYSTEM, meeting=world.meeting)
    with clock.fixed(NOW):
        pages.waiting(3)
        pages.proposal("Afventende sag", awaits="et møde i styregruppen")
        pages.proposal("Lukket sag om personale", is_closed=True, meeting=None)
    return pages
