"""A form for each event of a case type, made from what the event needs and takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from tvaers.engine.cases.given import RECORD, fields_of, withheld_of
from tvaers.engine.parties import queries as parties
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.web.cases.shown import in_words
from tvaers.web.cases.widgets import Checklist, ChecklistField, PartyInput
from tvaers.web.design import danish

KINDS = ("region", "municipality", "hospital", "unit", "practice_org", "other")
"""The kinds of party that can have a part in a case."""
OWN = ("at", "citizen", "doer")
"""The fields of every form that are no fields of the case."""
MOST_AT_ONCE = 10
"""With more fields than this, those that may be left out are folded away."""
FEW = 20


class EventForm(forms.Form):
    """What somebody gives with an event. The values are read and checked by the engine, not here.

    `at` says when it happened; left out it is now. `doer` is as whom, asked only when there are several. `kept` is what
    the case holds already: what may be left out and is still the same is not given again.
    """

    def __init__(
        self, *args: Any, type: CaseType, event: EventSpec, case_data: Mapping[str, Any], asks_citizen: bool = False,
        doers: tuple[tuple[str, str], ...] = (), kept: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.spec, self.kept = event, kept or {}
        if asks_citizen:
            self.fields["citizen"] = _citizen_field(required=type.citizen == "required")
        if len(doers) > 1:
            self.fields["doer"] = forms.ChoiceField(label="Hvem handler du for?", choices=doers)
        if event.updates:
            choices = [("", "Vælg"), *_records(type, event, case_data)]
            self.fields[RECORD] = forms.ChoiceField(label="Hvilken?", choices=choices)
        withheld = withheld_of(type, event, clock.today())
        for name, field in fields_of(type, event).items():
            if name in withheld:
                continue
            self.fields[name] = form_field(field, required=name in event.needs, kinds=kinds_for(type, name))
        if not any(type.role(role).outside for role in event.by):
            self.fields["at"] = _at_field()

    @property
    def values(self) -> dict[str, Any]:
        """The raw values by field, as posted; several choices as lists."""
        found: dict[str, Any] = {}
        for name in self.fields:
            raw = None if name in OWN else self.raw(name)
            is_same = name not in (RECORD, *self.spec.needs) and name in self.kept and raw == self.kept[name]
            if raw not in (None, "", []) and not is_same:
                found[name] = raw
        return found

    def raw(self, name: str) -> Any:
        """What was posted in one field."""
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    @property
    def draft(self) -> dict[str, Any]:
        """The values that may be kept as a draft: never a sealed one, which is only kept encrypted."""
        return {name: raw for name, raw in self.values.items() if not getattr(self.fields[name], "is_sealed", False)}

    @property
    def first(self) -> list[BoundField]:
        """The fields that are always in view, without the time, which comes last."""
        folded = {"at", *(one.name for one in self.more)}
        return [field for field in self if field.name not in folded]

    @property
    def last(self) -> list[BoundField]:
        """When it happened; whoever reports from outside is not asked, for a report counts from now."""
        return [field for field in self if field.name == "at"]

    @property
    def more(self) -> list[BoundField]:
        """The fields that are folded away in a long form."""
        if len(self.fields) <= MOST_AT_ONCE or not self.spec.needs:
            return []
        always = {*OWN, RECORD, *self.spec.needs}
        return [field for field in self if field.name not in always]

    @property
    def more_is_open(self) -> bool:
        """Whether the folded part has something that the reader must see."""
        return any(field.errors or field.value() for field in self.more)


def form_field(field: FieldSpec, *, required: bool, kinds: tuple[str, ...] = ()) -> forms.Field:
    """The form field of a declared field. Nothing is required in the browser: the engine says what is missing."""
    made = _made(field, kinds)
    made.label = field.label if not field.unit else f"{field.label} ({field.unit})"
    made.help_text, made.required = field.help, required
    made.widget.is_required = False
    made.is_sealed = field.type == "sealed"  # type: ignore[attr-defined]
    return made


def _made(field: FieldSpec, kinds: tuple[str, ...]) -> forms.Field:
    options = [(choice.id, choice.label) for choice in field.choices]
    kind = field.type
    if kind == "long_text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    if kind == "choice":
        few = len(options) <= 6
        return forms.ChoiceField(choices=options if few else [("", "Vælg"), *options],
                                 widget=forms.RadioSelect if few else forms.Select)  # fmt: skip
    if kind == "choices":
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)
    if kind == "checklist":
        return ChecklistField(widget=Checklist(field))
    if kind == "yes_no":
        return forms.ChoiceField(choices=[("yes", "Ja"), ("no", "Nej")], widget=forms.RadioSelect)
    if kind in ("party", "parties"):
        return _party_field(several=kind == "parties", kinds=kinds)
    return forms.CharField(widget=_INPUTS.get(kind, forms.TextInput)())


_INPUTS: dict[str, Any] = {
    "date": lambda: forms.DateInput(attrs={"type": "date"}),
    "time": lambda: forms.DateTimeInput(attrs={"type": "datetime-local"}),
    "count": lambda: forms.TextInput(attrs={"inputmode": "numeric"}),
    "money": lambda: forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "500.000,00"}),
    "sealed": lambda: forms.TextInput(attrs={"autocomplete": "off"}),
}


def kinds_for(type: CaseType, name: str) -> tuple[str, ...]:
    """The kinds of party that a field can hold: those of the roles that it is given to; all when it is to none."""
    roles = {role for event in type.events for role, sources in event.assigns.items() if f"field:{name}" in sources}
    if not all(type.role(role).kinds for role in roles):
        return ()
    return tuple(dict.fromkeys(kind for role in sorted(roles) for kind in type.role(role).kinds))


def _party_field(*, several: bool, kinds: tuple[str, ...]) -> forms.Field:
    rows = [row for kind in kinds or KINDS for row in parties.list_parties(kind)]
    options = [(row.code or row.key, row.name) for row in rows]
    if not several:
        return forms.CharField(widget=PartyInput(options))
    if len(options) <= FEW:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)
    return forms.MultipleChoiceField(choices=options, widget=forms.SelectMultiple(attrs={"size": 8}))


def _at_field() -> forms.Field:
    return forms.CharField(
        label="Hvornår skete det?",
        required=False,
        help_text="Lad feltet stå tomt, hvis det er nu.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


def _citizen_field(*, required: bool) -> forms.Field:
    return forms.CharField(
        label="Borgerens CPR-nummer",
        required=required,
        help_text="Nummeret gemmes krypteret og vises kun for dem, der deltager i forløbet.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


def _records(type: CaseType, event: EventSpec, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The records that an event can change, each by its first columns."""
    spec = type.field(event.updates or "")
    rows = data.get(spec.id, ())
    return [(row["id"], " · ".join(filter(None, (in_words(c, row.get(c.id)) for c in spec.of[:2])))) for row in rows]


def initial_of(
    type: CaseType, event: EventSpec, data: Mapping[str, Any], party: str, record: str = ""
) -> dict[str, Any]:
    """What a form begins with: what the case holds already, or the record to change.

    A time that the event writes itself begins empty, because empty means now; so does what a new record is made of.
    """
    source: Mapping[str, Any] = data
    if event.updates:
        source = next((row for row in data.get(event.updates, ()) if row["id"] == record), {})
    found: dict[str, Any] = {RECORD: record} if record else {}
    for name, field in fields_of(type, event).items():
        kept = source.get(name)
        kept = (kept or {}).get(party) if field.per else kept
        own = event.sets.get(name, "").startswith("event:")
        if kept not in (None, "", [], {}) and not own and field.type not in ("sealed", "records"):
            found[name] = as_input(field, kept)
    return found


def as_input(field: FieldSpec, kept: Any) -> Any:
    """A kept value as its form field shows it."""
    if field.type == "time":
        return datetime.fromisoformat(kept).astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M")
    if field.type == "money":
        return danish.oere_number(int(kept))
    if field.type == "yes_no":
        return "yes" if kept else "no"
    return kept
