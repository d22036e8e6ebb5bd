"""What parties say to an edition: remarks in a hearing and the answers to them, approvals, conditions and their end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.models import Comment, Condition, Heard, Proposal, Step
from tvaers.engine.approvals.standing import going, touch
from tvaers.engine.approvals.wording import check_words
from tvaers.engine.forums.matters import fresh
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem


def _open(step: Step) -> Step:
    """The step, locked with its edition. Conflict when the edition is no longer on its way."""
    going(step.proposal)
    return fresh(step)


@action("approvals.answer", permission=policies.may_answer, on="step", audit="{actor} svarede {answer} for {step}")
def answer(
    *, actor: Actor, step: Step, answer: str, words: str = "", conditions: Sequence[str] = (), on: date | None = None,
    conditions_due: date | None = None,
) -> Step:  # noqa: ARG001  # fmt: skip
    """Svar for en part, eller luk en høring. Et svar med forbehold nævner hvert forbehold.

    A hearing can be closed when everybody has answered, or with words on why it is closed without. A party may answer
    before the forums are done: the edition still waits for them. `conditions_due` is when the conditions are to be met.
    """
    step = _open(step)
    texts = [one.strip() for one in conditions if one.strip()]
    _check_answer(step, answer, words, texts)
    check_words(words, *texts)
    day = _day(on)
    if conditions_due is not None and not texts:
        raise Problem(what="Der er en frist, men intet forbehold.", do="Skriv forbeholdet, eller slet fristen.")
    if step.kind == "hearing":
        _check_closing(step, words)
    step.answer, step.words, step.answered_on = answer, words.strip(), day
    step.save()
    step.conditions.filter(met_on=None).delete()
    Condition.objects.bulk_create(Condition(step=step, text=one, due=conditions_due) for one in texts)
    touch(step.proposal)
    return step


def _day(on: date | None) -> date:
    """The day of an answer, today when none is given. Problem for a day ahead."""
    if on is not None and on > clock.today():
        raise Problem(what="Svaret kan ikke ligge i fremtiden.", do="Skriv den dag, der er svaret.")
    return on or clock.today()


def ask_again(proposal: Proposal) -> None:
    """Open the answers of the parties that approved a text which is not the edition's any more; what it was is told."""
    for step in proposal.steps.filter(kind="party", answer__in=("approved", "conditional")):
        day = f" {date_in_words(step.answered_on)}" if step.answered_on else ""
        said = f"Svaret{day} var »{step.get_answer_display()}«."
        step.words = f"Teksten blev ændret {date_in_words(clock.today())}. {said}"
        step.answer, step.answered_on = "", None
        step.save(update_fields=["words", "answer", "answered_on"])


def _check_answer(step: Step, answer: str, words: str, conditions: Sequence[str]) -> None:
    if step.kind == "forum":
        raise Problem(what="Et forum svarer på sit møde.", do="Notér beslutningen på punktet.")
    allowed = {"closed"} if step.kind == "hearing" else {"approved", "conditional", "rejected"}
    if answer not in allowed:
        raise Problem(what="Det svar passer ikke til trinnet.")
    if answer == "conditional" and not conditions:
        raise Problem(what="Forbeholdet mangler.", do="Skriv, hvad der skal være opfyldt.")
    if answer != "conditional" and conditions:
        raise Problem(what="Der er skrevet et forbehold.", do="Vælg »godkendt med forbehold«, eller slet forbeholdet.")
    if answer == "rejected" and not words.strip():
        raise Problem(what="Det mangler, hvorfor parten ikke godkender.", do="Skriv begrundelsen.")


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


@action("approvals.comment", permission=policies.may_comment, on="party", audit="{actor} svarede i {step} for {party}")
def comment(
    *, actor: Actor, step: Step, party: str, texts: Sequence[str] = (), on: date | None = None
) -> Heard:  # noqa: ARG001  # fmt: skip
    """Svar i en høring for en part, med bemærkninger eller uden. Bemærkningerne får numre."""
    step = _open(step)
    heard = step.heard.filter(party=party).first()
    if heard is None or step.answer:
        what = "Høringen er lukket." if step.answer else f"{name_of(party)} er ikke hørt."
        raise Conflict(what=what)
    written = [one.strip() for one in texts if one.strip()]
    check_words(*written)
    last = step.comments.aggregate(last=Max("number"))["last"] or 0
    for number, text in enumerate(written, start=last + 1):
        Comment.objects.create(step=step, number=number, party=party, text=text, at=clock.now())
    heard.answered_on = _day(on)
    heard.save()
    touch(step.proposal)
    return heard


@action("approvals.reply", permission=policies.may_keep, on="step", audit="{actor} besvarede en bemærkning i {step}")
def reply(*, actor: Actor, step: Step, number: int, accepted: bool, text: str) -> Comment:  # noqa: ARG001
    """Besvar en bemærkning fra høringen: imødekommet eller ikke, og hvorfor (MIN-11p)."""
    step = _open(step)
    found = step.comments.filter(number=number).first()
    if found is None:
        raise Problem(what=f"Høringen har ingen bemærkning {number}.")
    if not text.strip():
        raise Problem(what="Svaret mangler en begrundelse.", do="Skriv, hvad I gør, og hvorfor.")
    check_words(text)
    found.reply, found.reply_text = "accepted" if accepted else "declined", text.strip()
    found.save()
    touch(step.proposal)
    return found


@action(
    "approvals.meet", permission=policies.may_answer, on="step", audit="{actor} meldte et forbehold opfyldt: {step}"
)
def meet(*, actor: Actor, step: Step, condition: Condition, evidence: str) -> Condition:  # noqa: ARG001
    """Meld et forbehold opfyldt. Skriv, hvad der viser det."""
    step = _open(step)
    condition = fresh(condition)
    if condition.step_id != step.pk:
        raise Problem(what="Forbeholdet hører til et andet trin.")
    if not evidence.strip():
        raise Problem(what="Det mangler, hvad der viser, at forbeholdet er opfyldt.", do="Skriv fx notatet og datoen.")
    if condition.met_on is not None:
        raise Conflict(what="Forbeholdet er allerede opfyldt.", why=condition.met_by)
    check_words(evidence)
    condition.met_by, condition.met_on = evidence.strip(), clock.today()
    condition.save()
    touch(step.proposal)
    return condition
