"""What a decision can be, and what follows from it. Pure.

The words are those of Danish minutes (MIN-0i). An outcome belongs to one point of a recommendation; that of the item
follows from its points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One sort of outcome. `goes_on`: the matter goes on to the next forum. `says` begins the sentence of the minutes.

    `answers` is False for one that says that nothing was recorded: the point stays open.
    """

    id: str
    title: str
    says: str
    goes_on: bool = False
    stops: bool = False
    answers: bool = True
    remarks: bool = False
    weight: int = 0


OUTCOMES = {
    one.id: one
    for one in (
        Outcome("approved", "Godkendt", "godkendte", goes_on=True, weight=1),
        Outcome(
            "approved_with_remarks", "Godkendt med bemærkninger", "godkendte", goes_on=True, remarks=True, weight=4
        ),
        Outcome(
            "approved_with_reservation", "Godkendt med forbehold", "godkendte", goes_on=True, remarks=True, weight=5
        ),
        Outcome("not_approved", "Ikke godkendt", "godkendte ikke", stops=True, remarks=True, weight=8),
        Outcome("noted", "Taget til efterretning", "tog til efterretning", goes_on=True, weight=1),
        Outcome(
            "noted_with_remarks", "Taget til efterretning med bemærkninger", "tog til efterretning",
            goes_on=True, remarks=True, weight=3,
        ),
        Outcome("noted_implicitly", "Taget til efterretning uden at det er skrevet", "orienterede hinanden", weight=1),
        Outcome("discussed", "Drøftet", "drøftede", goes_on=True, weight=1),
        Outcome("discussed_with_remarks", "Drøftet med bemærkninger", "drøftede", goes_on=True, remarks=True, weight=2),
        Outcome("decided", "Besluttet", "besluttede", goes_on=True, weight=1),
        Outcome("deferred", "Udskudt", "udskød", weight=7),
        Outcome("nothing_to_note", "Intet at bemærke", "havde intet at bemærke", weight=0),
        Outcome("not_recorded", "Ikke noteret", "", answers=False, weight=6),
    )
}  # fmt: skip


def title_of(outcome: str) -> str:
    """The Danish words of an outcome; "" for none."""
    return OUTCOMES[outcome].title if outcome else ""


def of_item(points: Iterable[str]) -> str:
    """The outcome of an item from those of its points: the one that weighs most. "" while a point lacks one."""
    found = list(points)
    if not found or "" in found:
        return ""
    return max(found, key=lambda each: OUTCOMES[each].weight)


def goes_on(points: Sequence[str]) -> bool:
    """Whether a matter goes on: at least one point lets it, and no point stops or defers it."""
    known = [OUTCOMES[each] for each in points if each]
    if any(one.stops or one.id == "deferred" for one in known):
        return False
    return any(one.goes_on for one in known)


def may_answer(kinds: Sequence[str], outcome: str) -> bool:
    """Whether an outcome fits what the item asks for. An item without a kind takes any."""
    fits = {
        "approval": {"approved", "approved_with_remarks", "approved_with_reservation", "not_approved", "decided"},
        "information": {"noted", "noted_with_remarks", "noted_implicitly"},
        "discussion": {"discussed", "discussed_with_remarks"},
    }
    always = {"deferred", "nothing_to_note", "not_recorded", "decided", "noted", "noted_with_remarks"}
    return not kinds or outcome in always or any(outcome in fits.get(kind, set()) for kind in kinds)
