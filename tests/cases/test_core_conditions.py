"""Each test that a condition can make of a case, where it holds and where it just does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.kernel.case_conditions import Condition
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import NoRuleInForce, Problem
from tvaers.kernel.package import Package, load_package

CHOICES = [{"id": "red", "label": "Rød"}, {"id": "blue", "label": "Blå"}]
VALUES = ["level", "urgent", "colours", "amount", "number", "note", "ready", "any_ready", "called"]
TYPE = CaseType.model_validate(
    {
        "id": "request", "title": "Prøve", "plural": "Prøver", "summary": "Prøver.", "prefix": "PRV", "clause": "X",
        "roles": [
            {"id": "owner", "title": "Ejer", "jobs": ["laege", "sygeplejerske"]},
            {"id": "witness", "title": "Vidne", "jobs": "visitator", "many": "yes"},
        ],
        "fields": [
            {"id": "level", "label": "Trin", "type": "choice", "choices": CHOICES},
            {"id": "urgent", "label": "Haster", "type": "yes_no"},
            {"id": "colours", "label": "Farver", "type": "choices", "choices": CHOICES},
            {"id": "amount", "label": "Beløb", "type": "money"},
            {"id": "number", "label": "Antal", "type": "count"},
            {"id": "note", "label": "Note", "type": "text"},
            {"id": "ready", "label": "Klar", "type": "checklist", "choices": CHOICES, "mandatory": "red"},
            {"id": "any_ready", "label": "Klar", "type": "checklist", "choices": CHOICES},
            {"id": "called", "label": "Tilkaldte", "type": "parties"},
            {"id": "opinion", "label": "Holdning", "type": "choice", "choices": CHOICES, "per": "witness"},
        ],
        "derived": [{"id": "size", "label": "Størrelse", "rule": "size", "clause": "X"}],
        "states": [{"id": "begun", "label": "Begyndt", "owner": "owner"}],
        "events": [
            {"id": "send", "label": "Send", "from": "new", "to": "begun", "by": "owner", "takes": VALUES,
             "assigns": {"witness": "field:called"}},
            {"id": "vote", "label": "Stem", "from": "begun", "by": "witness", "needs": "opinion"},
        ],
    }
)  # fmt: skip
"""It has the id of the trial agreement's own type, and so its rule »size«."""
NOON = datetime(2021, 3, 1, 12, 0, tzinfo=COPENHAGEN)
OWNER = Doer("1082", "owner", "laege")


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(Path(__file__).parent / "pakke" / "proeve")


def case_with(package: Package, **given: object) -> Case:
    """A case just opened with some values."""
    return happen(begin(package, TYPE), "send", NOON, OWNER, given)


def holds(case: Case, condition: dict[str, Any], doer: Doer | None = OWNER, at: datetime = NOON) -> bool:
    return Condition.model_validate(condition).holds(case.look(at, doer))


OF_FIELDS: list[tuple[dict[str, Any], dict[str, object], bool]] = [
    ({"field": "level", "is": "red"}, {"level": "red"}, True),
    ({"field": "level", "is": "red"}, {"level": "blue"}, False),
    ({"field": "level", "is": "red"}, {}, False),
    ({"field": "level", "is": ["red", "blue"]}, {"level": "blue"}, True),
    ({"field": "urgent", "is": "yes"}, {"urgent": "ja"}, True),
    ({"field": "urgent", "is": "yes"}, {"urgent": "nej"}, False),
    ({"field": "urgent", "is": "no"}, {"urgent": "nej"}, True),
    ({"field": "urgent", "is": "no"}, {}, False),
    ({"field": "number", "is": "3"}, {"number": 3}, True),
    ({"field": "level", "is_not": "red"}, {"level": "red"}, False),
    ({"field": "level", "is_not": "red"}, {"level": "blue"}, True),
    ({"field": "level", "is_not": "red"}, {}, True),
    ({"field": "level", "is_not": ["red", "blue"]}, {"level": "blue"}, False),
    ({"field": "colours", "has": "red"}, {"colours": ["blue", "red"]}, True),
    ({"field": "colours", "has": "red"}, {"colours": ["blue"]}, False),
    ({"field": "colours", "has": "red"}, {}, False),
    ({"field": "colours", "has": ["red", "blue"]}, {"colours": ["blue"]}, True),
    ({"field": "note", "given": "yes"}, {"note": "Ring"}, True),
    ({"field": "note", "given": "yes"}, {}, False),
    ({"field": "note", "given": "no"}, {}, True),
    ({"field": "note", "given": "no"}, {"note": "Ring"}, False),
    ({"field": "urgent", "given": "yes"}, {"urgent": "nej"}, True),
    ({"field": "number", "given": "yes"}, {"number": 0}, True),
    ({"field": "number", "at_least": "3"}, {"number": 3}, True),
    ({"field": "number", "at_least": "3"}, {"number": 2}, False),
    ({"field": "number", "at_least": "3"}, {"number": -3}, True),
    ({"field": "number", "at_least": "0"}, {}, False),
    ({"field": "number", "at_most": "3"}, {"number": 3}, True),
    ({"field": "number", "at_most": "3"}, {"number": 4}, False),
    ({"field": "number", "at_most": "3"}, {"number": -4}, False),
    ({"field": "number", "at_most": "3"}, {}, False),
    ({"field": "amount", "at_least": "limit"}, {"amount": "500.000,00"}, True),
    ({"field": "amount", "at_least": "limit"}, {"amount": "499.999,99"}, False),
    ({"field": "amount", "at_most": "limit"}, {"amount": "500.000,00"}, True),
    ({"field": "amount", "at_most": "limit"}, {"amount": "500.000,01"}, False),
    ({"field": "number", "at_least": "2", "at_most": "4"}, {"number": 4}, True),
    ({"field": "number", "at_least": "2", "at_most": "4"}, {"number": 5}, False),
    ({"field": "ready", "done": "yes"}, {"ready": ["red"]}, True),
    ({"field": "ready", "done": "yes"}, {"ready": {"red": "not_relevant"}}, True),
    ({"field": "ready", "done": "yes"}, {"ready": ["blue"]}, False),
    ({"field": "ready", "done": "yes"}, {"ready": {"red": "open"}}, False),
    ({"field": "ready", "done": "no"}, {}, True),
    ({"field": "ready", "done": "no"}, {"ready": ["red"]}, False),
    ({"field": "any_ready", "done": "yes"}, {"any_ready": ["red", "blue"]}, True),
    ({"field": "any_ready", "done": "yes"}, {"any_ready": ["red"]}, False),
    ({"field": "size", "is": "large"}, {"amount": "500000"}, True),
    ({"field": "size", "is": "large"}, {"amount": "499999"}, False),
]


@pytest.mark.parametrize(("condition", "given", "expected"), OF_FIELDS)
def test_a_field_is_tested(
    package: Package, condition: dict[str, Any], given: dict[str, object], expected: bool
) -> None:
    assert holds(case_with(package, **given), condition) is expected


OF_THE_CASE: list[tuple[dict[str, Any], bool]] = [
    ({"by": "laege"}, True),
    ({"by": ["sygeplejerske", "laege"]}, True),
    ({"by": "sygeplejerske"}, False),
    ({"happened": "send"}, True),
    ({"happened": "vote"}, False),
    ({"state": "begun"}, True),
    ({"state": ["begun", "ended"]}, True),
    ({"state": "ended"}, False),
    ({"state": "begun", "by": "laege"}, True),
    ({"state": "begun", "by": "visitator"}, False),
    ({"all": [{"state": "begun"}, {"by": "laege"}]}, True),
    ({"all": [{"state": "begun"}, {"by": "visitator"}]}, False),
    ({"any": [{"state": "ended"}, {"by": "laege"}]}, True),
    ({"any": [{"state": "ended"}, {"by": "visitator"}]}, False),
    ({"any": []}, False),
    ({"all": []}, True),
    ({"not": {"state": "ended"}}, True),
    ({"not": {"state": "begun"}}, False),
    ({"not": {"any": [{"state": "ended"}, {"by": "laege"}]}}, False),
]


@pytest.mark.parametrize(("condition", "expected"), OF_THE_CASE)
def test_the_case_itself_is_tested(package: Package, condition: dict[str, Any], expected: bool) -> None:
    assert holds(case_with(package), condition) is expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(True, True), ("large", True), (False, False), (None, False), (0, False)]
)
def test_a_rule_holds_by_its_answer(answer: object, expected: bool) -> None:
    asked: Any = SimpleNamespace(ask={"size": answer}.get)
    assert Condition.model_validate({"rule": "size"}).holds(asked) is expected


def test_nobody_has_a_job(package: Package) -> None:
    assert not holds(case_with(package), {"by": "laege"}, doer=None)


VOTES: list[tuple[dict[str, str], bool]] = [
    ({"0751": "red", "0727": "red"}, True),
    ({"0751": "red", "0727": "blue"}, False),
    ({"0751": "red"}, False),
    ({}, False),
]


def voted(package: Package, votes: dict[str, str]) -> Case:
    """A case with two witnesses, of whom some have said their opinion."""
    case = case_with(package, called=["0751", "0727"])
    for hours, (party, opinion) in enumerate(votes.items(), 1):
        case = happen(case, "vote", NOON + timedelta(hours=hours), Doer(party, "witness"), {"opinion": opinion})
    return case


@pytest.mark.parametrize(("votes", "agree"), VOTES)
def test_all_agree_when_everybody_said_the_same(package: Package, votes: dict[str, str], agree: bool) -> None:
    assert holds(voted(package, votes), {"field": "opinion", "agreed": "yes"}) is agree


@pytest.mark.parametrize(("votes", "agree"), VOTES)
def test_they_do_not_agree_otherwise(package: Package, votes: dict[str, str], agree: bool) -> None:
    assert holds(voted(package, votes), {"field": "opinion", "agreed": "no"}) is not agree


def test_nobody_agrees_where_nobody_is_asked(package: Package) -> None:
    assert not holds(case_with(package), {"field": "opinion", "agreed": "yes"})


def test_a_limit_is_that_of_the_day(package: Package) -> None:
    condition = {"field": "number", "at_least": "reply_days"}
    days = (datetime(2024, 12, 31, 23, 59, tzinfo=COPENHAGEN), datetime(2025, 1, 1, tzinfo=COPENHAGEN))
    assert [holds(case_with(package, number=5), condition, at=day) for day in days] == [False, True]


def test_a_limit_without_value_on_the_day_is_an_error(package: Package) -> None:
    with pytest.raises(NoRuleInForce) as missing:
        holds(case_with(package, number=5), {"field": "number", "at_least": "limit"}, at=NOON.replace(year=2010))
    assert missing.value.what == "Værdien limit gælder ikke den 01-03-2010."


def test_a_rule_that_is_not_there_is_an_error(package: Package) -> None:
    with pytest.raises(Problem) as missing:
        holds(case_with(package), {"rule": "weight"})
    assert missing.value.what == "Reglen »weight« findes ikke."


@pytest.mark.parametrize("written", [{}, {"field": "level"}, {"is": "red"}, {"field": "level", "by": "laege"}])
def test_a_condition_that_tests_nothing_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(written)


def test_a_condition_names_what_its_parts_mention() -> None:
    parts = [{"field": "level", "is": "red"}, {"any": [{"field": "note", "given": "yes"}, {"rule": "size"}]}]
    condition = Condition.model_validate({"all": parts, "not": {"field": "urgent", "is": "yes"}})
    assert condition.names("field") == {"level", "note", "urgent"}
