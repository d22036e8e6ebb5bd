"""What the settlement pages call things: parties by name, outcomes, states and tables in Danish."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement.lifecycle import OBJECTION, STATEMENT, state_label
from tvaers.engine.settlement.line_ids import parse_line
from tvaers.engine.settlement.lines import Line
from tvaers.kernel.workflow import Workflow
from tvaers.web.design import danish
from tvaers.web.design.parts import Kind, Status

T = TypeVar("T")
OUTCOMES = {
    "settled": "Afregnet",
    "held": "Tilbageholdt",
    "open": "Ikke afsluttet",
    "out_of_scope": "Uden for aftalen",
    "outside_period": "Uden for perioden",
}
ACTIVITY = {
    "contacts": "Kontakter",
    "extras": "Særydelser",
    "private_invoices": "Regninger fra privathospitaler",
    "drug_courses": "Forløb med dyr medicin",
    "dialysis_days": "Dialysedage",
    "tariffs": "Takster",
    "municipal_figures": "Kommunetal",
}
_SHAPES: dict[str, Kind] = {
    "draft": "neutral",
    "sent": "wait",
    "disputed": "warning",
    "approved": "ok",
    "paid": "ok",
    "raised": "wait",
    "accepted": "ok",
    "corrected": "ok",
    "rejected": "error",
    "withdrawn": "neutral",
}
_CITIZEN_KEYS = ("citizen_id",)
_PARTY_KEYS = ("region", "municipality")
_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def party(code: str | None, day: date | None) -> str:
    """The name of a party on a day; a name that is no code comes back as it is."""
    return parties.name_of(code, day) if code else danish.UNKNOWN


def with_names(text: str, codes: Iterable[str | None], day: date | None) -> str:
    """A sentence with names for the party codes in it. Only the codes given are replaced, never other numbers."""
    known = {code: party(code, day) for code in codes if code}
    pattern = "|".join(re.escape(code) for code in known)
    return re.sub(rf"(?<![\w.,])({pattern})(?![\w,]|\.\d)", lambda found: known[found[0]], text) if known else text


def statement_status(state: str) -> Status:
    """A statement's state in a word and a shape."""
    return _status(STATEMENT, state)


def objection_status(state: str) -> Status:
    """An objection's state in a word and a shape."""
    return _status(OBJECTION, state)


def event_label(workflow: Workflow, name: str) -> str:
    """The Danish name of an event; its own name when the workflow no longer knows it."""
    return next((event.label for event in workflow.events if event.name == name), name)


def table_of(run: Any, name: str) -> dict[str, Any]:
    """The description of a rule table in the run's edition; only its name when the edition has none such."""
    tables = run.edition.document["tables"]
    return next((table for table in tables if table["name"] == name), {"name": name, "title": name, "source": ""})


def source_of(run: Any, line: Line) -> str:
    """What the row of a line is called on screen: its number, or the party it is about; never who the citizen is."""
    key = table_of(run, line.table)["source"]
    if key in _CITIZEN_KEYS:
        return f"En borger ({line.part})" if line.part else "En borger"
    name = party(line.source, run.ends) if key in _PARTY_KEYS else line.source
    return f"{name}, {line.part}" if line.part else name


def hides_citizen(run: Any, line: Line) -> bool:
    """Whether the number of a line names a citizen, so that the screen leaves it out."""
    return table_of(run, line.table)["source"] in _CITIZEN_KEYS


def shown_number(run: Any, line_id: str) -> str:
    """A line's number as the screen shows it; never one that names a citizen."""
    wanted = parse_line(line_id)
    is_hidden = table_of(run, wanted.table)["source"] in _CITIZEN_KEYS
    return f"En borger, {danish.day(wanted.day)}" if is_hidden else line_id


def rules_by_name(run: Any) -> dict[str, dict[str, Any]]:
    """The rules of the run's edition by name."""
    return {rule["name"]: rule for rule in run.edition.document["rules"].values()}


def clause_heading(run: Any, clause: str) -> str:
    """The heading of a clause, or nothing."""
    return str(run.edition.document["clauses"].get(clause, {}).get("heading", ""))


def period(run: Any) -> str:
    """The days that a run settled: "01-01-2021 til 31-12-2021"."""
    return f"{danish.day(run.starts)} til {danish.day(run.ends)}"


def month(text: str) -> str:
    """ "2021-11" as "nov. 2021", short enough for an axis."""
    name, year = whole_month(text).split()
    return f"{name if len(name) <= 4 else f'{name[:3]}.'} {year}"


def whole_month(text: str) -> str:
    """ "2021-11" as "november 2021"."""
    year, _, number = text.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def ordered(by_name: Mapping[str, T], names: Iterable[str]) -> dict[str, T]:
    """The same by the order of the names; the database does not keep the order of keys."""
    first = [name for name in names if name in by_name]
    return {name: by_name[name] for name in (*first, *(name for name in by_name if name not in first))}


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 linje", "1.200 linjer"."""
    return f"{danish.whole(number)} {one if number == 1 else many}"


def _status(workflow: Workflow, state: str) -> Status:
    return Status(text=state_label(workflow, state), kind=_SHAPES.get(state, "neutral"))
