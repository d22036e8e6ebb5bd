"""The form in which a unit writes a proposal, and what it says when somebody else was first."""

from __future__ import annotations

from typing import Any

from django import forms

from tvaers.engine.budget import actions, process_queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.wording import period_words
from tvaers.web.budget.fields import MioField, day_field, mio_text, words_field

PLAIN = ("theme", "title", "background", "initiative", "consequence", "is_unavoidable", "is_started", "wish",
         "discussed_on")  # fmt: skip


class DraftForm(forms.Form):
    """A proposal: what, why, what it costs in each period, and whose wish it is."""

    title = forms.CharField(label="Titel", max_length=300)
    background = words_field("Baggrund", required=False, rows=5, help_text="Hvorfor er forslaget nødvendigt?")
    initiative = words_field("Initiativ", required=False, rows=5, help_text="Hvad vil enheden gøre?")
    consequence = words_field("Hvis forslaget ikke får penge", required=False)
    is_unavoidable = forms.BooleanField(
        label="Regionen skal betale, også hvis forslaget ikke får penge", required=False
    )
    is_started = forms.BooleanField(label="Initiativet er allerede i gang", required=False)
    wish = forms.CharField(label="Ønske fra et udvalg", required=False, max_length=200,
                           help_text="Udvalgets navn. Tomt, når ønsket er enhedens eget.")  # fmt: skip
    discussed_on = day_field("Drøftet i forretningsudvalget", required=False,
                             help_text="Udvalgets ønsker skal drøftes, før de kommer med i kataloget.")  # fmt: skip

    def __init__(self, *args: Any, outline: process_queries.Outline, units: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.periods = outline.periods
        if units:
            self.fields["unit"] = forms.ChoiceField(label="Enhed", choices=units)
        themes = [(number, f"{number} {title}") for number, title in outline.themes]
        self.fields["theme"] = forms.ChoiceField(label="Tema", choices=themes)
        for period in outline.periods:
            name = period_words(period)
            self.fields[f"low_{period}"] = MioField(label=f"{name}: beløb eller minimum", required=False)
            self.fields[f"high_{period}"] = MioField(label=f"{name}: maksimum", required=False,
                                                     help_text="Kun når det er et interval.")  # fmt: skip
        order = [name for period in outline.periods for name in (f"low_{period}", f"high_{period}")]
        self.order_fields(["unit", "theme", "title", *order])

    def amounts(self) -> dict[str, Interval]:
        """The amount of each period that states one, in kroner."""
        given = self.cleaned_data
        return {
            period: Interval.of(given[f"low_{period}"], given.get(f"high_{period}"))
            for period in self.periods if given.get(f"low_{period}") is not None
        }  # fmt: skip

    def text(self) -> actions.Text:
        """What is written, as the action takes it."""
        return actions.Text(amounts=self.amounts(), **{name: self.cleaned_data[name] for name in PLAIN})

    def differences(self, kept: process_queries.UnitDraft) -> list[tuple[str, str, str]]:
        """Each field that says something else than what is kept now: its label, kept, written."""
        now = initial_of(kept)
        pairs = [(self[name], _words(now.get(name)), _words(self[name].value())) for name in self.fields]
        return [(str(field.label), held, written) for field, held, written in pairs if held != written]


def _words(value: Any) -> str:
    if isinstance(value, bool) or value == "on":
        return "ja" if value else "nej"
    return "" if value is None else str(value)


def initial_of(kept: process_queries.UnitDraft) -> dict[str, Any]:
    """What stands in the fields of a proposal that is kept."""
    held: dict[str, Any] = {name: getattr(kept, name) for name in PLAIN} | {"unit": kept.unit}
    for period, (low, high) in kept.amounts.items():
        held[f"low_{period}"] = mio_text(low)
        held[f"high_{period}"] = mio_text(high) if high != low else ""
    return held
