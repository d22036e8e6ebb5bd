"""What may not stand, each with its clause: pots out of balance, choices that may not be, links that are broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tvaers.engine.budget.composing.effects import stands
from tvaers.engine.budget.composing.figures import NOTHING, Line, PotStand, Remark, Stand
from tvaers.engine.budget.composing.placing import MONTHS, allowed, unavoidable_part
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Link, Need, Rules
from tvaers.engine.budget.composing.wording import in_period, pot_name
from tvaers.engine.budget.wording import mio_kr

_POTS = {
    "health": ("over_frame", "BUD-21", "Fravælg noget, eller tag flere omstillinger med."),
    "capital": ("capital_over", "BUD-46", "Drift og anlæg kan ikke dække hinanden."),
    "development": ("development_over", "BUD-185", "Regional udvikling skal balancere for sig selv."),
}
_EARMARK = ("earmark_over", "BUD-12", "Øremærkede midler skal balancere for sig selv.")


def faults(made: Stand, needs: Sequence[Need], rules: Rules, choices: Sequence[Choice]) -> tuple[Remark, ...]:
    """Every fault of a composition: of its pots, of its choices, of the links of the round."""
    by_key = {need.key: need for need in needs}
    lines = {line.key: line for line in made.lines}
    found = [*_of_pots(made, rules), *_doubled(choices)]
    for choice in choices:
        need = by_key.get(choice.key)
        if need is None:
            found.append(Remark("unknown", f"Forslaget {choice.key} findes ikke i kataloget.", (choice.key,)))
        else:
            found.extend(_of_choice(choice, need, rules, lines))
    found.extend(_unordered((need for need in needs if lines[need.key].state != "left"), rules))
    found.extend(remark for link in rules.links for remark in _of_link(link, lines))
    return tuple(found)


def _of_pots(made: Stand, rules: Rules) -> Iterator[Remark]:
    for pot in made.pots:
        if pot.period != rules.hard:
            continue
        name = pot_name(pot.pot, rules)
        for key in pot.unstated:
            text = f"{key} har intet beløb {in_period(pot.period)}. Et tomt felt er ikke nul."
            yield Remark("no_amount", text, (key,), "BUD-24", pot.pot, pot.period)
        if pot.room is None and pot.sums.used != NOTHING:
            text = f"Der er ikke sat et beløb for {name} {in_period(pot.period)}."
            yield Remark("no_frame", text, (), "BUD-06", pot.pot, pot.period)
        if pot.room is not None and pot.room.at < 0:
            yield _over(pot, -pot.room.at, name)


def _over(pot: PotStand, missing: int, name: str) -> Remark:
    code, rule, advice = _POTS.get(pot.pot, _EARMARK)
    text = f"Der mangler {mio_kr(missing)} i {name} {in_period(pot.period)}. {advice}"
    return Remark(code, text, (), rule, pot.pot, pot.period, missing)


def _doubled(choices: Sequence[Choice]) -> Iterator[Remark]:
    for key, count in Counter(choice.key for choice in choices).items():
        if count > 1:
            yield Remark("double", f"Der er {count} valg for {key}. Behold ét af dem.", (key,))


def _of_choice(choice: Choice, need: Need, rules: Rules, lines: Mapping[str, Line]) -> Iterator[Remark]:
    key = (choice.key,)
    if choice.risk is not None and not 0 <= choice.risk <= WHOLE:
        yield Remark("risk", f"Risikoen for {need.key} skal ligge mellem 0 og 100 procent.", key, "BUD-20")
    if not 1 <= choice.start_month <= MONTHS:
        yield Remark("start", f"{need.key} skal starte i en måned fra 1 til {MONTHS}.", key)
    elif choice.start_month > 1 and not need.can_be_delayed:
        yield Remark("start", f"{need.key} kan ikke starte senere end januar.", key)
    if choice.amount is not None:
        yield from _of_amount(choice.amount, need, rules)
    if choice.only_with and not stands(choice.only_with, lines):
        text = f"{need.key} er valgt på betingelse af {choice.only_with}, som ikke er valgt."
        yield Remark("only_with", text, (choice.key, choice.only_with))


def _of_amount(asked: int, need: Need, rules: Rules) -> Iterator[Remark]:
    amount = need.amounts.get(rules.hard)
    if amount is None:
        return
    limits, must = allowed(need, amount), unavoidable_part(need, amount)
    between = f"Vælg mellem {mio_kr(limits.low)} og {mio_kr(limits.high)}"
    if need.unavoidable and asked < must.low:
        text = f"{need.key} er uomgængelig og koster mindst {mio_kr(must.low)} {mio_kr(asked)} er for lidt."
        yield Remark("unavoidable", text, (need.key,), "BUD-16", need.pot, rules.hard, must.low - asked)
    elif not limits.low <= asked <= limits.high:
        if not need.is_divisible and min(amount.low, 0) <= asked <= max(amount.high, 0):
            text = f"{need.key} kan ikke deles. Vælg hele forslaget, eller lad det være."
            yield Remark("in_part", text, (need.key,), "BUD-19", need.pot, rules.hard)
        else:
            text = f"{mio_kr(asked)} ligger uden for det, {need.key} kan sættes til. {between}"
            yield Remark("amount", text, (need.key,), "BUD-19", need.pot, rules.hard)


def _unordered(needs: Iterable[Need], rules: Rules) -> Iterator[Remark]:
    for need in needs:
        for period in (rules.hard, *rules.told):
            amount = need.amounts.get(period)
            if amount is not None and amount.low > amount.high:
                text = f"{need.key} har et minimum over sit maksimum {in_period(period)}. Ret beløbet i kataloget."
                yield Remark("reversed", text, (need.key,), "BUD-19", need.pot, period)


def _of_link(link: Link, lines: Mapping[str, Line]) -> Iterator[Remark]:
    first, second = stands(link.first, lines), stands(link.second, lines)
    both = (link.first, link.second)
    if link.kind == "requires" and first and not second:
        yield Remark("requires", f"{link.first} kan kun vælges sammen med {link.second}.", both)
    if link.kind == "excludes" and first and second:
        yield Remark("excludes", f"{link.first} og {link.second} kan ikke vælges begge to.", both)
