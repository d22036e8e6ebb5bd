"""Lokationsnumre: who has which number, who answers for it, and what is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.messages import actions, policies, queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import Problem
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Figure, Status
from tvaers.web.links import to
from tvaers.web.messages.forms import NumberForm
from tvaers.web.messages.frame import page_of, require, table, ways
from tvaers.web.messages.words import LEVELS, STANDARDS
from tvaers.web.problems import into_form, shows_problems


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Lokationsnumre."""
    require(request.user)
    only = request.GET.get("vis", "")
    page = page_of(queries.with_gap(request.user, only), request)
    rows = [
        [Cell(text=one.name, href=to("messages:location", one.pk), header=True), Cell(text=name_of(one.party)),
         Cell(text=one.gln or one.sor), Cell(text=LEVELS[one.level]),
         Cell(text=", ".join(STANDARDS[name] for name in one.standards if name in STANDARDS)),
         Cell(status=_status(one))]
        for one in page
    ]  # fmt: skip
    columns: Any = [(title, "left") for title in ("Enhed", "Part", "Nummer", "Niveau", "Modtager", "Mangler")]
    found = table("Lokationsnumre", columns, rows, "Registeret er tomt. Registrér det første nummer.", page, "numre")
    context = {
        "ways": ways(request), "table": found, "figures": _figures(queries.gaps(request.user)), "only": only,
        "may_keep": bool(policies.parties_of(request.user, "messages.keep_location")),
    }  # fmt: skip
    return render(request, "messages/locations.html", context)


@shows_problems
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Registrér et lokationsnummer, eller ret det."""
    user: Any = request.user
    require(user, "messages.keep_location")
    row = queries.location(user, pk) if pk else None
    form = NumberForm(request.POST or None, initial=model_to_dict(row) if row else {"level": "own", "ours": True})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_location(actor=user, location=form.number(pk))
            messages.success(request, "Lokationsnummeret er gemt.")
            return redirect("messages:locations")
        except Problem as problem:
            into_form(form, problem)
    return render(request, "messages/location.html", {"form": form, "row": row})


def _status(row: Any) -> Status:
    missing = [
        word
        for word, lacks in (
            ("ansvarlig", not row.responsible),
            ("arbejdsgang", row.procedure_on is None),
            ("anden vej", row.outside_medcom and not row.alternative),
        )
        if lacks
    ]
    return Status(text=", ".join(missing).capitalize(), kind="warning") if missing else Status(text="Intet", kind="ok")


def _figures(found: queries.Gaps) -> list[Figure]:
    numbers = (
        ("Numre i brug", found.all, ""), ("Arvede, skal gennemgås", found.to_review, "arvet"),
        ("Uden ansvarlig", found.without_responsible, "ansvarlig"),
        ("Uden arbejdsgang", found.without_procedure, "arbejdsgang"),
        ("Ikke MedCom", found.outside_medcom, "ikke-medcom"),
    )  # fmt: skip
    return [
        Figure(label=label, value=danish.whole(number), url=to("messages:locations", vis=key))
        for label, number, key in numbers
    ]
