"""The way of a version: draft, quality check, theme in the executive committee, published, and what comes after."""

from __future__ import annotations

from dataclasses import asdict

from tvaers.engine.budget import policies
from tvaers.engine.budget.described import described_difference
from tvaers.engine.budget.differences import Change, corrected, difference
from tvaers.engine.budget.importing import published
from tvaers.engine.budget.locking import draft, fresh
from tvaers.engine.budget.models import Version
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Meeting
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.workflow import Event, State, Workflow

WAY = Workflow(
    initial="draft",
    states=tuple(State(name, label, final=name in ("followed", "replaced")) for name, label in Version.STATES),
    events=(
        Event("check", ("draft",), "checking", label="Send til kvalitetstjek"),
        Event("return", ("checking", "committee"), "draft", label="Tilbage til kladde"),
        Event("present", ("checking",), "committee", label="Tema i forretningsudvalget"),
        Event("publish", ("checking", "committee"), "published", label="Udgiv"),
        Event("negotiate", ("published", "negotiating"), "negotiating", label="Åbn forhandling"),
        Event("agree", ("negotiating",), "agreed", label="Indgå aftale"),
        Event("allocate", ("agreed",), "allocated", label="Afslut udmøntning"),
        Event("follow", ("allocated", "followed"), "followed", label="Følg op"),
        Event("replace", ("draft", "checking", "committee", "published", "negotiating"), "replaced", label="Erstat"),
    ),
)


def move(version: Version, event: str) -> Version:
    """The version in its next state. Conflict when the event cannot come now."""
    version.state = WAY.next(version.state, event)
    version.changed_at = clock.now()
    version.save(update_fields=["state", "changed_at"])
    return version


@action("budget.send_to_check", permission=policies.may_keep, on="version",
        audit="{actor} sendte {version} til kvalitetstjek")  # fmt: skip
def send_to_check(*, actor: Actor, version: Version) -> Version:  # noqa: ARG001
    """Send kladden til kvalitetstjek."""
    return move(fresh(version), "check")


@action("budget.send_back", permission=policies.may_keep, on="version",
        audit="{actor} sendte {version} tilbage til kladde: {reason}")  # fmt: skip
def send_back(*, actor: Actor, version: Version, reason: str) -> Version:  # noqa: ARG001
    """Send en version tilbage til kladde. Skriv, hvad der mangler."""
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor kataloget går tilbage.", do="Skriv, hvad der skal rettes.")
    return move(fresh(version), "return")


@action("budget.present", permission=policies.may_keep, on="version", audit="{actor} satte {version} på til {forum}")
def present(*, actor: Actor, version: Version, forum: Forum, meeting: Meeting | None = None) -> Version:
    """Læg kataloget som tema i forretningsudvalgets pipeline."""
    version = move(fresh(version), "present")
    system = System(actor.audit_name())
    title = f"Tema: {version.catalogue.title}"[:300]
    matter = forums.open_matter(actor=system, forum=forum, title=title)
    version.item = forums.propose(
        actor=system, forum=forum, matter=matter, kinds=["discussion"], meeting=meeting,
        points=["Drøfter budgetkataloget, før det udgives."], origin=str(version)[:200],
    )  # fmt: skip
    version.save(update_fields=["item"])
    return version


@action("budget.publish", permission=policies.may_decide, on="version", audit="{actor} udgav {version}")
def publish(*, actor: Actor, version: Version, despite: str = "") -> Version:  # noqa: ARG001
    """Udgiv kataloget. Derefter kan det ikke ændres; en rettelse er en ny version.

    `despite` says why it is published with open findings or doubts. Conflict without it, when a first version has not
    been a theme in the committee, and when an agreement has been made.
    """
    catalogue = fresh(version.catalogue)
    former, version = published(catalogue), draft(version)
    if version.based_on_id is None and version.state != "committee":
        raise Conflict(what="Kataloget har ikke været tema i forretningsudvalget.", do="Læg det i pipelinen først.")
    found = hindrances(version)
    if found and not despite.strip():
        raise Conflict(
            what="Kataloget er ikke klar.", do="Gør det færdigt, eller skriv, hvorfor det udgives alligevel.",
            findings=found,
        )  # fmt: skip
    version.changes = _changes(former, version)
    version.note = version.note or despite.strip()[:300]
    version.published_at = clock.now()
    version.save(update_fields=["changes", "note", "published_at"])
    if former is not None:
        _replace(former)
    return move(version, "publish")


def hindrances(version: Version) -> tuple[str, ...]:
    """What a version lacks before it should be published, in Danish: open findings, and doubts nobody answered."""
    findings = version.findings.filter(state="open").exclude(kind="rounding").count()
    doubts = version.doubts.filter(answered_at=None).count()
    told = []
    if findings:
        told.append("1 fund er åbent." if findings == 1 else f"{findings} fund er åbne.")
    if doubts:
        told.append("1 tvivl er ikke afklaret." if doubts == 1 else f"{doubts} tvivl er ikke afklaret.")
    return tuple(told)


def _changes(former: Version | None, version: Version) -> list[dict[str, object]]:
    """What is new since the former version, then what was corrected in this one."""
    told: list[Change] = []
    if former is not None:
        told = difference(as_catalogue(former), as_catalogue(version)) + described_difference(former, version)
    return [asdict(one) for one in (*told, *map(corrected, version.corrections.all()))]


def _replace(former: Version) -> None:
    """A published version that another follows stays readable; its rounds are closed."""
    former = fresh(former)
    former.rounds.filter(closed_at=None).update(closed_at=clock.now())
    if not WAY.may(former.state, "replace"):
        raise Conflict(
            what="Der er indgået en aftale om den tidligere version.", why="Aftalen bygger på dens tal.",
            do="Ret i udmøntningen i stedet.",
        )  # fmt: skip
    move(former, "replace")


@action("budget.discard", permission=policies.may_keep, on="version", audit="{actor} kasserede {version}")
def discard(*, actor: Actor, version: Version, reason: str) -> Version:  # noqa: ARG001
    """Kassér en kladde. Den bliver stående, men kan ikke ændres mere."""
    version = draft(version)
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor kladden kasseres.", do="Skriv en kort begrundelse.")
    version.note = reason.strip()[:300]
    version.save(update_fields=["note"])
    return move(version, "replace")
