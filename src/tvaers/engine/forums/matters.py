"""Matters and their items: opened, put in a forum's pipeline, written, made searchable. A matter is written once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.contrib.postgres.search import SearchVector
from django.db.models import Model, Value

from tvaers.engine.cases.store import new_number
from tvaers.engine.forums import policies
from tvaers.engine.forums.minutes import KINDS
from tvaers.engine.forums.models import Forum, Item, Matter, Meeting, Point
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

R = TypeVar("R", bound=Model)
CONFIG = "danish"
SECTIONS = {
    "resume": "Resumé", "case": "Sagsfremstilling", "further": "Fortsat sagsbehandling", "economy": "Økonomi",
    "other": "Andet",
}  # fmt: skip
"""The parts of an item's text, in the customary order; recommendation, decision and papers are rows of their own."""
Section = Mapping[str, str]


def fresh(row: R) -> R:
    """The row as it stands now, locked until the transaction ends: what the caller holds may be old."""
    found: R = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


@action(
    "forums.open_matter",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} oprettede sagen {result}",
    silent=("title", "journal"),
)
def open_matter(
    *, actor: Actor, forum: Forum, title: str, journal: str = "", route: Sequence[str] = (), package: str = "",
    topic: str = "", is_closed: bool = False,
) -> Matter:  # noqa: ARG001  # fmt: skip
    """Opret en sag. Journalnummeret kan høre til flere sager (MIN-0f).

    `route` are the keys of the forums that are to treat it, in order, `topic` one that a forum is to prepare. Problem
    without a title, with an unknown forum or topic, and with something that looks like a CPR number.
    """
    _check_words(title, journal)
    unknown = set(route) - set(Forum.objects.filter(key__in=route).values_list("key", flat=True))
    if unknown:
        raise Problem(what=f"Forummet {', '.join(sorted(unknown))} findes ikke.", do="Vælg blandt de fora, der er.")
    if topic and topic not in topics():
        raise Problem(what=f"Emnet {topic} findes ikke.", do="Vælg blandt dem, aftalerne nævner, eller intet.")
    return Matter.objects.create(
        number=new_number("SAG"), title=title.strip(), journal=journal.strip(), route=list(route), package=package,
        topic=topic, is_closed=is_closed, opened_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip


def topics() -> dict[str, str]:
    """Id → title of every topic that some forum takes up only when another has prepared it."""
    rows = Forum.objects.exclude(rules__prepared=[]).values_list("rules__prepared", flat=True)
    return {one["id"]: one["title"] for prepared in rows for one in prepared or ()}


def _check_words(title: str, *others: str) -> None:
    if not title.strip():
        raise Problem(what="Titlen mangler.", do="Skriv kort, hvad sagen handler om.")
    if any(looks_like_cpr(text) for text in (title, *others)):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")


@action(
    "forums.propose",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} lagde {result} i pipelinen",
    silent=("title", "sections", "points", "awaits", "origin"),
)
def propose(
    *, actor: Actor, forum: Forum, matter: Matter, title: str = "", kinds: Sequence[str] = (), role: str = "advises",
    sections: Sequence[Section] = (), points: Sequence[str] = (), meeting: Meeting | None = None, awaits: str = "",
    is_oral: bool = False, is_closed: bool = False, follows: Item | None = None, origin: str = "",
) -> Item:  # noqa: ARG001  # fmt: skip
    """Læg en sag i et forums pipeline, til et bestemt møde eller uden.

    `awaits` says what must happen first. Problem for an unknown kind and a meeting of another forum.
    """
    _check_words(title or matter.title)
    if set(kinds) - set(KINDS):
        raise Problem(what="Punktets type findes ikke.", do=f"Vælg blandt {', '.join(KINDS.values())}.")
    if meeting is not None and meeting.forum_id != forum.pk:
        raise Problem(what="Mødet hører til et andet forum.", do=f"Vælg et møde i {forum.name}.")
    item = Item.objects.create(
        matter=matter, forum=forum, meeting=meeting, title=(title or matter.title).strip(), kinds=list(kinds),
        role=role, sections=_sections(sections), awaits=awaits.strip(), is_oral=is_oral, follows=follows,
        is_closed=is_closed or matter.is_closed, origin=origin, created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    write_points(item, points)
    index(item)
    return item


def _sections(sections: Sequence[Section]) -> list[dict[str, str]]:
    """Only what is filled, each with its heading."""
    known = [(one.get("kind", "other"), one.get("heading", ""), one.get("text", "").strip()) for one in sections]
    return [
        {"kind": kind, "heading": heading or SECTIONS.get(kind, heading), "text": text}
        for kind, heading, text in known if text
    ]  # fmt: skip


def write_points(item: Item, points: Sequence[str]) -> None:
    """The points as given; one whose text stays keeps what was recorded of it, another loses it."""
    there = {one.number: one for one in item.points.all()}
    for number, text in enumerate([text.strip() for text in points if text.strip()], start=1):
        former = there.pop(number, None)
        if former is None:
            Point.objects.create(item=item, number=number, text=text)
        elif former.text != text:
            item.points.filter(pk=former.pk).update(text=text, outcome="", words="", decided_text="", deferred_to=None)
    for gone in there.values():
        gone.delete()


def index(item: Item) -> None:
    """Make the item's text searchable, with Danish stems."""
    said = [one.text for one in item.remarks.all()]
    points = [part for one in item.points.all() for part in (one.text, one.decided_text)]
    parts = [item.title, item.matter.title, item.matter.journal, *(s["text"] for s in item.sections), item.decision]
    text = " ".join([*parts, *points, *said])[:500_000]
    Item.objects.filter(pk=item.pk).update(search=SearchVector(Value(text), config=CONFIG))


@action(
    "forums.write_item",
    permission=policies.may_keep,
    on="item",
    audit="{actor} skrev i {item}",
    silent=("title", "sections", "points", "journal", "awaits"),
)
def write_item(
    *, actor: Actor, item: Item, title: str, kinds: Sequence[str] = (), sections: Sequence[Section] = (),
    points: Sequence[str] = (), journal: str | None = None, awaits: str | None = None, is_closed: bool | None = None,
    version: int | None = None,
) -> Item:  # noqa: ARG001  # fmt: skip
    """Skriv et punkt: titel, type, tekst og indstilling.

    `version` is the one that the writer saw. Conflict when somebody has changed the item since, or it is treated.
    """
    item = fresh(item)
    if version is not None and version != item.version:
        raise Conflict(
            what="En anden har rettet punktet, mens du skrev.", why="Din tekst er ikke gemt endnu.",
            do="Se, hvad der er ændret, og gem så igen.",
        )  # fmt: skip
    if item.state not in ("pipeline", "agenda"):
        raise Conflict(what=f"Punktet er {item.get_state_display().lower()}.", do="Genåbn det, hvis det skal rettes.")
    _check_words(title, journal or "")
    item.title, item.kinds, item.sections = title.strip(), list(kinds), _sections(sections)
    item.awaits = item.awaits if awaits is None else awaits.strip()
    item.is_closed = item.is_closed if is_closed is None else is_closed
    if journal is not None:
        Matter.objects.filter(pk=item.matter_id).update(journal=journal.strip(), changed_at=clock.now())
        item.matter.refresh_from_db()
    write_points(item, points)
    return save(item)


def save(item: Item) -> Item:
    """Save an item as changed now."""
    item.version += 1
    item.changed_at = clock.now()
    item.save()
    index(item)
    return item


@action(
    "forums.meet_condition",
    permission=policies.may_keep,
    on="item",
    audit="{actor} meldte, at {item} kan behandles",
    silent=("words",),
)
def meet_condition(*, actor: Actor, item: Item, words: str) -> Item:  # noqa: ARG001
    """Meld, at det, punktet afventer, er sket. Skriv, hvad der viser det."""
    item = fresh(item)
    if not item.awaits:
        raise Conflict(what="Punktet afventer ikke noget.")
    if not words.strip():
        raise Problem(what="Det mangler, hvad der er sket.", do="Skriv fx mødet og datoen.")
    item.awaits_met = words.strip()
    return save(item)


def twin(forum: Forum, title: str) -> Item | None:
    """What waits in a forum's pipeline under the same words in any order, and follows nothing yet; or None."""
    wanted = _words(title)
    waiting = Item.objects.filter(forum=forum, state="pipeline", gone_at=None, follows=None).order_by("pk")
    return next((one for one in waiting if _words(one.title) == wanted), None)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower().replace("vedr.", "om")))
