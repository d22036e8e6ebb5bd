"""The what-if form: up to five sets of values side by side, one row a parameter, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from tvaers.engine.agreements import wording
from tvaers.engine.agreements.wording import word
from tvaers.engine.settlement.adjustable import Adjustable
from tvaers.kernel.errors import Problem
from tvaers.kernel.package_values import parse_value
from tvaers.web.design import danish
from tvaers.web.settlement import typed

MOST_SETS = 5
UNITS = {**wording.UNITS, "share": "%", "dkk": "kr.", "codes": "koder", "list": "navne"}
WANTED = {
    "share": "Skriv en procent, fx 70 eller 12,5.",
    "dkk": "Skriv et beløb i kroner, fx 1.234,50.",
    "months": "Skriv et helt antal måneder, fx 6.",
    "days": "Skriv et helt antal dage, fx 14.",
    "years": "Skriv et helt antal år, fx 2.",
    "hours": "Skriv et helt antal timer, fx 48.",
    "count": "Skriv et helt tal, fx 4.",
    "clock": "Skriv et klokkeslæt, fx 14:00.",
    "date": "Skriv en dato som 2011-06-30.",
    "codes": "Skriv koder på fire cifre med komma imellem.",
    "list": "Skriv navne med små bogstaver og komma imellem.",
}


class ValueField(forms.CharField):
    """A new value of a parameter, typed in its unit; its value is what `Package.override` reads, "" for no change."""

    def __init__(self, parameter: Adjustable, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, **kwargs)
        self.parameter = parameter

    def clean(self, value: Any) -> Any:
        """The value as the package reads it."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            machine = typed.parameter_value(self.parameter.unit, text)
            parse_value(machine, self.parameter.unit, self.parameter.choices)  # type: ignore[arg-type]
        except Problem as problem:
            raise forms.ValidationError(WANTED.get(self.parameter.unit, problem.do)) from problem
        return machine


@dataclass(frozen=True)
class FormRow:
    """One parameter in the form: its words, its present values, and one field a set."""

    heading: str
    unit: str
    present: list[str]
    readings: list[str]
    fields: list[BoundField]


class WhatIfForm(forms.Form):
    """New values for the parameters that can change an amount, in one to five sets."""

    def __init__(self, data: Mapping[str, Any] | None, parameters: tuple[Adjustable, ...], count: int) -> None:
        super().__init__(data, auto_id="vaerdi_%s")
        self.parameters, self.count = parameters, count
        for number in range(1, count + 1):
            for parameter in parameters:
                self.fields[field_name(number, parameter.name)] = _field(number, parameter)

    def rows(self) -> list[FormRow]:
        """The form as a table: one row a parameter."""
        return [
            FormRow(
                heading=parameter.heading,
                unit=UNITS.get(parameter.unit, ""),
                present=_present(parameter),
                readings=list(dict.fromkeys(value.reading for value in parameter.present if value.reading)),
                fields=[self[field_name(number, parameter.name)] for number in range(1, self.count + 1)],
            )
            for parameter in self.parameters
        ]

    def sets(self) -> list[dict[str, str]]:
        """The sets that have values, each by parameter name. Only on a valid form."""
        sets = [
            {p.name: value for p in self.parameters if (value := self.cleaned_data[field_name(number, p.name)])}
            for number in range(1, self.count + 1)
        ]
        return [one for one in sets if one]

    def clean(self) -> dict[str, Any]:
        """At least one value must be given."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Skriv mindst én ny værdi.")
        return cleaned


def field_name(number: int, parameter: str) -> str:
    """The name of a field in the address: "s1-extras_rate-main"."""
    return f"s{number}-{parameter.replace('[', '-').replace(']', '')}"


def set_count(given: Mapping[str, Any]) -> int:
    """How many sets the address asks for, one to five."""
    text = given.get("antal", "1")
    return min(max(int(text), 1), MOST_SETS) if text.isdecimal() else 1


def _field(number: int, parameter: Adjustable) -> forms.Field:
    label = f"Sæt {number}: {parameter.heading}"
    if parameter.unit == "choice":
        choices = [("", "Uændret"), *((one, word(one)) for one in parameter.choices)]
        widget = forms.Select(attrs={"class": "form-select", "aria-label": label})
        return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)
    return ValueField(
        parameter, label=label, widget=forms.TextInput(attrs={"class": "form-input", "aria-label": label})
    )


def _present(parameter: Adjustable) -> list[str]:
    """The values of the period; with their first day when there are several."""
    if len(parameter.present) < 2:
        return [value.shown for value in parameter.present]
    return [f"{value.shown} fra {danish.day(value.start)}" for value in parameter.present]
