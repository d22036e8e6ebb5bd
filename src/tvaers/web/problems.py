"""From a kernel Problem to a page: what happened, why, what to do, and everything the reader had written."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.package_yaml import ContentError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
NOT_SHOWN = frozenset({"csrfmiddlewaretoken"})
LOG = logging.getLogger(__name__)
UNREADABLE = Problem(
    what="Aftalerne kan ikke læses lige nu.",
    why="Der er fejl i filerne til en af aftalerne.",
    do="Sig det til den, der driver Tværs. Fejlene står i loggen med fil og linje.",
)
"""What a reader is told of faults in the content: they can do nothing about them, and there may be hundreds."""


def shows_problems(view: View[P]) -> View[P]:
    """Let a view raise Problem: NotFound becomes the 404 page, NotAllowed the 403 page, any other a page that explains.

    The explaining page (status 400) gives back what was posted, so that no words are lost. A view with a form does
    better still when it catches the Problem itself and calls `into_form`.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return problem_page(request, problem)

    return answer


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page that tells about a problem; to htmx, which shows no faults by itself, a request to load it whole."""
    if request.headers.get("HX-Request") and request.method == "GET":
        return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
    if isinstance(problem, NotFound):
        return render(request, "404.html", {"problem": problem}, status=404)
    if isinstance(problem, NotAllowed):
        return render(request, "403.html", {"problem": problem}, status=403)
    context = {"problem": problem, "written": _written(request), "back": _back(request)}
    if isinstance(problem, ContentError):
        LOG.error("%s", problem)
        return render(request, "problem.html", {**context, "problem": UNREADABLE}, status=503)
    return render(request, "problem.html", context, status=400)


def tell(request: HttpRequest, problem: Problem) -> None:
    """Put a problem at the top of the next page, for a step that the reader can take again from there."""
    messages.error(request, str(problem))


def into_form(form: forms.BaseForm, problem: Problem) -> None:
    """Put a problem among the faults of a form, so that it stands at the top and the fields keep what was written."""
    sentences = " ".join(part for part in (problem.what, problem.why, problem.do) if part)
    for text in (sentences, *problem.findings):
        form.add_error(None, text)


def _written(request: HttpRequest) -> list[dict[str, Any]]:
    """What was posted, by field, without empty values."""
    fields = [(name, request.POST.getlist(name)) for name in request.POST if name not in NOT_SHOWN]
    return [{"name": name, "value": value} for name, values in fields for value in values if value.strip()]


def _back(request: HttpRequest) -> str:
    """The page that the reader came from, if it is one of ours; else the front page."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if is_ours else "/"
