"""Questions to a proposal and their answers; an answer is for everybody once the budget office releases it."""

from __future__ import annotations

from tvaers.engine.budget import policies
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import Catalogue, Question
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr


@action("budget.ask", permission=policies.may_ask, on="catalogue", audit="{actor} stillede {result}", silent=("text",))
def ask(*, actor: Actor, catalogue: Catalogue, key: str, text: str) -> Question:
    """Stil et spørgsmål til en budgetbrik. Kun din gruppe og budgetkontoret ser det, før svaret er frigivet."""
    if not policies.published_versions().filter(catalogue=catalogue, proposals__key=key).exists():
        raise NotFound(what=f"Kataloget har ingen budgetbrik {key}.")
    _check(text)
    return Question.objects.create(
        catalogue=catalogue, key=key, text=text.strip(), asked_at=clock.now(),
        group=policies.groups_of(actor).filter(party=catalogue.party).first(),
        asker=None if isinstance(actor, System) else actor,
    )  # type: ignore[misc]  # fmt: skip


def _check(text: str) -> None:
    if not text.strip():
        raise Problem(what="Teksten er tom.")
    if looks_like_cpr(text):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")


@action("budget.answer", permission=policies.may_keep, on="question", audit="{actor} besvarede {question}",
        silent=("text",))  # fmt: skip
def answer(*, actor: Actor, question: Question, text: str) -> Question:
    """Besvar et spørgsmål. Svaret er ikke offentligt, før det er frigivet."""
    question = fresh(question)
    if question.released_at is not None:
        raise Conflict(what="Svaret er frigivet og kan ikke ændres.", do="Stil og besvar et nyt spørgsmål.")
    _check(text)
    question.answer, question.answered_by, question.answered_at = text.strip(), actor.audit_name(), clock.now()
    question.save()
    return question


@action("budget.release", permission=policies.may_keep, on="question", audit="{actor} frigav {question}")
def release(*, actor: Actor, question: Question) -> Question:  # noqa: ARG001
    """Frigiv et spørgsmål med svar, så alle kan læse det."""
    question = fresh(question)
    if not question.answer:
        raise Conflict(what="Spørgsmålet er ikke besvaret.", do="Besvar det først.")
    if question.released_at is not None:
        raise Conflict(what="Svaret er allerede frigivet.")
    question.released_at = clock.now()
    question.save(update_fields=["released_at"])
    return question
