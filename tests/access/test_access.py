"""Who holds what, where and when: grants by date, taken away, for the inactive and for everything."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.access.world import person

from tvaers.engine.access import actions, queries
from tvaers.engine.access.policies import holds, may_grant, scopes
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotAllowed, NotFound, Problem

pytestmark = pytest.mark.django_db
SEE = "settlement.see"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def anna() -> Any:
    """Sees the settlements of 1081 in March 2026."""
    user = person("anna")
    actions.grant(actor=System(), user=user, role="revisor", scope="1081", reason="prøve", starts=FIRST, ends=LAST)
    return user


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (FIRST - timedelta(days=1), frozenset()),
        (FIRST, frozenset({"1081"})),
        (LAST, frozenset({"1081"})),
        (LAST + timedelta(days=1), frozenset()),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(anna: Any, day: date, held: frozenset[str]) -> None:
    assert scopes(anna, SEE, day) == held


def test_a_grant_gives_only_the_permissions_of_its_role(anna: Any) -> None:
    assert scopes(anna, "settlement.settle", FIRST) == frozenset()


def test_a_grant_without_a_last_day_goes_on() -> None:
    assert scopes(person("bo", "revisor", "1081"), SEE, date(2099, 12, 31)) == {"1081"}


def test_a_grant_that_is_taken_away_ends_at_once() -> None:
    user = person("bo", "revisor", "1081")
    grant = queries.grants_of(user).get()
    actions.revoke(actor=System(), grant=grant, reason="Skiftet job")
    assert not holds(user, SEE)


def test_a_grant_that_is_taken_away_keeps_the_days_it_held(anna: Any) -> None:
    grant = queries.grants_of(anna).get()
    with clock.fixed(datetime(2026, 3, 11, 12, tzinfo=clock.COPENHAGEN)):
        actions.revoke(actor=System(), grant=grant, reason="Skiftet job")
    assert scopes(anna, SEE, date(2026, 3, 10)) == {"1081"}
    assert scopes(anna, SEE, date(2026, 3, 11)) == frozenset()


def test_a_grant_that_is_over_is_not_made_longer_by_taking_it_away(anna: Any) -> None:
    grant = queries.grants_of(anna).get()
    with clock.fixed(datetime(2026, 5, 1, 12, tzinfo=clock.COPENHAGEN)):
        actions.revoke(actor=System(), grant=grant, reason="Oprydning")
    assert grant.ends == LAST


def test_one_who_may_not_log_in_holds_nothing() -> None:
    user = person("bo", "revisor", "*")
    user.is_active = False
    assert not holds(user, SEE)


def test_nobody_holds_nothing() -> None:
    assert not holds(AnonymousUser(), SEE)


def test_one_without_a_role_holds_nothing() -> None:
    assert not holds(person("bo"), SEE)


@pytest.mark.parametrize(
    ("scope", "asked", "answer"), [("*", "1081", True), ("1081", "1081", True), ("1082", "1081", False)]
)
def test_everything_covers_every_party(scope: str, asked: str, answer: bool) -> None:
    assert holds(person("bo", "revisor", scope), SEE, asked) is answer


def test_one_party_does_not_cover_everything() -> None:
    assert not holds(person("bo", "administrator", "1081"), "access.grant", "*")


@pytest.mark.parametrize(("scope", "answer"), [("1081", True), ("1082", False), ("*", False), ("", False)])
def test_administrator_of_one_party_gives_roles_there_only(scope: str, answer: bool) -> None:
    assert may_grant(person("bo", "administrator", "1081"), scope) is answer


def test_unknown_role_is_refused() -> None:
    with pytest.raises(Problem, match="findes ikke"):
        actions.grant(actor=System(), user=person("bo"), role="konge", scope="*", reason="prøve")


@pytest.mark.parametrize(("ends", "fits"), [(FIRST, True), (FIRST - timedelta(days=1), False)])
def test_a_grant_cannot_end_before_it_begins(ends: date, fits: bool) -> None:
    given = {"user": person("bo"), "role": "revisor", "scope": "1081", "reason": "prøve", "starts": FIRST, "ends": ends}
    if fits:
        assert actions.grant(actor=System(), **given).ends == FIRST
    else:
        with pytest.raises(Problem, match="slutter, før den begynder"):
            actions.grant(actor=System(), **given)


def test_a_user_name_is_used_once() -> None:
    person("bo")
    with pytest.raises(Problem, match="findes allerede"):
        person("bo")


def test_standings_are_those_of_today(anna: Any) -> None:
    with clock.fixed(datetime(2026, 3, 31, 12, tzinfo=clock.COPENHAGEN)):
        assert [(s.role.id, s.scope) for s in queries.standings(anna)] == [("revisor", "1081")]
    with clock.fixed(datetime(2026, 4, 1, 12, tzinfo=clock.COPENHAGEN)):
        assert queries.standings(anna) == []


def test_the_log_is_verified_by_its_readers_only(anna: Any) -> None:
    assert queries.audit_verdict(person("bo", "revisor", "*")).whole
    with pytest.raises(NotAllowed):
        queries.audit_verdict(anna)


def test_grants_are_seen_by_the_administrator_of_their_scope(anna: Any) -> None:
    grant = queries.grants_of(anna).get()
    assert queries.grant(person("bo", "administrator", "1081"), grant.pk) == grant
    with pytest.raises(NotFound):
        queries.grant(person("eva", "administrator", "1082"), grant.pk)
