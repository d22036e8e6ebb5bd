"""A status form of the demo that some have answered, and a register of contact persons that is partly filled.

All of it invented.
"""

from __future__ import annotations

from datetime import timedelta

from tvaers.cli.demo_forums.calendar import Calendar
from tvaers.cli.demo_forums.people import SYSTEM
from tvaers.engine.forums import queries as forums
from tvaers.engine.yearwheel import actions, queries

FORM = "Status på årets indsatser"
MARKS = ("Mere lighed i sundhed", "Hjælp tættere på hjemmet", "Trygge overgange", "Færre bliver syge")
ANSWERS = (
    ("0851", (("Fælles sprog ved udskrivelse", ("m1", "m3")), ("Aftenbesøg efter hjemsendelse", ("m2", "m3")))),
    ("0860", (("Én indgang for borgere med diabetes", ("m1", "m2")),)),
)
"""Who has answered: each effort with the marks that it supports; nobody supports the last one."""
SILENT = ("0787", "0810")
AGREEMENTS = ("Samarbejdsaftale om genoptræning", "Samarbejdsaftale om lokationsnumre")
REGISTER = "kontakter-opgaveflytning"
NAMED = (
    ("hr", "1081", "HR-partner"), ("jura", "1081", "Jurist"), ("anlaeg", "0851", "Projektleder"),
    ("hr", "0851", "HR-konsulent"), ("jura", "0860", "Jurist"),
)  # fmt: skip
"""(area, organisation, who by role)."""


def tell(calendar: Calendar) -> None:
    """The registers of the agreements, some names in one of them, and the form."""
    actions.take_up(actor=SYSTEM)
    _name(calendar)
    _ask(calendar)


def _ask(calendar: Calendar) -> None:
    """The form is sent, two have answered, and a reminder comes a week before the last day."""
    ffu = forums.forum(SYSTEM, "ffu")
    with calendar.fixed(-2):
        made = actions.draw_up(
            actor=SYSTEM, forum=ffu, title=FORM, marks=MARKS, due=calendar.day(3), agreements=AGREEMENTS,
            parties=[*(party for party, _ in ANSWERS), *SILENT], groups=[forums.forum(SYSTEM, "koordineringsgruppen")],
            text="Sæt kryds ved de pejlemærker, som jeres indsatser støtter. Pejlemærkerne er opdigtede.",
        )  # fmt: skip
        actions.send(actor=SYSTEM, request=made)
    with calendar.fixed(-1):
        for party, efforts in ANSWERS:
            lines = [{"title": title, "ticks": list(ticks)} for title, ticks in efforts]
            actions.answer(actor=SYSTEM, receiver=made.receivers.get(party=party), lines=lines)


def _name(calendar: Calendar) -> None:
    """Some of the contact persons are named, by their role."""
    register = queries.register(SYSTEM, REGISTER)
    post = register.type.posts[0].id
    for area, party, role in NAMED:
        place = queries.Place(register, party)
        starts = calendar.day(0) - timedelta(days=30)
        actions.name_contact(actor=SYSTEM, place=place, area=area, post=post, name=role, starts=starts)
