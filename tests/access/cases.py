"""An example of each action of the register: what it is done to, and whose it is to do.

`own` is the party that the example belongs to, and `opposite` the other side of it. A new action without an example
fails the permission matrix.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from tests.access.world import USAGE, person, settle, statement_of, usual_rows

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import actions as agreements
from tvaers.engine.agreements import queries as agreement_queries
from tvaers.engine.cases import actions as cases
from tvaers.engine.cases import dates, views
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import CalendarKey, Draft, Notice, SavedView
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.parties import actions as parties
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.models import Book, Objection, Run, Statement
from tvaers.kernel import clock
from tvaers.kernel.action import System

NORD, MIDT, ELSEWHERE = "1081", "1082", "1084"
PARTIES = Path(__file__).parents[1] / "cases" / "parter"
LINE = "BA21.contacts.20210304.k1.1"


@dataclass(frozen=True)
class Case:
    """An action, the keywords of its example, and the two parties of it."""

    call: Callable[..., Any]
    given: Callable[[], dict[str, Any]]
    own: str = NORD
    opposite: str = MIDT


def package() -> Any:
    return agreement_queries.package(USAGE)


def statement(state: str = "draft") -> Statement:
    """A statement from NORD to MIDT in a state, of a run without lines."""
    edition = agreements.load(actor=System(), package=package())
    now = clock.now()
    book = Book.objects.create(package=USAGE, name="eksempel", title="Eksempel", created_at=now)
    run = Run.objects.create(
        book=book, number=1, edition=edition, starts=date(2021, 1, 1), ends=date(2021, 12, 31), receipt="r",
        input_hash="i", input_rows={}, code_version="c", engine="duckdb", totals={}, folder="f", activity="a",
        started_at=now, finished_at=now, settled_by="prøve",
    )  # fmt: skip
    return Statement.objects.create(run=run, payer=NORD, payee=MIDT, amount=90_000, lines=1, state=state)


def objection() -> Objection:
    """An open objection to a statement of a run without lines."""
    found = Objection.objects.create(statement=statement("disputed"), reason="Forkert niveau", raised_at=clock.now())
    found.lines.create(line=LINE, amount=90_000)
    return found


def settled_statement() -> Statement:
    """A statement with a line of its own, sent."""
    return actions.send_statement(actor=System(), statement=statement_of(settle(usual_rows())))


def settling() -> dict[str, Any]:
    facts = rows_to_activity(usual_rows(), queries.activity_store())
    return {
        "package": package(),
        "activity": facts,
        "starts": date(2021, 1, 1),
        "ends": date(2021, 12, 31),
        "book": "b",
    }


def a_grant() -> dict[str, Any]:
    user = person("anna")
    given = access.grant(actor=System(), user=user, role="revisor", scope=NORD, reason="prøve")
    return {"grant": given, "reason": "Færdig"}


def an_agreement() -> Any:
    return agreements.load(actor=System(), package=package()).agreement


CHANGE = {
    "kind": "closure",
    "what": "Afsnit",
    "effective_on": "2021-12-01",
    "yearly_effect": "1.00",
    "other_region": MIDT,
}


def opening() -> Opening:
    """A notice of a structural change, that NORD opens to MIDT."""
    parties.load(actor=System(), folder=PARTIES)
    return Opening(USAGE, package().case_types["structural_change"], NORD, "region", "regional_visitator")


def change(*events: str) -> Any:
    """NORD's notice of a structural change to MIDT, after events that need nothing."""
    row = cases.open_case(actor=System(), opening=opening(), given=Given(CHANGE))
    for event in events:
        row = cases.act(actor=System(), case=row, event=event, given=Given())
    return row


def change_with_citizen() -> Any:
    """The notice, as if it were about a citizen."""
    row = change()
    row.citizen = citizens.register(actor=System(), cpr=Cpr("010190-1234"))
    row.save()
    return row


def report() -> Any:
    """A reported event in municipal care in 0851, with the name of who reported it under seal."""
    parties.load(actor=System(), folder=PARTIES)
    package = agreement_queries.package("sundhedsaftale-midt-2011")
    given = {
        "what_happened": "Listen manglede", "profession": "health_professional", "context": "treatment",
        "outcome": "harmful", "area": "somatic", "place": "municipal_care", "municipality": "0851",
        "reporter_name": "En Kollega",
    }  # fmt: skip
    to_open = Opening(package.id, package.case_types["adverse_event"], "afsnit-a", "reporter", "sygeplejerske")
    with clock.fixed(datetime(2011, 3, 15, 10, 0, tzinfo=clock.COPENHAGEN)):
        return cases.open_case(actor=System(), opening=to_open, given=Given(given))


def notice() -> Notice:
    """Word to MIDT that NORD has given notice."""
    return change("notify").notices.get(party=MIDT)


def draft() -> Draft:
    """What somebody else has begun to write."""
    return Draft.objects.create(
        user=person("skriver"), type="structural_change", package=USAGE, event="register", saved_at=clock.now()
    )


def a_view() -> Any:
    """A view of the worklist that somebody else has saved."""
    return SavedView.objects.create(owner=person("viser"), name="Deres", party=NORD, made_at=clock.now())


def a_calendar() -> Any:
    """The address of somebody else's calendar."""
    return CalendarKey.objects.create(user=person("kalender"), code_hash="0" * 64, made_at=clock.now())


class Paper:
    """A file that can be read over and over."""

    def read(self, _most: int = -1) -> bytes:
        """All of it, every time."""
        return b"tekst"


CASES: dict[str, Case] = {
    "access.create_user": Case(access.create_user, lambda: {"username": "anna", "title": ""}),
    "access.set_password": Case(
        access.set_password, lambda: {"user": person("anna"), "password": SecretStr("en lang adgangskode")}
    ),
    "access.grant": Case(
        access.grant, lambda: {"user": person("anna"), "role": "revisor", "scope": NORD, "reason": "Ny"}
    ),
    "access.revoke": Case(access.revoke, a_grant),
    "agreements.load": Case(agreements.load, lambda: {"package": package()}),
    "agreements.sign": Case(
        agreements.sign,
        lambda: {"agreement": an_agreement(), "party": NORD, "signed_by": "Formanden", "signed_on": date(2021, 1, 1)},
    ),
    "agreements.register_subagreement": Case(
        agreements.register_subagreement,
        lambda: {"agreement": an_agreement(), "subject": "Udredning", "clause": "BA-3.3c", "starts": date(2021, 1, 1)},
    ),
    "cases.open": Case(cases.open_case, lambda: {"opening": opening(), "given": Given(CHANGE)}),
    "cases.act": Case(cases.act, lambda: {"case": change(), "event": "notify", "given": Given()}),
    "cases.correct": Case(
        cases.correct,
        lambda: {"case": change(), "number": 1, "given": Given({"what": "Ambulatorium"}), "reason": "Skrev forkert"},
    ),
    "cases.annul": Case(cases.annul, lambda: {"case": change("notify"), "number": 2, "reason": "Varslede for tidligt"}),
    "cases.link": Case(cases.link, lambda: {"case": change(), "other": change(), "kind": "følger af"}),
    "cases.attach": Case(
        cases.attach,
        lambda: {"case": change(), "upload": cases.Upload("notat.txt", Paper())},  # type: ignore[arg-type]
    ),
    "cases.show_cpr": Case(
        cases.show_cpr, lambda: {"case": change_with_citizen(), "reason": "Ringer til borgeren om det"}
    ),
    "cases.unseal": Case(
        cases.unseal,
        lambda: {"case": report(), "field": "reporter_name", "reason": "Vil spørge om forløbet"},
        "0851",
        NORD,
    ),
    "cases.save_draft": Case(
        cases.save_draft,
        lambda: {"type": "structural_change", "package": USAGE, "event": "register", "given": Given({"what": "Af"})},
    ),
    "cases.drop_draft": Case(cases.drop_draft, lambda: {"draft": draft()}),
    "cases.save_view": Case(
        views.save_view, lambda: {"list": "", "name": "Vores", "query": "type=structural_change", "party": NORD}
    ),
    "cases.rename_view": Case(views.rename_view, lambda: {"view": a_view(), "name": "Vores"}),
    "cases.drop_view": Case(views.drop_view, lambda: {"view": a_view()}),
    "cases.make_calendar": Case(dates.make_calendar, lambda: {"party": NORD}),
    "cases.withdraw_calendar": Case(dates.withdraw_calendar, lambda: {"key": a_calendar()}),
    "cases.read_notice": Case(cases.read_notice, lambda: {"notice": notice()}, MIDT, NORD),
    "citizens.register": Case(citizens.register, lambda: {"pseudonym": "b-1"}),
    "citizens.show_cpr": Case(
        citizens.show_cpr,
        lambda: {
            "citizen": citizens.register(actor=System(), cpr=Cpr("010190-1234")),
            "reason": "Behandler borgerens sag",
        },
    ),
    "parties.load": Case(parties.load, dict),
    "settlement.settle": Case(actions.settle, settling),
    "settlement.send_statement": Case(actions.send_statement, lambda: {"statement": statement()}, MIDT, NORD),
    "settlement.approve_statement": Case(actions.approve_statement, lambda: {"statement": statement("sent")}),
    "settlement.pay_statement": Case(actions.pay_statement, lambda: {"statement": statement("approved")}),
    "settlement.object": Case(
        actions.object_to_lines,
        lambda: {"statement": settled_statement(), "lines": {LINE: 90_000}, "reason": "Forkert"},
    ),
    "settlement.answer": Case(
        actions.answer, lambda: {"objection": objection(), "event": "reject", "text": "Nej"}, MIDT, NORD
    ),
    "settlement.withdraw": Case(actions.withdraw, lambda: {"objection": objection()}),
    "settlement.save_scenario": Case(
        actions.save_scenario,
        lambda: {"owner": NORD, "name": "80 %", "run": statement().run, "sets": [{"a": "1"}], "result": {}},
    ),
}
