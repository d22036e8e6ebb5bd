"""Taking a read catalogue up, and making a new draft of a published version."""

from __future__ import annotations

from django.db.models import Max

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget import policies
from tvaers.engine.budget.describing import FACTS
from tvaers.engine.budget.locking import WRITTEN, fresh
from tvaers.engine.budget.models import Catalogue, FrameComponent, Link, Proposal, Version
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.engine.budget.storing import Writer, fingerprint
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.take_up", permission=policies.may_keep, on="party", audit="{actor} indlæste {result}",
        silent=("catalogue",))  # fmt: skip
def take_up(
    *, actor: Actor, catalogue: shapes.Catalogue, party: str, year: int | None = None, note: str = ""
) -> Version:  # noqa: ARG001  # fmt: skip
    """Læg et læst budgetkatalog ind som en kladde. Det samme katalog bliver ikke lagt ind to gange.

    A draft that nobody has corrected is replaced. Problem without a budget year; Conflict when there is a draft with
    work in it, or one that is before the committee.
    """
    found = year or catalogue.year
    if found is None:
        raise Problem(what="Kataloget siger ikke, hvilket år det er for.", do="Angiv budgetåret.")
    kept, _ = Catalogue.objects.get_or_create(
        party=party, year=found, defaults={"title": _title(catalogue, found), "created_at": clock.now()}
    )
    kept = fresh(kept)
    same = kept.versions.filter(fingerprint=fingerprint(catalogue)).exclude(state="replaced").order_by("number").last()
    if same is not None:
        return same
    _replace_draft(kept)
    return new_version(kept, catalogue, based_on=published(kept), mark=fingerprint(catalogue), note=note)


def _title(catalogue: shapes.Catalogue, year: int) -> str:
    return (catalogue.title or f"Budgetkatalog {year}")[:300]


def _replace_draft(catalogue: Catalogue) -> None:
    """Make room for another draft. Conflict when somebody has worked in the one there is."""
    draft = catalogue.versions.filter(state__in=WRITTEN).order_by("number").last()
    if draft is None:
        return
    if draft.state != "draft" or draft.corrections.exists() or draft.doubts.exclude(answered_at=None).exists():
        raise Conflict(
            what="Der er allerede en kladde, som nogen har arbejdet i.", why=f"Det er version {draft.number}.",
            do="Udgiv den, eller kassér den først.",
        )  # fmt: skip
    Version.objects.filter(pk=draft.pk).update(state="replaced", changed_at=clock.now())


def published(catalogue: Catalogue) -> Version | None:
    """The published version that holds now: the one with the highest number; None before the first."""
    return catalogue.versions.exclude(published_at=None).order_by("number").last()


def new_version(
    catalogue: Catalogue, read: shapes.Catalogue, *, based_on: Version | None, mark: str = "", note: str = ""
) -> Version:
    """A draft with the next number, holding what was read."""
    last = catalogue.versions.aggregate(last=Max("number"))["last"] or 0
    made = Version.objects.create(
        catalogue=catalogue, number=last + 1, based_on=based_on, told_title=read.title, told_region=read.region,
        told_year=read.year, periods=list(read.periods), price_level=read.price_level, lines=read.lines,
        unread=list(read.unread), fingerprint=mark, note=note.strip(), created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    Writer(made).write(read)
    if based_on is not None:
        _bring_along(based_on, made)
    return made


def _bring_along(former: Version, made: Version) -> None:
    """What is known beside the page: links, the frame, and our own fields of each proposal that is still there."""
    for link in former.links.all():
        _copy(link, made)
    for component in former.frame.all():
        _copy(component, made)
    known = {one.key: one for one in former.proposals.all()}
    rows = [one for one in made.proposals.all() if one.key in known]
    for row in rows:
        for field in FACTS:
            setattr(row, field, getattr(known[row.key], field))
        row.is_political = known[row.key].is_political if row.is_political is None else row.is_political
    Proposal.objects.bulk_update(rows, [*FACTS, "is_political"])


def _copy(row: Link | FrameComponent, to: Version) -> None:
    row.pk, row.version = None, to
    row._state.adding = True
    row.save()


@action("budget.revise", permission=policies.may_keep, on="version", audit="{actor} begyndte {result}")
def revise(*, actor: Actor, version: Version, note: str) -> Version:  # noqa: ARG001
    """Begynd en ny version af et udgivet katalog. Skriv, hvorfor det ændres.

    Conflict when the version is not published, or a draft is under way already.
    """
    kept, version = fresh(version.catalogue), fresh(version)
    if version.published_at is None:
        raise Conflict(what="Kataloget er ikke udgivet.", do="Ret i kladden.")
    if kept.versions.filter(state__in=WRITTEN).exists():
        raise Conflict(what="Der er allerede en kladde.", do="Ret i den.")
    if not note.strip():
        raise Problem(what="Det mangler, hvorfor kataloget ændres.", do="Skriv en kort begrundelse.")
    current = published(kept) or version
    if current.state not in ("published", "negotiating"):
        raise Conflict(
            what=f"Kataloget er {current.get_state_display().lower()}.", why="Aftalen bygger på dets tal.",
            do="Ret i udmøntningen i stedet.",
        )  # fmt: skip
    return new_version(kept, as_catalogue(current), based_on=current, note=note)
