"""What everybody may read of budgets without a login, and the exercise that everybody may try: nothing is stored."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.budget.catalogues import BudgetDataOut
from tvaers.api.budget.content_shapes import WhichKeyIn
from tvaers.api.budget.parts import BudgetChoiceIn, Party, Thousandths
from tvaers.api.budget.questions import QuestionsOut, question_out
from tvaers.api.budget.rounds import BudgetRulesOut, NeedOut, need_out, rules_out
from tvaers.api.budget.standing_shapes import StandOut, stand_out
from tvaers.api.problems import answers
from tvaers.engine.budget import process_queries, queries, round_queries
from tvaers.engine.budget.reading import as_data
from tvaers.kernel.errors import NotFound

public = Router(auth=None)
Year = Annotated[int, Field(ge=1990, le=2100)]


class PublishedRowOut(Schema):
    """Et udgivet budgetkatalog."""

    party: str
    year: int
    title: str


class PublishedRowsOut(Schema):
    """De udgivne budgetkataloger."""

    catalogues: list[PublishedRowOut]


class ExerciseOut(Schema):
    """Øvelsen: de regler og forslag, som partierne forhandler ud fra."""

    rules: BudgetRulesOut
    needs: list[NeedOut]


class TryIn(Schema):
    """Dine valg. De bliver ikke gemt."""

    choices: list[BudgetChoiceIn] = Field([], max_length=2_000)
    risk: Thousandths | None = None


@public.get("/public/budgets", response=answers(PublishedRowsOut), operation_id="budget.published")
def published(request: HttpRequest) -> PublishedRowsOut:  # noqa: ARG001
    """De udgivne budgetkataloger. Kræver ikke log-in."""
    rows = queries.published_catalogues()
    return PublishedRowsOut(
        catalogues=[PublishedRowOut(party=one.party, year=one.year, title=one.title) for one in rows]
    )


@public.get("/public/budgets/{party}/{year}", response=answers(BudgetDataOut), operation_id="budget.published_data")
def published_data(request: HttpRequest, party: Party, year: Year) -> BudgetDataOut:  # noqa: ARG001
    """Et udgivet budgetkatalog som data. Kræver ikke log-in."""
    return BudgetDataOut(catalogue=as_data(queries.published_read(queries.published_version(party, year))))


@public.get(
    "/public/budgets/{party}/{year}/questions", response=answers(QuestionsOut),
    operation_id="budget.published_questions",
)  # fmt: skip
def published_questions(request: HttpRequest, party: Party, year: Year, wanted: Query[WhichKeyIn]) -> QuestionsOut:  # noqa: ARG001
    """De spørgsmål, hvis svar er frigivet. Kræver ikke log-in."""
    found = process_queries.published_questions(queries.published_version(party, year).catalogue, wanted.key)
    return QuestionsOut(questions=[question_out(one) for one in found])


def _round(party: str, year: int) -> round_queries.Round:
    found = round_queries.published_round(queries.published_version(party, year))
    if found is None:
        raise NotFound(what="Der er ikke åbnet nogen runde endnu.")
    return found


@public.get(
    "/public/budgets/{party}/{year}/exercise", response=answers(ExerciseOut), operation_id="budget.published_exercise"
)
def published_exercise(request: HttpRequest, party: Party, year: Year) -> ExerciseOut:  # noqa: ARG001
    """Den øvelse, som partierne har. Kræver ikke log-in."""
    needs, rules = round_queries.published_exercise(_round(party, year))
    return ExerciseOut(rules=rules_out(rules), needs=[need_out(one) for one in needs])


@public.post("/public/budgets/{party}/{year}/try", response=answers(StandOut), operation_id="budget.try_out")
def try_out(request: HttpRequest, party: Party, year: Year, given: TryIn) -> StandOut:  # noqa: ARG001
    """Prøv selv: hvordan dine valg står. Kræver ikke log-in, og intet bliver gemt."""
    choices = [one.choice() for one in given.choices]
    return stand_out(round_queries.published_stand(_round(party, year), choices, given.risk))
