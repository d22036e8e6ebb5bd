"""Dagsordenspunkt: what are we asked to decide? The points first, the text after, a form beside each point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.forums import desk, queries
from tvaers.engine.parties.queries import name_of
from tvaers.engine.workplans import queries as workplans
from tvaers.web.design.parts import Status
from tvaers.web.forums import frame, tables, words
from tvaers.web.forums.decision_forms import DecisionForm, FollowupForm, RemarkForm
from tvaers.web.forums.wording import Piece, difference
from tvaers.web.problems import shows_problems

Forms = Mapping[str, forms.Form]


@dataclass(frozen=True)
class PointView:
    """A point of the recommendation: what it says, what became of it, and the form to record it with."""

    point: queries.Point
    status: Status | None
    pieces: list[Piece]
    form: forms.Form | None
    is_open: bool


@dataclass(frozen=True)
class Step:
    """A forum on the way of a matter: its item there, if the reader sees one."""

    forum: str
    item: queries.Item | None
    status: Status
    day: str
    is_here: bool


@require_safe
@shows_problems
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """Et punkt."""
    return page(request, desk.item_at(request.user, slug), {})


def page(request: HttpRequest, item: queries.Item, written: Forms) -> HttpResponse:
    """The page of an item; `written` are the forms that could not be sent, by the name of their step."""
    user: Any = request.user
    shared = frame.of_forum(user, item.forum, "forums:meetings", item.title)
    may_record = shared["keeps"] and item.state == "agenda" and _is_held(item)
    context = {
        **shared, "item": item, "status": words.item_status(item), "kinds": words.kinds(item),
        "is_hidden": words.is_hidden(item), "role": item.get_role_display(), "may_record": may_record,
        "points": _points(user, item, written, may_record=may_record),
        "whole": _whole(user, item, written, may_record=may_record), "written": written,
        "sections": item.sections, "remarks": _remarks(item), "steps": _steps(user, item),
        "former": [one for one in queries.before(user, item) if one.outcome],
        "open_remarks": queries.open_remarks(item) if shared["is_inside"] else [],
        "followups": tables.followups(list(item.followups.all()), "Opgaver"),
        "may_reopen": shared["keeps"] and item.state in ("treated", "deferred", "stopped"),
        "may_write": shared["keeps"] and item.state in ("pipeline", "agenda"),
        "is_answered": is_answered(item), **_beside(user, item),
        "agreement": name_of(item.matter.package) if item.matter.package else "",
        **_plans(user, item, shared["keeps"]), **(_more_forms(user, item, written) if may_record else {}),
    }  # fmt: skip
    return render(request, "forums/item.html", context)


def _plans(user: Any, item: queries.Item, keeps: bool) -> dict[str, Any]:
    """The work plans that the item is about, and those that whoever keeps it can link it to."""
    plans = workplans.plans_of(user, item)
    linked = {one.plan.pk for one in plans}
    mine = [one for one in workplans.kept_plans(user) if one.pk not in linked] if keeps and not item.standing else []
    return {"plans": plans, "plans_to_link": [one for one in mine if one.forum_id == item.forum_id]}


def _is_held(item: queries.Item) -> bool:
    return item.meeting is not None and item.meeting.state in ("held", "minuted")


def _beside(user: Any, item: queries.Item) -> dict[str, Any]:
    """The item's number on the agenda, and the items before and after it: (item, number), or None at the ends."""
    agenda = queries.agenda(user, item.meeting) if item.meeting and item.state != "pipeline" else []
    place = next((place for place, (one, _) in enumerate(agenda) if one.pk == item.pk), None)
    if place is None:
        return {}
    around = [None, *agenda, None]
    return {"number": agenda[place][1], "previous": around[place], "next": around[place + 2]}


def is_answered(item: queries.Item) -> bool:
    """Whether each point has an outcome, or the item itself when it has no points."""
    points = [one.outcome for one in item.points.all()]
    return all(points) if points else bool(item.outcome)


def _points(user: Any, item: queries.Item, written: Forms, *, may_record: bool) -> list[PointView]:
    rows = sorted(item.points.all(), key=lambda one: one.number)
    return [
        PointView(
            one, words.outcome_status(one.outcome) if one.outcome else None,
            difference(one.text, one.decided_text) if one.decided_text else [],
            (written.get(f"decide-{one.number}") or decision_form(user, item, one)) if may_record else None,
            is_open=not one.outcome or f"decide-{one.number}" in written,
        )
        for one in rows
    ]  # fmt: skip


def _whole(user: Any, item: queries.Item, written: Forms, *, may_record: bool) -> forms.Form | None:
    """The decision form of an item without points."""
    if not may_record or item.points.all():
        return None
    return written.get("decide-0") or decision_form(user, item, None)


def decision_form(user: Any, item: queries.Item, point: queries.Point | None, data: Any = None) -> DecisionForm:
    """The form of one point, each with names of its own."""
    number = point.number if point else 0
    later = queries.meetings(user).filter(pk__in=[one.pk for one in desk.later_meetings(user, item)])
    return DecisionForm(data, item=item, point=point, meetings=later, prefix=f"p{number}")


def _more_forms(user: Any, item: queries.Item, written: Forms) -> dict[str, Any]:
    remark = written.get("remark") or RemarkForm(item=item, prefix="b")
    persons = queries.persons(user)
    followup = written.get("follow_up") or FollowupForm(item=item, persons=persons, prefix="o")
    return {"remark_form": remark, "followup_form": followup}


def _remarks(item: queries.Item) -> list[dict[str, Any]]:
    """What was said, in order, with whether it has been met."""
    found = []
    for one in sorted(item.remarks.all(), key=lambda each: each.number):
        waits = one.answered_at is None and one.must_be_met_first
        found.append({"row": one, "url": tables.remark_url(one), "waits": waits, "is_answerable":
                      one.answered_at is None and one.kind in ("remark", "reservation")})  # fmt: skip
    return found


def _steps(user: Any, item: queries.Item) -> list[Step]:
    """The way of the matter: its items that the reader sees, then the forums of its route that it has not come to."""
    course = queries.course(user, item.matter)
    found = [
        Step(one.forum.name, one, words.item_status(one),
             f"{words.day_of(one.meeting):%d-%m-%Y}" if one.meeting else "", one.pk == item.pk)
        for one in course
    ]  # fmt: skip
    seen = {one.forum.key for one in course}
    names = {one.key: one.name for one in queries.forums(user, past=True) if one.key in item.matter.route}
    ahead = [names[key] for key in item.matter.route if key in names and key not in seen]
    return [*found, *(Step(name, None, Status(text="Ikke nået endnu", kind="neutral"), "", False) for name in ahead)]
