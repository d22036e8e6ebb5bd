"""How an edition ends: put in force, or withdrawn. Both are told before they are done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from tvaers.engine.approvals import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.web.approvals.frame import address, require, sheet, trail
from tvaers.web.days import Day
from tvaers.web.design import danish
from tvaers.web.design.parts import Confirm
from tvaers.web.forums.sheets import Sheet
from tvaers.web.problems import into_form, shows_problems


class ForceForm(forms.Form):
    """The first day of an edition."""

    on = Day(required=True, label="Gælder fra")


@shows_problems
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """Sæt en udgave i kraft: the day first, then a last look at what follows, then the deed."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.put_in_force", found)
    form = ForceForm(request.POST or None, initial={"on": clock.today()})
    page = sheet(found, "Sæt udgaven i kraft", "Fortsæt", lead=str(found))
    context: dict[str, Any] = {"form": form, "sheet": page, "trail": page.trail}
    if request.method == "POST" and form.is_valid():
        lacking = queries.stands(user, found).lacking
        if "bekraeft" not in request.POST and not lacking:
            context["confirm"] = _confirm(found, form)
        else:
            try:
                actions.put_in_force(actor=user, proposal=found, on=form.cleaned_data["on"])
            except Problem as problem:
                into_form(form, problem)
            else:
                messages.success(request, "Udgaven er sat i kraft.")
                return redirect(address(found))
    return render(request, "forums/form.html", context)


def _confirm(found: queries.Proposal, form: ForceForm) -> Confirm:
    on = form.cleaned_data["on"]
    instead = f" Den erstatter {found.replaces}." if found.replaces else ""
    return Confirm(
        title="Skal udgaven træde i kraft?", what=f"{found} gælder fra {danish.day(on)}.{instead}",
        who="Alle, der ser aftaler, ser det.", undo="Det kan ikke fortrydes. En ny udgave kan afløse den.",
        verb="Sæt i kraft", action_url=reverse("approvals:put_in_force", args=[found.pk]),
        cancel_url=address(found), fields={"on": on.isoformat(), "bekraeft": "ja"},
    )  # fmt: skip


@shows_problems
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Træk en udgave tilbage."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.withdraw", found)
    if request.method == "POST":
        actions.withdraw(actor=user, proposal=found)
        messages.success(request, "Udgaven er trukket tilbage.")
        return redirect(address(found))
    title = "Træk udgaven tilbage"
    stays = f" {capfirst(found.replaces)} gælder stadig." if found.replaces else ""
    confirm = Confirm(
        title="Skal udgaven trækkes tilbage?", what=f"{found} bliver ikke til noget.{stays} Svarene bliver stående.",
        who="Alle, der ser aftaler, ser det. Punkter, der venter i et forum, går ud. Står et punkt på en dagsorden, "
        "skal forummets sekretær tage det af.", undo="Det kan ikke fortrydes.",
        verb="Træk tilbage", action_url=request.path, cancel_url=address(found),
    )  # fmt: skip
    page = Sheet(title=title, verb="", back=address(found), trail=trail(found, title))
    return render(request, "forums/form.html", {"sheet": page, "trail": page.trail, "confirm": confirm})
