"""An example of each action of the year wheel: `own` is the region whose unit keeps the forum; `opposite` the town."""

from datetime import date
from typing import Any

from tests.access.cases import Case
from tests.forums.forum_world import BEFORE, TOWN, world
from tests.yearwheel.wheel_world import duty, named, register, request, sent, town_of

from tvaers.engine.forums import actions as forums
from tvaers.engine.yearwheel import actions
from tvaers.engine.yearwheel.models import Place
from tvaers.kernel import clock
from tvaers.kernel.action import System

DUE = date(2030, 1, 1)
LINES = [{"title": "Fælles skolebænk", "ticks": ["m1"]}]


def taking_up() -> dict[str, Any]:
    """The forums are there, so that duties can name them."""
    forums.take_up(actor=System())
    return {}


def turning() -> dict[str, Any]:
    world()
    duty()
    return {}


def settling() -> dict[str, Any]:
    world()
    return {"obligation": duty(), "due": DUE, "reason": "Brevet"}


def drawing_up() -> dict[str, Any]:
    made = request(title="Et andet")
    return {"forum": made.forum, "title": "Status", "marks": ["Lighed"], "due": DUE, "parties": [TOWN]}


def answered() -> dict[str, Any]:
    found = town_of(sent())
    return {"receiver": actions.answer(actor=System(), receiver=found, lines=LINES), "reason": "Et kryds for lidt"}


def laying_on() -> dict[str, Any]:
    made = world()
    return {"request": sent(made), "item": made.item}


def contact() -> dict[str, Any]:
    with clock.fixed(BEFORE):
        return {"contact": named(register()), "last_day": date(2025, 12, 31)}


def naming() -> dict[str, Any]:
    return {"place": Place(register(), TOWN), "area": "hr", "post": "kontakt", "name": "Chef", "starts": DUE}


YEARWHEEL: dict[str, Case] = {
    "yearwheel.take_up": Case(actions.take_up, taking_up),
    "yearwheel.turn": Case(actions.turn, turning),
    "yearwheel.set_due": Case(actions.set_due, settling),
    "yearwheel.draw_up": Case(actions.draw_up, drawing_up),
    "yearwheel.send": Case(actions.send, lambda: {"request": request(due=DUE)}),
    "yearwheel.withdraw": Case(actions.withdraw, lambda: {"request": request()}),
    "yearwheel.save_draft": Case(
        actions.save_draft, lambda: {"receiver": town_of(sent()), "lines": LINES}, opposite=TOWN
    ),
    "yearwheel.answer": Case(actions.answer, lambda: {"receiver": town_of(sent()), "lines": LINES}, opposite=TOWN),
    "yearwheel.reopen": Case(actions.reopen, answered, opposite=TOWN),
    "yearwheel.remind": Case(actions.remind, lambda: {"request": sent()}),
    "yearwheel.lay_on": Case(actions.lay_on, laying_on),
    "yearwheel.name_contact": Case(actions.name_contact, naming, opposite=TOWN),
    "yearwheel.end_contact": Case(actions.end_contact, contact, opposite=TOWN),
    "yearwheel.ask_for_contacts": Case(actions.ask_for_contacts, lambda: {"register": register(), "due": DUE}),
    "yearwheel.add_area": Case(actions.add_area, lambda: {"register": register(), "title": "Kardiologi"}),
}
"""By the name of the action."""
