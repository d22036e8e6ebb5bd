"""What is told without hindering: later years, other prices, money named twice, effects alone, empty reserves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tvaers.engine.budget.catalogue import PERMANENT, ZERO
from tvaers.engine.budget.composing.effects import stands, takes_overlap
from tvaers.engine.budget.composing.figures import Line, PotStand, Remark, Stand
from tvaers.engine.budget.composing.placing import at_risk
from tvaers.engine.budget.composing.shapes import Choice, Link, Need, Rules
from tvaers.engine.budget.composing.wording import in_period, pot_name
from tvaers.engine.budget.wording import mio_kr

Lines = Mapping[str, Line]


def warnings(made: Stand, needs: Iterable[Need], rules: Rules, choices: Mapping[str, Choice]) -> tuple[Remark, ...]:
    """Every warning of a composition."""
    lines = {line.key: line for line in made.lines}
    found = [remark for pot in made.pots if pot.period != rules.hard for remark in _of_year(pot, made, rules)]
    for need in needs:
        if lines[need.key].state != "left":
            found += [*_other_years(need, rules), *_other_prices(need, rules)]
    for link in rules.links:
        if link.kind == "overlap" and not takes_overlap(link, lines, choices):
            found.extend(_overlap(link, lines, rules))
        if link.kind == "offsets" and stands(link.first, lines) != stands(link.second, lines):
            found.append(_alone(link, lines))
    return (*found, *_drawn(lines, rules))


def _of_year(pot: PotStand, made: Stand, rules: Rules) -> Iterator[Remark]:
    """A later year that lacks money, or asks for more than the budget year where its frame is unknown (BUD-41)."""
    when, name = in_period(pot.period), pot_name(pot.pot, rules)
    if pot.unstated:
        text = f"Intet beløb {when} for {', '.join(pot.unstated)}. Summen er derfor ikke hele billedet."
        yield Remark("unstated", text, pot.unstated, "BUD-24", pot.pot, pot.period)
    if pot.room is not None:
        if pot.room.at < 0:
            text = f"Der mangler {mio_kr(-pot.room.at)} i {name} {when}. Det hindrer ikke budgettet for {rules.hard}."
            yield Remark("later_over", text, (), "BUD-41", pot.pot, pot.period, -pot.room.at)
        return
    rise = pot.sums.used.at - made.pot(pot.pot).sums.used.at
    if rise > 0:
        text = f"Budgettet koster {mio_kr(rise)} mere {when} end i {rules.hard}, og rammen er ikke kendt."
        yield Remark("later_more", text, (), "BUD-41", pot.pot, pot.period, rise)


def _other_years(need: Need, rules: Rules) -> Iterator[Remark]:
    """Years that the proposal tells of and the round does not add up (BUD-24)."""
    years = sorted(one for one in need.amounts if one > rules.hard and one not in (*rules.told, PERMANENT))
    told = [f"{mio_kr(need.amounts[year])} i {year}" for year in years if need.amounts[year] != ZERO]
    if told:
        yield Remark("other_years", f"{need.key} koster også {' og '.join(told)}.", (need.key,), "BUD-24", need.pot)


def _other_prices(need: Need, rules: Rules) -> Iterator[Remark]:
    """An amount of another price level, or of one that is not told; nothing is converted without a rate (BUD-26)."""
    if need.price_level == rules.price_level or not rules.price_level:
        return
    rest = f"Resten af kataloget er i P/L-{rules.price_level}"
    if need.price_level:
        text = f"{need.key} er i P/L-{need.price_level}. {rest}, og beløbet er ikke regnet om."
    else:
        text = f"{need.key} siger ikke, hvilket pris- og lønniveau beløbet er i. {rest}."
    yield Remark("price_level", text, (need.key,), "BUD-26", need.pot)


def _overlap(link: Link, lines: Lines, rules: Rules) -> Iterator[Remark]:
    if not (stands(link.first, lines) and stands(link.second, lines)):
        return
    stake = link.amounts.get(rules.hard)
    about = f" for {mio_kr(stake.high)}" if stake else "."
    text = f"{link.first} og {link.second} nævner de samme initiativer{about} Skal pengene tælles én gang?"
    yield Remark("overlap", text, (link.first, link.second), "BUD-36", "", rules.hard, stake.high if stake else None)


def _alone(link: Link, lines: Lines) -> Remark:
    there, gone = (link.first, link.second) if stands(link.first, lines) else (link.second, link.first)
    text = f"{there} og {gone} udligner hinanden, men {gone} er ikke med."
    return Remark("offset_alone", text, (there, gone), "BUD-30")


def _drawn(lines: Lines, rules: Rules) -> Iterator[Remark]:
    """Pools and reserves on which more is drawn than they hold; a commitment that is no need always draws (BUD-31)."""
    drawn: dict[str, list[Link]] = {}
    for link in rules.links:
        if link.kind == "draws" and (link.first not in lines or stands(link.first, lines)):
            drawn.setdefault(link.second, []).append(link)
    for key, links in drawn.items():
        placed = lines[key].amounts.get(rules.hard) if key in lines else None
        holds = placed.whole.at if placed else 0
        asked = sum(at_risk(link.amounts[rules.hard], rules.risk) for link in links if rules.hard in link.amounts)
        if asked > holds:
            much = mio_kr(asked - holds)
            text = f"Der trækkes {mio_kr(asked)} på {key}, som er på {mio_kr(holds)} Det er {much} for meget."
            names = (key, *(link.first for link in links if link.first in lines))
            yield Remark("drawn", text, names, "BUD-31", "", rules.hard, asked - holds)
