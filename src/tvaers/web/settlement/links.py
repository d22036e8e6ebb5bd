"""Addresses that may not exist in every installation: the pages of other subjects, and downloads."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from tvaers.web.design.parts import Link


def maybe(name: str, *args: Any) -> str:
    """The address of a named page, or "" when there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def clause_url(agreement: str, clause: str) -> str:
    """Where a clause of an agreement is shown; "" when the agreements pages are not there."""
    return maybe("agreements:clause", agreement, clause)


def run_trail(run: Any) -> list[dict[str, str]]:
    """The way to a run's pages; the last step is the run itself."""
    return [
        {"title": "Afregning", "url": reverse("settlement:home")},
        {"title": f"Afregning nr. {run.number}", "url": reverse("settlement:run", args=[run.pk])},
    ]


def statement_downloads(statement: Any) -> list[Link]:
    """A statement as files, those that this installation can make."""
    kinds = (
        ("PDF", "settlement:statement-pdf"),
        ("XLSX", "settlement:statement-xlsx"),
        ("CSV", "settlement:statement-csv"),
    )
    found = [(title, maybe(name, statement.pk)) for title, name in kinds]
    return [Link(title=title, url=url) for title, url in found if url]
