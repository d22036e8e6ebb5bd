"""From agreement to follow-up: sums that fit, pools that wait for a case, what is rejected, what is late."""

from datetime import date, datetime

import pytest
from tests.budget.keeping.budget_world import HOSPITAL, SYSTEM, World, agreed, allocated, world
from tests.budget.keeping.catalogue_shapes import MIO

from tvaers.engine.budget import actions, process_queries
from tvaers.engine.budget.actions import EffectGiven, Part
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.models import AgreedLine, Agreement
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db
ADMINISTRATION = "Administrative omprioriteringer"


def line(found: Agreement, key: str) -> AgreedLine:
    return found.lines.get(key=key)


def signed(made: World) -> Agreement:
    return actions.agree(actor=SYSTEM, scenario=made.joint, signed_by=[made.red], signed_on=clock.today())


def test_an_agreement_has_a_line_for_all_that_stands() -> None:
    found = agreed()
    told = {one.key: (one.amount, one.is_pool) for one in found.lines.all()}
    assert told == {"1.1-02": (4 * MIO, False), "1.2-01": (2 * MIO, True), "1.2-02": (-2 * MIO, False)}
    assert (found.signed_by, found.catalogue_version.state) == (["Rød", "Blå"], "agreed")


def test_a_scenario_that_does_not_balance_is_not_agreed() -> None:
    made = world()
    actions.drop_choice(actor=SYSTEM, scenario=made.joint, key="1.2-02")
    actions.set_risk(actor=SYSTEM, scenario=made.joint, risk=1000)
    actions.choose(actor=SYSTEM, scenario=made.joint, choice=Choice("1.1-01"))
    with pytest.raises(Conflict) as caught:
        signed(made)
    assert "1,0 mio. kr." in caught.value.findings[0]


def test_a_round_is_over_when_it_is_agreed() -> None:
    made = world()
    signed(made)
    with pytest.raises(Conflict, match="lukket"):
        actions.choose(actor=SYSTEM, scenario=made.joint, choice=Choice("1.1-01"))


def test_an_agreed_catalogue_is_not_revised() -> None:
    with pytest.raises(Conflict, match="aftalt"):
        actions.revise(actor=SYSTEM, version=agreed().catalogue_version, note="Ny")


@pytest.mark.parametrize("amount", [4 * MIO - 1, 4 * MIO + 1])
def test_parts_that_do_not_sum_to_the_agreed_amount_are_refused(amount: int) -> None:
    with pytest.raises(Problem, match="tilsammen"):
        actions.allocate(actor=SYSTEM, line=line(agreed(), "1.1-02"), parts=[Part(HOSPITAL, "1.10", 1, amount)])


def test_parts_that_sum_to_the_krone_are_kept() -> None:
    found = agreed()
    parts = [Part(HOSPITAL, "1.10", quarter, MIO) for quarter in (1, 2, 3, 4)]
    actions.allocate(actor=SYSTEM, line=line(found, "1.1-02"), parts=parts)
    assert [one.quarter for one in process_queries.allocations(SYSTEM, found)] == [1, 2, 3, 4]


def test_a_pool_waits_for_its_case() -> None:
    pool = line(agreed(), "1.2-01")
    parts = [Part(HOSPITAL, "1.10", 1, MIO)]
    with pytest.raises(Problem, match="politisk sag"):
        actions.allocate(actor=SYSTEM, line=pool, parts=parts)
    case = actions.open_case(actor=SYSTEM, line=pool, title="Udmøntning", decided_on=clock.today())
    actions.allocate(actor=SYSTEM, line=pool, parts=parts, case=case)
    assert pool.allocations.get().case == case


@pytest.mark.parametrize(("amount", "is_kept"), [(2 * MIO, True), (2 * MIO + 1, False)])
def test_a_pool_gives_out_no_more_than_it_holds(amount: int, is_kept: bool) -> None:
    pool = line(agreed(), "1.2-01")
    case = actions.open_case(actor=SYSTEM, line=pool, title="Udmøntning", decided_on=clock.today())
    try:
        actions.allocate(actor=SYSTEM, line=pool, parts=[Part(HOSPITAL, "1.10", 1, amount)], case=case)
    except Problem:
        assert not is_kept
    assert pool.allocations.exists() == is_kept


def test_what_administration_must_find_names_its_directors() -> None:
    whole = line(agreed(administrative={ADMINISTRATION: 28_600_000}), ADMINISTRATION)
    parts = [Part("stab", "6.45", 1, 8_600_000, "Økonomidirektøren"), Part(HOSPITAL, "1.10", 1, 20 * MIO)]
    with pytest.raises(Problem, match="direktør"):
        actions.allocate(actor=SYSTEM, line=whole, parts=parts)
    named = [parts[0], Part(HOSPITAL, "1.10", 1, 20 * MIO, "Hospitalsdirektøren")]
    actions.allocate(actor=SYSTEM, line=whole, parts=named)
    assert sum(one.amount for one in whole.allocations.all()) == 28_600_000


@pytest.mark.parametrize(("day", "is_late"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_the_report_on_administration_is_late_after_the_last_day_of_the_year(day: date, is_late: bool) -> None:
    with clock.fixed(datetime(2023, 10, 1, 12, tzinfo=clock.COPENHAGEN)):
        found = agreed(administrative={ADMINISTRATION: 28_600_000})
    with clock.fixed(datetime(day.year, day.month, day.day, 12, tzinfo=clock.COPENHAGEN)):
        assert any("31-12-2023" in one for one in process_queries.alerts(SYSTEM, found)) == is_late


def test_a_report_that_was_sent_is_late_no_more() -> None:
    with clock.fixed(datetime(2024, 1, 2, 12, tzinfo=clock.COPENHAGEN)):
        found = agreed(administrative={ADMINISTRATION: 28_600_000})
        found = actions.report_administration(actor=SYSTEM, agreement=found, on=clock.today())
        assert not any("omprioriteringer" in one for one in process_queries.alerts(SYSTEM, found))


def test_the_allocation_ends_when_nothing_is_left_but_pools() -> None:
    found = agreed()
    with pytest.raises(Conflict) as caught:
        actions.finish_allocation(actor=SYSTEM, agreement=found)
    assert caught.value.findings == ("1.1-02", "1.2-02")


def test_a_pool_may_be_given_out_later() -> None:
    assert allocated().line.agreement.catalogue_version.state == "allocated"


def test_what_was_not_chosen_waits_for_a_word_and_what_has_begun_is_the_units_task() -> None:
    made = world()
    actions.choose(actor=SYSTEM, scenario=made.joint, choice=Choice("1.2-02"))
    found = signed(made)
    told = {one.key: (one.state, one.amount, one.unit) for one in process_queries.rejections(SYSTEM, found)}
    assert told == {"1.1-01": ("internal", 3 * MIO, HOSPITAL), "1.2-01": ("", 0, "")}
    assert [one.key for one in process_queries.rejections(SYSTEM, found, "en-anden")] == []


def test_a_rejection_is_solved_in_a_unit_or_comes_again_later() -> None:
    found = signed(world()).rejections
    pool, started = found.get(key="1.2-01"), found.get(key="1.1-01")
    with pytest.raises(Problem, match="Enheden"):
        actions.settle_rejection(actor=SYSTEM, rejection=pool, state="internal")
    assert actions.settle_rejection(actor=SYSTEM, rejection=pool, state="later").state == "later"
    with pytest.raises(Conflict, match="i gang"):
        actions.settle_rejection(actor=SYSTEM, rejection=started, state="later")


def test_follow_up_keeps_its_history_and_the_newest_counts() -> None:
    found = allocated()
    for amount in (MIO, 5 * MIO):
        actions.realise(actor=SYSTEM, allocation=found, amount=amount, owner="Afdelingschefen")
    told = {one.allocation.pk: one for one in process_queries.progress(SYSTEM, found.line.agreement)}[found.pk]
    assert (told.realised, told.difference, found.realised.count()) == (5 * MIO, MIO, 2)
    found.line.agreement.catalogue_version.refresh_from_db()
    assert found.line.agreement.catalogue_version.state == "followed"


def test_what_is_followed_up_is_not_given_out_again() -> None:
    found = allocated()
    actions.realise(actor=SYSTEM, allocation=found, amount=MIO, owner="Chefen")
    with pytest.raises(Conflict, match="opfølgning"):
        actions.allocate(actor=SYSTEM, line=found.line, parts=[Part(HOSPITAL, "1.10", 2, 4 * MIO)])


def test_effects_are_confirmed_each_year_and_again_when_they_change() -> None:
    catalogue = world().version.catalogue
    given = [
        EffectGiven("Aftale 2023", "Flere senge", {"2024": 3 * MIO}),
        EffectGiven("Aftale 2023", "Udløb", {"2024": -MIO}),
    ]
    assert actions.take_effects(actor=SYSTEM, catalogue=catalogue, effects=given) == 2
    sums = process_queries.effects_sum(SYSTEM, catalogue, 2024)
    assert (sums.up, sums.down, sums.whole, sums.unconfirmed) == (3 * MIO, -MIO, 2 * MIO, 2)
    actions.confirm_effect(actor=SYSTEM, effect=catalogue.effects.get(label="Udløb"), state="confirmed")
    assert actions.take_effects(actor=SYSTEM, catalogue=catalogue, effects=given) == 0
    assert catalogue.effects.get(label="Udløb").state == "confirmed"
    changed = [given[0], EffectGiven("Aftale 2023", "Udløb", {"2024": -2 * MIO})]
    actions.take_effects(actor=SYSTEM, catalogue=catalogue, effects=changed)
    assert catalogue.effects.get(label="Udløb").state == "open"


def test_an_effect_that_is_reprioritised_counts_no_more() -> None:
    catalogue = world().version.catalogue
    actions.take_effects(actor=SYSTEM, catalogue=catalogue, effects=[EffectGiven("A", "B", {"2024": MIO})])
    effect = catalogue.effects.get()
    with pytest.raises(Problem, match="Begrundelsen"):
        actions.confirm_effect(actor=SYSTEM, effect=effect, state="rejected")
    actions.confirm_effect(actor=SYSTEM, effect=effect, state="rejected", reason="Andet er vigtigere")
    assert process_queries.effects_sum(SYSTEM, catalogue, 2024).whole == 0


def test_a_question_is_public_when_it_is_answered_and_released() -> None:
    made = world()
    asked = actions.ask(actor=made.one, catalogue=made.version.catalogue, key="1.1-01", text="Hvor mange senge?")
    with pytest.raises(Conflict, match="ikke besvaret"):
        actions.release(actor=SYSTEM, question=asked)
    asked = actions.answer(actor=SYSTEM, question=asked, text="Fire")
    assert not process_queries.published_questions(made.version.catalogue)
    actions.release(actor=SYSTEM, question=asked)
    assert [one.answer for one in process_queries.published_questions(made.version.catalogue)] == ["Fire"]
    with pytest.raises(Conflict, match="frigivet"):
        actions.answer(actor=SYSTEM, question=asked, text="Fem")
