"""What `up` fills the house with: the content, demo people with roles, and two settled years of invented activity."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from tvaers.cli import demo_people
from tvaers.cli.demo_budget import region as budget_year
from tvaers.cli.demo_cases import post
from tvaers.cli.demo_cases import region as cases
from tvaers.cli.demo_forums import region as forum_year
from tvaers.engine.access import queries as accounts
from tvaers.engine.agreements import actions as agreements
from tvaers.engine.agreements import queries as agreement_queries
from tvaers.engine.forums import actions as forum_actions
from tvaers.engine.parties import actions as parties
from tvaers.engine.settlement import actions, queries, store
from tvaers.engine.settlement.activity import Activity, take_in
from tvaers.engine.settlement.demo_activity import write_amended, write_demo, write_demo_municipal
from tvaers.engine.workplans import actions as workplans
from tvaers.engine.yearwheel import actions as yearwheel
from tvaers.kernel.action import System, may
from tvaers.kernel.package import Package
from tvaers.settings import VAR

Say = Callable[[str], None]
SYSTEM = System("opstart")
DEMO_PARTIES = parties.FOLDER.parent / "demoparter"
USAGE, HEALTH = "benyttelsesaftale-nord-midt-2021", "sundhedsaftale-midt-2011"
BOOK, HEALTH_BOOK = "demo-nord-midt", "demo-sundhedsaftale"


def load_content(say: Say) -> None:
    """Parties, agreements and their forums. Loading again changes only what has changed."""
    say("Indlæser parter …")
    parties.load(actor=SYSTEM)
    for package in agreement_queries.packages().values():
        say(f"Indlæser {package.title} …")
        agreements.load(actor=SYSTEM, package=package)
    forum_actions.take_up(actor=SYSTEM)


def plans(say: Say) -> None:
    """The agreements' work plans and year wheel, once the forums are there; what is due becomes items."""
    say("Indlæser arbejdsplaner og årshjul …")
    workplans.take_up(actor=SYSTEM)
    yearwheel.take_up(actor=SYSTEM)
    yearwheel.turn(actor=SYSTEM)


def sweep(say: Say) -> None:
    """Remove what a killed run left behind."""
    removed = store.sweep(queries.known_folders())
    if removed:
        say(f"Fjernede {len(removed)} ufærdige afregninger.")


def people(say: Say) -> None:
    """The demo users and their roles, made once."""
    say("Opretter demobrugere …")
    demo_people.make()


def forums(say: Say) -> None:
    """The forums of the agreements with a year of meetings around today, made once."""
    forum_year.fill(say)


def budget(say: Say) -> None:
    """The budget of 2024 with its round of negotiation, made once."""
    budget_year.fill(say)


def region(say: Say) -> None:
    """The living region: cases of every type in every state, made once."""
    parties.load(actor=SYSTEM, folder=DEMO_PARTIES)
    cases.fill(say)
    post.fill(say)


def settle_years(say: Say) -> None:
    """Two years between the regions, an amended delivery, and the yearly settlements of the health agreement.

    Settling the newest delivery again writes nothing, unless the agreement or the code has changed since.
    """
    usage, health = agreement_queries.package(USAGE), agreement_queries.package(HEALTH)
    first, amended, municipal = _deliveries(say)
    if not queries.objections(SYSTEM).filter(statement__run__book__name=BOOK).exists():
        facts = take_in(first, store.activity_store())
        for year in (2021, 2022):
            _settle(usage, facts, year, BOOK, say)
        _sign(usage)
        with transaction.atomic():  # told whole or not at all, so that a killed `up` is taken up again
            _live(say)
    facts = take_in(amended, store.activity_store())
    for year in (2021, 2022):
        _settle(usage, facts, year, BOOK, say)
    for year in (2011, 2012):
        _settle(health, take_in(municipal, store.activity_store()), year, HEALTH_BOOK, say)


def _deliveries(say: Say) -> tuple[Path, Path, Path]:
    """The invented activity: first delivery, amended delivery, municipal figures; written once."""
    home = VAR / "demo"
    first, amended, municipal = home / "levering-1", home / "levering-2", home / "kommuner"
    if not (home / "klar").exists():
        say("Finder på et par års aktivitet …")
        write_demo(first)
        write_amended(first, amended)
        write_demo_municipal(municipal)
        (home / "klar").touch()
    return first, amended, municipal


def _settle(package: Package, facts: Activity, year: int, book: str, say: Say) -> Any:
    say(f"Afregner {year} under {package.title} …")
    overrides = {"telephone_cost": "1842375.50"} if package.id == HEALTH else {}
    return actions.settle(
        actor=SYSTEM,
        package=package.override(overrides) if overrides else package,
        activity=facts,
        starts=date(year, 1, 1),
        ends=date(year, 12, 31),
        book=book,
        title=f"Demo: {package.title}",
    )


def _sign(package: Package) -> None:
    agreement = agreement_queries.agreement(SYSTEM, package.id)
    for party in package.parties:
        if not agreement.signatures.filter(party=party).exists():
            agreements.sign(
                actor=SYSTEM,
                agreement=agreement,
                party=party,
                signed_by="Regionsdirektøren",
                signed_on=date(2020, 12, 18),
            )


def _live(say: Say) -> None:
    """The statements of the first two runs are sent; one is paid, and in another some lines are questioned."""
    say("Sender opgørelser og gør indsigelse mod nogle linjer …")
    north, middle, chief = (
        accounts.user_named(f"demo-{name}") for name in ("afregner-nord", "afregner-midt", "chef-nord")
    )
    for statement in queries.statements(SYSTEM).filter(run__book__name=BOOK):
        sender = {"1081": north, "1082": middle}.get(statement.payee)
        if sender and may(sender, "settlement.send_statement", statement):
            actions.send_statement(actor=sender, statement=statement)
    of_north = (
        queries.statements(north).filter(run__book__name=BOOK, payer="1081", payee="1082").order_by("run__number")
    )
    paid, questioned = of_north[0], of_north[1]
    actions.approve_statement(actor=chief, statement=paid)
    actions.pay_statement(actor=chief, statement=paid, text="Betalt med månedens kørsel")
    wanted = queries.statement_filter(questioned).narrowed(rule="hoejt_specialiseret", sort="-amount")
    lines = queries.line_page(north, questioned.run, wanted, limit=6).rows
    reasons = (
        ("Patienten blev efter vores oplysninger behandlet på hovedfunktionsniveau.", lines[:2]),
        ("Kontakten er registreret to gange.", lines[2:3]),
        ("Vi savner dokumentation for niveauet.", lines[3:6]),
    )
    raised = [
        actions.object_to_lines(
            actor=north, statement=questioned, lines={line.id: line.amount for line in some}, reason=reason
        )
        for reason, some in reasons
    ]
    actions.answer(
        actor=middle, objection=raised[0], event="accept", text="Enig. Niveauet rettes.", change={"level": "main"}
    )
    actions.answer(actor=middle, objection=raised[1], event="reject", text="Det er to forskellige kontakter samme dag.")
