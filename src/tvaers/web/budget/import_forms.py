"""The form of an import: the file, and whose budget it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from tvaers.kernel.uploads import MOST_BYTES
from tvaers.web.waiting_files import KINDS, paper


class CatalogueForm(forms.Form):
    """The file and its region. `cleaned_data["file"]` is (name, content)."""

    file = forms.FileField(
        label="Fil",
        help_text="Tekst, Word eller PDF (txt, docx, pdf), eller JSON, som er hentet i Tværs. Højst 20 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in (*KINDS, "json"))}),
        error_messages={"required": "Vælg en fil med kataloget.", "empty": "Filen er tom. Vælg en anden fil."},
    )  # fmt: skip
    party = forms.ChoiceField(label="Hvis budget er det?")

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(label="Hvis budget er det?", choices=parties)

    def clean_file(self) -> tuple[str, bytes]:
        """The file, when it is one that can be read: a paper, or a catalogue as we give it out ourselves."""
        given = self.cleaned_data["file"]
        if not (given.name or "").lower().endswith(".json"):
            return paper(given)
        if given.size > MOST_BYTES:
            raise forms.ValidationError("Filen er større end 20 MB. Vælg en anden fil.")
        return given.name, given.read()


class ConfirmForm(forms.Form):
    """What must be said before the catalogue is taken in: its year where the text does not tell, and a note."""

    year = forms.IntegerField(label="Budgetår", min_value=2000, max_value=2100)
    note = forms.CharField(label="Bemærkning til versionen", required=False, max_length=300)
