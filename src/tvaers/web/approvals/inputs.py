"""Fields that the forms of approvals share."""

from __future__ import annotations

from typing import Any

from django import forms


def text_field(label: str, *, rows: int = 3, required: bool = False, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=20_000,
                           widget=forms.Textarea(attrs={"rows": rows}))  # fmt: skip


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [one.strip() for one in text.splitlines() if one.strip()]


def paragraphs(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    found: list[str] = []
    current: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            current.append(line.strip())
        elif current:
            found.append(" ".join(current))
            current = []
    return found


def chosen(choices: list[tuple[str, str]], label: str, **more: Any) -> forms.MultipleChoiceField:
    """Tick boxes, several at a time."""
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)
