"""Taking an edition through its chain: the way it is to go, the forums, its text, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.answering import ask_again
from tvaers.engine.approvals.models import Change, Heard, Proposal, Step
from tvaers.engine.approvals.standing import (
    CONCLUDED,
    complete_on,
    decides,
    deciding_item,
    going,
    standing,
    standing_for,
    touch,
    waiting_item,
)
from tvaers.engine.approvals.wording import check_words
from tvaers.engine.forums.matters import fresh, open_matter, propose
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, NotAllowed, Problem


@dataclass(frozen=True)
class Way:
    """The way that an edition is to go: who is heard (and until when), which forums, which parties at the end."""

    heard: tuple[str, ...] = ()
    hearing: str = "Høring"
    forums: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    hearing_due: date | None = None


@action("approvals.propose", permission=policies.may_keep, audit="{actor} lagde {result} op til godkendelse")
def propose_edition(
    *, actor: Actor, title: str, label: str, way: Way, package: str = "", replaces: str = "", economy: str = "",
    responsible: str = "", responsible_until: date | None = None, treatment_agreed_on: date | None = None,
) -> Proposal:  # fmt: skip
    """Læg en ny udgave af en aftale op til godkendelse, med den vej, den skal gå.

    Problem without a title, with an unknown forum, and with a way that leads nowhere; Conflict for an economy that is
    written before the responsibility for treatment is agreed (BREV-10); NotAllowed for a way on which the actor keeps
    the papers of nobody.
    """
    if economy.strip() and treatment_agreed_on is None:
        raise _locked()
    if not title.strip() or not label.strip():
        raise Problem(what="Udgaven mangler et navn.", do="Skriv aftalens titel og udgaven, fx »udkast juni 2025«.")
    check_words(title, label, replaces, economy, responsible)
    found = _forums(way)
    made = Proposal.objects.create(
        package=package, title=title.strip(), label=label.strip(), replaces=replaces.strip(), economy=economy.strip(),
        responsible=responsible.strip(), responsible_until=responsible_until,
        treatment_agreed_on=treatment_agreed_on, opened_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    _lay(made, way, found)
    if not policies.may_keep(actor, made):
        raise NotAllowed(
            what="Du kan ikke lægge udgaven på den vej.", why="Du er ikke sekretariat for nogen på vejen.",
            do="Vælg et forum, som du er sekretariat for.",
        )  # fmt: skip
    return made


def _forums(way: Way) -> dict[str, Forum]:
    """The forums of a way by key. Problem for an unknown one, and for a way that leads nowhere."""
    if not (way.heard or way.forums or way.parties):
        raise Problem(what="Udgaven har ingen vej at gå.", do="Vælg mindst ét forum eller én part.")
    found = {one.key: one for one in Forum.objects.filter(key__in=way.forums)}
    unknown = sorted(set(way.forums) - set(found))
    if unknown:
        raise Problem(what=f"Forummet {', '.join(unknown)} findes ikke.", do="Vælg blandt de fora, der er.")
    return found


def _locked() -> Conflict:
    return Conflict(
        what="Økonomien er låst.", why="Behandlingsansvaret aftales først.", do="Notér, at ansvaret er aftalt."
    )


def _lay(made: Proposal, way: Way, found: dict[str, Forum]) -> None:
    """The steps in order: the hearing, each forum, and then the parties side by side."""
    position = 1
    if way.heard:
        step = Step.objects.create(
            proposal=made, position=position, kind="hearing", title=way.hearing.strip() or "Høring",
            due=way.hearing_due,
        )  # fmt: skip
        Heard.objects.bulk_create(Heard(step=step, party=party) for party in dict.fromkeys(way.heard))
        position += 1
    for key in dict.fromkeys(way.forums):
        Step.objects.create(proposal=made, position=position, kind="forum", title=found[key].name, forum=found[key])
        position += 1
    Step.objects.bulk_create(
        Step(proposal=made, position=position, kind="party", title=name_of(party), party=party)
        for party in dict.fromkeys(way.parties)
    )


@action("approvals.send_to_forum", permission=policies.may_keep, on="step", audit="{actor} sendte {step} til pipelinen")
def send_to_forum(*, actor: Actor, step: Step, meeting: Meeting | None = None, journal: str = "") -> Item:
    """Send udgaven til forummets pipeline som et punkt til godkendelse.

    It can be sent again when its item was withdrawn, or treated without an answer. Conflict while a step before it is
    not passed (a condition not met, a hearing not closed), while it waits there, and when the forum has answered.
    """
    proposal = going(step.proposal)
    step = fresh(step)
    if step.kind != "forum" or step.forum is None:
        raise Problem(what="Trinnet er ikke et forum.")
    _check_reached(actor, step)
    _check_unanswered(step)
    system = System(actor.audit_name())
    last = _last_item(step)
    matter = last.matter if last else open_matter(
        actor=system, forum=step.forum, title=str(proposal)[:300], journal=journal, package=proposal.package
    )  # fmt: skip
    step.item = propose(
        actor=system, forum=step.forum, matter=matter, kinds=["approval"], meeting=meeting, sections=_texts(proposal),
        points=[f"Godkender {proposal.title}, {proposal.label}."], follows=last,
        role="decides" if decides(step) else "advises", origin=f"Godkendelse af {proposal}"[:200],
    )  # fmt: skip
    step.save(update_fields=["item"])
    touch(proposal)
    return step.item


def _last_item(step: Step) -> Item | None:
    """The item that a new one follows: what the forum has treated already, else what the forum before it decided."""
    own = deciding_item(step)
    if own is not None and own.state in CONCLUDED and own.gone_at is None:
        return own
    former = step.proposal.steps.filter(kind="forum", position__lt=step.position).exclude(item=None)
    before = former.order_by("-position").first()
    return deciding_item(before) if before else None


def _check_unanswered(step: Step) -> None:
    own = next(one for one in standing(step.proposal).stages if one.fact.position == step.position)
    if waiting_item(step) is not None or own.fact.answer in ("approved", "conditional"):
        raise Conflict(what="Udgaven er allerede sendt til forummet.", do="Se punktet dér.")


def _check_reached(actor: Any, step: Step) -> None:
    """Conflict when a step before this one is not passed; what it says is what the actor may know."""
    if all(one.state == "passed" for one in standing(step.proposal).stages if one.fact.position < step.position):
        return
    told = [one for one in standing_for(actor, step.proposal).stages if one.fact.position < step.position]
    waiting = next(one for one in told if one.state != "passed")
    why = f"{waiting.fact.title}: {waiting.why or 'er ikke afsluttet'}".rstrip(".") + "."
    raise Conflict(what="Et tidligere trin er ikke passeret.", why=why, do="Afslut det først.")


def _texts(proposal: Proposal) -> list[dict[str, str]]:
    found = [{"kind": "economy", "text": proposal.economy}] if proposal.economy else []
    changed = [f"- {one.clause}: {one.reason or one.recommended}" for one in proposal.changes.all()]
    case = [{"kind": "case", "text": "Ændringer:\n" + "\n".join(changed)}] if changed else []
    return [*case, *found]


@action("approvals.change", permission=policies.may_keep, on="proposal", audit="{actor} ændrede {clause} i {proposal}")
def change(
    *, actor: Actor, proposal: Proposal, clause: str, before: str | None = None, recommended: str | None = None,
    reason: str | None = None, decided: str | None = None,
) -> Change:  # noqa: ARG001  # fmt: skip
    """Skriv en ændring af én bestemmelse: ordlyden nu, den indstillede og, når den er besluttet, den besluttede.

    What is not given stays as it was; a `decided` of "" says that the clause goes out. Where it makes another text of
    the edition, the parties that have approved are asked again.
    """
    proposal = going(proposal)
    if not clause.strip():
        raise Problem(what="Bestemmelsen mangler.", do="Skriv, hvilken bestemmelse der ændres.")
    given = {"before": before, "recommended": recommended, "reason": reason, "decided": decided}
    known: dict[str, Any] = {name: text.strip() for name, text in given.items() if text is not None}
    check_words(clause, *known.values())
    if decided is not None:
        known["is_decided"] = True
    former = proposal.changes.filter(clause=clause.strip()).first()
    made, _ = Change.objects.update_or_create(proposal=proposal, clause=clause.strip(), defaults=known)
    if former is None or former.text != made.text:
        ask_again(proposal)
    touch(proposal)
    return made


@action("approvals.put_in_force", permission=policies.may_keep, on="proposal", audit="{actor} satte {proposal} i kraft")
def put_in_force(*, actor: Actor, proposal: Proposal, on: date) -> Proposal:
    """Sæt udgaven i kraft fra en dag. Conflict, der nævner hvert trin, som mangler.

    Problem for a day before the one when the last on the way approved it.
    """
    proposal = going(proposal)
    if standing(proposal).lacking:
        raise Conflict(
            what="Udgaven kan ikke træde i kraft endnu.", why="Den er ikke godkendt hele vejen.",
            do="Få det sidste på plads.", findings=standing_for(actor, proposal).lacking,
        )  # fmt: skip
    complete = complete_on(proposal)
    if complete is not None and on < complete:
        why = f"Den blev først godkendt hele vejen {date_in_words(complete)}."
        raise Problem(
            what="Udgaven kan ikke gælde fra før, den var godkendt.", why=why, do="Vælg den dag eller senere."
        )
    proposal.in_force_from, proposal.changed_at = on, clock.now()
    proposal.save()
    return proposal


@action("approvals.withdraw", permission=policies.may_keep, on="proposal", audit="{actor} trak {proposal} tilbage")
def withdraw(*, actor: Actor, proposal: Proposal) -> Proposal:  # noqa: ARG001
    """Træk en udgave tilbage, før den er i kraft. Det, der er svaret, bliver stående.

    Its items that wait in pipelines go with it; one on an agenda stays, for its forum to take off.
    """
    proposal = going(proposal)
    waiting = [waiting_item(one) for one in proposal.steps.filter(kind="forum")]
    now, ids = clock.now(), [one.pk for one in waiting if one is not None and one.state == "pipeline"]
    Item.objects.filter(pk__in=ids).update(state="withdrawn", gone_at=now, changed_at=now)
    proposal.withdrawn_on, proposal.changed_at = clock.today(), clock.now()
    proposal.save()
    return proposal


@action(
    "approvals.clear_treatment", permission=policies.may_keep, on="proposal", audit="{actor} frigav økonomi: {proposal}"
)
def clear_treatment(*, actor: Actor, proposal: Proposal, on: date) -> Proposal:  # noqa: ARG001
    """Notér, at behandlingsansvaret er aftalt; først derefter skrives økonomien (BREV-10)."""
    proposal = going(proposal)
    if on > clock.today():
        raise Problem(what="Dagen ligger i fremtiden.", do="Skriv den dag, ansvaret blev aftalt.")
    proposal.treatment_agreed_on, proposal.changed_at = on, clock.now()
    proposal.save()
    return proposal


@action(
    "approvals.write_economy", permission=policies.may_keep, on="proposal", audit="{actor} skrev økonomi: {proposal}"
)
def write_economy(*, actor: Actor, proposal: Proposal, text: str) -> Proposal:  # noqa: ARG001
    """Skriv økonomien. Conflict, før behandlingsansvaret er aftalt (BREV-10)."""
    proposal = going(proposal)
    if proposal.treatment_agreed_on is None:
        raise _locked()
    check_words(text)
    if proposal.economy != text.strip():
        ask_again(proposal)
    proposal.economy, proposal.changed_at = text.strip(), clock.now()
    proposal.save()
    return proposal
