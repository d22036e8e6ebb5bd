"""What a meeting is to treat: the pipeline towards it, its agenda, and what stands in the way of an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Q

from tvaers.engine.forums import policies
from tvaers.engine.forums.matters import fresh, save
from tvaers.engine.forums.meetings import changed, not_held
from tvaers.engine.forums.models import Forum, Item, Meeting, Remark
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.forums.seating import type_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.forum_types import Prepared


@action(
    "forums.put_on_agenda",
    permission=policies.may_keep,
    on="item",
    audit="{actor} satte {item} på {meeting}",
    silent=("override",),
)
def put_on_agenda(*, actor: Actor, item: Item, meeting: Meeting, override: str = "") -> Item:  # noqa: ARG001
    """Sæt et punkt på et mødes dagsorden.

    `override` is the chair's reason where the item comes late or still awaits something. Conflict without it, when a
    remark of the former forum must be met first, when the item does not wait in the pipeline, and when the meeting has
    been held.
    """
    item, meeting = fresh(item), fresh(meeting)
    not_held(meeting)
    if item.state != "pipeline":
        do = "Tag det af dagsordenen først." if item.state == "agenda" else "Genåbn det, hvis det skal behandles igen."
        raise Conflict(what=f"Punktet er {item.get_state_display().lower()}.", why=f"{item.meeting or ''}", do=do)
    if meeting.forum_id != item.forum_id:
        raise Problem(what="Mødet hører til et andet forum.", do=f"Vælg et møde i {item.forum.name}.")
    for hindrance in hindrances(item, meeting):
        if not (hindrance.may_override and override.strip()):
            raise Conflict(what=hindrance.what, why=hindrance.why, do=hindrance.do)
    item.meeting, item.state = meeting, "agenda"
    item.position = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.late_reason = override.strip()
    save(item)
    _ends_last(meeting)
    return fresh(item)


def _ends_last(meeting: Meeting) -> None:
    """The standing items that close a meeting come after what was put on since."""
    ends = {one.id for one in type_of(meeting.forum).standing if one.at_end}
    rows = sorted(meeting.items.filter(state="agenda"), key=lambda one: (one.standing in ends, one.position or 0))
    for place, one in enumerate(rows, start=1):
        if one.position != place:
            Item.objects.filter(pk=one.pk).update(position=place, changed_at=clock.now())


class Hindrance(Problem):
    """Why an item cannot go on an agenda just like that; `may_override`: the chair can let it, with a reason."""

    def __init__(self, may_override: bool, *, what: str, why: str = "", do: str = "") -> None:
        super().__init__(what=what, why=why, do=do)
        self.may_override = may_override


def hindrances(item: Item, meeting: Meeting) -> list[Hindrance]:
    """What stands in the way of an item at a meeting: the deadline, what it awaits, who must prepare it first."""
    found: list[Hindrance] = []
    if clock.today() > meeting.items_due and not item.standing:
        why = f"Fristen for punkter var {date_in_words(meeting.items_due)}."
        do = "Bed formanden om at tage det med, og skriv hvorfor."
        found.append(Hindrance(True, what="Punktet kommer efter fristen.", why=why, do=do))
    if item.awaits and not item.awaits_met:
        do = "Vent, eller skriv, hvorfor punktet skal på alligevel."
        found.append(Hindrance(True, what="Punktet afventer noget.", why=f"Afventer {item.awaits}.", do=do))
    found += [_unprepared(one) for one in type_of(item.forum).prepared if not _is_prepared(item, one)]
    for remark in open_remarks(item):
        why = f"{remark.item.forum.audit_name()} sagde: {remark.text}"
        do = "Besvar bemærkningen på punktet, før sagen går videre."
        found.append(Hindrance(False, what="En bemærkning skal være imødekommet først.", why=why, do=do))
    return found


def _is_prepared(item: Item, rule: Prepared) -> bool:
    """Whether a matter may come before the forum: it is about something else, or the other forum has let it go on."""
    goes_on = [one.id for one in OUTCOMES.values() if one.goes_on]
    there = Item.objects.filter(matter=item.matter_id, forum__key=rule.forum, state="treated", outcome__in=goes_on)
    return item.matter.topic != rule.id or there.exists()


def _unprepared(rule: Prepared) -> Hindrance:
    name = Forum.objects.get(key=rule.forum).name
    why = f"{rule.clause} siger det om {rule.title.lower()}."
    do = "Læg sagen i pipelinen dér. Den kan komme på dagsordenen, når den er behandlet."
    return Hindrance(False, what=f"Sagen skal først gennem {name}.", why=why, do=do)


def open_remarks(item: Item) -> list[Remark]:
    """The remarks and reservations of the forums before that must be met before this item can be treated."""
    found: list[Remark] = []
    before = item.follows
    while before is not None:
        found += before.remarks.filter(must_be_met_first=True, answered_at=None).order_by("number")
        before = before.follows
    return found


@action("forums.take_off_agenda", permission=policies.may_keep, on="item", audit="{actor} tog {item} af dagsordenen")
def take_off_agenda(*, actor: Actor, item: Item) -> Item:  # noqa: ARG001
    """Tag et punkt af dagsordenen; det går tilbage i pipelinen. Et fast punkt, der skal være der, kan ikke tages af."""
    item = fresh(item)
    keep = {one.id for one in type_of(item.forum).standing if one.keep}
    if item.standing in keep:
        raise Conflict(
            what="Det faste punkt skal stå på dagsordenen.", why="Aftalen kræver det.",
            do="Notér på mødet, at det ikke blev behandlet.",
        )  # fmt: skip
    if item.state != "agenda" or item.meeting is None:
        raise Conflict(what="Punktet er ikke på dagsordenen.")
    not_held(item.meeting)
    item.state, item.position = ("withdrawn" if item.standing else "pipeline"), None
    item.gone_at = clock.now() if item.standing else None
    return save(item)


@action("forums.arrange", permission=policies.may_keep, on="meeting", audit="{actor} ordnede {meeting}")
def arrange(*, actor: Actor, meeting: Meeting, order: Sequence[int]) -> Meeting:  # noqa: ARG001
    """Giv dagsordenen en rækkefølge: punkternes numre i databasen, det første først. Andre kommer bagefter."""
    meeting = fresh(meeting)
    rank = {pk: place for place, pk in enumerate(order)}
    items = sorted(
        meeting.items.filter(state="agenda"), key=lambda one: (rank.get(one.pk, len(rank)), one.position or 0)
    )
    for place, item in enumerate(items, start=1):
        Item.objects.filter(pk=item.pk).update(position=place, changed_at=clock.now())
    return changed(meeting, sequence=False)


@action(
    "forums.send_agenda", permission=policies.may_keep, on="meeting", audit="{actor} udsendte dagsordenen for {meeting}"
)
def send_agenda(*, actor: Actor, meeting: Meeting) -> Meeting:  # noqa: ARG001
    """Udsend dagsordenen. Conflict når den er tom, eller et punkt, som aftalen kræver, mangler (BA-5.1a)."""
    meeting = fresh(meeting)
    not_held(meeting)
    there = set(meeting.items.filter(state="agenda").values_list("standing", flat=True))
    missing = [one.title for one in type_of(meeting.forum).standing if one.keep and one.id not in there]
    if missing or not there:
        what = "Dagsordenen mangler et fast punkt." if missing else "Dagsordenen er tom."
        raise Conflict(what=what, why="; ".join(missing), do="Sæt det på, og udsend så.")
    meeting.state = "called"
    meeting.items.filter(state="agenda").update(changed_at=clock.now())
    return changed(meeting)


def waiting_for(meeting: Meeting) -> Any:
    """The pipeline towards a meeting: items meant for it that are not on the agenda, unordered (MIN-3a)."""
    return Item.objects.filter(Q(meeting=meeting), state="pipeline", gone_at=None).order_by("created_at", "pk")
