"""What a delivery lacks is filled from letters and acceptances: the same lines as if somebody had typed it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions as cases
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.queries import by_pseudonym
from tvaers.engine.parties import actions as parties
from tvaers.engine.settlement import actions, policies, queries
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.activity_tables import TABLES
from tvaers.engine.settlement.from_cases import filled
from tvaers.engine.settlement.lines import LineFilter, every
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed

pytestmark = pytest.mark.django_db
SYSTEM = System("prøve")
USAGE = "benyttelsesaftale-nord-midt-2021"
CONTACT = {
    "contact_id": "k1", "citizen_id": "p1", "home_region": "1081", "treating_region": "1082",
    "level": "highly_specialised", "drg": "D1", "specialty": "Klinisk onkologi", "start": "2021-04-01T10:00",
    "end": "2021-04-04T12:00",
}  # fmt: skip
COURSE = {
    "course_id": "f1", "citizen_id": "p1", "home_region": "1081", "treating_region": "1082", "drug": "Lægemiddel X",
    "council": "rejected", "start": "2021-04-01T10:00", "amount": "1000.00",
}  # fmt: skip
INVOICE = {
    "invoice_id": "r1", "citizen_id": "p1", "home_region": "1081", "referring_region": "1082", "hospital": "Privat A",
    "referred_on": "2021-04-01T10:00", "amount": "1000.00",
}  # fmt: skip


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    """A store of our own, the parties, and two citizens."""
    settings.SETTLEMENT_STORE = tmp_path
    parties.load(actor=SYSTEM)
    for pseudonym in ("p1", "p2"):
        citizens.register(actor=SYSTEM, pseudonym=pseudonym)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def opened(type: str, event: str, doer: Doer, day: str, citizen: str = "p1", **values: object) -> Any:
    """A case opened by a party."""
    spec = agreements.package(USAGE).case_types[type]
    opening = Opening(USAGE, spec, doer.party, doer.role, doer.job, event)
    with fixed(at(day)):
        who = by_pseudonym(SYSTEM, citizen)
        return cases.open_case(actor=SYSTEM, opening=opening, given=Given(values), citizen=who)


def does(case: Any, event: str, doer: Doer, day: str, **values: object) -> None:
    with fixed(at(day)):
        cases.act(actor=SYSTEM, case=case, event=event, given=Given(values), doer=doer)


WARD = Doer("1082", "department", "laege")
TREATING, HOME = Doer("1082", "treating", "laege"), Doer("1081", "home", "regional_visitator")


def letter(day: str = "2021-03-15", citizen: str = "p1", **values: object) -> Any:
    """A letter that is sent on a day."""
    given = {
        "home_region": "1081", "treating_region": "1082", "specialty": "oncology", "diagnosis": "Sarkom",
        "procedure": "Operation", "level_reason": "Sjælden", **values,
    }  # fmt: skip
    case = opened("notification_letter", "draft", WARD, f"{day}T08:00", citizen, **given)
    does(case, "approve", WARD, f"{day}T08:10")
    does(case, "send", WARD, f"{day}T08:20")
    return case


def drug_accepted(moment: str, **values: object) -> Any:
    """An acceptance of rejected medicine that is given at a moment."""
    case = opened(
        "acceptance", "request_drug", TREATING, "2021-03-01T08:00", home_region="1081", drug="Lægemiddel X",
        council_decided_on="2021-01-15", medical_assessment="Intet andet virker", signed_by="Overlægen",
    )  # fmt: skip
    does(case, "accept", HOME, moment, **values)
    return case


def private_accepted(moment: str) -> Any:
    """An acceptance of a private hospital that is given at a moment."""
    case = opened(
        "acceptance", "request_private", TREATING, "2021-03-01T08:00", home_region="1081", hospital="Privat A",
        reason="Ingen plads",
    )  # fmt: skip
    does(case, "accept", HOME, moment)
    return case


def settle(from_cases: bool = True, actor: Any = SYSTEM, book: str = "prøve", **rows: Mapping[str, object]) -> Any:
    """Settle single rows for 2021."""
    tariffs = [{"year": 2021, "drg": "D1", "amount": "1000.00"}]
    given = {"tariffs": tariffs, "contacts": [], **{name: [row] for name, row in rows.items()}}
    return actions.settle(
        actor=actor, package=agreements.package(USAGE), activity=rows_to_activity(given, queries.activity_store()),
        starts=date(2021, 1, 1), ends=date(2021, 12, 31), book=book, from_cases=from_cases,
    )  # fmt: skip


def lines(run: Any) -> list[tuple[Any, ...]]:
    found = [one for kind in ("settled", "held") for one in every(run, LineFilter(kind=kind))]
    return sorted((one.id, one.kind, one.amount, one.payer, one.payee, one.name) for one in found)


def found(run: Any) -> list[tuple[str, str, str]]:
    return [(one.source, one.value, one.case) for one in queries.from_cases(run)]


def test_a_letter_gives_the_same_line_as_one_typed_into_the_delivery() -> None:
    case = letter()
    run = settle(contacts=CONTACT)
    typed = settle(from_cases=False, book="tastet", contacts={**CONTACT, "letter_issued": "2021-03-15"})
    assert found(run) == [("k1", "2021-03-15", case.number)]
    assert lines(run) == lines(typed)
    assert lines(run)[0][1:3] == ("settled", 90_000)


def test_without_being_asked_no_case_is_read() -> None:
    letter()
    run = settle(from_cases=False, contacts=CONTACT)
    assert (found(run), lines(run)[0][1]) == ([], "held")


def test_what_stands_in_the_delivery_wins() -> None:
    letter()
    run = settle(contacts={**CONTACT, "letter_issued": "2021-03-20"})
    assert found(run) == []


def test_the_newest_letter_that_holds_is_used() -> None:
    letter("2021-02-01")
    newest = letter("2021-03-20")
    letter("2021-04-02")
    assert [one[2] for one in found(settle(contacts=CONTACT))] == [newest.number]


@pytest.mark.parametrize(("start", "is_found"), [("2022-03-14T23:59", True), ("2022-03-15T00:00", False)])
def test_a_letter_is_used_on_its_last_day_and_not_after_it(start: str, is_found: bool) -> None:
    letter("2021-03-15")
    run = settle(contacts={**CONTACT, "start": start, "end": "2022-03-20T10:00"})
    assert bool(found(run)) is is_found


@pytest.mark.parametrize(("start", "is_found"), [("2021-03-15T00:00", True), ("2021-03-14T23:59", False)])
def test_a_letter_is_used_from_its_own_day(start: str, is_found: bool) -> None:
    letter("2021-03-15")
    assert bool(found(settle(contacts={**CONTACT, "start": start}))) is is_found


@pytest.mark.parametrize(("lapsed_on", "is_found"), [("2021-04-02", True), ("2021-04-01", False)])
def test_a_letter_is_not_used_from_the_day_it_lapsed(lapsed_on: str, is_found: bool) -> None:
    does(letter(), "lapse", WARD, "2021-04-02T08:00", lapsed_on=lapsed_on)
    assert bool(found(settle(contacts=CONTACT))) is is_found


@pytest.mark.parametrize(
    "other",
    [
        {"citizen_id": "p2"},
        {"specialty": "Kardiologi"},
        {"specialty": None},
        {"home_region": "1083"},
        {"level": "main"},
    ],
    ids=["citizen", "specialty", "no specialty", "home region", "level"],
)
def test_a_letter_about_something_else_is_not_used(other: dict[str, object]) -> None:
    letter()
    assert found(settle(contacts={**CONTACT, **other})) == []


def test_a_specialty_may_be_written_as_its_word_or_its_id() -> None:
    letter()
    assert found(settle(contacts={**CONTACT, "specialty": "oncology"}))


def test_a_letter_that_is_not_sent_is_not_used() -> None:
    opened(
        "notification_letter", "draft", WARD, "2021-03-01T08:00", home_region="1081", treating_region="1082",
        specialty="oncology",
    )  # fmt: skip
    assert found(settle(contacts=CONTACT)) == []


@pytest.mark.parametrize(
    ("accepted", "start", "payer"),
    [
        ("2021-04-01T09:59", "2021-04-01T10:00", "1081"),
        ("2021-04-01T10:00", "2021-04-01T10:00", "1082"),
        ("2021-04-01T10:01", "2021-04-01T10:00", "1082"),
    ],
)
def test_an_acceptance_of_medicine_must_come_before_the_start(accepted: str, start: str, payer: str) -> None:
    drug_accepted(accepted)
    assert [line[3] for line in lines(settle(drug_courses={**COURSE, "start": start}))] == [payer]


def test_an_acceptance_gives_the_same_line_as_one_typed_into_the_delivery() -> None:
    case = drug_accepted("2021-03-31T12:00")
    run = settle(drug_courses=COURSE)
    typed = settle(from_cases=False, book="tastet", drug_courses={**COURSE, "accepted_on": "2021-03-31T12:00"})
    assert found(run) == [("f1", "2021-03-31T12:00:00", case.number)]
    assert lines(run) == lines(typed)


@pytest.mark.parametrize(("reaches_to", "payer"), [("2021-04-01", "1081"), ("2021-04-02", "1082")])
def test_an_acceptance_reaches_back_to_its_first_day_and_no_further(reaches_to: str, payer: str) -> None:
    drug_accepted(
        "2021-04-10T12:00", retroactive="yes", retroactive_from=reaches_to, written_agreement="Brev af 10. april"
    )
    assert [line[3] for line in lines(settle(drug_courses=COURSE))] == [payer]


def test_an_acceptance_without_a_treatment_is_not_used() -> None:
    case = drug_accepted("2021-03-31T12:00")
    does(case, "close", TREATING, "2021-03-31T13:00")
    assert found(settle(drug_courses=COURSE)) == []


@pytest.mark.parametrize(("accepted", "is_found"), [("2021-04-01T10:00", True), ("2021-04-01T10:01", False)])
def test_an_acceptance_of_a_private_hospital_counts_at_the_referral(accepted: str, is_found: bool) -> None:
    private_accepted(accepted)
    assert bool(found(settle(private_invoices=INVOICE))) is is_found


def test_an_acceptance_of_medicine_is_none_of_a_private_hospital() -> None:
    drug_accepted("2021-03-31T12:00")
    assert found(settle(private_invoices=INVOICE)) == []


def test_nothing_found_is_the_delivery_itself() -> None:
    assert settle(contacts=CONTACT).input_hash == settle(from_cases=False, contacts=CONTACT).input_hash


def test_the_same_again_is_the_same_run_and_a_new_letter_is_another() -> None:
    letter()
    first = settle(contacts=CONTACT)
    assert settle(contacts=CONTACT) == first
    letter("2021-03-20")
    assert settle(contacts=CONTACT).input_hash != first.input_hash


def test_a_letter_that_comes_later_releases_the_contact_in_the_next_run() -> None:
    settle(contacts=CONTACT)
    letter()
    assert [line[1:3] for line in lines(settle(contacts=CONTACT))] == [("settled", 90_000)]


def test_the_explanation_says_which_case_a_fact_came_from() -> None:
    case = letter()
    run = settle(contacts=CONTACT)
    told = queries.explain_line(SYSTEM, lines(run)[0][0], run)
    assert {"label": "Meddelelsesbrev dateret, hentet fra forløb", "value": case.number} in told["facts"]


@pytest.mark.parametrize(("party", "is_found"), [("1081", True), ("1082", True), ("1083", False)])
def test_a_settlement_reads_the_cases_that_its_party_has_a_part_in(party: str, is_found: bool) -> None:
    letter()
    given = {"tariffs": [{"year": 2021, "drg": "D1", "amount": "1.00"}], "contacts": [CONTACT]}
    activity = rows_to_activity(given, queries.activity_store())
    taken = filled(activity, agreements.package(USAGE), {party}, queries.activity_store())
    assert (taken.hash != activity.hash) is is_found


def test_a_person_settles_with_the_cases_of_their_own_party() -> None:
    letter()
    user = access.create_user(actor=SYSTEM, username="u", title="")
    access.grant(actor=SYSTEM, user=user, role="afregner", scope="1081", reason="prøve", starts=date(2021, 1, 1))
    assert policies.settling_for(user) == {"1081"}
    assert found(settle(actor=user, contacts=CONTACT))


def test_every_supply_names_a_column_of_the_activity() -> None:
    for package in agreements.packages().values():
        for type in package.case_types.values():
            for supply in type.supplies:
                asked = {supply.column, supply.moment, *supply.match, *supply.only, "citizen_id"}
                assert asked <= set(TABLES[supply.table].names)
