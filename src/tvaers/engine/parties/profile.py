"""One party in full: what it is on a day, and the history of every fact about it."""

from datetime import date, datetime
from itertools import chain

from django.db.models import Q

from tvaers.engine.parties.models import Basis, CodeKind, Fact, Party, PartyCode, PartyLink, PartyName
from tvaers.engine.parties.rows import danish, rows
from tvaers.engine.parties.views import CodeView, FactView, LinkView, PartyRow, PartyView
from tvaers.kernel import clock, ids
from tvaers.kernel.errors import NotFound


def party(key: str, on: date | None = None, *, known_at: datetime | None = None) -> PartyView:
    """Everything about the party with a key, as it is on a day; NotFound if there is none.

    With `known_at`, the answer is what was known at that moment. The history always holds every fact.
    """
    day = on or clock.today()
    found = Party.objects.filter(key=key).first()
    if found is None:
        raise NotFound(what=f"Parten «{key}» findes ikke.", do="Søg efter den på siden Parter.")
    names = PartyName.objects.known(known_at).on(day).filter(party=found)
    parents, members = _links(found, day, known_at)
    return PartyView(
        row=rows(Party.objects.filter(pk=found.pk), day, known_at)[0],
        on=day,
        exists=names.exists(),
        codes=_codes(found, day, known_at),
        parents=parents,
        members=members,
        history=_history(found),
    )


def _codes(found: Party, day: date, known_at: datetime | None) -> tuple[CodeView, ...]:
    codes = PartyCode.objects.known(known_at).on(day).filter(party=found).order_by("kind")
    return tuple(
        CodeView(
            kind=code.kind,
            kind_label=code.get_kind_display(),
            value=code.value,
            starts=code.starts,
            ends=code.ends,
            warnings=() if code.kind == CodeKind.ISO else tuple(ids.check(code.kind, code.value)),
        )
        for code in codes
    )


def _links(found: Party, day: date, known_at: datetime | None) -> tuple[tuple[LinkView, ...], tuple[LinkView, ...]]:
    """The parties that this one belongs to, and those that belong to it."""
    links = list(PartyLink.objects.known(known_at).on(day).filter(Q(party=found) | Q(parent=found)))
    others = {link.party_id for link in links} | {link.parent_id for link in links}
    by_id = {row.id: row for row in rows(Party.objects.filter(pk__in=others), day, known_at)}
    up = [_link(link, by_id[link.parent_id]) for link in links if link.party_id == found.pk]
    down = [_link(link, by_id[link.party_id]) for link in links if link.parent_id == found.pk]
    return _ordered(up), _ordered(down)


def _ordered(links: list[LinkView]) -> tuple[LinkView, ...]:
    return tuple(sorted(links, key=lambda link: (link.relation, danish(link.party.name))))


def _link(link: PartyLink, other: PartyRow) -> LinkView:
    return LinkView(link.relation, link.get_relation_display(), other, link.starts, link.ends)


def _history(found: Party) -> tuple[FactView, ...]:
    """Every fact that the party has or had, by label and then by day."""
    links = PartyLink.objects.filter(party=found).select_related("parent")
    facts = chain(
        (_fact("Navn", name.value, name) for name in PartyName.objects.filter(party=found)),
        (_fact(code.get_kind_display(), code.value, code) for code in PartyCode.objects.filter(party=found)),
        (_fact(link.get_relation_display(), _name_then(link), link) for link in links),
    )
    return tuple(sorted(facts, key=lambda fact: (fact.label, fact.starts, fact.recorded_at)))


def _name_then(link: PartyLink) -> str:
    """What the parent was called when the link began: it may not exist any more."""
    name = PartyName.objects.known().on(link.starts).filter(party=link.parent).first()
    return name.value if name else link.parent.key


def _fact(label: str, value: str, fact: Fact) -> FactView:
    general = fact.basis == Basis.GENERAL
    return FactView(label, value, fact.starts, fact.ends, fact.source, general, fact.recorded_at, fact.replaced_at)
