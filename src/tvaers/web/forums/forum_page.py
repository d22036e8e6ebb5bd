"""Et forum: what is next, and what did we decide? And the lists behind: pipeline, meetings, decisions, follow-up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.forums import queries
from tvaers.kernel import clock
from tvaers.web.design.parts import Link, Table
from tvaers.web.forums import frame, tables, words
from tvaers.web.forums.home import Search
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

FEW = 5
"""How many rows of each list the first screen shows."""
MOST = 200
"""How many decisions a page shows."""


@require_safe
@shows_problems
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Forummets forside: næste møde, pipeline, åbne bemærkninger og opfølgning, seneste beslutninger."""
    user: Any = request.user
    forum = queries.forum(user, key)
    meeting = queries.coming(user, forum)
    lacks, remarks = queries.seating(user, forum).lacks, list(queries.unmet_remarks(user, forum))
    tasks, waiting = list(queries.open_followups(user, forum)), queries.pipeline(user, forum)
    context = {
        **frame.of_forum(user, forum, "forums:forum"), "type": queries.type_of(forum), "meeting": meeting,
        "due": words.away(meeting.items_due) if meeting else "", "search": Search(), "lacks": lacks,
        "meeting_status": words.meeting_status(meeting) if meeting else None,
        "agenda": queries.agenda(user, meeting) if meeting else [], "year": _year(user, forum),
        "waiting": tables.first_of(
            tables.waiting(waiting[:FEW], "Pipeline", "Ingen sager venter på et møde."), len(waiting)
        ),
        "more_waiting": len(waiting) - FEW, "more_remarks": len(remarks) - FEW, "more_tasks": len(tasks) - FEW,
        "remarks": tables.first_of(tables.remarks(remarks[:FEW], may_answer=frame.keeps(user, forum)), len(remarks)),
        "tasks": tables.first_of(tables.followups(tasks[:FEW], "Opfølgning"), len(tasks)),
        "decisions": tables.decisions(list(queries.decisions(user, forum)[:FEW]), "Seneste beslutninger"),
    }  # fmt: skip
    return render(request, "forums/forum.html", context)


def _year(user: Any, forum: queries.Forum) -> list[dict[str, Any]]:
    """Whether the forum meets as often as agreed this year, rule by rule; empty when nothing is agreed."""
    found = [one for one in queries.year_of(user, forum) if one.sort != "none"]
    return [{"status": words.verdict_status(one), "clause": one.clause} for one in found]


@require_safe
@shows_problems
def pipeline(request: HttpRequest, key: str) -> HttpResponse:
    """Pipelinen: hvad venter, og til hvilket møde?"""
    user: Any = request.user
    forum = queries.forum(user, key)
    found = queries.pipeline(user, forum)
    empty = "Her lander sager fra andre fora, udskudte punkter og dem, I selv opretter."
    shown = tables.waiting(found, "Pipeline", empty)
    context = {**frame.of_forum(user, forum, "forums:pipeline"), "table": shown,
               "meeting": queries.coming(user, forum)}  # fmt: skip
    return render(request, "forums/pipeline.html", context)


@require_safe
@shows_problems
def meetings(request: HttpRequest, key: str) -> HttpResponse:
    """Forummets møder: dem, der kommer, og dem, der er holdt."""
    user: Any = request.user
    forum = queries.forum(user, key)
    now, found = clock.now(), list(queries.meetings(user, forum))
    ahead = [one for one in found if one.starts_at >= now]
    past = [one for one in reversed(found) if one.starts_at < now]
    context = {
        **frame.of_forum(user, forum, "forums:meetings"),
        "ahead": tables.meetings(ahead, "Kommende møder", "Der er ingen møder i kalenderen."),
        "past": tables.meetings(past, "Tidligere møder", "Her kommer møderne, når de er holdt."),
        "year": _year(user, forum),
    }
    return render(request, "forums/meetings.html", context)


@require_safe
@shows_problems
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """Hvad har forummet besluttet? Search with Danish stems, or by journal number."""
    user: Any = request.user
    forum = queries.forum(user, key)
    text, section = Search.of(request)
    found = queries.decisions(user, forum, text, section)
    shown = tables.decisions(list(found[:MOST]), "Beslutninger")
    context = {**frame.of_forum(user, forum, "forums:decisions"), "search": Search(request.GET), "text": text,
               "table": _with_files(shown, (text, section), found.count(), forum.key)}  # fmt: skip
    return render(request, "forums/decisions.html", context)


@require_safe
@shows_problems
def all_decisions(request: HttpRequest) -> HttpResponse:
    """Hvad er besluttet, i alle de fora, man må se?"""
    asked = Search.of(request)
    found = queries.decisions(request.user, None, *asked)
    shown = tables.decisions(list(found[:MOST]), "Beslutninger", with_forum=True)
    trail = [frame.home(), {"title": "Beslutninger"}]
    context = {"trail": trail, "search": Search(request.GET), "table": _with_files(shown, asked, found.count())}
    return render(request, "forums/all_decisions.html", context)


def _with_files(shown: Table, asked: tuple[str, str], count: int, *forum: str) -> Table:
    """The table with the register as files, and what it says when nothing is found."""
    name = "forums:forum_register" if forum else "forums:register"
    text, section = asked
    wanted = {"q": text, **({"afsnit": section} if section else {})}
    files = [Link(title=format.upper(), url=to(name, *forum, format, **wanted)) for format in ("xlsx", "csv")]
    empty = f"Ingen beslutninger passer til »{text}«. Prøv et andet ord." if text else shown.empty
    return Table(caption=shown.caption, columns=shown.columns, rows=shown.rows, count=count, noun=shown.noun,
                 downloads=files if count else (), empty=empty)  # fmt: skip


@require_safe
@shows_problems
def followups(request: HttpRequest, key: str) -> HttpResponse:
    """Opfølgning: hvad mangler at blive gjort efter beslutningerne?"""
    user: Any = request.user
    forum = queries.forum(user, key)
    may_answer = frame.keeps(user, forum)
    context = {
        **frame.of_forum(user, forum, "forums:followups"),
        "tasks": tables.followups(list(queries.open_followups(user, forum)), "Opfølgning"),
        "remarks": tables.remarks(list(queries.unmet_remarks(user, forum)), may_answer=may_answer),
    }
    return render(request, "forums/followups.html", context)
