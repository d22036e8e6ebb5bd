"""Writes declared parties and facts: what is new is added, what has changed is replaced, the rest is left alone."""

from collections.abc import Iterable
from datetime import datetime

from tvaers.engine.parties.models import Fact, Party, PartyCode, PartyLink, PartyName
from tvaers.engine.parties.reading import Declared, FactRow
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem


def save_parties(declared: Declared) -> int:
    """Create the parties that are not there; returns how many. Problem if one is there as something else."""
    there = {party.key: party for party in Party.objects.filter(key__in=declared.parties)}
    for key, (kind, area) in declared.parties.items():
        party = there.get(key)
        if party and (party.kind, party.area) != (kind, area):
            raise Problem(
                what=f"Parten {key} kan ikke skifte art.",
                why=f"Den er registreret som {party.get_kind_display().lower()}, og filen siger noget andet.",
                do="Opret den som en ny part med en anden nøgle.",
            )
    new = [Party(key=key, kind=kind, area=area) for key, (kind, area) in declared.parties.items() if key not in there]
    Party.objects.bulk_create(new)
    return len(new)


def save_facts(declared: Declared) -> tuple[int, int, int]:
    """Make the known facts of the declared parties those declared. Returns (added, replaced, unchanged)."""
    parties = {party.key: party for party in Party.objects.filter(key__in=declared.parties)}
    wanted = {row for row, _ in declared.facts}
    known = {_row(fact): fact for fact in _known_facts(parties)}
    now = clock.now()
    gone = [fact for row, fact in known.items() if row not in wanted]
    for model in (PartyName, PartyCode, PartyLink):
        ids = [fact.pk for fact in gone if isinstance(fact, model)]
        model.objects.filter(pk__in=ids).update(replaced_at=now)
        new = [_fact(row, parties, now) for row in sorted(wanted - known.keys(), key=str) if _model(row) is model]
        model.objects.bulk_create(new)  # type: ignore[arg-type]
    return len(wanted - known.keys()), len(gone), len(wanted & known.keys())


def _known_facts(parties: Iterable[str]) -> list[PartyName | PartyCode | PartyLink]:
    keys = list(parties)
    return [
        *PartyName.objects.known().filter(party__key__in=keys).select_related("party"),
        *PartyCode.objects.known().filter(party__key__in=keys).select_related("party"),
        *PartyLink.objects.known().filter(party__key__in=keys).select_related("party", "parent"),
    ]


def _row(fact: PartyName | PartyCode | PartyLink) -> FactRow:
    """A stored fact in the shape of a declared one."""
    if isinstance(fact, PartyName):
        what, value = "name", fact.value
    elif isinstance(fact, PartyCode):
        what, value = f"code:{fact.kind}", fact.value
    else:
        what, value = str(fact.relation), fact.parent.key
    return FactRow(fact.party.key, what, value, fact.starts, fact.ends, fact.source, fact.basis)


def _model(row: FactRow) -> type[PartyName | PartyCode | PartyLink]:
    if row.what == "name":
        return PartyName
    return PartyCode if row.what.startswith("code:") else PartyLink


def _fact(row: FactRow, parties: dict[str, Party], now: datetime) -> Fact:
    """A declared fact, ready to be stored."""
    common = {
        "party": parties[row.party],
        "starts": row.starts,
        "ends": row.ends,
        "source": row.source,
        "basis": row.basis,
        "recorded_at": now,
    }
    model = _model(row)
    if model is PartyLink:
        return PartyLink(relation=row.what, parent=parties[row.value], **common)
    if model is PartyCode:
        return PartyCode(kind=row.what.removeprefix("code:"), value=row.value, **common)
    return PartyName(value=row.value, **common)
