"""Composing: scenarios of a group, private until shared, and the joint one of a round with its log.

Every write names the version that the writer saw, so that two people do not overwrite each other; every change is a
line of the log, which only those who see the scenario read.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from tvaers.engine.budget import policies
from tvaers.engine.budget.composing.shapes import WHOLE, Choice
from tvaers.engine.budget.composing.standing import is_saving
from tvaers.engine.budget.frozen import choice_out, need_in
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import Group, Round, Scenario, ScenarioChoice, ScenarioEvent
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
CHOSEN = ("risk", "amount", "start_month", "only_with", "takes_overlap")


def new_scenario(
    actor: Actor, round: Round, group: Group | None, name: str, *, risk: int, choices: Sequence[Choice] | None = None
) -> Scenario:
    """A scenario that begins with the savings taken (BUD-07), or with `choices`; without a group the joint one."""
    made = Scenario.objects.create(
        round=round, group=group, slug="".join(secrets.choice(LETTERS) for _ in range(10)), name=name.strip(),
        risk=risk, created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    log(actor, made, "opened")
    begun = savings_of(round) if choices is None else choices
    for one in _take_over(made, begun):
        log(actor, made, "chosen", one.key, after=choice_out(one))
    return made


def savings_of(round: Round) -> tuple[Choice, ...]:
    """What a composition begins with: every saving of the round, so that the room is of the frame and the savings."""
    return tuple(Choice(one.key) for one in map(need_in, round.needs) if is_saving(one))


def log(actor: Any, scenario: Scenario, kind: str, key: str = "", **more: Any) -> None:
    """A line of the negotiation log, with the group that the actor works for."""
    group = policies.groups_of(actor).filter(party=scenario.round.catalogue_version.catalogue.party).first()
    ScenarioEvent.objects.create(
        scenario=scenario, kind=kind, key=key, by=actor.audit_name(), group=group, at=clock.now(), **more
    )


def as_choice(row: ScenarioChoice) -> Choice:
    """A kept choice as the shape that composing takes."""
    return Choice(row.key, **{name: getattr(row, name) for name in CHOSEN})


def choices_of(scenario: Scenario) -> tuple[Choice, ...]:
    """The choices of a scenario, by key."""
    return tuple(as_choice(one) for one in scenario.choices.order_by("key"))


def _open(scenario: Scenario, seen: int | None) -> Scenario:
    """The scenario, locked. Conflict when its round is closed, or somebody has changed it since."""
    scenario = fresh(scenario)
    if scenario.gone_at is not None:
        raise NotFound(what="Opstillingen findes ikke mere.")
    if scenario.round.closed_at is not None:
        raise Conflict(what="Runden er lukket.", do="Tag en kopi med i den nye runde.")
    if seen is not None and seen != scenario.version:
        raise Conflict(
            what="En anden har ændret opstillingen, mens du arbejdede.", why="Dit valg er ikke gemt.",
            do="Se, hvad der er ændret, og vælg igen.",
        )  # fmt: skip
    return scenario


def _changed(scenario: Scenario) -> Scenario:
    scenario.version += 1
    scenario.changed_at = clock.now()
    scenario.save()
    return scenario


@action("budget.open_scenario", permission=policies.may_compose_for, on="group",
        audit="{actor} oprettede en opstilling i {round}", silent=("name", "copy_of"))  # fmt: skip
def open_scenario(*, actor: Actor, round: Round, group: Group, name: str, copy_of: Scenario | None = None) -> Scenario:
    """Opret en opstilling for din gruppe med omstillingerne valgt, eller som kopi. Den er privat, til den bliver delt.

    A copy may come from another round; choices of what is no longer there are left out.
    """
    _check_words(name)
    if not name.strip():
        raise Problem(what="Opstillingens navn mangler.")
    if group.party != round.catalogue_version.catalogue.party:
        raise Problem(what="Gruppen hører til en anden region.")
    if round.closed_at is not None:
        raise Conflict(what="Runden er lukket.")
    if copy_of is not None and not policies.may_see_scenario(actor, copy_of):
        raise NotFound(what="Opstillingen findes ikke, eller du må ikke se den.")
    if copy_of is None:
        return new_scenario(actor, round, group, name, risk=round.rules["risk"])
    return new_scenario(actor, round, group, name, risk=copy_of.risk, choices=choices_of(copy_of))


def _take_over(scenario: Scenario, choices: Sequence[Choice]) -> list[Choice]:
    """Keep the choices of what the round has; those that were kept."""
    known = {one["key"] for one in scenario.round.needs}
    taken = [one for one in choices if one.key in known]
    ScenarioChoice.objects.bulk_create(ScenarioChoice(scenario=scenario, **choice_out(one)) for one in taken)
    return taken


def _check_words(*texts: str) -> None:
    if any(looks_like_cpr(one) for one in texts):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")


@action("budget.choose", permission=policies.may_compose, on="scenario", audit="{actor} ændrede {scenario}",
        silent=("choice",))  # fmt: skip
def choose(*, actor: Actor, scenario: Scenario, choice: Choice, version: int | None = None) -> Scenario:
    """Vælg en budgetbrik, helt eller delvist, eller ændr et valg.

    `version` is the one that the writer saw. Problem for a proposal that the round does not have.
    """
    scenario = _open(scenario, version)
    _check_choice(scenario, choice)
    former = scenario.choices.filter(key=choice.key).first()
    before = choice_out(as_choice(former)) if former else {}
    ScenarioChoice.objects.update_or_create(
        scenario=scenario, key=choice.key, defaults={name: getattr(choice, name) for name in CHOSEN}
    )
    log(actor, scenario, "changed" if former else "chosen", choice.key, before=before, after=choice_out(choice))
    return _changed(scenario)


def _check_choice(scenario: Scenario, choice: Choice) -> None:
    known = {one["key"] for one in scenario.round.needs}
    unknown = {choice.key, *([choice.only_with] if choice.only_with else [])} - known
    if unknown:
        raise Problem(what=f"Runden har ingen budgetbrik {', '.join(sorted(unknown))}.")
    if choice.risk is not None and not 0 <= choice.risk <= WHOLE:
        raise Problem(what="Risikoen ligger mellem 0 og 100 procent.")
    if not 1 <= choice.start_month <= 12:
        raise Problem(what="Startmåneden ligger mellem 1 og 12.")


@action("budget.drop_choice", permission=policies.may_compose, on="scenario", audit="{actor} ændrede {scenario}",
        silent=("key",))  # fmt: skip
def drop_choice(*, actor: Actor, scenario: Scenario, key: str, version: int | None = None) -> Scenario:
    """Fravælg en budgetbrik. Det, der er uomgængeligt af den, bliver stående."""
    scenario = _open(scenario, version)
    former = scenario.choices.filter(key=key).first()
    if former is None:
        raise NotFound(what=f"Budgetbrik {key} er ikke valgt.")
    log(actor, scenario, "dropped", key, before=choice_out(as_choice(former)))
    former.delete()
    return _changed(scenario)


@action("budget.set_risk", permission=policies.may_compose, on="scenario", audit="{actor} ændrede {scenario}",
        silent=("risk",))  # fmt: skip
def set_risk(*, actor: Actor, scenario: Scenario, risk: int, version: int | None = None) -> Scenario:
    """Sæt risikoen for de usikre beløb, i promille af intervallet (BUD-20)."""
    scenario = _open(scenario, version)
    if not 0 <= risk <= WHOLE:
        raise Problem(what="Risikoen ligger mellem 0 og 100 procent.")
    log(actor, scenario, "risk", before={"risk": scenario.risk}, after={"risk": risk})
    scenario.risk = risk
    return _changed(scenario)


@action("budget.replace_choices", permission=policies.may_compose, on="scenario", audit="{actor} ændrede {scenario}",
        silent=("choices",))  # fmt: skip
def replace_choices(
    *, actor: Actor, scenario: Scenario, choices: Sequence[Choice], version: int | None = None
) -> Scenario:
    """Sæt alle valg på én gang, fx fra en anden opstilling eller det bedste sæt. Loggen viser hvert valg."""
    scenario = _open(scenario, version)
    wanted = {one.key: one for one in choices}
    if len(wanted) < len(choices):
        raise Problem(what="Den samme budgetbrik er valgt to gange.")
    for one in choices:
        _check_choice(scenario, one)
    former = {one.key: one for one in choices_of(scenario)}
    for key in sorted({*former, *wanted}):
        before, after = former.get(key), wanted.get(key)
        if before != after:
            kind = "dropped" if after is None else "changed" if before else "chosen"
            log(actor, scenario, kind, key, before=choice_out(before) if before else {},
                after=choice_out(after) if after else {})  # fmt: skip
    scenario.choices.all().delete()
    _take_over(scenario, choices)
    return _changed(scenario)


@action("budget.note", permission=policies.may_compose, on="scenario", audit="{actor} skrev i loggen for {scenario}",
        silent=("words",))  # fmt: skip
def note(*, actor: Actor, scenario: Scenario, words: str, key: str = "") -> Scenario:
    """Skriv en bemærkning i forhandlingsloggen, til det hele eller til én budgetbrik."""
    scenario = _open(scenario, None)
    _check_words(words)
    if not words.strip():
        raise Problem(what="Bemærkningen er tom.")
    log(actor, scenario, "note", key, words=words.strip())
    return _changed(scenario)


@action("budget.rename_scenario", permission=policies.may_own, on="scenario", audit="{actor} omdøbte {scenario}",
        silent=("name",))  # fmt: skip
def rename_scenario(*, actor: Actor, scenario: Scenario, name: str) -> Scenario:
    """Giv en opstilling et andet navn."""
    scenario = _open(scenario, None)
    _check_words(name)
    if not name.strip():
        raise Problem(what="Opstillingens navn mangler.")
    log(actor, scenario, "renamed", before={"name": scenario.name}, after={"name": name.strip()})
    scenario.name = name.strip()
    return _changed(scenario)


@action("budget.share", permission=policies.may_own, on="scenario", audit="{actor} ændrede delingen af {scenario}",
        silent=("groups",))  # fmt: skip
def share(*, actor: Actor, scenario: Scenario, groups: Sequence[Group]) -> Scenario:
    """Del en opstilling med bestemte grupper, eller gør den privat igen med en tom liste. De kan læse, ikke ændre."""
    scenario = _open(scenario, None)
    party = scenario.round.catalogue_version.catalogue.party
    if any(one.party != party for one in groups):
        raise Problem(what="En af grupperne hører til en anden region.")
    others = [one for one in groups if one.pk != scenario.group_id]
    before = sorted(scenario.shared_with.values_list("name", flat=True))
    scenario.shared_with.set(others)
    log(actor, scenario, "shared", before={"groups": before}, after={"groups": sorted(one.name for one in others)})
    return _changed(scenario)


@action("budget.drop_scenario", permission=policies.may_own, on="scenario", audit="{actor} slettede {scenario}")
def drop_scenario(*, actor: Actor, scenario: Scenario) -> Scenario:  # noqa: ARG001
    """Slet en opstilling. Ingen ser den mere."""
    scenario = fresh(scenario)
    if scenario.agreements.exists():
        raise Conflict(what="Der er indgået en aftale ud fra opstillingen.", do="Behold den.")
    scenario.gone_at = scenario.changed_at = clock.now()
    scenario.save()
    return scenario
