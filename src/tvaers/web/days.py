"""The date field and the filter by day that several pages share."""

from datetime import date
from typing import Any

from django import forms

from tvaers.kernel import clock


class Day(forms.DateField):
    """A date with the browser's own picker. Empty is allowed unless `required` is given."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"required": False, "widget": widget, **options})


class DayFilter(forms.Form):
    """The day that a page is about; today when none is given, or when what is given is no date."""

    dato = Day(label="På datoen")

    def day(self) -> date:
        """The chosen day."""
        self.is_valid()
        return self.cleaned_data.get("dato") or clock.today()
