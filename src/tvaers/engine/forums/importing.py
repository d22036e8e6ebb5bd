"""Minutes that were written elsewhere become live: the meeting, its items with their decisions, and what follows.

What was read (`reading/`) is taken as it stands; where the reader was unsure, the person who imports says what is
right (`Settled`). The decision's own words are kept, and nobody is told twice: minutes come in once for each meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.db.models import Q

from tvaers.engine.forums import matters, meetings, policies, seating
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.importing_ahead import ASSUMED, KINDS, MOST_TITLE, Import, Settled, follow, meeting_on
from tvaers.engine.forums.models import Attendance, Followup, Forum, Item, Matter, Meeting, Paper, Person, Remark
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.forums.papers import Attachment, attach_to_meeting
from tvaers.engine.forums.reading import model as read
from tvaers.engine.parties.queries import search
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, Problem

__all__ = ["Settled", "import_minutes"]

SIDES = {"municipal": "municipality", "regional": "region", "plo": "general_practice"}
SECTIONS = {"summary": "resume", "case": "case", "further": "further", "economy": "economy"}
OWN_ROWS = ("recommendation", "decision", "attachments")
"""Sections that become rows of their own."""
NOBODY = "ikke nævnt"


@action(
    "forums.import_minutes",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} indlæste et referat: {result}",
    silent=("minutes", "upload"),
)
def import_minutes(
    *, actor: Actor, forum: Forum, minutes: read.Minutes, settled: Settled | None = None,
    upload: Attachment | None = None,
) -> Meeting:  # fmt: skip
    """Indlæs et referat, der er skrevet et andet sted, så sagerne lever videre her.

    `upload` is the file that was read, kept as a paper of the meeting. Problem when the minutes have no date or belong
    to another forum, and when a file with closed items is to be kept; Conflict when they are in already.
    """
    head = minutes.head
    if head.date is None:
        raise Problem(what="Referatet har ingen dato.", do="Skriv datoen i dokumentets hoved, og læs det igen.")
    if head.forum.known and head.forum.known != forum.key:
        raise Problem(what=f"Referatet er fra {head.forum.written}.", do="Vælg det forum, referatet hører til.")
    if upload is not None and any(item.closed for item in minutes.items):
        why = "Den har lukkede punkter, og alle, der kan se mødet, kan læse mødets bilag."
        raise Problem(what="Filen kan ikke lægges på mødet.", why=why, do="Indlæs referatet uden at lægge filen på.")
    settled = settled or Settled()
    for key, outcome in settled.outcomes.items():
        if outcome not in OUTCOMES:
            raise Problem(what=f"Punkt {key[0]}: den beslutning findes ikke.")
    work = Import(System(actor.audit_name()), forum, minutes, settled, _meeting(forum, head))
    people = {one.name: _person(work, one) for one in minutes.participants}
    _attend(work, people)
    _meetings_ahead(work)
    for place, item in enumerate(minutes.items, start=1):
        _item(work, item, place)
    _left_over(work.meeting)
    if upload is not None:
        attach_to_meeting(actor=work.actor, meeting=work.meeting, upload=upload)
    return work.meeting


def _meeting(forum: Forum, head: read.Head) -> Meeting:
    """The meeting of the day: the one that is planned, or a new one; held, and its minutes sent."""
    assert head.date is not None, "asked before"
    begins = datetime.combine(head.date, head.time or time(), tzinfo=clock.COPENHAGEN)
    found = meetings.live(forum).filter(starts_at__date=head.date).first()
    if found is not None and found.state in ("held", "minuted", "approved"):
        raise Conflict(what=f"Referatet af {found} er her allerede.", do="Se det på mødets side.")
    made = found or Meeting(forum=forum, items_due=head.date, uid=meetings.new_uid())
    made.starts_at, made.place, made.state = begins, head.place or made.place, "minuted"
    made.reason = "" if head.time else ASSUMED
    made.changed_at = clock.now()
    made.save()
    made.items.filter(state="agenda").exclude(standing="").update(state="withdrawn", gone_at=clock.now())
    return made


def _person(work: Import, one: read.Person) -> Person:
    """Who that is: somebody who sits in the forum under that name, or a new person with a seat."""
    party = _party(one.organisation)
    name = one.name[:1].upper() + one.name[1:]
    sits = work.forum.sittings.filter(person__name=name).select_related("person").first()
    if sits is not None:
        person = sits.person
    else:
        person = Person.objects.create(name=name, organisation=party)
        day = max(work.forum.starts, date(work.meeting.starts_at.year, 1, 1))
        seating.seat(
            actor=work.actor, forum=work.forum, person=person, seat=_seat(work.forum, one, party), starts=day,
            ends=work.forum.ends, side=SIDES.get(one.side, "other"), party=party,
        )  # fmt: skip
    if one.leader:
        Meeting.objects.filter(pk=work.meeting.pk).update(leader=person)
    return person


def _party(organisation: str) -> str:
    """The code or key of the party that is named, the most particular name first; "" for nobody that we know."""
    for name in (organisation, *(part.strip() for part in organisation.split(","))):
        found = [one for one in search(name) if one.name.lower() == name.lower()]
        if found:
            return found[0].code or found[0].key
    return ""


def _seat(forum: Forum, one: read.Person, party: str) -> str:
    """The seat that fits: a secretary's, one for the party, one of the side; without any, the first there is."""
    if one.role == "secretary":
        return SECRETARY
    rules = seating.type_of(forum).seats
    side = SIDES.get(one.side, "other")
    fits = [rule.id for rule in rules if party and party in rule.parties]
    fits += [rule.id for rule in rules if rule.side == side and not rule.parties]
    fits += [rule.id for rule in rules if rule.side == side]
    return (fits or [rule.id for rule in rules] or [SECRETARY])[0]


def _attend(work: Import, people: Mapping[str, Person]) -> None:
    for absence in work.minutes.absences:
        person = people.get(absence.participant)
        if person is None:
            continue
        substitute = Person.objects.create(name=absence.substitute) if absence.substitute else None
        Attendance.objects.update_or_create(
            meeting=work.meeting, person=person, item=None,
            defaults={
                "status": "substitute" if substitute else "excused", "substitute": substitute,
                "recorded_at": clock.now(),
            },
        )  # fmt: skip


def _meetings_ahead(work: Import) -> None:
    """The meetings that the minutes speak of become planned ones; a date that does not fit is left to the person.
    What a closed item speaks of plans none: everybody sees the calendar."""
    closed = {item.number for item in work.minutes.items if item.closed}
    for mention in work.minutes.dates:
        if mention.item in closed:
            continue
        day = work.settled.dates.get(mention.written, mention.start)
        sure = mention.start == mention.end and mention.how in ("full", "assumed_year", "work_plan")
        if mention.forum and sure and (not mention.warnings or mention.written in work.settled.dates):
            meeting_on(work, mention.forum, day)


def _item(work: Import, source: read.Item, place: int) -> None:
    """One item as it was treated, and what follows from it. What waited for the meeting becomes that item."""
    item = _waiting(work, source) or Item(
        forum=work.forum, meeting=work.meeting, matter=_matter(work, source), created_at=clock.now()
    )
    item.title, item.position, item.state = source.title[:MOST_TITLE], place, "agenda"
    item.meeting, item.is_as_written, item.changed_at = work.meeting, True, clock.now()
    item.kinds = [KINDS[one] for one in source.types if one in KINDS] or item.kinds
    item.sections, item.decision = [*_texts(source)], _decision(source)
    item.standing = "fast-punkt" if source.standing else ""
    item.is_closed = item.is_closed or source.closed
    item.save()
    _points(work, item, source)
    _remarks(item, source)
    for number, paper in enumerate(source.attachments, start=1):
        Paper.objects.create(item=item, name=paper.title[:MOST_TITLE], position=number, at=clock.now())
    follow(work, item, source)


def _waiting(work: Import, source: read.Item) -> Item | None:
    """What waits in the forum, or on the agenda of the meeting, under the same title."""
    waits = Q(state="pipeline") | Q(state="agenda", meeting=work.meeting)
    found = work.forum.items.filter(waits, standing="", gone_at=None, title__iexact=source.title)
    item: Item | None = found.select_related("matter").order_by("pk").first()
    if item is not None:
        item.points.all().delete()
        item.matter.journal = item.matter.journal or source.journal[:60]
        item.matter.route = item.matter.route or _route(work, source)
        item.matter.save(update_fields=["journal", "route"])
    return item


def _matter(work: Import, source: read.Item) -> Matter:
    """A new matter with the way that the item tells."""
    return matters.open_matter(
        actor=work.actor, forum=work.forum, title=source.title[:MOST_TITLE], journal=source.journal[:60],
        route=_route(work, source), is_closed=source.closed,
    )  # fmt: skip


def _route(work: Import, source: read.Item) -> list[str]:
    """The forums that the item says it goes through, this one first, as far as they are here."""
    known = set(Forum.objects.filter(key__in=source.further.chain).values_list("key", flat=True))
    return [work.forum.key, *(key for key in source.further.chain if key in known and key != work.forum.key)]


def _left_over(meeting: Meeting) -> None:
    """What was on the agenda and is not in the minutes goes back to the pipeline."""
    rest = meeting.items.filter(state="agenda", standing="", gone_at=None)
    rest.update(state="pipeline", meeting=None, position=None, changed_at=clock.now())


def _texts(source: read.Item) -> Iterable[dict[str, str]]:
    for section in source.sections:
        if section.kind in OWN_ROWS or not section.text.strip():
            continue
        lines = [f"- {one.text}" if one.kind == "bullet" else one.text for one in section.blocks]
        kind = SECTIONS.get(section.kind, "other")
        yield {"kind": kind, "heading": section.heading or matters.SECTIONS[kind], "text": "\n".join(lines)}


def _decision(source: read.Item) -> str:
    section = source.section("decision")
    if section is None:
        return ""
    return "\n".join(f"- {one.text}" if one.kind == "bullet" else one.text for one in section.blocks)


def _points(work: Import, item: Item, source: read.Item) -> None:
    for point in source.points:
        outcome = work.settled.outcomes.get((source.number, point.number), point.outcome)
        item.points.create(
            number=point.number, text=point.text, outcome=_known(outcome), words=point.answer,
            recorded_at=work.meeting.starts_at,
        )  # fmt: skip
    outcomes = [one.outcome for one in item.points.order_by("number")]
    is_settled = any(number == source.number for number, _ in work.settled.outcomes)
    item.outcome = _of_item(outcomes) if outcomes and is_settled else _known(source.outcome)


def _of_item(outcomes: list[str]) -> str:
    """The outcome of the item; one point that nobody answered does not hide what the others were answered."""
    told = [one for one in outcomes if OUTCOMES[one].answers] or outcomes
    return max(told, key=lambda each: OUTCOMES[each].weight)


def _known(outcome: str) -> str:
    """An outcome as we have it: what was only told about counts as nothing to note."""
    return outcome if outcome in OUTCOMES else "nothing_to_note" if outcome in ("recorded", "none") else "not_recorded"


def _remarks(item: Item, source: read.Item) -> None:
    """Remarks and reservations with their numbers, and the follow-ups that stand in them or apart."""
    rows: dict[int, Remark] = {}
    binds = "approval" in item.kinds
    for one in source.remarks:
        rows[one.number] = Remark.objects.create(
            item=item, number=one.number, text=one.text, recorded_at=clock.now(), must_be_met_first=binds,
            point=item.points.filter(number=one.answers).first() if one.answers else None,
        )  # fmt: skip
    for number, condition in enumerate(source.conditions, start=len(rows) + 1):
        _reservation(item, number, condition.text)
    for task in source.follow_ups:
        Followup.objects.create(
            item=item, text=task.text, owner=task.owner or NOBODY, party=_party(task.owner) if task.owner else "",
            due=task.date, remark=rows.get(task.remark or 0), recorded_at=clock.now(),
        )  # fmt: skip


def _reservation(item: Item, number: int, text: str) -> None:
    """A reservation; what it says must wait ("… inden arbejdsgruppen igangsættes") cannot begin before it is met."""
    made = Remark.objects.create(
        item=item, number=number, kind="reservation", text=text, recorded_at=clock.now(), must_be_met_first=True
    )
    waits = text.partition(" inden ")[2].strip()
    if waits:
        Followup.objects.create(
            item=item, text=waits[:1].upper() + waits[1:], owner=NOBODY, blocked_by=made, recorded_at=clock.now()
        )
