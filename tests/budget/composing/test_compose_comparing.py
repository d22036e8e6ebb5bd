"""Two compositions side by side show what differs and nothing else."""

from tests.budget.composing.small import need, round_of

from tvaers.engine.budget.composing import Choice, Spread, compare, stand

NEEDS = [need("a", later=100), need("b", later=50, units=("Øst", "Vest")), need("c", theme="1.2", later=100)]


def test_alike_is_empty() -> None:
    made = stand(NEEDS, round_of(), [Choice("a"), Choice("b")])
    assert not compare(made, stand(NEEDS, round_of(), [Choice("b"), Choice("a")]))


def test_only_what_differs_is_there() -> None:
    first = stand(NEEDS, round_of(), [Choice("a"), Choice("c")])
    found = compare(first, stand(NEEDS, round_of(), [Choice("a"), Choice("b")]))
    assert [line.key for line in found.lines] == ["b", "c"]
    assert [(one.name, one.period, one.change) for one in found.themes] == [
        ("1.1", "2024", Spread.of(100)), ("1.1", "2025", Spread.of(50)),
        ("1.2", "2024", Spread.of(-100)), ("1.2", "2025", Spread.of(-100)),
    ]  # fmt: skip
    assert [(one.period, one.change.at) for one in found.pots] == [("2025", -50)]


def test_a_fault_of_one_alone_is_told() -> None:
    found = compare(stand(NEEDS, round_of(0), []), stand(NEEDS, round_of(0), [Choice("a")]))
    assert ([one.code for one in found.only_first], found.only_second[0].code) == ([], "over_frame")
