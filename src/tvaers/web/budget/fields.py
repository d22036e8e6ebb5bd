"""Fields that the forms of budgets share: an amount in mio. kr., a percentage, and one of few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from tvaers.web.budget.board import kroner_of, percent_of

MIO_HELP = "Mio. kr., fx 2,5 eller -0,9. Højst seks decimaler."


class _WrittenField(forms.CharField):
    """A number that is written in words of people and read by `read`; None when it is left empty."""

    fault: str
    read: Callable[[str], int]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> int | None:
        """The number. ValidationError with `fault` for what is none."""
        words = super().clean(value)
        if not words.strip():
            return None
        try:
            return self.read(words)
        except ValueError:
            raise forms.ValidationError(self.fault) from None


class MioField(_WrittenField):
    """An amount that is written in mio. kr. and read as whole kroner."""

    fault = "Beløbet kan ikke læses. Skriv fx 2,5 eller -0,9."
    read = staticmethod(kroner_of)

    def __init__(self, *, label: str, required: bool = True, help_text: str = MIO_HELP, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, help_text=help_text, max_length=40, **kwargs)


class PercentField(_WrittenField):
    """A percentage from 0 to 100 that is read as thousandths."""

    fault = "Skriv en procent fra 0 til 100, fx 25 eller 12,5."
    read = staticmethod(percent_of)

    def __init__(self, *, label: str, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, max_length=10, **kwargs)


def words_field(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, chosen or written."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def one_of(label: str, choices: Sequence[tuple[str, str]], *, required: bool = True) -> forms.ChoiceField:
    """One of few words, all in sight."""
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


def mio_text(kroner: int | None) -> str:
    """Whole kroner as the fields here are written: "2,5"; empty for None."""
    if kroner is None:
        return ""
    whole, rest = divmod(abs(kroner), 1_000_000)
    decimals = f"{rest:06d}".rstrip("0")
    return f"{'-' if kroner < 0 else ''}{whole}{',' if decimals else ''}{decimals}"
