"""The forms of seats: who sits where from when, and the last day."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.forums.composition import SECRETARY, SIDES
from tvaers.engine.forums.queries import Forum, Person, type_of
from tvaers.engine.parties import queries as parties
from tvaers.kernel import clock
from tvaers.web.cases.widgets import PartyInput
from tvaers.web.days import Day

ROLES = (("member", "Medlem"), ("chair", "Formand"), ("substitute", "Stedfortræder"))


class SeatForm(forms.Form):
    """Who fills which seat. A person is chosen, or written when nobody knows them yet."""

    seat = forms.ChoiceField(label="Plads")
    person = forms.ModelChoiceField(queryset=Person.objects.none(), label="Person", required=False,
                                    empty_label="En ny person")  # fmt: skip
    name = forms.CharField(label="Navn på en ny person", required=False, max_length=150,
                           help_text="Skriv rollen, hvis navnet ikke er kendt endnu.")  # fmt: skip
    title = forms.CharField(label="Stilling", required=False, max_length=150)
    email = forms.EmailField(label="E-mail", required=False, help_text="Bruges til indkaldelser og dagsordener.")
    party = forms.CharField(label="For hvilken part?", required=False)
    side = forms.ChoiceField(label="Side", required=False, help_text="Kun hvis pladsen ikke siger det selv.")
    group = forms.CharField(label="Gruppe", required=False, max_length=120, help_text="Fx klinikken.")
    role = forms.ChoiceField(label="Rolle", choices=ROLES, widget=forms.RadioSelect, initial="member")
    starts = Day(label="Første dag", required=True)
    ends = Day(label="Sidste dag", help_text="Lad feltet stå tomt, hvis ingen dag er aftalt.")

    def __init__(self, *args: Any, forum: Forum, persons: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rules = type_of(forum).seats
        seats = [(rule.id, rule.title) for rule in rules]
        self.fields["seat"].choices = [*seats, (SECRETARY, "Sekretær")]  # type: ignore[attr-defined]
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]
        self.fields["side"].choices = [("", "Som pladsen siger"), *SIDES.items()]  # type: ignore[attr-defined]
        known = [(row.code or row.key, row.name) for row in parties.list_parties()]
        self.fields["party"].widget = PartyInput(known)
        self.fields["starts"].initial = clock.today()
        if any(rule.appointed_by for rule in rules):
            self.fields["group"].label, self.fields["group"].help_text = "Udpeget af", "Kun hvis pladsen kræver det."
        elif not any(rule.each for rule in rules):
            del self.fields["group"]

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen or named."""
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("group", "")
        if not given.get("person") and not given.get("name"):
            self.add_error("person", "Vælg en person, eller skriv navnet på en ny.")
        return given


class LeaveForm(forms.Form):
    """The last day of somebody in a seat."""

    last_day = Day(label="Sidste dag på pladsen", required=True)
