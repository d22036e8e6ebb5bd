"""Questions to proposals: asked by a group, answered by the budget office, and read by all once they are released."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.budget import actions, process_queries, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.budget.fields import words_field
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems


class AskForm(forms.Form):
    """A question."""

    text = words_field("Spørgsmål", rows=5, help_text="Skriv ikke om enkelte borgere.")


class AnswerForm(forms.Form):
    """An answer."""

    text = words_field("Svar", rows=8, help_text="Skriv ikke om enkelte borgere.")


@login_not_required
@require_safe
@shows_problems
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Spørgsmål og svar til hele kataloget."""
    user: Any = request.user
    version = queries.version(user, pk)
    titles = {one.key: one.title for one in queries.proposals(user, version)}
    found = process_queries.questions(user, version.catalogue)
    context = {
        **frame.of_version(user, version, "budget:questions"),
        "questions": [(one, titles.get(one.key, "")) for one in found],
        "answers": may(user, "budget.answer", version.catalogue),
        "asks": version.published_at is not None and may(user, "budget.ask", version.catalogue),
    }  # fmt: skip
    return render(request, "budget/questions.html", context)


@shows_problems
def ask(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Stil et spørgsmål til en budgetbrik."""
    user: Any = request.user
    version = queries.version(user, pk)
    frame.require(user, "budget.ask", version.catalogue)
    kept = queries.proposal(user, version, key)
    back = reverse("budget:proposal", args=[pk, key]) + "#spoergsmaal"

    def do(given: dict[str, Any]) -> None:
        actions.ask(actor=user, catalogue=version.catalogue, key=key, text=given["text"])

    sheet = Sheet(
        title=f"Spørg til budgetbrik {key}", verb="Stil spørgsmålet", said="Spørgsmålet er sendt til budgetkontoret.",
        lead=f"{kept.title}. Kun din gruppe og budgetkontoret ser spørgsmålet, til svaret er frigivet.", back=back,
        trail=frame.of_version(user, version, "budget:catalogue", f"Spørg til budgetbrik {key}")["trail"],
    )  # fmt: skip
    return answer(request, AskForm(request.POST or None), sheet, do)


@shows_problems
def respond(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Besvar et spørgsmål."""
    user: Any = request.user
    version, found = _question(user, pk, question)
    frame.require(user, "budget.answer", found)

    def do(given: dict[str, Any]) -> None:
        actions.answer(actor=user, question=found, text=given["text"])

    sheet = Sheet(
        title=f"Besvar spørgsmål til {found.key}", verb="Gem svaret",
        said="Svaret er gemt. Det er ikke offentligt, før du frigiver det.", lead=found.text,
        back=reverse("budget:questions", args=[pk]) + f"#s-{found.pk}",
        trail=frame.of_version(user, version, "budget:questions", "Besvar")["trail"],
    )  # fmt: skip
    return answer(request, AnswerForm(request.POST or None, initial={"text": found.answer}), sheet, do)


@require_POST
@shows_problems
def release(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Frigiv et svar, så alle kan læse det."""
    user: Any = request.user
    _, found = _question(user, pk, question)
    actions.release(actor=user, question=found)
    messages.success(request, "Spørgsmålet og svaret er frigivet. Alle kan læse dem.")
    return redirect(reverse("budget:questions", args=[pk]) + f"#s-{found.pk}")


def _question(user: Any, pk: int, question: int) -> tuple[queries.Version, process_queries.Question]:
    """A question of the catalogue of this version. Raises NotFound."""
    version, found = queries.version(user, pk), process_queries.question(user, question)
    if found.catalogue_id != version.catalogue_id:
        raise NotFound(what="Spørgsmålet hører til et andet katalog.")
    return version, found
