"""Scenarios over the API: composed, shared, compared, with their log. A private one is found by nobody else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tvaers.api.budget.parts import choice_out, groups_at
from tvaers.api.budget.router import router
from tvaers.api.budget.scenario_shapes import (
    BudgetChoicesIn,
    BudgetChooseIn,
    BudgetComparedOut,
    BudgetComparisonOut,
    BudgetDropIn,
    BudgetEventOut,
    BudgetLogOut,
    BudgetNoteIn,
    BudgetRenameIn,
    BudgetRiskIn,
    BudgetScenarioIn,
    BudgetScenarioOut,
    BudgetScenariosOut,
    BudgetShareIn,
)
from tvaers.api.budget.standing_shapes import spread_out, stand_out
from tvaers.api.forums.parts import Numbered, Slug
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, round_queries


def scenario_out(user: Any, one: round_queries.Scenario) -> BudgetScenarioOut:
    """A scenario as its reader may know it."""
    one = round_queries.scenario(user, one.slug)
    shared = round_queries.shared_with(user, one)
    return BudgetScenarioOut(
        slug=one.slug, name=one.name, round=one.round_id, group=one.group.name if one.group else "", risk=one.risk,
        version=one.version, shared_with=[each.name for each in shared],
        choices=[choice_out(each) for each in round_queries.choices(user, one)],
        stand=stand_out(round_queries.stand(user, one)),
    )  # fmt: skip


@router.get("/budget/rounds/{number}/scenarios", response=answers(BudgetScenariosOut), operation_id="budget.scenarios")
def scenarios(request: HttpRequest, number: Numbered) -> BudgetScenariosOut:
    """De opstillinger i runden, du kan se: den fælles, gruppens egne, og dem der er delt med gruppen."""
    user = user_of(request)
    found = round_queries.scenarios(user, round_queries.one_round(user, number))
    return BudgetScenariosOut(
        scenarios=[{"slug": one.slug, "name": one.name, "group": one.group.name if one.group else ""} for one in found]
    )


@router.post("/budget/rounds/{number}/scenarios", response=answers(BudgetScenarioOut),
             operation_id="budget.open_scenario")  # fmt: skip
def open_scenario(request: HttpRequest, number: Numbered, given: BudgetScenarioIn) -> BudgetScenarioOut:
    """Opret en opstilling for din gruppe. Den er privat, til gruppen deler den."""
    user = user_of(request)
    made = actions.open_scenario(
        actor=user, round=round_queries.one_round(user, number), group=round_queries.group(user, given.group),
        name=given.name, copy_of=round_queries.scenario(user, given.copy_of) if given.copy_of else None,
    )  # fmt: skip
    return scenario_out(user, made)


@router.get("/budget/scenarios/{slug}", response=answers(BudgetScenarioOut), operation_id="budget.scenario")
def scenario(request: HttpRequest, slug: Slug) -> BudgetScenarioOut:
    """En opstilling, dens valg, og hvordan den står."""
    user = user_of(request)
    return scenario_out(user, round_queries.scenario(user, slug))


@router.get("/budget/scenarios/{slug}/log", response=answers(BudgetLogOut), operation_id="budget.log")
def log(request: HttpRequest, slug: Slug) -> BudgetLogOut:
    """Forhandlingsloggen."""
    user = user_of(request)
    found = round_queries.log(user, round_queries.scenario(user, slug))
    return BudgetLogOut(
        events=[
            BudgetEventOut(at=one.at.isoformat(), by=one.by, group=one.group.name if one.group else "", kind=one.kind,
                           key=one.key, words=one.words)
            for one in found
        ]
    )  # fmt: skip


@router.get(
    "/budget/scenarios/{slug}/against/{other}", response=answers(BudgetComparisonOut), operation_id="budget.comparison"
)
def comparison(request: HttpRequest, slug: Slug, other: Slug) -> BudgetComparisonOut:
    """Det, der er forskelligt i to opstillinger."""
    user = user_of(request)
    first, second = round_queries.scenario(user, slug), round_queries.scenario(user, other)
    found = round_queries.comparison(user, first, second)
    return BudgetComparisonOut(
        keys=[one.key for one in found.lines], pots=[_compared(one) for one in found.pots],
        themes=[_compared(one) for one in found.themes], units=[_compared(one) for one in found.units],
    )  # fmt: skip


def _compared(one: Any) -> BudgetComparedOut:
    first, second = spread_out(one.first), spread_out(one.second)
    return BudgetComparedOut(name=one.name, pot=one.pot, period=one.period, first=first, second=second)


@router.post("/budget/scenarios/{slug}/choices", response=answers(BudgetScenarioOut), operation_id="budget.choose")
def choose(request: HttpRequest, slug: Slug, given: BudgetChooseIn) -> BudgetScenarioOut:
    """Vælg en budgetbrik, helt eller delvist."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.choose(actor=user, scenario=found, choice=given.choice(), version=given.version))


@router.post("/budget/scenarios/{slug}/drop", response=answers(BudgetScenarioOut), operation_id="budget.drop_choice")
def drop_choice(request: HttpRequest, slug: Slug, given: BudgetDropIn) -> BudgetScenarioOut:
    """Fravælg en budgetbrik."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.drop_choice(actor=user, scenario=found, **given.model_dump()))


@router.post("/budget/scenarios/{slug}/risk", response=answers(BudgetScenarioOut), operation_id="budget.set_risk")
def set_risk(request: HttpRequest, slug: Slug, given: BudgetRiskIn) -> BudgetScenarioOut:
    """Sæt risikoen for de usikre beløb."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.set_risk(actor=user, scenario=found, **given.model_dump()))


@router.post("/budget/scenarios/{slug}/all", response=answers(BudgetScenarioOut), operation_id="budget.replace_choices")
def replace_choices(request: HttpRequest, slug: Slug, given: BudgetChoicesIn) -> BudgetScenarioOut:
    """Sæt alle valg på én gang."""
    user = user_of(request)
    found, wanted = round_queries.scenario(user, slug), [one.choice() for one in given.choices]
    made = actions.replace_choices(actor=user, scenario=found, choices=wanted, version=given.version)
    return scenario_out(user, made)


@router.post("/budget/scenarios/{slug}/log", response=answers(BudgetScenarioOut), operation_id="budget.note")
def note(request: HttpRequest, slug: Slug, given: BudgetNoteIn) -> BudgetScenarioOut:
    """Skriv en bemærkning i forhandlingsloggen."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.note(actor=user, scenario=found, **given.model_dump()))


@router.post(
    "/budget/scenarios/{slug}/name", response=answers(BudgetScenarioOut), operation_id="budget.rename_scenario"
)
def rename_scenario(request: HttpRequest, slug: Slug, given: BudgetRenameIn) -> BudgetScenarioOut:
    """Giv opstillingen et andet navn."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.rename_scenario(actor=user, scenario=found, name=given.name))


@router.post("/budget/scenarios/{slug}/share", response=answers(BudgetScenarioOut), operation_id="budget.share")
def share(request: HttpRequest, slug: Slug, given: BudgetShareIn) -> BudgetScenarioOut:
    """Del opstillingen med bestemte grupper, eller gør den privat."""
    user = user_of(request)
    found = round_queries.scenario(user, slug)
    return scenario_out(user, actions.share(actor=user, scenario=found, groups=groups_at(user, given.groups)))


@router.post(
    "/budget/scenarios/{slug}/delete", response=answers(BudgetScenariosOut), operation_id="budget.drop_scenario"
)
def drop_scenario(request: HttpRequest, slug: Slug) -> BudgetScenariosOut:
    """Slet opstillingen. Svaret er dem, der er tilbage i runden."""
    user = user_of(request)
    gone = actions.drop_scenario(actor=user, scenario=round_queries.scenario(user, slug))
    return scenarios(request, gone.round_id)
