"""Indlæs et budgetkatalog: the file, then what was understood beside what is printed, and one button."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.access.policies import scopes
from tvaers.engine.budget import actions, policies
from tvaers.engine.budget.catalogue import Catalogue, Place, Row
from tvaers.engine.budget.checking import check
from tvaers.engine.budget.wording import mio
from tvaers.engine.parties import queries as parties
from tvaers.exports.budget_data import read_file
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.budget import frame
from tvaers.web.budget.import_forms import CatalogueForm, ConfirmForm
from tvaers.web.budget.words import printed_of
from tvaers.web.problems import into_form, shows_problems
from tvaers.web.waiting_files import Shelf, WaitingFile

SHELF = Shelf("budgetkataloger-i-gang", "budget_draft", "budgetkatalog")
LEAD = (
    "Vælg et katalog, der er skrevet et andet sted, eller et, du har hentet her som JSON. "
    "Du ser, hvad der er læst, før noget bliver gemt."
)


@shows_problems
def start(request: HttpRequest) -> HttpResponse:
    """Vælg filen."""
    user: Any = request.user
    frame.require(user, "budget.take_up", None)
    form = CatalogueForm(request.POST or None, request.FILES or None, parties=_parties(user))
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        try:
            read_file(content, name)
        except Problem as problem:
            into_form(form, problem)
        else:
            SHELF.keep(request, WaitingFile(name, content, {"party": form.cleaned_data["party"]}))
            return redirect("budget:import_review")
    context = {"form": form, "lead": LEAD, "trail": [frame.home(), {"title": "Indlæs et budgetkatalog"}]}
    return render(request, "budget/import.html", context)


def _parties(user: Any) -> list[tuple[str, str]]:
    """The regions whose catalogues the reader keeps."""
    held = scopes(user, policies.KEEP)
    return [(one.code, one.name) for one in parties.regions() if "*" in held or one.code in held]


@shows_problems
def review(request: HttpRequest) -> HttpResponse:
    """Se, hvad der er læst, ved siden af det trykte, og læg kataloget ind."""
    user: Any = request.user
    frame.require(user, "budget.take_up", None)
    try:
        file = SHELF.kept(request)
    except NotFound as problem:
        messages.error(request, str(problem))
        return redirect("budget:import")
    read = read_file(file.content, file.name)
    form = ConfirmForm(request.POST or None, initial={"year": read.year})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.take_up(
                actor=user, catalogue=read, party=file.said["party"], year=form.cleaned_data["year"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
        except Problem as problem:
            into_form(form, problem)
        else:
            actions.take_findings(actor=user, version=made)
            SHELF.drop(request)
            messages.success(request, f"Kataloget er lagt ind som version {made.number}.")
            return redirect("budget:catalogue", made.pk)
    context = {
        "file": file, "read": read, "form": form, "trail": [frame.home(), {"title": "Indlæs et budgetkatalog"}],
        "tables": list(_tables(read)), "found": check(read), "party": parties.name_of(file.said["party"]),
        "back": reverse("budget:import"),
    }  # fmt: skip
    return render(request, "budget/import_review.html", context)


def _tables(read: Catalogue) -> Iterator[tuple[str, Place, list[tuple[str, list[tuple[str, str, str]]]]]]:
    """Each proposal's table: label, then for each column what is printed, what is understood, and how sure it is."""
    for one in read.proposals:
        if one.table is not None:
            yield f"{one.key} {one.title}", one.place, [(row.label, _cells(row)) for row in one.table.rows]


def _cells(row: Row) -> list[tuple[str, str, str]]:
    return [(printed_of(cell), mio(cell.amount), cell.state) for cell in row.cells]
