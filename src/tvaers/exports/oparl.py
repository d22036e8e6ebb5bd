"""Forums in the shape of OParl 1.1: what each object says, from the public rows only, so the same for every reader.

An object's id is its address and never changes. `created` and `modified` are put in by oparl_feed, from what harvesters
have been able to read. What OParl has no word for begins with "tvaers:".
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tvaers.engine.forums import harvest, queries
from tvaers.engine.forums.calendar import is_off, title_of
from tvaers.engine.forums.policies import MINUTED
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock

SCHEMA = "https://schema.oparl.org/1.1/"
BASE = f"{settings.ADDRESS}/api/v1/oparl"
FILES = f"{settings.ADDRESS}/api/v1"
BODY = f"{BASE}/body/tvaers"
STATES = {"planned": "planlagt", "called": "indkaldt", "held": "holdt", "minuted": "holdt", "approved": "holdt"}
Object = dict[str, Any]


def _object(kind: str, ident: str, type: str, **said: Any) -> Object:
    """An object without what is empty."""
    kept = {key: value for key, value in said.items() if value not in (None, "", [])}
    return {"id": f"{BASE}/{kind}/{ident}", "type": f"{SCHEMA}{type}", **kept}


def link(kind: str, ident: object) -> str:
    """The id of an object."""
    return f"{BASE}/{kind}/{ident}"


def system() -> Object:
    """Where a harvester begins."""
    return {
        "id": BASE, "type": f"{SCHEMA}System", "oparlVersion": f"{SCHEMA}", "body": f"{BASE}/body",
        "name": "Tværs", "product": "Tværs", "website": settings.ADDRESS,
    }  # fmt: skip


def body() -> Object:
    """The one body: all the forums of this installation. Its lists are addresses. Forums are appointed, not elected:
    there is no legislative term, and OParl wants the list of them none the less."""
    lists = {LISTS.get(kind, kind): f"{BASE}/{kind}" for kind in KINDS if kind != "body"}
    made = _object("body", "tvaers", "Body", system=BASE, name="Tværsektorielle fora", shortName="Tværs", **lists)
    return {**made, "legislativeTerm": []}


def organization(forum: queries.Forum) -> Object:
    """A forum."""
    return _object(
        "organization", forum.key, "Organization", body=BODY, name=forum.name, shortName=forum.short,
        organizationType=forum.kind, startDate=_day(forum.starts), endDate=_day(forum.ends),
        subOrganizationOf=link("organization", forum.parent.key) if forum.parent else None,
        membership=[link("membership", one.pk) for one in sorted(forum.sittings.all(), key=lambda one: one.pk)],
        meeting=f"{BASE}/meeting?organization={forum.key}",
    )  # fmt: skip


def person(row: queries.Person) -> Object:
    """Somebody who sits in a forum, with their seats; no addresses."""
    seats = [membership(one) for one in row.sittings.all()]
    return _object(
        "person", str(row.pk), "Person", body=BODY, name=row.name, title=[row.title] if row.title else [],
        membership=seats, **{"tvaers:organisation": name_of(row.organisation) if row.organisation else ""},
    )  # fmt: skip


def membership(sitting: queries.Sitting) -> Object:
    """A seat and who fills it."""
    return _object(
        "membership", str(sitting.pk), "Membership", person=link("person", sitting.person_id),
        organization=link("organization", sitting.forum.key), role="Formand" if sitting.is_chair else sitting.seat,
        votingRight=not sitting.is_substitute, onBehalfOf=None, startDate=_day(sitting.starts),
        endDate=_day(sitting.ends), **{"tvaers:side": sitting.side, "tvaers:party": sitting.party},
    )  # fmt: skip


def meeting_ident(meeting: queries.Meeting) -> str:
    """A meeting's name in its address: the forum's key first, so that a forum's meetings are found by it."""
    return f"{meeting.forum.key}.{meeting.pk}"


def meeting(row: Any) -> Object:
    """A meeting with its agenda (harvest.meetings: `shown`, `out`)."""
    shown = row.state not in ("planned", "cancelled")
    minutes = minutes_file(row) if row.state in MINUTED and row.minutes.all() else None
    return _object(
        "meeting", meeting_ident(row), "Meeting", name=title_of(row), meetingState=STATES.get(row.state, "aflyst"),
        cancelled=is_off(row), start=_moment(row.starts_at), end=_moment(row.ends_at),
        organization=[link("organization", row.forum.key)],
        agendaItem=[agenda_item(one, number) for number, one in enumerate(row.shown, start=1)] if shown else [],
        auxiliaryFile=[file(one) for one in row.out] if shown else [], resultsProtocol=minutes,
        location=location(row) if row.place else None,
        **{"tvaers:place": row.place},
    )  # fmt: skip


def location(row: queries.Meeting) -> Object:
    """Where a meeting is held, in the words of whoever called it; it may be a room, a town or a link's name."""
    return _object(
        "location", meeting_ident(row), "Location", description=row.place,
        meetings=[link("meeting", meeting_ident(row))],
    )  # fmt: skip


def agenda_item(item: queries.Item, order: int) -> Object:
    """An open item of an agenda, and its place among the open ones. Its outcome is told once the minutes are out."""
    row: Any = item.meeting
    is_out = row.state in MINUTED
    return _object(
        "agendaItem", item.slug, "AgendaItem", meeting=link("meeting", meeting_ident(row)), number=str(order),
        order=order, name=item.title, public=True, consultation=link("consultation", item.slug),
        result=queries.title_of(item.outcome) if is_out else "", resolutionText=_resolution(item) if is_out else "",
        auxiliaryFile=[file(one) for one in item.papers.all()],
    )  # fmt: skip


def _resolution(item: queries.Item) -> str:
    """What was decided, in words: each point with its outcome, and the decision of the whole."""
    points = sorted(item.points.all(), key=lambda one: one.number)
    answers = [
        (one, f"{one.decided_text or one.text} {queries.title_of(one.outcome)}.") for one in points if one.outcome
    ]
    said = [f"{one.number}. {answer} {one.words}".strip() for one, answer in answers]
    return "\n".join([*said, item.decision] if item.decision else said)


def consultation(item: queries.Item) -> Object:
    """The tie between a matter and an item: in which forum, and whether that forum decides or advises."""
    row: Any = item.meeting
    return _object(
        "consultation", item.slug, "Consultation", paper=link("paper", item.matter.number),
        agendaItem=link("agendaItem", item.slug), meeting=link("meeting", meeting_ident(row)),
        organization=[link("organization", item.forum.key)], authoritative=item.role == "decides",
        role=", ".join(queries.KINDS[kind] for kind in item.kinds) or item.get_role_display(),
    )  # fmt: skip


def paper(row: Any) -> Object:
    """A matter on its way through the forums (harvest.matters: `shown`)."""
    return _object(
        "paper", row.number, "Paper", body=BODY, name=row.title, reference=row.journal, paperType="Sag",
        date=_day(row.opened_at.astimezone(clock.COPENHAGEN).date()),
        consultation=[consultation(one) for one in row.shown],
        auxiliaryFile=[file(one) for item in row.shown for one in item.papers.all()],
    )  # fmt: skip


def file(row: queries.Paper) -> Object:
    """A paper that lies on an item or a meeting."""
    address = f"{FILES}/forum-papers/{row.slug}"
    return _object(
        "file", row.slug, "File", name=row.name, fileName=row.name, mimeType=row.media_type, size=row.size,
        sha512Checksum=row.sha512, accessUrl=address, downloadUrl=address,
    )  # fmt: skip


def minutes_file(row: queries.Meeting) -> Object:
    """The minutes of a meeting as a PDF, which is made when it is fetched."""
    address = f"{FILES}/meetings/{row.pk}/paper.pdf"
    return _object(
        "file", f"referat.{row.pk}", "File", name=f"Referat: {title_of(row)}", mimeType="application/pdf",
        accessUrl=address, downloadUrl=address,
    )  # fmt: skip


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: Any) -> str | None:
    return moment.astimezone(clock.COPENHAGEN).isoformat() if moment else None


KINDS = (
    "body", "organization", "person", "membership", "meeting", "location", "agendaItem", "consultation", "paper",
    "file",
)  # fmt: skip
"""The kinds of object, as in their addresses."""
LISTS = {"location": "locationList"}
"""What a body calls the list of a kind, where it is not the kind's own name."""


def objects(kind: str, idents: list[str] | None = None) -> dict[str, Object]:
    """The public objects of a kind by their name in the address; with `idents` only those."""
    if kind == "body":
        return {"tvaers": body()} if idents is None or "tvaers" in idents else {}
    rows, field, name, write = SOURCES[kind]
    found = list(_among(rows(), field, idents))
    if kind == "agendaItem":
        orders = harvest.orders(found)
        made = {one.slug: agenda_item(one, orders[one.pk]) for one in found}
    else:
        made = {name(one): write(one) for one in found}
    if kind == "file":
        made |= _minutes_files(idents)
    return made if idents is None else {ident: made[ident] for ident in idents if ident in made}


def _minutes_files(idents: list[str] | None) -> dict[str, Object]:
    wanted = None if idents is None else [one for one in idents if one.startswith("referat.")]
    sent = _among(harvest.meetings().filter(state__in=MINUTED), "pk", wanted)
    return {f"referat.{one.pk}": minutes_file(one) for one in sent if one.minutes.all()}


def _among(rows: QuerySet[Any], field: str, idents: list[str] | None) -> QuerySet[Any]:
    if idents is None:
        return rows
    known = [one.rpartition(".")[2] for one in idents] if field == "pk" else idents
    if field == "pk":
        return rows.filter(pk__in=[int(one) for one in known if one.isascii() and one.isdigit() and len(one) < 19])
    return rows.filter(**{f"{field}__in": known})


SOURCES: dict[str, tuple[Any, str, Any, Any]] = {
    "organization": (harvest.forums, "key", lambda one: one.key, organization),
    "person": (harvest.persons, "pk", lambda one: str(one.pk), person),
    "membership": (harvest.sittings, "pk", lambda one: str(one.pk), membership),
    "meeting": (harvest.meetings, "pk", meeting_ident, meeting),
    "location": (harvest.located, "pk", meeting_ident, location),
    "agendaItem": (harvest.items, "slug", lambda one: one.slug, None),
    "consultation": (harvest.items, "slug", lambda one: one.slug, consultation),
    "paper": (harvest.matters, "number", lambda one: one.number, paper),
    "file": (harvest.files, "slug", lambda one: one.slug, file),
}
"""For each kind: its public rows, the field that its address names, that name, and what it says."""
