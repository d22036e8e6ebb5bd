"""Many cases at once: choose what to do, give what it needs, see what will happen to which, and then how it went.

Every step is a form that carries the chosen cases on, so nothing is kept between them. Each case is changed by the
ordinary action with the version that was shown, so doing it twice, or after somebody else, changes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tvaers.engine.cases import actions, queries, together
from tvaers.engine.cases.actions import Given
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.given import Faults, fields_of, read_time
from tvaers.engine.cases.together import Chance
from tvaers.engine.parties.queries import within
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.cases import acting, listing
from tvaers.web.cases.conflicts import words
from tvaers.web.cases.forms import EventForm
from tvaers.web.cases.writing import put_in
from tvaers.web.problems import shows_problems

NAME = "valgt"
"""The name of the tick boxes."""
LONGEST_VERSION = 9


@dataclass(frozen=True)
class Wish:
    """What was posted: the chosen cases with the versions that were shown, and where the reader came from."""

    numbers: list[str]
    versions: dict[str, int]
    back: str


@dataclass(frozen=True)
class Outcome:
    """What became of one case: `refusal` is empty when it was done."""

    number: str
    title: str
    refusal: str


@shows_problems
def many(request: HttpRequest) -> HttpResponse:
    """Gør det samme ved flere forløb på én gang."""
    if request.method != "POST":
        return redirect("cases:home")
    wish = _wish(request)
    picked = together.chosen(request.user, wish.numbers)
    if not picked:
        raise Problem(what="Du har ikke valgt nogen forløb.", do="Sæt kryds ved dem, du vil gøre noget ved.")
    if len(wish.numbers) > together.MOST:
        raise Problem(what=f"Du har valgt {len(wish.numbers)} forløb.", do=f"Vælg højst {together.MOST} ad gangen.")
    type_id, _, name = request.POST.get("haendelse", "").partition("/")
    if not name:
        found = together.choices(request.user, picked)
        return render(request, "cases/many_choose.html", {"wish": wish, "picked": picked, "choices": found})
    type = queries.case_types().get(type_id)
    event = next((one for one in type.events if one.id == name), None) if type else None
    if type is None or event is None or not together.is_common(type, event):
        raise NotFound(what="Det kan ikke gøres ved flere forløb på én gang.")
    return _step(request, wish, picked, type, event)


def _step(request: HttpRequest, wish: Wish, picked: list[Folded], type: CaseType, event: EventSpec) -> HttpResponse:
    """The form where the event takes something, then what will happen, then what did."""
    step = request.POST.get("trin", "")
    takes = bool(fields_of(type, event))
    asked = step in ("se", "goer")
    form = EventForm(request.POST if asked else None, type=type, event=event, case_data={})
    context: dict[str, Any] = {"wish": wish, "type": type, "event": event, "form": form}
    if takes and not asked:
        return render(request, "cases/many_form.html", {**context, "count": len(picked)})
    form.is_valid()
    values = form.values if asked else {}
    same = [one for one in picked if one.case.type.id == type.id]
    found = together.chances(request.user, same, event, clock.now(), values, _own(request))
    if asked and _is_wrong(found, form):
        return render(request, "cases/many_form.html", {**context, "count": len(picked)})
    refused = [*_refused(found), *_others(wish, picked, type)]
    able = [one for one in found if one.doer is not None]
    if step == "goer":
        outcomes = [*_done(request, wish, able, event, form), *refused]
        return render(request, "cases/many_done.html", {**context, **_told(outcomes)})
    context |= {
        "able": able,
        "refused": refused,
        "given": _given(form, asked=asked),
        "said": _said(type, event, values),
    }
    return render(request, "cases/many_confirm.html", context)


def _wish(request: HttpRequest) -> Wish:
    """The chosen cases, each once; the version stands behind a full stop once it has been shown."""
    marks = [one.partition(".") for one in request.POST.getlist(NAME)]
    versions = {number: int(raw) for number, _, raw in marks if raw.isdecimal() and len(raw) <= LONGEST_VERSION}
    back = request.POST.get("fra", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return Wish(list(dict.fromkeys(number for number, _, _ in marks)), versions,
                back if is_ours else reverse("cases:home"))  # fmt: skip


def _own(request: HttpRequest) -> frozenset[str]:
    unit = acting.chosen(request)
    return within(unit) if unit else frozenset()


def _is_wrong(found: Iterable[Chance], form: EventForm) -> bool:
    """Whether what was given is why no case can take it; the faults then stand at their fields."""
    every = list(found)
    faults = [one.faults for one in every if one.faults]
    if not faults or any(one.doer for one in every):
        return False
    put_in(form, Faults("Det kan ikke registreres sådan.", faults[0]))
    return True


def _refused(found: Iterable[Chance]) -> list[Outcome]:
    return [Outcome(one.one.row.number, one.one.row.title, one.refusal) for one in found if one.doer is None]


def _others(wish: Wish, picked: Sequence[Folded], type: CaseType) -> list[Outcome]:
    """Those chosen that are of another type, and those that the reader does not see (any more)."""
    seen = {one.row.number for one in picked}
    other = [Outcome(one.row.number, one.row.title, f"Det er ikke en {type.title.lower()}.")
             for one in picked if one.case.type.id != type.id]  # fmt: skip
    unseen = "Forløbet findes ikke, eller du har ikke adgang til det."
    return [*other, *(Outcome(number, "", unseen) for number in wish.numbers if number not in seen)]


def _given(form: EventForm, *, asked: bool) -> list[tuple[str, str]]:
    """What was posted with the event, to carry on to the next step."""
    if not asked:
        return []
    names = [name for name in form.data if name.split("__")[0] in form.fields]
    return [(name, value) for name in names for value in form.data.getlist(name) if value]


def _said(type: CaseType, event: EventSpec, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What will be written in every case, in words."""
    return [(field.label, words(field, values[name])) for name, field in fields_of(type, event).items()
            if name in values]  # fmt: skip


def _done(request: HttpRequest, wish: Wish, able: Iterable[Chance], event: EventSpec, form: EventForm) -> list[Outcome]:
    """Let the event happen in each case, one by one: what goes wrong in one stops none of the others."""
    user: Any = request.user
    outcomes = []
    at = read_time(request.POST["at"]) if request.POST.get("at") else None
    for chance in able:
        row = chance.one.row
        refusal = ""
        try:
            version = wish.versions.get(row.number, row.version)
            actions.act(actor=user, case=row, event=event.id, given=Given(form.values), version=version, at=at,
                        doer=chance.doer)  # fmt: skip
        except Problem as problem:
            refusal = together.told(problem)
        outcomes.append(Outcome(row.number, row.title, refusal))
    return outcomes


def _told(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {"done": [one for one in outcomes if not one.refusal],
            "refused": [one for one in outcomes if one.refusal]}  # fmt: skip


@shows_problems
@require_POST
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """Hent de valgte forløb som regneark, med listens kolonner."""
    type = queries.case_types().get(request.POST.get("type", ""))
    if type is None:
        raise NotFound(what="Den slags forløb findes ikke.")
    look = listing.look_of(type, request.POST)
    return listing.file_of(type, together.rows_of(request.user, _wish(request).numbers, type.id), look.chosen, form)
