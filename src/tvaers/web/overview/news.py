"""What has happened lately: meetings, runs, statements, objections and answers; only what the user may see."""

from itertools import chain
from typing import Any

from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement import queries as settlement
from tvaers.kernel import clock
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.overview import meetings
from tvaers.web.overview.own import own_agreements

MOST = 8
STATEMENT_STEPS = {
    "send": "Opgørelsen blev sendt",
    "dispute": "Opgørelsen blev bestridt",
    "settle_dispute": "Opgørelsens indsigelser blev afgjort",
    "approve": "Opgørelsen blev godkendt",
    "pay": "Opgørelsen blev betalt",
}
OBJECTION_STEPS = {
    "raise": "Indsigelse",
    "accept": "Indsigelsen blev imødekommet",
    "reject": "Indsigelsen blev afvist",
    "withdraw": "Indsigelsen blev trukket tilbage",
    "correct": "Indsigelsen blev rettet i en afregning",
}


def news(user: Any) -> list[parts.Event]:
    """The newest events, newest first."""
    every = chain(meetings.news(user), _runs(user), _statement_steps(user), _objection_steps(user))
    return sorted(every, key=lambda event: event.when, reverse=True)[:MOST]


def my_agreements(user: Any) -> parts.Table:
    """The agreements that the user's parties are parties to, the first to end first, those that have ended last."""
    today = clock.today()
    ordered = sorted(
        own_agreements(user),
        key=lambda one: (one.ends < today, one.ends if one.ends >= today else -one.ends.toordinal()),
    )
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=one.title, href=to("agreements:agreement", one.package), header=True),
                parts.Cell(text=danish.day(one.ends)),
                parts.Cell(status=_ending((one.ends - today).days, one.starts > today)),
            ]
        )
        for one in ordered
    ]
    columns = [parts.Column(key=title, title=title) for title in ("Aftale", "Sidste dag", "I dag")]
    empty = "Her kommer de aftaler, som din part er med i."
    return parts.Table(caption="Mine aftaler", columns=columns, rows=rows, empty=empty)


def _ending(days: int, is_coming: bool) -> parts.Status:
    """How an agreement stands today, by the days that are left."""
    if days < 0:
        return parts.Status(text="Udløbet")
    if is_coming:
        return parts.Status(text="Ikke begyndt", kind="wait")
    text = f"Udløber om {days} dage" if days != 1 else "Udløber i morgen"
    return parts.Status(text="Udløber i dag" if days == 0 else text, kind="warning" if days <= 180 else "ok")


def _runs(user: Any) -> list[parts.Event]:
    return [
        parts.Event(
            when=run.finished_at,
            who=run.settled_by,
            what=f"{run.book.title}: afregning nr. {run.number}",
            note=f"{danish.day(run.starts)} til {danish.day(run.ends)}",
            url=to("settlement:run", run.pk),
        )
        for run in settlement.runs(user).defer("edition__document")[:MOST]
    ]


def _statement_steps(user: Any) -> list[parts.Event]:
    steps = settlement.statements(user).filter(steps__isnull=False).order_by("-steps__at")
    rows = steps.values_list("pk", "payer", "payee", "steps__event", "steps__at", "steps__by")[:MOST]
    return [
        parts.Event(
            when=at,
            who=by,
            what=f"{STATEMENT_STEPS.get(event, 'Opgørelsen blev ændret')}: {_pair(payer, payee)}",
            url=to("settlement:statement", pk),
        )
        for pk, payer, payee, event, at, by in rows
    ]


def _objection_steps(user: Any) -> list[parts.Event]:
    steps = settlement.objections(user).filter(steps__isnull=False).order_by("-steps__at")
    rows = steps.values_list("pk", "reason", "steps__event", "steps__at", "steps__by", "steps__text")[:MOST]
    return [
        parts.Event(
            when=at,
            who=by,
            what=OBJECTION_STEPS.get(event, "Indsigelsen blev ændret"),
            note=text or reason,
            url=to("settlement:objection", pk),
        )
        for pk, reason, event, at, by, text in rows
    ]


def _pair(payer: str, payee: str) -> str:
    return f"{parties.name_of(payer)} betaler {parties.name_of(payee)}"
