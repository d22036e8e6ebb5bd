"""The forms of the agreements pages: filters in the address, and the two things one can write."""

from datetime import date
from typing import Any

from django import forms

from tvaers.engine.agreements.reading import KINDS, STATUSES
from tvaers.kernel import clock
from tvaers.web.days import Day, DayFilter


class ClauseFilter(DayFilter):
    """What to show of an agreement's clauses, as of which day, and with the figures of which settlement."""

    q = forms.CharField(label="Søg i bestemmelserne", required=False)
    type = forms.ChoiceField(label="Type", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle"), *STATUSES.items()])
    afregning = forms.ChoiceField(label="Tal fra afregning", required=False)
    field_order = ("q", "type", "status", "dato", "afregning")

    def __init__(self, *args: Any, kinds: set[str], runs: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [(kind, words) for kind, words in KINDS.items() if kind in kinds]
        self.fields["type"].choices = [("", "Alle"), *chosen]  # type: ignore[attr-defined]
        self.fields["afregning"].choices = [("", "Den nyeste"), *runs]  # type: ignore[attr-defined]
        if not runs:
            del self.fields["afregning"]


class EditionFilter(DayFilter):
    """Which day's values to look up, and what was known when."""

    dato = Day(label="Værdier, der gjaldt den")
    kendt = Day(label="Som vi kendte dem den")

    def known(self) -> date:
        """The day whose knowledge is wanted; today when none is given."""
        return self.cleaned_data.get("kendt") or clock.today()


class SignForm(forms.Form):
    """A party's signature."""

    signed_by = forms.CharField(
        label="Hvem har skrevet under?", max_length=150, help_text="Skriv titlen, fx regionsdirektøren."
    )
    signed_on = Day(label="Hvornår?", required=True)

    def clean_signed_on(self) -> date:
        """A signature is not given tomorrow."""
        day: date = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise forms.ValidationError("Datoen ligger i fremtiden.")
        return day


class SubAgreementForm(forms.Form):
    """A concrete agreement under an agreement."""

    subject = forms.CharField(
        label="Hvad handler den om?",
        max_length=200,
        help_text="Fx udredning i neurologi. Skriv ingen navne på borgere.",
    )
    clause = forms.ChoiceField(label="Hvilken bestemmelse bygger den på?")
    starts = Day(label="Første dag", required=True)
    ends = Day(label="Sidste dag", help_text="Lad feltet stå tomt, hvis den gælder, til den bliver ændret.")

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["clause"].choices = clauses  # type: ignore[attr-defined]
