"""Saved views: the tabs above a list, and the page where one's own are shared, renamed and deleted."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.cases import queries, views
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import Problem
from tvaers.web.cases import acting
from tvaers.web.problems import into_form, shows_problems, tell

Units = list[tuple[str, str]]
"""The parties that somebody works for, each with its name."""
WORKLIST = ""
"""The list of a view that is one of the worklist."""


class SaveForm(forms.Form):
    """What a view is called, and who has it."""

    use_required_attribute = False
    name = forms.CharField(label="Hvad skal visningen hedde?", max_length=views.LONGEST_NAME)
    party = forms.ChoiceField(label="Hvem har den?", required=False)

    def __init__(self, units: Units, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Kun jeg"), *((code, f"Alle i {name}") for code, name in units)]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]


def shown(user: Any, list: str, query: str, units: Units) -> dict[str, Any]:
    """What the tabs above a list need: its views, which of them is looked at, and a form to keep a new one."""
    found = [
        {"name": one.name, "url": f"{address_of(list)}{_asked(one.query)}", "is_now": one.query == query,
         "note": "" if not one.party else f"delt med {name_of(one.party)}", "is_own": one.owner_id == user.pk}
        for one in queries.views(user, list)
    ]  # fmt: skip
    return {
        "views": found, "is_plain": not query, "is_saved": any(one["is_now"] for one in found),
        "view_list": list, "view_query": query, "save_form": SaveForm(units, auto_id="vis-%s"),
    }  # fmt: skip


def address_of(list: str) -> str:
    """Where a list is."""
    return reverse("cases:list", args=[list]) if list else reverse("cases:home")


def _asked(query: str) -> str:
    return f"?{query}" if query else ""


def canonical(query: str) -> str:
    """A query as views keep it: the page, the file and empty values left out, in a fixed order."""
    pairs = [(name, value) for name, value in parse_qsl(query) if value and name not in ("side", "hent")]
    own = [pair for pair in pairs if pair[0] == "kol"]
    return urlencode(sorted(pair for pair in pairs if pair[0] != "kol") + own)


@shows_problems
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Gem visningen under et navn."""
    user: Any = request.user
    list, query = request.POST.get("list", ""), canonical(request.POST.get("query", ""))
    form = SaveForm(acting.choices(user), request.POST)
    if form.is_valid():
        try:
            made = views.save_view(actor=user, list=list, query=query, **form.cleaned_data)
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, f"Visningen »{made.name}« er gemt. Den står over listen.")
            return redirect(f"{address_of(list)}{_asked(query)}")
    return render(request, "cases/view_save.html", {"form": form, "list": list, "query": query}, status=400)


@shows_problems
def manage(request: HttpRequest) -> HttpResponse:
    """Visninger: dine egne, som du kan omdøbe og slette, og dem, som andre har delt med dig."""
    user: Any = request.user
    types = queries.case_types()
    found = [
        {"pk": one.pk, "name": one.name, "url": f"{address_of(one.list)}{_asked(one.query)}",
         "of": types[one.list].plural if one.list else "Arbejdslisten",
         "shared": name_of(one.party) if one.party else "", "is_own": one.owner_id == user.pk,
         "owner": one.owner.get_full_name() or one.owner.title or one.owner.username}
        for one in queries.views(user) if not one.list or one.list in types
    ]  # fmt: skip
    context = {"own": [one for one in found if one["is_own"]], "others": [one for one in found if not one["is_own"]]}
    return render(request, "cases/views.html", context)


@shows_problems
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Giv en visning et andet navn."""
    user: Any = request.user
    try:
        made = views.rename_view(actor=user, view=queries.view(user, pk), name=request.POST.get("name", ""))
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, f"Visningen hedder nu »{made.name}«.")
    return redirect("cases:views")


@shows_problems
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Slet en visning."""
    user: Any = request.user
    found = queries.view(user, pk)
    views.drop_view(actor=user, view=found)
    messages.success(request, f"Visningen »{found.name}« er slettet.")
    return redirect("cases:views")
