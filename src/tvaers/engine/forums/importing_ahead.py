"""What follows from minutes that come in: the next forums, what was put off, what waits for another forum's meeting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tvaers.engine.forums import following, matters, meetings
from tvaers.engine.forums.minutes import KINDS as ITEM_KINDS
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.forums.reading import model as read
from tvaers.kernel import clock
from tvaers.kernel.action import Actor

KINDS = {word: kind for kind, word in ITEM_KINDS.items()}
"""The kind of item by the word that minutes have for it."""
ASSUMED = "Dagen står i et referat. Tidspunktet er ikke oplyst."
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


def meeting_on(work: Import, key: str, day: date, *, may_plan: bool = True) -> Meeting | None:
    """The meeting of a forum on a day after the one imported; None for an earlier day. One that is not there is
    planned, unless a closed item speaks of it: everybody sees the calendar."""
    forum = Forum.objects.filter(key=key).first()
    after = work.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    if forum is None or day <= after or (forum.ends is not None and day > forum.ends):
        return None
    found: Meeting | None = meetings.live(forum).filter(starts_at__date=day).first()
    if found is not None or not may_plan:
        return found
    made = meetings.call_meeting(
        actor=work.actor, forum=forum, starts_at=datetime.combine(day, time(), tzinfo=clock.COPENHAGEN)
    )
    made.reason = ASSUMED
    made.save(update_fields=["reason"])
    return made


def follow(work: Import, item: Item, source: read.Item) -> None:
    """What the decision leads to: the next forums, the same forum again, entries for the meetings it speaks of."""
    item.decided_at = work.meeting.starts_at
    item.state = "treated"
    if item.outcome and OUTCOMES[item.outcome].stops:
        item.state = "stopped"
        following.come_back(work.actor, item)
    elif OUTCOMES[item.outcome or "not_recorded"].goes_on:
        following.go_on(work.actor, item)
    matters.save(item)
    if source.pipeline is not None:
        _pipeline(work, item, source.pipeline, source)
    elif item.state == "treated" and "approval" in item.kinds and len(item.matter.route) == 1:
        _dated_way(work, item, source)
    if source.pipeline is None and source.deferrals and item.state != "stopped":
        item.note = "; ".join(one.text for one in source.deferrals)
        matters.save(item)


def _dated_way(work: Import, item: Item, source: read.Item) -> None:
    """The way that the text of an approved item tells by dates: an entry at each meeting that it names, in order."""
    assert work.minutes.head.date is not None, "asked before"
    told = [one for one in work.minutes.dates if one.item == source.number and one.forum and one.start == one.end]
    ahead = sorted({(one.start, one.forum) for one in told if not one.warnings and one.start > work.minutes.head.date})
    before = item
    for day, key in ahead:
        meeting = meeting_on(work, key, day, may_plan=not item.is_closed)
        if meeting is None:
            continue
        before = matters.propose(
            actor=work.actor, forum=meeting.forum, matter=item.matter, title=item.title, kinds=["approval"],
            meeting=meeting, follows=before, origin=str(item.meeting),
            role="decides" if day == ahead[-1][0] else "advises",
            awaits="" if before.pk == item.pk else f"behandling i {before.forum.audit_name()}",
        )  # fmt: skip


def _put_off(work: Import, pipeline: read.Pipeline, deferral: read.Deferral) -> None:
    """What the remark puts off moves to the meeting it names, or the nearest one planned; both dates stay with it."""
    waiting = Item.objects.filter(forum__key=pipeline.forum, state="pipeline", gone_at=None, meeting__isnull=False)
    rows = _about(list(waiting.select_related("meeting", "forum")), deferral.text)
    if len(rows) != 1:
        return
    item = rows[0]
    assert item.meeting is not None, "asked for above"
    told = deferral.moved_to or deferral.text
    day = next((one for written, one in work.settled.dates.items() if written in told), deferral.date)
    target = _target(item, day)
    if target is None:
        return
    item.note = f"Udskudt fra {item.meeting} til {target}. Skrevet: »{told}«"
    item.meeting, item.awaits = target, deferral.awaits or item.awaits
    matters.save(item)


def _about(waiting: Sequence[Item], text: str) -> list[Item]:
    """The items that a remark speaks of: it has a long word of the title that no other waiting title has."""
    words = {one.pk: _telling(one) for one in waiting}
    often = Counter(word for own in words.values() for word in own)
    said = _words(text)
    return [one for one in waiting if any(often[word] == 1 for word in words[one.pk] & said)]


def _telling(item: Item) -> set[str]:
    """The words of a title that can tell it apart."""
    words = {word for word in _words(item.title) if len(word) >= LONG_WORD and "aftale" not in word}
    return words - _words(item.forum.name) - GENERIC


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _target(item: Item, day: date | None) -> Meeting | None:
    """The meeting nearest to a day (within a week), or the next one; never the one that it was put off from."""
    assert item.meeting is not None, "asked before"
    later = meetings.live(item.forum).filter(starts_at__gt=item.meeting.starts_at)
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
    day = pipeline.date
    meeting = meeting_on(work, forum.key, day, may_plan=not item.is_closed) if day else None
    for entry in pipeline.entries:
        kinds = [KINDS[one] for one in entry.types if one in KINDS]
        awaits = entry.contingency.removeprefix("afventer ")
        _wait(work, item, forum, meeting, entry.title, kinds, awaits, "\n".join(entry.children))
    for deferral in source.deferrals:
        _put_off(work, pipeline, deferral)
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
    hidden = item.is_closed or item.matter.is_closed
    matter = matters.open_matter(actor=work.actor, forum=forum, title=short, is_closed=hidden)
    matters.propose(
        actor=work.actor, forum=forum, matter=matter, kinds=kinds, meeting=meeting, awaits=awaits, is_oral=is_oral,
        sections=[{"kind": "case", "text": text}] if text else (), origin=str(item.meeting),
    )  # fmt: skip
