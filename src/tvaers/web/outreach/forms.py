"""The forms of events, circulars, posts and extra meetings."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.forums.composition import SIDES
from tvaers.engine.forums.queries import KINDS, Forum
from tvaers.kernel.uploads import TYPES
from tvaers.web.days import Day
from tvaers.web.forums.meeting_forms import Moment

ENDINGS = ",".join(f".{one}" for one in sorted(TYPES))


class AnnounceForm(forms.Form):
    """An event."""

    title = forms.CharField(label="Titel", max_length=200)
    starts_at = Moment(label="Begynder")
    ends_at = Moment(label="Slutter", required=False)
    place = forms.CharField(label="Sted", required=False, max_length=200)
    owner = forms.CharField(label="Hvem står for det praktiske?", max_length=200)
    text = forms.CharField(label="Beskrivelse", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    due = Day(label="Sidste dag for tilmelding", required=True)
    seats = forms.IntegerField(label="Antal pladser", required=False, min_value=1,
                               help_text="Lad feltet stå tomt, hvis der er plads til alle.")  # fmt: skip
    sides = forms.MultipleChoiceField(label="Hvilke sektorer er inviteret?", required=False,
                                      choices=tuple(SIDES.items()), widget=forms.CheckboxSelectMultiple,
                                      help_text="Vælger du ingen, kan alle tilmelde sig.")  # fmt: skip
    invited = forms.ModelMultipleChoiceField(queryset=Forum.objects.none(), label="Hvilke fora er inviteret?",
                                             required=False, help_text="Medlemmerne får en mail.")  # fmt: skip
    contacts = forms.ChoiceField(label="Hvilke kontaktpersoner er inviteret?", required=False)

    def __init__(self, *args: Any, forums: Any, contacts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["invited"].queryset = forums  # type: ignore[attr-defined]
        self.fields["contacts"].choices = [("", "Ingen"), *contacts]  # type: ignore[attr-defined]


class ProgrammeForm(forms.Form):
    """The programme as lines of time, title and who."""

    points = forms.CharField(label="Program", required=False, widget=forms.Textarea(attrs={"rows": 10}),
                             help_text="Én linje for hvert punkt: 09:30; Velkomst; Formanden")  # fmt: skip

    def lines(self) -> list[dict[str, str]]:
        """The points as the action takes them."""
        rows = [line.split(";") for line in self.cleaned_data["points"].splitlines() if line.strip()]
        return [dict(zip(("at", "title", "who"), (*row, "", ""), strict=False)) for row in rows]


class SignUpForm(forms.Form):
    """Somebody who takes part."""

    name = forms.CharField(label="Navn", max_length=150)
    organisation = forms.CharField(label="Organisation", required=False, max_length=150)
    email = forms.EmailField(label="E-mail", required=False)
    side = forms.ChoiceField(label="Sektor")
    represents = forms.ModelChoiceField(queryset=Forum.objects.none(), label="Kommer du for et forum?", required=False,
                                        empty_label="Nej")  # fmt: skip

    def __init__(self, *args: Any, sides: list[str], forums: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["side"].choices = [(one, SIDES[one]) for one in sides or SIDES]  # type: ignore[attr-defined]
        self.fields["represents"].queryset = forums  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    """Who of those that signed up came."""

    present = forms.MultipleChoiceField(label="Hvem kom?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, guests: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].choices = guests  # type: ignore[attr-defined]


class CirculateForm(forms.Form):
    """Something to be sent on."""

    title = forms.CharField(label="Titel", max_length=300)
    text = forms.CharField(label="Tekst", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    receivers = forms.ModelMultipleChoiceField(queryset=Forum.objects.none(), label="Modtagere",
                                               widget=forms.CheckboxSelectMultiple)  # fmt: skip
    kinds = forms.MultipleChoiceField(label="Type", choices=tuple(KINDS.items()), initial=["information"],
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    in_turn = forms.BooleanField(label="Behandles efter hinanden", required=False)
    is_closed = forms.BooleanField(label="Lukket punkt", required=False)
    table = forms.CharField(label="Tabel", required=False, widget=forms.Textarea(attrs={"rows": 5}),
                            help_text="Indsæt fra et regneark. En klynge får rækkerne om sine medlemmer.")  # fmt: skip
    file = forms.FileField(label="Bilag", required=False, widget=forms.FileInput(attrs={"accept": ENDINGS}))

    def __init__(self, *args: Any, forums: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receivers"].queryset = forums  # type: ignore[attr-defined]


class PostForm(forms.Form):
    """Word to the members."""

    subject = forms.CharField(label="Emne", max_length=200)
    text = forms.CharField(label="Besked", widget=forms.Textarea(attrs={"rows": 8}),
                           help_text="Skriv ikke navne eller CPR-numre på borgere.")  # fmt: skip
    matter = forms.CharField(label="Sagens nummer", required=False, max_length=20,
                             help_text="Så ligger beskeden også ved sagen.")  # fmt: skip


class ExtraForm(forms.Form):
    """A meeting outside the plan."""

    starts_at = Moment(label="Begynder")
    place = forms.CharField(label="Sted", required=False, max_length=200)
    reason = forms.CharField(label="Hvorfor haster det?", max_length=300)
