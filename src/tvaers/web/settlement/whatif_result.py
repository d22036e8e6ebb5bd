"""The outcome of a what-if as the pages show it: the finding, key figures, tables with signs, and bars."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tvaers.engine.agreements.wording import shown_value, word
from tvaers.engine.settlement.whatif import Change, WhatIf
from tvaers.kernel.money import portion
from tvaers.kernel.package_values import parse_value
from tvaers.web.design import danish
from tvaers.web.design.charts import Bar, BarChart, LineChart, Point
from tvaers.web.design.parts import Cell, Column, Figure, Row, Table
from tvaers.web.settlement import words

_NAME = re.compile(r"(\w+)(?:[\[.](\w+)\]?)?")


def result(run: Any, outcome: WhatIf) -> dict[str, Any]:
    """The template context of `settlement/whatif_result.html`."""
    tables = [
        _table(
            outcome, "Forskel for hver betaler", "Betaler", outcome.by_payer, lambda code: words.party(code, run.ends)
        ),
        _table(outcome, "Forskel for hver bestemmelse", "Bestemmelse", outcome.by_clause, lambda c: _clause(run, c)),
        _table(
            outcome, "Forskel for hver måned", "Måned", outcome.by_month, lambda m: words.month(m) if m else "Uden dag"
        ),
    ]
    return {
        "sets": described_sets(run, outcome.sets),
        "figures": figures(outcome),
        "payers": by_payer(run, outcome),
        "months": by_month(outcome),
        "tables": tables,
    }


def described_sets(run: Any, sets: Any) -> list[list[str]]:
    """Each set as lines of text: what each parameter would be."""
    document = run.edition.document
    return [[_described(document, name, text) for name, text in one.items()] for one in sets]


def _described(document: Mapping[str, Any], name: str, text: str) -> str:
    found = _NAME.fullmatch(name)
    parameter = document["parameters"].get(found[1]) if found else None
    if found is None or parameter is None:
        return f"{name}: {text}"
    words = parameter.get("words")
    heading = parameter["heading"] + (f", {word(found[2], words)}" if found[2] else "")
    unit = parameter["unit"]
    value = text if unit in ("choice", "text", "codes") else parse_value(text, unit)
    return f"{heading}: {shown_value(unit, value, words)}"


def figures(outcome: WhatIf) -> list[Figure]:
    """For each set what would be settled more or less, and what would be held."""
    return [_figure(outcome, index) for index in range(len(outcome.sets))]


def _figure(outcome: WhatIf, index: int) -> Figure:
    settled, held = outcome.total(index), outcome.total(index, "held")
    note = f"I alt {danish.kroner(settled.new)} mod {danish.kroner(settled.base)} nu"
    if held.amount:
        note += f" Tilbageholdt: {signed(held.amount)} kr."
    return Figure(label=f"Sæt {index + 1}, afregnet", value=signed(settled.amount), unit="kr.", note=note)


def by_payer(run: Any, outcome: WhatIf) -> BarChart:
    """The difference for each payer and set."""
    bars = [
        Bar(
            label=f"{_prefix(outcome, index)}{words.party(payer, run.ends)}",
            value=c.amount,
            text=f"{signed(c.amount)} kr.",
        )
        for index in range(len(outcome.sets))
        for payer, c in outcome.by_payer(index).items()
    ]
    return BarChart(title=finding(run, outcome), bars=bars, label_heading="Betaler", value_heading="Forskel")


def by_month(outcome: WhatIf) -> LineChart | None:
    """The difference month by month, for a single set that makes one."""
    months = {month: change.amount for month, change in outcome.by_month(0).items() if month}
    if len(outcome.sets) > 1 or not any(months.values()):
        return None
    largest = max(months, key=lambda month: abs(months[month]))
    return LineChart(
        title=f"Forskellen er størst i {words.month(largest)}: {signed(months[largest])} kr.",
        points=[Point(label=words.month(m), value=oere, text=f"{signed(oere)} kr.") for m, oere in months.items()],
        label_heading="Måned",
        value_heading="Forskel",
        axis_text=lambda oere: danish.whole(portion(oere, 1, 100)),
    )


def finding(run: Any, outcome: WhatIf) -> str:
    """What the sets would change the most, in one sentence."""
    changes = [
        (index, payer, change.amount)
        for index in range(len(outcome.sets))
        for payer, change in outcome.by_payer(index).items()
        if change.amount
    ]
    if not changes:
        return "Værdierne ændrer ingen afregnede beløb"
    index, payer, amount = max(changes, key=lambda change: abs(change[2]))
    more = "mere" if amount > 0 else "mindre"
    who = f"{words.party(payer, run.ends)} ville betale {danish.kroner(abs(amount))} {more}"
    return f"{who} med sæt {index + 1}" if len(outcome.sets) > 1 else who


def signed(oere: int) -> str:
    """A difference with its sign: "+1.234,50", "-1.234,50", "0,00"."""
    return f"{'+' if oere > 0 else ''}{danish.oere_number(oere)}"


def _table(
    outcome: WhatIf,
    caption: str,
    heading: str,
    by: Callable[[int], dict[str, Change]],
    label: Callable[[str], str],
) -> Table:
    """Each set's difference with its sign, and the sums as they are; a total below."""
    groups = [by(index) for index in range(len(outcome.sets))]
    keys = sorted({key for group in groups for key in group})
    nothing = Change(0, 0)

    def row(name: str, base: int, amounts: list[int], total: bool = False) -> Row:
        numbers = [*(Cell(text=signed(amount)) for amount in amounts), Cell(text=danish.oere_number(base))]
        return Row(cells=[Cell(text=name, header=True), *numbers], total=total)

    base = {key: next(group[key].base for group in groups if key in group) for key in keys}
    rows = [row(label(key), base[key], [group.get(key, nothing).amount for group in groups]) for key in keys]
    totals = [sum(change.amount for change in group.values()) for group in groups]
    return Table(
        caption=caption,
        columns=[
            Column(key="name", title=heading),
            *(Column(key=f"set{i}", title=f"Sæt {i + 1} i kr.", align="right") for i in range(len(groups))),
            Column(key="base", title="Nu i kr.", align="right"),
        ],
        rows=[*rows, row("I alt", sum(base.values()), totals, total=True)] if rows else [],
        empty="Der er ingen afregnede beløb i perioden.",
    )


def _prefix(outcome: WhatIf, index: int) -> str:
    return f"Sæt {index + 1}: " if len(outcome.sets) > 1 else ""


def _clause(run: Any, clause: str) -> str:
    return f"{clause} {words.clause_heading(run, clause)}"
