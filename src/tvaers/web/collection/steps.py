"""The steps with a document: put in, changed, marked for handing over, taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tvaers.engine.collection import actions, queries
from tvaers.engine.forums import queries as forums
from tvaers.web.collection.forms import DocumentForm, MarkForm, NewDocumentForm
from tvaers.web.collection.pages import NAME
from tvaers.web.forums import frame
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems


def _sheet(user: Any, forum: forums.Forum, title: str, verb: str, said: str, lead: str = "", **more: Any) -> Sheet:
    trail = frame.of_forum(user, forum, NAME, title)["trail"]
    back = reverse(NAME, args=[forum.key])
    return Sheet(title=title, verb=verb, back=back, said=said, lead=lead, trail=trail, **more)


@shows_problems
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Læg et dokument i forummets samling."""
    user: Any = request.user
    forum = forums.forum(user, key)
    frame.require(user, "collection.add", forum)
    form = NewDocumentForm(request.POST or None, request.FILES or None, wanted=queries.wanted_of(forum),
                           initial={"kind": request.GET.get("slags", "")})  # fmt: skip
    sheet = _sheet(user, forum, "Læg et dokument ind", "Læg det ind", "Dokumentet er lagt ind.",
                   template="outreach/circulate.html")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        file = given.pop("file")
        upload = actions.DocumentFile(file.name, file) if file else None
        actions.add(actor=user, forum=forum, upload=upload, **given)

    return answer(request, form, sheet, do)


@shows_problems
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Ret, hvad der står om et dokument."""
    user: Any = request.user
    found = queries.document(user, slug)
    frame.require(user, "collection.change", found)
    kept = {name: getattr(found, name) for name in ("title", "kind", "review_on", "is_closed")}
    form = DocumentForm(request.POST or None, wanted=queries.wanted_of(found.forum), initial=kept)
    sheet = _sheet(user, found.forum, "Ret dokumentet", "Gem", "Dokumentet er rettet.",
                   template="collection/change.html", context={"document": found})  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.change(actor=user, document=found, **given)

    return answer(request, form, sheet, do)


@shows_problems
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """Mærk, om et dokument overdrages eller udgår."""
    user: Any = request.user
    found = queries.document(user, slug)
    frame.require(user, "collection.mark", found)
    form = MarkForm(request.POST or None, initial={"mark": found.mark, "words": found.words})
    sheet = _sheet(user, found.forum, "Overdragelse", "Gem", "Dokumentet er mærket.", found.title)

    def do(given: dict[str, Any]) -> None:
        actions.mark(actor=user, document=found, **given)

    return answer(request, form, sheet, do)


@shows_problems
def take_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Tag et dokument ud af samlingen."""
    user: Any = request.user
    found = queries.document(user, slug)
    frame.require(user, "collection.take_away", found)
    lead = f"»{found.title}« bliver taget ud, og filen bliver slettet."
    sheet = _sheet(user, found.forum, "Tag dokumentet ud", "Tag det ud", "Dokumentet er taget ud.", lead)

    def do(_given: dict[str, Any]) -> None:
        actions.take_away(actor=user, document=found)

    return answer(request, forms.Form(request.POST if request.method == "POST" else None), sheet, do)
