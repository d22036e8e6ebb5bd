"""Contact persons: named by their organisation or the register's keeper, ended, asked for, and new areas."""

from __future__ import annotations

from datetime import date, timedelta

from tvaers.engine.forums.matters import fresh
from tvaers.engine.yearwheel import policies
from tvaers.engine.yearwheel.gaps import Account, Cell, Held, account, overlaps
from tvaers.engine.yearwheel.models import Contact, Nomination, Place, Register
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr


@action(
    "yearwheel.name_contact", permission=policies.may_name, on="place", audit="{actor} udpegede {result} for {place}"
)
def name_contact(
    *, actor: Actor, place: Place, area: str, post: str, name: str, starts: date, ends: date | None = None,
    title: str = "", email: str = "", phone: str = "",
) -> Contact:  # noqa: ARG001  # fmt: skip
    """Udpeg en kontaktperson for en organisation, ved navn eller rolle, fra en dag.

    Problem for a cell that the register does not have, without a name and for wrong dates; Conflict when somebody is
    there on any of the days. When the organisation then lacks nobody, what it was asked for is answered.
    """
    register, type = place.register, place.register.type
    known = area in register.areas and post in {one.id for one in type.posts} and place.party in type.organisations
    if not known:
        raise Problem(what="Den plads findes ikke i registret.", do="Vælg et område og en organisation, der er der.")
    if not name.strip() or looks_like_cpr(name):
        raise Problem(what="Navnet mangler eller ligner et CPR-nummer.", do="Skriv navnet eller rollen.")
    if ends is not None and ends < starts:
        raise Problem(what="Perioden slutter, før den begynder.", do="Ret en af de to datoer.")
    cell = Cell(area, post, place.party)
    if any(one.cell == cell and overlaps(one, starts, ends) for one in held(register)):
        raise Conflict(what="Der er allerede en kontaktperson på de dage.", do="Lad den nuværende stoppe først.")
    made = Contact.objects.create(
        register=register, area=area, post=post, party=place.party, name=name.strip(), title=title.strip(),
        email=email.strip(), phone=phone.strip(), starts=starts, ends=ends,
    )  # fmt: skip
    if not standing(register).lacks(place.party):
        register.nominations.filter(party=place.party, answered_at=None).update(answered_at=clock.now())
    return made


@action("yearwheel.end_contact", permission=policies.may_name, on="contact", audit="{actor} lod {contact} stoppe")
def end_contact(*, actor: Actor, contact: Contact, last_day: date) -> Contact:  # noqa: ARG001
    """Lad en kontaktperson stoppe. Den sidste dag er inklusive; derefter mangler der en."""
    contact = fresh(contact)
    if last_day < contact.starts - timedelta(days=1):
        raise Problem(what="Den sidste dag ligger før den første.", do="Vælg en senere dag.")
    if last_day < contact.starts:
        contact.delete()
        return contact
    contact.ends = last_day
    contact.save(update_fields=["ends"])
    return contact


@action(
    "yearwheel.ask_for_contacts", permission=policies.may_keep, on="register", audit="{actor} bad om navne: {result}"
)
def ask_for_contacts(*, actor: Actor, register: Register, due: date) -> int:  # noqa: ARG001
    """Bed de organisationer, der mangler kontaktpersoner, om at udpege dem. Returns how many are asked anew.

    Who was asked before and has not answered gets the new day. Problem for a day that has passed; Conflict when nobody
    lacks anybody.
    """
    if due < clock.today():
        raise Problem(what="Fristen er passeret.", do="Vælg i dag eller en senere dag.")
    found = standing(register)
    lacking = [party for party in register.type.organisations if found.lacks(party)]
    if not lacking:
        raise Conflict(what="Ingen mangler en kontaktperson.")
    given = {"due": due, "asked_at": clock.now()}
    made = [
        Nomination.objects.update_or_create(register=register, party=one, answered_at=None, defaults=given)
        for one in lacking
    ]
    return sum(is_new for _, is_new in made)


@action(
    "yearwheel.add_area", permission=policies.may_keep, on="register", audit="{actor} føjede {title} til {register}"
)
def add_area(*, actor: Actor, register: Register, title: str) -> Register:  # noqa: ARG001
    """Føj et område til registret, fx et speciale. Hver organisation mangler så en kontaktperson der."""
    register = fresh(register)
    if not title.strip():
        raise Problem(what="Området mangler et navn.")
    if title.strip().casefold() in {one.casefold() for one in register.areas.values()}:
        raise Conflict(what="Området findes allerede.")
    number = len(register.more_areas) + 1
    register.more_areas = [*register.more_areas, {"id": f"eget-{number}", "title": title.strip()}]
    register.changed_at = clock.now()
    register.save()
    return register


def held(register: Register) -> list[Held]:
    """Everybody who is or was named in a register."""
    rows = register.contacts.order_by("starts", "pk")
    return [Held(Cell(one.area, one.post, one.party), one.name, one.starts, one.ends) for one in rows]


def standing(register: Register, on: date | None = None) -> Account:
    """The cells of a register on a day (today when none is given)."""
    type = register.type
    posts = [one.id for one in type.posts]
    return account(list(register.areas), posts, type.organisations, held(register), on or clock.today())
