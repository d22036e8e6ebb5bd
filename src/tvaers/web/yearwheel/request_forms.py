"""The forms of status requests: what is asked and of whom, why an answer is opened again, and where the matrix goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from tvaers.engine.forums import queries as forums
from tvaers.engine.parties import queries as parties
from tvaers.kernel import clock
from tvaers.web.days import Day

GROUPS = ("cluster", "steering_group", "working_group", "theme_group", "network", "council")
EMPTY_LINES = 3
"""How many empty lines a form has to write new efforts in."""


class Lines(forms.CharField):
    """One text on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 5}), "max_length": 10_000, **options})

    def clean(self, value: Any) -> list[str]:
        """The lines that are not empty."""
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]


class RequestForm(forms.Form):
    """A status form to be sent."""

    title = forms.CharField(label="Titel", max_length=300)
    text = forms.CharField(label="Vejledning til modtagerne", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    marks = Lines(label="Pejlemærker", help_text="Et på hver linje.")
    agreements = Lines(label="Samarbejdsaftaler", required=False,
                       help_text="En på hver linje. De grupper, du vælger, sætter kryds for dem.")  # fmt: skip
    questions = Lines(label="Spørgsmål", required=False, help_text="Et på hver linje, hvis der skal svares med ord.")
    parties = forms.MultipleChoiceField(label="Klynger og organisationer", required=False,
                                        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    groups = forms.MultipleChoiceField(label="Grupper", required=False, widget=forms.CheckboxSelectMultiple)
    due = Day(label="Svarfrist", required=True)
    remind_on = Day(label="Påmindelse", help_text="Lades den tom, er det 7 dage før fristen.")

    def __init__(self, *args: Any, user: Any, forum: forums.Forum, **options: Any) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        clusters = [(one.key, one.name) for one in parties.list_parties("cluster", today)]
        region = set(forums.type_of(forum).secretariat.parties)
        towns = [(one.code or one.key, one.name) for code in region for one in parties.municipalities(today, code)]
        groups = [one for one in forums.forums(user) if one.kind in GROUPS and one.package == forum.package]
        self.fields["parties"].choices = [*clusters, *sorted(towns, key=lambda one: one[1])]  # type: ignore[attr-defined]
        self.fields["groups"].choices = [(one.key, one.name) for one in groups]  # type: ignore[attr-defined]
        for name in ("parties", "groups"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Whatever has no choices is chosen by nobody."""
        given: dict[str, Any] = super().clean() or {}
        return {"parties": [], "groups": [], **given}


class ReasonForm(forms.Form):
    """Why an answer is opened again."""

    reason = forms.CharField(label="Hvorfor åbnes svaret igen?", max_length=300)


class ItemForm(forms.Form):
    """The item that the matrix is laid on."""

    item = forms.ChoiceField(label="Punkt", help_text="Punkter i pipelinen og på dagsordener, som du er sekretær for.")

    def __init__(self, *args: Any, items: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.slug, f"{one.forum.audit_name()}: {one.title}") for one in items]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]


def lines_of(posted: Mapping[str, Any], marks: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The lines as posted: fields `titel-N`, `note-N` and `kryds-N-<mark>`."""
    numbers = [name.removeprefix("titel-") for name in posted if name.startswith("titel-")]
    return [
        {"title": posted[f"titel-{n}"][:300], "note": posted.get(f"note-{n}", "")[:1000],
         "ticks": [one["id"] for one in marks if f"kryds-{n}-{one['id']}" in posted]}
        for n in numbers[:400]
    ]  # fmt: skip


def rows_of(
    lines: list[dict[str, Any]], marks: list[dict[str, str]], *, spare: int = EMPTY_LINES
) -> list[dict[str, Any]]:
    """What the template draws: the lines as they stand, and empty ones after them."""
    empty = {"title": "", "note": "", "ticks": [], "given": False}
    found = []
    for number, line in enumerate([*lines, *([empty] * spare)], start=1):
        ticks = [{"id": f"kryds-{number}-{one['id']}", "title": one["title"], "on": one["id"] in line["ticks"]}
                 for one in marks]  # fmt: skip
        found.append({"number": number, "title": line["title"], "note": line.get("note", ""),
                      "given": bool(line.get("given")), "ticks": ticks})  # fmt: skip
    return found
