"""What if: other parameter values on a run, and the scenarios saved from it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Amount, Key, Moment, Paging, Short, amount, user_of
from tvaers.api.problems import answers
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.whatif import Change, WhatIf
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed

router = Router()

Values = Annotated[dict[Short, Short], Field(min_length=1, max_length=50)]


class WhatIfIn(Schema):
    """Ét eller flere sæt af værdier, fx [{"highly_specialised_rate": "0.85"}]."""

    sets: list[Values] = Field(min_length=1, max_length=20)


class SaveIn(WhatIfIn):
    """Et hvad nu hvis, der skal gemmes."""

    name: str = Field(min_length=1, max_length=120, pattern=r"^[^\u0000]*$")
    owner: str = Field(pattern=r"^[A-Za-z0-9-]{1,40}$", description="Koden på den part, der gemmer det")
    run: Key = Field(description="Afregningens id")


class ScenarioChangeOut(Schema):
    """En sum, som den er, og med de andre værdier."""

    name: str = Field(description="Betaler, måned eller bestemmelse")
    base: Amount
    new: Amount
    change: Amount


class OutcomeOut(Schema):
    """Hvad ét sæt værdier ændrer for dine parter."""

    values: dict[str, str]
    total: ScenarioChangeOut
    held: ScenarioChangeOut = Field(description="Det tilbageholdte")
    by_payer: list[ScenarioChangeOut]
    by_month: list[ScenarioChangeOut]
    by_clause: list[ScenarioChangeOut]


class ScenarioOut(Schema):
    """Et gemt hvad nu hvis."""

    id: int
    name: str
    owner: str
    run: int
    saved_at: Moment
    saved_by: str


class ScenarioViewOut(ScenarioOut):
    """Et gemt hvad nu hvis med sit udfald."""

    outcomes: list[OutcomeOut]


@router.post("/runs/{id}/what-if", response=answers(list[OutcomeOut]), operation_id="settlement.whatif")
def what_if(request: HttpRequest, id: Key, given: WhatIfIn) -> list[OutcomeOut]:
    """Hvad andre værdier ville ændre. Intet bliver gemt."""
    user = user_of(request)
    return _outcomes(queries.what_if(user, queries.run(user, id), given.sets))


@router.get("/scenarios", response=answers(list[ScenarioOut]), operation_id="settlement.scenarios")
def scenarios(request: HttpRequest, paging: Query[Paging]) -> list[ScenarioOut]:
    """Dine parters gemte scenarier, nyeste først."""
    return [ScenarioOut(**_head(scenario)) for scenario in paging.of(queries.scenarios(user_of(request)))]


@router.get("/scenarios/{id}", response=answers(ScenarioViewOut), operation_id="settlement.scenario")
def scenario(request: HttpRequest, id: Key) -> ScenarioViewOut:
    """Ét gemt scenarie med sit udfald."""
    return _view(queries.scenario(user_of(request), id))


@router.post("/scenarios", response=answers(ScenarioViewOut), operation_id="settlement.save_scenario")
def save(request: HttpRequest, given: SaveIn) -> ScenarioViewOut:
    """Regn et hvad nu hvis, og gem det under et navn. Kun din part kan se det."""
    user = user_of(request)
    if not may(user, "settlement.save_scenario", given.owner):
        raise NotAllowed(
            what="Du har ikke adgang til at gemme for den part.", do="Vælg en part, som du har en rolle for."
        )
    run = queries.run(user, given.run)
    found = queries.what_if(user, run, given.sets)
    saved = actions.save_scenario(
        actor=user, owner=given.owner, name=given.name, run=run, sets=given.sets, result=found.as_data()
    )
    return _view(saved)


def _outcomes(found: WhatIf) -> list[OutcomeOut]:
    return [
        OutcomeOut(
            values=dict(values),
            total=_change("", found.total(index)),
            held=_change("", found.total(index, "held")),
            by_payer=[_change(name, change) for name, change in found.by_payer(index).items()],
            by_month=[_change(name, change) for name, change in found.by_month(index).items()],
            by_clause=[_change(name, change) for name, change in found.by_clause(index).items()],
        )
        for index, values in enumerate(found.sets)
    ]


def _change(name: str, change: Change) -> ScenarioChangeOut:
    return ScenarioChangeOut(name=name, base=amount(change.base), new=amount(change.new), change=amount(change.amount))


def _head(scenario: Any) -> dict[str, Any]:
    return {
        "id": scenario.pk,
        "name": scenario.name,
        "owner": scenario.owner,
        "run": scenario.run_id,
        "saved_at": scenario.saved_at,
        "saved_by": scenario.saved_by,
    }


def _view(scenario: Any) -> ScenarioViewOut:
    return ScenarioViewOut(**_head(scenario), outcomes=_outcomes(WhatIf.from_data(scenario.result)))
