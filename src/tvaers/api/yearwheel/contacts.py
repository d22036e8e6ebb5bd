"""Registers of contact persons: who is named, ended and asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import Day, Numbered, Slug, Words
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.api.yearwheel.parts import WheelCountOut, router
from tvaers.engine.yearwheel import actions, queries


class ContactIn(Schema):
    """En kontaktperson."""

    area: Slug
    post: Slug
    party: Slug
    name: Annotated[str, Field(max_length=150, pattern=r"^[^\u0000]*$")]
    starts: Day
    ends: Day | None = None
    title: Annotated[str, Field(max_length=150, pattern=r"^[^\u0000]*$")] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\u0000]*$")] = ""
    phone: Annotated[str, Field(max_length=30, pattern=r"^[^\u0000]*$")] = ""


class ContactOut(Schema):
    """En plads i et register og den, der har den; uden navn mangler der en."""

    id: int | None
    area: str
    post: str
    party: str
    name: str
    title: str
    email: str
    phone: str
    starts: date | None
    ends: date | None


class ContactGroupOut(Schema):
    """En gruppe, som et system skal have; uden forum er den ikke oprettet."""

    name: str
    organisations: list[str]
    forum: str | None


class ContactRegisterOut(Schema):
    """Et register på en dag. `unguarded` er de forløb, der venter på nogen; kun for den, der fører registret."""

    key: str
    title: str
    clause: str
    areas: dict[str, str]
    filled: int
    gaps: int
    share: str
    contacts: list[ContactOut]
    unguarded: dict[str, list[str]]
    groups: list[ContactGroupOut]


class LastDayIn(Schema):
    """Den sidste dag."""

    last_day: Day


class ContactsAskIn(Schema):
    """Dagen, der skal svares senest."""

    due: Day


class ContactAreaIn(Schema):
    """Et område."""

    title: Words


@router.get("/contact-registers", response=answers(list[ContactRegisterOut]), operation_id="yearwheel.registers")
def registers(request: HttpRequest) -> list[ContactRegisterOut]:
    """Registrene over kontaktpersoner, som de er i dag."""
    user = user_of(request)
    return [_register(user, one) for one in queries.registers(user)]


def _register(user: Any, one: queries.Register) -> ContactRegisterOut:
    account, people = queries.account_of(user, one), queries.contacts(user, one)
    return ContactRegisterOut(
        key=one.key, title=one.title, clause=one.type.clause, areas=one.areas, filled=account.filled,
        gaps=len(account.gaps), share=account.share,
        contacts=[_contact(cell, people.get(cell)) for cell in account.cells],
        unguarded=queries.unguarded(user, one), groups=[_group(each) for each in queries.groups(user, one)],
    )  # fmt: skip


def _group(one: queries.Group) -> ContactGroupOut:
    key = one.forum.key if one.forum else None
    return ContactGroupOut(name=one.name, organisations=list(one.organisations), forum=key)


def _contact(cell: queries.Cell, one: queries.Contact | None) -> ContactOut:
    if one is None:
        return ContactOut(id=None, **cell.__dict__, name="", title="", email="", phone="", starts=None, ends=None)
    return ContactOut(
        id=one.pk, **cell.__dict__, name=one.name, title=one.title, email=one.email, phone=one.phone,
        starts=one.starts, ends=one.ends,
    )  # fmt: skip


@router.post(
    "/contact-registers/{key}/contacts", response=answers(ContactRegisterOut), operation_id="yearwheel.name_contact"
)
def name_contact(request: HttpRequest, key: Slug, given: ContactIn) -> ContactRegisterOut:
    """Udpeg en kontaktperson."""
    user = user_of(request)
    found = queries.register(user, key)
    kept = given.model_dump(exclude={"party"})
    actions.name_contact(actor=user, place=queries.Place(found, given.party), **kept)
    return _register(user, found)


@router.post(
    "/contact-registers/{key}/contacts/{pk}/end",
    response=answers(ContactRegisterOut),
    operation_id="yearwheel.end_contact",
)
def end_contact(request: HttpRequest, key: Slug, pk: Numbered, given: LastDayIn) -> ContactRegisterOut:
    """Lad en kontaktperson stoppe."""
    user = user_of(request)
    found = queries.register(user, key)
    actions.end_contact(actor=user, contact=queries.contact(user, found, pk), last_day=given.last_day)
    return _register(user, found)


@router.post("/contact-registers/{key}/ask", response=answers(WheelCountOut), operation_id="yearwheel.ask_for_contacts")
def ask_for_contacts(request: HttpRequest, key: Slug, given: ContactsAskIn) -> WheelCountOut:
    """Bed dem, der mangler kontaktpersoner, om at udpege dem."""
    user = user_of(request)
    return WheelCountOut(
        count=actions.ask_for_contacts(actor=user, register=queries.register(user, key), due=given.due)
    )  # fmt: skip


@router.post("/contact-registers/{key}/areas", response=answers(ContactRegisterOut), operation_id="yearwheel.add_area")
def add_area(request: HttpRequest, key: Slug, given: ContactAreaIn) -> ContactRegisterOut:
    """Føj et område til et register."""
    user = user_of(request)
    return _register(user, actions.add_area(actor=user, register=queries.register(user, key), title=given.title))
