"""Rounds and groups over the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.budget.parts import Party, SpanOut, Thousandths, krone, span
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Name, Numbered
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.access.queries import user_named
from tvaers.engine.budget import actions, composition, queries, round_queries
from tvaers.engine.budget.composing.shapes import Need, Rules
from tvaers.kernel.errors import NotFound


class RoundIn(Schema):
    """En ny runde. Regler og forslag bliver, som de er nu."""

    name: str = Field(min_length=1, max_length=200, pattern=r"^[^\u0000]*$")
    risk: Thousandths = 0


class NeedOut(Schema):
    """Et forslag, som det sammensættes."""

    key: str
    title: str
    theme: str
    units: list[str]
    pot: str
    amounts: dict[str, SpanOut | None]
    unavoidable: int = Field(description="Promille, der skal betales, uanset hvad der vælges")
    is_divisible: bool
    is_political: bool | None
    is_started: bool
    can_be_delayed: bool


class BudgetRulesOut(Schema):
    """Rundens regler, som de lå fast, da den åbnede."""

    hard: str = Field(description="Det år, der skal balancere")
    told: list[str]
    risk: int
    frames: dict[str, dict[str, str]] = Field(description="Kroner pr. ramme og periode")
    links: list[dict[str, str]]


class BudgetRoundOut(Schema):
    """En forhandlingsrunde."""

    number: int
    round: int
    name: str
    version: int
    is_open: bool
    rules: BudgetRulesOut
    needs: list[NeedOut]


class BudgetRoundRowOut(Schema):
    """En runde på listen."""

    number: int
    round: int
    name: str
    is_open: bool


class BudgetRoundsOut(Schema):
    """Runderne, nyeste først."""

    rounds: list[BudgetRoundRowOut]


class PartyGroupIn(Schema):
    """En ny partigruppe."""

    party: Party
    name: str = Field(min_length=1, max_length=120, pattern=r"^[^\u0000]*$")


class BudgetSeatIn(Schema):
    """En bruger."""

    username: Name


class GroupMemberOut(Schema):
    """En, der arbejder for gruppen."""

    username: str
    starts: date


class PartyGroupOut(Schema):
    """En partigruppe."""

    number: int
    party: str
    name: str
    members: list[GroupMemberOut] = Field(description="Kun for gruppen selv og budgetkontoret")


class PartyGroupsOut(Schema):
    """Partigrupper."""

    groups: list[PartyGroupOut]


def rules_out(rules: Rules) -> BudgetRulesOut:
    """Rules as they are told."""
    frames = {pot: {period: krone(amount) for period, amount in held.items()} for pot, held in rules.frames.items()}
    links = [{"kind": one.kind, "first": one.first, "second": one.second} for one in rules.links]
    return BudgetRulesOut(hard=rules.hard, told=list(rules.told), risk=rules.risk, frames=frames, links=links)


def need_out(need: Need) -> NeedOut:
    """A need as it is told."""
    same = {name: getattr(need, name) for name in NeedOut.model_fields if name not in ("units", "amounts")}
    amounts = {period: span(amount) for period, amount in need.amounts.items()}
    return NeedOut(units=list(need.units), amounts=amounts, **same)


def _round(one: round_queries.Round) -> BudgetRoundOut:
    return BudgetRoundOut(
        number=one.pk, round=one.number, name=one.name, version=one.catalogue_version_id,
        is_open=one.closed_at is None, rules=rules_out(round_queries.rules_of(one)),
        needs=[need_out(each) for each in round_queries.needs_of(one)],
    )  # fmt: skip


@router.get("/budget/versions/{number}/rounds", response=answers(BudgetRoundsOut), operation_id="budget.rounds")
def rounds(request: HttpRequest, number: Numbered) -> BudgetRoundsOut:
    """Runderne over en version, nyeste først."""
    user = user_of(request)
    found = round_queries.rounds(user, queries.version(user, number))
    told = [
        BudgetRoundRowOut(number=one.pk, round=one.number, name=one.name, is_open=one.closed_at is None)
        for one in found
    ]
    return BudgetRoundsOut(rounds=told)


@router.get("/budget/rounds/{number}", response=answers(BudgetRoundOut), operation_id="budget.round")
def one_round(request: HttpRequest, number: Numbered) -> BudgetRoundOut:
    """En runde med de regler og forslag, den blev åbnet med."""
    return _round(round_queries.one_round(user_of(request), number))


@router.post("/budget/versions/{number}/rounds", response=answers(BudgetRoundOut), operation_id="budget.open_round")
def open_round(request: HttpRequest, number: Numbered, given: RoundIn) -> BudgetRoundOut:
    """Åbn en runde. Reglerne ligger fast fra nu af."""
    user = user_of(request)
    version = queries.version(user, number)
    needs, rules = composition.composition(version, risk=given.risk)
    return _round(actions.open_round(actor=user, version=version, name=given.name, rules=rules, needs=needs))


@router.post("/budget/rounds/{number}/close", response=answers(BudgetRoundOut), operation_id="budget.close_round")
def close_round(request: HttpRequest, number: Numbered) -> BudgetRoundOut:
    """Luk en runde."""
    user = user_of(request)
    return _round(actions.close_round(actor=user, round=round_queries.one_round(user, number)))


def _group(user: Any, one: round_queries.Group) -> PartyGroupOut:
    seated = round_queries.members(user, one)
    return PartyGroupOut(
        number=one.pk, party=one.party, name=one.name,
        members=[GroupMemberOut(username=each.user.username, starts=each.starts) for each in seated],
    )  # fmt: skip


@router.get("/budget/groups/of/{party}", response=answers(PartyGroupsOut), operation_id="budget.groups")
def groups(request: HttpRequest, party: Party) -> PartyGroupsOut:
    """Partigrupperne i en region."""
    user = user_of(request)
    return PartyGroupsOut(groups=[_group(user, one) for one in round_queries.groups(user, party)])


@router.post("/budget/groups", response=answers(PartyGroupOut), operation_id="budget.found_group")
def found_group(request: HttpRequest, given: PartyGroupIn) -> PartyGroupOut:
    """Opret en partigruppe."""
    user = user_of(request)
    return _group(user, actions.found_group(actor=user, **given.model_dump()))


def _user(username: str) -> Any:
    found = user_named(username)
    if found is None:
        raise NotFound(what="Brugeren findes ikke.")
    return found


@router.post("/budget/groups/{number}/seat", response=answers(PartyGroupOut), operation_id="budget.seat_in_group")
def seat_in_group(request: HttpRequest, number: Numbered, given: BudgetSeatIn) -> PartyGroupOut:
    """Lad en bruger arbejde for gruppen."""
    user = user_of(request)
    group = round_queries.group(user, number)
    actions.seat_in_group(actor=user, group=group, user=_user(given.username))
    return _group(user, group)


@router.post("/budget/groups/{number}/leave", response=answers(PartyGroupOut), operation_id="budget.leave_group")
def leave_group(request: HttpRequest, number: Numbered, given: BudgetSeatIn) -> PartyGroupOut:
    """Lad en bruger træde ud af gruppen."""
    user = user_of(request)
    group = round_queries.group(user, number)
    return _group(user, actions.leave_group(actor=user, group=group, user=_user(given.username)))
