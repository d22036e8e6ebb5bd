"""The forms of work plans: an activity, how it goes, its parts, a track, the period, a version."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from tvaers.engine.forums import queries as forums
from tvaers.engine.parties.queries import name_of
from tvaers.engine.workplans import queries
from tvaers.web.days import Day
from tvaers.web.design import danish

STATES = queries.Activity.STATES
LEVELS = (("administrative", "Administrativt (Adm.)"), ("political", "Politisk (Pol.)"))


class ActivityForm(forms.Form):
    """An activity, with what it answers and what must come first."""

    text = forms.CharField(label="Aktivitet", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    track = forms.ModelChoiceField(queryset=queries.Track.objects.none(), label="Spor", empty_label="Vælg et spor")
    quarter = forms.ChoiceField(label="Kvartal", required=False)
    starts = Day(label="Første dag")
    ends = Day(label="Sidste dag", help_text="Kun når den varer mere end én dag.")
    forum = forms.ModelChoiceField(
        queryset=forums.Forum.objects.none(), label="Forum", required=False, empty_label="Intet forum",
        help_text="Med forum og dag kommer aktiviteten i forummets pipeline.",
    )  # fmt: skip
    levels = forms.MultipleChoiceField(
        label="Niveau", required=False, choices=LEVELS, widget=forms.CheckboxSelectMultiple
    )
    owner = forms.CharField(label="Ansvarlig", required=False, max_length=200)
    answers = forms.ModelMultipleChoiceField(
        queryset=forums.Remark.objects.none(), label="Svarer på bemærkningerne", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="De lukkes, når du udgiver næste version.",
    )  # fmt: skip
    after = forms.ModelMultipleChoiceField(
        queryset=queries.Activity.objects.none(), label="Skal vente på", required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Det, der skal være udført, før denne kan begynde.",
    )  # fmt: skip
    note = forms.CharField(label="Bemærkning", required=False, max_length=300)

    def __init__(self, *args: Any, user: Any, plan: queries.Plan, activity: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        own = [activity.quarter] if activity is not None and activity.quarter else []
        quarters = sorted({*queries.quarters_between(plan.starts, plan.ends), *own})
        self.fields["quarter"].choices = [  # type: ignore[attr-defined]
            ("", "Ikke angivet"), *((one, queries.quarter_in_words(one)) for one in quarters)
        ]  # fmt: skip
        others = plan.activities.filter(gone_at=None).order_by("pk")
        others = others.exclude(pk=activity.pk) if activity is not None else others
        self._choose("track", plan.tracks.order_by("pk"), str)
        self._choose("forum", forums.forums(user), str)
        self._choose("after", others, lambda one: one.text)
        self._choose("answers", remarks_of(user, plan, activity), lambda one: one.text)
        if not self.fields["answers"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["answers"]

    def _choose(self, name: str, rows: Any, words: Any) -> None:
        field: Any = self.fields[name]
        field.queryset, field.label_from_instance = rows, words

    def given(self) -> dict[str, Any]:
        """What the action takes; answers that could not be chosen stay as they are."""
        kept = dict(self.cleaned_data)
        return {**kept, "answers": list(kept["answers"]) if "answers" in kept else None, "after": list(kept["after"])}


def remarks_of(user: Any, plan: queries.Plan, activity: Any = None) -> Any:
    """The remarks that an activity can answer: those that are open, and its own that the reader sees."""
    open_ones = [one.pk for one in queries.open_remarks(user, plan)]
    seen = activity.answers.filter(item__in=forums.items(user)) if activity is not None else []
    return forums.Remark.objects.filter(pk__in=[*open_ones, *(one.pk for one in seen)]).order_by("pk")


def initial_of(line: queries.Line) -> dict[str, Any]:
    """What the form of an activity begins with; its days are those of its meeting."""
    one = line.activity
    ends = line.ends if line.ends != line.starts else None
    same = {name: getattr(one, name) for name in ("text", "quarter", "levels", "owner", "note")}
    return {**same, "track": one.track_id, "forum": one.forum_id, "starts": line.starts, "ends": ends,
            "answers": list(one.answers.all()), "after": list(one.after.all())}  # fmt: skip


def differences(form: ActivityForm, line: queries.Line) -> list[dict[str, str]]:
    """Where what was written differs from what the activity says now: label, now and written."""
    now, rows = initial_of(line), []
    for field in form:
        stands, written = _words(field, now.get(field.name)), _words(field, form.cleaned_data.get(field.name))
        if stands != written:
            rows.append({"label": str(field.label), "now": stands or "Intet", "written": written or "Intet"})
    return rows


def _words(field: BoundField, value: Any) -> str:
    """A value of a field as people read it."""
    if isinstance(value, date):
        return danish.day(value)
    if hasattr(value, "pk"):
        return str(value)
    if isinstance(value, str | int) and isinstance(field.field, forms.ModelChoiceField):
        return str(field.field.queryset.filter(pk=value).first() or "")
    choices = {str(key): str(title) for key, title in getattr(field.field, "choices", ()) if not hasattr(key, "value")}
    if isinstance(value, str):
        return choices.get(value, value).strip() if choices else value.strip()
    return "; ".join(sorted(choices.get(one, str(one)) if isinstance(one, str) else str(one) for one in value or ()))


class ProgressForm(forms.Form):
    """How an activity goes, since when, and what shows it."""

    state = forms.ChoiceField(label="Status", choices=STATES, widget=forms.RadioSelect)
    on = Day(label="Hvilken dag skete det?", help_text="Lad feltet stå tomt, hvis det er i dag.")
    evidence = forms.CharField(
        label="Hvad viser det?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        help_text="Fx dokumentet og datoen. Skal udfyldes, når aktiviteten er udført.",
    )  # fmt: skip


class CoverForm(forms.Form):
    """How far each party or part is: a choice for each."""

    def __init__(self, *args: Any, activity: queries.Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {f"part_{one.pk}": one for one in activity.coverage.order_by("pk")}
        for name, one in self.rows.items():
            self.fields[name] = forms.ChoiceField(label=name_of(one.party), choices=STATES, initial=one.state)

    def changed(self) -> list[tuple[queries.Coverage, str]]:
        """The rows that were given another state."""
        wanted = [(one, self.cleaned_data[name]) for name, one in self.rows.items()]
        return [(one, state) for one, state in wanted if one.state != state]


class TrackForm(forms.Form):
    """A new track."""

    number = forms.CharField(label="Nummer", max_length=10)
    title = forms.CharField(label="Navn", max_length=200)


class PeriodForm(forms.Form):
    """The first and last day of a plan."""

    starts = Day(label="Første dag", required=True)
    ends = Day(label="Sidste dag", required=True)


class PublishForm(forms.Form):
    """A version: its number and a word about it."""

    number = forms.CharField(label="Versionens nummer", max_length=20)
    note = forms.CharField(label="Bemærkning", required=False, max_length=300)
