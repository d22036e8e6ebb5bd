"""Kontaktpersoner: who to call in each area and organisation, where somebody is missing, and who was asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.parties.queries import name_of
from tvaers.engine.yearwheel import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web import table_file
from tvaers.web.days import Day, DayFilter
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Link, Row, Status, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.links import to
from tvaers.web.problems import shows_problems
from tvaers.web.yearwheel import frame

NAME = "yearwheel:registers"


class ContactForm(forms.Form):
    """Who, and from when."""

    name = forms.CharField(label="Navn eller rolle", max_length=150)
    title = forms.CharField(label="Stilling", required=False, max_length=150)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Telefon", required=False, max_length=30)
    starts = Day(label="Første dag", required=True, initial=clock.today)
    ends = Day(label="Sidste dag", help_text="Lad feltet stå tomt, hvis ingen dag er aftalt.")


class EndForm(forms.Form):
    """The last day of a contact person."""

    last_day = Day(label="Sidste dag", required=True, initial=clock.today)


class AskForm(forms.Form):
    """The day by which organisations are to have named somebody."""

    due = Day(label="Svar senest", required=True)


class AreaForm(forms.Form):
    """A new area."""

    title = forms.CharField(label="Område", max_length=150, help_text="Fx et speciale.")


@require_safe
@shows_problems
def registers(request: HttpRequest) -> HttpResponse:
    """Registrene, med hvor mange kontaktpersoner der mangler."""
    user: Any = request.user
    rows = [Row(cells=_cells(user, one)) for one in queries.registers(user)]
    titles = ("Register", "Bestemmelse", "Føres af", "Udpeget", "Status")
    table = Table(caption="Registre", columns=[Column(key=one, title=one) for one in titles], rows=rows,
                  count=len(rows), noun="registre",
                  empty="Her står de registre, aftalerne kræver, når de er indlæst.")  # fmt: skip
    return render(request, "yearwheel/registers.html", {**frame.of(NAME), "table": table})


def _cells(user: Any, one: queries.Register) -> list[Cell]:
    account = queries.account_of(user, one)
    text = "Ingen områder endnu" if not account.cells else f"{len(account.gaps)} mangler" if account.gaps else "Fuldt"
    kind = Status(text=text, kind="ok" if account.cells and not account.gaps else "wait")
    clause = one.type.clause
    return [
        Cell(text=one.title, href=reverse("yearwheel:register", args=[one.key]), header=True),
        Cell(text=clause, href=to("agreements:clause", one.package, clause)), Cell(text=one.forum.audit_name()),
        Cell(text=f"{account.filled} af {len(account.cells)}"), Cell(status=kind),
    ]  # fmt: skip


@require_safe
@shows_problems
def register(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ét register: hvem ringer man til, og hvor mangler der nogen?"""
    user: Any = request.user
    found, filter = queries.register(user, key), DayFilter(request.GET)
    account = queries.account_of(user, found, filter.day())
    table = _table(user, found, account, queries.contacts(user, found, filter.day()))
    if request.GET.get("format") == "xlsx":
        return table_file.xlsx(table, f"kontaktpersoner-{key}")
    context = {
        **frame.of(NAME, (found.title, "")), "register": found, "filter": filter, "account": account, "table": table,
        "day": filter.day(), "lacking": _lacking(found, account), "asked": _asked(user, found),
        "waiting": _unguarded(user, found), "groups": _groups(user, found),
        "keeps": may(user, "yearwheel.add_area", found),
    }  # fmt: skip
    return render(request, "yearwheel/register.html", context)


def _table(
    user: Any, found: queries.Register, account: queries.Account, people: dict[queries.Cell, queries.Contact]
) -> Table:
    posts = {one.id: one.title for one in found.type.posts}
    names = queries.organisations(found)
    own = {code: may(user, "yearwheel.name_contact", queries.Place(found, code)) for code in names}
    titles = [
        "Område",
        *(["Post"] if len(posts) > 1 else []),
        "Organisation",
        "Kontaktperson",
        "Kontakt",
        "Næste skridt",
    ]
    rows = [
        Row(cells=[
            Cell(text=found.areas[cell.area], header=True), *([Cell(text=posts[cell.post])] if len(posts) > 1 else []),
            Cell(text=names[cell.party]), *_who(found, cell, people.get(cell), may_write=own[cell.party]),
        ])
        for cell in account.cells
    ]  # fmt: skip
    return Table(caption="Kontaktpersoner", columns=[Column(key=one, title=one) for one in titles], rows=rows,
                 count=len(rows), noun="pladser", downloads=[Link(title="Hent som XLSX", url="?format=xlsx")],
                 empty="Registret har ingen områder endnu.")  # fmt: skip


def _who(found: queries.Register, cell: queries.Cell, person: queries.Contact | None, *, may_write: bool) -> list[Cell]:
    if person is None:
        url = reverse("yearwheel:name_contact", args=[found.key, cell.area, cell.post, cell.party])
        step = Cell(text="Udpeg", href=url) if may_write else Cell()
        return [Cell(status=Status(text="Mangler", kind="wait")), Cell(), step]
    words = person.name + (f", {person.title}" if person.title else "")
    until = f" (til {danish.day(person.ends)})" if person.ends else ""
    url = reverse("yearwheel:end_contact", args=[found.key, person.pk])
    step = Cell(text="Lad stoppe", href=url) if may_write else Cell()
    return [Cell(text=words + until), Cell(text=", ".join(one for one in (person.email, person.phone) if one)), step]


def _lacking(found: queries.Register, account: queries.Account) -> list[tuple[str, list[str]]]:
    """Each organisation that lacks somebody, with the areas."""
    areas = found.areas
    by_party = {name: account.lacks(code) for code, name in queries.organisations(found).items()}
    return [(name, list(dict.fromkeys(areas[one.area] for one in cells))) for name, cells in by_party.items() if cells]


def _unguarded(user: Any, found: queries.Register) -> list[tuple[str, list[str]]]:
    """Each organisation whose cases wait for somebody, with their numbers: for the keeper."""
    return [(name_of(code), numbers) for code, numbers in queries.unguarded(user, found).items()]


def _groups(user: Any, found: queries.Register) -> Table | None:
    """The groups that the systems call for; None where the register asks for none."""
    if found.type.groups is None:
        return None
    rows = [Row(cells=_group(one)) for one in queries.groups(user, found)]
    titles = ("Gruppe", "Organisationer", "Status")
    return Table(caption="Grupper", columns=[Column(key=one, title=one) for one in titles], rows=rows,
                 count=len(rows), noun="gruppe" if len(rows) == 1 else "grupper",
                 empty="Her står grupperne, når det første system er skrevet.")  # fmt: skip


def _group(one: queries.Group) -> list[Cell]:
    url = reverse("forums:forum", args=[one.forum.key]) if one.forum else ""
    status = Status(text="Oprettet", kind="ok") if one.forum else Status(text="Mangler", kind="wait")
    members = ", ".join(name_of(code) for code in one.organisations)
    return [Cell(text=one.name, href=url, header=True), Cell(text=members), Cell(status=status)]


def _asked(user: Any, found: queries.Register) -> Table:
    rows = [
        Row(cells=[Cell(text=name_of(one.party), header=True), Cell(text=danish.day(one.asked_at.date())),
                   Cell(text=danish.day(one.due)), Cell(status=_nominated(one))])
        for one in queries.nominations(user, found)
    ]  # fmt: skip
    titles = ("Organisation", "Spurgt", "Svar senest", "Status")
    return Table(caption="Anmodninger", columns=[Column(key=one, title=one) for one in titles], rows=rows,
                 count=len(rows), noun="anmodninger", empty="Ingen er bedt om at udpege nogen endnu.")  # fmt: skip


def _nominated(one: queries.Nomination) -> Status:
    """Whether an organisation has named those it was asked for; the last day is in time."""
    if one.answered_at:
        return Status(text=f"Svaret {danish.day(one.answered_at.date())}", kind="ok")
    if one.due < clock.today():
        return Status(text="Fristen er passeret", kind="error")
    return Status(text="Afventer", kind="wait")


def _sheet(found: queries.Register, title: str, verb: str, lead: str, said: str) -> Sheet:
    back = reverse("yearwheel:register", args=[found.key])
    trail = frame.of(NAME, (found.title, back), (title, ""))["trail"]
    return Sheet(title=title, verb=verb, lead=lead, said=said, back=back, trail=trail)


@shows_problems
def name_contact(request: HttpRequest, key: str, area: str, post: str, party: str) -> HttpResponse:
    """Udpeg en kontaktperson."""
    user: Any = request.user
    found = queries.register(user, key)
    place = queries.Place(found, party)
    if queries.Cell(area, post, party) not in queries.account_of(user, found).cells:
        raise NotFound(what="Den plads findes ikke i registret.")
    frame.require(user, "yearwheel.name_contact", place)
    lead = f"{name_of(party)}, {found.areas[area]}. Skriv rollen, hvis navnet ikke er kendt."
    sheet = _sheet(found, "Udpeg en kontaktperson", "Udpeg", lead, "Kontaktpersonen er udpeget.")

    def do(given: dict[str, Any]) -> None:
        actions.name_contact(actor=user, place=place, area=area, post=post, **given)

    return answer(request, ContactForm(request.POST or None), sheet, do)


@shows_problems
def end_contact(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Lad en kontaktperson stoppe."""
    user: Any = request.user
    found = queries.register(user, key)
    contact = queries.contact(user, found, pk)
    frame.require(user, "yearwheel.end_contact", contact)
    lead = f"{contact.name} for {name_of(contact.party)}. Dagen efter mangler der en kontaktperson."
    sheet = _sheet(found, "Lad en kontaktperson stoppe", "Gem den sidste dag", lead, "Den sidste dag er gemt.")

    def do(given: dict[str, Any]) -> None:
        actions.end_contact(actor=user, contact=contact, **given)

    return answer(request, EndForm(request.POST or None), sheet, do)


@shows_problems
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Bed dem, der mangler kontaktpersoner, om at udpege dem."""
    user: Any = request.user
    found = queries.register(user, key)
    frame.require(user, "yearwheel.ask_for_contacts", found)
    names = [name for name, _ in _lacking(found, queries.account_of(user, found))]
    lead = f"Disse bliver bedt om det: {', '.join(names)}." if names else "Ingen mangler en kontaktperson."
    sheet = _sheet(found, "Bed om navne", "Bed om navne", lead, "Anmodningen er noteret.")

    def do(given: dict[str, Any]) -> None:
        actions.ask_for_contacts(actor=user, register=found, **given)

    return answer(request, AskForm(request.POST or None), sheet, do)


@shows_problems
def add_area(request: HttpRequest, key: str) -> HttpResponse:
    """Føj et område til registret."""
    user: Any = request.user
    found = queries.register(user, key)
    frame.require(user, "yearwheel.add_area", found)
    lead = "Hver organisation skal så udpege en kontaktperson der."
    sheet = _sheet(found, "Føj et område til", "Føj til", lead, "Området er føjet til.")

    def do(given: dict[str, Any]) -> None:
        actions.add_area(actor=user, register=found, **given)

    return answer(request, AreaForm(request.POST or None), sheet, do)
