"""What is done at a step of an edition: answer, comment in a hearing, reply, meet a condition, send to a forum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from tvaers.engine.approvals import actions, queries
from tvaers.engine.forums.queries import Meeting, meetings
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.web.approvals.frame import require, sheet, step_of
from tvaers.web.approvals.inputs import lines, paragraphs, text_field
from tvaers.web.days import Day
from tvaers.web.design import danish
from tvaers.web.forums.sheets import answer
from tvaers.web.problems import shows_problems


class AnswerForm(forms.Form):
    """What a party says to an edition."""

    ANSWERS = (("approved", "Godkendt"), ("conditional", "Godkendt med forbehold"), ("rejected", "Ikke godkendt"))

    answer = forms.ChoiceField(label="Svar", choices=ANSWERS, widget=forms.RadioSelect)
    conditions = text_field("Forbehold", help_text="Ét på hver linje. Kun når du svarer med forbehold.")
    conditions_due = Day(label="Forbeholdene skal være opfyldt senest")
    words = text_field("Begrundelse eller bemærkning", help_text="Skal med, når parten ikke godkender.")
    on = Day(required=True, label="Besluttet den")


class CloseForm(forms.Form):
    """That a hearing is closed."""

    words = text_field("Hvorfor lukkes den uden alle svar?", help_text="Kun når nogen ikke har svaret.")
    on = Day(required=True, label="Lukket den")


@shows_problems
def answer_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Svar for en part, eller luk en høring."""
    user: Any = request.user
    row = step_of(user, pk, step)
    require(user, "approvals.answer", row)
    if row.kind == "hearing":
        return _close(request, row)
    initial = {"answer": row.answer, "words": row.words, "on": row.answered_on or clock.today(),
               "conditions": "\n".join(one.text for one in row.conditions.filter(met_on=None)),
               "conditions_due": row.conditions.filter(met_on=None).values_list("due", flat=True).first()}  # fmt: skip
    page = sheet(row.proposal, f"Svar for {row.title}", "Gem svaret", lead=str(row.proposal), said="Svaret er gemt.",
                 anchor="parter")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.answer(actor=user, step=row, **{**given, "conditions": lines(given["conditions"])})

    return answer(request, AnswerForm(request.POST or None, initial=initial), page, do)


def _close(request: HttpRequest, row: queries.Step) -> HttpResponse:
    user: Any = request.user
    silent = [name_of(one.party) for one in row.heard.filter(answered_on=None)]
    lead = f"Har ikke svaret: {', '.join(silent)}." if silent else "Alle har svaret."
    page = sheet(row.proposal, f"Luk {row.title.lower()}", "Luk høringen", lead=lead, said="Høringen er lukket.",
                 anchor=f"trin-{row.pk}")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.answer(actor=user, step=row, answer="closed", **given)

    return answer(request, CloseForm(request.POST or None, initial={"on": clock.today()}), page, do)


class CommentForm(forms.Form):
    """A party's answer in a hearing."""

    party = forms.ChoiceField(label="Part")
    texts = text_field("Bemærkninger", rows=8, help_text="Tom linje mellem to bemærkninger. Tomt felt: ingen "
                       "bemærkninger.")  # fmt: skip

    def __init__(self, *args: Any, parties: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].choices = [(one, name_of(one)) for one in parties]  # type: ignore[attr-defined]


@shows_problems
def comment(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Svar i en høring for en part. Hvert afsnit bliver en bemærkning med nummer."""
    user: Any = request.user
    row = step_of(user, pk, step)
    own = [one.party for one in row.heard.order_by("party") if may(user, "approvals.comment", one.party)]
    if not own:
        raise NotAllowed(what="Du kan ikke svare for nogen, der er hørt.",
                         do="Bed den, der underskriver for parten.")  # fmt: skip
    page = sheet(row.proposal, "Høringssvar", "Send høringssvaret", lead=f"{row.title} om {row.proposal}",
                 said="Høringssvaret er gemt.", anchor=f"trin-{row.pk}")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.comment(actor=user, step=row, party=given["party"], texts=paragraphs(given["texts"]))

    return answer(request, CommentForm(request.POST or None, parties=own), page, do)


class ReplyForm(forms.Form):
    """What the working group does with a remark."""

    accepted = forms.ChoiceField(label="Er bemærkningen imødekommet?", choices=(("ja", "Ja"), ("nej", "Nej")),
                                 widget=forms.RadioSelect)  # fmt: skip
    text = text_field("Svar", required=True, help_text="Skriv, hvad I gør, og hvorfor.")


@shows_problems
def reply(request: HttpRequest, pk: int, step: int, number: int) -> HttpResponse:
    """Besvar en bemærkning fra høringen."""
    user: Any = request.user
    row = step_of(user, pk, step)
    require(user, "approvals.reply", row)
    said = row.comments.filter(number=number).first()
    if said is None:
        raise NotFound(what="Bemærkningen findes ikke.")
    lead = f"{name_of(said.party)} skrev: {said.text}"
    page = sheet(row.proposal, f"Besvar bemærkning {number}", "Gem svaret", lead=lead, said="Bemærkningen er besvaret.",
                 anchor=f"bemaerkning-{row.pk}-{number}")  # fmt: skip
    initial = {"accepted": {"accepted": "ja", "declined": "nej"}.get(said.reply), "text": said.reply_text}

    def do(given: dict[str, Any]) -> None:
        actions.reply(actor=user, step=row, number=number, accepted=given["accepted"] == "ja", text=given["text"])

    return answer(request, ReplyForm(request.POST or None, initial=initial), page, do)


class MeetForm(forms.Form):
    """What shows that a condition is met."""

    evidence = text_field("Hvad viser det?", required=True, help_text="Fx notatet og datoen.")


@shows_problems
def meet(request: HttpRequest, pk: int, step: int, number: int) -> HttpResponse:
    """Meld et forbehold opfyldt; `number` counts the conditions of the step from 1."""
    user: Any = request.user
    row = step_of(user, pk, step)
    require(user, "approvals.meet", row)
    conditions = list(row.conditions.order_by("pk"))
    if not 1 <= number <= len(conditions):
        raise NotFound(what="Forbeholdet findes ikke.")
    page = sheet(row.proposal, "Forbeholdet er opfyldt", "Meld forbeholdet opfyldt", said="Forbeholdet er opfyldt.",
                 lead=f"{row.title}: {conditions[number - 1].text}", anchor="parter")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.meet(actor=user, step=row, condition=conditions[number - 1], evidence=given["evidence"])

    return answer(request, MeetForm(request.POST or None), page, do)


class SendForm(forms.Form):
    """Which meeting an item is meant for."""

    meeting = forms.ModelChoiceField(queryset=Meeting.objects.none(), label="Til hvilket møde?", required=False,
                                     empty_label="Ikke valgt endnu")  # fmt: skip
    journal = forms.CharField(label="Journalnummer", required=False, max_length=60)

    def __init__(self, *args: Any, ahead: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["meeting"]
        chosen.queryset = ahead  # type: ignore[attr-defined]
        chosen.label_from_instance = lambda one: danish.moment(one.starts_at)  # type: ignore[attr-defined]


@shows_problems
def send(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Send udgaven til forummets pipeline."""
    user: Any = request.user
    row = step_of(user, pk, step)
    require(user, "approvals.send_to_forum", row)
    ahead = meetings(user, row.forum).filter(state__in=("planned", "called"), starts_at__gte=clock.now())
    first = ahead.filter(kind="ordinary").first()
    form = SendForm(request.POST or None, ahead=ahead, initial={"meeting": first.pk if first else None})
    page = sheet(row.proposal, f"Send til {row.title}", "Send til pipelinen", lead=str(row.proposal),
                 said="Udgaven ligger i forummets pipeline.", anchor=f"trin-{row.pk}")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.send_to_forum(actor=user, step=row, **given)

    return answer(request, form, page, do)
