"""After the allocation: what came of it by quarter, what becomes of the rejected, and the report on administration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaers.engine.budget import policies
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import Agreement, Allocation, Catalogue, FullYearEffect, Realised, Rejection
from tvaers.engine.budget.stages import move
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.realise", permission=policies.may_follow_up, on="allocation", audit="{actor} fulgte op på {allocation}")
def realise(*, actor: Actor, allocation: Allocation, amount: int, owner: str, words: str = "") -> Realised:
    """Skriv, hvad der er brugt eller sparet i kvartalet, og hvem der ejer opgaven. Beløbet er i hele kroner.

    What was said before stays in the history. Conflict before the allocation is finished.
    """
    version = fresh(allocation.line.agreement.catalogue_version)
    if version.state not in ("allocated", "followed"):
        raise Conflict(what="Udmøntningen er ikke afsluttet.", do="Afslut den først.")
    if not owner.strip():
        raise Problem(what="Ejeren mangler.", do="Skriv, hvem der følger op.")
    move(version, "follow")
    return Realised.objects.create(
        allocation=allocation, amount=amount, owner=owner.strip(), words=words.strip(), by=actor.audit_name(),
        at=clock.now(),
    )  # fmt: skip


@action("budget.settle_rejection", permission=policies.may_keep, on="rejection",
        audit="{actor} noterede, hvad der sker med {rejection}: {state}")  # fmt: skip
def settle_rejection(
    *, actor: Actor, rejection: Rejection, state: str, unit: str = "", reason: str = ""
) -> Rejection:  # noqa: ARG001  # fmt: skip
    """Notér, om noget fravalgt løses internt i enheden eller kommer igen i en senere runde (BUD-14)."""
    rejection = fresh(rejection)
    if state not in dict(Rejection.STATES):
        raise Problem(what="Det kan kun løses internt eller udskydes.", do="Vælg internal eller later.")
    if state == "internal" and not (unit.strip() or rejection.unit):
        raise Problem(what="Enheden mangler.", do="Skriv, hvilken enhed der løser det internt.")
    if rejection.is_started and state != "internal":
        why = "Så er det en opgave for enheden (BUD-37)."
        raise Conflict(what="Initiativet er i gang.", why=why, do="Vælg, at det løses internt.")
    rejection.state, rejection.reason = state, reason.strip()
    rejection.unit = unit.strip() or rejection.unit
    rejection.save()
    return rejection


@action("budget.report_administration", permission=policies.may_keep, on="agreement",
        audit="{actor} sendte status på administrative omprioriteringer: {agreement}")  # fmt: skip
def report_administration(*, actor: Actor, agreement: Agreement, on: date) -> Agreement:  # noqa: ARG001
    """Notér, at forretningsudvalget har fået status på de administrative omprioriteringer (BUD-11)."""
    agreement = fresh(agreement)
    if not agreement.signed_on <= on <= clock.today():
        raise Problem(what="Dagen ligger før aftalen eller i fremtiden.", do="Skriv den dag, status blev sendt.")
    agreement.reported_on = on
    agreement.save(update_fields=["reported_on"])
    return agreement


@dataclass(frozen=True)
class EffectGiven:
    """An effect of an earlier decision: the change that it makes in each year, in kroner."""

    origin: str
    label: str
    profile: dict[str, int]
    is_one_off: bool = False


@action("budget.take_effects", permission=policies.may_keep, on="catalogue",
        audit="{actor} indlæste helårsvirkninger i {catalogue}: {result} nye", silent=("effects",))  # fmt: skip
def take_effects(*, actor: Actor, catalogue: Catalogue, effects: Sequence[EffectGiven]) -> int:  # noqa: ARG001
    """Indlæs helårsvirkninger af tidligere aftaler. Alle skal bekræftes, for ingen er endelig af sig selv (BUD-40).

    One that is there already keeps its state, unless its amounts have changed. Returns how many are new.
    """
    new = 0
    for position, one in enumerate(effects):
        given = {"position": position, "profile": one.profile, "is_one_off": one.is_one_off}
        row = catalogue.effects.filter(origin=one.origin, label=one.label).first()
        if row is None:
            FullYearEffect.objects.create(catalogue=catalogue, origin=one.origin, label=one.label, **given)
            new += 1
        elif row.profile != one.profile:
            catalogue.effects.filter(pk=row.pk).update(**given, state="open", reason="", by="", at=None)
    return new


@action("budget.confirm_effect", permission=policies.may_keep, on="effect",
        audit="{actor} tog stilling til {effect}: {state}")  # fmt: skip
def confirm_effect(*, actor: Actor, effect: FullYearEffect, state: str, reason: str = "") -> FullYearEffect:
    """Bekræft en helårsvirkning for dette budget, eller genprioritér den. Næste år skal den bekræftes igen."""
    effect = fresh(effect)
    if state not in ("confirmed", "rejected"):
        raise Problem(what="En helårsvirkning bekræftes eller genprioriteres.", do="Vælg confirmed eller rejected.")
    if state == "rejected" and not reason.strip():
        raise Problem(what="Begrundelsen mangler.", do="Skriv, hvorfor pengene genprioriteres.")
    effect.state, effect.reason = state, reason.strip()
    effect.by, effect.at = actor.audit_name(), clock.now()
    effect.save()
    return effect
