"""Loading editions of agreements, signing them, and registering sub-agreements."""

from datetime import date

from django.db.models import Max

from tvaers.engine.agreements import policies
from tvaers.engine.agreements.models import Agreement, Edition, Signature, SubAgreement
from tvaers.engine.agreements.snapshot import snapshot
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package


@action("agreements.load", permission=policies.may_load, audit="{actor} indlæste udgaven {result}")
def load(*, actor: Actor, package: Package) -> Edition:
    """Indlæs en udgave af en aftale. En udgave, der findes, bliver ikke skrevet igen."""
    agreement, _ = Agreement.objects.update_or_create(
        package=package.id,
        defaults={
            "short": package.short,
            "title": package.title,
            "starts": package.valid.start,
            "ends": package.valid.end,
            "parties": list(package.parties),
            "signatures_required": package.manifest.signatures,
        },
    )
    edition, _ = Edition.objects.get_or_create(
        content_hash=package.content_hash,
        defaults={
            "agreement": agreement,
            "document": snapshot(package),
            "overrides": dict(package.overrides),
            "recorded_at": clock.now(),
        },
    )
    return edition


@action("agreements.sign", permission=policies.may_sign, on="party", audit="{actor} underskrev {agreement} for {party}")
def sign(*, actor: Actor, agreement: Agreement, party: str, signed_by: str, signed_on: date) -> Signature:
    """Registrér en parts underskrift. Hver part underskriver én gang (BA-0.1b)."""
    if party not in agreement.parties:
        raise Problem(
            what=f"{party} er ikke part i aftalen.",
            why=f"Parterne er {', '.join(agreement.parties)}.",
            do="Vælg en af parterne.",
        )
    if agreement.signatures.filter(party=party).exists():
        raise Problem(what="Parten har allerede underskrevet.", do="Se underskriften på aftalens side.")
    return Signature.objects.create(
        agreement=agreement, party=party, signed_by=signed_by, signed_on=signed_on, recorded_at=clock.now()
    )


@action(
    "agreements.register_subagreement",
    permission=policies.may_register,
    on="agreement",
    audit="{actor} registrerede en underaftale om {subject} under {agreement}",
)
def register_subagreement(
    *, actor: Actor, agreement: Agreement, subject: str, clause: str, starts: date, ends: date | None = None
) -> SubAgreement:
    """Registrér en konkret aftale under en aftale, fx om udredning i et speciale (BA-3.3c). Datoer er inklusive."""
    if ends is not None and ends < starts:
        raise Problem(what="Underaftalen slutter, før den begynder.", do="Ret en af de to datoer.")
    last = agreement.subagreements.aggregate(last=Max("number"))["last"] or 0
    return SubAgreement.objects.create(
        agreement=agreement,
        number=last + 1,
        subject=subject,
        clause=clause,
        starts=starts,
        ends=ends,
        recorded_at=clock.now(),
    )
