"""Costs that follow people and posts: research groups in cohorts, surgery in steps, hours, posts, shared data.

BUD-106, BUD-136, BUD-170 to BUD-172, BUD-176. Whole kroner.
"""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner, Span
from tvaers.kernel.money import portion


@dataclass(frozen=True)
class Counselling:
    """Conversation hours a week, in tenths, and the cost of a whole and of the first, half, year."""

    hours_tenths: int
    whole_year: Kroner
    first_year: Kroner


@dataclass(frozen=True)
class Shift:
    """What a night gives with a guarantee and by the hour, and what is lost by the change (above zero: less)."""

    guarantee: Kroner
    hourly: Kroner
    lost: Kroner
    warnings: tuple[str, ...] = ()


@rule(
    "BUD-172",
    title="Behov til forskningsgrupper",
    large="research_grant.large",
    small="research_grant.small",
    held="research_budget",
)
def cohort_need(groups: dict[str, tuple[int, int]], large: Kroner, small: Kroner, held: Kroner) -> dict[str, Kroner]:
    """The extra need by year: what the large and small groups active that year get, less what is in the budget."""
    return {year: count[0] * large + count[1] * small - held for year, count in groups.items()}


@rule("BUD-172", title="Forskningsgrupper i gang", years="research_years")
def active_groups(started: dict[str, tuple[int, int]], years: int) -> dict[str, tuple[int, int]]:
    """Large and small groups active by year, when each is paid for so many years from the one it starts in."""
    active = {}
    for year in sorted(started):
        running = [count for first, count in started.items() if int(first) <= int(year) < int(first) + years]
        active[year] = (sum(large for large, _ in running), sum(small for _, small in running))
    return active


@rule("BUD-136", title="Timer og udgift til samtaler", hours="counselling_hours")
def counselling(posts_tenths: int, hours: int, salaries: Kroner, other: Kroner, setup: Kroner) -> Counselling:
    """Hours and cost of conversations, posts in tenths; the first year has half of a year and the setting up."""
    whole = salaries + other
    return Counselling(posts_tenths * hours, whole, portion(whole, 1, 2) + setup)


@rule("BUD-176", title="Uddannelsesstillinger")
def training_posts(base: int, ratio_hundredths: int) -> int:
    """Training posts of a base and a ratio in hundredths, the part of a post left out."""
    posts, _ = divmod(base * ratio_hundredths, 100)
    return posts


@rule("BUD-106", title="Garanti mod timeløn", guarantee="night_guarantee")
def night_shift(hours: int, hourly_rate: Kroner, guarantee: Kroner) -> Shift:
    """A night under the guarantee and by the hour; a loss is a risk for finding doctors, and says so."""
    lost = guarantee - hours * hourly_rate
    risk = ("Lægen får mindre end i dag. Det kan blive svært at finde læger.",) if lost > 0 else ()
    return Shift(guarantee, hours * hourly_rate, lost, risk)


@rule("BUD-170", "BUD-171", title="Tekst mod tabel")
def text_against_table(text: dict[str, Span], table: dict[str, Span]) -> tuple[str, ...]:
    """The periods in which the text and the table give different amounts."""
    return tuple(period for period, amount in text.items() if period in table and table[period] != amount)
