"""The forms of messages: a letter, an answer, and a location number."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.messages import queries
from tvaers.engine.messages.actions import Letter, NumberGiven
from tvaers.engine.messages.files import MOST_BYTES, MOST_FILES, to_send
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import Problem
from tvaers.web.days import Day
from tvaers.web.messages.words import CATEGORIES, LEVELS


class Picker(forms.ClearableFileInput):
    """A field to pick several files with."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class Files(forms.FileField):
    """The files of a letter, as what the letter carries: `cleaned_data` has a tuple of attachments."""

    widget = Picker

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002
        """Every fault of every file at once, in Danish."""
        picked = data if isinstance(data, list) else [data] if data else []
        if sum(one.size for one in picked) > MOST_BYTES:
            raise forms.ValidationError(
                f"Filerne må tilsammen fylde {MOST_BYTES // 1024**2} MB. Vælg færre eller mindre."
            )
        try:
            return to_send([(one.name, one.read()) for one in picked])
        except Problem as problem:
            raise forms.ValidationError([*problem.findings, problem.do]) from None


class ReplyForm(forms.Form):
    """A signed text with its files; with `chooses`, also to whom it goes."""

    text = forms.CharField(label="Brevet", widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000)
    attachments = Files(
        label="Filer", required=False,
        help_text=f"PDF, PNG, JPEG, GIF, TIFF eller BMP. Højst {MOST_FILES} filer og {MOST_BYTES // 1024**2} MB i alt.",
    )  # fmt: skip
    author = forms.CharField(label="Dit navn", max_length=150)
    function = forms.CharField(label="Din stilling", max_length=150)
    phone = forms.CharField(label="Dit telefonnummer", max_length=40)

    def __init__(self, *args: Any, user: Any, chooses: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["author"].initial = user.get_full_name()
        self.fields["function"].initial = user.title
        if chooses:
            found = [(one.pk, f"{one.name} ({name_of(one.party)})") for one in queries.current_locations(user)]
            self.fields["to"] = forms.ChoiceField(label="Til", choices=[("", "Vælg"), *found])
            self.order_fields(["to", *self.fields])

    def receiver(self) -> Any:
        """The chosen receiver; None when none is chosen."""
        chosen = self.data.get("to", "")
        return queries.location(self.user, int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None


class LetterForm(ReplyForm):
    """A new letter from a case."""

    party = forms.ChoiceField(label="Fra")
    category = forms.ChoiceField(label="Kategori", choices=[("", "Vælg"), *CATEGORIES.items()])
    topic = forms.CharField(
        label="Emne", required=False, max_length=150, help_text="Skal udfyldes ved kategorien Andet."
    )
    priority = forms.ChoiceField(
        label="Prioritet", required=False, choices=[("", "Ingen"), ("routine", "Rutine"), ("asap", "Haster")],
        help_text="Kun ved kategorien Vedrørende henvisning.",
    )  # fmt: skip

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, chooses=True, **options)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]
        self.order_fields(
            ["party", "to", "category", "topic", "priority", "text", "attachments", "author", "function", "phone"]
        )

    def letter(self, case: Any) -> Letter:
        """What is to be sent."""
        return Letter(case=case, **{**self.cleaned_data, "to": self.receiver()})


class NumberForm(forms.Form):
    """A location number."""

    party = forms.CharField(label="Part", max_length=80, help_text="Partens kode, fx 0615.")
    name = forms.CharField(label="Enhedens navn", max_length=150)
    sor = forms.RegexField(r"^[0-9]{5,20}$", label="SOR-kode", required=False)
    gln = forms.RegexField(r"^[0-9]{13}$", label="GLN-nummer", required=False, help_text="13 cifre.")
    level = forms.ChoiceField(label="Hvor hører nummeret til?", choices=tuple(LEVELS.items()), widget=forms.RadioSelect)
    ours = forms.BooleanField(label="Vi modtager meddelelser til nummeret her", required=False)
    standards = forms.MultipleChoiceField(
        label="Kan modtage", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("hospital-notification", "Advis om sygehusophold"), ("care-communication", "Korrespondance")],
    )  # fmt: skip
    responsible = forms.CharField(label="Ansvarlig funktion", required=False, max_length=150)
    procedure_on = Day(label="Arbejdsgang beskrevet den")
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    outside_medcom = forms.BooleanField(label="Kan ikke modtage gennem MedCom", required=False)
    alternative = forms.CharField(label="Aftalt anden vej", required=False, max_length=150)
    starts = Day(label="Gælder fra", required=True)
    ends = Day(label="Gælder til")

    def number(self, pk: int | None) -> NumberGiven:
        """The number as it is to stand."""
        given = {**self.cleaned_data, "standards": tuple(self.cleaned_data["standards"])}
        return NumberGiven(pk=pk, **given)


class LineForm(forms.Form):
    """A line of a register."""

    party = forms.CharField(label="Part", max_length=80, help_text="Partens kode, fx 0615.")
    subject = forms.CharField(label="Hvad", max_length=150)
    text = forms.CharField(label="Bemærkning", required=False, max_length=150)
    planned = Day(label="Planlagt")
    actual = Day(label="Sket")
