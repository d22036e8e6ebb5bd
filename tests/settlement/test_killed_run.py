"""A run that breaks off at any step leaves nothing in the database, and nothing on disk that a sweep does not take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.settlement.book_state import owed_in, settle

from tvaers.engine.settlement import actions, settling, store
from tvaers.engine.settlement.models import Book, Run, Statement

pytestmark = pytest.mark.django_db
BOOK = "prøve"
CONTACT = {
    "citizen_id": "p1", "home_region": "1081", "treating_region": "1082", "level": "main", "drg": "D1",
    "start": "2021-03-01T10:00", "end": "2021-03-04T12:00",
}  # fmt: skip
STEPS = {
    "udregning": (settling, "execute"),
    "sammenligning": (settling, "book_delta"),
    "mappen på plads": (store, "put"),
    "kvitteringen": (Run.objects, "create"),
    "opgørelserne": (Statement.objects, "bulk_create"),
    "rettelserne": (actions, "_mark_corrected"),
}


class Killed(Exception):
    """The process was stopped."""


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    """A store of our own."""
    settings.SETTLEMENT_STORE = tmp_path
    return tmp_path


def rows(amount: str) -> dict[str, Any]:
    """One contact at a tariff."""
    return {
        "tariffs": [{"year": 2021, "drg": "D1", "amount": amount}],
        "contacts": [{**CONTACT, "contact_id": "k1"}],
    }


def broken(after: bool, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, but stopped before it does anything, or right after it did it."""

    def stopped(*args: Any, **kwargs: Any) -> Any:
        if after:
            function(*args, **kwargs)
        raise Killed

    return stopped


@pytest.mark.parametrize("after", [False, True], ids=["før", "efter"])
@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_is_killed_leaves_the_book_as_it_was(
    step: str, after: bool, monkeypatch: pytest.MonkeyPatch, own_store: Path
) -> None:
    first = settle(BOOK, rows("1000.00"))
    home, name = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(home, name, broken(after, getattr(home, name)))
        with pytest.raises(Killed):
            settle(BOOK, rows("2000.00"))
    assert list(Book.objects.get(name=BOOK).runs.all()) == [first]
    assert owed_in(BOOK) == {("1081", "1082"): 700_00}
    store.sweep({first.folder})
    assert [path.name for path in store.runs_store().iterdir()] == [first.folder]
    assert not (own_store / "scratch").exists()


def test_a_run_after_a_killed_one_settles_as_if_nothing_had_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(BOOK, rows("1000.00"))
    with monkeypatch.context() as patched:
        patched.setattr(Statement.objects, "bulk_create", broken(False, Statement.objects.bulk_create))
        with pytest.raises(Killed):
            settle(BOOK, rows("2000.00"))
    settle(BOOK, rows("2000.00"))
    assert owed_in(BOOK) == {("1081", "1082"): 1400_00}
