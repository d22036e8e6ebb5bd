"""A Problem says what, why and what to do."""

import pickle
from datetime import date

import pytest

from tvaers.kernel.errors import NoRuleInForce, NotAllowed, NotFound, Problem


def test_text_joins_the_three_sentences() -> None:
    assert str(Problem(what="Filen mangler.", why="Den er slettet.", do="Upload den igen.")) == (
        "Filen mangler. Den er slettet. Upload den igen."
    )


def test_text_leaves_out_what_is_not_given() -> None:
    assert str(Problem(what="Filen mangler.", do="Upload den igen.")) == "Filen mangler. Upload den igen."


def test_each_finding_stands_on_its_own_line() -> None:
    assert str(Problem(what="To fejl.", findings=("Linje 1.", "Linje 2."))) == "To fejl.\n- Linje 1.\n- Linje 2."


@pytest.mark.parametrize("kind", [NotAllowed, NotFound])
def test_every_kind_is_a_problem(kind: type[Problem]) -> None:
    with pytest.raises(Problem):
        raise kind(what="Nej.")


def test_no_rule_in_force_names_clause_day_and_last_version() -> None:
    problem = NoRuleInForce(clause="BA-4.1a", day=date(2023, 1, 1), last_version="2021-2022")
    assert str(problem) == "BA-4.1a gælder ikke den 01-01-2023. Den seneste version er 2021-2022."


def test_no_rule_in_force_says_when_there_never_was_one() -> None:
    assert "ingen version" in str(NoRuleInForce(clause="BA-9", day=date(2023, 1, 1)))


@pytest.mark.parametrize(
    "problem",
    [Problem(what="A.", findings=("b",)), NoRuleInForce(clause="BA-9", day=date(2023, 1, 1), last_version="2022")],
)
def test_a_problem_crosses_a_process_border(problem: Problem) -> None:
    copy = pickle.loads(pickle.dumps(problem))
    assert (type(copy), str(copy), copy.__dict__) == (type(problem), str(problem), problem.__dict__)
