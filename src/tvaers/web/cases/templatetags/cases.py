"""`{% load cases %}`: the lines of a checklist field."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms.boundfield import BoundField

from tvaers.web.cases.widgets import Checklist

register = template.Library()


@register.filter
def linjer(field: BoundField) -> Iterator[dict[str, Any]]:
    """What to draw for each line of a checklist field: its name, label and three marks."""
    widget: Checklist = field.field.widget
    return widget.rows(field.html_name, field.value())
