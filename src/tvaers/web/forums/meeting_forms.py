"""The forms of meetings: when and where, what about, why cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from tvaers.engine.forums.queries import Meeting, Person, type_of
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web.days import Day

THEMES = (("unknown", "Ikke udfyldt endnu"), ("none", "Intet tema"), ("text", "Et tema"))


class Moment(forms.DateTimeField):
    """A day and a time in Denmark, with the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%dT%H:%M"], **options})

    def prepare_value(self, value: Any) -> Any:
        """A moment as Danish time without a zone, as the picker wants it."""
        return value.astimezone(clock.COPENHAGEN).replace(tzinfo=None) if isinstance(value, datetime) else value


class WhenForm(forms.Form):
    """When and where a meeting is, and the last day for items."""

    starts_at = Moment(label="Begynder", required=True)
    ends_at = Moment(label="Slutter", required=False)
    place = forms.CharField(label="Sted", required=False, max_length=200)
    form = forms.ChoiceField(label="Form", required=False, choices=Meeting.FORMS, widget=forms.RadioSelect)
    items_due = Day(label="Frist for punkter")


class MeetingForm(WhenForm):
    """A new meeting."""

    kind = forms.ChoiceField(label="Slags møde", choices=Meeting.KINDS, initial="ordinary")
    title = forms.CharField(label="Titel", required=False, max_length=200, help_text="Kun hvis mødet har en.")
    host = forms.ChoiceField(label="Vært", required=False)
    theme_is = forms.ChoiceField(label="Tema", choices=THEMES, initial="unknown", widget=forms.RadioSelect)
    theme = forms.CharField(label="Temaet", required=False, max_length=300)
    field_order = ("kind", "starts_at", "ends_at", "place", "form", "items_due", "host", "title", "theme_is", "theme")

    def __init__(self, *args: Any, forum: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        type = type_of(forum)
        self.fields[
            "items_due"
        ].help_text = f"Lad feltet stå tomt, så bliver fristen {type.deadline_days} dage før mødet."
        if type.rotation:
            hosts = [(party, name_of(party)) for party in type.rotation]
            self.fields["host"].choices = [("", "Den næste i rækken"), *hosts]  # type: ignore[attr-defined]
        else:
            del self.fields["host"]

    def clean(self) -> dict[str, Any]:
        """A theme that is chosen must be written."""
        return _with_theme(self)


class ThemeForm(forms.Form):
    """What a meeting is about: not filled in, none, or a theme."""

    title = forms.CharField(label="Titel", required=False, max_length=200)
    theme_is = forms.ChoiceField(label="Tema", choices=THEMES, widget=forms.RadioSelect)
    theme = forms.CharField(label="Temaet", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A theme that is chosen must be written."""
        return _with_theme(self)


def _with_theme(form: forms.Form) -> dict[str, Any]:
    """The cleaned data with `theme` None (not filled in), "" (none) or the text."""
    given = dict(form.cleaned_data)
    sort = given.pop("theme_is", "unknown")
    if sort == "text" and not given.get("theme"):
        form.add_error("theme", "Skriv temaet, eller vælg, at der ikke er noget.")
    given["theme"] = {"unknown": None, "none": ""}.get(sort, given.get("theme"))
    return given


def theme_initial(meeting: Meeting) -> dict[str, str]:
    """What the theme form begins with."""
    sort = "unknown" if meeting.theme is None else "text" if meeting.theme else "none"
    return {"title": meeting.title, "theme_is": sort, "theme": meeting.theme or ""}


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(label="Hvorfor aflyses mødet?", max_length=300)


class LeaderForm(forms.Form):
    """Who leads the meeting."""

    leader = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Hvem leder mødet?",
        empty_label="Vælg mødeleder",
        help_text="Et møde har præcis én mødeleder.",
    )

    def __init__(self, *args: Any, persons: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leader"].queryset = persons  # type: ignore[attr-defined]
