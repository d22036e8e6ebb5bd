"""Minutes that were written elsewhere become live: the meeting, its items with their decisions, and what follows.

What was read (`reading/`) is taken as it stands; where the reader was unsure, the person who imports says what is
right (`Settled`). The decision's own words are kept, and nobody is told twice: minutes come in once for each meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tvaers.engine.forums import deciding, planning, policies, seating
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.models import Attendance, Followup, Forum, Item, Matter, Meeting, Paper, Person, Remark
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.forums.reading import model as read
from tvaers.engine.parties.queries import search
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, Problem

SIDES = {"municipal": "municipality", "regional": "region", "plo": "general_practice"}
KINDS = {"Drøftelse": "discussion", "Orientering": "information", "Godkendelse": "approval"}
SECTIONS = {"summary": "resume", "case": "case", "further": "further", "economy": "economy"}
OWN_ROWS = ("recommendation", "decision", "attachments")
"""Sections that become rows of their own."""
ASSUMED = "Dagen står i et referat. Tidspunktet er ikke oplyst."
NOBODY = "ikke nævnt"
MOST_TITLE = 300
LONG_WORD = 8
GENERIC = frozenset({"revideret", "revideres", "godkendelse", "orientering", "drøftelse", "dagsorden"})
"""Long words that many titles share."""


@dataclass(frozen=True)
class Settled:
    """What the person says where the reader was unsure: outcomes by (item, point), dates by how they are written."""

    outcomes: Mapping[tuple[str, int], str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)


@dataclass
class Import:
    """What an import works on: the forum, what was read, who does it, and the meeting that comes of it."""

    actor: Actor
    forum: Forum
    minutes: read.Minutes
    settled: Settled
    meeting: Meeting

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return str(self.meeting)


@action(
    "forums.import_minutes", permission=policies.may_keep, on="forum", audit="{actor} indlæste et referat: {result}"
)
def import_minutes(*, actor: Actor, forum: Forum, minutes: read.Minutes, settled: Settled | None = None) -> Meeting:
    """Indlæs et referat, der er skrevet et andet sted, så sagerne lever videre her.

    Problem when the minutes have no date or belong to another forum; Conflict when they are in already.
    """
    head = minutes.head
    if head.date is None:
        raise Problem(what="Referatet har ingen dato.", do="Skriv datoen i dokumentets hoved, og læs det igen.")
    if head.forum.known and head.forum.known != forum.key:
        raise Problem(what=f"Referatet er fra {head.forum.written}.", do="Vælg det forum, referatet hører til.")
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
    return work.meeting


def _meeting(forum: Forum, head: read.Head) -> Meeting:
    """The meeting of the day: the one that is planned, or a new one; held, and its minutes sent."""
    assert head.date is not None, "asked before"
    begins = datetime.combine(head.date, head.time or time(), tzinfo=clock.COPENHAGEN)
    found = planning.live(forum).filter(starts_at__date=head.date).first()
    if found is not None and found.state in ("held", "minuted", "approved"):
        raise Conflict(what=f"Referatet af {found} er her allerede.", do="Se det på mødets side.")
    made = found or Meeting(forum=forum, items_due=head.date, uid=planning.new_uid())
    made.starts_at, made.place, made.state = begins, head.place or made.place, "minuted"
    made.reason = "" if head.time else ASSUMED
    made.changed_at = clock.now()
    made.save()
    made.items.filter(state="agenda").exclude(standing="").update(state="withdrawn", gone_at=clock.now())
    return made


def _person(work: Import, one: read.Person) -> Person:
    """Who that is: somebody who sits in the forum under that name, or a new person with a seat."""
    party = _party(one.organisation)
    sits = work.forum.sittings.filter(person__name=one.name).select_related("person").first()
    if sits is not None:
        person = sits.person
    else:
        person = Person.objects.create(name=one.name, organisation=party)
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
    """The meetings that the minutes speak of become planned ones; a date that does not fit is left to the person."""
    for mention in work.minutes.dates:
        day = work.settled.dates.get(mention.written, mention.start)
        sure = mention.start == mention.end and mention.how in ("full", "assumed_year", "work_plan")
        if mention.forum and sure and (not mention.warnings or mention.written in work.settled.dates):
            _meeting_on(work, mention.forum, day)


def _meeting_on(work: Import, key: str, day: date) -> Meeting | None:
    """The meeting of a forum on a day after the one imported, planned if it is not there; None for an earlier day."""
    forum = Forum.objects.filter(key=key).first()
    after = work.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    if forum is None or day <= after or (forum.ends is not None and day > forum.ends):
        return None
    found: Meeting | None = planning.live(forum).filter(starts_at__date=day).first()
    if found is not None:
        return found
    made = planning.call_meeting(
        actor=work.actor, forum=forum, starts_at=datetime.combine(day, time(), tzinfo=clock.COPENHAGEN)
    )
    made.reason = ASSUMED
    made.save(update_fields=["reason"])
    return made


def _item(work: Import, source: read.Item, place: int) -> None:
    """One item as it was treated, and what follows from it."""
    item = Item.objects.create(
        matter=_matter(work, source), forum=work.forum, meeting=work.meeting, title=source.title[:MOST_TITLE],
        state="agenda", kinds=[KINDS[one] for one in source.types if one in KINDS], position=place,
        sections=[*_texts(source)], decision=_decision(source), is_as_written=True,
        standing="fast-punkt" if source.standing else "", created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    _points(work, item, source)
    _remarks(item, source)
    for number, paper in enumerate(source.attachments, start=1):
        Paper.objects.create(item=item, name=paper.title[:MOST_TITLE], position=number, at=clock.now())
    _follow(work, item, source)


def _matter(work: Import, source: read.Item) -> Matter:
    """The matter that waits for the meeting under the same title, or a new one with the way that the item tells."""
    waiting = Item.objects.filter(forum=work.forum, state="pipeline", title__iexact=source.title).first()
    if waiting is not None:
        waiting.state, waiting.gone_at = "withdrawn", clock.now()
        planning.save(waiting)
        return waiting.matter
    known = set(Forum.objects.filter(key__in=source.further.chain).values_list("key", flat=True))
    route = [work.forum.key, *(key for key in source.further.chain if key in known and key != work.forum.key)]
    return planning.open_matter(
        actor=work.actor, forum=work.forum, title=source.title[:MOST_TITLE], journal=source.journal[:60], route=route
    )


def _texts(source: read.Item) -> Iterable[dict[str, str]]:
    for section in source.sections:
        if section.kind in OWN_ROWS or not section.text.strip():
            continue
        lines = [f"- {one.text}" if one.kind == "bullet" else one.text for one in section.blocks]
        kind = SECTIONS.get(section.kind, "other")
        yield {"kind": kind, "heading": section.heading or planning.SECTIONS[kind], "text": "\n".join(lines)}


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
        rows[number] = Remark.objects.create(
            item=item, number=number, kind="reservation", text=condition.text, recorded_at=clock.now(),
            must_be_met_first=True,
        )  # fmt: skip
    blocking = next((one for one in rows.values() if one.kind == "reservation"), None)
    for task in source.follow_ups:
        Followup.objects.create(
            item=item, text=task.text, owner=task.owner or NOBODY, party=_party(task.owner) if task.owner else "",
            due=task.date, remark=rows.get(task.remark or 0), blocked_by=blocking if task.remark else None,
            recorded_at=clock.now(),
        )  # fmt: skip


def _follow(work: Import, item: Item, source: read.Item) -> None:
    """What the decision leads to: the next forums, the same forum again, entries for the meetings it speaks of."""
    item.decided_at = work.meeting.starts_at
    item.state = "treated"
    if item.outcome and OUTCOMES[item.outcome].stops:
        item.state = "stopped"
        deciding.come_back(work.actor, item)
    elif OUTCOMES[item.outcome or "not_recorded"].goes_on:
        deciding.go_on(work.actor, item)
    planning.save(item)
    if source.pipeline is not None:
        _pipeline(work, item, source.pipeline, source)
    elif item.state == "treated" and "approval" in item.kinds and len(item.matter.route) == 1:
        _dated_way(work, item, source)
    if source.pipeline is None and source.deferrals and item.state != "stopped":
        item.note = "; ".join(one.text for one in source.deferrals)
        planning.save(item)


def _dated_way(work: Import, item: Item, source: read.Item) -> None:
    """The way that the text of an approved item tells by dates: an entry at each meeting that it names, in order."""
    assert work.minutes.head.date is not None, "asked before"
    told = [one for one in work.minutes.dates if one.item == source.number and one.forum and one.start == one.end]
    ahead = sorted({(one.start, one.forum) for one in told if not one.warnings and one.start > work.minutes.head.date})
    before = item
    for day, key in ahead:
        meeting = _meeting_on(work, key, day)
        if meeting is None:
            continue
        before = planning.propose(
            actor=work.actor, forum=meeting.forum, matter=item.matter, title=item.title, kinds=["approval"],
            meeting=meeting, follows=before, origin=str(item.meeting),
            role="decides" if day == ahead[-1][0] else "advises",
            awaits="" if before.pk == item.pk else f"behandling i {before.forum.audit_name()}",
        )  # fmt: skip


def _put_off(pipeline: read.Pipeline, deferral: read.Deferral) -> None:
    """What the remark puts off moves to the meeting it names, or the nearest one planned; both dates stay with it."""
    waiting = Item.objects.filter(forum__key=pipeline.forum, state="pipeline", gone_at=None, meeting__isnull=False)
    rows = [one for one in waiting.select_related("meeting", "forum") if _is_about(one, deferral.text)]
    if len(rows) != 1:
        return
    item = rows[0]
    assert item.meeting is not None, "asked for above"
    target = _target(item, deferral.date)
    if target is None:
        return
    item.note = f"Udskudt fra {item.meeting} til {target}. Skrevet: »{deferral.moved_to or deferral.text}«"
    item.meeting, item.awaits = target, deferral.awaits or item.awaits
    planning.save(item)


def _is_about(item: Item, text: str) -> bool:
    """Whether a remark speaks of an item: it has one of the title's long words that many titles do not share."""
    words = {word for word in _words(item.title) if len(word) >= LONG_WORD and "aftale" not in word}
    return bool((words - _words(item.forum.name) - GENERIC) & _words(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _target(item: Item, day: date | None) -> Meeting | None:
    """The meeting nearest to a day (within a week), or the next one; never the one that it was put off from."""
    assert item.meeting is not None, "asked before"
    later = planning.live(item.forum).filter(starts_at__gt=item.meeting.starts_at)
    if day is None:
        found: Meeting | None = later.first()
        return found
    near = sorted(later, key=lambda one: abs((one.starts_at.astimezone(clock.COPENHAGEN).date() - day).days))
    return near[0] if near else None


def _pipeline(work: Import, item: Item, pipeline: read.Pipeline, source: read.Item) -> None:
    """The entries that the item lists for another forum's meeting, what is put off of them, what remarks ask for."""
    forum = Forum.objects.filter(key=pipeline.forum).first()
    if forum is None:
        return
    meeting = _meeting_on(work, forum.key, pipeline.date) if pipeline.date else None
    for entry in pipeline.entries:
        kinds = [KINDS[one] for one in entry.types if one in KINDS]
        awaits = entry.contingency.removeprefix("afventer ")
        _wait(work, item, forum, meeting, entry.title, kinds, awaits, "\n".join(entry.children))
    for deferral in source.deferrals:
        _put_off(pipeline, deferral)
    for remark in source.remarks:
        kind = _asked_for(remark.text)
        if kind:
            _wait(work, item, forum, meeting, remark.text, [kind], "", "", is_oral="mundtlig" in remark.text.lower())


def _asked_for(text: str) -> str:
    """The kind of item that a remark asks for; "" for one that asks for none."""
    lower = text.lower()
    if any(word in lower for word in ("udskydes", "afventer", "ikke skal")):
        return ""
    if "orienter" in lower:
        return "information"
    return "discussion" if "drøftelse" in lower or "drøfte" in lower else ""


def _wait(
    work: Import, item: Item, forum: Forum, meeting: Meeting | None, title: str, kinds: list[str], awaits: str,
    text: str, *, is_oral: bool = False,
) -> None:  # fmt: skip
    """An entry in the forum's pipeline, once: the same title at the same meeting is there already."""
    short = title.removeprefix("At ").strip().rstrip(".")[:MOST_TITLE]
    prefix, _, rest = short.partition(" af ")
    if prefix in KINDS and not kinds:
        short, kinds = rest, [KINDS[prefix]]
    short = short[:1].upper() + short[1:]
    waiting = Item.objects.filter(forum=forum, meeting=meeting, state="pipeline", gone_at=None)
    if waiting.filter(title__iexact=short).exists():
        return
    matter = planning.open_matter(actor=work.actor, forum=forum, title=short)
    planning.propose(
        actor=work.actor, forum=forum, matter=matter, kinds=kinds, meeting=meeting, awaits=awaits, is_oral=is_oral,
        sections=[{"kind": "case", "text": text}] if text else (), origin=str(item.meeting),
    )  # fmt: skip
