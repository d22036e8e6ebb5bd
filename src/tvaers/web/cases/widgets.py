"""The fields of case forms that a browser lacks: a checklist with three marks, and a party to search for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tvaers.kernel.case_types import FieldSpec

MARKS = (("done", "Gjort"), ("not_relevant", "Ikke relevant"), ("open", "Mangler"))


class Checklist(forms.Widget):
    """One row of three radio buttons for each line. The value is a dict of line to mark."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__()
        self.lines = [(c.id, c.label, c.note, c.id in field.mandatory) for c in field.choices]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | None:  # noqa: ARG002
        """The marks that were posted; None when none were."""
        found = {line: data[f"{name}__{line}"] for line, *_ in self.lines if data.get(f"{name}__{line}")}
        return found or None

    def rows(self, name: str, value: Any) -> Iterator[dict[str, Any]]:
        """What the template draws for each line."""
        marks = value if isinstance(value, Mapping) else {}
        for line, label, note, must in self.lines:
            chosen = marks.get(line, "open")
            options = [{"value": v, "label": w, "id": f"id_{name}__{line}_{v}", "on": v == chosen} for v, w in MARKS]
            yield {"name": f"{name}__{line}", "label": label, "note": note, "must": must, "options": options}


class ChecklistField(forms.Field):
    """A checklist of a case type."""

    is_checklist = True


class PartyInput(forms.TextInput):
    """A text field with the parties to choose from; what is posted is the chosen party's code."""

    def __init__(self, options: Iterable[tuple[str, str]]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.names = dict(options)
        self.codes = {name.casefold(): code for code, name in self.names.items()}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ARG002
        """The code of the party that was written; the text itself when there is no such party."""
        text = str(data.get(name) or "").strip()
        return self.codes.get(text.casefold(), text)

    def format_value(self, value: Any) -> str | None:
        """The name of the party that a code stands for."""
        return self.names.get(str(value), str(value)) if value else None

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The field and its list."""
        field = super().render(name, value, {**(attrs or {}), "list": f"liste-{name}"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.names.values()))
        return format_html('{}<datalist id="liste-{}">{}</datalist>', field, name, options)
