"""The calendar file of deadlines, read back line by line after RFC 5545."""

from datetime import UTC, datetime

import pytest

from tvaers.exports.calendar import Entry, escape, fold, written
from tvaers.kernel.clock import COPENHAGEN

DUE = datetime(2026, 3, 6, 14, 0, tzinfo=COPENHAGEN)


def entry(**changed: object) -> Entry:
    given: dict[str, object] = {
        "case": "UDS-7KQ4-M2XD", "type": "Indlæggelse og udskrivning", "about": "devices-afsnit-a",
        "what": "Bed om hjælpemidler", "party": "Afsnit A", "due": DUE, "sequence": 3,
        "stamp": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    }  # fmt: skip
    return Entry(**{**given, **changed})  # type: ignore[arg-type]


def read(text: str) -> list[dict[str, str]]:
    """The entries of a file: unfolded, split at the first colon, unescaped."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            plain = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            found[-1].setdefault(name, plain)
    return found


def test_what_is_written_can_be_read_back() -> None:
    what = "Bed om seng; lift, stol\nog \\ mere"
    assert read(written([entry(what=what)]))[0]["SUMMARY"] == what


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    lines = written([entry(what="Hjælpemidler på ærøåen " * 20)]).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75


@pytest.mark.parametrize(("length", "pieces"), [(75, 1), (76, 2)])
def test_a_line_is_folded_only_when_it_is_too_long(length: int, pieces: int) -> None:
    assert len(list(fold("x" * length))) == pieces


def test_every_line_ends_with_carriage_return_and_line_feed() -> None:
    text = written([entry()])
    assert text.endswith("END:VCALENDAR\r\n") and text.count("\n") == text.count("\r\n")


def test_a_deadline_with_a_time_stands_in_danish_time() -> None:
    assert read(written([entry()]))[0]["DTSTART;TZID=Europe/Copenhagen"] == "20260306T140000"


def test_a_deadline_to_the_day_fills_the_day() -> None:
    found = read(written([entry(due=datetime(2026, 12, 31, 23, 59, tzinfo=COPENHAGEN))]))[0]
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20261231", "20270101")


def test_the_uid_stays_and_the_sequence_grows_when_the_deadline_moves() -> None:
    first, second = read(written([entry()]))[0], read(written([entry(due=DUE.replace(day=9), sequence=4)]))[0]
    assert first["UID"] == second["UID"] and int(first["SEQUENCE"]) < int(second["SEQUENCE"])


@pytest.mark.parametrize(("is_void", "status"), [(True, "CANCELLED"), (False, "CONFIRMED")])
def test_what_is_void_is_struck(is_void: bool, status: str) -> None:
    assert read(written([entry(is_void=is_void)]))[0]["STATUS"] == status


def test_the_zone_of_denmark_is_in_the_file() -> None:
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n" in written([])


def test_text_is_escaped_as_the_standard_wants() -> None:
    assert escape("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
