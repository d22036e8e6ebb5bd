"""Minutes: made from what was recorded, sent, and answered by members. Those outside read the newest that were sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import Numbered
from tvaers.api.forums.router import router
from tvaers.api.parts import Moment, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, queries
from tvaers.exports.minutes_paper import paper_of
from tvaers.kernel.errors import NotFound


class MinutesOut(Schema):
    """En version af et referat."""

    meeting: int
    version: int
    content_hash: str
    made_at: Moment
    still_to_approve: list[str] = Field(description="De medlemmer, der ikke har godkendt den")


class ApprovalOut(Schema):
    """Et medlems svar på en version."""

    version: int
    person: str
    is_approved: bool
    words: str
    at: Moment


class ApproveIn(Schema):
    """Dit svar på et referat."""

    version: Numbered
    is_approved: bool = True
    words: Text = Field("", description="Hvad der skal rettes, når du ikke godkender")


class PaperTextOut(Schema):
    """En dagsorden eller et referat, som du må se det."""

    title: str
    state: str
    document: dict[str, Any] = Field(description="Hoved, deltagere og punkter med deres afsnit")


class VersionsOut(Schema):
    """Versionerne af et referat, nyeste først, med medlemmernes svar."""

    versions: list[MinutesOut]
    approvals: list[ApprovalOut]


@router.get("/meetings/{number}/paper", response=answers(PaperTextOut), operation_id="forums.paper_text")
def paper_text(request: HttpRequest, number: Numbered) -> PaperTextOut:
    """Mødets dagsorden eller referat som data; samme indhold som PDF og Word."""
    user = user_of(request)
    found = paper_of(user, queries.meeting(user, number))
    return PaperTextOut(title=found.title, state=found.state, document=_plain(found.document))


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    """The document without the numbers of database rows, which tell how many others there are."""
    kept = {key: value for key, value in document.items() if key not in ("people", "parts")}
    people = [one["text"] for one in document["people"]]
    parts = [
        {key: part[key] for key in ("number", "title", "journal", "is_closed")}
        | {"sections": [{"heading": name, "lines": [one["text"] for one in lines]} for name, lines in part["sections"]]}
        for part in document["parts"]
    ]
    return {**kept, "people": people, "parts": parts}


@router.get("/meetings/{number}/missing", response=answers(list[str]), operation_id="forums.missing")
def missing(request: HttpRequest, number: Numbered) -> list[str]:
    """De punkter, der mangler en beslutning, før referatet kan sendes."""
    user = user_of(request)
    return queries.missing_decisions(user, queries.meeting(user, number))


@router.get("/meetings/{number}/minutes", response=answers(VersionsOut), operation_id="forums.minutes")
def minutes(request: HttpRequest, number: Numbered) -> VersionsOut:
    """Versionerne af mødets referat. Listen er tom for andre end dem, der sidder i forummet eller fører dets sager."""
    user = user_of(request)
    found = queries.meeting(user, number)
    rows = queries.minutes(user, found) if queries.is_inside(user, found.forum) else []
    said = [(one.version, answer) for one in rows for answer in one.approvals.all()]
    return VersionsOut(
        versions=[_minutes(one) for one in rows], approvals=[_approval(answer, version) for version, answer in said]
    )


@router.post("/meetings/{number}/minutes", response=answers(MinutesOut), operation_id="forums.make_minutes")
def make_minutes(request: HttpRequest, number: Numbered) -> MinutesOut:
    """Dan referatet af det, der er noteret."""
    user = user_of(request)
    return _minutes(actions.make_minutes(actor=user, meeting=queries.meeting(user, number)))


@router.post("/meetings/{number}/minutes/send", response=answers(MinutesOut), operation_id="forums.send_minutes")
def send_minutes(request: HttpRequest, number: Numbered) -> MinutesOut:
    """Udsend referatet. Mangler der beslutninger, får du dem at vide."""
    user = user_of(request)
    return _minutes(actions.send_minutes(actor=user, meeting=queries.meeting(user, number)))


@router.post("/meetings/{number}/minutes/answer", response=answers(ApprovalOut), operation_id="forums.approve_minutes")
def approve_minutes(request: HttpRequest, number: Numbered, given: ApproveIn) -> ApprovalOut:
    """Godkend en version af referatet, eller bed om en rettelse."""
    user = user_of(request)
    meeting = queries.meeting(user, number)
    rows = queries.minutes(user, meeting) if queries.is_inside(user, meeting.forum) else []
    found = next((one for one in rows if one.version == given.version), None)
    if found is None:
        raise NotFound(what="Versionen findes ikke, eller du må ikke se den.")
    kept = {"is_approved": given.is_approved, "words": given.words}
    return _approval(actions.approve_minutes(actor=user, minutes=found, **kept), found.version)  # type: ignore[arg-type]


def _minutes(one: queries.Minutes) -> MinutesOut:
    return MinutesOut(
        meeting=one.meeting_id, version=one.version, content_hash=one.content_hash, made_at=one.made_at,
        still_to_approve=queries.still_to_approve(one),
    )  # fmt: skip


def _approval(one: Any, version: int) -> ApprovalOut:
    return ApprovalOut(
        version=version, person=one.person.name, is_approved=one.is_approved, words=one.words, at=one.at
    )  # fmt: skip
