"""Forums on the first page: the reader's next meetings, what came out of the last, and tasks that a forum gave."""

from datetime import timedelta
from typing import Any

from tvaers.engine.forums import desk, queries
from tvaers.engine.yearwheel import queries as yearwheel
from tvaers.kernel import clock
from tvaers.web.design import danish, parts
from tvaers.web.links import to

NEXT = 4
"""How many meetings the first page shows."""
LATELY = timedelta(days=60)
"""How long what a meeting sent out is news."""
SAID = {
    "called": ("Dagsordenen er udsendt", "forums:meeting"),
    "minuted": ("Referatet er udsendt", "forums:minutes"),
    "approved": ("Referatet er godkendt", "forums:minutes"),
    "cancelled": ("Mødet er aflyst", "forums:meeting"),
}
"""What is news of a meeting by its state, and the page that shows it."""
Waiting = tuple[int, tuple[str, str], str]
"""How many, as one and as several, and the address."""


def next_meetings(user: Any) -> parts.Table | None:
    """The next meetings of the forums where the reader sits or keeps the papers; None without such a forum."""
    mine = queries.my_forums(user)
    if not mine:
        return None
    ahead = queries.meetings(user).filter(forum__in=mine, starts_at__date__gte=clock.today())
    rows = [parts.Row(cells=_cells(one)) for one in ahead.exclude(state="cancelled")[:NEXT]]
    columns = [parts.Column(key=title, title=title) for title in ("Møde", "Forum", "Sted", "Dagsorden")]
    empty = "Her kommer møderne i dine fora, når de er planlagt."
    return parts.Table(caption="Mine næste møder", columns=columns, rows=rows, empty=empty)


def _cells(meeting: queries.Meeting) -> list[parts.Cell]:
    is_out = meeting.state != "planned"
    agenda = parts.Status(text="Udsendt", kind="ok") if is_out else parts.Status(text="Ikke udsendt", kind="wait")
    return [
        parts.Cell(text=danish.moment(meeting.starts_at), href=to("forums:meeting", meeting.pk), header=True),
        parts.Cell(text=meeting.title or meeting.forum.name),
        parts.Cell(text=meeting.place or meeting.get_form_display()),
        parts.Cell() if meeting.kind == "event" else parts.Cell(status=agenda),
    ]


def news(user: Any) -> list[parts.Event]:
    """What the forums of the reader have sent out or called off lately, the newest first."""
    lately = queries.meetings(user).filter(state__in=SAID, changed_at__gte=clock.now() - LATELY)
    mine = lately.filter(forum__in=queries.my_forums(user))
    return [
        parts.Event(
            when=one.changed_at,
            who=one.forum.name,
            what=f"{SAID[one.state][0]}: {danish.moment(one.starts_at)}",
            note=one.reason,
            url=to(SAID[one.state][1], one.pk),
        )
        for one in mine.order_by("-changed_at", "pk")
    ]


def waiting(user: Any) -> list[Waiting]:
    """Status forms to answer, when there are any, and the tasks that forums gave the reader or their unit."""
    return [*_status_forms(user), *_followups(user)]


def _status_forms(user: Any) -> list[Waiting]:
    """One form alone leads straight to itself."""
    found = yearwheel.to_answer(user)
    url = to("yearwheel:reply", found[0].slug) if len(found) == 1 else to("yearwheel:requests")
    words = ("statusskema venter på dit svar", "statusskemaer venter på dit svar")
    return [(len(found), words, url)] if found else []


def _followups(user: Any) -> list[Waiting]:
    """The open tasks: those past their day, and the others."""
    tasks, home = desk.own_followups(user), to("forums:home")
    late = tasks.filter(due__lt=clock.today()).count()
    return [
        (late, ("opgave fra et møde er over fristen", "opgaver fra møder er over fristen"), home),
        (tasks.count() - late, ("opgave fra et møde er åben", "opgaver fra møder er åbne"), home),
    ]
