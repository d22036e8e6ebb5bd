"""Any sequence of choices keeps the laws: room and used make the frame, parts make the whole, order does not matter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Choice, Link, Need, Part, Rules, Spread, Sums, stand

KEYS = tuple("abcdefgh")
PERIODS = ("2024", "2025", "PERM")
kroner = st.integers(-(10**8), 10**8)
intervals = st.tuples(kroner, kroner).map(lambda ends: Interval(min(ends), max(ends)))
amounts = st.dictionaries(st.sampled_from(PERIODS), intervals)


def needs() -> st.SearchStrategy[list[Need]]:
    one = st.builds(
        Need,
        key=st.sampled_from(KEYS),
        title=st.just("x"),
        theme=st.sampled_from(["1.1", "1.2"]),
        units=st.sampled_from([(), ("Øst",), ("Øst", "Vest"), ("Øst", "Vest", "Syd")]),
        pot=st.sampled_from(["health", "capital", "cancer"]),
        amounts=amounts,
        unavoidable=st.sampled_from([0, 0, 333, 500, 1000]),
        is_divisible=st.booleans(),
        can_be_delayed=st.booleans(),
    )
    return st.lists(one, unique_by=lambda need: need.key, max_size=8)


choices = st.lists(
    st.builds(
        Choice,
        key=st.sampled_from(KEYS),
        risk=st.none() | st.integers(0, 1000),
        amount=st.none() | kroner,
        start_month=st.integers(1, 12),
        takes_overlap=st.booleans(),
    ),
    unique_by=lambda choice: choice.key,
    max_size=8,
)
links = st.lists(
    st.builds(
        Link,
        kind=st.sampled_from(["requires", "excludes", "overlap", "derived_operation", "capital_effect", "draws"]),
        first=st.sampled_from(KEYS),
        second=st.sampled_from(KEYS),
        amounts=st.dictionaries(st.sampled_from(PERIODS), intervals),
    ),
    max_size=4,
).map(tuple)
rules = st.builds(
    Rules,
    hard=st.just("2024"),
    told=st.just(("2025", "PERM")),
    frames=st.just({"health": {"2024": 10**8}, "capital": {"2024": 0, "2025": 5}}),
    links=links,
    risk=st.integers(0, 1000),
)
FEW = settings(max_examples=60, deadline=None)


def added(parts: Iterable[Part]) -> Mapping[tuple[str, str], Sums]:
    sums: dict[tuple[str, str], Sums] = {}
    for part in parts:
        sums[part.pot, part.period] = Sums.total([sums.get((part.pot, part.period), Sums()), part.sums])
    return sums


@FEW
@given(needs(), rules, choices)
def test_room_and_used_make_the_frame(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    for pot in stand(every, round_, chosen).pots:
        if pot.frame is not None:
            assert pot.room is not None
            assert pot.room + pot.sums.used == Spread.of(pot.frame)


@FEW
@given(needs(), rules, choices)
def test_themes_and_units_make_the_pot(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    made = stand(every, round_, chosen)
    themes, units = added(made.themes), added(made.units)
    for pot in made.pots:
        place = (pot.pot, pot.period)
        assert themes.get(place, Sums()) == units.get(place, Sums()) == pot.sums


@FEW
@given(needs(), rules, choices)
def test_the_unavoidable_never_falls_below_its_low_end(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    without, made = stand(every, round_, []), stand(every, round_, chosen)
    for before in without.pots:
        low, after = before.sums.unavoidable.low, made.pot(before.pot, before.period).sums.unavoidable
        assert after.low == low <= after.at <= after.high


@FEW
@given(needs(), rules, choices)
def test_a_need_lies_between_its_ends(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    for line in stand(every, round_, chosen).lines:
        for amount in line.amounts.values():
            assert amount.whole.low <= amount.whole.at <= amount.whole.high


@FEW
@given(needs(), rules, choices, st.randoms(use_true_random=False))
def test_the_order_of_choices_does_not_matter(
    every: list[Need], round_: Rules, chosen: list[Choice], chance: Random
) -> None:
    shuffled = list(chosen)
    chance.shuffle(shuffled)
    assert stand(every, round_, shuffled) == stand(every, round_, chosen)


@FEW
@given(needs(), rules, choices)
def test_choosing_and_undoing_changes_nothing(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    first = stand(every, round_, [])
    for count in range(len(chosen) + 1):
        stand(every, round_, chosen[:count])
    assert stand(every, round_, []) == first


@FEW
@given(needs(), st.integers(1, 12), st.integers(0, 1000))
def test_later_start_never_cuts_what_is_paid_once(every: list[Need], month: int, risk: int) -> None:
    """Where all of an amount is paid once, the month does not matter."""
    once = [replace(need, one_off={"2024": need.amounts["2024"]}) for need in every if "2024" in need.amounts]
    round_ = Rules("2024", ("2025",), {})
    late, now = ([Choice(need.key, risk=risk, start_month=start) for need in once] for start in (month, 1))
    assert stand(once, round_, late).lines == stand(once, round_, now).lines


@FEW
@given(needs(), rules, choices)
def test_money_moved_and_derived_is_never_more_than_its_link(
    every: list[Need], round_: Rules, chosen: list[Choice]
) -> None:
    made = stand(every, round_, chosen)
    for effect in made.effects:
        if effect.kind != "overlap":
            whole = [link.amounts for link in round_.links if (link.kind, link.first) == (effect.kind, effect.key)]
            ends = {end for of in whole for amount in of.values() for end in (amount.low, amount.high, 0)}
            for amount in effect.amounts.values():
                assert min(ends) <= amount.low and amount.high <= max(ends)


@FEW
@given(needs(), rules, choices)
def test_a_fault_says_which_pot_lacks_what(every: list[Need], round_: Rules, chosen: list[Choice]) -> None:
    made = stand(every, round_, chosen)
    rooms = {pot.pot: pot.room.at for pot in made.pots if pot.period == "2024" and pot.room is not None}
    lacking = {pot: -room for pot, room in rooms.items() if room < 0}
    told = {fault.pot: fault.amount for fault in made.faults if fault.code in ("over_frame", "capital_over")}
    assert told == lacking
