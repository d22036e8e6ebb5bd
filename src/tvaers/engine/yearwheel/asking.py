"""Status forms: drawn up by a secretariat, sent to clusters and groups, answered once by each, and reminded of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.matters import fresh
from tvaers.engine.forums.models import Forum, Item
from tvaers.engine.parties.queries import name_of
from tvaers.engine.yearwheel import policies, reminding
from tvaers.engine.yearwheel.matrix import Line, Matrix, told
from tvaers.engine.yearwheel.models import Obligation, Receiver, StatusRequest, lines_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

REMIND_DAYS = 7
"""So many days before the last day for answers, receivers are reminded when nothing else is said (MIN-7i)."""
MOST_LINES = 200


@action("yearwheel.draw_up", permission=policies.may_keep, on="forum", audit="{actor} lavede statusskemaet {result}")
def draw_up(
    *, actor: Actor, forum: Forum, title: str, marks: Sequence[str], due: date, parties: Sequence[str] = (),
    groups: Sequence[Forum] = (), agreements: Sequence[str] = (), text: str = "", questions: Sequence[str] = (),
    remind_on: date | None = None, obligation: Obligation | None = None,
) -> StatusRequest:  # noqa: ARG001  # fmt: skip
    """Lav et statusskema. Klynger svarer for deres indsatser, grupper for de aftaler, som skemaet nævner (MIN-7f).

    `marks` are the titles of the guiding marks. Problem without a title, marks or receivers, for a mark written twice,
    a party that is not known, and days that have passed or stand the wrong way round.
    """
    named = [mark.strip() for mark in marks if mark.strip()]
    reminded = remind_on or max(due - timedelta(days=REMIND_DAYS), clock.today())
    _check(title, named, due, reminded, [*parties, *groups])
    _no_numbers(title, text, *named, *questions, *agreements)
    made = StatusRequest.objects.create(
        forum=forum, obligation=obligation, title=title.strip(), text=text.strip(), due=due, remind_on=reminded,
        marks=[{"id": f"m{number}", "title": mark} for number, mark in enumerate(named, start=1)],
        questions=[one.strip() for one in questions if one.strip()], created_at=clock.now(),
    )  # fmt: skip
    for party in parties:
        Receiver.objects.create(request=made, party=party, name=_named(party))
    given = [{"title": one, "ticks": [], "given": True} for one in agreements]
    for group in groups:
        Receiver.objects.create(request=made, group=group, name=group.name, lines=lines_of(given))
    return made


def _check(title: str, marks: list[str], due: date, reminded: date, receivers: list[Any]) -> None:
    if not title.strip():
        raise Problem(what="Skemaet mangler en titel.", do="Skriv kort, hvad der spørges om.")
    if not marks:
        raise Problem(what="Skemaet mangler pejlemærker.", do="Skriv et på hver linje.")
    if len({mark.casefold() for mark in marks}) != len(marks):
        raise Problem(what="Et pejlemærke står der to gange.", do="Lad hvert stå én gang.")
    if not receivers:
        raise Problem(what="Skemaet har ingen modtagere.", do="Vælg mindst én klynge eller gruppe.")
    if due < clock.today():
        raise Problem(what="Svarfristen er passeret.", do="Vælg i dag eller en senere dag.")
    if reminded > due:
        raise Problem(what="Påmindelsen ligger efter svarfristen.", do="Vælg en tidligere dag.")


def _no_numbers(*texts: str) -> None:
    if any(looks_like_cpr(text) for text in texts):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")


def _named(party: str) -> str:
    name = name_of(party)
    if not name or name == party:
        raise Problem(what=f"Parten {party} findes ikke.", do="Vælg blandt dem, der er.")
    return name


@action("yearwheel.send", permission=policies.may_keep, on="request", audit="{actor} sendte {request} til modtagerne")
def send(*, actor: Actor, request: StatusRequest) -> StatusRequest:  # noqa: ARG001
    """Send skemaet til modtagerne. De får en mail, og skemaet står på deres side, til de har svaret."""
    request = fresh(request)
    if request.sent_at is not None:
        raise Conflict(what="Skemaet er allerede sendt.")
    if request.due < clock.today():
        raise Conflict(what="Svarfristen er passeret.", do="Lav et nyt skema med en senere frist.")
    request.sent_at = clock.now()
    request.save(update_fields=["sent_at"])
    for receiver in request.receivers.all():
        reminding.hand_over(receiver)
    return request


@action("yearwheel.withdraw", permission=policies.may_keep, on="request", audit="{actor} slettede {request}")
def withdraw(*, actor: Actor, request: StatusRequest) -> None:  # noqa: ARG001
    """Slet et skema, der ikke er sendt."""
    request = fresh(request)
    if request.sent_at is not None:
        raise Conflict(what="Skemaet er sendt og kan ikke slettes.")
    request.delete()


@action("yearwheel.save_draft", permission=policies.may_answer, on="receiver", audit="{actor} gemte kladde: {receiver}")
def save_draft(
    *, actor: Actor, receiver: Receiver, lines: Sequence[Mapping[str, Any]], answers: Sequence[str] = (),
    version: int | None = None,
) -> Receiver:  # noqa: ARG001  # fmt: skip
    """Gem det, du har udfyldt, uden at sende det. `lines` er indsatser med de pejlemærker, som de støtter.

    Conflict when the form is answered or not sent, and when somebody else has written since `version`. Problem for a
    mark that the form does not have, and for agreements that the form names but the answer leaves out.
    """
    return _written(receiver, lines, answers, version)


@action("yearwheel.answer", permission=policies.may_answer, on="receiver", audit="{actor} svarede: {receiver}")
def answer(
    *, actor: Actor, receiver: Receiver, lines: Sequence[Mapping[str, Any]], answers: Sequence[str] = (),
    version: int | None = None,
) -> Receiver:  # noqa: ARG001  # fmt: skip
    """Send svaret. Derefter kan kun sekretariatet åbne det igen.

    As save_draft; Problem also when there is no line at all.
    """
    written = _written(receiver, lines, answers, version)
    if not written.lines:
        raise Problem(what="Svaret er tomt.", do="Skriv mindst én indsats, eller skriv, at der ingen er.")
    written.answered_at = clock.now()
    written.save(update_fields=["answered_at"])
    return written


def _written(
    receiver: Receiver, lines: Sequence[Mapping[str, Any]], answers: Sequence[str], version: int | None
) -> Receiver:
    receiver = fresh(receiver)
    request = receiver.request
    if request.sent_at is None:
        raise Conflict(what="Skemaet er ikke sendt endnu.")
    if receiver.answered_at is not None:
        raise Conflict(what="Der er allerede svaret.", do="Bed sekretariatet om at åbne svaret igen.")
    if version is not None and version != receiver.version:
        raise Conflict(what="En anden har skrevet i svaret imens.", do="Se, hvad der er ændret, og gem så igen.")
    receiver.lines = _checked(receiver, lines)
    receiver.answers = [text.strip() for text in answers][: len(request.questions)]
    _no_numbers(*(one["title"] + " " + one["note"] for one in receiver.lines), *receiver.answers)
    receiver.version, receiver.saved_at = receiver.version + 1, clock.now()
    receiver.save()
    return receiver


def _checked(receiver: Receiver, lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines with their marks; those that the form gave keep their titles and must all be there."""
    given = [one["title"] for one in receiver.lines if one["given"]]
    found = lines_of([{**one, "given": one["title"].strip() in given} for one in lines])
    known = {mark["id"] for mark in receiver.request.marks}
    if any(set(one["ticks"]) - known for one in found):
        raise Problem(what="Et pejlemærke findes ikke i skemaet.")
    if len(found) > MOST_LINES:
        raise Problem(what=f"Der er flere end {MOST_LINES} indsatser.", do="Slå nogle af dem sammen.")
    titles = [one["title"] for one in found]
    if len({title.casefold() for title in titles}) != len(titles):
        raise Problem(what="En indsats står der to gange.", do="Giv dem hver sit navn, eller slå dem sammen.")
    if set(given) - set(titles):
        raise Problem(what="En aftale fra skemaet mangler i svaret.", do="Lad den stå, også uden kryds.")
    return found


@action("yearwheel.reopen", permission=policies.may_keep, on="receiver", audit="{actor} genåbnede svaret: {receiver}")
def reopen(*, actor: Actor, receiver: Receiver, reason: str) -> Receiver:  # noqa: ARG001
    """Åbn et svar igen, så modtageren kan rette det. Skriv hvorfor."""
    receiver = fresh(receiver)
    if receiver.answered_at is None:
        raise Conflict(what="Der er ikke svaret endnu.")
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor svaret åbnes igen.")
    receiver.answered_at, receiver.reopen_reason = None, reason.strip()
    receiver.version += 1
    receiver.save()
    return receiver


@action("yearwheel.remind", permission=policies.may_keep, on="request", audit="{actor} mindede om {request}: {result}")
def remind(*, actor: Actor, request: StatusRequest) -> int:  # noqa: ARG001
    """Mind dem, der ikke har svaret, om skemaet. Returns how many they are."""
    if request.sent_at is None:
        raise Conflict(what="Skemaet er ikke sendt endnu.")
    waiting = list(request.receivers.filter(answered_at=None))
    if not waiting:
        raise Conflict(what="Alle har svaret.")
    request.receivers.filter(answered_at=None).update(reminded_at=clock.now())
    for receiver in waiting:
        reminding.hand_over(receiver)
    return len(waiting)


@action("yearwheel.lay_on", permission=policies.may_keep, on="request", audit="{actor} lagde {request} på {item}")
def lay_on(*, actor: Actor, request: StatusRequest, item: Item) -> Item:
    """Læg skemaets matrix på et punkt som tekst. Lægges den igen, erstatter den nye den gamle.

    NotAllowed where the actor does not keep the item's forum; Conflict when the item is treated.
    """
    heading = f"Status: {request.title}"
    silent = [one.name for one in request.receivers.filter(answered_at=None).order_by("name")]
    text = f"Sådan var svarene {date_in_words(clock.today())}.\n{told(matrix_of(request), silent)}"
    kept = [one for one in item.sections if one["heading"] != heading]
    written = forums.write_item(
        actor=actor, item=item, title=item.title, kinds=item.kinds,
        sections=[*kept, {"kind": "other", "heading": heading, "text": text}],
        points=[one.text for one in item.points.order_by("number")],
    )  # fmt: skip
    request.item = written
    request.save(update_fields=["item"])
    return written


def matrix_of(request: StatusRequest) -> Matrix:
    """The answers as a matrix: the lines of those who have answered, by receiver."""
    answered: Iterable[Receiver] = request.receivers.exclude(answered_at=None).order_by("name")
    marks = {one["id"]: one["title"] for one in request.marks}
    lines = [
        Line(one.name, line["title"], frozenset(line["ticks"]), line["note"]) for one in answered for line in one.lines
    ]
    return Matrix(marks, lines)
