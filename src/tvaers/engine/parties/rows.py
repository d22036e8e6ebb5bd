"""Makes plain rows of parties on a day."""

from datetime import date, datetime

from django.db.models import QuerySet

from tvaers.engine.parties.models import CodeKind, Party, PartyCode, PartyName
from tvaers.engine.parties.views import PartyRow

_DANISH = str.maketrans("æøå", "{|}")


def rows(parties: QuerySet[Party], day: date, known_at: datetime | None = None) -> list[PartyRow]:
    """The parties with the name and the foremost code that they have on a day, in Danish order of name. 3 queries."""
    there = list(parties)
    ids = [party.pk for party in there]
    names = dict(PartyName.objects.known(known_at).on(day).filter(party__in=ids).values_list("party_id", "value"))
    codes = _foremost_codes(ids, day, known_at)
    found = [_row(party, names.get(party.pk, party.key), codes.get(party.pk, "")) for party in there]
    return sorted(found, key=lambda row: (danish(row.name), row.key))


def danish(text: str) -> str:
    """A key that sorts æ, ø and å last, and Aa as å."""
    return text.casefold().replace("aa", "å").translate(_DANISH)


def _foremost_codes(ids: list[int], day: date, known_at: datetime | None) -> dict[int, str]:
    codes = PartyCode.objects.known(known_at).on(day).filter(party__in=ids).exclude(kind=CodeKind.ISO)
    ranked = sorted(codes, key=lambda code: CodeKind.values.index(code.kind), reverse=True)
    return {code.party_id: code.value for code in ranked}


def _row(party: Party, name: str, code: str) -> PartyRow:
    return PartyRow(
        id=party.pk,
        key=party.key,
        kind=party.kind,
        kind_label=party.get_kind_display(),
        name=name,
        code=code,
        area=party.area,
        area_label=party.get_area_display() if party.area else "",
    )
