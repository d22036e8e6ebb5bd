"""Choose the best set and prove it: solve, settle ties, hold the set against the integers, solve again another way."""

from __future__ import annotations

from tvaers.engine.budget.choosing.lacking import what_lacks
from tvaers.engine.budget.choosing.modelling import Model, model
from tvaers.engine.budget.choosing.rechecking import choices_of, recheck
from tvaers.engine.budget.choosing.shapes import Ask, Result, Second
from tvaers.engine.budget.choosing.solving import Options, Solved, solve
from tvaers.engine.budget.choosing.taking import fixed
from tvaers.engine.budget.choosing.ties import settle
from tvaers.engine.budget.composing.figures import Remark
from tvaers.engine.budget.composing.shapes import WHOLE
from tvaers.engine.budget.composing.standing import stand
from tvaers.kernel.errors import Problem

_CURABLE = ("over_frame", "capital_over", "development_over", "earmark_over", "requires")
"""Faults of the unavoidable alone that choices can cure."""


def choose(ask: Ask) -> Result:
    """The best set of proposals. Raises Problem where what is asked contradicts itself or names what is not there.

    Its `status` and `text` tell whether it is proven; nothing is given that the integers do not confirm.
    """
    _sensible(ask)
    if incurable := [fault.text for fault in _alone(ask) if fault.code not in _CURABLE]:
        return Result("infeasible", " ".join(incurable))
    made = model(ask)
    found = solve(made.program, options_of(ask))
    if found.values is None:
        return _none(made, found)
    values, is_settled = found.values, False
    if found.state == "optimal":
        values, is_settled = settle(made, found.values, options_of(ask))
    return _checked(made, found, values, is_settled)


def options_of(ask: Ask) -> Options:
    """How the solver is run for what is asked."""
    return Options(ask.seconds, ask.seed)


def _alone(ask: Ask) -> tuple[Remark, ...]:
    return stand(ask.needs, ask.rules, fixed(ask)).faults


def _sensible(ask: Ask) -> None:
    known = {need.key: need for need in ask.needs}
    named = {*ask.points, *ask.must, *ask.never, *ask.ways}
    if unknown := sorted(named - set(known)):
        raise Problem(what=f"{', '.join(unknown)} findes ikke blandt forslagene.", do="Vælg forslag fra kataloget.")
    if both := sorted(ask.must & ask.never):
        raise Problem(what=f"{', '.join(both)} kan ikke både være et krav og udelukket.", do="Fjern det ene.")
    if fast := sorted(key for key in ask.never if known[key].unavoidable == WHOLE):
        raise Problem(
            what=f"{', '.join(fast)} er uomgængelig og kan ikke udelukkes.", do="Fjern den fra de udelukkede."
        )
    if ask.gamma < 0:
        raise Problem(what="Antallet af forslag, der ender højt, kan ikke være under 0.", do="Skriv 0 eller mere.")


def _none(made: Model, found: Solved) -> Result:
    left_out = made.field.left_out
    if found.state == "infeasible":
        return Result("infeasible", what_lacks(made, options_of(made.ask)), left_out=left_out)
    text = f"Tiden løb ud, før der blev fundet et sæt. {_bound(found.bound)}"
    return Result("limit", text.strip(), bound=found.bound, left_out=left_out)


def _bound(bound: int | None) -> str:
    return "" if bound is None else f"Det er bevist, at intet sæt giver mere end {bound} point."


def _checked(made: Model, found: Solved, values: tuple[int, ...], is_settled: bool) -> Result:
    ask, keys, points = made.ask, made.chosen(values), found.value or 0
    stands, checks = recheck(ask, keys, points)
    second = _second(made, found)
    if second.agrees is False or not all(check.holds for check in checks):
        broken = [check.text for check in checks if not check.holds] or [second.text]
        text = f"Løserens sæt bliver ikke brugt, fordi efterregningen ikke passer: {' '.join(broken)}"
        return Result("refused", text, checks=checks, second=second, left_out=made.field.left_out)
    return Result(
        status="optimal" if found.state == "optimal" else "limit",
        text=_told(points, found, is_settled),
        choices=choices_of(ask, keys),
        points=points,
        bound=found.bound,
        stand=stands,
        checks=checks,
        second=second,
        is_tie_settled=is_settled,
        left_out=made.field.left_out,
    )


def _told(points: int, found: Solved, is_settled: bool) -> str:
    if found.state == "limit":
        return f"Tiden løb ud. Det bedste fundne sæt giver {points} point. {_bound(found.bound)}".strip()
    text = f"Det bedste sæt giver {points} point. Det er bevist, at intet sæt giver flere."
    return text if is_settled else f"{text} Tiden løb ud, før reglen for lige sæt var ført til ende."


def _second(made: Model, first: Solved) -> Second:
    """Solve again with another seed and without presolve, from nothing, and compare what is proven."""
    again = solve(made.program, Options(made.ask.seconds, made.ask.seed + 1, presolve=False))
    if again.state == "infeasible" or _beats(again, first) or _beats(first, again):
        return Second(again.value, again.bound, False, "To løsninger på hver sin måde er uenige.")
    if first.state == again.state == "optimal":
        text = f"En anden løsning på en anden måde giver også {again.value} point."
        return Second(again.value, again.bound, True, text)
    text = "Den anden løsning nåede ikke frem i tiden. Det, den nåede, modsiger ikke den første."
    return Second(again.value, again.bound, None, text)


def _beats(one: Solved, other: Solved) -> bool:
    """Whether one has found more points than the other has proven possible."""
    return one.value is not None and other.bound is not None and one.value > other.bound
