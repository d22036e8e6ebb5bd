"""From what was recorded to minutes that are sent and approved; a change makes a new version, and opens it again."""

from __future__ import annotations

from django.db.models import Max

from tvaers.engine.forums import policies, reading_rows
from tvaers.engine.forums.matters import fresh
from tvaers.engine.forums.minutes import made, unanswered
from tvaers.engine.forums.models import Approval, Meeting, Minutes
from tvaers.engine.forums.passing_on import pass_on
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, NotAllowed, Problem


@action("forums.make_minutes", permission=policies.may_keep, on="meeting", audit="{actor} dannede referat af {meeting}")
def make_minutes(*, actor: Actor, meeting: Meeting) -> Minutes:  # noqa: ARG001
    """Dan referatet af det, der er noteret. Er intet ændret, er det den version, der findes."""
    meeting = fresh(meeting)
    if meeting.state not in ("held", "minuted", "approved"):
        raise Conflict(what="Mødet er ikke holdt endnu.", do="Notér først, at mødet holdes.")
    document = made(reading_rows.met(meeting), with_closed=True)
    latest = meeting.minutes.order_by("-version").first()
    if latest is not None and latest.content_hash == document.content_hash:
        return latest
    number = (meeting.minutes.aggregate(last=Max("version"))["last"] or 0) + 1
    if meeting.state == "approved":
        Meeting.objects.filter(pk=meeting.pk).update(state="minuted", changed_at=clock.now())
        meeting.state = "minuted"
    return Minutes.objects.create(
        meeting=meeting, version=number, document=document.as_json(), content_hash=document.content_hash,
        made_at=clock.now(),
    )  # fmt: skip


@action("forums.send_minutes", permission=policies.may_keep, on="meeting", audit="{actor} sendte referat af {meeting}")
def send_minutes(*, actor: Actor, meeting: Meeting) -> Minutes:
    """Udsend referatet. Problem, der nævner hvert indstillingspunkt uden beslutning."""
    meeting = fresh(meeting)
    lacking = unanswered(reading_rows.met(meeting).items)
    if lacking:
        raise Problem(
            what="Referatet kan ikke sendes endnu.", why="Disse punkter mangler en beslutning.",
            do="Notér beslutningen, eller vælg »ikke noteret«.", findings=tuple(lacking),
        )  # fmt: skip
    if meeting.state == "held":
        pass_on(meeting)
    minutes = make_minutes(actor=actor, meeting=meeting)
    if meeting.state == "held":
        meeting.state, meeting.changed_at = "minuted", clock.now()
        meeting.save(update_fields=["state", "changed_at"])
    return minutes


@action(
    "forums.approve_minutes",
    permission=policies.may_speak,
    on="minutes",
    audit="{actor} svarede på et referat",
    silent=("words",),
)
def approve_minutes(*, actor: Actor, minutes: Minutes, is_approved: bool = True, words: str = "") -> Approval:
    """Godkend et referat, eller bed om en rettelse med ord. Svaret gælder denne version og ingen anden.

    Conflict when a newer version exists; NotAllowed for somebody without a seat.
    """
    sitting = policies.sittings_of(actor).filter(forum=minutes.meeting.forum).first()
    if sitting is None:
        raise NotAllowed(what="Kun forummets medlemmer godkender referatet.")
    if minutes.meeting.minutes.filter(version__gt=minutes.version).exists():
        raise Conflict(what="Der er kommet en nyere version.", do="Læs den, og svar på den.")
    if not is_approved and not words.strip():
        raise Problem(what="Det mangler, hvad der skal rettes.", do="Skriv, hvad der er forkert.")
    made_of, _ = Approval.objects.update_or_create(
        minutes=minutes, person=sitting.person,
        defaults={
            "content_hash": minutes.content_hash, "is_approved": is_approved, "words": words.strip(), "at": clock.now(),
        },
    )  # fmt: skip
    _settle(minutes)
    return made_of


def _settle(minutes: Minutes) -> None:
    """The minutes are approved when every member of the forum has said yes to this version."""
    missing = reading_rows.still_to_approve(minutes)
    refused = minutes.approvals.filter(is_approved=False).exists()
    state = "minuted" if missing or refused else "approved"
    Meeting.objects.filter(pk=minutes.meeting_id).update(state=state, changed_at=clock.now())
