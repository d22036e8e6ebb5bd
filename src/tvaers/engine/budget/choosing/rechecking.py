"""Hold a set against the integers, outside the solver: only what `composing.stand` says of it is used here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tvaers.engine.budget.choosing.parts import worth_of
from tvaers.engine.budget.choosing.shapes import Ask, Check, Limit
from tvaers.engine.budget.choosing.taking import fixed, way
from tvaers.engine.budget.composing.figures import Placed, PotStand, Spread, Stand
from tvaers.engine.budget.composing.shapes import Choice, Pot
from tvaers.engine.budget.composing.standing import stand
from tvaers.engine.budget.composing.wording import in_period, pot_name
from tvaers.engine.budget.wording import mio_kr

Taken = Mapping[str, int | None]
"""The keys of a set, with the kroner of those that are taken in part."""


def choices_of(ask: Ask, taken: Taken) -> tuple[Choice, ...]:
    """The choices that a set stands for, the levels of unavoidable needs with them."""
    return (*fixed(ask), *(way(ask, key, part) for key, part in taken.items()))


def points_of(ask: Ask, taken: Taken) -> int:
    """The points of a set."""
    needs = {need.key: need for need in ask.needs}
    return sum(
        points if part is None else worth_of(points, needs[key], part, ask.rules)
        for key, part in taken.items()
        if (points := ask.points.get(key, 0))
    )


def recheck(ask: Ask, taken: Taken, points: int) -> tuple[Stand, tuple[Check, ...]]:
    """Compose the set and hold it against everything asked; `points` is what the solver says it has."""
    made = stand(ask.needs, ask.rules, choices_of(ask, taken))
    found = points_of(ask, taken)
    return made, (
        Check(f"Sættet giver {found} point.", found == points),
        *(Check(fault.text, False) for fault in made.faults),
        *_rooms(made, ask),
        *(_limit(made, limit) for limit in ask.limits),
        *(Check(f"{key} er med.", made.line(key) is not None and _is_in(made, key)) for key in sorted(ask.must)),
        *(Check(f"{key} er ikke med.", not _is_in(made, key)) for key in sorted(ask.never)),
    )


def _is_in(made: Stand, key: str) -> bool:
    line = made.line(key)
    return line is not None and line.state in ("chosen", "unavoidable")


def _rooms(made: Stand, ask: Ask) -> Iterator[Check]:
    for pot in made.pots:
        if pot.period == ask.rules.hard and pot.room is not None:
            left = pot.room.at - _increase(made, pot, ask)
            text = (
                f"Der er {mio_kr(left)} tilbage i {pot_name(pot.pot, ask.rules)} {in_period(pot.period)}{_seen(ask)}."
            )
            yield Check(text, left >= 0)


def _seen(ask: Ask) -> str:
    if ask.view == "worst":
        return ", når alt ender højt" if ask.all_moves else ", når alle valgte ender højt"
    of = "forslagene" if ask.all_moves else "de valgte"
    return f", når {ask.gamma} af {of} ender højt" if ask.view == "robust" else ""


def _increase(made: Stand, pot: PotStand, ask: Ask) -> int:
    """What the view adds to what is used at the risk: nothing, all increases, or the Γ largest."""
    if ask.view == "nominal":
        return 0
    rises = sorted(_rises(made, pot.pot, ask), reverse=True)
    return sum(rises if ask.view == "worst" else rises[: ask.gamma])


def _rises(made: Stand, pot: Pot, ask: Ask) -> list[int]:
    """How much more each need that stands can take of a pot in the hard period, its effects with it."""
    rises: dict[str, int] = defaultdict(int)
    for line in made.lines:
        if line.pot == pot:
            rises[line.key] += _rise(line.amounts.get(made.hard, Placed()), ask.all_moves)
    for effect in made.effects:
        if effect.pot == pot and made.hard in effect.amounts:
            rises[effect.key] += _above(effect.amounts[made.hard])
    return list(rises.values())


def _rise(amount: Placed, unavoidable_moves: bool) -> int:
    return _above(amount.whole if unavoidable_moves else amount.optional)


def _above(amount: Spread) -> int:
    return amount.high - amount.at


def _limit(made: Stand, limit: Limit) -> Check:
    cost = sum(
        line.amounts[limit.period].optional.at
        for line in made.lines
        if limit.period in line.amounts and limit.theme in ("", line.theme) and limit.pot in ("", line.pot)
    ) + sum(
        effect.amounts[limit.period].at
        for effect in made.effects
        if limit.period in effect.amounts and limit.theme in ("", effect.theme) and limit.pot in ("", effect.pot)
    )
    of = f" i tema {limit.theme}" if limit.theme else ""
    holds = (limit.least is None or cost >= limit.least) and (limit.most is None or cost <= limit.most)
    return Check(f"De valgte forslag{of} koster {mio_kr(cost)} {in_period(limit.period)}{_bounds(limit)}.", holds)


def _bounds(limit: Limit) -> str:
    words = [f"mindst {mio_kr(limit.least)}"] if limit.least is not None else []
    words += [f"højst {mio_kr(limit.most)}"] if limit.most is not None else []
    return f" (krav: {' og '.join(words)})" if words else ""
