"""The pages of objections: the list, one objection with its answer, and a new one."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.settled import Settled, settled_world

from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lines import LineFilter

__all__ = ["settled_world"]
REASON = "Kontakten hører til på hovedniveau."


@pytest.fixture
def sent(settled_world: Settled) -> Any:
    """The statement from 1081 to 1082, sent."""
    statement = settled_world.statement("1081", "1082")
    return actions.send_statement(actor=settled_world.users["midt-afregner"], statement=statement)


def lines_of(statement: Any, rule: str = "hoejt_specialiseret", count: int = 2) -> list[Any]:
    """Some lines of a statement."""
    wanted = queries.statement_filter(statement).narrowed(rule=rule)
    from tvaers.kernel.action import System

    return list(queries.line_page(System(), statement.run, wanted, limit=count).rows)


@pytest.fixture
def raised(settled_world: Settled, sent: Any) -> Any:
    """An objection to two lines."""
    return actions.object_to_lines(
        actor=settled_world.users["nord-afregner"],
        statement=sent,
        lines={line.id: line.amount for line in lines_of(sent)},
        reason=REASON,
    )


def shown(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())


def test_list_says_what_waits_for_me(settled_world: Settled, raised: Any) -> None:  # noqa: ARG001
    page = shown(settled_world.client("midt-afregner").get("/afregning/indsigelser"))
    assert "1 indsigelse venter på dit svar." in page


def test_list_says_what_i_wait_for(settled_world: Settled, raised: Any) -> None:  # noqa: ARG001
    page = shown(settled_world.client("nord-afregner").get("/afregning/indsigelser"))
    assert "1 venter på modparten" in page


def test_list_of_others_is_empty(settled_world: Settled, raised: Any) -> None:  # noqa: ARG001
    page = shown(settled_world.client("horsens-afregner").get("/afregning/indsigelser"))
    assert REASON not in page


def test_objection_shows_reason_lines_and_sum(settled_world: Settled, raised: Any) -> None:
    page = shown(settled_world.client("nord-afregner").get(f"/afregning/indsigelser/{raised.pk}"))
    assert all(text in page for text in (REASON, "er uenig i 2 linjer på i alt 94.222,20 kr.", "94.222,20"))


def test_objection_is_hidden_from_others(settled_world: Settled, raised: Any) -> None:
    assert settled_world.client("horsens-afregner").get(f"/afregning/indsigelser/{raised.pk}").status_code == 404


def test_payee_gets_the_answer_form_and_payer_does_not(settled_world: Settled, raised: Any) -> None:
    address = f"/afregning/indsigelser/{raised.pk}"
    pages = [shown(settled_world.client(name).get(address)) for name in ("midt-afregner", "nord-afregner")]
    assert ["Send svaret" in page for page in pages] == [True, False]
    assert ["Træk indsigelsen tilbage" in page for page in pages] == [False, True]


def answered(world: Settled, raised: Any, who: str = "midt-afregner", **data: str) -> Any:
    """The response to an answer."""
    return world.client(who).post(f"/afregning/indsigelser/{raised.pk}/svar", {"text": "Enig", **data})


def test_accept_with_another_level_is_kept_as_the_correction(settled_world: Settled, raised: Any) -> None:
    answered(settled_world, raised, answer="facts", fact_level="main")
    assert {str(one.change) for one in raised.corrections.all()} == {"{'level': 'main'}"}


def test_accept_by_withdrawing_is_kept_as_the_correction(settled_world: Settled, raised: Any) -> None:
    answered(settled_world, raised, answer="withdraw")
    assert {str(one.change) for one in raised.corrections.all()} == {"{'withdraw': True}"}


def test_accepted_correction_is_told_in_words(settled_world: Settled, raised: Any) -> None:
    answered(settled_world, raised, answer="facts", fact_level="main", fact_end="2021-03-04T12:30")
    page = shown(settled_world.client("nord-afregner").get(f"/afregning/indsigelser/{raised.pk}"))
    assert "Niveau bliver hoved- og regionsfunktion" in page
    assert "Afsluttet bliver 04-03-2021 kl. 12.30" in page


def test_reject_corrects_nothing(settled_world: Settled, raised: Any) -> None:
    answered(settled_world, raised, answer="reject")
    raised.refresh_from_db()
    assert (raised.state, raised.corrections.count()) == ("rejected", 0)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "Vælg et svar."),
        ({"answer": "facts"}, "Skriv mindst én rettet oplysning."),
        ({"answer": "reject", "fact_level": "main"}, "Du har rettet oplysninger."),
        ({"answer": "withdraw", "text": ""}, "Skriv begrundelsen."),
    ],
)
def test_faulty_answer_is_told_and_changes_nothing(
    settled_world: Settled, raised: Any, data: dict[str, str], fault: str
) -> None:
    page = shown(answered(settled_world, raised, **data))
    raised.refresh_from_db()
    assert fault in page
    assert raised.state == "raised"


def test_faulty_answer_keeps_the_words(settled_world: Settled, raised: Any) -> None:
    assert "Vi har tjekket journalen" in shown(answered(settled_world, raised, text="Vi har tjekket journalen"))


def test_payer_cannot_answer(settled_world: Settled, raised: Any) -> None:
    assert answered(settled_world, raised, who="nord-afregner", answer="reject").status_code == 403


def test_an_answered_objection_cannot_be_answered_again(settled_world: Settled, raised: Any) -> None:
    answered(settled_world, raised, answer="reject")
    answered(settled_world, raised, answer="withdraw")
    raised.refresh_from_db()
    assert raised.state == "rejected"


def test_payer_withdraws(settled_world: Settled, raised: Any) -> None:
    address = f"/afregning/indsigelser/{raised.pk}/traek-tilbage"
    settled_world.client("nord-afregner").post(address, {"why": "Vi har fundet brevet."})
    raised.refresh_from_db()
    assert (raised.state, raised.steps.last().text) == ("withdrawn", "Vi har fundet brevet.")


def asked(world: Settled, statement: Any, lines: list[str], who: str = "nord-afregner", **data: str) -> Any:
    """The response to a new objection."""
    return world.client(who).post(
        "/afregning/indsigelser/ny", {"statement": str(statement.pk), "line": lines, **data}, follow=True
    )


def test_new_objection_shows_the_chosen_lines_with_their_sum(settled_world: Settled, sent: Any) -> None:
    chosen = [line.id for line in lines_of(sent)]
    address = "/afregning/indsigelser/ny"
    page = shown(settled_world.client("nord-afregner").get(address, {"statement": sent.pk, "line": chosen}))
    assert "94.222,20" in page


def test_new_objection_is_sent_with_the_stored_amounts(settled_world: Settled, sent: Any) -> None:
    chosen = lines_of(sent)
    asked(settled_world, sent, [line.id for line in chosen], reason=REASON)
    made = queries.objections(settled_world.users["nord-afregner"]).get()
    assert {one.line: one.amount for one in made.lines.all()} == {line.id: line.amount for line in chosen}


def test_new_objection_without_a_reason_is_told(settled_world: Settled, sent: Any) -> None:
    page = shown(asked(settled_world, sent, [lines_of(sent)[0].id], reason=""))
    assert "Skriv, hvorfor du er uenig." in page


def test_second_objection_to_a_line_is_told_and_keeps_the_words(settled_world: Settled, raised: Any) -> None:
    line = raised.lines.first().line
    page = shown(asked(settled_world, raised.statement, [line], reason="Stadig uenig"))
    assert "har allerede en indsigelse, som ikke er afsluttet" in page
    assert "Stadig uenig" in page


def test_line_of_another_statement_is_refused(settled_world: Settled, sent: Any) -> None:
    other = lines_of(settled_world.statement("1082", "1081"))[0]
    assert asked(settled_world, sent, [other.id], reason=REASON).status_code == 404


def test_held_line_is_refused(settled_world: Settled, sent: Any) -> None:
    held = queries.line_page(settled_world.users["nord-afregner"], sent.run, LineFilter(kind="held", payer="1081"))
    assert asked(settled_world, sent, [held.rows[0].id], reason=REASON).status_code == 404


def test_payee_cannot_object(settled_world: Settled, sent: Any) -> None:
    line = lines_of(sent)[0].id
    assert asked(settled_world, sent, [line], who="midt-afregner", reason=REASON).status_code == 403


def test_without_lines_says_how_to_choose_them(settled_world: Settled, sent: Any) -> None:
    page = settled_world.client("nord-afregner").get("/afregning/indsigelser/ny", {"statement": sent.pk})
    assert "Du har ikke valgt nogen linjer" in shown(page)


def test_draft_cannot_be_questioned(settled_world: Settled) -> None:
    draft = settled_world.statement("1081", "1082")
    page = settled_world.client("nord-afregner").get("/afregning/indsigelser/ny", {"statement": draft.pk})
    assert "Opgørelsen kan ikke bestrides nu" in shown(page)


@pytest.fixture
def server(live_server: Any) -> Iterator[str]:
    """The address of the running site."""
    yield live_server.url


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_the_checks(browser: Pages, server: str, settled_world: Settled, width: int) -> None:
    """The list without and with objections, one for either side, a new one, and the forms with faults."""
    users, statement = settled_world.users, settled_world.statement("1081", "1082")
    north, mid = (settled_world.cookies(name, server) for name in ("nord-afregner", "midt-afregner"))
    base = f"{server}/afregning/indsigelser"
    with browser.page(base, width=width, cookies=north) as page:
        picture(page, f"objections-none-{width}")
        check_page(page)
    actions.send_statement(actor=users["midt-afregner"], statement=statement)
    first, second, third = lines_of(statement, count=3)
    chosen = f"{base}/ny?statement={statement.pk}&line={first.id}&line={second.id}"
    with browser.page(chosen, width=width, cookies=north) as page:
        picture(page, f"objection-new-{width}")
        check_page(page)
        page.get_by_role("button", name="Send indsigelsen").click()
        picture(page, f"objection-new-fault-{width}")
        check_page(page)
        page.get_by_label("Hvorfor er du uenig?").fill(REASON)
        page.get_by_role("button", name="Send indsigelsen").click()
        page.wait_for_url("**/indsigelser/*")
        picture(page, f"objection-payer-{width}")
        check_page(page)
        address = page.url
    with browser.page(address, width=width, cookies=mid) as page:
        check_page(page)
        page.get_by_role("button", name="Send svaret").click()
        picture(page, f"objection-answer-fault-{width}")
        check_page(page)
        page.get_by_label("Imødekom: oplysningerne om rækken rettes").check()
        page.get_by_label("Niveau").select_option("main")
        page.get_by_label("Begrundelse").fill("Enig, niveauet var forkert.")
        page.get_by_role("button", name="Send svaret").click()
        page.wait_for_url(address)
        picture(page, f"objection-accepted-{width}")
        check_page(page)
    actions.object_to_lines(
        actor=users["nord-afregner"], statement=statement, lines={third.id: third.amount}, reason=REASON
    )
    with browser.page(base, width=width, cookies=mid) as page:
        picture(page, f"objections-{width}")
        check_page(page)
