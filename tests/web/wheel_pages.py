"""The year wheel with duties, forms and a register on top of the forum pages' world, for the tests of its pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from tests.forums.forum_world import BEFORE, TOWN
from tests.web import forum_world as base
from tests.yearwheel.wheel_world import duty, named, register, sent, town_of

from tvaers.engine.yearwheel import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.action import System

NOW = base.NOW


@dataclass
class Wheel:
    """The pages' people with somebody of the town that is asked."""

    pages: base.Pages
    town: Any
    request: queries.StatusRequest
    register: queries.Register

    def url(self, name: str, *given: object) -> str:
        """The address of a page."""
        return reverse(f"yearwheel:{name}", args=given)

    def page(self, user: Any, name: str, *given: object, status: int = 200, **query: str) -> str:
        """The text of a page that answers as it should."""
        answer = base.client(user).get(self.url(name, *given), query)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def post(self, user: Any, page: str, /, *given: object, status: int = 200, **fields: Any) -> str:
        """The text of the page that a post leads to."""
        answer = base.client(user).post(self.url(page, *given), fields, follow=True)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def every(self) -> list[tuple[str, tuple[object, ...]]]:
        """The pages that the keeper can open."""
        key = self.register.key
        return [
            ("year", ()), ("set_due", ("pligt",)), ("requests", ()), ("new_request", ("ffu",)), ("choose", ()),
            ("request", (self.request.slug,)), ("lay_on", (self.request.slug,)),
            ("reply", (town_of(self.request).slug,)), ("registers", ()), ("register", (key,)),
            ("ask_for_contacts", (key,)), ("add_area", (key,)), ("name_contact", (key, "jura", "kontakt", TOWN)),
        ]  # fmt: skip


def build() -> Wheel:
    """A duty with its items, a form that a town is to answer, and a register with one of four named."""
    pages = base.build()
    town = base.user("kommune", "aftaleansvarlig", TOWN)
    form = sent(pages.world, questions=["Hvordan går det i klyngen?"])
    found = register(pages.world)
    with clock.fixed(BEFORE):
        duty()
        duty("loes", due="uafklaret", why="Afventer en fælles meddelelse.", title="Slutstatus")
        actions.turn(actor=System())
        named(found)
    return Wheel(pages, town, form, found)
