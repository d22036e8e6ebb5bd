"""Laying a new edition up for approval, with the way that it is to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.forums import queries as fora
from tvaers.engine.parties import queries as parties
from tvaers.engine.parties.queries import PartyRow
from tvaers.kernel.errors import NotFound
from tvaers.web.approvals.frame import require, trail
from tvaers.web.approvals.inputs import chosen, text_field
from tvaers.web.days import Day
from tvaers.web.forums.frame import keeps
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

LABELS = {
    1: "Temagruppe eller arbejdsgruppe",
    2: "Første forum",
    3: "Andet forum",
    4: "Tredje forum",
    5: "Fjerde forum",
}
"""The forums that a way can pass in the form."""
PLACES = len(LABELS)
LEAD = "Vælg aftalen eller regionen først, så foreslår Tværs en vej. Ret den, så den passer."
NOBODY = "Der er ingen parter at vælge. Vælg en region, eller bed administratoren om at indlæse parterne."
ORGANISATION = "practice_org"


class StartForm(forms.Form):
    """Whose edition it is: the agreement, or the region of one that is not here yet. The rest is proposed from it."""

    aftale = forms.ChoiceField(label="Aftale", required=False)
    region = forms.ChoiceField(label="Region", required=False)

    def __init__(self, *args: Any, packages: list[tuple[str, str]], regions: list[tuple[str, str]],
                 **options: Any) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["aftale"].choices = [("", "En ny aftale"), *packages]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "Følger aftalen"), *regions]  # type: ignore[attr-defined]


class NewForm(forms.Form):
    """A new edition and its way: who is heard, through which forums in order, and which parties approve."""

    title = forms.CharField(label="Aftalens titel", max_length=300)
    label = forms.CharField(label="Udgave", max_length=120, help_text="Fx udkast juni 2025.")
    replaces = forms.CharField(label="Erstatter", required=False, max_length=200,
                               help_text="Den udgave, der gælder, indtil den nye er i kraft.")  # fmt: skip
    hearing = forms.CharField(label="Hvad hedder høringen?", initial="Høring", required=False, max_length=200)
    hearing_due = Day(label="Svarfrist i høringen")
    responsible = forms.CharField(label="Hvem følger op på aftalen?", required=False, max_length=200)
    responsible_until = Day(label="Opfølgning til og med")
    treatment_agreed_on = Day(label="Behandlingsansvaret er aftalt den",
                              help_text="Først når det er aftalt, kan økonomien skrives.")  # fmt: skip
    economy = text_field("Økonomi", rows=4)

    def __init__(self, *args: Any, forums: Any, parties: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, PLACES + 1):
            self.fields[f"forum_{place}"] = forms.ModelChoiceField(
                queryset=forums, label=LABELS[place],
                required=False, empty_label="Ingen", to_field_name="key",
            )  # fmt: skip
        if parties:
            self.fields["heard"] = chosen(parties, "Hvem høres?", required=False)
            self.fields["parties"] = chosen(parties, "Hvem godkender til sidst?", required=False)
        head = ("title", "label", "replaces", "hearing", "hearing_due", "heard")
        self.order_fields([*head, *(f"forum_{place}" for place in range(1, PLACES + 1)), "parties"])

    def way(self) -> Way:
        """The way as the engine takes it."""
        given = self.cleaned_data
        keys = [given[f"forum_{place}"].key for place in range(1, PLACES + 1) if given[f"forum_{place}"]]
        return Way(heard=tuple(given.get("heard", ())), hearing=given["hearing"], forums=tuple(keys),
                   parties=tuple(given.get("parties", ())), hearing_due=given["hearing_due"])  # fmt: skip


@shows_problems
def new(request: HttpRequest) -> HttpResponse:
    """Læg en ny udgave op til godkendelse."""
    user: Any = request.user
    require(user, "approvals.propose", None)
    known = {one.package: one for one in agreements.agreements(user)}
    regions = [(one.code, one.name) for one in parties.regions()]
    start = StartForm(request.GET, packages=[(key, one.title) for key, one in known.items()], regions=regions,
                      auto_id="start_%s")  # fmt: skip
    given = start.cleaned_data if start.is_valid() else {}
    agreement = known.get(given.get("aftale", ""))
    rows = _asked(agreement.parties if agreement else (), given.get("region") or _own_region(user, regions))
    form = NewForm(
        request.POST or None, forums=fora.forums(user), parties=[(_code(one), one.name) for one in rows],
        initial=_initial(user, agreement, rows),
    )  # fmt: skip
    page = Sheet(title="Ny udgave til godkendelse", verb="Læg udgaven op", back=reverse("approvals:list"),
                 lead=LEAD if rows else NOBODY, said="Udgaven er lagt op.",
                 trail=trail(title="Ny udgave"), template="approvals/new.html", context={"start": start})  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        names = ("title", "label", "replaces", "economy", "responsible", "responsible_until", "treatment_agreed_on")
        made = actions.propose_edition(actor=user, way=form.way(), package=agreement.package if agreement else "",
                                       **{name: given[name] for name in names})  # fmt: skip
        return reverse("approvals:edition", args=[made.pk])

    return answer(request, form, page, do)


def _code(party: PartyRow) -> str:
    return party.code or party.key


def _asked(codes: Iterable[str], region: str) -> list[PartyRow]:
    """The parties that can be chosen: those of the agreement, else of the region; then the organisations of doctors."""
    own = [row for code in codes if (row := parties.party_by_code(code) or _by_key(code))]
    if not own and region:
        home = parties.party_by_code(region)
        own = [*([home] if home else []), *parties.municipalities(region=region)]
    return list({one.key: one for one in [*own, *parties.list_parties(ORGANISATION)]}.values())


def _by_key(key: str) -> PartyRow | None:
    try:
        found = parties.party(key)
    except NotFound:
        return None
    return next((one for one in parties.list_parties() if one.key == key), None) if found else None


def _own_region(user: Any, regions: list[tuple[str, str]]) -> str:
    """The region whose unit is the secretariat of a forum that the user keeps; "" for none."""
    known = dict(regions)
    units = (party for forum in _kept(user) for party in fora.type_of(forum).secretariat.parties)
    return next((one for one in units if one in known), "")


def _kept(user: Any) -> Iterator[fora.Forum]:
    return (one for one in fora.forums(user) if keeps(user, one))


def _initial(user: Any, agreement: Any, rows: list[PartyRow]) -> dict[str, Any]:
    """Through the forums from the first one that the user keeps up to the last above it, and then every party."""
    found: dict[str, Any] = {"hearing": "Høring"}
    if agreement is not None:
        found |= {"title": agreement.title, "replaces": f"{agreement.title}, {agreement.starts.year}"[:200]}
    named = set(agreement.parties) if agreement else set()
    asked = [_code(one) for one in rows if one.kind != ORGANISATION or {one.code, one.key} & named]
    way = max((_upwards(one) for one in _kept(user) if one.kind in ("committee", "forum")), key=len, default=[])
    found |= {f"forum_{place}": one.key for place, one in enumerate(way[: PLACES - 1], start=2)}
    return {**found, "parties": asked, "heard": asked}


def _upwards(forum: fora.Forum) -> list[fora.Forum]:
    """A forum and those above it, nearest first."""
    found = [forum]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found
