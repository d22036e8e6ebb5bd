"""Whether a forum is composed as its agreement says, in words: which seat is empty or doubled, who chairs. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tvaers.kernel.forum_types import ForumType, SeatRule

SECRETARY = "sekretaer"
"""The seat of a secretary, which every forum has and which is counted apart from the members."""
SIDES = {
    "region": "regionen", "municipality": "kommunerne", "general_practice": "almen praksis", "hospital": "hospitalerne",
    "psychiatry": "psykiatrien", "citizens": "borgerne", "other": "de øvrige",
}  # fmt: skip


@dataclass(frozen=True)
class Seated:
    """Somebody in a seat on the day that is asked about."""

    person: str
    seat: str
    side: str
    party: str = ""
    group: str = ""
    is_chair: bool = False
    is_substitute: bool = False


@dataclass(frozen=True)
class Lack:
    """One thing that is not as it should be. `about` is the seat, "chair" or "secretary"; `text` a Danish sentence."""

    sort: Literal["missing", "doubled", "unknown"]
    about: str
    text: str
    clause: str = ""


@dataclass(frozen=True)
class Place:
    """One seat of the plan: its rule, the party that it is for (or ""), and who sits there (or nobody)."""

    rule: SeatRule
    party: str
    seated: Seated | None


def plan(type: ForumType, seated: Iterable[Seated]) -> list[Place]:
    """Every seat that is to be filled, in the order of the agreement, with who sits there; then the surplus."""
    waiting = [one for one in seated if not one.is_substitute]
    places: list[Place] = []
    for rule in type.seats:
        for party in rule.parties or ("",) * rule.count:
            found = next((one for one in waiting if one.seat == rule.id and party in ("", one.party)), None)
            waiting = [one for one in waiting if one is not found]
            places.append(Place(rule, party, found))
        for one in [one for one in waiting if one.seat == rule.id]:
            waiting.remove(one)
            places.append(Place(rule, one.party, one))
    return places


def lacks(type: ForumType, seated: Sequence[Seated], name_of: Callable[[str], str] = str) -> list[Lack]:
    """What the composition lacks on the day; empty when it is as agreed. Substitutes are not counted."""
    own = [one for one in seated if not one.is_substitute]
    found: list[Lack] = []
    for rule in type.seats:
        found += _of_rule(rule, [one for one in own if one.seat == rule.id], name_of)
    known = {rule.id for rule in type.seats} | {SECRETARY}
    strangers = [one for one in own if one.seat not in known and type.seats]
    found += [
        Lack("unknown", one.seat, f"{one.person} sidder på en plads, som forummet ikke har.") for one in strangers
    ]
    return [*found, *_sides(type, own), *_chairs(type, own, name_of), *_secretaries(type, own)]


def _sides(type: ForumType, own: list[Seated]) -> Iterator[Lack]:
    """The sides that nobody sits for, where the agreement names the sides and no seats, and somebody sits (BREV-07)."""
    members = [one for one in own if one.seat != SECRETARY]
    if members and not type.seats:
        for side in type.sides:
            if not any(one.side == side for one in members):
                yield Lack("missing", "side", f"Ingen sidder for {SIDES[side]}.", type.clause)


def _of_rule(rule: SeatRule, own: list[Seated], name_of: Callable[[str], str]) -> Iterator[Lack]:
    clause = rule.clause or ""
    if rule.parties:
        yield from _by_party(rule, own, name_of)
    elif not rule.open:
        missing = rule.count - len(own)
        if missing > 0:
            yield Lack(
                "missing", rule.id, f"{_seats(missing)} ledig{'e' if missing > 1 else ''}: {rule.title}.", clause
            )
        most = rule.at_most if rule.at_most is not None else None if rule.at_least else rule.count
        if most is not None and len(own) > most:
            names = ", ".join(one.person for one in own)
            text = f"{rule.title}: {len(own)} på {_seats(most)} ({names})."
            yield Lack("doubled", rule.id, text, clause)
    for name, many in Counter(one.person for one in own).items():
        if many > 1 and not rule.shared:
            yield Lack("doubled", rule.id, f"{name} sidder på {many} af pladserne: {rule.title}.", clause)
    if rule.appointed_by:
        for one in own:
            if one.group.casefold() != rule.appointed_by.casefold():
                yield Lack("unknown", rule.id, f"{one.person} er ikke udpeget af {rule.appointed_by}.", clause)
    for group in rule.each:
        if not any(one.group == group or one.party == group for one in own):
            yield Lack("missing", rule.id, f"{rule.title}: ingen fra {name_of(group)}.", clause)


def _by_party(rule: SeatRule, own: list[Seated], name_of: Callable[[str], str]) -> Iterator[Lack]:
    wanted, held = Counter(rule.parties), Counter(one.party for one in own)
    for one in own:
        if one.party not in wanted and not rule.open:
            for_whom = f"for {name_of(one.party)}, som ikke har nogen" if one.party else "uden at sidde for nogen"
            yield Lack("unknown", rule.id, f"{one.person} sidder {for_whom}: {rule.title}.", rule.clause or "")
    for party in wanted:
        missing = wanted[party] - held[party]
        if missing > 0 and not rule.open:
            text = f"{_seats(missing)} ledig{'e' if missing > 1 else ''}: {rule.title} ({name_of(party)})."
            yield Lack("missing", rule.id, text, rule.clause or "")
        if missing < 0 and not (rule.open or rule.at_least):
            text = f"{rule.title} ({name_of(party)}): {held[party]} på {_seats(wanted[party])}."
            yield Lack("doubled", rule.id, text, rule.clause or "")


def _seats(number: int) -> str:
    return "1 plads" if number == 1 else f"{number} pladser"


def _chairs(type: ForumType, own: list[Seated], name_of: Callable[[str], str]) -> Iterator[Lack]:
    """A shared chair is one of each side, or of each party; else there are as many chairs as declared."""
    if type.chairs.none:
        return
    clause = type.chairs.clause or ""
    chairs = [one for one in own if one.is_chair]
    for side in type.chairs.sides:
        number = sum(one.side == side for one in chairs)
        if number == 0:
            yield Lack("missing", "chair", f"Formandskab ikke komplet: formanden for {SIDES[side]} mangler.", clause)
        if number > 1:
            yield Lack("doubled", "chair", f"Der er {number} formænd for {SIDES[side]}; der skal være én.", clause)
    for party in type.chairs.parties:
        number = sum(one.party == party for one in chairs)
        if number != 1:
            text = f"Formandskab ikke komplet: {number} formænd for {name_of(party)}; der skal være én."
            yield Lack("missing" if number == 0 else "doubled", "chair", text, clause)
    wrong = [one for one in chairs if type.chairs.seats and one.seat not in type.chairs.seats]
    for one in wrong:
        yield Lack("unknown", "chair", f"{one.person} er formand uden at sidde på en formands plads.", clause)
    if not (type.chairs.sides or type.chairs.parties) and len(chairs) != type.chairs.count:
        sort: Literal["missing", "doubled"] = "missing" if len(chairs) < type.chairs.count else "doubled"
        yield Lack(sort, "chair", f"Formandskab ikke komplet: {len(chairs)} af {type.chairs.count}.", clause)


def secretary_seats(type: ForumType) -> tuple[str, ...]:
    """The seats whose holders are the secretariat: those of members where the agreement says so, else the own one."""
    return type.secretariat.seats or (SECRETARY,)


def _secretaries(type: ForumType, own: list[Seated]) -> Iterator[Lack]:
    """As many secretaries as declared, and of each side as often as it is named."""
    rule = type.secretariat
    sitting = [one for one in own if one.seat in secretary_seats(type)]
    wanted, clause = max(rule.count, len(rule.sides)), rule.clause or ""
    if wanted > len(sitting):
        yield Lack("missing", "secretary", f"Sekretariatet har {len(sitting)} af {wanted} sekretærer.", clause)
        return
    if wanted and len(sitting) > wanted:
        yield Lack("doubled", "secretary", f"Sekretariatet har {len(sitting)} sekretærer på {_seats(wanted)}.", clause)
    held = Counter(one.side for one in sitting)
    for side, number in Counter(rule.sides).items():
        if held[side] < number:
            yield Lack("missing", "secretary", f"Sekretariatet mangler en sekretær for {SIDES[side]}.", clause)


def may_chair(type: ForumType, seated: Iterable[Seated], side: str, party: str = "") -> bool:
    """Whether one more chair can be chosen: a shared chair has one of each side, or one of each party."""
    chairs = [one for one in seated if one.is_chair and not one.is_substitute]
    if type.chairs.parties:
        return party in type.chairs.parties and not any(one.party == party for one in chairs)
    if type.chairs.sides:
        return side in type.chairs.sides and not any(one.side == side for one in chairs)
    return type.chairs.none or len(chairs) < type.chairs.count
