"""The files of forums, handed out: agendas and minutes, calendars, the decision register, and papers."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tvaers.engine.forums import queries
from tvaers.exports import forum_files
from tvaers.exports.minutes_paper import paper_of, paper_of_version
from tvaers.web.forums.home import Search
from tvaers.web.problems import shows_problems


@require_safe
@shows_problems
def meeting_paper(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Hent et mødes dagsorden eller referat som PDF eller Word."""
    found = queries.meeting(request.user, pk)
    return forum_files.minutes_file(paper_of(request.user, found), format)


@require_safe
@shows_problems
def minutes_version(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Hent en bestemt version af et referat som PDF eller Word."""
    found = queries.minutes_version(request.user, pk)
    return forum_files.minutes_file(paper_of_version(request.user, found), format)


@require_safe
@shows_problems
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Læg et møde i kalenderen."""
    return forum_files.calendar_file(request.user, queries.meeting(request.user, pk))


@require_safe
@shows_problems
def forum_calendar(request: HttpRequest, key: str) -> HttpResponseBase:
    """Læg et forums møder i kalenderen."""
    return forum_files.calendar_file(request.user, queries.forum(request.user, key))


@require_safe
@shows_problems
def register(request: HttpRequest, format: str, key: str = "") -> HttpResponseBase:
    """Hent beslutningerne som regneark eller CSV: et forums eller alle, og dem som »q« og »afsnit« finder."""
    forum = queries.forum(request.user, key) if key else None
    return forum_files.register_file(request.user, forum, format, *Search.of(request))


@require_safe
@shows_problems
def paper(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hent et bilag."""
    return forum_files.paper_file(request.user, slug)
