"""What `tvaers minutes read` tells a person: the head, each item with its decision, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from tvaers.engine.forums.reading.model import Item, Minutes
from tvaers.engine.forums.reading.tables import OUTCOME_WORDS

KINDS = {"unsure": "usikkert", "warning": "advarsel", "missing": "mangler"}


def say_minutes(minutes: Minutes) -> None:
    """The minutes as lines on stdout."""
    for line in (*_head(minutes), *(line for item in minutes.items for line in _item(item)), *_findings(minutes)):
        print(line)


def _head(minutes: Minutes) -> Iterator[str]:
    head, there = minutes.head, minutes.attendance
    day = f"{head.date:%d-%m-%Y}" if head.date else "uden dato"
    clock = f" kl. {head.time:%H.%M}" if head.time else ""
    yield f"{head.kind.capitalize()}: {head.forum.written or 'ukendt forum'}, {day}{clock}"
    if head.place:
        yield f"Sted: {head.place}"
    if there.of:
        yield f"Til stede: {there.present} af {there.of} (medlemmer {there.members_present} af {there.members_of})"
    for absence in minutes.absences:
        yield f"Afbud: {absence.name}" + (f" (i stedet: {absence.substitute})" if absence.substitute else "")


def _item(item: Item) -> Iterator[str]:
    types = f"{'/'.join(item.types)}: " if item.types else ""
    journal = f" [{item.journal}]" if item.journal else ""
    yield ""
    yield f"{item.number}. {types}{item.title}{journal}{' (lukket punkt)' if item.closed else ''}"
    yield f"   {OUTCOME_WORDS[item.outcome]}"
    for point in item.points:
        yield f"   {point.number}) {point.text} – {OUTCOME_WORDS[point.outcome]}"
    for remark in item.remarks:
        yield f"   Bemærkning {remark.number}: {remark.text}"
    for condition in item.conditions:
        yield f"   Forbehold: {condition.text}"
    for follow_up in item.follow_ups:
        yield f"   Opfølgning{f' ({follow_up.owner})' if follow_up.owner else ''}: {follow_up.text}"
    for paper in item.attachments:
        yield f"   Bilag: {paper.title}"


def _findings(minutes: Minutes) -> Iterator[str]:
    yield ""
    count = len(minutes.findings)
    yield f"{len(minutes.items)} punkter læst. " + (f"Se på {count} ting:" if count else "Intet at se på.")
    for finding in minutes.findings:
        place = f" ({finding.place})" if finding.place else ""
        yield f"- {KINDS[finding.kind]}: {finding.what}{place}. {finding.why}"
