"""Whose a location number is: from an address in a message to the register of location numbers, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tvaers.engine.messages.memory import Nearness, Placement
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.models import Location
from tvaers.engine.parties import queries as parties
from tvaers.kernel import clock


def on_day(day: date | None = None) -> QuerySet[Location]:
    """The location numbers that hold on a day, today when none is given."""
    when = day or clock.today()
    return Location.objects.filter(Q(ends__isnull=True) | Q(ends__gte=when), starts__lte=when)


def location_of(address: Address) -> Location | None:
    """The register's newest line for an address, one that holds today before one that has ended; None if unknown."""
    numbers = Q(pk__in=())
    numbers |= Q(sor=address.sor) if address.sor else Q(pk__in=())
    numbers |= Q(gln=address.gln) if address.gln else Q(pk__in=())
    found = Location.objects.filter(numbers)
    return on_day().filter(numbers).order_by("-starts", "-pk").first() or found.order_by("-starts", "-pk").first()


def place(address: Address) -> Placement:
    """Whether an address is ours: "wrong-unit" for a number that has ended or lies outside MedCom."""
    if not Location.objects.filter(ours=True).exists():
        return "no-register"
    found = location_of(address)
    if found is None or not found.ours:
        return "unknown"
    return "ours" if holds(found) and not found.outside_medcom else "wrong-unit"


def holds(location: Location) -> bool:
    """Whether a location number holds today."""
    return location.starts <= clock.today() and (location.ends is None or location.ends >= clock.today())


def party_of(address: Address) -> str:
    """The code of the party that an address belongs to, by our register or by the parties' own; "" if unknown."""
    found = location_of(address)
    if found is not None:
        return found.party
    for kind, number in (("sor", address.sor), ("gln", address.gln)):
        party = parties.party_by_code(number, kind=kind) if number else None
        if party is not None:
            return party.code or party.key
    return ""


def complete(address: Address) -> Address:
    """An address with the number that it lacks, if the register has it."""
    if address.sor and address.gln:
        return address
    found = location_of(address)
    if found is None:
        return address
    return Address(address.sor or found.sor, address.gln or found.gln, address.name or found.name)


def ours(address: Address) -> Address:
    """Our own address to answer from: the one written to, or the uppermost unit's where that lacks a number."""
    found = complete(address)
    if found.sor and found.gln:
        return found
    whole = on_day().filter(ours=True).exclude(sor="").exclude(gln="")
    own = whole.filter(level="overall").order_by("pk").first() or whole.order_by("pk").first()
    return address_of(own) if own else found


def address_of(location: Location) -> Address:
    """A location as messages name it."""
    return Address(location.sor, location.gln, location.name)


def receiver_for(party: str, standard: str) -> Location | None:
    """The number at which a party takes in a standard today: the uppermost unit's first, never an inherited one."""
    found = on_day().filter(party=party, outside_medcom=False).exclude(level="inherited").exclude(sor="")
    able = [one for one in found.exclude(gln="").order_by("pk") if standard in one.standards]
    return min(able, key=lambda one: one.level != "overall", default=None)


def other_way(party: str) -> str:
    """How to reach a party that cannot be written to by MedCom; Danish, and said also where nothing is agreed."""
    agreed = [one.alternative for one in on_day().filter(party=party).order_by("pk") if one.alternative]
    return agreed[0] if agreed else "Der er ikke aftalt en anden vej. Ring til modtageren."


def near(one: Address, other: Address) -> Nearness:
    """Whether two departments belong to one hospital, else to one region; "unknown" where we do not know them."""
    if one.sor and one.sor == other.sor:
        return "hospital"
    both = {party_of(one), party_of(other)}
    if "" in both:
        return "unknown"
    if len(both) == 1 or _share(both, parties.list_parties("hospital")):
        return "hospital"
    return "region" if _share(both, parties.regions()) else "elsewhere"


def _share(codes: set[str], wholes: Iterable[parties.PartyRow]) -> bool:
    return any(codes <= parties.within(whole.key) for whole in wholes)
