"""The forms of what a meeting does with an item: an outcome, a remark, a follow-up, and what becomes of them."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.forums.queries import OUTCOMES, Followup, Item, Meeting, Person, Point, Remark, may_answer
from tvaers.engine.parties import queries as parties
from tvaers.web.cases.widgets import PartyInput
from tvaers.web.days import Day
from tvaers.web.design import danish


def _long(label: str, help: str = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, help_text=help, required=required,
                           widget=forms.Textarea(attrs={"rows": rows}))  # fmt: skip


class DecisionForm(forms.Form):
    """What was decided on one point, or on an item without points."""

    outcome = forms.ChoiceField(label="Hvad blev besluttet?", widget=forms.RadioSelect)
    words = _long("Ord til referatet", "Skal udfyldes, hvis punktet udskydes.", required=False)
    decided_text = _long("Besluttet ordlyd", "Kun hvis den er en anden end den indstillede.", required=False)
    deferred_to = forms.ModelChoiceField(queryset=Meeting.objects.none(), label="Udskydes til", required=False,
                                         empty_label="Udskydes ikke")  # fmt: skip

    def __init__(self, *args: Any, item: Item, point: Point | None, meetings: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fitting = [(one.id, one.title) for one in OUTCOMES.values() if may_answer(item.kinds, one.id)]
        self.fields["outcome"].choices = fitting  # type: ignore[attr-defined]
        later = self.fields["deferred_to"]
        later.queryset = meetings  # type: ignore[attr-defined]
        later.label_from_instance = lambda one: danish.moment(one.starts_at)  # type: ignore[attr-defined]
        self.point = point
        if point is None:
            del self.fields["decided_text"]
            self.initial = {"outcome": item.outcome, "words": item.decision, "deferred_to": item.deferred_to_id}
        else:
            self.initial = {"outcome": point.outcome, "words": point.words, "deferred_to": point.deferred_to_id,
                            "decided_text": point.decided_text or point.text}  # fmt: skip

    def clean_decided_text(self) -> str:
        """The wording as decided; "" when it is the one that was recommended."""
        text = str(self.cleaned_data["decided_text"]).replace("\r\n", "\n").strip()
        same = self.point is not None and text == self.point.text.strip()
        return "" if same else text


MUST = (("", "Som reglen siger"), ("yes", "Ja"), ("no", "Nej"))


class RemarkForm(forms.Form):
    """Something that was said with the decision."""

    kind = forms.ChoiceField(label="Slags", choices=Remark.KINDS, initial="remark", widget=forms.RadioSelect)
    text = _long("Hvad blev sagt?")
    point = forms.TypedChoiceField(label="Til hvilket indstillingspunkt?", required=False, coerce=int, empty_value=None)
    must = forms.ChoiceField(
        label="Skal den være imødekommet, før sagen går videre?", choices=MUST, required=False,
        help_text="Et forbehold skal altid. En bemærkning skal, når punktet er en godkendelse.",
    )  # fmt: skip

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        points = [(one.number, f"Punkt {one.number}") for one in item.points.order_by("number")]
        self.fields["point"].choices = [("", "Hele punktet"), *points]  # type: ignore[attr-defined]
        if not points:
            del self.fields["point"]

    def clean_must(self) -> bool | None:
        """True, False, or None for what the rule says."""
        return {"yes": True, "no": False}.get(self.cleaned_data["must"])


class FollowupForm(forms.Form):
    """A task that comes of the decision."""

    text = _long("Hvad skal gøres?", rows=2)
    owner = forms.CharField(label="Hvem er ansvarlig?", max_length=200, help_text="Skriv rollen eller forummet.")
    party = forms.CharField(label="Ansvarlig part", required=False)
    person = forms.ModelChoiceField(queryset=Person.objects.none(), label="Ansvarlig person", required=False,
                                    empty_label="Ingen bestemt")  # fmt: skip
    due = Day(label="Frist")
    earliest = Day(label="Kan tidligst begynde")
    blocked_by = forms.ModelChoiceField(queryset=Remark.objects.none(), label="Venter på forbehold", required=False,
                                        empty_label="Venter ikke", to_field_name="number")  # fmt: skip

    def __init__(self, *args: Any, item: Item, persons: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].widget = PartyInput([(row.code or row.key, row.name) for row in parties.list_parties()])
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]
        blocks = item.remarks.filter(kind="reservation", answered_at=None)
        chosen = self.fields["blocked_by"]
        chosen.queryset = blocks  # type: ignore[attr-defined]
        chosen.label_from_instance = lambda one: f"{one.number}. {one.text}"  # type: ignore[attr-defined]
        if not blocks:
            del self.fields["blocked_by"]


class AnswerForm(forms.Form):
    """How a remark has been met."""

    answer = _long("Hvordan er den imødekommet?", "Skriv, hvad der er gjort, fx hvor i teksten det er rettet.")


class ProgressForm(forms.Form):
    """How a follow-up goes."""

    state = forms.ChoiceField(label="Hvordan går det?", choices=Followup.STATES, widget=forms.RadioSelect)
    evidence = _long("Hvad viser det?", "Skal udfyldes, når opgaven er udført eller bortfalder.", required=False)


class ConditionForm(forms.Form):
    """What has happened of what an item awaited."""

    words = forms.CharField(label="Hvad er der sket?", max_length=300, help_text="Skriv fx mødet og datoen.")
