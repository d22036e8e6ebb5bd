"""Registering and showing: who may, what is logged, and that no number leaks."""

import json
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from tvaers.engine.access.models import User
from tvaers.engine.access.roles import ROLES
from tvaers.engine.citizens import actions, policies, queries
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.kernel.ids import looks_like_cpr
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
NUMBER = "2512489996"
REASON = "Borgeren ringer om sin regning"
UserWith = Callable[..., User]


@pytest.fixture
def citizen() -> Citizen:
    return actions.register(actor=System(), pseudonym="p1", cpr=Cpr(NUMBER))


def log() -> str:
    return json.dumps(list(AuditEntry.objects.values()), default=str, ensure_ascii=False)


def test_the_database_holds_neither_the_number_nor_the_date(citizen: Citizen) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizens_citizen WHERE id = %s", [citizen.pk])
        stored = " ".join(bytes(v).decode() if isinstance(v, memoryview | bytes) else str(v) for v in cursor.fetchone())
    assert NUMBER[:6] not in stored
    assert NUMBER[6:] not in stored.replace(citizen.cpr_hash or "", "").split()


def test_a_registration_is_logged_without_the_number(citizen: Citizen) -> None:
    entry = AuditEntry.objects.get()
    assert entry.sentence == "systemet registrerede borgeren p1"
    assert entry.detail == {"pseudonym": "p1", "cpr": "et CPR-nummer"}
    assert entry.object == f"citizen:{citizen.pk}"


def test_a_citizen_prints_as_the_pseudonym(citizen: Citizen) -> None:
    assert (str(citizen), repr(citizen)) == ("p1", "<Citizen: p1>")


def test_a_citizen_without_a_number_gets_a_random_pseudonym() -> None:
    one, other = (actions.register(actor=System()) for _ in range(2))
    assert one.pseudonym != other.pseudonym
    assert queries.masked_cpr(one) == ""


@pytest.mark.parametrize("again", [{"pseudonym": "p1"}, {"pseudonym": "p2", "cpr": Cpr("251248-9996")}])
def test_a_citizen_is_registered_once(citizen: Citizen, again: dict[str, Any]) -> None:
    with pytest.raises(Problem, match="er brugt|i forvejen"):
        actions.register(actor=System(), **again)
    assert Citizen.objects.get() == citizen


def test_the_error_about_a_known_number_does_not_say_whose_it_is(citizen: Citizen) -> None:
    with pytest.raises(Problem) as caught:
        actions.register(actor=System(), pseudonym="p2", cpr=Cpr(NUMBER))
    assert citizen.pseudonym not in str(caught.value)


def test_a_number_as_plain_text_is_refused_before_it_is_logged() -> None:
    with pytest.raises(TypeError) as caught:
        actions.register(actor=System(), pseudonym="p1", cpr=NUMBER)  # type: ignore[arg-type]
    assert NUMBER not in str(caught.value)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("pseudonym", [NUMBER, "251248-9996", "borger 251248 9996"])
def test_a_pseudonym_is_no_number(pseudonym: str) -> None:
    with pytest.raises(Problem) as caught:
        actions.register(actor=System(), pseudonym=pseudonym)
    assert not looks_like_cpr(f"{caught.value} {caught.value!r} {log()}")


def test_showing_gives_the_number_and_logs_who_whom_and_why(citizen: Citizen, user_with: UserWith) -> None:
    user = user_with("citizens.see", "citizens.show_cpr")
    assert actions.show_cpr(actor=user, citizen=citizen, reason=REASON) == "251248-9996"
    entry = AuditEntry.objects.get(action="citizens.show_cpr")
    assert (entry.actor, entry.object) == ("anna", f"citizen:{citizen.pk}")
    assert entry.sentence == f"anna så CPR-nummeret på p1: {REASON}"


def test_no_number_is_ever_in_the_log(citizen: Citizen) -> None:
    actions.show_cpr(actor=System(), citizen=citizen, reason=REASON)
    assert not looks_like_cpr(log())
    assert NUMBER[:6] not in log()


@pytest.mark.parametrize(("reason", "enough"), [("123456789", False), ("1234567890", True), (" 123456789 ", False)])
def test_showing_takes_a_reason_of_ten_characters(citizen: Citizen, reason: str, enough: bool) -> None:
    reason = reason.translate(str.maketrans("1234567890", "abcdefghij"))
    if enough:
        assert actions.show_cpr(actor=System(), citizen=citizen, reason=reason)
    else:
        with pytest.raises(Problem, match="Skriv, hvorfor"):
            actions.show_cpr(actor=System(), citizen=citizen, reason=reason)


@pytest.mark.parametrize("number", [NUMBER, "251248-9996", "251248 9996"])
def test_a_reason_holds_no_number(citizen: Citizen, number: str) -> None:
    with pytest.raises(Problem) as caught:
        actions.show_cpr(actor=System(), citizen=citizen, reason=f"Opslag på {number}")
    assert not looks_like_cpr(f"{caught.value} {caught.value!r} {log()}")


def test_a_citizen_without_a_number_has_none_to_show() -> None:
    with pytest.raises(Problem, match="intet CPR-nummer"):
        actions.show_cpr(actor=System(), citizen=actions.register(actor=System()), reason=REASON)


def test_a_lost_key_shows_no_number(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TVAERS_CPR_KEY", "en anden nøgle, som er lang nok til brug")
    with pytest.raises(Problem) as caught:
        actions.show_cpr(actor=System(), citizen=citizen, reason=REASON)
    assert not looks_like_cpr("".join(traceback.format_exception(caught.value)))


def test_the_database_error_of_two_at_once_holds_no_number(citizen: Citizen) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Citizen.objects.create(pseudonym="p2", cpr_hash=citizen.cpr_hash, cpr_encrypted=citizen.cpr_encrypted)
    assert not looks_like_cpr(str(caught.value))


def test_no_role_has_to_do_with_numbers() -> None:
    assert not [role.id for role in ROLES.values() if "citizens.show_cpr" in role.permissions]


def test_a_stranger_may_nothing(citizen: Citizen) -> None:
    user = AnonymousUser()
    assert not (policies.may_register(user) or policies.may_see(user) or policies.may_show_cpr(user, citizen))


@pytest.mark.parametrize(("scope", "count"), [("*", 1), ("1081", 0)])
def test_citizens_are_seen_over_everything_or_not_at_all(
    citizen: Citizen, user_with: UserWith, scope: str, count: int
) -> None:
    assert policies.visible_to(user_with("citizens.see", scope=scope)).count() == count


def test_seeing_citizens_is_not_seeing_their_numbers(citizen: Citizen, user_with: UserWith) -> None:
    with pytest.raises(NotAllowed):
        actions.show_cpr(actor=user_with("citizens.see"), citizen=citizen, reason=REASON)


def test_showing_numbers_takes_seeing_the_citizen(citizen: Citizen, user_with: UserWith) -> None:
    with pytest.raises(NotAllowed):
        actions.show_cpr(actor=user_with("citizens.show_cpr"), citizen=citizen, reason=REASON)


def test_registering_takes_its_own_permission(user_with: UserWith) -> None:
    with pytest.raises(NotAllowed):
        actions.register(actor=user_with("citizens.see"), pseudonym="p1")


def test_a_citizen_is_found_by_number_and_by_pseudonym(citizen: Citizen, user_with: UserWith) -> None:
    user = user_with("citizens.see")
    assert queries.by_cpr(user, Cpr("251248 9996")) == citizen == queries.by_pseudonym(user, "p1")


def test_another_number_finds_nobody(citizen: Citizen, user_with: UserWith) -> None:  # noqa: ARG001
    assert queries.by_cpr(user_with("citizens.see"), Cpr("2512489997")) is None


def test_who_may_not_see_finds_nobody(citizen: Citizen, user_with: UserWith) -> None:  # noqa: ARG001
    user = user_with("parties.see")
    assert queries.by_cpr(user, Cpr(NUMBER)) is None
    assert queries.by_pseudonym(user, "p1") is None


def test_the_number_is_masked(citizen: Citizen) -> None:
    assert queries.masked_cpr(Citizen.objects.get(pk=citizen.pk)) == "251248-••••"
