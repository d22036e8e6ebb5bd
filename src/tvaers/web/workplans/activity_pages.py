"""One activity: what stands about it, and the forms that write it, tell how it goes, and take it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tvaers.engine.workplans import actions, queries
from tvaers.kernel.errors import Conflict, Problem
from tvaers.web.design.parts import Confirm
from tvaers.web.forums.sheets import answer
from tvaers.web.problems import shows_problems, tell
from tvaers.web.workplans import frame, tables
from tvaers.web.workplans.plan_forms import (
    ActivityForm,
    CoverForm,
    ProgressForm,
    differences,
    initial_of,
    remarks_of,
)

LONGEST_VERSION = 9
"""The most digits of a version."""


@require_safe
@shows_problems
def activity(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Én aktivitet: hvornår, hvem, hvordan den går, og hvad den hænger sammen med."""
    user: Any = request.user
    line = _line(user, key, name)
    one = line.activity
    own = set(one.answers.values_list("pk", flat=True))
    context = {
        **frame.of_plan(user, one.plan, one.text), "line": line, "activity": one, "time": tables.time_of(line),
        "quarter": queries.quarter_in_words(one.quarter), "levels": queries.levels_in_words(one.levels),
        "parts": tables.parts(one) if one.coverage.exists() else None,
        "answers": [each for each in remarks_of(user, one.plan, one) if each.pk in own],
        "spoken": queries.spoken(user, one),
    }  # fmt: skip
    return render(request, "workplans/activity.html", context)


def _line(user: Any, key: str, name: str) -> queries.Line:
    return queries.line(user, queries.activity(user, queries.plan(user, key), name))


@shows_problems
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Skriv en ny aktivitet."""
    user: Any = request.user
    plan = queries.plan(user, key)
    frame.require(user, plan)
    remark = request.GET.get("bemaerkning", "")
    initial = {"answers": [int(remark)] if remark.isdecimal() and len(remark) < 10 else []}
    form = ActivityForm(request.POST or None, user=user, plan=plan, initial=initial)
    sheet = frame.sheet(user, plan, "Ny aktivitet", "Gem aktiviteten", "Aktiviteten står i planen.")

    def do(_given: dict[str, Any]) -> str:
        made = actions.plan_activity(actor=user, plan=plan, **form.given())
        return frame.plan_url(plan, "activity", made.key)

    return answer(request, form, sheet, do)


@shows_problems
def write(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Ret eller flyt en aktivitet. When somebody else was first, both wordings are shown; nothing written is lost."""
    user: Any = request.user
    line = _line(user, key, name)
    plan = line.activity.plan
    frame.require(user, plan)
    form = ActivityForm(request.POST or None, user=user, plan=plan, activity=line.activity, initial=initial_of(line))
    shown: dict[str, Any] = {"version": line.activity.version}
    lead = "Punktet i forummets pipeline følger med." if line.activity.item_id else ""
    sheet = frame.sheet(user, plan, "Ret aktiviteten", "Gem aktiviteten", "Aktiviteten er gemt.", lead=lead,
                        back=frame.plan_url(plan, "activity", name))  # fmt: skip
    sheet = replace(sheet, template="workplans/activity_form.html", context=shown)
    seen = _version_seen(request, line.activity.version)

    def do(_given: dict[str, Any]) -> None:
        try:
            actions.plan_activity(actor=user, plan=plan, key=name, version=seen, **form.given())
        except Conflict:
            now = _line(user, key, name)
            shown.update(version=now.activity.version, differs=differences(form, now))
            raise

    return answer(request, form, sheet, do)


def _version_seen(request: HttpRequest, newest: int) -> int:
    """The version that the reader's form was made from; the newest where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_VERSION else newest


@shows_problems
def progress(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Meld, hvordan en aktivitet går."""
    user: Any = request.user
    one = _line(user, key, name).activity
    frame.require(user, one.plan)
    form = ProgressForm(request.POST or None, initial={"state": one.state, "evidence": one.evidence})
    sheet = frame.sheet(user, one.plan, "Meld status", "Gem status", "Status er gemt.", lead=one.text,
                        back=frame.plan_url(one.plan, "activity", name))  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.progress(actor=user, activity=one, **given)

    return answer(request, form, sheet, do)


@shows_problems
def cover(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Notér, hvor langt hver part eller del er."""
    user: Any = request.user
    one = _line(user, key, name).activity
    frame.require(user, one.plan)
    form = CoverForm(request.POST or None, activity=one)
    sheet = frame.sheet(user, one.plan, "Parter og dele", "Gem", "Det er noteret.", lead=one.text,
                        back=frame.plan_url(one.plan, "activity", name))  # fmt: skip

    def do(_given: dict[str, Any]) -> None:
        for row, state in form.changed():
            actions.cover(actor=user, activity=one, party=row.party, state=state, note=row.note)

    return answer(request, form, sheet, do)


@shows_problems
def remove(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Lad en aktivitet udgå af planen: se, hvad der sker, og bekræft."""
    user: Any = request.user
    one = _line(user, key, name).activity
    frame.require(user, one.plan)
    if request.method == "POST":
        try:
            actions.remove(actor=user, activity=one)
        except Problem as problem:
            tell(request, problem)
        else:
            messages.success(request, "Aktiviteten er gået ud af planen.")
            return redirect(frame.plan_url(one.plan))
    confirm = Confirm(
        title=f"Lad »{one.text}« udgå?",
        what="Aktiviteten går ud af planen, og punktet i forummets pipeline tages tilbage.",
        who="Alle kan se det i den næste version. De tidligere versioner er, som de var.",
        undo="Ja. Skriv den igen.", verb="Lad aktiviteten udgå",
        action_url=frame.plan_url(one.plan, "remove", name), cancel_url=frame.plan_url(one.plan, "activity", name),
    )  # fmt: skip
    context = {**frame.of_plan(user, one.plan, one.text), "title": "Lad aktiviteten udgå", "confirm": confirm}
    return render(request, "workplans/confirm.html", context)
