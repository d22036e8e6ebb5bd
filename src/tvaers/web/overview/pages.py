"""The first page, search over everything one may see, and the two pages about Tværs itself."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.access import queries as access
from tvaers.engine.access.roles import ROLES
from tvaers.kernel.ids import looks_like_cpr
from tvaers.web.overview import meetings, news, tasks
from tvaers.web.overview.search import find_citizen, line_url
from tvaers.web.overview.search import search as find
from tvaers.web.problems import shows_problems


@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Mit overblik: what must I do, what changed?"""
    roles = list({standing.role.id: standing.role for standing in access.standings(request.user)}.values())
    if not roles:
        return render(request, "overview/no_access.html", {"roles": ROLES.values()})
    blocks = tasks.blocks(request.user, roles)
    context = {
        "blocks": blocks,
        "waiting": sum(block.waiting for block in blocks),
        "meetings": meetings.next_meetings(request.user),
        "news": news.news(request.user),
        "agreements": news.my_agreements(request.user),
    }
    return render(request, "overview/home.html", context)


@shows_problems
def search(request: HttpRequest) -> HttpResponse:
    """Søg: where is it? The exact id of a line leads straight to the line.

    The field posts, so that a CPR number never stands in an address; any other text moves on to its own address.
    """
    text = request.POST.get("q", request.GET.get("q", "")).strip()
    if looks_like_cpr(text):
        return render(request, "overview/search.html", {"cpr": True, "groups": find_citizen(request.user, text)})
    if request.method == "POST":
        return redirect(f"{reverse('search')}?{urlencode({'q': text})}")
    line = line_url(request.user, text)
    if line:
        return redirect(line)
    return render(request, "overview/search.html", {"text": text, "groups": find(request.user, text)})


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """Hjælp: how does one find and do things here?"""
    return render(request, "overview/help.html", {"roles": ROLES.values()})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tilgængelighedserklæring."""
    return render(request, "overview/accessibility.html")
