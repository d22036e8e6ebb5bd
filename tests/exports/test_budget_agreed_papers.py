"""The annex to an agreement and the letters to units: empty sums, pools, who pays and who answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from tests.budget.keeping.catalogue_shapes import MIO, small

from tvaers.exports.budget_agreed_papers import agreement_paper, letters_paper
from tvaers.exports.budget_paper import Grid, Paper, Text

WHEN = datetime(2023, 9, 4, tzinfo=UTC)
VERSION = SimpleNamespace(number=1, catalogue=SimpleNamespace(year=2024), published_at=WHEN,
                          get_state_display=lambda: "Aftalt")  # fmt: skip
AGREEMENT: Any = SimpleNamespace(catalogue_version=VERSION, signed_on=date(2023, 9, 4), signed_by=["Rød", "Blå"])


def line(key: str, amounts: dict[str, int], **more: Any) -> Any:
    told = {"title": f"Brik {key}", "is_pool": False, "is_administrative": False, "owner": ""} | more
    return SimpleNamespace(key=key, amounts=amounts, **told)


def annex(*lines: Any) -> Paper:
    return agreement_paper(AGREEMENT, small(), lines)


def letters(*given: tuple[str, int, str], owner: str = "") -> Paper:
    made: list[Any] = [
        SimpleNamespace(allocation=SimpleNamespace(unit=unit, account="1.10", quarter=1, amount=amount,
                                                   director=director, line=line("1.1-01", {}, owner=owner)))
        for unit, amount, director in given
    ]  # fmt: skip
    return letters_paper(AGREEMENT, small(), made, str.title)


def grid(paper: Paper) -> Grid:
    return next(one for one in paper.blocks if isinstance(one, Grid))


def texts(paper: Paper) -> list[str]:
    return [one.text for one in paper.blocks if isinstance(one, Text)]


@pytest.mark.parametrize(("amounts", "told"), [({"2024": 2 * MIO}, "–"), ({"2024": MIO, "PERM": 0}, "0,0")])
def test_the_sum_of_nothing_is_empty(amounts: dict[str, int], told: str) -> None:
    assert grid(annex(line("1.1-01", amounts))).rows[-1][-1] == told


@pytest.mark.parametrize(("is_pool", "told"), [(True, "Brik 1.2-01 (pulje)"), (False, "Brik 1.2-01")])
def test_a_pool_is_marked(is_pool: bool, told: str) -> None:
    assert grid(annex(line("1.2-01", {}, is_pool=is_pool))).rows[0][1] == told


@pytest.mark.parametrize(("is_pool", "count"), [(True, 1), (False, 0)])
def test_a_pool_is_explained(is_pool: bool, count: int) -> None:
    assert len(texts(annex(line("1.2-01", {}, is_pool=is_pool)))) == count


@pytest.mark.parametrize(
    ("amount", "told"),
    [(-2 * MIO, "Skanderborg skal spare 2,0 mio. kr. i 2024."), (0, "Skanderborg får 0,0 mio. kr. i 2024."),
     (MIO, "Skanderborg får 1,0 mio. kr. i 2024.")],
)  # fmt: skip
def test_a_letter_says_what_the_unit_gets_or_saves(amount: int, told: str) -> None:
    assert texts(letters(("skanderborg", amount, "")))[0].startswith(told)


@pytest.mark.parametrize(("director", "told"), [("Direktøren", "Direktøren"), ("", "Økonomichefen")])
def test_a_letter_says_who_answers(director: str, told: str) -> None:
    assert grid(letters(("skanderborg", MIO, director), owner="Økonomichefen")).rows[0][4] == told


def test_each_unit_has_a_page_of_its_own() -> None:
    paper = letters(("aalborg", MIO, ""), ("thisted", MIO, ""))
    assert [getattr(one, "new_page", None) for one in paper.blocks if hasattr(one, "new_page")] == [False, True]


@pytest.mark.parametrize("paper", [annex(), letters()])
def test_the_day_it_was_signed_is_told(paper: Paper) -> None:
    assert ("Indgået", "04-09-2023") in paper.facts
