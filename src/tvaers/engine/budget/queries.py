"""Reading budget catalogues: those with a login see what their policy says; `published_…` ask for no user at all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget import policies
from tvaers.engine.budget.models import Catalogue, Cell, Finding, Proposal, Version
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.kernel.errors import NotFound

__all__ = [
    "Catalogue", "Cell", "Finding", "Proposal", "Version", "as_catalogue", "catalogue", "catalogues", "findings",
    "proposal", "proposals", "published_catalogues", "published_version", "version", "versions",
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


def versions(user: Any, catalogue: Catalogue) -> QuerySet[Version]:
    """The versions of a catalogue that the user sees, newest first."""
    return policies.visible_to(user).filter(catalogue=catalogue).select_related("catalogue").order_by("-number")


def version(user: Any, pk: int) -> Version:
    """One version. Raises NotFound."""
    found = policies.visible_to(user).filter(pk=pk).select_related("catalogue", "based_on").first()
    if found is None:
        raise _no_catalogue()
    return found


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
    return as_catalogue(_seen(user, version))


def findings(user: Any, version: Version) -> QuerySet[Finding]:
    """The findings of a version, in the order of the check; for those who see drafts of the region."""
    if not policies.may_see_drafts(user, version):
        return Finding.objects.none()
    return version.findings.order_by("position", "pk")


def _seen(user: Any, version: Version) -> Version:
    found = policies.visible_to(user).filter(pk=version.pk).first()
    if found is None:
        raise _no_catalogue()
    return found


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
