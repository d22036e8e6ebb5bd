"""Editions of an agreement: when each was recorded, what was changed, and which values held and were known when."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.agreements import queries, reading
from tvaers.engine.agreements.difference import differences
from tvaers.kernel import clock
from tvaers.kernel.clock import COPENHAGEN
from tvaers.web.agreements import shaping
from tvaers.web.agreements.forms import EditionFilter
from tvaers.web.agreements.pages import frame
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

SHORT = 12


@shows_problems
def editions(request: HttpRequest, package: str) -> HttpResponse:
    """Udgaver: which editions are there, and which values held on a day, as they were known on another?"""
    found = queries.agreement(request.user, package)
    every = list(queries.editions(found))
    chosen = EditionFilter(request.GET, auto_id="filter_%s")
    chosen.is_valid()
    day = chosen.cleaned_data.get("dato") or min(max(clock.today(), found.starts), found.ends)
    known = chosen.known()
    edition = queries.edition_known(found, _end_of(known))
    context = {
        **frame(found, queries.edition(found).document, "Udgaver"),
        "editions": _table(package, every),
        "filter": chosen,
        "day": day,
        "known": known,
        "edition": edition,
        "values": _values(edition.document, day, package) if edition else None,
    }
    return render(request, "agreements/editions.html", context)


@shows_problems
def difference(request: HttpRequest, package: str) -> HttpResponse:
    """Forskel: what was changed from one edition to another?"""
    found = queries.agreement(request.user, package)
    old = queries.edition_named(found, request.GET.get("fra", ""))
    new = queries.edition_named(found, request.GET.get("til", ""))
    changes = differences(old.document, new.document)
    subjects = list(dict.fromkeys(change.subject for change in changes))
    known = new.document["clauses"]
    groups = [
        {
            "title": subject,
            "changes": [
                {"words": c, "url": to("agreements:clause", package, c.clause) if c.clause in known else ""}
                for c in changes
                if c.subject == subject
            ],
        }
        for subject in subjects
    ]
    context = {
        **frame(found, new.document, "Forskel mellem to udgaver"),
        "old": old,
        "new": new,
        "old_name": old.content_hash[:SHORT],
        "new_name": new.content_hash[:SHORT],
        "groups": groups,
        "count": len(changes),
    }
    return render(request, "agreements/difference.html", context)


def _table(package: str, every: list[Any]) -> parts.Table:
    """The editions, newest first, each with the way to what it changed."""
    rows = []
    for edition, before in zip(every, [*every[1:], None], strict=True):
        names = (before.content_hash[:SHORT], edition.content_hash[:SHORT]) if before else ("", "")
        changed = parts.Cell(text="den første udgave")
        if before:
            url = to("agreements:difference", package, fra=names[0], til=names[1])
            changed = parts.Cell(text="Se, hvad der blev ændret", href=url)
        rows.append(
            parts.Row(
                cells=[
                    parts.Cell(text=edition.content_hash[:SHORT], header=True),
                    parts.Cell(text=danish.moment(edition.recorded_at)),
                    changed,
                ]
            )
        )
    columns = [parts.Column(key=title, title=title) for title in ("Indholdets kontroltal", "Registreret", "Ændringer")]
    return parts.Table(caption="Udgaver", columns=columns, rows=rows, count=len(rows), noun="i alt")


def _values(document: reading.Document, day: date, package: str) -> parts.Table:
    """Every parameter's value on a day in one edition; where there is none, the reason."""
    rows = []
    for one in reading.all_parameters(document):
        for line in one.timelines:
            value = reading.value_on(line, day)
            heading = one.heading + (f", {line.key_words}" if line.key_words else "")
            period = f"{shaping.iso_day(value['from'])} til {_until(value)}" if value else ""
            rows.append(
                parts.Row(
                    cells=[
                        parts.Cell(text=heading, href=f"{to('agreements:parameters', package)}#{one.id}", header=True),
                        parts.Cell(text=shaping.shown(one.unit, value) if value else "ingen værdi den dag"),
                        parts.Cell(text=period),
                        parts.Cell(text=value["source_words"] if value else one.unknown or _why_none(line, day)),
                    ]
                )
            )
    columns = [parts.Column(key=title, title=title) for title in ("Parameter", "Værdi", "Gælder", "Kilde")]
    caption = f"Værdier den {danish.day(day)}"
    noun = "parameter" if len(rows) == 1 else "parametre"
    return parts.Table(caption=caption, columns=columns, rows=rows, count=len(rows), noun=noun)


def _why_none(line: reading.Timeline, day: date) -> str:
    """Why a parameter has no value on a day: before the first, after the last, or in a gap between two."""
    later = next((value for value in line.values if value["from"] > day.isoformat()), None)
    if later is None:
        return f"Den sidste værdi gjaldt til {_until(line.values[-1])}."
    return str(later["gap"] or f"Den første værdi gælder fra {shaping.iso_day(later['from'])}.")


def _until(value: dict[str, Any]) -> str:
    """The last day of a value."""
    return shaping.iso_day(value["to"]) if value["to"] else "videre"


def _end_of(day: date) -> datetime:
    """The last moment of a day in Denmark: what was recorded on the day was known that day."""
    return datetime.combine(day, time.max, tzinfo=COPENHAGEN)
