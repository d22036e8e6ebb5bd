"""The parts that every page is built from: `{% load design %}`.

Filters turn values into Danish text; tags draw a part from a value of `web.design.parts` or `web.design.charts` (or a
dict with the same keys). Tables, confirmations and forms are templates to include: see templates/design/showcase.html.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tvaers.web.design import charts, danish

register = template.Library()

_WHOLE = re.compile(r"\d\d-\d\d-\d{4}( kl\. \d\d\.\d\d)?|[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4,8}")
DKFDS = "vendor/dkfds-11.2.0"
STATUS_ICONS = {
    "ok": "success",
    "warning": "warning",
    "error": "error",
    "info": "info",
    "wait": "hourglass",
    "neutral": "minus",
}


@register.filter
def kr(oere: int | None) -> str:
    """Whole øre as "12.345,67 kr."; None as "ikke oplyst"."""
    return danish.kroner(oere)


@register.filter
def oere_tal(oere: int | None) -> str:
    """Whole øre as "12.345,67", for columns with the unit in the heading."""
    return danish.oere_number(oere)


@register.filter
def tal(number: int | None) -> str:
    """A whole number as "12.345"."""
    return danish.whole(number)


@register.filter
def dato(value: date | None) -> str:
    """A date as "22-08-2025"."""
    return danish.day(value)


@register.filter
def tid(value: datetime | date | None) -> str:
    """A time as "fredag 22. august 2025 kl. 14.00"; a date without a time as "22-08-2025"."""
    return danish.moment(value) if isinstance(value, datetime) else danish.day(value)


@register.filter
def andel(basis_points: int | None) -> str:
    """Whole basis points as "90 %"."""
    return danish.percent(basis_points)


@register.filter
def ikke_oplyst(value: Any) -> Any:
    """The value itself, but "ikke oplyst" for None and empty text; 0 stays 0."""
    return danish.UNKNOWN if value is None or value == "" else value


@register.filter
def som_tekst(value: object) -> str:
    """A text, a date or a whole number as text; nothing as "ikke oplyst"."""
    return danish.with_unit(value)


@register.filter
def som_beloeb(value: object) -> str:
    """A result: whole øre as an amount, text as it is."""
    return danish.with_unit(value, "øre" if isinstance(value, int) else "")


@register.filter
def vist(item: Any) -> str:
    """The `value` of a dict or object with its `unit`, after the rules of `danish.with_unit`."""
    return danish.with_unit(_part(item, "value"), _part(item, "unit") or "")


@register.filter
def stables(table: Any) -> bool:
    """Whether the rows of a table are stacked on a phone, each cell under its heading: three or more columns of words.

    Numbers stay in columns, to be compared; so do rows that are sorted by their headings or picked.
    """
    columns = _part(table, "columns")
    is_plain = not _part(table, "picks") and not any(_part(one, "sort_url") for one in columns)
    rights = any(_part(one, "align") == "right" for one in columns)
    return is_plain and len(columns) > 2 and not rights


@register.filter
def med_klasse(cells: Sequence[Any], columns: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
    """Each cell of a table row with its CSS class and heading; ValueError if a row has more or fewer than the table.

    A date, a time and the number of a case stay on one line.
    """
    for cell, column in zip(cells, columns, strict=True):
        align = _part(cell, "align") or _part(column, "align")
        is_whole = _WHOLE.fullmatch(_part(cell, "text") or "")
        css = "tv-right" if align == "right" else "tv-whole" if is_whole else ""
        yield cell, css, _part(column, "title")


def _part(item: Any, name: str) -> Any:
    """A value of a dict or object; None when it has none."""
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


@register.simple_tag
def dkfds(path: str) -> str:
    """The address of a file of the vendored design system: `{% dkfds "css/dkfds.min.css" %}`."""
    return static(f"{DKFDS}/{path}")


@register.simple_tag
def ikon(name: str) -> SafeString:
    """An icon of the design system, hidden from screen readers: the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        dkfds("img/all-svg-icons.svg"),
        name,
    )


@register.inclusion_tag("design/parts/status.html")
def status(text: str, kind: str = "neutral") -> dict[str, str]:
    """A state by word and shape. Kinds: ok, warning, error, info, wait, neutral; KeyError for others."""
    return {"text": text, "kind": kind, "icon": STATUS_ICONS[kind]}


@register.inclusion_tag("design/parts/figures.html")
def noegletal(figures: Sequence[Any]) -> dict[str, Any]:
    """Key figures side by side: a list of `parts.Figure`."""
    return {"figures": figures}


@register.inclusion_tag("design/parts/why.html")
def hvorfor(explanation: Any, title: str = "Hvorfor?") -> dict[str, Any]:
    """The "Hvorfor?" drawer of an amount, a date, a status or a refusal.

    `explanation` is a dict or object: sentence, facts [{label, value}], steps [{label, value, unit}], result, rounding,
    clause {id, heading, summary, place, url}, values [{heading, value, unit, from, to, source, reading, url}], readings
    [{id, problem, choice}], not_met [{rule, clause, missing}], report_url. All may be left out. Numbers may be given as
    text, or as int with unit "øre" or "bp". Works without scripts, and is printed open.
    """
    return {"e": explanation, "title": title}


@register.inclusion_tag("design/parts/reading.html")
def laesning(reading: Any) -> dict[str, Any]:
    """A reading mark ("Læsning A1") that opens to the problem and the choice: a `parts.Reading`."""
    return {"reading": reading, "name": reading if isinstance(reading, str) else _part(reading, "id")}


@register.inclusion_tag("design/parts/timeline.html")
def tidslinje(events: Sequence[Any]) -> dict[str, Any]:
    """Who did what and when, in the order given: a list of `parts.Event`."""
    return {"events": events}


@register.inclusion_tag("design/parts/empty.html")
def tomt(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, str]:
    """An empty state: what would appear here, and how to get the first one (a link)."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("design/parts/confirm.html", takes_context=True)
def bekraeft(context: template.Context, confirm: Any) -> dict[str, Any]:
    """The last look before something is done: a `parts.Confirm`, posted with the page's CSRF token."""
    return {"c": confirm, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("design/parts/bar_chart.html")
def soejlebillede(chart: charts.BarChart) -> dict[str, Any]:
    """Horizontal bars with the table behind a button."""
    rows = [(bar.label, bar.text, "") for bar in chart.bars]
    return {"chart": chart, "places": charts.place_bars(chart), "rows": rows, "label_heading": chart.label_heading}


@register.inclusion_tag("design/parts/plot_chart.html")
def trappebillede(chart: charts.StepChart) -> dict[str, Any]:
    """A parameter over time as steps, with the table behind a button."""
    rows = [(f"Fra {danish.day(step.start)}", step.text, step.note) for step in chart.steps]
    return {"chart": chart, "plot": charts.place_steps(chart), "rows": rows, "label_heading": "Gælder", "kind": "step"}


@register.inclusion_tag("design/parts/plot_chart.html")
def linjebillede(chart: charts.LineChart) -> dict[str, Any]:
    """A value period by period, with its goal, and the table behind a button."""
    rows = [(point.label, point.text, "") for point in chart.points]
    plot = charts.place_line(chart)
    return {"chart": chart, "plot": plot, "rows": rows, "label_heading": chart.label_heading, "kind": "line"}


@register.inclusion_tag("design/parts/error_summary.html")
def fejlliste(form: forms.BaseForm) -> dict[str, Any]:
    """The faults of a form, at its top, each linking to its field; nothing when there are none."""
    return {"form": form, "fields": [field for field in form if field.errors]}


@register.inclusion_tag("design/parts/field.html")
def felt(field: BoundField, label: str = "") -> dict[str, Any]:
    """A form field: label above, fault, the field, help below. `label` replaces the form's own.

    Required fields are few and are marked; choices by radio button become a group with a legend.
    """
    described = [f"{field.auto_id}-fejl"] if field.errors else []
    described += [f"{field.auto_id}-hjaelp"] if field.help_text else []
    attrs: dict[str, Any] = {"class": _field_class(field)}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    is_group = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "field": field,
        "label": label or field.label,
        "widget": "" if is_group else field.as_widget(attrs=attrs),
        "is_group": is_group,
        "is_checkbox": isinstance(field.field.widget, forms.CheckboxInput),
        "group_class": _field_class(field),
        "described": " ".join(described),
    }


def _field_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return "form-checkbox"
    if isinstance(widget, forms.RadioSelect):
        return "form-radio"
    return "form-select" if isinstance(widget, forms.Select) else "form-input"
