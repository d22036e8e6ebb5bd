"""Who sits in the demo's forums: the demo users, and members who cannot log in but have approved minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaers.engine.access import actions as access
from tvaers.engine.access.queries import user_named
from tvaers.engine.forums import actions, queries
from tvaers.kernel.action import System

SYSTEM = System("demofora")
BEGIN = date(2025, 1, 1)
NORTH, AALBORG = "1081", "0851"


@dataclass(frozen=True)
class Member:
    """Somebody in a seat. `name` is the role in words, as the minutes name it; `username` whom they log in as."""

    name: str
    username: str
    seat: str
    party: str
    side: str
    is_chair: bool = False


HOSPITALS = "Region Nordjylland"
OFFICE = "Patientforløb & Økonomi, Region Nordjylland"
FFU = (
    Member("Medlem, Vesthimmerlands Kommune", "ffu-vesthimmerland", "kommune", "0820", "municipality"),
    Member("Medlem, Hjørring Kommune", "ffu-hjoerring", "kommune", "0860", "municipality"),
    Member("Medlem, Aalborg Kommune", "demo-udvalgsmedlem", "kommune", AALBORG, "municipality"),
    Member("Medlem, Thisted Kommune", "ffu-thisted", "kommune", "0787", "municipality"),
    Member(f"Medlem, Regionshospital Nordjylland, {HOSPITALS}", "ffu-regionshospital", "hospital",
           "regionshospital-nordjylland", "region"),
    Member(f"Medlem, Aalborg Universitetshospital, {HOSPITALS}", "ffu-universitetshospital", "hospital",
           "aalborg-universitetshospital", "region"),
    Member(f"Medlem, {OFFICE}", "ffu-patientforloeb", "administration", NORTH, "region"),
    Member(f"Mødeleder, {OFFICE}", "demo-formand", "administration", NORTH, "region", is_chair=True),
    Member("Medlem 1, PLO-Nordjylland", "ffu-plo-1", "plo", "plo-nordjylland", "general_practice"),
    Member("Medlem 2, PLO-Nordjylland", "ffu-plo-2", "plo", "plo-nordjylland", "general_practice"),
    Member("Sekretær, Det Fælleskommunale Sundhedssekretariat", "ffu-sekretaer", "sekretaer",
           "det-faelleskommunale-sundhedssekretariat", "municipality"),
    Member(f"Sekretær, {OFFICE}", "demo-forumsekretaer", "sekretaer", NORTH, "region"),
)  # fmt: skip
KEEPER = Member(f"Sekretær, {OFFICE}", "demo-forumsekretaer", "sekretaer", NORTH, "region")
CHAIR = Member(f"Mødeleder, {OFFICE}", "demo-formand", "formand", NORTH, "region", is_chair=True)
POLITICIAN = Member("Politiker, Aalborg Kommune", "demo-politiker", "medlem", AALBORG, "municipality")
SEATS = {
    "ffu": FFU,
    "ssf": (CHAIR, Member("Medlem, Aalborg Kommune", "demo-udvalgsmedlem", "medlem", AALBORG, "municipality"), KEEPER),
    "ssu": (POLITICIAN, Member("Politiker, Region Nordjylland", "ssu-region", "medlem", NORTH, "region", is_chair=True),
            KEEPER),
    "sundhedsklynge-midt": (
        POLITICIAN, KEEPER,
        Member("Politiker, Jammerbugt Kommune", "klynge-jammerbugt", "medlem", "0849", "municipality"),
    ),
}  # fmt: skip
"""The seats by forum. The minutes do not say who sits in the last three: those are made up, and few."""


def seat_all() -> None:
    """Everybody registered once and seated from the first day of the forums (or the cluster's own)."""
    known: dict[str, Any] = {}
    for key, members in SEATS.items():
        forum = queries.forum(SYSTEM, key)
        for one in members:
            person = known.get(one.username) or _person(one)
            known[one.username] = person
            actions.seat(
                actor=SYSTEM, forum=forum, person=person, seat=one.seat, starts=max(BEGIN, forum.starts),
                ends=forum.ends, side=one.side, party=one.party, is_chair=one.is_chair,
            )  # fmt: skip


def _person(one: Member) -> Any:
    """A person with the user they are; a user without a password is nobody that one can log in as."""
    user = user_named(one.username) or access.create_user(
        actor=SYSTEM, username=one.username, title=one.name, email=f"{one.username}@tvaers.example"
    )
    return actions.register_person(
        actor=SYSTEM, name=one.name, organisation=one.party, email=f"{one.username}@tvaers.example", user=user
    )


def members(key: str) -> list[Any]:
    """The users who approve the minutes of a forum: its members, not its secretaries."""
    found = [user_named(one.username) for one in SEATS[key] if one.seat != "sekretaer"]
    return [user for user in found if user is not None]
