"""Questions to budget proposals and their answers over the API."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.budget.content_shapes import WhichKeyIn
from tvaers.api.budget.parts import BudgetKey
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Numbered
from tvaers.api.parts import Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, process_queries, queries


class AskIn(Schema):
    """Et spørgsmål til en budgetbrik."""

    key: BudgetKey
    text: Text


class BudgetAnswerIn(Schema):
    """Et svar."""

    text: Text


class QuestionOut(Schema):
    """Et spørgsmål og dets svar."""

    number: int
    key: str
    text: str
    answer: str
    is_released: bool = Field(description="Om alle kan læse det")


class QuestionsOut(Schema):
    """Spørgsmål og svar."""

    questions: list[QuestionOut]


def question_out(one: process_queries.Question) -> QuestionOut:
    """A question: never who asked."""
    return QuestionOut(
        number=one.pk, key=one.key, text=one.text, answer=one.answer, is_released=one.released_at is not None
    )


@router.get("/budget/catalogues/{number}/questions", response=answers(QuestionsOut), operation_id="budget.questions")
def questions(request: HttpRequest, number: Numbered, wanted: Query[WhichKeyIn]) -> QuestionsOut:
    """De spørgsmål, du kan se: de frigivne, og din gruppes egne."""
    user = user_of(request)
    found = process_queries.questions(user, queries.catalogue(user, number), wanted.key)
    return QuestionsOut(questions=[question_out(one) for one in found])


@router.post("/budget/catalogues/{number}/questions", response=answers(QuestionOut), operation_id="budget.ask")
def ask(request: HttpRequest, number: Numbered, given: AskIn) -> QuestionOut:
    """Stil et spørgsmål til en budgetbrik."""
    user = user_of(request)
    catalogue = queries.catalogue(user, number)
    return question_out(actions.ask(actor=user, catalogue=catalogue, **given.model_dump()))


@router.post("/budget/questions/{number}/answer", response=answers(QuestionOut), operation_id="budget.answer")
def answer(request: HttpRequest, number: Numbered, given: BudgetAnswerIn) -> QuestionOut:
    """Besvar et spørgsmål."""
    user = user_of(request)
    found = process_queries.question(user, number)
    return question_out(actions.answer(actor=user, question=found, text=given.text))


@router.post("/budget/questions/{number}/release", response=answers(QuestionOut), operation_id="budget.release")
def release(request: HttpRequest, number: Numbered) -> QuestionOut:
    """Frigiv et spørgsmål med svar, så alle kan læse det."""
    user = user_of(request)
    return question_out(actions.release(actor=user, question=process_queries.question(user, number)))
