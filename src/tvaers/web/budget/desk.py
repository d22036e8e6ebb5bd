"""What each reader does next with budgets: a unit its proposals, a group its open round, the office what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from tvaers.engine.access.policies import scopes
from tvaers.engine.budget import policies, process_queries, queries, round_queries
from tvaers.kernel.action import may
from tvaers.web.design.parts import Link


def links(user: Any) -> list[Link]:
    """The ways from the first page to the reader's own work; nothing for a stranger."""
    if not getattr(user, "is_authenticated", False):
        return []
    own = [*_of_unit(user), *_of_group(user)]
    for one in queries.catalogues(user):
        version = queries.versions(user, one).first()
        if version is not None:
            own += [*_of_agreement(user, version), *_of_office(user, version)]
    keeps = bool(scopes(user, policies.KEEP))
    if keeps or round_queries.my_groups(user).exists():
        own.append(Link(title="Partigrupper", url=reverse("budget:groups")))
    return own


def _of_unit(user: Any) -> Iterator[Link]:
    if policies.units_of(user):
        for one in queries.open_catalogues(user).exclude(versions__state__in=policies.AGREED):
            yield Link(title=f"Enhedens forslag til {one.title}", url=reverse("budget:drafts", args=[one.pk]))


def _of_group(user: Any) -> Iterator[Link]:
    mine = set(round_queries.my_groups(user).values_list("party", flat=True))
    for one in queries.catalogues(user):
        version = queries.versions(user, one).filter(state="negotiating").first()
        if one.party in mine and version is not None:
            for held in round_queries.rounds(user, version).filter(closed_at=None):
                yield Link(title=f"Åben runde: {held.name}", url=reverse("budget:round", args=[held.pk]))


def _of_agreement(user: Any, version: queries.Version) -> Iterator[Link]:
    """For a unit and the office: what was given out, and what is late."""
    if version.state not in policies.AGREED:
        return
    agreement = process_queries.agreement(user, version)
    if process_queries.allocations(user, agreement).exists():
        url = reverse("budget:follow", args=[version.pk])
        yield Link(title=f"Opfølgning på {version.catalogue.title}", url=url)
    for told in process_queries.alerts(user, agreement):
        yield Link(title=told, url=reverse("budget:agreement", args=[version.pk]))


def _of_office(user: Any, version: queries.Version) -> Iterator[Link]:
    """What waits for the budget office, with how many."""
    if not may(user, "budget.allocate", version):
        return
    catalogue, name = version.catalogue, version.catalogue.title
    waits = (
        (process_queries.drafts(user, catalogue).filter(state="submitted").count(), "forslag fra enhederne",
         "budget:drafts", catalogue.pk),
        (process_queries.questions(user, catalogue).filter(released_at=None).count(), "spørgsmål uden frigivet svar",
         "budget:questions", version.pk),
        (queries.findings(user, version).filter(state="open").count() if version.published_at is None else 0,
         "åbne fund", "budget:findings", version.pk),
        (process_queries.effects(user, catalogue).filter(state="open").count(), "helårsvirkninger skal bekræftes",
         "budget:effects", version.pk),
    )  # fmt: skip
    for count, what, address, number in waits:
        if count:
            yield Link(title=f"{name}: {count} {what}", url=reverse(address, args=[number]))
    if version.state not in policies.AGREED and not waits[0][0]:
        yield Link(title=f"{name}: enhedernes forslag og rammer", url=reverse("budget:drafts", args=[catalogue.pk]))
