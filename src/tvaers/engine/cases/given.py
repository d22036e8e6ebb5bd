"""Reading what somebody gives with an event: text from a form, an API or a scenario into the JSON that is kept.

Kept values: text as it is, a date as "2026-03-02", a time as ISO with zone, a count and money (øre) as whole numbers,
yes and no as booleans, several choices and parties as lists, a checklist as line → "done" or "not_relevant".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, datetime
from typing import Any

from tvaers.engine.cases import anonymity, bounds
from tvaers.kernel import clock
from tvaers.kernel.calendar_table import FIRST_YEAR
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import parse_kroner

SEALED = "forseglet"
"""What stands in a case where a sealed value was given; the value itself is kept apart."""
RECORD = "record"
"""The name under which an event that changes a record says which one."""
LINES = ("done", "not_relevant")
EARLIEST = datetime(FIRST_YEAR, 1, 1, tzinfo=COPENHAGEN)
"""Before this no deadline can be counted."""
FARTHEST = 300
"""How many years from there a time may be, so that every one can be told in any zone."""
_DANISH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_YES, _NO = ("yes", "true", "ja", "on"), ("no", "false", "nej")


@dataclass(frozen=True)
class Given:
    """What somebody gives with an event, as raw values by field. The log keeps the fields' names and no values.

    Problem when it is more than can be kept, or has signs that cannot.
    """

    values: Mapping[str, object] = attribute(default_factory=dict)

    def __post_init__(self) -> None:
        bounds.check(self.values)

    def audit_name(self) -> str:
        """The names of the fields."""
        return ", ".join(sorted(self.values)) or "ingenting"


class Faults(Problem):
    """What was given cannot be used. `by_field` holds a Danish sentence for each field."""

    def __init__(self, what: str, by_field: Mapping[str, str]) -> None:
        self.by_field = dict(by_field)
        super().__init__(what=what, do="Ret felterne, og prøv igen.", findings=tuple(self.by_field.values()))


def read_given(type: CaseType, event: EventSpec, raw: Mapping[str, object], on: date | None = None) -> dict[str, Any]:
    """The values to keep. Raises Faults for what is missing, not among the event's fields, or not of its type.

    `on` is the day it happens (today when left out): what may not be shared then is refused, and is not missing.
    """
    withheld = withheld_of(type, event, on or clock.today())
    kept, faults = _read(type, event, raw, withheld)
    fields = fields_of(type, event)
    missing = [name for name in event.needs if name not in kept and name not in faults and name not in withheld]
    faults |= {name: f"{fields[name].label} mangler." for name in missing}
    if event.updates:
        kept[RECORD] = str(raw.get(RECORD) or "")
        if not kept[RECORD]:
            faults[RECORD] = "Vælg, hvilken der er tale om."
    if faults:
        raise Faults(f"»{event.label}« kan ikke registreres endnu.", faults)
    return kept


def mended(type: CaseType, event: EventSpec, old: Mapping[str, Any], raw: Mapping[str, object]) -> dict[str, Any]:
    """What an event should have been given: its old values, with those in `raw` instead, and without those empty there.

    Raises Faults for what is not the event's own, not of its type, or emptied though the event needs it.
    """
    kept, faults = _read(type, event, raw)
    fields = fields_of(type, event)
    emptied = {name for name in raw if name in fields and name not in kept and name not in faults}
    faults |= {name: f"{fields[name].label} mangler." for name in emptied & set(event.needs)}
    if faults:
        raise Faults(f"»{event.label}« kan ikke rettes sådan.", faults)
    new = {**old, **without_sealed(type, event, kept)}
    return {name: value for name, value in new.items() if name not in emptied}


def withheld_of(type: CaseType, event: EventSpec, day: date) -> frozenset[str]:
    """The event's fields that may not be shared on a day, because they have no legal basis then (BREV-17).

    The columns of a list share its basis.
    """
    lists = [name for name in (event.adds, event.updates) if name]
    home = {column.id: name for name in lists for column in type.field(name).of}
    return frozenset(name for name in fields_of(type, event) if not type.may_share(home.get(name, name), day))


def _read(
    type: CaseType, event: EventSpec, raw: Mapping[str, object], withheld: frozenset[str] = frozenset()
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that could be read, and a Danish sentence for each that could not."""
    fields = fields_of(type, event)
    strangers = [name for name in raw if name not in fields and name != RECORD]
    faults = {name: f"»{name}« hører ikke til »{event.label}«." for name in strangers}
    kept: dict[str, Any] = {}
    for name, field in fields.items():
        try:
            value = read_value(field, raw.get(name))
        except Problem as problem:
            faults[name] = f"{field.label}: {problem.what}"
        else:
            kept |= {} if value is None else {name: value}
    faults |= {name: f"{fields[name].label} har ingen hjemmel og kan ikke deles." for name in withheld & set(kept)}
    return kept, faults


def without_sealed(type: CaseType, event: EventSpec, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a mark in place of each sealed one, so that no event ever holds it."""
    fields = fields_of(type, event)
    return {name: SEALED if name in fields and fields[name].type == "sealed" else kept[name] for name in kept}


def fields_of(type: CaseType, event: EventSpec) -> dict[str, FieldSpec]:
    """The fields that an event needs and takes, in that order; the columns of a record by their own names."""
    columns = {c.id: c for name in (event.adds, event.updates) if name for c in type.field(name).of}
    named = [*event.needs, *event.takes]
    known = {field.id: field for field in type.fields} | columns
    return {name: known[name] for name in dict.fromkeys(named)}


def read_value(field: FieldSpec, raw: object) -> Any:
    """One value as it is kept, or None when nothing was given. Problem when it is not of the field's type."""
    if raw is None or raw in ("", [], (), {}):
        return None
    kept = _READERS[field.type](field, raw)
    if field.anonymous and kept is not None and (reason := anonymity.stops(str(kept))):
        raise Problem(what=reason)
    return kept


def _text(field: FieldSpec, raw: object) -> str | None:
    if isinstance(raw, Mapping | list | tuple | set | frozenset):
        raise Problem(what="Skriv det som én tekst.")
    return str(raw).strip() or None


def _date(field: FieldSpec, raw: object) -> str:
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    text = str(raw).strip()
    found = _DANISH_DAY.fullmatch(text)
    try:
        if found:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            day = datetime.fromisoformat(text).date() if len(text) > len("2026-12-31") else date.fromisoformat(text)
    except ValueError:
        raise Problem(what=f"»{text}« er ikke en dato. Skriv den som 31-12-2026.") from None
    return day.isoformat()


def read_time(raw: object) -> datetime:
    """A moment from ISO text or a datetime; Danish time when no zone is given. Problem if it is not one."""
    text = raw.isoformat() if isinstance(raw, date | datetime) else str(raw).strip()
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})(?: (?:kl\. ?)?(\d{1,2})[.:](\d{2}))?", text)
    try:
        if found:
            parts = [int(found[n] or 0) for n in (3, 2, 1, 4, 5)]
            moment = datetime(parts[0], parts[1], parts[2], parts[3], parts[4])
        else:
            moment = datetime.fromisoformat(text)
        if abs(moment.year - EARLIEST.year) > FARTHEST:
            raise ValueError(text)
    except ValueError:
        raise Problem(what=f"»{text}« er ikke et tidspunkt. Skriv det som 31-12-2026 kl. 14.00.") from None
    return moment.replace(tzinfo=COPENHAGEN) if moment.tzinfo is None else moment


def check_time(at: datetime | None) -> None:
    """Problem when something is said to have happened later than now, or before the days that deadlines know."""
    if at is not None and at > clock.now():
        raise Problem(what="Tidspunktet ligger i fremtiden.", do="Skriv, hvornår det skete.")
    if at is not None and at < EARLIEST:
        raise Problem(what=f"Tidspunktet ligger før {EARLIEST.year}.", do="Skriv, hvornår det skete.")


def _time(field: FieldSpec, raw: object) -> str:
    return read_time(raw).astimezone(COPENHAGEN).isoformat()


def _count(field: FieldSpec, raw: object) -> int:
    text = str(raw).strip()
    if not re.fullmatch(r"-?\d{1,15}", text):
        raise Problem(what=f"»{text}« er ikke et helt tal på højst 15 cifre.")
    return int(text)


def _money(field: FieldSpec, raw: object) -> int:
    """Kroner, as "500000.00", "500.000,00" or "500000", to øre."""
    text = str(raw).strip().removesuffix("kr.").strip()
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?|-?\d+,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if not digits[:1].isdigit():
        raise Problem(what=f"»{text}« er ikke et beløb i kroner. Skriv det som 500.000,00.")
    return sign * parse_kroner(digits)


def _yes_no(field: FieldSpec, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text not in (*_YES, *_NO):
        raise Problem(what=f"»{text}« er hverken ja eller nej.")
    return text in _YES


def _choice(field: FieldSpec, raw: object) -> str:
    text = str(raw).strip()
    if text not in {choice.id for choice in field.choices}:
        known = ", ".join(f"{choice.label} ({choice.id})" for choice in field.choices)
        raise Problem(what=f"»{text}« er ikke et af valgene: {known}.")
    return text


def _choices(field: FieldSpec, raw: object) -> list[str] | None:
    return list(dict.fromkeys(_choice(field, one) for one in _several(raw))) or None


def _parties(field: FieldSpec, raw: object) -> list[str] | None:
    return list(dict.fromkeys(str(one).strip() for one in _several(raw) if str(one).strip())) or None


def _several(raw: object) -> list[object]:
    if isinstance(raw, str):
        return [part.strip() for part in raw.split(",") if part.strip()]
    return list(raw) if isinstance(raw, list | tuple | set | frozenset) else [raw]


def _checklist(field: FieldSpec, raw: object) -> dict[str, str]:
    """Lines with "done" or "not_relevant"; a list of lines means that they are done; "open" takes a line back."""
    given = dict(raw) if isinstance(raw, Mapping) else {str(_choice(field, one)): "done" for one in _several(raw)}
    for line, mark in given.items():
        _choice(field, line)
        if mark not in (*LINES, "open"):
            raise Problem(what=f"»{mark}« er ikke en status. Brug done, not_relevant eller open.")
    return {str(line): str(mark) for line, mark in given.items()}


def _records(field: FieldSpec, raw: object) -> list[dict[str, Any]]:
    if not isinstance(raw, list | tuple):
        raise Problem(what="Feltet skal være en liste.")
    return [{k: v for k, v in _columns(field, row) if v is not None} | {"id": str(n)} for n, row in enumerate(raw, 1)]


def _columns(field: FieldSpec, row: object) -> Iterator[tuple[str, Any]]:
    given = dict(row) if isinstance(row, Mapping) else {}
    unknown = set(given) - {column.id for column in field.of}
    if unknown or not given:
        raise Problem(what=f"Listen har en række med ukendte oplysninger: {', '.join(sorted(unknown)) or 'ingen'}.")
    yield from ((column.id, read_value(column, given.get(column.id))) for column in field.of)


_READERS = {
    "text": _text, "long_text": _text, "sealed": _text, "date": _date, "time": _time, "count": _count,
    "money": _money, "yes_no": _yes_no, "choice": _choice, "choices": _choices, "party": _text,
    "parties": _parties, "checklist": _checklist, "records": _records,
}  # fmt: skip


def as_fact(field: FieldSpec, kept: Any) -> Any:
    """A kept value as rules see it: dates and times as such, lists as tuples. None stays None."""
    if kept is None:
        return None
    if field.per:
        return {party: _plain(field, value) for party, value in kept.items()}
    return _plain(field, kept)


def _plain(field: FieldSpec, kept: Any) -> Any:
    if field.type == "date":
        return date.fromisoformat(kept)
    if field.type == "time":
        return datetime.fromisoformat(kept)
    if field.type in ("choices", "parties"):
        return tuple(kept)
    if field.type == "records":
        columns = {column.id: column for column in field.of}
        return tuple({k: as_fact(columns[k], v) if k in columns else v for k, v in row.items()} for row in kept)
    return kept
