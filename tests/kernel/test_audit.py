"""The log: each entry seals the one before, so that whatever is changed, left out or cut off is found."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import Error

from tvaers.kernel import audit, clock
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
TABLE = "kernel_auditentry"
MARCH, APRIL = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (3, 4))


def write(at: datetime = MARCH, sentence: str = "anna så noget") -> AuditEntry:
    with clock.fixed(at):
        return audit.write(actor="anna", action="test.see", object="ting:1", sentence=sentence, detail={"a": "1"})


@pytest.fixture
def five() -> list[AuditEntry]:
    """Three entries in March and two in April."""
    return [write(MARCH), write(MARCH), write(MARCH), write(APRIL), write(APRIL)]


def tamper(sql: str, *values: Any) -> None:
    """Do what the trigger forbids, as one who owns the database could."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")


def test_a_log_that_nobody_touched_is_whole(five: list[AuditEntry]) -> None:
    assert audit.verify() == audit.Verdict(5)


def test_an_empty_log_is_whole() -> None:
    assert audit.verify().whole


def test_numbers_have_no_gaps_and_each_entry_points_back(five: list[AuditEntry]) -> None:
    assert [entry.number for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in five] == [audit.START, *(entry.hash for entry in five[:-1])]


def test_a_segment_is_a_month(five: list[AuditEntry]) -> None:
    assert [entry.segment for entry in five] == ["2026-03"] * 3 + ["2026-04"] * 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("segment", "2026-02"),
        ("at", "2026-03-01T12:00:01Z"),
        ("actor", "bo"),
        ("action", "test.other"),
        ("object", "ting:2"),
        ("sentence", "anna så noget andet"),
        ("detail", json.dumps({"a": "2"})),
        ("previous", "f" * 64),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_field_is_found_where_it_is(five: list[AuditEntry], field: str, value: str) -> None:
    tamper(f"UPDATE {TABLE} SET {field} = %s WHERE number = 3", value)
    assert audit.verify().broken == 3


def test_every_field_is_among_those_tried() -> None:
    tried = {"segment", "at", "actor", "action", "object", "sentence", "detail", "previous", "hash"}
    assert {field.name for field in AuditEntry._meta.fields} == tried | {"number"}


def test_a_changed_number_is_found(five: list[AuditEntry]) -> None:
    tamper(f"UPDATE {TABLE} SET number = 9 WHERE number = 3")
    assert audit.verify().broken == 3


def test_an_entry_sealed_again_after_a_change_breaks_the_next(five: list[AuditEntry]) -> None:
    entry = five[2]
    entry.sentence = "anna så ingenting"
    tamper(f"UPDATE {TABLE} SET sentence = %s, hash = %s WHERE number = 3", entry.sentence, audit.seal(entry))
    assert audit.verify().broken == 4


def test_an_entry_that_is_gone_is_found(five: list[AuditEntry]) -> None:
    tamper(f"DELETE FROM {TABLE} WHERE number = 3")
    assert audit.verify().broken == 3


def test_a_cut_off_end_is_not_seen_without_exported_heads(five: list[AuditEntry]) -> None:
    tamper(f"DELETE FROM {TABLE} WHERE number > 3")
    assert audit.verify().whole


def test_a_cut_off_end_is_found_by_the_exported_heads(five: list[AuditEntry], tmp_path: Path) -> None:
    heads = tmp_path / "heads.jsonl"
    audit.export_heads(heads)
    tamper(f"DELETE FROM {TABLE} WHERE number > 3")
    assert audit.verify(heads).broken == 5


def test_a_log_written_anew_is_found_by_the_exported_heads(five: list[AuditEntry], tmp_path: Path) -> None:
    heads = tmp_path / "heads.jsonl"
    audit.export_heads(heads)
    tamper(f"DELETE FROM {TABLE}")
    for at in (MARCH, MARCH, MARCH, APRIL, APRIL):
        write(at, "en anden historie")
    assert audit.verify().whole
    assert audit.verify(heads).broken == 3


def test_heads_are_the_last_of_each_segment_and_exported_once(five: list[AuditEntry], tmp_path: Path) -> None:
    heads = tmp_path / "log" / "heads.jsonl"
    assert (audit.export_heads(heads), audit.export_heads(heads)) == (2, 0)
    assert [json.loads(line)["number"] for line in heads.read_text().splitlines()] == [3, 5]


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.filter(number=3).update(actor="bo"),
        lambda: AuditEntry.objects.filter(number=3).delete(),
        lambda: connection.cursor().execute(f"UPDATE {TABLE} SET actor = 'bo'"),
        lambda: connection.cursor().execute(f"DELETE FROM {TABLE}"),
    ],
    ids=["update", "delete", "sql update", "sql delete"],
)
def test_the_database_refuses_to_change_the_log(five: list[AuditEntry], change: Callable[[], Any]) -> None:
    with pytest.raises((InternalError, Error)), transaction.atomic():
        change()
    assert audit.verify() == audit.Verdict(5)
