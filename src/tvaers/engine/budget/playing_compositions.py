"""Playing compositions: needs, rules and choices of a scenario put together, or chosen, and held against its `then`.

Figures are expected by pot, theme, unit or need; a figure is one amount (of the hard period, at the chosen risk), or
amounts by period, by end (`low`, `at`, `high`), or by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.choosing import Ask, Limit, Result, choose
from tvaers.engine.budget.composing import Choice, Link, Need, Part, PotStand, Rules, Spread, Stand, stand
from tvaers.engine.budget.rules.needs import frames_of
from tvaers.engine.settlement.scenario import Check
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_scenarios import ExpectedStand, GivenAsk, GivenBudget, GivenNeed, GivenRules, period_of
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import plain
from tvaers.kernel.package import Package
from tvaers.kernel.package_faults import found_and_expected

ENDS = ("low", "at", "high")
Found = Callable[[str, str], Spread | None]
"""What a composition says of a name in a period; None where it says nothing. Problem for an unknown name."""


@dataclass(frozen=True)
class Composed:
    """What was held against a composition, and the warnings that it gave."""

    checks: tuple[Check, ...]
    warnings: tuple[str, ...]


def composed(given: GivenBudget, then: Mapping[str, Any], package: Package) -> Composed:
    """Compose what is given, or choose from it, and compare. Problem for what cannot be read or is not there."""
    expected = _expected(then)
    needs, rules = tuple(_need(one) for one in given.needs), rules_in(given.rules, package)
    choices = [Choice(**one.model_dump()) for one in given.choices]
    result = choose(ask_in(given.choose, needs, rules, choices)) if given.choose else None
    made = result.stand if result else stand(needs, rules, choices)
    checks = (*(_chosen(expected, result) if result else ()), *_of_stand(expected, made))
    return Composed(checks, tuple(one.text for one in made.warnings) if made else ())


def _expected(then: Mapping[str, Any]) -> ExpectedStand:
    try:
        return ExpectedStand.model_validate(then)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        found, wanted = found_and_expected(first, ExpectedStand, first["loc"])
        raise Problem(what=f"»then« kan ikke læses: {found}.", do=f"Skriv {wanted}.") from error


def _need(one: GivenNeed) -> Need:
    return Need(
        one.key, one.title or one.key, one.theme, one.units, one.pot, _intervals(one.amounts), one.unavoidable,
        one.is_divisible, can_be_delayed=one.can_be_delayed,
    )  # fmt: skip


def rules_in(given: GivenRules, package: Package) -> Rules:
    """The rules of a round as a scenario gives them; year and frames of the agreement where it gives none."""
    links = tuple(Link(one.kind, one.first, one.second, _intervals(one.amounts)) for one in given.links)
    frames = frames_of(package.budget) if given.frames is None else given.frames
    return Rules(given.hard or str(package.valid.start.year), given.told, frames, links, given.risk)


def ask_in(given: GivenAsk, needs: tuple[Need, ...], rules: Rules, choices: list[Choice]) -> Ask:
    """What is asked of a choosing; `choices` tell how a proposal is taken if it is."""
    limits = tuple(Limit(**one.model_dump()) for one in given.limits)
    return Ask(
        needs, rules, given.points, frozenset(given.must), frozenset(given.never), limits,
        {one.key: one for one in choices}, given.parts, given.view, given.gamma,
    )  # fmt: skip


def _chosen(expected: ExpectedStand, result: Result) -> Iterator[Check]:
    """What is told of the best set: points, bound, status and words."""
    for name in ("points", "bound", "status"):
        wanted = getattr(expected, name)
        if wanted is not None:
            yield Check("budget", {name: wanted}, {name: getattr(result, name)}, getattr(result, name) == wanted)
    if expected.text is not None:
        holds = expected.text.casefold() in result.text.casefold()
        yield Check("budget", {"text": expected.text}, {"text": result.text}, holds)


def _of_stand(expected: ExpectedStand, made: Stand | None) -> Iterator[Check]:
    if made is None:
        if missing := expected.model_fields_set - {"points", "bound", "status", "text"}:
            raise Problem(what=f"Der er intet sæt at holde {', '.join(sorted(missing))} op imod.")
        return
    for section, found in _sections(made).items():
        for name, figure in getattr(expected, section).items():
            for period, end, wanted in _leaves(figure, made.hard, "at"):
                yield _figure(section, name, (period, end), wanted, found)
    yield from _states(expected, made)


def _sections(made: Stand) -> Mapping[str, Found]:
    """How each section of `then` finds what came."""
    return {
        "room": _of_pots(made, lambda pot: pot.room),
        "available": _of_pots(made, lambda pot: pot.available),
        "used": _of_pots(made, lambda pot: pot.sums.used),
        "unavoidable": _of_pots(made, lambda pot: pot.sums.unavoidable),
        "savings": _of_pots(made, lambda pot: pot.sums.savings),
        "themes": _of_parts(made.themes),
        "units": _of_parts(made.units),
        "needs": _of_needs(made),
    }


def _of_pots(made: Stand, part: Callable[[PotStand], Spread | None]) -> Found:
    def found(name: str, period: str) -> Spread | None:
        if period not in made.periods:
            raise Problem(what=f"»{period}« er ikke med i reglerne.", do="Skriv perioden i »hard« eller »told«.")
        if name not in {one.pot for one in made.pots}:
            raise _unknown(name, (one.pot for one in made.pots))
        return part(made.pot(name, period))

    return found


def _of_parts(parts: tuple[Part, ...]) -> Found:
    def found(name: str, period: str) -> Spread | None:
        if name not in {one.name for one in parts}:
            raise _unknown(name, (one.name for one in parts))
        own = [one.sums.used for one in parts if (one.name, one.period) == (name, period)]
        return sum(own[1:], own[0]) if own else None

    return found


def _of_needs(made: Stand) -> Found:
    def found(name: str, period: str) -> Spread | None:
        line = made.line(name)
        if line is None:
            raise _unknown(name, (one.key for one in made.lines))
        placed = line.amounts.get(period)
        return placed.whole if placed else None

    return found


def _unknown(name: str, known: Iterator[str]) -> Problem:
    names = ", ".join(dict.fromkeys(known))
    return Problem(what=f"»{name}« er ikke i sammensætningen.", do=f"Den har {names}." if names else "Den er tom.")


def _leaves(figure: object, period: str, end: str) -> Iterator[tuple[str, str, int]]:
    """Every amount of a figure with its period and end."""
    if not isinstance(figure, Mapping):
        yield period, end, _amount(figure)
        return
    for name, part in figure.items():
        if name in ENDS:
            yield from _leaves(part, period, name)
        else:
            yield from _leaves(part, str(period_of(name)), end)


def _amount(written: object) -> int:
    try:
        amount: int = TypeAdapter(Kroner).validate_python(written)
    except ValidationError as error:
        found, wanted = found_and_expected(error.errors(include_url=False)[0], ExpectedStand, ())
        raise Problem(what=f"»then« kan ikke læses: {found}.", do=f"Skriv {wanted}.") from error
    return amount


def _figure(section: str, name: str, spot: tuple[str, str], wanted: int, found: Found) -> Check:
    period, end = spot
    came = found(name, period)
    amount = None if came is None else getattr(came, end)
    where = f"{name} {period}" if end == "at" else f"{name} {period} {end}"
    actual = None if amount is None else plain(100 * amount)
    return Check("budget", {section: {where: plain(100 * wanted)}}, {section: {where: actual}}, amount == wanted)


def _states(expected: ExpectedStand, made: Stand) -> Iterator[Check]:
    """Whether it may stand, which are chosen, and what stands in the way; an empty list says that nothing does."""
    if expected.may_stand is not None:
        holds = made.may_stand is expected.may_stand
        yield Check("budget", {"may_stand": expected.may_stand}, {"may_stand": made.may_stand}, holds)
    if expected.chosen is not None:
        came = [line.key for line in made.lines if line.state == "chosen"]
        yield Check("budget", {"chosen": [*expected.chosen]}, {"chosen": came}, sorted(expected.chosen) == sorted(came))
    faults = [one.text for one in made.faults]
    if expected.faults == ():
        yield Check("budget", {"faults": []}, {"faults": faults}, not faults)
    for text in expected.faults or ():
        holds = any(text.casefold() in one.casefold() for one in faults)
        yield Check("budget", {"faults": text}, {"faults": faults}, holds)


def _intervals(amounts: Mapping[str, tuple[int, int]]) -> dict[str, Interval]:
    return {period: Interval(*span) for period, span in amounts.items()}
