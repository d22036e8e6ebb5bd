"""What an officer says of a draft beside what is printed: facts of a proposal, the political mark, links, the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tvaers.engine.budget import policies
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.locking import draft, fresh
from tvaers.engine.budget.models import FrameComponent, Link, Proposal, Version
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import NotFound, Problem

FACTS = ("units", "pot", "unavoidable", "is_divisible", "is_pool", "is_started", "can_be_delayed", "consequence",
         "financing", "committee", "documents")  # fmt: skip
"""What may be said of a proposal beside the page."""


@dataclass(frozen=True)
class Component:
    """A part of the frame as it is given: `amounts` are whole kroner per period, signed."""

    pot: str
    label: str
    kind: str
    amounts: Mapping[str, int] = field(default_factory=dict)
    share_of: str = ""
    source: str = ""


def named(version: Version, key: str) -> Proposal:
    """A proposal of a version by its key. Raises NotFound."""
    found = version.proposals.filter(key=key).first()
    if found is None:
        raise NotFound(what=f"Kataloget har ingen budgetbrik {key}.")
    return found


@action("budget.describe", permission=policies.may_keep, on="version",
        audit="{actor} beskrev budgetbrik {key} i {version}", silent=("facts",))  # fmt: skip
def describe(*, actor: Actor, version: Version, key: str, facts: Mapping[str, Any]) -> Proposal:  # noqa: ARG001
    """Beskriv en budgetbrik: enheder, uomgængelig andel, pulje, igangsat, konsekvens ved afslag (BUD-18, BUD-37).

    Only the facts that are given change. Problem for an unknown one, and for a share outside 0 to 1000 thousandths.
    """
    proposal = fresh(named(draft(version), key))
    if set(facts) - set(FACTS):
        raise Problem(what=f"En budgetbrik har ikke {', '.join(sorted(set(facts) - set(FACTS)))}.")
    share = facts.get("unavoidable")
    if share is not None and not 0 <= share <= 1000:
        raise Problem(what="Den uomgængelige andel ligger mellem 0 og 100 procent.")
    for name, value in facts.items():
        setattr(proposal, name, value)
    proposal.save()
    return proposal


@action("budget.confirm_political", permission=policies.may_keep, on="version",
        audit="{actor} bekræftede den politiske markering af {key} i {version}: {is_political}")  # fmt: skip
def confirm_political(
    *, actor: Actor, version: Version, key: str, is_political: bool | None
) -> Proposal:  # noqa: ARG001  # fmt: skip
    """Bekræft, om en budgetbrik kommer fra politikerne (BUD-04). Stjernen er et billede og går tabt i tekst."""
    proposal = fresh(named(draft(version), key))
    proposal.is_political = is_political
    proposal.save(update_fields=["is_political"])
    return proposal


@action("budget.link", permission=policies.may_keep, on="version",
        audit="{actor} forbandt {first} og {second} i {version} ({kind})")  # fmt: skip
def link(
    *, actor: Actor, version: Version, kind: str, first: str, second: str,
    amounts: Mapping[str, Interval] | None = None,
) -> Link:  # noqa: ARG001  # fmt: skip
    """Forbind to budgetbrikker: overlap, krav, udelukkelse, afledt drift (BUD-36, BUD-49)."""
    version = draft(version)
    if kind not in dict(Link.KINDS):
        raise Problem(what="Den slags forbindelse findes ikke.", do=f"Vælg blandt {', '.join(dict(Link.KINDS))}.")
    if first == second:
        raise Problem(what="En budgetbrik kan ikke forbindes med sig selv.")
    named(version, first)
    if kind not in ("derived_operation", "capital_effect"):
        named(version, second)
    held = {period: [one.low, one.high] for period, one in (amounts or {}).items()}
    made, _ = Link.objects.update_or_create(
        version=version, kind=kind, first=first, second=second, defaults={"amounts": held}
    )
    return made


@action("budget.unlink", permission=policies.may_keep, on="version",
        audit="{actor} fjernede forbindelsen {first}–{second} i {version} ({kind})")  # fmt: skip
def unlink(*, actor: Actor, version: Version, kind: str, first: str, second: str) -> None:  # noqa: ARG001
    """Fjern en forbindelse mellem to budgetbrikker."""
    gone, _ = draft(version).links.filter(kind=kind, first=first, second=second).delete()
    if not gone:
        raise NotFound(what="Den forbindelse findes ikke.")


@action("budget.set_frame", permission=policies.may_keep, on="version",
        audit="{actor} satte rammen i {version}", silent=("components",))  # fmt: skip
def set_frame(*, actor: Actor, version: Version, components: Sequence[Component]) -> Version:  # noqa: ARG001
    """Sæt rammens dele (BUD-06). Rammen er deres sum, bortset fra det, der er til orientering (BUD-09)."""
    version = draft(version)
    unknown = {one.kind for one in components} - set(dict(FrameComponent.KINDS))
    if unknown:
        raise Problem(what=f"Rammen har ingen del af slagsen {', '.join(sorted(unknown))}.")
    version.frame.all().delete()
    FrameComponent.objects.bulk_create(
        FrameComponent(version=version, position=position, pot=one.pot, label=one.label.strip(), kind=one.kind,
                       amounts=dict(one.amounts), share_of=one.share_of, source=one.source)
        for position, one in enumerate(components)
    )  # fmt: skip
    return version
