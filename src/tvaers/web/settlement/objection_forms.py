"""The forms of an objection: the payer's question, and the payee's answer with what is corrected."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import make_naive

from tvaers.engine.agreements.wording import word
from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement import lines
from tvaers.engine.settlement.activity_tables import TABLES, Column
from tvaers.engine.settlement.corrections import correctable
from tvaers.engine.settlement.lines import Line
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import parse_kroner
from tvaers.web.design import danish
from tvaers.web.settlement import typed, words

FACTS, WITHDRAW, REJECT = "facts", "withdraw", "reject"
ANSWERS = (
    (FACTS, "Imødekom: oplysningerne om rækken rettes"),
    (WITHDRAW, "Imødekom: linjerne trækkes helt tilbage"),
    (REJECT, "Afvis: linjerne står ved magt"),
)
_UNCHANGED = ("", "Uændret")
_HIDDEN_KINDS = ("citizen",)


class QuestionForm(forms.Form):
    """Why the payer disagrees."""

    reason = forms.CharField(
        label="Hvorfor er du uenig?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Skriv det, som modparten skal tjekke. Skriv ikke navne eller CPR-numre.",
        error_messages={"required": "Skriv, hvorfor du er uenig."},
    )


class WithdrawForm(forms.Form):
    """Why the payer takes the objection back."""

    why = forms.CharField(
        label="Hvorfor trækker du den tilbage?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class KronerField(forms.CharField):
    """An amount typed in kroner; its value is whole øre."""

    def clean(self, value: Any) -> Any:
        """The amount in øre, or "" when nothing is typed."""
        text = super().clean(value)
        try:
            return parse_kroner(typed.kroner(text)) if text else ""
        except Problem as problem:
            raise forms.ValidationError("Skriv et beløb i kroner, fx 1.234,50.") from problem


class AnswerForm(forms.Form):
    """Accept with what is corrected, or reject; either with a reason. One field a fact that can be corrected."""

    answer = forms.ChoiceField(
        label="Hvad svarer du?",
        widget=forms.RadioSelect,
        choices=ANSWERS,
        error_messages={"required": "Vælg et svar."},
    )
    text = forms.CharField(
        label="Begrundelse",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Modparten ser begrundelsen.",
        error_messages={"required": "Skriv begrundelsen."},
    )

    def __init__(self, *args: Any, run: Any, shown: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = correctable_columns(run, shown)
        present = _present(run, shown)
        for column in self.columns:
            self.fields[f"fact_{column.name}"] = _field(run, column, present.get(column.name, []))
        if not self.columns:
            self.fields["answer"].choices = [ANSWERS[-1]]  # type: ignore[attr-defined]

    @property
    def fact_fields(self) -> list[Any]:
        """The fields for the facts."""
        return [self[f"fact_{column.name}"] for column in self.columns]

    @property
    def facts(self) -> dict[str, Any]:
        """The corrected facts by column, as the activity keeps them."""
        given = {column.name: self.cleaned_data.get(f"fact_{column.name}") for column in self.columns}
        return {name: _stored(value) for name, value in given.items() if value not in ("", None)}

    @property
    def event(self) -> str:
        """The answer as an event of the objection."""
        return "reject" if self.cleaned_data["answer"] == REJECT else "accept"

    @property
    def change(self) -> dict[str, Any] | None:
        """What an accepted objection corrects."""
        return {FACTS: self.facts, WITHDRAW: {"withdraw": True}, REJECT: None}[self.cleaned_data["answer"]]

    def clean(self) -> dict[str, Any]:
        """The answer and the facts must say the same."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == FACTS and not self.facts and not self.errors:
            self.add_error("answer", "Skriv mindst én rettet oplysning.")
        if cleaned.get("answer") in (WITHDRAW, REJECT) and self.facts:
            self.add_error("answer", "Du har rettet oplysninger. Vælg at rette dem, eller gør felterne tomme igen.")
        return cleaned


def correctable_columns(run: Any, shown: Sequence[Line]) -> list[Column]:
    """The columns that every line's row has and that can be corrected; none for lines that sum up several rows."""
    described = [words.table_of(run, line.table) for line in shown]
    if not described or any(table.get("part") for table in described):
        return []
    names = [set(correctable(table["table"])) for table in described]
    columns = TABLES[described[0]["table"]].columns
    return [c for c in columns if c.name in set.intersection(*names) and c.kind not in _HIDDEN_KINDS]


def _present(run: Any, shown: Sequence[Line]) -> dict[str, list[Any]]:
    """The different values that each fact has now."""
    rows = [lines.facts(run, line) for line in shown]
    return {name: list(dict.fromkeys(row.get(name) for row in rows)) for row in rows[:1] for name in row}


def _field(run: Any, column: Column, present: list[Any]) -> forms.Field:
    """The field for a fact; empty leaves it as it is."""
    names = _names(run, column)
    now = " eller ".join(_shown(column, value, names) for value in present) if len(present) < 4 else "forskelligt"
    common: dict[str, Any] = {"label": _label(column), "required": False, "help_text": f"Nu: {now}"}
    if names:
        return forms.ChoiceField(**common, choices=[_UNCHANGED, *names.items()])
    if column.kind == "date":
        return forms.DateField(**common, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    if column.kind == "timestamp":
        return forms.DateTimeField(**common, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    return KronerField(**common) if column.kind == "oere" else forms.CharField(**common)


def _names(run: Any, column: Column) -> dict[str, str]:
    """The names of the values that a column can have, if they are few; else nothing."""
    if column.kind == "choice":
        return {code: word(code) for code in column.choices}
    if column.kind in ("region", "municipality"):
        rows = parties.regions(run.ends) if column.kind == "region" else parties.municipalities(run.ends)
        return {row.code: row.name for row in rows}
    return {}


def _shown(column: Column, value: Any, names: dict[str, str]) -> str:
    if column.kind == "oere":
        return danish.kroner(value)
    return names.get(value, danish.with_unit(value))


def _label(column: Column) -> str:
    return "Beløb i kr." if column.kind == "oere" else column.label


def _stored(value: Any) -> Any:
    """A form's value as the activity keeps it: local times, ISO dates."""
    if hasattr(value, "tzinfo") and value.tzinfo:
        value = make_naive(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
