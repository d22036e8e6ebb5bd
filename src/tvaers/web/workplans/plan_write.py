"""Writing a plan as a whole: tracks, period, a version, and the plan as an item of the next meeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.forums.desk import item_at
from tvaers.engine.workplans import actions, queries
from tvaers.kernel.errors import Problem
from tvaers.web.design.parts import Confirm
from tvaers.web.forums.sheets import answer
from tvaers.web.problems import into_form, shows_problems, tell
from tvaers.web.workplans import frame
from tvaers.web.workplans.plan_forms import PeriodForm, PublishForm, TrackForm


@shows_problems
def add_track(request: HttpRequest, key: str) -> HttpResponse:
    """Føj et spor til planen."""
    user: Any = request.user
    plan = queries.plan(user, key)
    frame.require(user, plan)
    sheet = frame.sheet(user, plan, "Nyt spor", "Føj sporet til", "Sporet er føjet til planen.")

    def do(given: dict[str, Any]) -> None:
        actions.add_track(actor=user, plan=plan, **given)

    return answer(request, TrackForm(request.POST or None), sheet, do)


@shows_problems
def extend(request: HttpRequest, key: str) -> HttpResponse:
    """Giv planen en anden periode."""
    user: Any = request.user
    plan = queries.plan(user, key)
    frame.require(user, plan)
    form = PeriodForm(request.POST or None, initial={"starts": plan.starts, "ends": plan.ends})
    lead = "Når perioden bliver længere, kan du vælge kvartalerne i den."
    sheet = frame.sheet(user, plan, "Planens periode", "Gem perioden", "Perioden er ændret.", lead=lead)

    def do(given: dict[str, Any]) -> None:
        actions.extend(actor=user, plan=plan, **given)

    return answer(request, form, sheet, do)


@shows_problems
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Udgiv en version: skriv nummeret, se, hvad der er ændret, og hvad der lukkes; bekræft."""
    user: Any = request.user
    plan = queries.plan(user, key)
    frame.require(user, plan)
    form, confirm = PublishForm(request.POST or None), None
    if form.is_valid():
        if "bekraeft" not in request.POST:
            confirm = _confirm(user, plan, form.cleaned_data)
        elif _published(request, form, plan):
            messages.success(request, f"Version {form.cleaned_data['number'].strip()} er udgivet.")
            return redirect(frame.plan_url(plan, "version", form.cleaned_data["number"].strip()))
    context = {**frame.of_plan(user, plan, "Udgiv en version"), "form": form, "confirm": confirm,
               "back": frame.plan_url(plan), "text": queries.compared_text(user, plan),
               "last": next(iter(queries.versions(user, plan)), None)}  # fmt: skip
    return render(request, "workplans/publish.html", context)


def _published(request: HttpRequest, form: PublishForm, plan: queries.Plan) -> bool:
    user: Any = request.user
    try:
        actions.publish(actor=user, plan=plan, **form.cleaned_data)
    except Problem as problem:
        into_form(form, problem)
        return False
    return True


def _confirm(user: Any, plan: queries.Plan, given: dict[str, str]) -> Confirm:
    closing = [one.text for one in queries.open_remarks(user, plan) if one.planned]  # type: ignore[attr-defined]
    closes = f" Det lukker: {'; '.join(closing)}." if closing else " Ingen bemærkninger lukkes."
    return Confirm(
        title=f"Udgiv version {given['number']} af {plan.title}?",
        what=f"Planen gemmes, som den er nu.{closes}", who="Alle, der kan se planen, kan læse versionen.",
        undo="Nej. En version bliver stående. Ret planen, og udgiv en ny.", verb="Udgiv versionen",
        action_url=frame.plan_url(plan, "publish"), cancel_url=frame.plan_url(plan),
        fields={**given, "bekraeft": "ja"},
    )  # fmt: skip


@require_POST
@shows_problems
def present(request: HttpRequest, key: str) -> HttpResponse:
    """Læg planen på det næste møde som et punkt med teksten om, hvad der er ændret."""
    user: Any = request.user
    plan = queries.plan(user, key)
    try:
        made = actions.present(actor=user, plan=plan)
    except Problem as problem:
        tell(request, problem)
        return redirect(frame.plan_url(plan))
    messages.success(request, "Planen ligger i pipelinen som et punkt.")
    return redirect("forums:item", made.slug)


@require_POST
@shows_problems
def link(request: HttpRequest, slug: str) -> HttpResponse:
    """Knyt et punkt til den plan, det handler om. Så er dets bemærkninger planens."""
    user: Any = request.user
    item = item_at(user, slug)
    plan = queries.plan(user, request.POST.get("plan", ""))
    try:
        actions.link_item(actor=user, plan=plan, item=item)
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, f"Punktet er knyttet til {plan.title}.")
    return redirect("forums:item", slug)
