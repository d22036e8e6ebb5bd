"""A form for each event of a case type, made from what the event needs and takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from tvaers.engine.cases.given import RECORD, fields_of
from tvaers.engine.parties import queries as parties
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec

KINDS = {"region": "region", "municipality": "kommune", "hospital": "hospital", "unit": "enhed"}


class EventForm(forms.Form):
    """What somebody gives with an event. The values are read and checked by the engine, not here.

    `at` says when it happened; left out it is now. `version` is what the writer saw of the case.
    """

    def __init__(
        self, *args: Any, type: CaseType, event: EventSpec, case_data: Mapping[str, Any], asks_citizen: bool = False,
        doers: tuple[tuple[str, str], ...] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.spec = event
        if asks_citizen:
            self.fields["citizen"] = _citizen_field(required=type.citizen == "required")
        if len(doers) > 1:
            self.fields["doer"] = forms.ChoiceField(label="For hvem?", choices=doers)
        if event.updates:
            self.fields[RECORD] = forms.ChoiceField(label="Hvilken?", choices=_records(type, event, case_data))
        for name, field in fields_of(type, event).items():
            self.fields[name] = form_field(field, required=name in event.needs)
        self.fields["at"] = forms.CharField(
            label="Hvornår skete det?",
            required=False,
            help_text="Lad stå tomt, hvis det er nu. Ellers: 31-12-2026 kl. 14.00.",
        )

    @property
    def values(self) -> dict[str, Any]:
        """The raw values by field, as posted; several choices as lists."""
        found: dict[str, Any] = {}
        for name in self.fields:
            if name in ("at", "citizen", "doer"):
                continue
            widget = self.fields[name].widget
            raw = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if raw not in (None, "", []):
                found[name] = raw
        return found


def form_field(field: FieldSpec, *, required: bool) -> forms.Field:
    """The form field of a declared field. Nothing is required in the browser: the engine says what is missing."""
    label = field.label if not field.unit else f"{field.label} ({field.unit})"
    options = [(choice.id, choice.label) for choice in field.choices]
    kind = field.type
    made: forms.Field
    if kind in ("long_text",):
        made = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    elif kind == "choice" and len(options) <= 6:
        made = forms.ChoiceField(choices=options, widget=forms.RadioSelect)
    elif kind == "choice":
        made = forms.ChoiceField(choices=[("", "Vælg"), *options])
    elif kind in ("choices", "checklist"):
        made = forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)
    elif kind == "yes_no":
        made = forms.ChoiceField(choices=[("yes", "Ja"), ("no", "Nej")], widget=forms.RadioSelect)
    elif kind == "date":
        made = forms.CharField(widget=forms.DateInput(attrs={"type": "date"}))
    elif kind == "time":
        made = forms.CharField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    elif kind in ("party", "parties"):
        made = _party_field(several=kind == "parties")
    else:
        made = forms.CharField()
    made.label, made.help_text, made.required = label, field.help, required
    made.widget.is_required = False
    return made


def _party_field(*, several: bool) -> forms.Field:
    groups = [
        (title.capitalize(), [(row.code or row.key, row.name) for row in parties.list_parties(kind)])
        for kind, title in KINDS.items()
    ]
    found = [(title, rows) for title, rows in groups if rows]
    if several:
        return forms.MultipleChoiceField(choices=found, widget=forms.SelectMultiple(attrs={"size": 8}))
    return forms.ChoiceField(choices=[("", "Vælg"), *found])


def _citizen_field(*, required: bool) -> forms.Field:
    return forms.CharField(
        label="Borgerens CPR-nummer",
        required=required,
        help_text="Nummeret gemmes krypteret og vises kun for dem, der deltager i forløbet.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


def _records(type: CaseType, event: EventSpec, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The records that an event can change, each by its first column."""
    if not event.updates:
        return []
    first = type.field(event.updates).of[0].id
    return [(row["id"], str(row.get(first) or f"Nr. {row['id']}")) for row in data.get(event.updates, ())]
