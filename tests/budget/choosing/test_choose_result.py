"""What a choosing answers: proof, second opinion, refusal, time, ties, what lacks, and what cannot be asked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.budget.choosing.enumeration import every_set
from tests.budget.choosing.instances import ask as random_ask
from tests.budget.composing.small import need, round_of
from tests.budget.composing.year2024 import NEEDS, SAVINGS, rules

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.choosing import Ask, Limit, Progress, choose, selecting, solving, ties, timing
from tvaers.engine.budget.composing import Choice, Link, stand
from tvaers.kernel.errors import Problem

A, B, C = need("a", 60, 90), need("b", 50), need("c", 40)
ASK = Ask((A, B, C), round_of(100), {"a": 5, "b": 3, "c": 3})


@settings(max_examples=25, deadline=None)
@given(st.integers(1000, 10**6), st.integers(0, 9))
def test_any_small_ask_is_solved_as_by_trying_every_set(seed: int, gamma: int) -> None:
    asked = replace(random_ask(seed, 9), gamma=gamma)
    sets, result = every_set(asked), choose(asked)
    assert result.points == (sets.points.max() if len(sets.rows) else None)


def test_a_proven_result_stands_and_is_confirmed() -> None:
    result = choose(ASK)
    assert (result.status, result.points, result.bound, result.keys) == ("optimal", 8, 8, {"a", "c"})
    assert result.stand == stand(ASK.needs, ASK.rules, result.choices) and result.stand.may_stand
    assert result.second and result.second.agrees and all(check.holds for check in result.checks)


@pytest.mark.parametrize(
    ("view", "gamma", "keys"), [("nominal", 0, "ac"), ("worst", 0, "bc"), ("robust", 0, "ac"), ("robust", 1, "bc")]
)
def test_the_view_decides(view: str, gamma: int, keys: str) -> None:
    assert choose(replace(ASK, view=view, gamma=gamma)).keys == set(keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(("frame", "keys"), [(100, "ac"), (99, "bc")])
def test_the_frame_is_a_hard_ceiling(frame: int, keys: str) -> None:
    assert choose(replace(ASK, rules=round_of(frame))).keys == set(keys)


def test_must_and_never_are_kept() -> None:
    assert choose(replace(ASK, must=frozenset("b"))).keys == {"b", "c"}
    assert choose(replace(ASK, never=frozenset("a"))).keys == {"b", "c"}


@pytest.mark.parametrize(("most", "keys"), [(100, "ac"), (99, "bc"), (89, "a"), (59, "c")])
def test_a_limit_on_next_years_cost(most: int, keys: str) -> None:
    later = tuple(replace(one, amounts={**one.amounts, "2025": one.amounts["2024"]}) for one in ASK.needs)
    found = choose(replace(ASK, needs=later, limits=(Limit("2025", most=most),)))
    assert found.keys == set(keys)


def test_a_theme_gets_its_least() -> None:
    needs = (A, B, replace(C, theme="1.2", amounts={"2024": Interval.of(10)}), need("d", 30, theme="1.2"))
    points = {"a": 5, "b": 3, "c": 3, "d": 0}
    least = replace(ASK, needs=needs, points=points, limits=(Limit("2024", "1.2", least=40),))
    assert choose(least).keys == {"a", "c", "d"}


def test_a_way_of_choosing_is_used() -> None:
    result = choose(replace(ASK, rules=round_of(120), ways={"a": Choice("a", start_month=7)}))
    assert result.keys == {"a", "b", "c"} and Choice("a", start_month=7) in result.choices


def test_a_condition_of_a_way_is_kept() -> None:
    assert choose(replace(ASK, ways={"c": Choice("c", only_with="b")})).keys == {"b", "c"}


def test_a_way_that_may_not_be_leaves_the_proposal_out() -> None:
    result = choose(replace(ASK, ways={"a": Choice("a", amount=10)}))
    assert result.keys == {"b", "c"} and "kan ikke deles" in result.left_out["a"]


def test_a_pot_without_a_frame_leaves_its_proposals_out() -> None:
    result = choose(replace(ASK, needs=(*ASK.needs, need("k", pot="capital"))))
    assert list(result.left_out) == ["k"] and "ingen ramme" in result.left_out["k"]


def test_derived_cost_is_paid_from_its_pot() -> None:
    capital = need("k", 400, pot="capital", theme="4.1")
    link = Link("derived_operation", "k", "health", {"2024": Interval.of(30)})
    asked = Ask((B, C, capital), round_of(100, link, capital=400), {"b": 3, "c": 3, "k": 4})
    assert choose(asked).keys == {"b", "k"} or choose(asked).keys == {"c", "k"}


@pytest.mark.parametrize(
    ("costs", "points", "keys"),
    [((50, 40), (3, 3), "b"), ((50, 50), (3, 3), "a"), ((0, 0), (0, 0), "")],
    ids=["least cost", "first key", "fewest"],
)
def test_the_tie_rule(costs: tuple[int, int], points: tuple[int, int], keys: str) -> None:
    needs = (need("a", costs[0]), need("b", costs[1]))
    result = choose(Ask(needs, round_of(60), dict(zip("ab", points, strict=True))))
    assert (result.keys, result.is_tie_settled) == (set(keys), True)


def test_ties_are_settled_far_down_the_list() -> None:
    needs = tuple(need(f"{number:02}", 10) for number in range(40))
    result = choose(Ask(needs, round_of(200), dict.fromkeys((one.key for one in needs), 1)))
    assert result.keys == {f"{number:02}" for number in range(20)}


def test_the_answer_is_the_same_every_time() -> None:
    asked = random_ask(5)
    assert choose(asked) == choose(asked)


def test_what_lacks_is_told() -> None:
    result = choose(Ask((need("m", 150, unavoidable=1000), need("s", -20)), round_of(100), {}))
    assert (result.status, result.text) == (
        "infeasible",
        "Intet sæt holder. Der mangler mindst 30 kr. i sundhedsrammen. Sæt rammen op.",
    )


def test_the_unavoidable_at_its_worst_is_told_as_the_reason() -> None:
    result = choose(Ask(NEEDS, rules(), {}, view="worst"))
    assert "35,6 mio. kr." in result.text and "uomgængelige" in result.text


def test_the_unavoidable_can_stay_at_the_risk() -> None:
    result = choose(Ask(NEEDS, rules(), {"1.1-02": 3}, view="worst", unavoidable_moves=False))
    assert result.status == "optimal" and result.keys >= {*SAVINGS, "1.1-02"}


def test_the_robust_view_is_about_what_is_chosen() -> None:
    points = {need.key: 1 for need in NEEDS}
    chosen, every = (
        Ask(NEEDS, rules(), points, view="robust", gamma=1, unavoidable_moves=all_) for all_ in (None, True)
    )
    assert (choose(chosen).status, choose(every).status) == ("optimal", "infeasible")


def test_demands_against_each_other_are_named_and_no_others() -> None:
    links = (Link("excludes", "b", "c"), Link("requires", "a", "b"))
    asked = replace(ASK, rules=round_of(300, *links), must=frozenset("abc"), limits=(Limit("2024", most=900),))
    assert choose(asked).text == (
        "Intet sæt holder. Det kan ikke opfyldes på samme tid: "
        "at b og c udelukker hinanden, at b skal med og at c skal med. Opgiv ét af dem."
    )


@pytest.mark.parametrize(("most", "status"), [(39, "infeasible"), (40, "optimal")])
def test_limit_against_a_demand_is_named(most: int, status: str) -> None:
    result = choose(replace(ASK, must=frozenset("c"), limits=(Limit("2024", most=most),)))
    assert result.status == status
    assert ("grænsen for, hvad de valgte forslag må koste i 2024" in result.text) is (status == "infeasible")


def test_what_cannot_be_chosen_and_must_be_is_named_with_the_reason() -> None:
    result = choose(replace(ASK, needs=(*ASK.needs, need("d", amounts={})), must=frozenset("d")))
    assert "at d skal med (d har intet beløb i 2024. Et tomt felt er ikke nul)" in result.text


def test_each_step_is_told_as_it_begins() -> None:
    found: list[Progress] = []
    choose(ASK, found.append)
    assert [(one.step, one.points, one.bound) for one in found] == [(1, None, None), (2, 8, 8), (3, 8, 8), (4, 8, 8)]


def test_what_is_proven_is_told_for_each_part_of_the_tie_rule() -> None:
    assert choose(ASK).proven == (
        "Det er bevist, at intet sæt giver mere end 8 point.",
        "Intet sæt med lige så mange point koster mindre.",
        "Intet sæt med lige så mange point koster det samme og har færre forslag.",
        "Intet andet sæt står lige med det.",
    )


def test_solves_share_the_seconds_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a clock that stands still but for the solves, each of which takes all it may."""
    now = [1000.0]
    spent: list[float] = []

    def slow(_program: object, options: solving.Options, *_: object) -> solving.Solved:
        now[0] += options.seconds
        spent.append(options.seconds)
        return broken("optimal", (1, 0, 1), 8, 8) if len(spent) <= 2 else broken("limit", (1, 0, 1), 8, 8)

    monkeypatch.setattr(timing, "monotonic", lambda: now[0])
    for module in (selecting, ties):
        monkeypatch.setattr(module, "solve", slow)
    result = choose(replace(ASK, seconds=10))
    assert sum(spent) == pytest.approx(10) and all(spent)
    assert (result.status, result.is_tie_settled) == ("optimal", False)
    assert "ikke bevist, at intet sæt med lige så mange point koster mindre" in result.proven[1]


def test_an_unavoidable_need_without_an_amount_is_told() -> None:
    result = choose(replace(ASK, needs=(*ASK.needs, need("m", amounts={}, unavoidable=1000))))
    assert result.status == "infeasible" and "intet beløb" in result.text


@pytest.mark.parametrize(
    "changes",
    [
        {"points": {"x": 1}}, {"must": frozenset("x")}, {"never": frozenset("x")}, {"ways": {"x": Choice("x")}},
        {"must": frozenset("a"), "never": frozenset("a")}, {"gamma": -1},
        {"needs": (*ASK.needs, need("m", unavoidable=1000)), "never": frozenset("m")},
    ],
)  # fmt: skip
def test_an_ask_that_contradicts_itself_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Problem):
        choose(replace(ASK, **changes))  # type: ignore[arg-type]


def test_nothing_to_choose_from_is_an_empty_set() -> None:
    result = choose(Ask((), round_of(), {}))
    assert (result.status, result.choices, result.points) == ("optimal", (), 0)


def broken(state: str, values: tuple[int, ...] | None, value: int | None, bound: int | None) -> solving.Solved:
    return solving.Solved(state, values, value, bound)  # type: ignore[arg-type]


def answering(monkeypatch: pytest.MonkeyPatch, first: solving.Solved, second: solving.Solved) -> None:
    """Let the solver give these two answers, and no ties."""
    answers = iter([first, second])
    monkeypatch.setattr(selecting, "solve", lambda *_: next(answers))
    monkeypatch.setattr(selecting, "settle", lambda _made, values, _budget: ties.Settled(values, True))


def test_a_set_that_the_integers_do_not_confirm_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = broken("optimal", (1, 1, 1), 11, 11)
    answering(monkeypatch, wrong, wrong)
    result = choose(ASK)
    assert (result.status, result.choices, result.points) == ("refused", (), None)
    assert "50 kr." in result.text


@pytest.mark.parametrize(
    ("view", "gamma", "status"), [("robust", 0, "optimal"), ("robust", 1, "refused"), ("worst", 0, "refused")]
)
def test_a_set_that_only_stands_at_its_risk_is_refused_in_a_careful_view(
    monkeypatch: pytest.MonkeyPatch, view: str, gamma: int, status: str
) -> None:
    found = broken("optimal", (1, 0, 1), 8, 8)
    answering(monkeypatch, found, found)
    assert choose(replace(ASK, view=view, gamma=gamma)).status == status  # type: ignore[arg-type]


def test_points_that_do_not_add_up_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = broken("optimal", (1, 0, 1), 9, 9)
    answering(monkeypatch, wrong, wrong)
    assert choose(ASK).status == "refused"


def test_two_solves_that_disagree_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, broken("optimal", (0, 1, 1), 6, 6), broken("optimal", (1, 0, 1), 8, 8))
    result = choose(ASK)
    assert result.status == "refused" and "uenige" in result.text


@pytest.mark.parametrize(
    ("second", "status", "points", "bound"),
    [
        (("limit", (1, 0, 1), 8, 9), "limit", 8, 9),
        (("limit", (0, 1, 1), 6, 8), "limit", 6, 8),
        (("optimal", (1, 0, 1), 8, 8), "optimal", 8, 8),
    ],
)
def test_what_the_second_solve_found_counts_where_the_first_ran_out_of_time(
    monkeypatch: pytest.MonkeyPatch, second: tuple[str, tuple[int, ...], int, int], status: str, points: int, bound: int
) -> None:
    answering(monkeypatch, broken("limit", (0, 1, 1), 6, 10), broken(*second))
    result = choose(ASK)
    assert (result.status, result.points, result.bound) == (status, points, bound)


def test_time_that_ran_out_gives_the_best_found_and_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, broken("limit", (0, 1, 1), 6, 9), broken("limit", None, None, 10))
    result = choose(ASK)
    assert (result.status, result.points, result.bound, result.keys) == ("limit", 6, 9, {"b", "c"})
    assert result.second and result.second.agrees is None
    assert result.text == (
        "Tiden løb ud. Det bedste fundne sæt giver 6 point. Det er bevist, at intet sæt giver mere end 9 point."
    )


def test_time_that_ran_out_before_any_set_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, broken("limit", None, None, None), broken("limit", None, None, None))
    result = choose(ASK)
    assert (result.status, result.choices) == ("limit", ())
