"""Reading citizens: only those that the user may see, and numbers only masked."""

from typing import Any

from tvaers.engine.citizens import policies, secrets
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.kernel.ids import mask_cpr

__all__ = ["Citizen", "Cpr", "by_cpr", "by_pseudonym", "hash_of", "masked_cpr"]


def by_pseudonym(user: Any, pseudonym: str) -> Citizen | None:
    """The citizen with a pseudonym; None also when the user may not know that there is one."""
    return policies.visible_to(user).filter(pseudonym=pseudonym).first()


def by_cpr(user: Any, cpr: Cpr) -> Citizen | None:
    """The citizen with a number, found by its keyed hash; None also when the user may not know that there is one."""
    return policies.visible_to(user).filter(cpr_hash=secrets.keyed_hash(cpr)).first()


def hash_of(cpr: Cpr) -> str:
    """The keyed hash by which a number is found."""
    return secrets.keyed_hash(cpr)


def masked_cpr(citizen: Citizen) -> str:
    """The number with its last four digits hidden, as "251248-••••"; "" if the citizen has none."""
    if citizen.cpr_encrypted is None:
        return ""
    return mask_cpr(secrets.decrypt(citizen.cpr_encrypted).reveal())
