"""Referat: what it says and where each sentence comes from, what it lacks, who has approved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.forums import actions, desk, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table
from tvaers.web.forums import frame, words
from tvaers.web.problems import into_form, shows_problems

ANSWERS = (("yes", "Jeg godkender referatet"), ("no", "Jeg beder om en rettelse"))


class ApprovalForm(forms.Form):
    """A member's word on the minutes."""

    answer = forms.ChoiceField(label="Dit svar", widget=forms.RadioSelect, choices=ANSWERS)
    words = forms.CharField(label="Hvad skal rettes?", required=False, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text="Skal udfyldes, hvis du beder om en rettelse.")  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A sentence and the rows behind it: (words, when, address of the item)."""

    text: str
    is_bullet: bool
    sources: tuple[desk.Source, ...]


@shows_problems
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Referatet, som det er sendt; for sekretariatet, som det står nu."""
    return _page(request, queries.meeting(request.user, pk), None)


def _page(request: HttpRequest, meeting: queries.Meeting, form: ApprovalForm | None) -> HttpResponse:
    user: Any = request.user
    shared = frame.of_forum(user, meeting.forum, "forums:meetings", "Referat")
    versions, chosen = queries.minutes(user, meeting), request.GET.get("version", "")
    is_live = shared["keeps"] and not chosen
    shown = next((one for one in versions if not chosen or str(one.version) == chosen), None)
    if not is_live and shown is None:
        raise NotFound(what="Referatet er ikke sendt endnu.")
    live = queries.document(user, meeting) if shared["keeps"] else None
    document = live.as_json() if live and is_live else queries.minutes_document(user, shown)  # type: ignore[arg-type]
    newest = versions[0] if versions else None
    context = {
        **shared, "meeting": meeting, "status": words.meeting_status(meeting), "newest": newest, "shown": shown,
        "is_live": is_live, "document": document, "parts": _parts(user, meeting, document),
        "lacking": queries.missing_decisions(user, meeting) if is_live else [],
        "is_changed": bool(live and newest and live.content_hash != newest.content_hash),
        "versions": _versions(versions) if shared["is_inside"] else None,
        "missing": queries.still_to_approve(newest) if newest and shared["is_inside"] else [],
        "may_send": is_live and meeting.state in ("held", "minuted", "approved"),
        "form": form or ApprovalForm(prefix="svar"),
        **_answering(user, meeting, newest),
    }  # fmt: skip
    return render(request, "forums/minutes.html", context)


def _answering(user: Any, meeting: queries.Meeting, newest: queries.Minutes | None) -> dict[str, Any]:
    """Whether the reader's word on the newest version is asked for, and the word they have given."""
    given = [one for one in (newest.approvals.all() if newest else ()) if one.person.user_id == user.pk]
    is_out = meeting.state in ("minuted", "approved") and may(user, "forums.approve_minutes", newest)
    return {"mine": given[0] if given else None,
            "may_answer": is_out and (bool(given) or newest in desk.minutes_to_answer(user))}  # fmt: skip


def _parts(user: Any, meeting: queries.Meeting, document: Mapping[str, Any]) -> dict[str, Any]:
    """The people and the items of the document, each sentence with where it comes from."""
    known = desk.sources(user, meeting)

    def lines(found: list[Mapping[str, Any]]) -> list[Line]:
        return [
            Line(one["text"], _is_bullet(one), tuple(known[ref] for ref in one["refs"] if ref in known))
            for one in found
        ]

    items = [
        {**part, "sections": [(title, lines(found)) for title, found in part["sections"]]} for part in document["parts"]
    ]
    return {"people": lines(document["people"]), "items": items}


def _is_bullet(sentence: Mapping[str, Any]) -> bool:
    """Whether a line of a list needs a mark of its own; one with a number has it."""
    return bool(sentence["bullet"]) and not sentence["text"][:1].isdigit()


def _versions(versions: list[queries.Minutes]) -> Table:
    """The versions, and how many members have said yes and no to each."""
    titles = ("Version", "Dannet", "Fingeraftryk", "Godkendt af", "Rettelser")
    rows = []
    for one in versions:
        answers = list(one.approvals.all())
        yes = [each.person.name for each in answers if each.is_approved]
        asked = [f"{each.person.name}: {each.words}" for each in answers if not each.is_approved]
        url = f"{reverse('forums:minutes', args=[one.meeting_id])}?version={one.version}"
        rows.append(Row(cells=[
            Cell(text=f"Version {one.version}", href=url, header=True), Cell(text=danish.moment(one.made_at)),
            Cell(text=one.content_hash[:12]), Cell(text=", ".join(yes)),
            Cell(status=Status(text="; ".join(asked), kind="warning")) if asked else Cell(),
        ]))  # fmt: skip
    columns = [Column(key=title, title=title) for title in titles]
    return Table(caption="Versioner", columns=columns, rows=rows, count=len(rows),
                 noun="version" if len(rows) == 1 else "versioner", empty="Referatet er ikke sendt endnu.")  # fmt: skip


@shows_problems
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send referatet. What lacks a decision is listed by the engine's own refusal."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.send_minutes", meeting)
    if request.method == "POST":
        made = actions.send_minutes(actor=user, meeting=meeting)
        messages.success(request, f"Version {made.version} af referatet er sendt. Medlemmerne kan nu godkende det.")
    return redirect("forums:minutes", pk)


@shows_problems
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Godkend referatet, eller bed om en rettelse."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    if request.method != "POST":
        return redirect("forums:minutes", pk)
    form = ApprovalForm(request.POST, prefix="svar")
    seen = next((one for one in queries.minutes(user, meeting) if str(one.version) == request.POST.get("seen")), None)
    if seen is None:
        raise NotFound(what="Den version af referatet findes ikke.")
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.approve_minutes(actor=user, minutes=seen, is_approved=given["answer"] == "yes",
                                    words=given["words"])  # fmt: skip
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, "Dit svar er noteret.")
            return redirect("forums:minutes", pk)
    return _page(request, meeting, form)
