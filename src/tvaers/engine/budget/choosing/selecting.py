"""Choose the best set and prove it: solve, settle ties, hold the set against the integers, solve again another way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

from tvaers.engine.budget.choosing.lacking import what_lacks
from tvaers.engine.budget.choosing.modelling import Model, model
from tvaers.engine.budget.choosing.parts import sensible
from tvaers.engine.budget.choosing.rechecking import choices_of, recheck
from tvaers.engine.budget.choosing.shapes import STEPS, Ask, Progress, Result, Second
from tvaers.engine.budget.choosing.solving import Solved, solve
from tvaers.engine.budget.choosing.taking import fixed
from tvaers.engine.budget.choosing.ties import Settled, settle
from tvaers.engine.budget.choosing.timing import FIRST, SECOND, Budget
from tvaers.engine.budget.composing.figures import Remark
from tvaers.engine.budget.composing.shapes import WHOLE
from tvaers.engine.budget.composing.standing import stand
from tvaers.kernel.errors import Problem

_CURABLE = ("over_frame", "capital_over", "development_over", "earmark_over", "requires")
"""Faults of the unavoidable alone that choices can cure."""


def choose(ask: Ask, told: Callable[[Progress], None] = lambda _: None) -> Result:
    """The best set of proposals. Raises Problem where what is asked contradicts itself or names what is not there.

    Its `status` and `text` tell whether it is proven; nothing is given that the integers do not confirm. `told` is
    called as each step begins, so that a page can show how far it is.
    """
    _sensible(ask)
    if incurable := [fault.text for fault in _alone(ask) if fault.code not in _CURABLE]:
        return Result("infeasible", " ".join(incurable))
    budget, made = Budget.of(ask), model(ask)
    told(Progress(1, "Finder det bedste sæt"))
    first = solve(made.program, budget.left(FIRST))
    if first.state == "infeasible":
        return Result("infeasible", what_lacks(made, budget), left_out=made.field.left_out)
    told(Progress(2, "Løser opgaven igen på en anden måde", first.value, first.bound))
    second, found = _second(made, first, budget)
    if found.values is None:
        text = f"Tiden løb ud, før der blev fundet et sæt. {_bound(found.bound)}"
        return Result("limit", text.strip(), bound=found.bound, second=second, left_out=made.field.left_out)
    settled = Settled(found.values, False)
    if found.state == "optimal":
        told(Progress(3, "Vælger mellem sæt, der står lige", found.value, found.bound))
        settled = settle(made, found.values, budget)
    told(Progress(STEPS, "Regner sættet efter i hele tal", found.value, found.bound))
    return _checked(made, found, settled, second)


def _alone(ask: Ask) -> tuple[Remark, ...]:
    return stand(ask.needs, ask.rules, fixed(ask)).faults


def _sensible(ask: Ask) -> None:
    known = {need.key: need for need in ask.needs}
    named = {*ask.points, *ask.must, *ask.never, *ask.ways, *ask.parts}
    if unknown := sorted(named - set(known)):
        raise Problem(what=f"{', '.join(unknown)} findes ikke blandt forslagene.", do="Vælg forslag fra kataloget.")
    if both := sorted(ask.must & ask.never):
        raise Problem(what=f"{', '.join(both)} kan ikke både være et krav og udelukket.", do="Fjern det ene.")
    if fast := sorted(key for key in ask.never if known[key].unavoidable == WHOLE):
        raise Problem(
            what=f"{', '.join(fast)} er uomgængelig og kan ikke udelukkes.", do="Fjern den fra de udelukkede."
        )
    sensible(ask.parts, known, ask.rules)
    if ask.gamma < 0:
        raise Problem(what="Antallet af forslag, der ender højt, kan ikke være under 0.", do="Skriv 0 eller mere.")


def _bound(bound: int | None) -> str:
    return "" if bound is None else f"Det er bevist, at intet sæt giver mere end {bound} point."


def _checked(made: Model, found: Solved, settled: Settled, second: Second) -> Result:
    ask, taken, points = made.ask, made.chosen(settled.values), found.value or 0
    stands, checks = recheck(ask, taken, points)
    if second.agrees is False or not all(check.holds for check in checks):
        broken = [check.text for check in checks if not check.holds] or [second.text]
        text = f"Løserens sæt bliver ikke brugt, fordi efterregningen ikke passer: {' '.join(broken)}"
        return Result("refused", text, checks=checks, second=second, left_out=made.field.left_out)
    return Result(
        status="optimal" if found.state == "optimal" else "limit",
        text=_told(points, found, settled.is_through),
        choices=choices_of(ask, taken),
        points=points,
        bound=found.bound,
        stand=stands,
        checks=checks,
        second=second,
        is_tie_settled=settled.is_through,
        proven=(*([_bound(found.bound)] if found.bound is not None else []), *settled.proven),
        left_out=made.field.left_out,
    )


def _told(points: int, found: Solved, is_settled: bool) -> str:
    if found.state == "limit":
        return f"Tiden løb ud. Det bedste fundne sæt giver {points} point. {_bound(found.bound)}".strip()
    text = f"Det bedste sæt giver {points} point. Det er bevist, at intet sæt giver flere."
    return text if is_settled else f"{text} Tiden løb ud, før reglen for lige sæt var ført til ende."


def _second(made: Model, first: Solved, budget: Budget) -> tuple[Second, Solved]:
    """Solve again with another seed and without presolve, from nothing; what the two know together."""
    options = budget.left(SECOND)
    again = solve(made.program, replace(options, seed=options.seed + 1, presolve=False))
    found = together(first, again)
    if again.state == "infeasible" or _beats(again, first) or _beats(first, again):
        return Second(again.value, again.bound, False, "To løsninger på hver sin måde er uenige."), found
    if first.state == again.state == "optimal":
        text = f"En anden løsning på en anden måde giver også {again.value} point."
        return Second(again.value, again.bound, True, text), found
    late = "første" if again.state == "optimal" else "anden"
    text = f"Den {late} løsning nåede ikke frem i tiden. Det, den nåede, modsiger ikke den {_other(late)}."
    return Second(again.value, again.bound, None, text), found


def _other(which: str) -> str:
    return "anden" if which == "første" else "første"


def together(first: Solved, again: Solved) -> Solved:
    """The better of two sets with the lower of two bounds: proven best when they meet."""
    if first.state == "optimal" or again.state == "infeasible":
        return first
    best = max(first, again, key=lambda one: -inf if one.value is None else one.value)
    bound = min((one.bound for one in (first, again) if one.bound is not None), default=None)
    is_met = best.value is not None and best.value == bound
    return Solved("optimal" if is_met else "limit", best.values, best.value, bound)


def _beats(one: Solved, other: Solved) -> bool:
    """Whether one has found more points than the other has proven possible."""
    return one.value is not None and other.bound is not None and one.value > other.bound
