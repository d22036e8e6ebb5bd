"""A round's rules are frozen; scenarios are chosen in, two writers meet, everything is in the log."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.budget.keeping.budget_world import NEEDS, NORTH, RULES, SYSTEM, World, scenario, world
from tests.budget.keeping.catalogue_shapes import MIO, intervals, words

from tvaers.engine.access.models import User
from tvaers.engine.budget import actions, round_queries
from tvaers.engine.budget.composing.shapes import Choice, Link, Need, Rules
from tvaers.engine.budget.frozen import choice_in, choice_out, need_in, need_out, rules_in, rules_out
from tvaers.engine.budget.models import Group, Round, ScenarioChoice
from tvaers.kernel.errors import Conflict, NotFound, Problem

spans = st.dictionaries(words, intervals, max_size=2)
kept_rules = st.builds(
    Rules, words, st.lists(words, max_size=2).map(tuple),
    st.dictionaries(words, st.dictionaries(words, st.integers(), max_size=2), max_size=2),
    st.lists(st.builds(Link, st.just("overlap"), words, words, spans), max_size=2).map(tuple), st.integers(0, 1000),
    st.dictionaries(words, words, max_size=1), words,
)  # fmt: skip
kept_needs = st.builds(
    Need, words, words, words, st.lists(words, max_size=2).map(tuple), words, spans, st.integers(0, 1000),
    st.booleans(), st.none() | st.booleans(), st.booleans(), st.booleans(), spans, words,
)  # fmt: skip
kept_choices = st.builds(
    Choice, words, st.none() | st.integers(), st.none() | st.integers(), st.integers(1, 12), words, st.booleans()
)


@given(rules=kept_rules, need=kept_needs, choice=kept_choices)
def test_what_a_round_keeps_comes_back_equal(rules: Rules, need: Need, choice: Choice) -> None:
    assert rules_in(rules_out(rules)) == rules
    assert need_in(need_out(need)) == need
    assert choice_in(choice_out(choice)) == choice


@pytest.fixture
def made(db: None) -> World:  # noqa: ARG001
    return world()


def test_a_round_keeps_the_rules_it_was_opened_with(made: World) -> None:
    made.version.proposals.update(pot="capital")
    assert (round_queries.rules_of(made.round), round_queries.needs_of(made.round)) == (RULES, NEEDS)


def test_other_rules_are_a_new_round_and_the_former_closes(made: World) -> None:
    mine = scenario(made)
    second = actions.open_round(actor=SYSTEM, version=made.version, name="Anden", rules=RULES, needs=NEEDS)
    made.round.refresh_from_db()
    assert (second.number, made.round.closed_at is None) == (2, False)
    with pytest.raises(Conflict, match="lukket"):
        actions.choose(actor=made.one, scenario=mine, choice=Choice("1.1-01"))
    copy = actions.open_scenario(actor=made.one, round=second, group=made.red, name="Igen", copy_of=mine)
    assert round_queries.choices(made.one, copy) == round_queries.choices(made.one, mine)


def test_a_choice_of_what_the_round_does_not_have_is_refused(made: World) -> None:
    with pytest.raises(Problem, match=r"9\.9-99"):
        actions.choose(actor=made.one, scenario=scenario(made), choice=Choice("9.9-99"))


@pytest.mark.parametrize("choice", [
    Choice("1.1-01", risk=1001), Choice("1.1-01", risk=-1), Choice("1.1-01", start_month=0),
    Choice("1.1-01", start_month=13),
])  # fmt: skip
def test_a_choice_outside_its_bounds_is_refused(made: World, choice: Choice) -> None:
    with pytest.raises(Problem):
        actions.choose(actor=made.one, scenario=scenario(made), choice=choice)


@pytest.mark.parametrize(
    "choice", [Choice("1.1-01", risk=1000), Choice("1.1-01", risk=0), Choice("1.1-01", None, None, 12)]
)
def test_a_choice_at_its_bounds_is_kept(made: World, choice: Choice) -> None:
    mine = actions.choose(actor=made.one, scenario=scenario(made), choice=choice)
    assert choice in round_queries.choices(made.one, mine)


def test_the_second_of_two_writers_is_told(made: World) -> None:
    mine = scenario(made)
    actions.choose(actor=made.one, scenario=mine, choice=Choice("1.1-01"), version=mine.version)
    with pytest.raises(Conflict, match="En anden"):
        actions.drop_choice(actor=made.one, scenario=mine, key="1.2-01", version=mine.version)


def test_a_scenario_stands_as_its_choices_say(made: World) -> None:
    mine = scenario(made)
    room = round_queries.stand(made.one, mine).pot("health").room
    assert room is not None and room.at == (10 + 2 - 4 - 2) * MIO
    mine = actions.set_risk(actor=made.one, scenario=mine, risk=1000)
    room = round_queries.stand(made.one, mine).pot("health").room
    assert room is not None and room.at == (10 + 2 - 8 - 2) * MIO


def test_the_log_says_what_was_done_and_by_which_group(made: World) -> None:
    actions.choose(actor=made.two, scenario=made.joint, choice=Choice("1.1-01"))
    actions.drop_choice(actor=made.one, scenario=made.joint, key="1.1-01")
    actions.note(actor=made.one, scenario=made.joint, words="Det er for dyrt", key="1.1-01")
    told = [(one.kind, one.key, one.by, str(one.group)) for one in round_queries.log(made.two, made.joint)][2:]
    assert told == [
        ("chosen", "1.1-01", "to", "Blå"), ("dropped", "1.1-01", "et", "Rød"), ("note", "1.1-01", "et", "Rød"),
    ]  # fmt: skip


def test_all_choices_at_once_are_logged_one_by_one(made: World) -> None:
    mine = scenario(made)
    wanted = [Choice("1.1-01"), Choice("1.2-02", start_month=7)]
    actions.replace_choices(actor=made.one, scenario=mine, choices=wanted)
    kinds = [(one.kind, one.key) for one in round_queries.log(made.one, mine)][3:]
    assert kinds == [("chosen", "1.1-01"), ("dropped", "1.2-01"), ("changed", "1.2-02")]
    assert [one.key for one in round_queries.choices(made.one, mine)] == ["1.1-01", "1.2-02"]


def test_a_scenario_begins_with_the_savings_of_the_round_taken(made: World) -> None:
    mine = actions.open_scenario(actor=made.one, round=made.round, group=made.red, name="Ny")
    assert round_queries.choices(made.one, mine) == (Choice("1.2-02"),)


def test_two_scenarios_are_compared_by_what_differs(made: World) -> None:
    first, second = scenario(made), scenario(made, "Et andet")
    assert not round_queries.comparison(made.one, first, second)
    second = actions.choose(actor=made.one, scenario=second, choice=Choice("1.1-01"))
    assert [one.key for one in round_queries.comparison(made.one, first, second).lines] == ["1.1-01"]


def test_a_dropped_scenario_is_gone(made: World) -> None:
    mine = actions.drop_scenario(actor=made.one, scenario=scenario(made))
    with pytest.raises(NotFound):
        round_queries.scenario(made.one, mine.slug)


def test_anybody_tries_the_same_exercise_and_nothing_is_kept(made: World) -> None:
    found = round_queries.published_round(made.version)
    assert found is not None
    before = list(ScenarioChoice.objects.values_list("scenario", "key"))
    stand = round_queries.published_stand(found, [Choice("1.2-01", amount=MIO)], risk=500)
    assert stand.pot("health").room.at == (10 - 6 - 1) * MIO  # type: ignore[union-attr]
    assert list(ScenarioChoice.objects.values_list("scenario", "key")) == before


steps = st.lists(
    st.tuples(st.sampled_from([one.key for one in NEEDS]), st.sampled_from(["choose", "drop"]), st.integers(0, 5)),
    max_size=8,
)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_any_walk_keeps_log_and_choices_in_step(steps: list[tuple[str, str, int]]) -> None:
    """The log played from its first line gives the choices; room and used are the frame, whatever was done."""
    made = _once()
    mine = actions.open_scenario(actor=made.one, round=made.round, group=made.red, name="Tur")
    for key, what, amount in steps:
        try:
            if what == "choose":
                actions.choose(actor=made.one, scenario=mine, choice=Choice(key, amount=amount * MIO))
            else:
                actions.drop_choice(actor=made.one, scenario=mine, key=key)
        except NotFound:
            continue
    played: dict[str, Choice] = {}
    for one in round_queries.log(made.one, mine):
        if one.kind in ("chosen", "changed", "dropped"):
            played.pop(one.key, None)
            played.update({one.key: choice_in(one.after)} if one.after else {})
    assert tuple(played[key] for key in sorted(played)) == round_queries.choices(made.one, mine)
    pot = round_queries.stand(made.one, mine).pot("health")
    assert pot.frame is not None and pot.room is not None and pot.room.at + pot.sums.used.at == pot.frame


def _once() -> World:
    """The world of the test: made in the first walk, found in the others."""
    found = Round.objects.order_by("-pk").first()
    if found is None:
        return world()
    red, blue = (Group.objects.get(party=NORTH, name=name) for name in ("Rød", "Blå"))
    users = [User.objects.get(username=name) for name in ("et", "to")]
    return World(found.catalogue_version, found, red, blue, *users)
