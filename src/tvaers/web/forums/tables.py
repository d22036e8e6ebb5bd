"""The tables that the pages of forums share: meetings, decisions, follow-ups and open remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from tvaers.engine.forums import desk, queries
from tvaers.kernel import clock
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table
from tvaers.web.forums import words


def _table(caption: str, titles: Sequence[str], rows: list[list[Cell]], noun: str, empty: str) -> Table:
    columns = [Column(key=title, title=title) for title in titles]
    return Table(caption=caption, columns=columns, rows=[Row(cells=cells) for cells in rows], count=len(rows),
                 noun=noun, empty=empty)  # fmt: skip


def first_of(shown: Table, count: int) -> Table:
    """A table that shows the first rows of so many."""
    return replace(shown, count=count)


def item_url(item: queries.Item) -> str:
    """The address of an item."""
    return reverse("forums:item", args=[item.slug])


def meetings(found: Sequence[queries.Meeting], caption: str, empty: str) -> Table:
    """Meetings, with where they are on their way."""
    titles = ("Møde", "Slags", "Sted", "Tema", "Frist for punkter", "Status")
    rows = [
        [
            Cell(text=danish.moment(one.starts_at), href=reverse("forums:meeting", args=[one.pk]), header=True),
            Cell(text=one.get_kind_display()),
            Cell(text=one.place or one.get_form_display()),
            Cell(text=words.theme(one)),
            Cell(text=danish.day(one.items_due)),
            Cell(status=words.meeting_status(one)),
        ]
        for one in found
    ]
    return _table(caption, titles, rows, "møde" if len(rows) == 1 else "møder", empty)


def decisions(found: Sequence[queries.Item], caption: str, *, with_forum: bool = False) -> Table:
    """Decisions: what, when, and what came of it."""
    titles = ["Punkt", *(["Forum"] if with_forum else []), "Møde", "Journalnr.", "Beslutning"]
    rows = []
    for one in found:
        forum = [Cell(text=one.forum.short or one.forum.name)] if with_forum else []
        day = danish.day(words.day_of(one.meeting)) if one.meeting else ""
        rows.append([
            Cell(text=_title(one), href=item_url(one), header=True), *forum, Cell(text=day),
            Cell(text=one.matter.journal), Cell(status=words.item_status(one)),
        ])  # fmt: skip
    empty = "Her kommer punkterne, når de er behandlet på et møde."
    return _table(caption, titles, rows, "beslutning" if len(rows) == 1 else "beslutninger", empty)


def _title(item: queries.Item) -> str:
    return f"{item.title} (lukket punkt)" if words.is_hidden(item) else item.title


def followups(found: Sequence[queries.Followup], caption: str) -> Table:
    """Follow-ups: who does what by when, those that are late or blocked said so."""
    titles = ("Opgave", "Ansvarlig", "Frist", "Åben siden", "Fra punkt", "Status")
    rows = [
        [
            Cell(text=one.text, href=followup_url(one), header=True),
            Cell(text=one.owner),
            Cell(text=danish.day(one.due) if one.due else "Ingen frist"),
            Cell(text=words.since(desk.open_since(one))),
            Cell(text=f"{one.item.forum.short or one.item.forum.name}: {_title(one.item)}", href=item_url(one.item)),
            Cell(status=followup_status(one)),
        ]
        for one in found
    ]
    empty = "Her kommer opgaver, som et forum har givet, med ansvarlig og frist."
    return _table(caption, titles, rows, "opgave" if len(rows) == 1 else "opgaver", empty)


def followup_url(one: queries.Followup) -> str:
    """The address of a follow-up: its number among those of its item."""
    place = sorted(other.pk for other in one.item.followups.all()).index(one.pk) + 1
    return reverse("forums:followup", args=[one.item.slug, place])


def followup_status(one: queries.Followup) -> Status:
    """How a follow-up goes; one that waits for a reservation, and one past its day, stand out."""
    if one.state in ("done", "dropped"):
        return Status(text=one.get_state_display(), kind="ok" if one.state == "done" else "neutral")
    if one.blocked_by is not None and one.blocked_by.answered_at is None:
        return Status(text="Venter på et forbehold", kind="warning")
    if one.due and one.due < clock.today():
        return Status(text="Over fristen", kind="error")
    return Status(text=one.get_state_display(), kind="info" if one.state == "begun" else "wait")


def remarks(found: Sequence[queries.Remark], *, may_answer: bool) -> Table:
    """Remarks and reservations that nobody has answered."""
    titles = ["Bemærkning", "Slags", "Fra punkt", "Noteret", *(["Næste skridt"] if may_answer else [])]
    rows = [
        [
            Cell(text=one.text, header=True),
            Cell(status=Status(text=one.get_kind_display(), kind="warning" if one.kind == "reservation" else "info")),
            Cell(text=_title(one.item), href=item_url(one.item)),
            Cell(text=danish.day(one.recorded_at.astimezone(clock.COPENHAGEN).date())),
            *([Cell(text="Besvar", href=remark_url(one))] if may_answer else []),
        ]
        for one in found
    ]
    empty = "Alle bemærkninger og forbehold er besvaret."
    return _table("Åbne bemærkninger", titles, rows, "bemærkning" if len(rows) == 1 else "bemærkninger", empty)


def remark_url(one: queries.Remark) -> str:
    """The address of a remark: its number on its item."""
    return reverse("forums:remark", args=[one.item.slug, one.number])


def _meant_for(item: queries.Item) -> str:
    """The day of the meeting that an item waits for; one that is over says so."""
    if item.meeting is None:
        return "Intet møde valgt"
    day = words.day_of(item.meeting)
    return danish.day(day) if day >= clock.today() else f"{danish.day(day)}, som er gået"


def waiting(found: Sequence[queries.Item], caption: str, empty: str) -> Table:
    """What waits in a pipeline, and for what."""
    titles = ("Punkt", "Type", "Til mødet", "Kommer fra", "Afventer")
    rows = [
        [
            Cell(text=_title(one), href=item_url(one), header=True),
            Cell(text=words.kinds(one)),
            Cell(text=_meant_for(one)),
            Cell(text=one.origin),
            Cell(text=one.awaits if one.awaits and not one.awaits_met else ""),
        ]
        for one in found
    ]
    return _table(caption, titles, rows, "punkt" if len(rows) == 1 else "punkter", empty)
