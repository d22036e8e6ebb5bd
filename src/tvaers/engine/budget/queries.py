"""Reading budget catalogues: those with a login see what their policy says; `published_…` ask for no user at all.

What a round is opened with is in `composition`; rounds and scenarios are read in `round_queries`, drafts, agreements
and what follows in `process_queries`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget import policies
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.models import (
    Catalogue,
    Cell,
    Correction,
    Doubt,
    Finding,
    FrameComponent,
    Link,
    Proposal,
    Version,
)
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.engine.budget.stages import WAY, hindrances
from tvaers.kernel.errors import NotFound
from tvaers.kernel.workflow import Event

__all__ = [
    "Catalogue", "Cell", "Correction", "Doubt", "Figure", "Finding", "FrameComponent", "Link", "Proposal", "Version",
    "all_versions", "as_catalogue", "catalogue", "catalogues", "cell", "corrections", "doubt", "doubts", "figures",
    "finding", "findings", "frame", "lacking", "links", "open_catalogue", "open_catalogues", "proposal", "proposals",
    "published_catalogues", "published_read", "published_version", "read", "steps", "version", "versions",
]  # fmt: skip


def catalogues(user: Any) -> QuerySet[Catalogue]:
    """The catalogues that the user sees, newest year first."""
    return policies.catalogues_visible_to(user).order_by("-year", "party")


def catalogue(user: Any, pk: int) -> Catalogue:
    """One catalogue. Raises NotFound."""
    found = policies.catalogues_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise _no_catalogue()
    return found


def open_catalogues(user: Any) -> QuerySet[Catalogue]:
    """The catalogues that units may propose to, newest year first."""
    return policies.catalogues_open_to(user).order_by("-year", "party")


def open_catalogue(user: Any, pk: int) -> Catalogue:
    """A catalogue that units may propose to, also before it is published. Raises NotFound."""
    found = policies.catalogues_open_to(user).filter(pk=pk).first()
    if found is None:
        raise _no_catalogue()
    return found


def all_versions(user: Any) -> QuerySet[Version]:
    """Every version that the user sees, newest year and number first."""
    found = policies.visible_to(user).select_related("catalogue")
    return found.order_by("-catalogue__year", "catalogue__party", "-number")


def versions(user: Any, catalogue: Catalogue) -> QuerySet[Version]:
    """The versions of a catalogue that the user sees, newest first."""
    return policies.visible_to(user).filter(catalogue=catalogue).select_related("catalogue").order_by("-number")


def version(user: Any, pk: int) -> Version:
    """One version. Raises NotFound."""
    found = policies.visible_to(user).filter(pk=pk).select_related("catalogue", "based_on").first()
    if found is None:
        raise _no_catalogue()
    return found


def steps(version: Version) -> tuple[Event, ...]:
    """The events that may come next for a version, with their Danish labels."""
    return WAY.allowed(version.state)


def lacking(user: Any, version: Version) -> tuple[str, ...]:
    """What a version lacks before it should be published, in Danish; for those who see drafts."""
    return hindrances(version) if policies.may_see_drafts(user, version) else ()


def proposals(user: Any, version: Version) -> QuerySet[Proposal]:
    """The proposals of a version that the user sees, in the order of the page."""
    return Proposal.objects.filter(version__in=policies.visible_to(user).filter(pk=version.pk)).order_by("position")


def proposal(user: Any, version: Version, key: str) -> Proposal:
    """One proposal by its key. Raises NotFound."""
    found = proposals(user, version).filter(key=key).first()
    if found is None:
        raise NotFound(what=f"Kataloget har ingen budgetbrik {key}.")
    return found


def read(user: Any, version: Version) -> shapes.Catalogue:
    """The whole version as the pure catalogue. Raises NotFound where the user does not see it."""
    found = policies.visible_to(user).filter(pk=version.pk).first()
    if found is None:
        raise _no_catalogue()
    return as_catalogue(found)


def links(user: Any, version: Version) -> QuerySet[Link]:
    """How proposals of a version depend on each other."""
    return Link.objects.filter(version__in=policies.visible_to(user).filter(pk=version.pk)).order_by("first", "pk")


def frame(user: Any, version: Version) -> QuerySet[FrameComponent]:
    """The parts of the frame, in order."""
    seen = policies.visible_to(user).filter(pk=version.pk)
    return FrameComponent.objects.filter(version__in=seen).order_by("position")


@dataclass(frozen=True)
class Figure:
    """A figure with where it stands: what holds now, what was printed, and how often it was corrected."""

    cell: int
    table: str
    row: str
    column: str
    amount: Interval | None
    printed: str
    state: str
    corrections: int


def figures(user: Any, version: Version, key: str = "") -> list[Figure]:
    """The figures of a proposal's tables, or with no key those of the catalogue's own tables and overviews."""
    policy = policies.visible_to(user).filter(pk=version.pk)
    of = Cell.objects.annotate(corrected=Count("corrections"))
    if key:
        rows = of.filter(row__table__version__in=policy, row__table__proposal__key=key)
        return list(_of_tables(rows))
    entries = of.filter(entry__version__in=policy).select_related("entry").order_by("entry__position", "slot")
    return [*_of_entries(entries), *_of_tables(of.filter(row__table__version__in=policy, row__table__proposal=None))]


def _of_tables(cells: QuerySet[Cell]) -> Iterator[Figure]:
    ordered = cells.select_related("row__table").order_by("row__table__position", "row__position", "position")
    for one in ordered:
        if one.row is not None:
            yield _figure(one, one.row.table.name or one.row.table.caption, one.row.label)


def _of_entries(cells: QuerySet[Cell]) -> Iterator[Figure]:
    for one in cells:
        if one.entry is not None:
            yield _figure(one, "oversigten" if one.entry.chapter_id is None else "temaets tabel", one.entry.title)


def _figure(one: Any, table: str, row: str) -> Figure:
    amount = None if one.low is None else Interval(one.low, one.high)
    return Figure(one.pk, table, row, one.column, amount, one.printed, one.state, one.corrected)


def cell(user: Any, version: Version, pk: int) -> Cell:
    """One figure of a version, to be corrected. Raises NotFound."""
    seen = policies.visible_to(user).filter(pk=version.pk)
    both = Cell.objects.filter(row__table__version__in=seen) | Cell.objects.filter(entry__version__in=seen)
    found = both.filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Tallet findes ikke i den version.")
    return found


def findings(user: Any, version: Version) -> QuerySet[Finding]:
    """The findings of a version, in the order of the check; for those who see drafts of the region."""
    if not policies.may_see_drafts(user, version):
        return Finding.objects.none()
    return version.findings.order_by("position", "pk")


def finding(user: Any, version: Version, pk: int) -> Finding:
    """One finding of a version. Raises NotFound."""
    found = findings(user, version).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Fundet findes ikke, eller du må ikke se det.")
    return found


def doubts(user: Any, version: Version) -> QuerySet[Doubt]:
    """What the reader was unsure of, in order; for those who see drafts of the region."""
    if not policies.may_see_drafts(user, version):
        return Doubt.objects.none()
    return version.doubts.order_by("position")


def doubt(user: Any, version: Version, pk: int) -> Doubt:
    """One doubt of a version. Raises NotFound."""
    found = doubts(user, version).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Tvivlen findes ikke, eller du må ikke se den.")
    return found


def corrections(user: Any, version: Version) -> QuerySet[Correction]:
    """What was corrected in a version, oldest first."""
    return Correction.objects.filter(version__in=policies.visible_to(user).filter(pk=version.pk)).order_by("pk")


def _no_catalogue() -> NotFound:
    return NotFound(what="Budgetkataloget findes ikke, eller du må ikke se det.")


def published_catalogues() -> QuerySet[Catalogue]:
    """The catalogues with a published version, for everybody."""
    return Catalogue.objects.filter(versions__in=policies.published_versions()).distinct().order_by("-year", "party")


def published_version(party: str, year: int) -> Version:
    """The published version that holds now, for everybody. Raises NotFound."""
    found = policies.published_versions().filter(catalogue__party=party, catalogue__year=year)
    newest = found.select_related("catalogue", "based_on").order_by("-number").first()
    if newest is None:
        raise NotFound(what="Der er ikke udgivet noget budgetkatalog for det år.")
    return newest


def published_read(version: Version) -> shapes.Catalogue:
    """A published version as the pure catalogue, for everybody. Raises NotFound before it is published."""
    if version.published_at is None:
        raise _no_catalogue()
    return as_catalogue(version)
