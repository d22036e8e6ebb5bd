"""The coverage bar: how much of an agreement runs. `{% load coverage %}`."""

from typing import Any

from django import template

from tvaers.engine.agreements.reading import Coverage

register = template.Library()


@register.simple_tag
def daekning(coverage: Coverage) -> list[dict[str, Any]]:
    """The three parts of the bar, each with its place and width as percentages of the whole."""
    parts, start = [], 0.0
    for name in ("executed", "later", "shown"):
        width = 100.0 * getattr(coverage, name) / (coverage.total or 1)
        parts.append({"name": name, "x": f"{start:.2f}%", "width": f"{width:.2f}%"})
        start += width
    return parts
