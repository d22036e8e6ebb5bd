"""What the API says of forums, meetings and items. Nothing that would differ because of what the reader may not see."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema

from tvaers.api.parts import Moment
from tvaers.engine.forums import queries
from tvaers.engine.parties.queries import name_of


class ForumOut(Schema):
    """Et forum."""

    key: str
    name: str
    short: str
    kind: str
    parent: str = Field(description="Det overordnede forums nøgle; tomt, når der ikke er noget")
    agreement: str = Field(description="Aftalen, som det står i; tomt for et, vi selv har oprettet")
    starts: date
    ends: date | None
    is_inside: bool = Field(description="Om du sidder i forummet eller fører dets sager")


class MeetingOut(Schema):
    """Et møde."""

    id: int
    forum: str
    kind: str
    state: str
    starts_at: Moment
    ends_at: Moment | None
    place: str
    form: str
    title: str
    theme: str | None = Field(description="null, når det ikke er udfyldt; tomt, når der intet tema er")
    host: str
    leader: str
    items_due: date = Field(description="Sidste dag for punkter")
    uid: str
    sequence: int
    reason: str = Field(description="Hvorfor det er aflyst")


class PointOut(Schema):
    """Et punkt i indstillingen."""

    number: int
    text: str
    outcome: str
    words: str
    decided_text: str
    deferred_to: int | None


class RemarkOut(Schema):
    """En bemærkning, et forbehold, en begrundelse eller en drøftelse."""

    item: str
    number: int
    point: int | None
    kind: str
    text: str
    must_be_met_first: bool
    answer: str
    answered_at: Moment | None


class FollowupOut(Schema):
    """En opfølgning. Nummeret er dens plads på punktet."""

    item: str
    number: int
    forum: str
    text: str
    owner: str
    party: str
    earliest: date | None
    due: date | None
    state: str
    evidence: str
    waits_for: int | None = Field(description="Nummeret på det forbehold, som den afventer")


class PaperOut(Schema):
    """Et bilag. Filen hentes på forum-papers/{slug}."""

    slug: str
    name: str
    media_type: str
    size: int = Field(description="Bytes")
    sha512: str
    at: Moment


class SectionOut(Schema):
    """Et afsnit i et punkt."""

    kind: str
    heading: str
    text: str


class ItemRowOut(Schema):
    """Et punkt i en liste."""

    slug: str
    number: str = Field(description="Nummeret på dagsordenen; tomt uden for dagsordenen")
    forum: str
    meeting: int | None
    matter: str
    title: str
    journal: str
    kinds: list[str]
    role: str
    state: str
    outcome: str
    is_closed: bool


class InsideOut(Schema):
    """Det, som kun forummet selv ser."""

    awaits: str
    awaits_met: str
    late_reason: str
    note: str
    origin: str
    version: int


class ItemOut(ItemRowOut):
    """Et punkt med tekst, indstilling og beslutning."""

    sections: list[SectionOut]
    points: list[PointOut]
    decision: str
    remarks: list[RemarkOut]
    followups: list[FollowupOut]
    papers: list[PaperOut]
    inside: InsideOut | None = Field(description="null, når du ikke sidder i forummet eller fører dets sager")


class DoneOut(Schema):
    """Det er gjort."""

    done: bool = True


def forum_out(user: Any, one: queries.Forum) -> ForumOut:
    """A forum."""
    return ForumOut(
        key=one.key, name=one.name, short=one.short, kind=one.kind, parent=one.parent.key if one.parent else "",
        agreement=one.package, starts=one.starts, ends=one.ends, is_inside=queries.is_inside(user, one),
    )  # fmt: skip


def meeting_out(one: queries.Meeting) -> MeetingOut:
    """A meeting."""
    return MeetingOut(
        id=one.pk, forum=one.forum.key, kind=one.kind, state=one.state, starts_at=one.starts_at, ends_at=one.ends_at,
        place=one.place, form=one.form, title=one.title, theme=one.theme, host=name_of(one.host) if one.host else "",
        leader=one.leader.name if one.leader else "", items_due=one.items_due, uid=one.uid, sequence=one.sequence,
        reason=one.reason,
    )  # fmt: skip


def row_out(one: queries.Item, number: str = "") -> dict[str, Any]:
    """An item as a list shows it."""
    return {
        "slug": one.slug, "number": number, "forum": one.forum.key, "meeting": one.meeting_id,
        "matter": one.matter.number, "title": one.title, "journal": one.matter.journal, "kinds": one.kinds,
        "role": one.role, "state": one.state, "outcome": one.outcome,
        "is_closed": one.is_closed or one.matter.is_closed,
    }  # fmt: skip


def item_out(user: Any, one: queries.Item) -> ItemOut:
    """An item with everything that the user sees of it."""
    agenda = queries.agenda(user, one.meeting) if one.meeting else []
    number = next((printed for row, printed in agenda if row.pk == one.pk), "")
    inside = queries.is_inside(user, one.forum)
    hidden = InsideOut(
        awaits=one.awaits, awaits_met=one.awaits_met, late_reason=one.late_reason, note=one.note, origin=one.origin,
        version=one.version,
    )  # fmt: skip
    return ItemOut(
        **row_out(one, number), sections=[SectionOut(**each) for each in one.sections], decision=one.decision,
        points=[point_out(each) for each in _ordered(one.points, "number")],
        remarks=[remark_out(each, one) for each in _ordered(one.remarks, "number")],
        followups=[followup_out(each, place, one) for place, each in enumerate(_ordered(one.followups), start=1)],
        papers=[paper_out(each) for each in one.papers.all() if each.gone_at is None],
        inside=hidden if inside else None,
    )  # fmt: skip


def _ordered(rows: Any, field: str = "pk") -> list[Any]:
    return sorted(rows.all(), key=lambda one: getattr(one, field))


def point_out(one: queries.Point) -> PointOut:
    """A point of the recommendation."""
    return PointOut(
        number=one.number, text=one.text, outcome=one.outcome, words=one.words, decided_text=one.decided_text,
        deferred_to=one.deferred_to_id,
    )  # fmt: skip


def remark_out(one: queries.Remark, item: queries.Item) -> RemarkOut:
    """A remark."""
    return RemarkOut(
        item=item.slug, number=one.number, point=one.point.number if one.point else None, kind=one.kind, text=one.text,
        must_be_met_first=one.must_be_met_first, answer=one.answer, answered_at=one.answered_at,
    )  # fmt: skip


def followup_out(one: queries.Followup, number: int, item: queries.Item) -> FollowupOut:
    """A follow-up."""
    return FollowupOut(
        item=item.slug, number=number, forum=item.forum.key, text=one.text, owner=one.owner, party=one.party,
        earliest=one.earliest, due=one.due, state=one.state, evidence=one.evidence,
        waits_for=one.blocked_by.number if one.blocked_by else None,
    )  # fmt: skip


def paper_out(one: queries.Paper) -> PaperOut:
    """A paper."""
    return PaperOut(
        slug=one.slug, name=one.name, media_type=one.media_type, size=one.size, sha512=one.sha512, at=one.at
    )
