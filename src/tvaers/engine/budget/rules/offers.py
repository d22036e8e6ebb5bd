"""What proposals promise in offers to patients, as far as the budget can count it: costs announced, nights, vehicles.

BUD-74, BUD-101, BUD-103, BUD-104, BUD-119, BUD-144. Whole kroner, whole days, whole hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner, Span
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import BASIS_POINTS, portion


@dataclass(frozen=True)
class Hours:
    """Hours of a vehicle: paid for, used, and paid for without being used."""

    paid: int
    used: int
    idle: int


@rule("BUD-74", title="Gratis udlevering")
def dispense(is_listed: bool, note: str = "") -> Literal["dispensed", "after_clarification"]:
    """Whether medicine may be given free: at once when it is on the list, else after a clarification that is noted."""
    if not is_listed and not note.strip():
        raise Problem(
            what="Medicinen står ikke på listen.",
            why="Den må ikke gives gratis, før sagen er afklaret.",
            do="Afklar sagen, og skriv svaret.",
        )
    return "dispensed" if is_listed else "after_clarification"


@rule("BUD-101", title="Køb uden engangsudgift")
def announced_costs(announced: tuple[str, ...], one_off: Kroner) -> tuple[str, ...]:
    """Warnings for purchases that the text announces while the table has no one-off cost."""
    return () if one_off else tuple(f"Teksten nævner {one}, men tabellen har ingen engangsudgift." for one in announced)


@rule("BUD-103", title="Nætter, der mangler læger", needed="night_doctors", takes_over="night_takeover")
def night_gaps(roster: Mapping[date, int], needed: int, takes_over: date) -> dict[str, int]:
    """The doctors lacking by night, from the night the region takes over; nights with enough are left out."""
    return {night.isoformat(): needed - found for night, found in sorted(roster.items())
            if night >= takes_over and found < needed}  # fmt: skip


@rule("BUD-104", title="Modeller mod udgiften i dag")
def models_compared(models: Mapping[str, Span], now: Kroner) -> dict[str, Span]:
    """Each model's yearly cost less what the nights cost now, at both ends; below zero is cheaper."""
    return {name: (cost[0] - now, cost[1] - now) for name, cost in models.items()}


@rule("BUD-104", title="Valg af model")
def decide_model(chosen: str, models: Mapping[str, Span], decided: date, due: date) -> str:
    """The model chosen among those compared. Problem for another, and after the day that it is due."""
    if chosen not in models:
        raise Problem(what=f"Modellen »{chosen}« er ikke blandt dem, der er sammenlignet.", do="Vælg en af dem.")
    if decided > due:
        raise Problem(what=f"Beslutningen kommer efter {due:%d-%m-%Y}.", do="Skriv, hvorfor fristen er overskredet.")
    return chosen


@rule("BUD-119", title="Betalte og brugte timer")
def vehicle_hours(paid: int, used: int) -> Hours:
    """A vehicle's paid and used hours in a period."""
    return Hours(paid, used, max(0, paid - used))


@rule("BUD-144", title="Andel set i tide")
def share_in_time(waits: Mapping[str, tuple[int, ...]], limit_days: int) -> dict[str, Points]:
    """By specialty the share of patients seen within the legal limit, the day of the limit included."""
    return {name: portion(sum(one <= limit_days for one in days), BASIS_POINTS, len(days))
            for name, days in waits.items() if days}  # fmt: skip


@rule("BUD-144", title="Klinikken før et privat hospital")
def first_offer(free_slots: int) -> Literal["clinic", "private"]:
    """Where a patient is offered a time first: in the clinic while it has one, else at a private hospital."""
    return "clinic" if free_slots > 0 else "private"


@rule("SA-YD-16", title="Hver part betaler selv", allowed="joint_funding")
def own_investments(noted: Mapping[str, Kroner], allowed: Kroner, joint: Kroner = 0) -> dict[str, Kroner]:
    """What each party notes as its own investment. Problem for joint money beyond what is allowed."""
    if joint > allowed:
        raise Problem(
            what=f"{kr(joint)} kan ikke være fælles.",
            why="Hver part betaler sine investeringer af sit eget budget.",
            do="Notér beløbet hos den part, som betaler.",
        )
    return dict(noted)
