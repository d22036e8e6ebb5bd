"""Between the core's case and the database: reading a case from its events, and writing what one more makes of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import QuerySet, Value

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import core, stay_rows
from tvaers.engine.cases.duties import moves
from tvaers.engine.cases.given import as_fact
from tvaers.engine.cases.models import Case, CaseParty, Event, Notice, Turn
from tvaers.engine.cases.words import Word
from tvaers.engine.parties.queries import kind_of, name_of
from tvaers.kernel import clock, jobs
from tvaers.kernel.case_events import VOIDED
from tvaers.kernel.case_types import CaseType, FieldSpec, LookUp
from tvaers.kernel.errors import Conflict
from tvaers.kernel.package import Package

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What case numbers are made of: no letters that look like digits."""
CONFIG = "danish"
MOST_SEARCHED = 250_000
"""How much of a case's text is searched, in characters: the database's index holds no more than a mebibyte."""
OPENED = 1
"""The number of the row of events that opens a case."""
NOBODY = (None, None)
"""What has been mailed about a new line of a worklist: nothing to its people, nothing to their leaders."""


def new_number(prefix: str) -> str:
    """A number for a new case, as "UDS-7KQ4-M2XD": random, so that it tells nothing about how many there are."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{drawn[:4]}-{drawn[4:]}"


def package_of(row: Case) -> Package:
    """The package that a case runs under."""
    return agreements.package(row.package)


def read(row: Case) -> core.Case:
    """The case that a row's events make."""
    package = package_of(row)
    type = package.case_types[row.type]
    start = core.begin(package, type, found(package, type, row.data, row.citizen_id, row.pk), kind_of)
    return core.replay(start, effective(row.events.order_by("number")))


def effective(events: Iterable[Event]) -> list[core.Happened]:
    """What happened: events with their newest correction, without those annulled; a void case keeps its opening."""
    happened: dict[int, core.Happened] = {}
    for row in events:
        if row.kind == "annulment" and row.target == OPENED:
            happened[row.number] = replace(as_happened(row), event=VOIDED)
        elif row.kind == "annulment":
            happened.pop(row.target or 0, None)
        elif row.kind == "event":
            happened[row.number] = as_happened(row)
        elif row.target in happened:
            old = happened[row.target]
            happened[old.number] = core.Happened(
                old.number, old.event, row.at, old.doer, row.data, row.recorded_at, row.by
            )
    return list(happened.values())


def as_happened(row: Event) -> core.Happened:
    """A row of events as the core sees it."""
    doer = core.Doer(row.party, row.role, row.job)
    return core.Happened(row.number, row.event, row.at, doer, row.data, row.recorded_at, row.by)


def found(
    package: Package, type: CaseType, data: Mapping[str, Any], citizen: int | None, own: int | None = None
) -> core.Found:
    """The data, as rules see it, of the other cases that this one looks up; `citizen` and `own` are keys of rows."""
    return {
        look.id: tuple(_facts(package, look, row) for row in _rows(package, look, data, citizen).exclude(pk=own or 0))
        for look in type.looks_up
    }


def _facts(package: Package, look: LookUp, row: Case) -> Mapping[str, Any]:
    fields = {field.id: field for field in package.case_types[look.type].fields}
    return {name: as_fact(fields[name], kept) for name, kept in row.data.items() if name in fields}


def _rows(package: Package, look: LookUp, data: Mapping[str, Any], citizen: int | None) -> QuerySet[Case]:
    rows = Case.objects.filter(type=look.type, package=package.id)
    rows = rows.filter(state__in=look.states) if look.states else rows.filter(is_open=True)
    if look.citizen:
        rows = rows.filter(citizen=citizen) if citizen else rows.none()
    for theirs, ours in look.match.items():
        rows = rows.filter(**{f"data__{theirs}": data.get(ours)})
    return rows.order_by("pk")


def lock(row: Case, version: int | None) -> Case:
    """The row, held until the transaction ends. Conflict telling what came since, when `version` is not the newest."""
    held = Case.objects.select_for_update().get(pk=row.pk)
    if version is not None and held.version != version:
        raise Conflict(
            what="Forløbet er ændret, siden du åbnede det.",
            why=_since(held, version),
            do="Se, hvad der er sket, og gem igen. Det, du har skrevet, er ikke tabt.",
        )
    return held


def _since(row: Case, version: int) -> str:
    """What has happened after a version, as a Danish sentence."""
    type = package_of(row).case_types[row.type]
    newer = row.events.filter(number__gt=version).order_by("number")
    told = [
        f"{one.recorded_at.astimezone(clock.COPENHAGEN):%d-%m-%Y kl. %H.%M} "
        f"registrerede {name_of(one.party) or one.by} »{type.event(one.event).label}«"
        for one in newer
    ]
    return f"Siden da: {'; '.join(told)}."


def append(row: Case, case: core.Case, event: Event) -> None:
    """Write one row of events and everything that follows from it. `case` is the case after it."""
    row.version += 1
    event.case, event.number, event.state = row, row.version, case.state
    event.save()
    write_state(row, case, event.recorded_at)


def write_state(row: Case, case: core.Case, at: datetime) -> None:
    """Write what the case's events make of it: state, data, parties, turns and what it is found by."""
    row.state, row.data, row.is_open = case.state, dict(case.data), not case.is_closed
    row.title, row.changed_at = title_of(case), at
    row.opened_at = case.opened_at or row.opened_at
    row.closed_at = (row.closed_at or at) if case.is_closed else None
    row.save()
    text = searched(row, case)
    Case.objects.filter(pk=row.pk).update(search=SearchVector(Value(text), config=CONFIG))
    _write_parties(row, case)
    write_turns(row, case, at)


def _write_parties(row: Case, case: core.Case) -> None:
    wanted = {(role, party) for role, parties in case.parties.items() for party in parties}
    kept = {(one.role, one.party): one for one in row.parties.all()}
    CaseParty.objects.filter(pk__in=[one.pk for key, one in kept.items() if key not in wanted]).delete()
    fresh = [CaseParty(case=row, type=row.type, role=r, party=p) for r, p in sorted(wanted - set(kept))]
    CaseParty.objects.bulk_create(fresh)


def write_turns(row: Case, case: core.Case, at: datetime) -> None:
    """Write anew whose move it is, and which board shows it. What has been mailed about a deadline stays mailed."""
    told = {(one.party, one.role): (one.mailed_for, one.escalated_for) for one in row.turns.all()}
    row.turns.all().delete()
    Turn.objects.bulk_create(
        Turn(
            case=row, type=row.type, party=one.party, role=one.role, what=one.what, why=one.why, duty=one.duty,
            due=one.due, remind=one.remind, is_turn=one.is_turn, since=row.changed_at or at,
            mailed_for=told.get((one.party, one.role), NOBODY)[0],
            escalated_for=told.get((one.party, one.role), NOBODY)[1],
        )
        for one in moves(case, at)
    )  # fmt: skip
    stay_rows.write(row, case, at)


def send_words(row: Case, words: Iterable[Word], number: int) -> None:
    """Write the word that a row of events sends, and see that it is on its way."""
    made = Notice.objects.bulk_create(
        Notice(
            case=row, type=row.type, number=number, name=word.id, role=word.role, party=word.party, label=word.label,
            channel=word.channel, category=word.category, at=word.at,
        )
        for word in words
    )  # fmt: skip
    for notice in made:
        jobs.hand_over("cases.send_notice", notice=notice.pk)


def title_of(case: core.Case) -> str:
    """What the case is called: its type, and the fields that name it."""
    parts = [shown(case.type.field(name), case.data.get(name)) for name in case.type.named]
    return " · ".join([case.type.title, *(part for part in parts if part)])[:300]


def shown(field: FieldSpec, kept: Any) -> str:
    """A kept value in plain words for titles and search; "" for none."""
    if kept in (None, "", [], {}):
        return ""
    if field.type == "choice":
        return field.label_of(str(kept))
    if field.type == "choices":
        return ", ".join(field.label_of(one) for one in kept)
    if field.type == "party":
        return name_of(str(kept))
    if field.type == "date":
        return f"{kept[8:10]}-{kept[5:7]}-{kept[:4]}"
    return str(kept) if field.type in ("text", "long_text", "count") else ""


def searched(row: Case, case: core.Case) -> str:
    """The text that a case is found by: its number, title, state, parties' names and texts; nothing blind or sealed."""
    texts = [shown(field, case.data.get(field.id)) for field in case.type.fields if not (field.blind or field.per)]
    names = [name_of(party) for parties in case.parties.values() for party in parties]
    parts = [row.number, row.title, case.type.state(case.state).label, *names, *texts]
    return " ".join(part for part in parts if part)[:MOST_SEARCHED]


def check_unique(row: Case, case: core.Case) -> None:
    """Conflict when another case of the type has the same value in a field that must be its own."""
    for field in case.type.fields:
        value = case.data.get(field.id)
        if not getattr(field, "unique", False) or value in (None, ""):
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{row.type}.{field.id}.{value}"])
        others = Case.objects.filter(type=row.type, **{f"data__{field.id}": value})
        others = others.exclude(pk=row.pk).exclude(state=VOIDED)
        if others.exists():
            raise Conflict(
                what=f"{field.label} »{value}« er brugt i et andet forløb.",
                why="To forløb kan ikke have det samme.",
                do="Ret nummeret, eller brug det forløb, der har det.",
            )
