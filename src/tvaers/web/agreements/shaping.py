"""From an edition in words to what the templates of the agreements pages show."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tvaers.engine.agreements import queries, reading
from tvaers.engine.agreements.reading import Document, ParameterWords, Timeline
from tvaers.engine.agreements.wording import document_title
from tvaers.engine.parties import queries as parties
from tvaers.kernel.package_values import NUMBERS
from tvaers.web.agreements.executors import executor_link
from tvaers.web.agreements.figures import Figures
from tvaers.web.design import charts, danish, parts
from tvaers.web.links import to

STATUS_KINDS: dict[str, parts.Kind] = {"executed": "ok", "later": "wait", "shown": "neutral"}


def standing(agreement: Any, day: date) -> list[parts.Status]:
    """What the agreement is on a day: signed or draft, and in force or not."""
    given, needed = queries.signatures(agreement, day).count(), agreement.signatures_required
    states = []
    if needed:
        is_signed = given >= needed
        words = "Underskrevet" if is_signed else "Kladde"
        states.append(parts.Status(text=f"{words}, {given} af {needed}", kind="ok" if is_signed else "warning"))
    if queries.active_on(agreement, day):
        states.append(parts.Status(text="I kraft", kind="ok"))
    elif day < agreement.starts:
        states.append(parts.Status(text=f"Begynder {danish.day(agreement.starts)}", kind="wait"))
    else:
        states.append(parts.Status(text="Udløbet", kind="neutral"))
    return states


def party_links(codes: list[str], day: date) -> list[parts.Link]:
    """Parties by name, each leading to its page."""
    rows = [(code, parties.party_by_code(code, day)) for code in codes]
    return [
        parts.Link(title=row.name, url=to("parties:party", row.key)) if row else parts.Link(title=code, url="")
        for code, row in rows
    ]


def mark(document: Document, name: str, package: str) -> parts.Reading | None:
    """A reading mark that opens to the problem and the choice."""
    found = document["readings"].get(name)
    if found is None:
        return None
    url = to("agreements:readings", package)
    return parts.Reading(id=name, problem=found["problem"], choice=found["choice"], url=f"{url}#{name}")


def clause_groups(
    document: Document, shown: list[dict[str, Any]], package: str, figures: Figures | None
) -> list[dict[str, Any]]:
    """The clauses under the paragraph that they stand in, in the agreement's order; `paper` where there are several."""
    views = [clause_view(document, one, package, figures) for one in shown]
    is_split = len({one["document"] for one in document["clauses"].values()}) > 1
    return [
        {"title": title, "paper": document_title(document, paper) if is_split else "", "clauses": list(group)}
        for (paper, title), group in groupby(views, key=lambda view: (view["document"], _paragraph(view)))
    ]


def clause_view(document: Document, one: dict[str, Any], package: str, figures: Figures | None) -> dict[str, Any]:
    """One clause with its words, its status, what carries it out, and its figures."""
    later = one["later"]
    links = (executor_link(each, one["id"], document, package) for each in reading.executors(document, one["id"]))
    return {
        **one,
        "url": to("agreements:clause", package, one["id"]),
        "kind_words": reading.KINDS[one["kind"]],
        "state": parts.Status(text=reading.STATUSES[one["status"]], kind=STATUS_KINDS[one["status"]]),
        "links": list(dict.fromkeys(links)),
        "later_words": f"Kommer med delen {later['part']}. {later['why']}" if later else "",
        "settled": figures.settled.get(one["id"]) if figures else None,
        "held": figures.held.get(one["id"]) if figures else None,
        "is_priced": any(rule.kind == "settled" for rule in reading.rules_of(document, one["id"])),
    }


def parameter_view(document: Document, one: ParameterWords, package: str, *, always_chart: bool) -> dict[str, Any]:
    """A parameter with a table of its values for each key, and charts of the numbers."""
    clause = reading.clause(document, one.clause)
    return {
        "words": one,
        "clause_title": f"{one.clause} {clause['heading']}" if clause else one.clause,
        "clause_url": to("agreements:clause", package, one.clause) if clause else "",
        "timelines": [
            {
                "title": line.key_words[:1].upper() + line.key_words[1:],
                "charts": _charts(document, one, line, always_chart),
                "table": _table(one, line),
                "readings": _marks(document, line, package),
                "notes": [value["note"] for value in line.values if value["note"]],
            }
            for line in one.timelines
            if line.values
        ],
    }


def shown(unit: str, value: dict[str, Any]) -> str:
    """A value in words; codes of parties by the names that they had when the value began."""
    if unit != "codes":
        return str(value["shown"])
    return ", ".join(parties.name_of(code, date.fromisoformat(value["from"])) for code in value["value"])


def _marks(document: Document, line: Timeline, package: str) -> list[parts.Reading]:
    names = dict.fromkeys(value["reading"] for value in line.values if value["reading"])
    return [found for name in names if (found := mark(document, name, package))]


def _table(one: ParameterWords, line: Timeline) -> parts.Table:
    """The dated values of one key; a stretch without a value is a row of its own with the reason."""
    rows = []
    for value in line.values:
        if value["gap"]:
            rows.append(_row("", "", "ingen værdi", value["gap"], ""))
        rows.append(
            _row(
                iso_day(value["from"]),
                iso_day(value["to"]) if value["to"] else "indtil videre",
                shown(one.unit, value),
                value["source_words"],
                f"Læsning {value['reading']}" if value["reading"] else "",
            )
        )
    columns = ("Fra", "Til", f"Værdi ({one.unit_words})", "Kilde", "Læsning")
    return parts.Table(
        caption=f"Værdier: {one.heading}" + (f", {line.key_words}" if line.key_words else ""),
        columns=[parts.Column(key=title, title=title) for title in columns],
        rows=rows,
    )


def _row(*texts: str) -> parts.Row:
    first, *rest = texts
    return parts.Row(cells=[parts.Cell(text=first or "derimellem", header=True), *(parts.Cell(text=t) for t in rest)])


def _charts(document: Document, one: ParameterWords, line: Timeline, always: bool) -> list[charts.StepChart]:
    """One step chart for each unbroken stretch of values; none for words, nor for what never changed unless asked."""
    if one.unit not in NUMBERS or (len(line.values) < 2 and not always):
        return []
    return [_chart(document, one, line, stretch) for stretch in _stretches(line)]


def _stretches(line: Timeline) -> list[list[dict[str, Any]]]:
    """The values in rows that follow on each other without a day between."""
    found: list[list[dict[str, Any]]] = []
    for value in line.values:
        before = found[-1][-1]["to"] if found else None
        if before and date.fromisoformat(before) + timedelta(days=1) == date.fromisoformat(value["from"]):
            found[-1].append(value)
        else:
            found.append([value])
    return found


def _chart(document: Document, one: ParameterWords, line: Timeline, values: list[dict[str, Any]]) -> charts.StepChart:
    until = values[-1]["to"] or document["valid"]["to"]
    steps = [
        charts.Step(start=date.fromisoformat(v["from"]), value=v["value"], text=v["shown"], note=v["source_words"])
        for v in values
    ]
    first, last = values[0], values[-1]
    title = f"{first['shown']} hele tiden " if len(values) == 1 else f"fra {first['shown']} til {last['shown']} "
    key = f", {line.key_words}" if line.key_words else ""
    period = f"fra {iso_day(first['from'])} til {iso_day(until)}"
    return charts.StepChart(title=f"{one.heading}{key}: {title}{period}", steps=steps, until=date.fromisoformat(until))


def _paragraph(view: dict[str, Any]) -> str:
    return str(view["place"]).split(",")[0]


def iso_day(text: str) -> str:
    """A day of a document, as the reader writes it."""
    return danish.day(date.fromisoformat(text))
