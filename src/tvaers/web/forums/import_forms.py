"""The forms of an import: the file, and the answers to what the reader was unsure of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from tvaers.engine.forums.importing import Settled
from tvaers.engine.forums.importing_preview import UnsureDate, unsure_dates, unsure_points
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.forums.reading import Minutes
from tvaers.web.design import danish
from tvaers.web.waiting_files import KINDS, paper

NAMES = (("roles", "Med rolle og organisation, fx »medlem, Aalborg Kommune«"), ("names", "Med navn"))
IMPLICIT = "noted_implicitly"


class MinutesForm(forms.Form):
    """The file, and how persons are taken in. `cleaned_data["file"]` is (name, content)."""

    file = forms.FileField(
        label="Fil", help_text="Tekst, Word eller PDF (txt, docx, pdf). Højst 20 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in KINDS)}),
        error_messages={"required": "Vælg en fil med referatet.", "empty": "Filen er tom. Vælg en anden fil."},
    )  # fmt: skip
    people = forms.ChoiceField(
        label="Hvordan skal personer stå?", choices=NAMES, initial="roles", widget=forms.RadioSelect
    )

    def clean_file(self) -> tuple[str, bytes]:
        """The file, when it is one that can be read."""
        return paper(self.cleaned_data["file"])


class SettleForm(forms.Form):
    """One question for each point without a clear answer and each date that does not fit."""

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = {f"punkt-{item.number}-{point.number}": (item, point) for item, point in unsure_points(minutes)}
        self.days = {f"dato-{place}": one for place, one in enumerate(unsure_dates(minutes), start=1)}
        for name, (item, point) in self.points.items():
            self.fields[name] = forms.ChoiceField(
                label=f"Punkt {item.number}, indstillingspunkt {point.number}: hvad blev besluttet?",
                help_text=point.text, choices=[(one.id, one.title) for one in OUTCOMES.values()],
                initial=point.outcome if point.outcome in OUTCOMES else "not_recorded",
            )  # fmt: skip
        for name, one in self.days.items():
            self.fields[name] = forms.ChoiceField(
                label=f"»{one.mention.written}«: hvilken dag er mødet?", help_text=" ".join(one.mention.warnings),
                choices=_days(one), initial=one.nearest.isoformat() if one.nearest else "", required=False,
            )  # fmt: skip
        if not any(item.closed for item in minutes.items):
            self.fields["keep"] = _keep()

    def settled(self) -> Settled:
        """What is chosen; before anything is sent, what is proposed."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        chosen = {name: given.get(name, field.initial) for name, field in self.fields.items()}
        outcomes = {(item.number, point.number): chosen[name] for name, (item, point) in self.points.items()}
        days = {one.mention.written: chosen[name] for name, one in self.days.items() if chosen[name]}
        changed = {
            key: outcome for (key, outcome), (_, point) in zip(outcomes.items(), self.points.values(), strict=True)
            if outcome != point.outcome
        }  # fmt: skip
        return Settled(changed, {written: date.fromisoformat(day) for written, day in days.items()})


def _keep() -> forms.BooleanField:
    """Whether the file is kept; nobody is asked when it has closed items, for everybody reads the meeting's papers."""
    return forms.BooleanField(
        label="Læg filen på mødet som bilag", required=False, initial=True,
        help_text="Alle, der kan se mødet, kan læse filen. Navnene i den bliver stående.",
    )  # fmt: skip


def _days(one: UnsureDate) -> list[tuple[str, str]]:
    """The days to choose from: other meetings of the forum, the day as it is written, and none."""
    others = [(day.isoformat(), f"{danish.day(day)}, et møde i forummet") for day in one.others]
    own = one.mention.start
    return [*others, (own.isoformat(), f"{danish.day(own)}, som der står"), ("", "Ingen af dem")]
