"""What holds for every test: what one test has loaded or committed is not there for the next."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from tvaers.engine.parties import queries

LONG = {"page", "spark"}
"""The marks of tests that take long."""
STANDING = {"django_content_type", "auth_permission"}
"""Tables that Django fills from the models when it makes the database, and again after its own flush."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what opens a browser; and where several processes share the tests, the files that take long go first."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("page")
    if hasattr(config, "workerinput"):
        long = {item.path for item in items if LONG & {mark.name for mark in item.iter_markers()}}
        items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def fresh_names() -> None:
    """The maps of names are kept by the process, so a load that a test rolls back would otherwise stay in them."""
    queries.forget()


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001
    """For a fixture of module scope that writes: its rows stand for all tests of the module, and go with the last.

    What a test changes is taken back after it, as its own transaction lies within. Not for tests with `live_server`.
    Rows are shared, objects are not: a test reads its own (`Plan.objects.get(…)`), so none keeps what another changed.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """After a test that commits, only the tables that it has filled are emptied; Django's flush empties all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty_tables())
        yield


def empty_tables() -> None:
    """Empty every table of a model that holds anything, and what refers to it."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = [connection.ops.quote_name(table) for table in sorted(set(tables) - STANDING)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in quoted))
        filled = [one for (one,) in cursor.fetchall()]
        if filled:
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
