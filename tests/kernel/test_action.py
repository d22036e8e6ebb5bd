"""One write: permission before anything, all or nothing, and the log in the same transaction."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tvaers.kernel import jobs
from tvaers.kernel.action import REGISTER, System, action, may
from tvaers.kernel.errors import NotAllowed
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
SYSTEM = System("prøven")


class Stop(Exception):
    """Something goes wrong on the way."""


class Person:
    """An actor who may do nothing but what the permission says."""

    def audit_name(self) -> str:
        return "anna"


@pytest.fixture
def declare() -> Iterator[Any]:
    """Declares actions that are forgotten after the test."""
    before = dict(REGISTER)
    yield action
    REGISTER.clear()
    REGISTER.update(before)


def make_user(name: str) -> Any:
    return get_user_model().objects.create_user(username=name)


@pytest.fixture
def create(declare: Any) -> Any:
    """Makes a user; the permission is that the name is not "kongen"."""

    @declare("test.create", permission=lambda actor, name: name != "kongen", on="name", audit="{actor} lavede {name}")
    def create(*, actor: Any, name: str, fails: bool = False) -> Any:
        """Lav en bruger."""
        made = make_user(name)
        if fails:
            raise Stop
        return made

    return create


def users() -> int:
    return get_user_model().objects.count()


def test_an_action_writes_one_entry(create: Any) -> None:
    create(actor=Person(), name="bo")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object, entry.sentence) == ("anna", "test.create", "bo", "anna lavede bo")


def test_the_entry_keeps_the_other_arguments(create: Any) -> None:
    create(actor=Person(), name="bo")
    with pytest.raises(Stop):
        create(actor=Person(), name="eva", fails=True)
    assert AuditEntry.objects.get().detail == {}


def test_an_error_takes_back_everything(create: Any) -> None:
    with pytest.raises(Stop):
        create(actor=Person(), name="bo", fails=True)
    assert (users(), AuditEntry.objects.count()) == (0, 0)


def test_an_error_in_the_log_takes_back_the_write(create: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise Stop

    monkeypatch.setattr("tvaers.kernel.audit.write", broken)
    with pytest.raises(Stop):
        create(actor=Person(), name="bo")
    assert users() == 0


def test_one_who_may_not_writes_nothing(create: Any) -> None:
    with pytest.raises(NotAllowed):
        create(actor=Person(), name="kongen")
    assert (users(), AuditEntry.objects.count()) == (0, 0)


def test_the_system_may_and_the_log_says_so(create: Any) -> None:
    create(actor=SYSTEM, name="kongen")
    assert AuditEntry.objects.get().actor == "prøven"


@pytest.mark.parametrize(("name", "answer"), [("bo", True), ("kongen", False)])
def test_may_asks_the_permission_about_the_object(create: Any, name: str, answer: bool) -> None:
    assert may(Person(), "test.create", name) is answer


def test_an_unknown_argument_is_refused_and_nothing_is_written(create: Any) -> None:
    with pytest.raises(TypeError):
        create(actor=Person(), name="bo", farve="rød")
    assert (users(), AuditEntry.objects.count()) == (0, 0)


def test_arguments_are_named(create: Any) -> None:
    with pytest.raises(TypeError, match="keyword"):
        create(Person(), "bo")


def test_a_function_with_unnamed_arguments_is_no_action(declare: Any) -> None:
    with pytest.raises(RuntimeError, match="keyword-only"):

        @declare("test.loose", permission=lambda a, s: True, audit="")
        def loose(actor: Any) -> None:
            """Løs."""


def test_a_function_without_an_actor_is_no_action(declare: Any) -> None:
    with pytest.raises(RuntimeError, match="takes an actor"):

        @declare("test.nobody", permission=lambda a, s: True, audit="")
        def nobody(*, name: str) -> None:
            """Ingen."""


def test_a_name_is_declared_once(create: Any, declare: Any) -> None:
    with pytest.raises(RuntimeError, match="declared twice"):

        @declare("test.create", permission=lambda a, s: True, audit="")
        def again(*, actor: Any) -> None:
            """Igen."""


def test_the_register_knows_summary_and_arguments(create: Any) -> None:
    entry = REGISTER["test.create"]
    assert (entry.summary, list(entry.parameters())) == ("Lav en bruger.", ["name", "fails"])


def test_every_action_has_a_danish_summary_and_a_sentence() -> None:
    for entry in REGISTER.values():
        assert entry.summary.endswith(".") and "{actor}" in entry.audit, entry.name


@pytest.fixture
def task() -> Iterator[str]:
    """A task that the queue knows for as long as the test lasts."""

    @app.task(name="test_action.note")
    def note(text: str) -> None:
        """Does nothing: no worker runs in a test."""

    yield note.name
    app.tasks.pop(note.name)


@pytest.fixture
def ordering(declare: Any, task: str) -> Any:
    """Hands a job over, and may then go wrong."""

    @declare("test.order", permission=lambda a, s: True, audit="{actor} bestilte {result}")
    def order(*, actor: Any, fails: bool) -> int:
        """Bestil."""
        number = jobs.hand_over(task, text="hej")
        if fails:
            raise Stop
        return number

    return order


def queued() -> list[dict[str, Any]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="test_action.note")]


def test_a_job_is_queued_with_its_arguments(ordering: Any) -> None:
    ordering(actor=SYSTEM, fails=False)
    assert queued() == [{"text": "hej"}]


def test_a_job_vanishes_with_the_action_that_asked_for_it(ordering: Any) -> None:
    with pytest.raises(Stop):
        ordering(actor=SYSTEM, fails=True)
    assert queued() == []


def test_a_job_vanishes_with_the_transaction_around_the_action(ordering: Any) -> None:
    with pytest.raises(Stop), transaction.atomic():
        ordering(actor=SYSTEM, fails=False)
        raise Stop
    assert (queued(), AuditEntry.objects.count()) == ([], 0)
