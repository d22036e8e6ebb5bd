"""Registering citizens, and showing a CPR number to somebody who says why."""

import secrets as random

from tvaers.engine.citizens import policies, secrets
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.kernel import ids
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Problem

SHORTEST_REASON = 10
"""The shortest reason for showing a number, in characters."""


@action("citizens.register", permission=policies.may_register, audit="{actor} registrerede borgeren {result}")
def register(*, actor: Actor, pseudonym: str = "", cpr: Cpr | None = None) -> Citizen:  # noqa: ARG001
    """Registrér en borger.

    Without a pseudonym a random one is made. Problem if the pseudonym or the number is registered already, or if the
    pseudonym looks like a CPR number. TypeError if the number is not a Cpr, because plain text would be logged.
    """
    if cpr is not None and not isinstance(cpr, Cpr):
        raise TypeError("cpr must be a Cpr")
    name = pseudonym or f"b-{random.token_hex(8)}"
    _refuse_cpr_in(name, "Pseudonymet")
    if Citizen.objects.filter(pseudonym=name).exists():
        raise Problem(
            what=f"Pseudonymet {name} er brugt.",
            why="Et pseudonym peger på én borger.",
            do="Vælg et andet, eller lad feltet være tomt.",
        )
    hashed = secrets.keyed_hash(cpr) if cpr else None
    if hashed and Citizen.objects.filter(cpr_hash=hashed).exists():
        raise Problem(
            what="Borgeren er registreret i forvejen.",
            why="CPR-nummeret hører til en borger, der findes.",
            do="Søg borgeren frem med CPR-nummeret.",
        )
    return Citizen.objects.create(pseudonym=name, cpr_hash=hashed, cpr_encrypted=secrets.encrypt(cpr) if cpr else None)


@action(
    "citizens.show_cpr",
    permission=policies.may_show_cpr,
    on="citizen",
    audit="{actor} så CPR-nummeret på {citizen}: {reason}",
)
def show_cpr(*, actor: Actor, citizen: Citizen, reason: str) -> str:  # noqa: ARG001
    """Vis en borgers fulde CPR-nummer.

    Returns it as "ddmmyy-nnnn". The log keeps who, whom and why, and not the number. Problem without a reason, with a
    CPR number in the reason, or if the citizen has no number.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Problem(
            what="Skriv, hvorfor du skal se CPR-nummeret.",
            why="Hver visning bliver logget med en begrundelse.",
            do=f"Skriv mindst {SHORTEST_REASON} tegn.",
        )
    _refuse_cpr_in(reason, "Begrundelsen")
    if citizen.cpr_encrypted is None:
        raise Problem(what=f"Borgeren {citizen} har intet CPR-nummer i Tværs.")
    digits = secrets.decrypt(citizen.cpr_encrypted).reveal()
    return f"{digits[:6]}-{digits[6:]}"


def _refuse_cpr_in(text: str, what: str) -> None:
    """The log keeps the text, so no CPR number may stand in it. The text is not repeated in the error."""
    if ids.looks_like_cpr(text):
        raise Problem(
            what=f"{what} ligner eller indeholder et CPR-nummer.",
            why="Teksten bliver gemt i loggen, og der må ikke stå CPR-numre.",
            do="Skriv den uden nummeret.",
        )
