"""A CPR key of the test's own, and a user who may do what the test gives."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from tvaers.engine.access.models import Grant, User
from tvaers.engine.access.roles import ROLES, Role


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key file of the test; it is made on first use."""
    monkeypatch.delenv("TVAERS_CPR_KEY", raising=False)
    settings.VAR = tmp_path
    return tmp_path / "cpr-key"


@pytest.fixture
def user_with(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., User]:  # noqa: ARG001
    """Make a user with permissions over a scope, by a role that only the test knows."""

    def make(*permissions: str, scope: str = "*") -> User:
        monkeypatch.setitem(ROLES, "proeve", Role("proeve", "Prøve", "Kun i test", frozenset(permissions)))
        user = User.objects.create_user(username="anna")
        Grant.objects.create(user=user, role="proeve", scope=scope, starts=date(2000, 1, 1), reason="prøve")
        return user

    return make
