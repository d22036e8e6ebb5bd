"""The forms of a forum's documents."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.collection.queries import Document, WantedDocument
from tvaers.kernel.uploads import TYPES
from tvaers.web.days import Day

ENDINGS = ",".join(f".{one}" for one in sorted(TYPES))


class DocumentForm(forms.Form):
    """What a document says of itself. `wanted` are those that the forum must have."""

    title = forms.CharField(label="Titel", max_length=200)
    kind = forms.ChoiceField(label="Er det et dokument, aftalen kræver?", required=False)
    review_on = Day(label="Ses efter igen", required=False, help_text="Du får besked 30 dage før.")
    is_closed = forms.BooleanField(label="Kun for forummet selv", required=False)

    def __init__(self, *args: Any, wanted: tuple[WantedDocument, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "Nej"), *((one.id, f"{one.title} ({one.clause})") for one in wanted)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if not wanted:
            del self.fields["kind"]


class NewDocumentForm(DocumentForm):
    """A document and its file."""

    file = forms.FileField(label="Fil", required=False, widget=forms.FileInput(attrs={"accept": ENDINGS}),
                           help_text="Lad feltet stå tomt, hvis dokumentet ligger et andet sted. "
                                     "PDF, Word, Excel, billede eller tekst, højst 20 MB.")  # fmt: skip


class MarkForm(forms.Form):
    """What becomes of a document when the forum hands over."""

    mark = forms.ChoiceField(label="Hvad skal der ske med dokumentet?", required=False, choices=Document.MARKS.items(),
                             widget=forms.RadioSelect)  # fmt: skip
    words = forms.CharField(label="Begrundelse", required=False, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text="Skal skrives, når dokumentet udgår.")  # fmt: skip
