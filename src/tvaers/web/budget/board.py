"""The budget board as a page shows it: the room left, what stands in the way, and each proposal with its next step.

Built from a `Stand` alone, so that a group's scenario and the exercise that anybody may try are shown alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tvaers.engine.budget.composing import WHOLE, Choice, Line, Need, PotStand, Remark, Rules, Spread, Stand, waterfall
from tvaers.engine.budget.composing.wording import pot_name
from tvaers.engine.budget.wording import mio, period_words, step_of
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Column, Kind, Row, Table

MAIN_POT = "health"
STATES: dict[str, tuple[str, Kind]] = {
    "unavoidable": ("Uomgængelig", "warning"), "chosen": ("Valgt", "ok"), "partly": ("Delvis uomgængelig", "info"),
    "left": ("Ikke valgt", "neutral"),
}  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A proposal on the board: its state in a word, what it costs per period, and what was chosen of it."""

    key: str
    title: str
    theme: str
    units: str
    state: str
    kind: Kind
    amounts: tuple[str, ...]
    is_fixed: bool
    is_chosen: bool
    is_uncertain: bool
    is_divisible: bool
    can_be_delayed: bool
    is_political: bool
    told: str
    typed: Mapping[str, str]
    is_open: bool
    toggle_url: str = ""


@dataclass(frozen=True)
class Room:
    """What is left of a pot in the hard period, and where it stands on the picture (percent of the width)."""

    pot: str
    name: str
    available: str
    low: str
    at: str
    high: str
    is_over: bool
    from_x: str
    to_x: str
    at_x: str
    zero_x: str


@dataclass(frozen=True)
class Board:
    """Everything that the page shows."""

    room: Room
    risk: str
    offers: tuple[tuple[str, tuple[Offer, ...]], ...]
    faults: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    periods: Table
    pots: Table
    themes: Table
    units: Table
    picture: BarChart
    headings: tuple[str, ...]


def board(
    made: Stand, needs: Sequence[Need], rules: Rules, choices: Iterable[Choice], themes: Mapping[str, str],
    shown: Iterable[str], *, typed: tuple[str, Mapping[str, str]] = ("", {}), toggles: Mapping[str, str] | None = None,
) -> Board:  # fmt: skip
    """The board of a stand. `themes` are titles by number, `shown` the keys that a filter lets through.

    `typed` is what somebody wrote to one proposal and could not send; `toggles` are addresses that choose or drop.
    """
    pot = MAIN_POT if any(one.pot == MAIN_POT for one in made.pots) else made.pots[0].pot
    chosen, wanted, by_key = {one.key: one for one in choices}, set(shown), {one.key: one for one in needs}
    step = step_of(*(one for need in needs for one in need.amounts.values()))
    offers = [
        _offer(line, by_key[line.key], chosen.get(line.key), made.periods, step, typed, toggles or {})
        for line in made.lines
        if line.key in wanted
    ]  # fmt: skip
    groups = dict.fromkeys(one.theme for one in offers)
    return Board(
        room=_room(made.pot(pot), rules), risk=f"{rules.risk / 10:g}".replace(".", ","),
        offers=tuple((f"{theme} {themes.get(theme, '')}".strip(), tuple(one for one in offers if one.theme == theme))
                     for theme in groups),
        faults=made.faults, warnings=made.warnings, periods=_periods(made, pot), pots=_pots(made, rules),
        themes=_parts("Pr. tema", made.themes, pot, made.hard, themes),
        units=_parts("Pr. virksomhed", made.units, pot, made.hard, {"": "Ikke fordelt"}),
        picture=_picture(made, pot, rules), headings=tuple(period_words(one) for one in made.periods),
    )  # fmt: skip


def _offer(
    line: Line, need: Need, choice: Choice | None, periods: Sequence[str], step: int,
    typed: tuple[str, Mapping[str, str]], toggles: Mapping[str, str],
) -> Offer:  # fmt: skip
    words, kind = STATES[line.state]
    hard = need.amounts.get(periods[0])
    return Offer(
        key=line.key, title=line.title, theme=line.theme, units=", ".join(line.units), state=words, kind=kind,
        amounts=tuple(mio(need.amounts.get(one), step) for one in periods), is_fixed=line.state == "unavoidable",
        is_chosen=choice is not None, is_uncertain=hard is not None and not hard.is_single,
        is_divisible=need.is_divisible, can_be_delayed=need.can_be_delayed, is_political=need.is_political is True,
        told=_told(choice), typed=typed[1] if typed[0] == line.key else _fields(choice), is_open=typed[0] == line.key,
        toggle_url=toggles.get(line.key, ""),
    )  # fmt: skip


def _told(choice: Choice | None) -> str:
    """What is chosen, beyond the choice itself."""
    if choice is None:
        return ""
    told = [
        f"{mio(choice.amount)} mio. kr." if choice.amount is not None else "",
        f"{choice.risk / 10:g} % af intervallet".replace(".", ",") if choice.risk is not None else "",
        f"fra måned {choice.start_month}" if choice.start_month > 1 else "",
        f"kun med {choice.only_with}" if choice.only_with else "",
        "overlap trukket fra" if choice.takes_overlap else "",
    ]
    return ", ".join(one for one in told if one)


def _fields(choice: Choice | None) -> dict[str, str]:
    """The fields of a choice as they were written."""
    if choice is None:
        return {}
    return {
        "risiko": "" if choice.risk is None else f"{choice.risk / 10:g}".replace(".", ","),
        "beloeb": "" if choice.amount is None else mio(choice.amount), "maaned": str(choice.start_month),
        "kun_med": choice.only_with, "overlap": "ja" if choice.takes_overlap else "",
    }  # fmt: skip


def _room(pot: PotStand, rules: Rules) -> Room:
    left = pot.room or Spread.of(0)
    ends = (left.low, left.at, left.high, 0)
    low, high = min(ends), max(ends)

    def across(value: int) -> str:
        return f"{3 + 94 * (value - low) / ((high - low) or 1):.1f}%"

    return Room(
        pot=pot.pot, name=pot_name(pot.pot, rules), available=mio(pot.available.at if pot.available else None),
        low=mio(left.low), at=mio(left.at), high=mio(left.high),
        is_over=left.at < 0, from_x=across(min(left.low, left.high)), to_x=across(max(left.low, left.high)),
        at_x=across(left.at), zero_x=across(0),
    )  # fmt: skip


def _periods(made: Stand, pot: str) -> Table:
    """This year, next year and for good: how the main pot stands in each period."""
    rows = [_pot_row(period_words(one.period), one) for one in made.pots if one.pot == pot]
    return _table("Virkning i år, næste år og varigt", "Periode", rows)


def _pots(made: Stand, rules: Rules) -> Table:
    """The pots that balance alone, in the hard period."""
    rows = [_pot_row(pot_name(one.pot, rules).capitalize(), one) for one in made.pots if one.period == made.hard]
    return _table("Hver pulje for sig", "Pulje", rows)


def _pot_row(label: str, one: PotStand) -> Row:
    sums, left = one.sums, one.room
    rooms = (left.low, left.at, left.high) if left else (None, None, None)
    figures = (one.frame, sums.savings.at, sums.unavoidable.at, sums.chosen.at + sums.effects.at, *rooms)
    return Row(cells=[Cell(text=label, header=True), *(Cell(text=mio(each)) for each in figures)])


def _table(caption: str, first: str, rows: Sequence[Row]) -> Table:
    titles = ("Ramme", "Omstillinger", "Uomgængeligt", "Valgt", "Plads ved minimum", "Plads ved valgt risiko",
              "Plads ved maksimum")  # fmt: skip
    columns = [Column(key=first, title=first), *(Column(key=one, title=one, align="right") for one in titles)]
    return Table(caption=f"{caption} (mio. kr.)", columns=columns, rows=rows)


def _parts(caption: str, parts: Iterable[Any], pot: str, period: str, names: Mapping[str, str]) -> Table:
    rows = [
        Row(cells=[Cell(text=f"{one.name} {names.get(one.name, '')}".strip(), header=True),
                   *(Cell(text=mio(each)) for each in (one.sums.used.low, one.sums.used.at, one.sums.used.high))])
        for one in parts
        if (one.pot, one.period) == (pot, period)
    ]  # fmt: skip
    titles = ("Ved minimum", "Ved valgt risiko", "Ved maksimum")
    columns = [Column(key="navn", title="Navn"), *(Column(key=one, title=one, align="right") for one in titles)]
    return Table(caption=f"{caption} i {period} (mio. kr.)", columns=columns, rows=rows)


def _picture(made: Stand, pot: str, rules: Rules) -> BarChart:
    """From the frame to the balance at the chosen risk."""
    steps = waterfall(made, pot)
    left = steps[-1].amount if steps else 0
    title = f"Der er {mio(left)} mio. kr. tilbage" if left >= 0 else f"Der mangler {mio(-left)} mio. kr."
    bars = [
        Bar(label=one.label, value=one.end if one.kind == "balance" else one.amount, text=mio(one.amount),
            is_level=one.kind in ("frame", "balance"), outline=one.kind == "balance")
        for one in steps
    ]  # fmt: skip
    return BarChart(
        title=title, bars=bars, is_running=True, label_heading="Trin", value_heading="Mio. kr.",
        description=f"Fra {pot_name(pot, rules)} i {made.hard} til det, der er tilbage ved den valgte risiko.",
    )  # fmt: skip


def percent_of(words: str) -> int:
    """A percentage as somebody writes it ("25", "12,5 %") in thousandths. ValueError when it is none of 0-100."""
    number = words.replace("%", "").strip().replace(",", ".")
    whole, _, decimals = number.partition(".")
    if not whole.isdigit() or not (decimals + "0").isdigit() or len(decimals) > 1:
        raise ValueError(words)
    found = 10 * int(whole) + int(decimals or 0)
    if found > WHOLE:
        raise ValueError(words)
    return found


def kroner_of(words: str) -> int:
    """Mio. kr. as somebody writes them ("3", "2,25") as whole kroner. ValueError when they are not."""
    number = words.replace("mio.", "").replace("kr.", "").strip().replace("−", "-")
    sign, number = (-1, number[1:]) if number.startswith("-") else (1, number)
    whole, _, decimals = number.partition(",")
    if not whole.isdigit() or not (decimals + "0").isdigit() or len(decimals) > 6:
        raise ValueError(words)
    return sign * (int(whole) * 1_000_000 + int((decimals + "000000")[:6]))
