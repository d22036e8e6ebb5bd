"""How a kept scenario stands: its round's frozen needs and rules, its choices, put together by composing."""

from __future__ import annotations

from dataclasses import replace

from tvaers.engine.budget.composing.figures import Stand
from tvaers.engine.budget.composing.shapes import Choice, Need, Rules
from tvaers.engine.budget.composing.standing import stand
from tvaers.engine.budget.frozen import need_in, rules_in
from tvaers.engine.budget.models import Round, Scenario
from tvaers.engine.budget.scenarios import choices_of


def needs_of(round: Round) -> tuple[Need, ...]:
    """The needs that a round was opened with."""
    return tuple(need_in(one) for one in round.needs)


def shapes_of(scenario: Scenario) -> tuple[tuple[Need, ...], Rules, tuple[Choice, ...]]:
    """A scenario's needs, rules and choices; the rules carry the scenario's own risk."""
    rules = replace(rules_in(scenario.round.rules), risk=scenario.risk)
    return needs_of(scenario.round), rules, choices_of(scenario)


def stand_of(scenario: Scenario) -> Stand:
    """How the scenario stands now, with its faults and warnings."""
    return stand(*shapes_of(scenario))
