"""The worked examples on the rule pages about rounding and the calendar are what the code computes."""

from datetime import date
from pathlib import Path

import pytest

from tvaers.kernel.calendar import Calendar
from tvaers.kernel.money import kroner, share, split
from tvaers.kernel.periods import add_months, last_day_of_year_validity

PAGES = Path(__file__).parents[2] / "docs" / "regler"
SUNDAY = date(2026, 12, 27)


def shown(day: date) -> str:
    """Return a date as the page's running text writes it."""
    months = {2: "februar", 12: "december"}
    return f"{day.day}. {months[day.month]}"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("afrunding.md", f"{share(123_457, 7_000):,} øre".replace(",", ".") + f" = {kroner(share(123_457, 7_000))}"),
        ("afrunding.md", f"4,5 øre og bliver {share(5, 9_000)} øre"),
        ("afrunding.md", f"90 % af -0,05 kr. bliver {share(-5, 9_000)} øre"),
        *(
            ("afrunding.md", f"{rest} | {part} |")
            for rest, part in zip(("0,857", "0,857", "0,286"), split(100, [3, 3, 1]), strict=True)
        ),
        ("kalender.md", f"torsdag den {shown(Calendar().previous_working_day(SUNDAY))}"),
        (
            "kalender.md",
            f"onsdag den {shown(Calendar(frozenset({'Juleaftensdag'})).previous_working_day(SUNDAY))}",
        ),
        ("kalender.md", f"Seks måneder før 31. august 2022 er {shown(add_months(date(2022, 8, 31), -6))} 2022"),
        *(
            ("kalender.md", f"| {issued:%d-%m-%Y} | {add_months(issued, 12):%d-%m-%Y} | {last:%d-%m-%Y} |")
            for issued in (date(2021, 2, 20), date(2024, 2, 29), date(2023, 3, 1))
            for last in (last_day_of_year_validity(issued),)
        ),
    ],
)
def test_the_page_says_what_the_code_computes(page: str, text: str) -> None:
    assert text in (PAGES / page).read_text(encoding="utf-8")
