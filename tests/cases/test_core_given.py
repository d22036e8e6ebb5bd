"""What somebody gives, field type by field type: what is read, what it is kept as, and what is refused in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tvaers.engine.cases.given import Faults, as_fact, mended, read_given, read_time, read_value
from tvaers.kernel.case_types import CaseType, FieldSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import load_package

CHOICES = [{"id": "red", "label": "Rød"}, {"id": "blue", "label": "Blå"}]
COLUMNS = [{"id": "text", "label": "Hvad", "type": "text"}, {"id": "on", "label": "Hvornår", "type": "date"}]


def field(type: str, **more: Any) -> FieldSpec:
    """A field »X« of a type, with two choices or two columns where the type has such."""
    if type in ("choice", "choices", "checklist"):
        more["choices"] = CHOICES
    if type == "records":
        more["of"] = COLUMNS
    return FieldSpec.model_validate({"id": "x", "label": "X", "type": type, **more})


READ: list[tuple[str, object, object]] = [
    ("text", " Seng ", "Seng"),
    ("text", 12, "12"),
    ("long_text", "to\nlinjer", "to\nlinjer"),
    ("sealed", "Kilden", "Kilden"),
    ("party", " 1081 ", "1081"),
    ("date", "31-12-2026", "2026-12-31"),
    ("date", "1-2-2026", "2026-02-01"),
    ("date", "2026-12-31", "2026-12-31"),
    ("date", "29-02-2028", "2028-02-29"),
    ("date", date(2026, 12, 31), "2026-12-31"),
    ("date", datetime(2026, 12, 31, 23, 59), "2026-12-31"),
    ("time", "31-12-2026 kl. 14.05", "2026-12-31T14:05:00+01:00"),
    ("time", "31-12-2026 14:05", "2026-12-31T14:05:00+01:00"),
    ("time", "31-12-2026 kl.14.05", "2026-12-31T14:05:00+01:00"),
    ("time", "1-7-2026 kl. 9.05", "2026-07-01T09:05:00+02:00"),
    ("time", "31-12-2026", "2026-12-31T00:00:00+01:00"),
    ("time", "2026-12-31T14:05", "2026-12-31T14:05:00+01:00"),
    ("time", "2026-12-31T14:05:00+00:00", "2026-12-31T15:05:00+01:00"),
    ("time", datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T14:00:00+02:00"),
    ("count", "12", 12),
    ("count", " -3 ", -3),
    ("count", 0, 0),
    ("money", "500000.00", 50_000_000),
    ("money", "500.000,00", 50_000_000),
    ("money", "500000", 50_000_000),
    ("money", "500.000", 50_000_000),
    ("money", "500.00", 50_000),
    ("money", "12,5", 1_250),
    ("money", "1.234.567,89 kr.", 123_456_789),
    ("money", "-1.234,50 kr.", -123_450),
    ("money", "-0,50", -50),
    ("money", 7, 700),
    *(("yes_no", raw, True) for raw in (True, "yes", "true", "ja", "on", "JA")),
    *(("yes_no", raw, False) for raw in (False, "no", "false", "nej", "Nej")),
    ("choice", "red", "red"),
    ("choice", " blue ", "blue"),
    ("choices", "red, blue", ["red", "blue"]),
    ("choices", ["blue", "red"], ["blue", "red"]),
    ("choices", ["red", "red"], ["red"]),
    ("parties", "1081,0751", ["1081", "0751"]),
    ("parties", ["1081", " 1081 ", ""], ["1081"]),
    ("checklist", ["red"], {"red": "done"}),
    ("checklist", "red, blue", {"red": "done", "blue": "done"}),
    ("checklist", {"red": "not_relevant"}, {"red": "not_relevant"}),
    ("checklist", {"red": "done", "blue": "open"}, {"red": "done", "blue": "open"}),
    ("records", [{"text": "Ring", "on": "1-3-2026"}], [{"id": "1", "text": "Ring", "on": "2026-03-01"}]),
    ("records", [{"text": "Ring", "on": ""}, {"text": "Skriv"}],
     [{"id": "1", "text": "Ring"}, {"id": "2", "text": "Skriv"}]),
]  # fmt: skip

REFUSED: list[tuple[str, object, str]] = [
    ("text", ["Seng"], "Skriv det som én tekst."),
    ("party", {"1081": "ja"}, "Skriv det som én tekst."),
    ("date", "31-02-2026", "»31-02-2026« er ikke en dato. Skriv den som 31-12-2026."),
    ("date", "29-02-2026", "»29-02-2026« er ikke en dato. Skriv den som 31-12-2026."),
    ("date", "2026-13-01", "»2026-13-01« er ikke en dato. Skriv den som 31-12-2026."),
    ("date", "i går", "»i går« er ikke en dato. Skriv den som 31-12-2026."),
    ("time", "31-12-2026 kl. 24.00", "»31-12-2026 kl. 24.00« er ikke et tidspunkt."),
    ("time", "31-12-2026 kl. 14.60", "»31-12-2026 kl. 14.60« er ikke et tidspunkt."),
    ("time", "kl. 14", "»kl. 14« er ikke et tidspunkt. Skriv det som 31-12-2026 kl. 14.00."),
    ("count", "1,5", "»1,5« er ikke et helt tal på højst 15 cifre."),
    ("count", "tolv", "»tolv« er ikke et helt tal"),
    ("money", "12,345", "er ikke et beløb i kroner."),
    ("money", "1.00.000,00", "er ikke et beløb i kroner."),
    ("money", "mange", "er ikke et beløb i kroner."),
    ("yes_no", "måske", "»måske« er hverken ja eller nej."),
    ("yes_no", "1", "»1« er hverken ja eller nej."),
    ("choice", "green", "»green« er ikke et af valgene: Rød (red), Blå (blue)."),
    ("choice", "Rød", "»Rød« er ikke et af valgene"),
    ("choices", "red, green", "»green« er ikke et af valgene"),
    ("checklist", ["green"], "»green« er ikke et af valgene"),
    ("checklist", {"red": "ja"}, "»ja« er ikke en status. Brug done, not_relevant eller open."),
    ("records", "Ring", "Feltet skal være en liste."),
    ("records", [{"colour": "rød"}], "Listen har en række med ukendte oplysninger: colour."),
    ("records", [{}], "Listen har en række med ukendte oplysninger: ingen."),
    ("records", ["Ring"], "Listen har en række med ukendte oplysninger: ingen."),
    ("records", [{"on": "i går"}], "»i går« er ikke en dato."),
]


@pytest.mark.parametrize(("type", "raw", "kept"), READ)
def test_a_value_is_kept_as_its_type_says(type: str, raw: object, kept: object) -> None:
    assert read_value(field(type), raw) == kept


@pytest.mark.parametrize(("type", "raw", "says"), REFUSED)
def test_a_value_of_another_type_is_refused_in_danish(type: str, raw: object, says: str) -> None:
    with pytest.raises(Problem) as refused:
        read_value(field(type), raw)
    assert says in refused.value.what


@pytest.mark.parametrize("raw", [None, "", [], (), {}])
@pytest.mark.parametrize("type", ["text", "date", "yes_no", "choices", "records"])
def test_nothing_given_is_no_value(type: str, raw: object) -> None:
    assert read_value(field(type), raw) is None


def test_only_blanks_are_no_text() -> None:
    assert read_value(field("text"), "  ") is None


@pytest.mark.parametrize(("type", "raw"), [("yes_no", False), ("count", 0), ("money", 0)])
def test_no_and_nothing_are_values(type: str, raw: object) -> None:
    assert read_value(field(type), raw) == raw


def test_a_winter_time_without_zone_is_danish() -> None:
    assert read_time("2026-01-01T12:00") == datetime(2026, 1, 1, 11, tzinfo=UTC)


def test_a_summer_time_without_zone_is_danish() -> None:
    assert read_time("2026-07-01T12:00") == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_an_anonymous_field_refuses_who_it_tells_of() -> None:
    with pytest.raises(Problem) as refused:
        read_value(field("text", anonymous="yes"), "ring 12 34 56 78")
    assert "et telefonnummer" in refused.value.what


def test_another_field_may_tell_who_it_is_about() -> None:
    assert read_value(field("text"), "ring 12 34 56 78") == "ring 12 34 56 78"


FACTS: list[tuple[str, object, object]] = [
    ("text", "Seng", "Seng"),
    ("date", "2026-12-31", date(2026, 12, 31)),
    ("time", "2026-12-31T14:05:00+01:00", datetime(2026, 12, 31, 14, 5, tzinfo=COPENHAGEN)),
    ("choices", ["red", "blue"], ("red", "blue")),
    ("parties", ["1081"], ("1081",)),
    ("checklist", {"red": "done"}, {"red": "done"}),
    ("records", [{"id": "1", "on": "2026-03-01"}], ({"id": "1", "on": date(2026, 3, 1)},)),
]


@pytest.mark.parametrize(("type", "kept", "fact"), FACTS)
def test_rules_see_a_kept_value_as_what_it_is(type: str, kept: object, fact: object) -> None:
    assert as_fact(field(type), kept) == fact


def test_rules_see_each_partys_own_value() -> None:
    assert as_fact(field("date", per="witness"), {"0751": "2026-03-01"}) == {"0751": date(2026, 3, 1)}


def test_rules_see_nothing_where_nothing_is_kept() -> None:
    assert as_fact(field("date"), None) is None


@pytest.fixture(scope="module")
def request_type() -> CaseType:
    return load_package(Path(__file__).parent / "pakke" / "proeve").case_types["request"]


def faults(type: CaseType, event: str, raw: Mapping[str, object]) -> dict[str, str]:
    with pytest.raises(Faults) as refused:
        read_given(type, type.event(event), raw)
    return refused.value.by_field


def test_an_event_keeps_what_it_needs_and_takes(request_type: CaseType) -> None:
    given = {"subject": "Seng", "to": "1082", "amount": "10", "happens_on": ""}
    kept = read_given(request_type, request_type.event("send"), given)
    assert kept == {"subject": "Seng", "to": "1082", "amount": 1000}


def test_what_an_event_needs_is_asked_for_by_its_label(request_type: CaseType) -> None:
    assert faults(request_type, "send", {"subject": "Seng"}) == {"to": "Til mangler."}


def test_what_is_wrong_is_told_once_and_not_as_missing(request_type: CaseType) -> None:
    assert faults(request_type, "send", {"subject": ["Seng"], "to": "1082"}) == {
        "subject": "Emne: Skriv det som én tekst."
    }


def test_every_fault_is_told_at_once(request_type: CaseType) -> None:
    assert set(faults(request_type, "send", {"amount": "x", "happens_on": "x"})) == {
        "subject", "to", "amount", "happens_on",
    }  # fmt: skip


def test_a_field_of_another_event_is_refused(request_type: CaseType) -> None:
    given = {"subject": "Seng", "to": "1082", "reply": "Ja"}
    assert faults(request_type, "send", given) == {"reply": "»reply« hører ikke til »Send anmodning«."}


def test_a_change_to_a_record_says_which_one(request_type: CaseType) -> None:
    assert faults(request_type, "change_step", {"text": "Ring"}) == {"record": "Vælg, hvilken der er tale om."}


def test_a_change_to_a_record_is_kept_with_its_number(request_type: CaseType) -> None:
    kept = read_given(request_type, request_type.event("change_step"), {"text": "Ring", "record": "2"})
    assert kept == {"text": "Ring", "record": "2"}


def test_a_correction_may_leave_out_what_the_event_needs(request_type: CaseType) -> None:
    assert mended(request_type, request_type.event("send"), {}, {"subject": "Stol"}) == {"subject": "Stol"}


SENT = {"subject": "Seng", "to": "0851", "amount": 50000}


@pytest.mark.parametrize("empty", ["", None, [], {}])
def test_what_a_correction_gives_as_empty_was_not_given(request_type: CaseType, empty: object) -> None:
    after = mended(request_type, request_type.event("send"), SENT, {"amount": empty})
    assert after == {"subject": "Seng", "to": "0851"}


def test_what_a_correction_does_not_mention_stays(request_type: CaseType) -> None:
    assert mended(request_type, request_type.event("send"), SENT, {"subject": "Stol"}) == {**SENT, "subject": "Stol"}


def test_a_correction_cannot_empty_what_the_event_needs(request_type: CaseType) -> None:
    with pytest.raises(Faults) as refused:
        mended(request_type, request_type.event("send"), SENT, {"subject": ""})
    assert refused.value.by_field == {"subject": "Emne mangler."}


def test_a_correction_refuses_what_is_wrong(request_type: CaseType) -> None:
    with pytest.raises(Faults) as refused:
        mended(request_type, request_type.event("send"), {}, {"amount": "mange"})
    assert refused.value.what == "»Send anmodning« kan ikke rettes sådan."


@pytest.mark.parametrize(("kind", "raw"), [("money", "--5"), ("money", "-"), ("date", "2026-03-02 sludder")])
def test_what_only_begins_like_a_value_is_none(kind: str, raw: str) -> None:
    with pytest.raises(Problem):
        read_value(FieldSpec(id="f", label="Felt", type=kind), raw)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [",", [""], [" "]])
def test_a_list_of_nothing_is_nothing(raw: object) -> None:
    assert read_value(FieldSpec(id="f", label="Felt", type="parties"), raw) is None
