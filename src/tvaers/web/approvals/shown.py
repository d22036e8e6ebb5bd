"""An edition as its page shows it: the chain as a picture and a table, the hearing, the forums and the parties."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from tvaers.engine.approvals import queries
from tvaers.engine.approvals.queries import Chain, Stop
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.web.approvals import words
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table


@dataclass(frozen=True)
class Box:
    """One box of the picture: a step, or all the parties together."""

    title: str
    sort: str
    status: Status
    note: str
    anchor: str


def boxes(stops: list[Stop], chain: Chain) -> list[Box]:
    """The picture of the chain, from the first step to the last."""
    found = [_box(one) for one in stops if one.step.kind != "party"]
    parties = [one for one in stops if one.step.kind == "party"]
    if parties:
        found.append(Box("Parterne", "Parter", _joint(parties), chain.count.capitalize(), "parter"))
    return found


def _joint(parties: list[Stop]) -> Status:
    """How the parties stand together: as the one that stands worst."""
    for state, text in (("stopped", "Ikke godkendt"), ("conditional", "Afventer forbehold"), ("open", "I gang"),
                        ("waiting", "Venter")):  # fmt: skip
        if any(one.stage.state == state for one in parties):
            return Status(text=text, kind=words.KINDS[state])
    return Status(text="Godkendt", kind="ok")


def _box(stop: Stop) -> Box:
    day = day_of(stop)
    return Box(stop.step.title, stop.step.get_kind_display(), words.step_status(stop.stage),
               danish.day(day) if day else "", f"trin-{stop.step.pk}")  # fmt: skip


def day_of(stop: Stop) -> date | None:
    """The day that a step was answered, or that its forum meets about it; None before that is known."""
    meeting = stop.item.meeting if stop.item else None
    return meeting.starts_at.astimezone(clock.COPENHAGEN).date() if meeting else stop.step.answered_on


def as_table(stops: list[Stop]) -> Table:
    """The same as the picture, row by row, with what lacks."""
    rows = [
        Row(cells=[
            Cell(text=one.step.title, header=True), Cell(text=one.step.get_kind_display()),
            Cell(status=words.step_status(one.stage)), Cell(text=danish.day(day_of(one)) if day_of(one) else ""),
            Cell(text=one.stage.why),
        ])
        for one in stops
    ]  # fmt: skip
    return _table("Alle trin", ("Trin", "Slags", "Står", "Dag", "Mangler"), rows, "trin")


def _table(caption: str, titles: tuple[str, ...], rows: list[Row], noun: str) -> Table:
    columns = [Column(key=one, title=one) for one in titles]
    return Table(caption=caption, columns=columns, rows=rows, count=len(rows), noun=noun)


@dataclass(frozen=True)
class Remark:
    """A numbered remark of the hearing, with its answer, and where it can be answered ("" where the reader may not)."""

    row: queries.Comment
    party: str
    status: Status
    url: str


@dataclass(frozen=True)
class Hearing:
    """A hearing: who answered and who is silent, the remarks, and what the reader can do."""

    stop: Stop
    status: Status
    answered: list[tuple[str, date]]
    silent: list[str]
    remarks: list[Remark]
    late: bool
    comment_url: str
    close_url: str


def hearings(user: Any, stops: list[Stop], *, is_going: bool) -> list[Hearing]:
    """The hearings of an edition."""
    return [_hearing(user, one, is_going=is_going and not one.step.answer) for one in stops
            if one.step.kind == "hearing"]  # fmt: skip


def _hearing(user: Any, stop: Stop, *, is_going: bool) -> Hearing:
    step, heard = stop.step, sorted(stop.step.heard.all(), key=lambda one: name_of(one.party))
    here = [step.proposal_id, step.pk]
    keeps = may(user, "approvals.reply", step)
    remarks = [
        Remark(
            one, name_of(one.party), Status(text=one.get_reply_display(), kind=REPLIES[one.reply]),
            reverse("approvals:reply", args=[*here, one.number]) if keeps and is_going else "",
        )
        for one in sorted(step.comments.all(), key=lambda one: one.number)
    ]  # fmt: skip
    speaks = any(may(user, "approvals.comment", one.party) for one in heard)
    return Hearing(
        stop=stop, status=words.step_status(stop.stage), remarks=remarks,
        answered=[(name_of(one.party), one.answered_on) for one in heard if one.answered_on],
        silent=[name_of(one.party) for one in heard if one.answered_on is None],
        late=not step.answer and step.due is not None and step.due < clock.today(),
        comment_url=reverse("approvals:comment", args=here) if speaks and is_going else "",
        close_url=reverse("approvals:answer", args=here) if keeps and is_going else "",
    )  # fmt: skip


REPLIES: dict[str, Any] = {"": "wait", "accepted": "ok", "declined": "neutral"}


@dataclass(frozen=True)
class Sitting:
    """A forum on the way: how it stands, what it said, and where it can be sent."""

    stop: Stop
    status: Status
    day: date | None
    said: list[tuple[str, str, str]] = field(default_factory=list)
    send_url: str = ""


def forums(user: Any, stops: list[Stop], *, is_going: bool) -> list[Sitting]:
    """The forums of an edition, in order."""
    found = []
    for one in stops:
        if one.step.kind != "forum":
            continue
        is_next = one.stage.state in ("open", "stopped") and not one.is_waiting
        sends = is_going and is_next and may(user, "approvals.send_to_forum", one.step)
        rows = sorted(one.item.remarks.all(), key=lambda row: row.number) if one.item else []
        said = [(row.get_kind_display(), row.text, row.answer) for row in rows]
        url = reverse("approvals:send", args=[one.step.proposal_id, one.step.pk]) if sends else ""
        found.append(Sitting(one, words.step_status(one.stage), day_of(one), said, url))
    return found


@dataclass(frozen=True)
class Party:
    """A party on the way: what it answered, its conditions each with where it can be met, and where it can answer."""

    stop: Stop
    status: Status
    conditions: list[tuple[queries.Condition, str]]
    answer_url: str


def parties(user: Any, stops: list[Stop], *, is_going: bool) -> list[Party]:
    """The parties of an edition; what the reader can do is given as addresses."""
    return [_party(user, one, is_going=is_going) for one in stops if one.step.kind == "party"]


def _party(user: Any, stop: Stop, *, is_going: bool) -> Party:
    here = [stop.step.proposal_id, stop.step.pk]
    answers = is_going and may(user, "approvals.answer", stop.step)
    rows = sorted(stop.step.conditions.all(), key=lambda one: one.pk)
    conditions = [
        (row, reverse("approvals:meet", args=[*here, place]) if answers and row.met_on is None else "")
        for place, row in enumerate(rows, start=1)
    ]
    url = reverse("approvals:answer", args=here) if answers else ""
    return Party(stop, words.step_status(stop.stage), conditions, url)


@dataclass(frozen=True)
class Brief:
    """An edition on its way as the agreement's page tells it."""

    proposal: queries.Proposal
    status: Status
    next_step: str
    count: str


def briefs(user: Any, package: str) -> list[Brief]:
    """The editions of an agreement that are on their way or came into force by their chain; none for outsiders."""
    found = []
    for one in queries.proposals(user, package):
        chain = queries.stands(user, one)
        ended = one.in_force_from or one.withdrawn_on
        step = "" if ended else f"{words.next_step(chain)}. Venter på {words.waited_for(one, chain)}"
        found.append(Brief(one, words.edition_status(one, chain), step, chain.count if chain.parties else ""))
    return found
