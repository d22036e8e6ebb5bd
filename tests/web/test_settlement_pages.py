"""The settlement pages through a test client: they show what the queries say, and only to those who may see it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from tests.web.settled import SYSTEM, Settled, amended, object_to, send, settle, shared_world

from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.web.design.danish import kroner, oere_number, whole
from tvaers.web.settlement import words

pytestmark = pytest.mark.django_db
__all__ = ["shared_world"]


def page(world: Settled, username: str, name: str, *args: Any, **query: str) -> Any:
    """The answer that a user gets on a named page."""
    return world.client(username).get(reverse(f"settlement:{name}", args=args), query)


def text(response: Any) -> str:
    """The whole of an answer as text, whether streamed or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(body.decode())


# who sees what


def test_without_access_the_front_page_says_how_the_first_run_is_made(shared_world: Settled) -> None:
    response = page(shared_world, "uden-adgang", "home")
    assert response.status_code == 200
    assert "Der er ingen afregninger endnu" in text(response)


@pytest.mark.parametrize("username", ["uden-adgang", "horsens-afregner"])
@pytest.mark.parametrize("name", ["run", "lines", "lines-csv", "held", "open", "out-of-scope"])
def test_a_run_of_others_is_not_there(shared_world: Settled, username: str, name: str) -> None:
    assert page(shared_world, username, name, shared_world.run.pk).status_code == 404


@pytest.mark.parametrize("name", ["statement", "statement-send", "statement-approve", "statement-pay"])
def test_a_statement_between_others_is_not_there(shared_world: Settled, name: str) -> None:
    foreign = shared_world.statement("1082", "Demoklinikken")
    assert page(shared_world, "nord-chef", name, foreign.pk).status_code == 404


def test_lines_between_others_are_in_no_list(shared_world: Settled) -> None:
    shown = text(page(shared_world, "nord-chef", "lines", shared_world.run.pk, tabel="private_invoices"))
    assert "regning-1" in shown
    assert "regning-2" not in shown


def test_lines_between_others_are_in_no_file(shared_world: Settled) -> None:
    assert "regning-2" not in text(page(shared_world, "nord-chef", "lines-csv", shared_world.run.pk))


def test_a_line_between_others_is_not_there(shared_world: Settled) -> None:
    assert page(shared_world, "nord-chef", "line", "BA21.private_invoices.20210601.regning-2.1").status_code == 404


def test_what_is_no_line_number_is_explained(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "line", "ikke-en-linje")
    assert response.status_code == 400
    assert "er ikke et linjenummer" in text(response)


@pytest.mark.parametrize("name", ["run", "lines", "lines-csv", "held", "open", "out-of-scope"])
def test_no_citizen_is_named(shared_world: Settled, name: str) -> None:
    assert "borger-" not in text(page(shared_world, "nord-chef", name, shared_world.run.pk))


# the front page


def test_what_waits_is_the_payees_draft(shared_world: Settled) -> None:
    shown = text(page(shared_world, "midt-afregner", "home"))
    assert "1 opgørelse venter på dig." in shown
    assert oere_number(shared_world.statement("1081", "1082").amount) in shown


def test_a_sent_statement_waits_for_the_payer(shared_world: Settled) -> None:
    send(shared_world)
    assert "Skal godkendes" in text(page(shared_world, "nord-chef", "home"))


def test_a_sent_statement_no_longer_waits_for_the_payee(shared_world: Settled) -> None:
    send(shared_world)
    assert "Intet venter på dig." in text(page(shared_world, "midt-afregner", "home"))


def test_a_disputed_statement_waits_for_the_answer_only(shared_world: Settled) -> None:
    object_to(shared_world, "k-001")
    assert "Intet venter på dig." in text(page(shared_world, "nord-chef", "home"))
    assert "1 indsigelse venter på dig." in text(page(shared_world, "midt-afregner", "home"))


def test_the_front_page_has_the_newest_run_of_a_book_and_no_other(shared_world: Settled) -> None:
    later = settle(amended())
    shown = text(page(shared_world, "nord-chef", "home"))
    assert reverse("settlement:run", args=[later.pk]) + '"' in shown
    assert reverse("settlement:run", args=[shared_world.run.pk]) + '"' not in shown


# a run


def test_a_run_shows_both_sides_of_its_control_sums(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "run", shared_world.run.pk)
    shown = {control["words"]: (control["left"], control["right"]) for control in response.context["controls"]}
    total = kroner(sum(one.amount for one in queries.statements(SYSTEM).filter(run=shared_world.run)))
    assert shown["Linjernes sum er opgørelsernes sum"] == (total, total)
    assert shown["Rækker uden afgørelse er nul"] == ("0", "0")


def test_a_run_shows_only_the_statements_of_the_user(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "run", shared_world.run.pk)
    names = [row.cells[0].text for row in response.context["statements"].rows]
    assert "Region Midtjylland til Demoklinikken" not in names
    assert "Region Nordjylland til Demoklinikken" in names


def test_the_first_run_tells_nothing_of_what_it_booked(shared_world: Settled) -> None:
    assert page(shared_world, "nord-chef", "run", shared_world.run.pk).context["booked"] == []


def test_a_later_run_tells_what_it_booked(shared_world: Settled) -> None:
    later = settle(amended())
    shown = {
        figure.label: figure.value for figure in page(shared_world, "nord-chef", "run", later.pk).context["booked"]
    }
    assert (shown["Nye linjer"], shown["Tilbageførte linjer"]) == ("1", "1")


# a list of lines


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, LineFilter()),
        ({"slags": "tilbageholdt"}, LineFilter(kind="held")),
        ({"slags": "ukendt"}, LineFilter()),
        ({"bestemmelse": "BA-4.1c"}, LineFilter(clause="BA-4.1c")),
        ({"betaler": "1082"}, LineFilter(payer="1082")),
        ({"modtager": "1082"}, LineFilter(payee="1082")),
        ({"maaned": "2021-03"}, LineFilter(month="2021-03")),
        ({"tabel": "extras"}, LineFilter(table="extras")),
        ({"soeg": "K-01"}, LineFilter(text="k-01")),
        (
            {"betaler": "1081", "maaned": "2021-03", "tabel": "contacts"},
            LineFilter("settled", "", "1081", "", "2021-03", "", "contacts"),
        ),
    ],
)
def test_the_count_and_sum_of_a_list_are_those_of_the_query(
    shared_world: Settled, query: Any, wanted: LineFilter
) -> None:
    user = shared_world.users["nord-chef"]
    found = queries.line_page(user, shared_world.run, wanted)
    response = page(shared_world, "nord-chef", "lines", shared_world.run.pk, **query)
    noun = "linje" if found.count == 1 else "linjer"
    assert response.context["summary"] == f"{whole(found.count)} {noun}, i alt {kroner(found.amount)}"
    assert [line.id for line in response.context["lines"]] == [line.id for line in found.rows]


def test_a_filter_that_nothing_fits_says_so(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "lines", shared_world.run.pk, soeg="findes-ikke")
    assert "Ingen linjer passer til filteret" in text(response)


def test_the_second_page_goes_on_where_the_first_ended(shared_world: Settled) -> None:
    first, second = (page(shared_world, "nord-chef", "lines", shared_world.run.pk, side=side) for side in ("1", "2"))
    ids = [line.id for response in (first, second) for line in response.context["lines"]]
    every = queries.every_line(shared_world.users["nord-chef"], shared_world.run, LineFilter())
    assert ids == [line.id for line in every]


def test_the_first_page_leads_only_on_and_the_last_only_back(shared_world: Settled) -> None:
    first, last = (
        page(shared_world, "nord-chef", "lines", shared_world.run.pk, side=side).context for side in ("1", "2")
    )
    assert (bool(first["previous_url"]), bool(first["next_url"])) == (False, True)
    assert (bool(last["previous_url"]), bool(last["next_url"])) == (True, False)


@pytest.mark.parametrize("side", ["0", "-1", "to", "99999999999"])
def test_a_page_number_that_cannot_be_is_the_first_page(shared_world: Settled, side: str) -> None:
    assert page(shared_world, "nord-chef", "lines", shared_world.run.pk, side=side).context["listing"].page == 1


def test_the_filter_goes_along_to_the_next_page_and_to_the_file(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "lines", shared_world.run.pk, tabel="contacts", sorter="-amount")
    assert response.context["next_url"].endswith("?tabel=contacts&sorter=-amount&side=2")
    assert "tabel=contacts" in response.context["downloads"][0].url


def test_a_heading_sorts_up_and_then_down(shared_world: Settled) -> None:
    listing = page(shared_world, "nord-chef", "lines", shared_world.run.pk, sorter="amount").context["listing"]
    assert listing.sorted_by("amount") == "ascending"
    assert listing.sort_url("amount").endswith("sorter=-amount")


def test_htmx_gets_the_table_only(shared_world: Settled) -> None:
    url = reverse("settlement:lines", args=[shared_world.run.pk])
    response = shared_world.client("nord-chef").get(url, headers={"HX-Request": "true"})
    assert "<h1" not in text(response)
    assert "HX-Request" in response["Vary"]


def test_the_file_has_every_line_of_the_filter_and_their_sum(shared_world: Settled) -> None:
    rows = text(page(shared_world, "nord-chef", "lines-csv", shared_world.run.pk, betaler="1082")).splitlines()[1:]
    found = queries.line_page(shared_world.users["nord-chef"], shared_world.run, LineFilter(payer="1082"))
    assert len(rows) == found.count
    assert sum(int(row.split(";")[8].replace(",", "")) for row in rows) == found.amount


def test_lines_can_be_chosen_only_by_a_payer_who_may_question_them(shared_world: Settled) -> None:
    from tvaers.web.settlement.line_list import statement_to_question
    from tvaers.web.settlement.listing import Listing

    statement, run = send(shared_world), shared_world.run
    listing = Listing("", {"betaler": "1081", "modtager": "1082"})
    chosen = {name: statement_to_question(user, run, listing) for name, user in shared_world.users.items()}
    assert {name for name, found in chosen.items() if found == statement} == {"nord-afregner"}


def test_lines_of_a_draft_cannot_be_chosen(shared_world: Settled) -> None:
    from tvaers.web.settlement.line_list import statement_to_question
    from tvaers.web.settlement.listing import Listing

    listing = Listing("", {"betaler": "1081", "modtager": "1082"})
    assert statement_to_question(shared_world.users["nord-afregner"], shared_world.run, listing) is None


# rows that are not settled


def test_held_rows_are_summed_by_reason(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "held", shared_world.run.pk)
    found = queries.line_page(shared_world.users["nord-chef"], shared_world.run, LineFilter(kind="held"))
    total = response.context["groups"].rows[-1]
    assert [cell.text for cell in total.cells[2:]] == [whole(found.count), oere_number(found.amount)]


def test_a_held_row_without_a_price_is_unknown_and_not_zero(shared_world: Settled) -> None:
    rows = page(shared_world, "nord-chef", "held", shared_world.run.pk).context["groups"].rows
    amounts = {row.cells[1].text: row.cells[3].text for row in rows}
    assert amounts["Ingen DRG-takst for gruppen i året."] == "ikke oplyst"


def test_a_reason_narrows_the_list_to_its_rows(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "held", shared_world.run.pk, regel="brev_mangler")
    assert [line.source for line in response.context["lines"]] == ["uden-brev"]


@pytest.mark.parametrize(("name", "source"), [("open", "aaben"), ("out-of-scope", "syddanmark")])
def test_rows_that_wait_or_fall_outside_are_listed(shared_world: Settled, name: str, source: str) -> None:
    response = page(shared_world, "nord-chef", name, shared_world.run.pk)
    assert [line.source for line in response.context["lines"]] == ([source] if name == "open" else [])


# a statement


def test_a_statement_says_who_pays_whom_how_much(shared_world: Settled) -> None:
    statement = shared_world.statement("1081", "1082")
    response = page(shared_world, "nord-chef", "statement", statement.pk)
    assert response.context["title"] == f"Region Nordjylland betaler {kroner(statement.amount)} til Region Midtjylland"


def test_the_clauses_of_a_statement_add_up_to_it(shared_world: Settled) -> None:
    statement = shared_world.statement("1081", "1082")
    table = page(shared_world, "nord-chef", "statement", statement.pk).context["contents"]["table"]
    assert [cell.text for cell in table.rows[-1].cells[1:]] == [whole(statement.lines), oere_number(statement.amount)]


def test_the_control_sums_of_a_statement_are_counted_from_its_lines(shared_world: Settled) -> None:
    statement = shared_world.statement("1081", "1082")
    controls = page(shared_world, "nord-chef", "statement", statement.pk).context["controls"]
    assert [control["holds"] for control in controls] == [True, True]


@pytest.mark.parametrize(
    ("username", "state", "verbs"),
    [
        ("midt-afregner", "draft", ["Send opgørelsen"]),
        ("nord-chef", "draft", []),
        ("nord-chef", "sent", ["Godkend opgørelsen"]),
        ("midt-afregner", "sent", []),
        ("nord-chef", "disputed", ["Godkend opgørelsen"]),
        ("nord-chef", "approved", ["Registrér betalingen"]),
        ("nord-afregner", "approved", []),
        ("nord-chef", "paid", []),
    ],
)
def test_a_statement_offers_the_steps_that_state_and_role_allow(
    shared_world: Settled, username: str, state: str, verbs: list[str]
) -> None:
    statement = shared_world.statement("1081", "1082")
    statement.state = state
    statement.save()
    assert [move.title for move in page(shared_world, username, "statement", statement.pk).context["moves"]] == verbs


def test_approving_twice_approves_once(shared_world: Settled) -> None:
    statement = send(shared_world)
    url, client = reverse("settlement:statement-approve", args=[statement.pk]), shared_world.client("nord-chef")
    client.post(url)
    again = client.post(url, follow=True)
    statement.refresh_from_db()
    assert (statement.state, statement.steps.filter(event="approve").count()) == ("approved", 1)
    assert "kan ikke ske" in text(again)


def test_what_a_party_bears_itself_has_no_steps(shared_world: Settled) -> None:
    own = shared_world.statement("1082", "1082")
    response = page(shared_world, "midt-afregner", "statement", own.pk)
    assert response.context["title"] == "Region Midtjylland bærer selv 80.000,00 kr."
    assert response.context["moves"] == []


def test_looking_at_the_confirmation_changes_nothing(shared_world: Settled) -> None:
    statement = send(shared_world)
    assert "Godkend opgørelsen" in text(page(shared_world, "nord-chef", "statement-approve", statement.pk))
    statement.refresh_from_db()
    assert statement.state == "sent"


def test_the_payee_may_not_approve(shared_world: Settled) -> None:
    statement = send(shared_world)
    url = reverse("settlement:statement-approve", args=[statement.pk])
    assert shared_world.client("midt-chef").post(url).status_code == 403
    statement.refresh_from_db()
    assert statement.state == "sent"


def test_questioned_lines_are_left_out_of_what_is_approved(shared_world: Settled) -> None:
    statement, amount = object_to(shared_world, "k-001")
    actions.approve_statement(actor=shared_world.users["nord-chef"], statement=statement)
    figures = {f.label: f.value for f in page(shared_world, "nord-chef", "statement", statement.pk).context["figures"]}
    assert figures["Under indsigelse"] == oere_number(amount)
    assert figures["Godkendt"] == oere_number(statement.amount - amount)


def test_an_answer_after_the_approval_does_not_change_what_was_approved(shared_world: Settled) -> None:
    statement, amount = object_to(shared_world, "k-001")
    actions.approve_statement(actor=shared_world.users["nord-chef"], statement=statement)
    objection = queries.objections(SYSTEM).get(statement=statement)
    actions.answer(actor=shared_world.users["midt-afregner"], objection=objection, event="reject", text="Nej.")
    assert queries.approved_amount(statement) == statement.amount - amount
    assert queries.questioned_amount(statement) == 0


# a line


def test_a_line_tells_its_sum_and_names_the_parties(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "line", "BA21.contacts.20210106.k-000.1")
    shown = response.context["e"]
    assert shown["sentence"].startswith("Region Nordjylland betaler 47.111,10 kr. til Region Midtjylland.")
    assert [step["value"] for step in shown["steps"]] == ["52.345,67 kr.", "90 %"]


def test_a_line_answers_in_the_order_of_the_questions(shared_world: Settled) -> None:
    shown = text(page(shared_world, "nord-chef", "line", "BA21.contacts.20210106.k-000.1"))
    order = ("Regnestykket", "Hvad står der i aftalen?", "Hvilke værdier", "Hvordan er aftalen læst?", "Hvad ved vi",
             "Hvad gjaldt ikke her?", "Hvor kommer linjen fra?")  # fmt: skip
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_the_facts_of_a_line_have_names_for_regions_and_no_citizen(shared_world: Settled) -> None:
    facts = page(shared_world, "nord-chef", "line", "BA21.contacts.20210106.k-000.1").context["e"]["facts"]
    assert {"label": "Hjemregion", "value": "Region Nordjylland"} in facts
    assert not any("borger" in fact["value"] for fact in facts)


def test_a_held_row_tells_why_and_what_would_be_due(shared_world: Settled) -> None:
    response = page(shared_world, "nord-chef", "line", "BA21.contacts.20210903.uden-brev.1")
    assert response.context["e"]["sentence"].startswith("47.111,10 kr. er holdt tilbage. Meddelelsesbrev mangler.")


def test_a_reversed_line_leads_to_its_reversal_and_its_successor(shared_world: Settled) -> None:
    settle(amended())
    response = page(
        shared_world, "nord-chef", "line", "BA21.contacts.20210118.k-001.1", koersel=str(shared_world.run.pk)
    )
    roles = [other["role"] for other in response.context["related"]]
    assert roles == ["Linjen er siden tilbageført", "Den nye linje, som trådte i stedet"]


def test_a_line_shows_the_history_of_its_objections(shared_world: Settled) -> None:
    object_to(shared_world, "k-001")
    response = page(shared_world, "nord-chef", "line", "BA21.contacts.20210118.k-001.1")
    assert [event.note for one in response.context["objections"] for event in one["events"]] == ["Det er forkert."]


DIALYSIS = "SA11.dialysis_days.20211231.b1~2021.1"


@pytest.mark.parametrize(("source", "shown"), [("citizen_id", "En borger, 31-12-2021"), ("contact_id", DIALYSIS)])
def test_a_number_that_names_a_citizen_is_not_shown(source: str, shown: str) -> None:
    tables = [{"name": "dialysis_days", "source": source, "title": "Dialyse"}]
    run = SimpleNamespace(edition=SimpleNamespace(document={"tables": tables}))
    assert words.shown_number(run, DIALYSIS) == shown
