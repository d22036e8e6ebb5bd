"""Budgets as files: the catalogue, a proposal, the findings, the agreement and the allocations."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries
from tvaers.exports import budget_files
from tvaers.web.design.parts import Link
from tvaers.web.problems import shows_problems

WHOLE = (
    ("katalog", "pdf", "Kataloget som PDF"), ("katalog", "docx", "Word"), ("katalog", "txt", "Tekst"),
    ("katalog", "json", "JSON"), ("pakke", "zip", "Fiscal Data Package"), ("katalog", "xlsx", "Tabeller som XLSX"),
    ("forslag", "csv", "Forslag (CSV)"), ("temaer", "csv", "Temaer (CSV)"), ("tal", "csv", "Alle tal (CSV)"),
)  # fmt: skip


def catalogue_links(pk: int) -> list[Link]:
    """The files of a version, for the table of its proposals."""
    return [Link(title=title, url=reverse("budget:file", args=[pk, name, format])) for name, format, title in WHOLE]


@login_not_required
@require_safe
@shows_problems
def catalogue_file(request: HttpRequest, pk: int, name: str, format: str) -> HttpResponseBase:
    """Hele kataloget, datapakken eller en tabel."""
    return budget_files.catalogue_answer(request.user, queries.version(request.user, pk), name, format)


@login_not_required
@require_safe
@shows_problems
def proposal_file(request: HttpRequest, pk: int, key: str, format: str) -> HttpResponseBase:
    """En budgetbrik for sig."""
    return budget_files.proposal_answer(request.user, queries.version(request.user, pk), key, format)


@require_safe
@shows_problems
def findings_file(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Fundene."""
    return budget_files.findings_answer(request.user, queries.version(request.user, pk), format)


@login_not_required
@require_safe
@shows_problems
def agreement_file(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Bilaget til aftalen."""
    return budget_files.agreement_answer(request.user, queries.version(request.user, pk), format)


@require_safe
@shows_problems
def letters_file(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Brevene til virksomhederne om det, de får."""
    return budget_files.letters_answer(request.user, queries.version(request.user, pk), format)
