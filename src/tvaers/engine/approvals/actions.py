"""Taking an edition through its chain: hearings and parties answer, forums decide, and it comes into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.chain import Chain, Fact, chain
from tvaers.engine.approvals.models import Change, Comment, Condition, Heard, Proposal, Step
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.planning import fresh, open_matter, propose
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, Problem


@dataclass(frozen=True)
class Way:
    """The way that an edition is to go: who is heard, through which forums, and which parties approve at the end."""

    heard: tuple[str, ...] = ()
    hearing: str = "Høring"
    forums: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@action("approvals.propose", permission=policies.may_keep, audit="{actor} lagde {result} op til godkendelse")
def propose_edition(
    *, actor: Actor, title: str, label: str, way: Way, package: str = "", replaces: str = "", economy: str = "",
    responsible: str = "", responsible_until: date | None = None, treatment_agreed_on: date | None = None,
) -> Proposal:  # noqa: ARG001  # fmt: skip
    """Læg en ny udgave af en aftale op til godkendelse, med den vej, den skal gå.

    Problem without a title, with an unknown forum, and with a way that leads nowhere; Conflict for an economy that is
    written before the responsibility for treatment is agreed (BREV-10).
    """
    if economy.strip() and treatment_agreed_on is None:
        raise _locked()
    if not title.strip() or not label.strip():
        raise Problem(what="Udgaven mangler et navn.", do="Skriv aftalens titel og udgaven, fx »udkast juni 2025«.")
    if not (way.heard or way.forums or way.parties):
        raise Problem(what="Udgaven har ingen vej at gå.", do="Vælg mindst ét forum eller én part.")
    found = {one.key: one for one in Forum.objects.filter(key__in=way.forums)}
    if set(way.forums) - set(found):
        raise Problem(what=f"Forummet {', '.join(set(way.forums) - set(found))} findes ikke.")
    made = Proposal.objects.create(
        package=package, title=title.strip(), label=label.strip(), replaces=replaces.strip(), economy=economy.strip(),
        responsible=responsible.strip(),
        responsible_until=responsible_until, treatment_agreed_on=treatment_agreed_on, opened_at=clock.now(),
        changed_at=clock.now(),
    )  # fmt: skip
    _lay(made, way, found)
    return made


def _locked() -> Conflict:
    return Conflict(
        what="Økonomien er låst.", why="Behandlingsansvaret aftales først.", do="Notér, at ansvaret er aftalt."
    )


def _lay(made: Proposal, way: Way, found: dict[str, Forum]) -> None:
    """The steps in order: the hearing, each forum, and then the parties side by side."""
    position = 1
    if way.heard:
        step = Step.objects.create(proposal=made, position=position, kind="hearing", title=way.hearing)
        Heard.objects.bulk_create(Heard(step=step, party=party) for party in dict.fromkeys(way.heard))
        position += 1
    for key in way.forums:
        Step.objects.create(proposal=made, position=position, kind="forum", title=found[key].name, forum=found[key])
        position += 1
    Step.objects.bulk_create(
        Step(proposal=made, position=position, kind="party", title=name_of(party), party=party)
        for party in dict.fromkeys(way.parties)
    )


def facts(proposal: Proposal) -> list[Fact]:
    """What is known of each step; a forum's step stands as its item was decided."""
    rows = proposal.steps.select_related("item", "forum").prefetch_related("conditions", "item__remarks")
    return [_fact(one) for one in rows.order_by("position", "pk")]


FORUM_ANSWERS = {
    "approved": "approved", "approved_with_remarks": "approved", "approved_with_reservation": "conditional",
    "decided": "approved", "not_approved": "rejected", "discussed": "approved", "discussed_with_remarks": "approved",
    "noted": "approved", "noted_with_remarks": "approved",
}  # fmt: skip
"""What the outcome of a forum's item says of its step. A deferral says nothing yet."""


def _fact(step: Step) -> Fact:
    unmet = [one.text for one in step.conditions.all() if one.met_on is None]
    answer = step.answer
    if step.kind == "forum":
        item = _latest(step.item)
        concluded = item is not None and item.state in ("treated", "stopped")
        answer = FORUM_ANSWERS.get(item.outcome, "") if item is not None and concluded else ""
        remarks = item.remarks.filter(must_be_met_first=True, answered_at=None) if item is not None else ()
        unmet += [one.text for one in remarks]
    return Fact(step.position, step.kind, step.title, answer, tuple(unmet), step.party)


def _latest(item: Item | None) -> Item | None:
    """The item as it came again in the same forum, where it was put off or not approved the first time."""
    while item is not None:
        again = item.followers.filter(forum=item.forum, gone_at=None).order_by("-pk").first()
        if again is None or again.state not in ("treated", "stopped"):
            return item
        item = again
    return None


def standing(proposal: Proposal) -> Chain:
    """Where the edition stands."""
    return chain(facts(proposal))


@action("approvals.send_to_forum", permission=policies.may_keep, on="step", audit="{actor} sendte {step} til pipelinen")
def send_to_forum(*, actor: Actor, step: Step, meeting: Meeting | None = None, journal: str = "") -> Item:
    """Send udgaven til forummets pipeline som et punkt til godkendelse.

    Conflict while a step before it is not passed (a condition not met, a hearing not closed), and when it is there.
    """
    step = fresh(step)
    if step.kind != "forum" or step.forum is None:
        raise Problem(what="Trinnet er ikke et forum.")
    before = [one for one in standing(step.proposal).stages if one.fact.position < step.position]
    if any(one.state != "passed" for one in before):
        waiting = next(one for one in before if one.state != "passed")
        why = f"{waiting.fact.title}: {waiting.why or 'er ikke afsluttet'}".rstrip(".") + "."
        raise Conflict(what="Et tidligere trin er ikke passeret.", why=why, do="Afslut det først.")
    if step.item is not None:
        raise Conflict(what="Punktet er allerede i forummets pipeline.", do="Se det dér.")
    system = System(actor.audit_name())
    former = step.proposal.steps.filter(kind="forum", position__lt=step.position).exclude(item=None)
    last = former.order_by("-position").first()
    matter = last.item.matter if last and last.item else open_matter(
        actor=system, forum=step.forum, title=str(step.proposal)[:300], journal=journal, package=step.proposal.package
    )  # fmt: skip
    step.item = propose(
        actor=system, forum=step.forum, matter=matter, kinds=["approval"], meeting=meeting, sections=_texts(step),
        points=[f"Godkender {step.proposal.title}, {step.proposal.label}."], follows=last.item if last else None,
        origin=f"Godkendelse af {step.proposal}"[:200],
    )  # fmt: skip
    step.save(update_fields=["item"])
    return step.item


def _texts(step: Step) -> list[dict[str, str]]:
    found = [{"kind": "economy", "text": step.proposal.economy}] if step.proposal.economy else []
    changed = [f"- {one.clause}: {one.reason or one.recommended}" for one in step.proposal.changes.all()]
    case = [{"kind": "case", "text": "Ændringer:\n" + "\n".join(changed)}] if changed else []
    return [*case, *found]


@action("approvals.answer", permission=policies.may_answer, on="step", audit="{actor} svarede {answer} for {step}")
def answer(
    *, actor: Actor, step: Step, answer: str, words: str = "", conditions: Sequence[str] = (), on: date | None = None
) -> Step:  # noqa: ARG001  # fmt: skip
    """Svar for en part, eller luk en høring. Et svar med forbehold nævner hvert forbehold.

    A hearing can be closed when everybody has answered, or with words on why it is closed without.
    """
    step = fresh(step)
    if step.kind == "forum":
        raise Problem(what="Et forum svarer på sit møde.", do="Notér beslutningen på punktet.")
    allowed = {"closed"} if step.kind == "hearing" else {"approved", "conditional", "rejected"}
    if answer not in allowed:
        raise Problem(what="Det svar passer ikke til trinnet.")
    if answer == "conditional" and not any(one.strip() for one in conditions):
        raise Problem(what="Forbeholdet mangler.", do="Skriv, hvad der skal være opfyldt.")
    if answer == "rejected" and not words.strip():
        raise Problem(what="Det mangler, hvorfor parten ikke godkender.", do="Skriv begrundelsen.")
    if step.kind == "hearing":
        _check_closing(step, words)
    step.answer, step.words, step.answered_on = answer, words.strip(), on or clock.today()
    step.save()
    step.conditions.filter(met_on=None).delete()
    Condition.objects.bulk_create(Condition(step=step, text=one.strip()) for one in conditions if one.strip())
    _touch(step.proposal)
    return step


def _check_closing(step: Step, words: str) -> None:
    silent = [name_of(one.party) for one in step.heard.filter(answered_on=None)]
    unanswered = step.comments.filter(reply="").count()
    if silent and not words.strip():
        raise Conflict(
            what="Ikke alle har svaret i høringen.", why=f"Mangler: {', '.join(silent)}.",
            do="Vent, eller skriv, hvorfor høringen lukkes uden dem.",
        )  # fmt: skip
    if unanswered:
        what = "En bemærkning er" if unanswered == 1 else f"{unanswered} bemærkninger er"
        raise Conflict(what=f"{what} ikke besvaret.", do="Skriv, om den er imødekommet, og hvorfor.")


def _touch(proposal: Proposal) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=clock.now())


@action("approvals.comment", permission=policies.may_comment, on="party", audit="{actor} svarede i {step} for {party}")
def comment(
    *, actor: Actor, step: Step, party: str, texts: Sequence[str] = (), on: date | None = None
) -> Heard:  # noqa: ARG001  # fmt: skip
    """Svar i en høring for en part, med bemærkninger eller uden. Bemærkningerne får numre."""
    heard = step.heard.filter(party=party).first()
    if heard is None or step.answer:
        what = "Høringen er lukket." if step.answer else f"{name_of(party)} er ikke hørt."
        raise Conflict(what=what)
    last = step.comments.aggregate(last=Max("number"))["last"] or 0
    for number, text in enumerate([one.strip() for one in texts if one.strip()], start=last + 1):
        Comment.objects.create(step=step, number=number, party=party, text=text, at=clock.now())
    heard.answered_on = on or clock.today()
    heard.save()
    _touch(step.proposal)
    return heard


@action("approvals.reply", permission=policies.may_keep, on="step", audit="{actor} besvarede en bemærkning i {step}")
def reply(*, actor: Actor, step: Step, number: int, accepted: bool, text: str) -> Comment:  # noqa: ARG001
    """Besvar en bemærkning fra høringen: imødekommet eller ikke, og hvorfor."""
    found = step.comments.filter(number=number).first()
    if found is None or not text.strip():
        raise Problem(what="Svaret mangler, eller bemærkningen findes ikke.", do="Skriv en begrundelse.")
    found.reply, found.reply_text = "accepted" if accepted else "declined", text.strip()
    found.save()
    return found


@action(
    "approvals.meet", permission=policies.may_answer, on="step", audit="{actor} meldte et forbehold opfyldt: {step}"
)
def meet(*, actor: Actor, step: Step, condition: Condition, evidence: str) -> Condition:  # noqa: ARG001
    """Meld et forbehold opfyldt. Skriv, hvad der viser det."""
    if condition.step_id != step.pk or not evidence.strip():
        raise Problem(what="Det mangler, hvad der viser, at forbeholdet er opfyldt.")
    condition.met_by, condition.met_on = evidence.strip(), clock.today()
    condition.save()
    _touch(step.proposal)
    return condition


@action("approvals.change", permission=policies.may_keep, on="proposal", audit="{actor} ændrede {clause} i {proposal}")
def change(
    *, actor: Actor, proposal: Proposal, clause: str, before: str = "", recommended: str = "", reason: str = "",
    decided: str | None = None,
) -> Change:  # noqa: ARG001  # fmt: skip
    """Skriv en ændring af én bestemmelse: ordlyden nu, den indstillede og, når den er besluttet, den besluttede."""
    made, _ = Change.objects.update_or_create(
        proposal=proposal, clause=clause,
        defaults={
            "before": before, "recommended": recommended, "reason": reason, "decided": decided or "",
            "is_decided": decided is not None,
        },
    )  # fmt: skip
    _touch(proposal)
    return made


@action("approvals.put_in_force", permission=policies.may_keep, on="proposal", audit="{actor} satte {proposal} i kraft")
def put_in_force(*, actor: Actor, proposal: Proposal, on: date) -> Proposal:  # noqa: ARG001
    """Sæt udgaven i kraft fra en dag. Conflict, der nævner hvert trin, som mangler."""
    proposal = fresh(proposal)
    lacking = standing(proposal).lacking
    if proposal.withdrawn_on is not None or lacking:
        raise Conflict(
            what="Udgaven kan ikke træde i kraft endnu.", why="Den er ikke godkendt hele vejen.",
            do="Få det sidste på plads.", findings=lacking,
        )  # fmt: skip
    proposal.in_force_from, proposal.changed_at = on, clock.now()
    proposal.save()
    return proposal


@action("approvals.withdraw", permission=policies.may_keep, on="proposal", audit="{actor} trak {proposal} tilbage")
def withdraw(*, actor: Actor, proposal: Proposal) -> Proposal:  # noqa: ARG001
    """Træk en udgave tilbage, før den er i kraft."""
    proposal = fresh(proposal)
    if proposal.in_force_from is not None:
        raise Conflict(what="Udgaven er i kraft.", do="Læg en ny udgave op i stedet.")
    proposal.withdrawn_on, proposal.changed_at = clock.today(), clock.now()
    proposal.save()
    return proposal


@action(
    "approvals.clear_treatment",
    permission=policies.may_keep,
    on="proposal",
    audit="{actor} frigav økonomi: {proposal}",
)
def clear_treatment(*, actor: Actor, proposal: Proposal, on: date) -> Proposal:  # noqa: ARG001
    """Notér, at behandlingsansvaret er aftalt; først derefter skrives økonomien (BREV-10)."""
    proposal.treatment_agreed_on, proposal.changed_at = on, clock.now()
    proposal.save()
    return proposal


@action(
    "approvals.write_economy", permission=policies.may_keep, on="proposal", audit="{actor} skrev økonomi: {proposal}"
)
def write_economy(*, actor: Actor, proposal: Proposal, text: str) -> Proposal:  # noqa: ARG001
    """Skriv økonomien. Conflict, før behandlingsansvaret er aftalt (BREV-10)."""
    if proposal.treatment_agreed_on is None:
        raise _locked()
    proposal.economy, proposal.changed_at = text.strip(), clock.now()
    proposal.save()
    return proposal
