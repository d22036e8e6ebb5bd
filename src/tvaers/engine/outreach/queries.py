"""Reading what reaches out from forums: events and who comes, what was sent on and where it is, word to members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.forums import policies as forum_policies
from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.queries import Forum, Meeting
from tvaers.engine.outreach import policies
from tvaers.engine.outreach.models import Circular, Copy, Gathering, Post, Registration
from tvaers.engine.outreach.turnout import Guest, Turnout, counted
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.kernel.forum_types import Sending
from tvaers.kernel.periods import add_months

__all__ = [
    "Circular", "Copy", "Delivery", "Gathering", "Network", "Post", "Registration", "Sending", "Turnout", "circular",
    "circulars", "deliveries", "gathering", "gatherings", "networks", "post", "posts", "registration", "registrations",
    "sendings", "turnout",
]  # fmt: skip
HELD = ("held", "minuted", "approved")
SIGN_UP = {
    "draft": ("Ikke åbnet", "wait"), "open": ("Åben", "ok"), "shut": ("Lukket", "neutral"),
    "cancelled": ("Aflyst", "warning"),
}  # fmt: skip
"""What the sign-up of an event can be: its Danish words, and how they look."""
QUIET_MONTHS = 12
"""A network that has not met for so long is flagged (SA-SF-7h)."""


def gatherings(user: Any, forum: Forum | None = None) -> QuerySet[Gathering]:
    """The events that the user sees, the latest first."""
    found = policies.gatherings_visible_to(user).select_related("meeting__forum").prefetch_related("forums")
    return (found.filter(meeting__forum=forum) if forum else found).order_by("-meeting__starts_at", "-pk")


def gathering(user: Any, slug: str) -> Gathering:
    """One event by its address. Raises NotFound."""
    found = gatherings(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Arrangementet findes ikke, eller du må ikke se det.")
    return found


def sign_up_state(gathering: Gathering) -> str:
    """A key of SIGN_UP: whether one can sign up today; the last day is included."""
    if gathering.meeting.state == "cancelled":
        return "cancelled"
    if gathering.opened_at is None:
        return "draft"
    return "open" if clock.today() <= gathering.due else "shut"


def registrations(user: Any, gathering: Gathering) -> list[Registration]:
    """Who has signed up, by name: all for the inside of the forum, else those that the user signed up."""
    found = policies.registrations_visible_to(user).filter(gathering=gathering)
    return list(found.select_related("represents", "gathering__meeting__forum").order_by("name", "pk"))


def registration(user: Any, slug: str) -> Registration:
    """One registration by its address. Raises NotFound."""
    found = policies.registrations_visible_to(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Tilmeldingen findes ikke, eller du må ikke se den.")
    return found


def turnout(user: Any, gathering: Gathering) -> Turnout:
    """How many have signed up and came, by sector and by invited forum, as far as the user sees who they are."""
    rows = registrations(user, gathering)
    guests = [Guest(one.side, one.represents.key if one.represents else "", one.attended) for one in rows]
    return counted(guests, gathering.sides, [one.key for one in gathering.forums.order_by("name")])


def circulars(user: Any, forum: Forum) -> QuerySet[Circular]:
    """What a forum has sent on, the newest first; for its inside."""
    found = policies.circulars_visible_to(user).filter(forum=forum).select_related("matter", "forum")
    return found.order_by("-sent_at", "-pk")


def circular(user: Any, slug: str) -> Circular:
    """One circular by its address. Raises NotFound."""
    found = policies.circulars_visible_to(user).filter(slug=slug).select_related("matter", "forum").first()
    if found is None:
        raise NotFound(what="Udsendelsen findes ikke, eller du må ikke se den.")
    return found


@dataclass(frozen=True)
class Delivery:
    """Where a circular is in one forum: `state` is "received", "placed" (has a meeting), "treated" or "withdrawn"."""

    forum: Forum
    state: str
    meeting: Meeting | None

    @property
    def is_received(self) -> bool:
        """Whether the forum has it."""
        return self.state != "withdrawn"


def deliveries(user: Any, circular: Circular) -> list[Delivery]:
    """Where a circular is in each forum, in order: the log of whom it reached (SA-UH-63)."""
    if not policies.circulars_visible_to(user).filter(pk=circular.pk).exists():
        return []
    copies = circular.copies.select_related("forum", "item__meeting__forum").order_by("step")
    told = set(forum_policies.items_told_to(user).filter(copy__circular=circular).values_list("pk", flat=True))
    return [_delivery(one, is_told=one.item_id in told) for one in copies]


def _delivery(copy: Copy, *, is_told: bool) -> Delivery:
    """What a forum decided shows when its minutes are out; until then the item stands on its meeting."""
    item = copy.item
    if item.gone_at is not None or item.state == "withdrawn":
        return Delivery(copy.forum, "withdrawn", None)
    if item.state == "treated" and is_told:
        return Delivery(copy.forum, "treated", item.meeting)
    return Delivery(copy.forum, "placed" if item.meeting else "received", item.meeting)


def sendings(user: Any, forum: Forum) -> list[tuple[Sending, list[Forum]]]:
    """What a forum's agreement has it send on by hand, each with its receivers that exist today; for its keeper."""
    if not policies.may_keep(user, forum):
        return []
    declared = [one for one in forums.type_of(forum).sends if one.cases is None]
    keys = {key for one in declared for key in one.receivers}
    known = {one.key: one for one in forums.forums(user).filter(key__in=keys)}
    return [(one, [known[key] for key in one.receivers if key in known]) for one in declared]


def posts(user: Any, forum: Forum) -> QuerySet[Post]:
    """What members have written to each other, the newest first; for the inside of the forum."""
    found = policies.posts_visible_to(user).filter(forum=forum)
    return found.select_related("matter", "forum").prefetch_related("letters").order_by("-at", "-pk")


def post(user: Any, slug: str) -> Post:
    """One post by its address. Raises NotFound."""
    found = policies.posts_visible_to(user).filter(slug=slug).select_related("matter", "forum").first()
    if found is None:
        raise NotFound(what="Beskeden findes ikke, eller du må ikke se den.")
    return found


@dataclass(frozen=True)
class Network:
    """A forum below another: its next meeting, the last one that was held, and whether it has been quiet too long.

    `contact` names its secretaries; `minutes` is the last meeting whose minutes are out.
    """

    forum: Forum
    contact: tuple[str, ...]
    next: Meeting | None
    last: Meeting | None
    minutes: Meeting | None
    is_quiet: bool


def networks(user: Any, forum: Forum, on: date | None = None) -> list[Network]:
    """The forums below one on a day, by name (SA-SF-7h)."""
    day = on or clock.today()
    return [_network(user, one, day) for one in forums.forums(user, day).filter(parent=forum)]


def _network(user: Any, forum: Forum, day: date) -> Network:
    met = [one for one in forums.meetings(user, forum) if one.kind != "event" and one.state != "cancelled"]
    held = [one for one in met if one.state in HELD and _day(one.starts_at) <= day]
    ahead = [one for one in met if one.state in ("planned", "called") and _day(one.starts_at) >= day]
    out = [one for one in held if one.state in forum_policies.MINUTED]
    rows = forum.sittings.filter(starts__lte=day).exclude(ends__lt=day).filter(seat="sekretaer")
    names = tuple(rows.order_by("pk").values_list("person__name", flat=True))
    since = _day(held[-1].starts_at) if held else forum.starts
    return Network(forum, names, ahead[0] if ahead else None, held[-1] if held else None,
                   out[-1] if out else None, day > add_months(since, QUIET_MONTHS))  # fmt: skip


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()
