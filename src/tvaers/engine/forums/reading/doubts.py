"""What the reader tells a person to look at, in Danish: what is missing, what does not fit, what was not certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tvaers.engine.forums.reading.model import Absence, ContentsEntry, Item, Person
from tvaers.engine.forums.reading.pieces import Finding, Line, Link
from tvaers.engine.forums.reading.statements import base


def item_findings(item: Item, minutes: bool, sure_number: bool) -> Iterator[Finding]:
    """What is unsure in an item."""
    name = f"Punkt {item.number}"
    if not sure_number:
        yield Finding(
            "unsure", f"{name} har intet nummer", "Overskriften er fundet på sit udseende.", item.place, item.number
        )
    decisions = [one for one in item.sections if one.kind == "decision"]
    if len(decisions) > 1:
        why = "Den sidste er læst som mødets egen. De andre kan være tidligere beslutninger."
        yield Finding("unsure", f"{name} har {len(decisions)} beslutninger", why, decisions[-1].place, item.number)
    if minutes and item.outcome == "none":
        yield Finding(
            "missing",
            f"{name} har ingen beslutning",
            "Der står ingen beslutning under punktet.",
            item.place,
            item.number,
        )
    if minutes and not decisions and item.outcome not in ("none", "not_recorded"):
        why = "Der er ingen overskrift “Beslutning”. Teksten under punktet er læst som beslutning."
        yield Finding("unsure", f"{name}: beslutning uden overskrift", why, item.place, item.number)
    yield from _points(item, name)
    if item.outcome.endswith("_with_remarks") and not item.remarks:
        yield Finding(
            "missing",
            f"{name}: bemærkningen står ikke",
            "Der er bemærkninger, men ingen er fundet.",
            item.place,
            item.number,
        )
    for activity in item.work_plan.activities if item.work_plan else ():
        for warning in activity.warnings:
            yield Finding(
                "warning",
                f"Arbejdsplan, spor {activity.track}: “{activity.text}”",
                f"{warning}.",
                activity.place,
                item.number,
            )


def _points(item: Item, name: str) -> Iterator[Finding]:
    for point in item.points:
        if point.outcome == "not_recorded":
            why = f"Beslutningen svarer ikke på “{point.text}”."
            yield Finding(
                "missing", f"{name}, indstillingspunkt {point.number} er ikke besvaret", why, point.place, item.number
            )
        if point.outcome == "noted_implicitly":
            why = "Punktet blev behandlet, men beslutningen siger ikke, at orienteringen er taget til efterretning."
            what = f"{name}, indstillingspunkt {point.number} er kun besvaret indirekte"
            yield Finding("unsure", what, why, point.place, item.number)
        if point.verb == "other" and base(point.outcome) != "none":
            why = f"Vi kender ikke det, der indstilles: “{point.text}”."
            yield Finding("unsure", f"{name}, indstillingspunkt {point.number}", why, point.place, item.number)


def people_findings(people: Sequence[Person], absences: Sequence[Absence], minutes: bool) -> Iterator[Finding]:
    """What is unsure about who took part."""
    if not people:
        yield Finding("missing", "Deltagerne er ikke fundet", "Der er ingen liste over deltagere, som kan læses.")
    leaders = [one for one in people if one.leader]
    if people and len(leaders) != 1 and (minutes or leaders):
        why = "Ingen er nævnt som mødeleder." if not leaders else f"{len(leaders)} er nævnt som mødeleder."
        yield Finding("missing" if not leaders else "warning", "Mødelederen er ikke entydig", why, people[0].place)
    for one in people:
        if not one.side and one.role == "member":
            yield Finding(
                "unsure",
                "En deltagers side er ukendt",
                "Organisationen siger ikke kommune, region eller PLO.",
                one.place,
            )
    for absence in absences:
        if not absence.participant:
            yield Finding(
                "unsure", "Et afbud passer ikke på en deltager", "Navnet står ikke i deltagerlisten.", absence.place
            )


def whole_findings(
    items: Sequence[Item], contents: Sequence[ContentsEntry], links: Sequence[Link], unread: Sequence[Line]
) -> Iterator[Finding]:
    """What is unsure about the document as a whole."""
    if not items:
        yield Finding("missing", "Der er ingen punkter", "Ingen overskrift er genkendt som et punkt på dagsordenen.")
    again = [number for number, often in Counter(item.number for item in items).items() if often > 1]
    for number in again:
        yield Finding("warning", f"Punkt {number} står flere gange", "To punkter har samme nummer.", item=number)
    if contents and len(contents) != len(items):
        why = f"Indholdsfortegnelsen har {len(contents)} punkter, teksten {len(items)}. Teksten gælder."
        yield Finding("warning", "Indholdsfortegnelsen passer ikke", why, contents[0].place)
    numbered = sum(1 for item in items if item.journal)
    for item in items:
        if not item.journal and numbered > len(items) / 2:
            why = "De fleste andre punkter har et."
            yield Finding("missing", f"Punkt {item.number} har intet journalnummer", why, item.place, item.number)
    for link in links:
        if link.note:
            yield Finding("warning", f"Linket “{link.text}” mangler adresse", "Teksten er bevaret.", link.place)
    if unread:
        what = "1 linje er ikke læst" if len(unread) == 1 else f"{len(unread)} linjer er ikke læst"
        yield Finding("unsure", what, "De er bevaret som tekst og hører ikke til noget, vi kender.", unread[0].place)
