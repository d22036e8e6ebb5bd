"""The tables of a plan: its activities, what is over its time, open remarks, parts and versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tvaers.engine.parties.queries import name_of
from tvaers.engine.workplans import queries
from tvaers.kernel import clock
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Kind, Link, Row, Status, Table
from tvaers.web.forums import tables as forums
from tvaers.web.workplans.frame import plan_url
from tvaers.web.workplans.picture import Shape

STATES: dict[str, Kind] = {"planned": "wait", "begun": "info", "done": "ok", "dropped": "neutral"}
SHAPES: dict[str, Shape] = {"planned": "planned", "begun": "begun", "done": "done", "dropped": "dropped"}
Numbered = Sequence[tuple[int, queries.Line]]


def shape_of(line: queries.Line) -> Shape:
    """How an activity is drawn."""
    if line.standing.kind == "error":
        return "late"
    if line.activity.state == "planned" and line.standing.text == "I gang":
        return "begun"
    return SHAPES[line.activity.state]


def time_of(line: queries.Line) -> str:
    """When: the days, else the time as written, else the quarter."""
    if line.starts is None:
        return line.activity.written or queries.quarter_in_words(line.activity.quarter) or "Ingen dato"
    return days(line.starts, line.ends)


def days(starts: date | None, ends: date | None) -> str:
    """One day, or the first and the last."""
    if starts is None:
        return "Ingen dato"
    return danish.day(starts) if ends in (None, starts) else f"{danish.day(starts)} til {danish.day(ends)}"


def activities(plan: queries.Plan, numbered: Numbered, empty: str, downloads: Sequence[Link]) -> Table:
    """The activities with the numbers of the picture."""
    rows = [_activity(plan, number, line) for number, line in numbered]
    titles = ("Aktivitet", "Spor", "Tid", "Niveau", "Forum", "Status")
    columns = [Column(key="Nr.", title="Nr.", align="right"), *(Column(key=one, title=one) for one in titles)]
    return Table(caption="Aktiviteter", columns=columns, rows=rows, count=len(rows), downloads=downloads, empty=empty,
                 noun="aktivitet" if len(rows) == 1 else "aktiviteter")  # fmt: skip


def _activity(plan: queries.Plan, number: int, line: queries.Line) -> Row:
    one = line.activity
    return Row(cells=[
        Cell(text=str(number)), Cell(text=one.text, href=plan_url(plan, "activity", one.key), header=True),
        Cell(text=one.track.number), Cell(text=time_of(line)), Cell(text=queries.levels_in_words(one.levels)),
        Cell(text=one.forum.audit_name() if one.forum else ""),
        Cell(status=Status(text=line.standing.text, kind=line.standing.kind)),
    ])  # fmt: skip


def remarks(found: Sequence[Any]) -> Table:
    """The open remarks, each with the activity that is to answer it."""
    rows = [
        Row(cells=[
            Cell(text=one.text, header=True), Cell(text=one.item.title, href=forums.item_url(one.item)),
            Cell(text="; ".join(each.text for each in one.planned)) if one.planned
            else Cell(status=Status(text="Ingen aktivitet endnu", kind="warning")),
        ])
        for one in found
    ]  # fmt: skip
    return _table("Åbne bemærkninger", ("Bemærkning", "Fra punkt", "Besvares af"), rows,
                  "bemærkning" if len(rows) == 1 else "bemærkninger", "Alle bemærkninger er besvaret.")  # fmt: skip


def parts(activity: queries.Activity) -> Table:
    """Each party or part of an activity and how far it is."""
    rows = [
        Row(cells=[Cell(text=name_of(one.party), header=True),
                   Cell(status=Status(text=one.get_state_display(), kind=STATES[one.state])), Cell(text=one.note)])
        for one in sorted(activity.coverage.all(), key=lambda one: one.pk)
    ]  # fmt: skip
    return _table("Parter og dele", ("Part eller del", "Status", "Bemærkning"), rows, "i alt", "")


def versions(plan: queries.Plan, found: Sequence[queries.Version]) -> Table:
    """The versions, newest first."""
    rows = [
        Row(cells=[
            Cell(text=f"Version {one.number}", href=plan_url(plan, "version", one.number), header=True),
            Cell(text=danish.day(one.published_at.astimezone(clock.COPENHAGEN).date())), Cell(text=one.note),
        ])
        for one in found
    ]  # fmt: skip
    empty = "Udgiv planen, så kan alle se, hvad der er ændret fra gang til gang."
    return _table("Versioner", ("Version", "Udgivet", "Bemærkning"), rows, "i alt", empty)


def of_version(document: dict[str, Any]) -> Table:
    """The activities as they stood in a version."""
    titles = ("Aktivitet", "Spor", "Tid", "Niveau", "Forum", "Ansvarlig", "Status")
    rows = [
        Row(cells=[
            Cell(text=one["text"], header=True), Cell(text=one["track"]), Cell(text=_time(one)),
            Cell(text=queries.levels_in_words(one["levels"])), Cell(text=one["forum"]), Cell(text=one["owner"]),
            Cell(status=Status(text=queries.words("state", one["state"]).capitalize(), kind=STATES[one["state"]])),
        ])
        for one in document["activities"]
    ]  # fmt: skip
    return _table("Aktiviteter", titles, rows, "aktiviteter", "Der var ingen aktiviteter i denne version.")


def _time(one: dict[str, Any]) -> str:
    starts, ends = (date.fromisoformat(one[name]) if one[name] else None for name in ("starts", "ends"))
    return days(starts, ends) if starts else one["written"] or queries.quarter_in_words(one["quarter"]) or "Ingen dato"


def changes(found: Sequence[queries.Change]) -> Table:
    """What differs between two versions: a row for each thing that is changed."""
    sorts: dict[str, Status] = {
        "new": Status(text="Ny", kind="ok"), "gone": Status(text="Udgår", kind="neutral"),
        "changed": Status(text="Ændret", kind="info"),
    }  # fmt: skip
    rows = [
        Row(cells=[Cell(text=one.text, header=True), Cell(text=one.track), Cell(status=sorts[one.sort]),
                   Cell(text=name.capitalize()), Cell(text=before), Cell(text=after)])
        for one in found for name, before, after in (one.fields or (("", "", ""),))
    ]  # fmt: skip
    return _table("Forskelle", ("Aktivitet", "Spor", "Hvad", "Oplysning", "Før", "Nu"), rows, "forskelle",
                  "De to versioner er ens.")  # fmt: skip


def _table(caption: str, titles: Sequence[str], rows: list[Row], noun: str, empty: str) -> Table:
    columns = [Column(key=title, title=title) for title in titles]
    return Table(caption=caption, columns=columns, rows=rows, count=len(rows), noun=noun, empty=empty)
