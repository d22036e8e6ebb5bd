"""A meeting while it is held: who is there, what is decided on each point, what was said, and what follows from it."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from tvaers.engine.forums import following, matters, policies
from tvaers.engine.forums.models import Attendance, Followup, Item, Meeting, Person, Remark
from tvaers.engine.forums.outcomes import OUTCOMES, goes_on, may_answer, of_item
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr


@action("forums.hold", permission=policies.may_keep, on="meeting", audit="{actor} noterede, at {meeting} er holdt")
def hold(*, actor: Actor, meeting: Meeting, leader: Person) -> Meeting:  # noqa: ARG001
    """Begynd at føre mødet til referat. Mødet har præcis én mødeleder (MIN-1e)."""
    meeting = matters.fresh(meeting)
    if meeting.state not in ("planned", "called", "held"):
        raise Conflict(what=f"Mødet er {meeting.get_state_display().lower()}.")
    meeting.state, meeting.leader, meeting.changed_at = "held", leader, clock.now()
    meeting.version += 1
    meeting.save()
    return meeting


@action("forums.attend", permission=policies.may_keep, on="meeting", audit="{actor} noterede fremmøde på {meeting}")
def attend(
    *, actor: Actor, meeting: Meeting, person: Person, status: str, substitute: Person | None = None,
    item: Item | None = None,
) -> Attendance:  # noqa: ARG001  # fmt: skip
    """Notér, om en person var til stede, havde afbud eller en stedfortræder; for hele mødet eller for ét punkt.

    Problem for an unknown status, a substitute without a name, and an item of another meeting.
    """
    if status not in dict(Attendance.STATUSES):
        raise Problem(what="Den slags fremmøde findes ikke.", do="Vælg fx til stede eller afbud.")
    if (status == "substitute") != (substitute is not None):
        raise Problem(what="Stedfortræderen mangler.", do="Vælg, hvem der mødte i stedet.")
    if item is not None and item.meeting_id != meeting.pk:
        raise Problem(what="Punktet hører til et andet møde.")
    made, _ = Attendance.objects.update_or_create(
        meeting=meeting, person=person, item=item,
        defaults={"status": status, "substitute": substitute, "recorded_at": clock.now()},
    )  # fmt: skip
    _touch(meeting)
    return made


def _touch(meeting: Meeting) -> None:
    """What is recorded changes the minutes: their approval is asked for anew when they are made again."""
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=clock.now())


def _at_meeting(item: Item) -> Item:
    """The item, locked. Conflict unless it is on the agenda of a meeting that is being held."""
    item = matters.fresh(item)
    if item.meeting is None or item.state != "agenda":
        raise Conflict(what=f"Punktet er {item.get_state_display().lower()}.", do="Genåbn det, hvis noget skal rettes.")
    if item.meeting.state not in ("held", "minuted"):
        raise Conflict(what="Mødet er ikke begyndt.", do="Notér først, at mødet holdes, og hvem der leder det.")
    return item


@action(
    "forums.decide",
    permission=policies.may_keep,
    on="item",
    audit="{actor} noterede beslutning på {item}: {outcome}",
    silent=("words", "decided_text"),
)
def decide(
    *, actor: Actor, item: Item, outcome: str, point: int | None = None, words: str = "", decided_text: str = "",
    deferred_to: Meeting | None = None,
) -> Item:  # noqa: ARG001  # fmt: skip
    """Notér, hvad der blev besluttet på et indstillingspunkt, eller på hele punktet når det ingen indstilling har.

    `decided_text` is the point as decided where it differs from the recommendation; `deferred_to` the meeting that it
    is put off to. Problem for an outcome that does not fit, and for a deferral without words.
    """
    item = _at_meeting(item)
    _check(item, outcome, words)
    deferred_to = _meeting_ahead(item, words, deferred_to) if outcome == "deferred" else None
    if point is None:
        if item.points.exists():
            raise Problem(what="Punktet har en indstilling.", do="Notér beslutningen på hvert indstillingspunkt.")
        item.outcome, item.decision, item.deferred_to = outcome, words.strip(), deferred_to
    else:
        row = item.points.filter(number=point).first()
        if row is None:
            raise Problem(what=f"Indstillingen har intet punkt {point}.")
        row.outcome, row.words, row.decided_text = outcome, words.strip(), decided_text.strip()
        row.deferred_to, row.recorded_at = deferred_to, clock.now()
        row.save()
        item.outcome = of_item(item.points.values_list("outcome", flat=True))
    _touch(item.meeting)  # type: ignore[arg-type]
    return matters.save(item)


def _check(item: Item, outcome: str, words: str) -> None:
    if outcome not in OUTCOMES or not may_answer(item.kinds, outcome):
        raise Problem(what="Den beslutning passer ikke til punktet.", why="Punktets type afgør, hvad der kan svares.")
    if looks_like_cpr(words):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")


def _meeting_ahead(item: Item, words: str, to: Meeting | None) -> Meeting:
    """The meeting that an item is put off to. Problem without a reason, and unless it is ahead on the matter's way."""
    if not words.strip() or to is None:
        raise Problem(what="Udskydelsen mangler en grund eller et møde.", do="Skriv hvorfor, og vælg det nye møde.")
    assert item.meeting is not None, "an item that is decided has a meeting"
    if to.starts_at <= item.meeting.starts_at or to.state not in ("planned", "called"):
        why = f"{to} er holdt, aflyst eller tidligere."
        raise Problem(what="Punktet kan kun udskydes til et senere møde.", why=why, do="Vælg et møde forude.")
    if to.forum_id != item.forum_id and to.forum.key not in item.matter.route:
        raise Problem(what="Sagen skal ikke behandles i det forum.", do=f"Vælg et møde i {item.forum.name}.")
    return to


@action(
    "forums.remark",
    permission=policies.may_keep,
    on="item",
    audit="{actor} noterede en bemærkning til {item}",
    silent=("text",),
)
def remark(
    *, actor: Actor, item: Item, text: str, kind: str = "remark", point: int | None = None,
    must_be_met_first: bool | None = None,
) -> Remark:  # noqa: ARG001  # fmt: skip
    """Notér en bemærkning, et forbehold, en begrundelse eller en drøftelse til et punkt.

    A reservation, and a remark to an approval, must be met before the matter goes on, unless `must_be_met_first` says
    otherwise (MIN-10h, MIN-12o).
    """
    item = _at_meeting(item)
    if not text.strip():
        raise Problem(what="Bemærkningen er tom.")
    if kind not in dict(Remark.KINDS):
        raise Problem(what="Den slags bemærkning findes ikke.")
    row = item.points.filter(number=point).first() if point else None
    if point is not None and row is None:
        raise Problem(what=f"Indstillingen har intet punkt {point}.")
    binds = kind == "reservation" or (kind == "remark" and "approval" in item.kinds)
    made = Remark.objects.create(
        item=item, point=row, kind=kind, text=text.strip(),
        number=(item.remarks.aggregate(last=Max("number"))["last"] or 0) + 1, recorded_at=clock.now(),
        must_be_met_first=binds if must_be_met_first is None else must_be_met_first,
    )  # fmt: skip
    _touch(item.meeting)  # type: ignore[arg-type]
    matters.save(item)
    return made


@action(
    "forums.answer_remark",
    permission=policies.may_keep,
    on="remark",
    audit="{actor} besvarede {remark}",
    silent=("answer",),
)
def answer_remark(*, actor: Actor, remark: Remark, answer: str) -> Remark:  # noqa: ARG001
    """Besvar en bemærkning eller et forbehold: skriv, hvordan det er imødekommet, fx den nye version."""
    remark = matters.fresh(remark)
    if not answer.strip():
        raise Problem(what="Svaret er tomt.", do="Skriv, hvad der er gjort, eller hvorfor ikke.")
    remark.answer, remark.answered_at = answer.strip(), clock.now()
    remark.save()
    return remark


@action(
    "forums.follow_up",
    permission=policies.may_keep,
    on="item",
    audit="{actor} oprettede en opfølgning på {item}",
    silent=("text", "owner"),
)
def follow_up(
    *, actor: Actor, item: Item, text: str, owner: str, party: str = "", person: Person | None = None,
    due: date | None = None, earliest: date | None = None, remark: Remark | None = None,
    blocked_by: Remark | None = None,
) -> Followup:  # noqa: ARG001  # fmt: skip
    """Giv nogen en opgave efter en beslutning, med ansvarlig og frist. En opgave bag et forbehold kan ikke begyndes."""
    if not text.strip() or not owner.strip():
        raise Problem(what="Opfølgningen mangler en opgave eller en ansvarlig.", do="Skriv begge dele.")
    if due and earliest and due < earliest:
        raise Problem(what="Fristen ligger før den dag, opgaven kan begynde.", do="Ret en af de to datoer.")
    return Followup.objects.create(
        item=item, text=text.strip(), owner=owner.strip(), party=party, person=person, due=due, earliest=earliest,
        remark=remark, blocked_by=blocked_by, recorded_at=clock.now(),
    )  # fmt: skip


@action(
    "forums.progress",
    permission=policies.may_follow_up,
    on="followup",
    audit="{actor} satte {followup} til {state}",
    silent=("evidence",),
)
def progress(*, actor: Actor, followup: Followup, state: str, evidence: str = "") -> Followup:  # noqa: ARG001
    """Sæt en opfølgning i gang, meld den udført eller lad den bortfalde. Det sidste kræver, at du skriver hvorfor.

    Conflict while the reservation that it waits for is open.
    """
    followup = matters.fresh(followup)
    if state not in dict(Followup.STATES):
        raise Problem(what="Den tilstand findes ikke.")
    waits = followup.blocked_by
    if waits is not None and waits.answered_at is None and state in ("begun", "done"):
        raise Conflict(what="Opgaven afventer et forbehold.", why=waits.text, do="Luk forbeholdet først.")
    if state in ("done", "dropped") and not evidence.strip():
        raise Problem(what="Det mangler, hvad der viser det.", do="Skriv fx dokumentet og datoen.")
    followup.state, followup.evidence = state, evidence.strip() or followup.evidence
    followup.ended_at = clock.now() if state in ("done", "dropped") else None
    followup.save()
    return followup


@action("forums.conclude", permission=policies.may_keep, on="item", audit="{actor} afsluttede {item}")
def conclude(*, actor: Actor, item: Item) -> Item:
    """Afslut et punkt, når alt er noteret. Sagen går videre, standser eller udskydes efter det, der blev besluttet.

    Conflict while a point of the recommendation has no outcome.
    """
    item = _at_meeting(item)
    outcomes = list(item.points.values_list("outcome", flat=True)) or [item.outcome]
    if "" in outcomes:
        raise Conflict(what="Et indstillingspunkt mangler en beslutning.", do="Notér den, eller skriv »ikke noteret«.")
    item.outcome = of_item(outcomes)
    item.decided_at = clock.now()
    item.state = "treated"
    if item.outcome == "deferred":
        item.state = "deferred"
        following.put_off(actor, item)
    elif OUTCOMES[item.outcome].stops:
        item.state = "stopped"
        following.come_back(actor, item)
    elif goes_on(outcomes):
        following.go_on(actor, item)
    return matters.save(item)


@action("forums.reopen", permission=policies.may_keep, on="item", audit="{actor} genåbnede {item}")
def reopen(*, actor: Actor, item: Item) -> Item:  # noqa: ARG001
    """Genåbn et punkt, der er afsluttet forkert. Det, der fulgte af beslutningen, trækkes tilbage.

    Conflict when a later forum has already begun on it.
    """
    item = matters.fresh(item)
    if item.state not in ("treated", "deferred", "stopped"):
        raise Conflict(what="Punktet er ikke afsluttet.")
    after = _after(item)
    if any(one.state != "pipeline" for one in after):
        raise Conflict(
            what="Sagen er allerede på en senere dagsorden.", why="Beslutningen er brugt.",
            do="Tag det senere punkt af dagsordenen først.",
        )  # fmt: skip
    for one in after:
        following.take_back(one, item)
    item.state, item.decided_at = "agenda", None
    return matters.save(item)


def _after(item: Item) -> list[Item]:
    """What followed from an item: its followers, and theirs."""
    own = list(item.followers.filter(gone_at=None))
    return [*own, *(later for one in own for later in _after(one))]
