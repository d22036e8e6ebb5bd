"""The kinds of party that a role asks for: at the opening, a hand-over, when one is named, and when one is mended."""

from __future__ import annotations

import pytest
from tests.cases.conftest import person
from tests.cases.duty_cases import moment

from tvaers.engine.cases import actions, queries, scenario
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.given import Faults
from tvaers.engine.cases.models import Case as Row
from tvaers.engine.parties.models import Kind
from tvaers.kernel.action import System
from tvaers.kernel.case_parties import PARTY_KINDS, kind_by_code
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package

KINDS = {"sender": ("region", "hospital"), "receiver": ("municipality",), "witness": ("municipality",)}
MUNICIPALITY_ONLY = "Rollen »Modtager« kan kun gives til en kommune. Den valgte part er en region."
REGION, HOSPITAL, TOWN = "1081", "hospital-nord", "0851"


@pytest.fixture
def choosy(trial: Package) -> CaseType:
    """The trial type with kinds on its roles."""
    type = trial.case_types["request"]
    roles = tuple(role.model_copy(update={"kinds": KINDS[role.id]}) for role in type.roles)
    return type.model_copy(update={"roles": roles})


def sent(package: Package, type: CaseType, by: str = REGION, to: str = TOWN) -> Case:
    given = {"subject": "Seng", "to": to}
    return happen(begin(package, type), "send", moment("2021-03-01 10:00"), Doer(by, "sender"), given)


def test_every_kind_of_party_has_its_words() -> None:
    assert list(PARTY_KINDS) == Kind.values


@pytest.mark.parametrize(
    ("code", "kind"),
    [("1080", ""), ("1081", "region"), ("1085", "region"), ("1086", ""), ("0851", "municipality"), ("8001", "")],
)
def test_a_code_tells_its_kind_only_where_it_is_sure(code: str, kind: str) -> None:
    assert kind_by_code(code) == kind


def test_a_party_that_fits_gets_the_role(trial: Package, choosy: CaseType) -> None:
    assert sent(trial, choosy).parties == {"sender": (REGION,), "receiver": (TOWN,)}


def test_a_party_of_an_unknown_kind_is_let_in(trial: Package, choosy: CaseType) -> None:
    assert sent(trial, choosy, to="afsnit-x").parties["receiver"] == ("afsnit-x",)


def test_who_opens_must_fit(trial: Package, choosy: CaseType) -> None:
    with pytest.raises(Problem) as refused:
        sent(trial, choosy, by=TOWN)
    assert refused.value.why == (
        "Rollen »Afsender« kan kun gives til en region eller et hospital. Den valgte part er en kommune."
    )


def test_who_is_named_must_fit_and_the_fault_stands_at_its_field(trial: Package, choosy: CaseType) -> None:
    with pytest.raises(Faults) as refused:
        sent(trial, choosy, to=REGION)
    assert refused.value.by_field == {"to": MUNICIPALITY_ONLY}


def test_who_it_is_handed_to_must_fit(trial: Package, choosy: CaseType) -> None:
    case = sent(trial, choosy)
    with pytest.raises(Faults) as refused:
        happen(case, "hand_over", moment("2021-03-02 10:00"), Doer(TOWN, "receiver"), {"to": REGION})
    assert refused.value.by_field == {"to": MUNICIPALITY_ONLY}


def test_one_of_several_that_does_not_fit_is_refused(trial: Package, choosy: CaseType) -> None:
    given = {"invited": ["0846", REGION]}
    with pytest.raises(Faults) as refused:
        happen(sent(trial, choosy), "invite", moment("2021-03-02 10:00"), Doer(TOWN, "receiver"), given)
    assert list(refused.value.by_field) == ["invited"]


def test_who_had_the_role_already_is_not_asked_again(trial: Package, choosy: CaseType) -> None:
    old = sent(trial, trial.case_types["request"], to=REGION)
    case = begin(trial, choosy)
    kept = type(case)(trial, choosy, old.state, old.data, old.parties, old.events, before=case)
    after = happen(kept, "ask", moment("2021-03-02 10:00"), Doer(REGION, "receiver"), {"question": "?"})
    assert after.state == "waiting"


def test_a_scenario_refuses_it_too(trial: Package, choosy: CaseType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(trial.case_types, "request", choosy)  # type: ignore[arg-type]
    data = {"subject": "Seng", "to": REGION, "opened_at": "2021-03-01 10:00"}
    played = scenario.play(trial, "request", data, [], None)
    assert played.refused is not None
    assert played.refused.findings == (MUNICIPALITY_ONLY,)


@pytest.fixture
def choosy_world(world: Package, choosy: CaseType, monkeypatch: pytest.MonkeyPatch) -> Package:
    monkeypatch.setitem(world.case_types, "request", choosy)  # type: ignore[arg-type]
    return world


def opened(package: Package, to: str, by: str = HOSPITAL) -> Row:
    opening = Opening(package.id, package.case_types["request"], by, "sender")
    return actions.open_case(actor=System(), opening=opening, given=Given({"subject": "Seng", "to": to}))


def test_the_register_tells_the_kind_of_what_no_code_does(choosy_world: Package) -> None:
    with pytest.raises(Faults) as refused:
        opened(choosy_world, to=HOSPITAL)
    assert refused.value.by_field["to"].endswith("Den valgte part er et hospital.")


def test_nothing_is_written_when_a_party_does_not_fit(choosy_world: Package) -> None:
    with pytest.raises(Faults):
        opened(choosy_world, to=REGION)
    assert not Row.objects.exists()


def test_a_correction_cannot_give_a_role_to_one_who_does_not_fit(choosy_world: Package) -> None:
    row = opened(choosy_world, to=TOWN)
    with pytest.raises(Faults) as refused:
        actions.correct(actor=System(), case=row, number=1, given=Given({"to": REGION}), reason="Skrevet forkert")
    assert refused.value.by_field == {"to": MUNICIPALITY_ONLY}


@pytest.mark.parametrize(
    ("scope", "offered"), [("hospital-nord", ["hospital-nord"]), ("nord", ["hospital-nord"]), ("0851", [])]
)
def test_who_works_for_a_party_that_does_not_fit_opens_for_those_of_it_that_do(
    choosy_world: Package, monkeypatch: pytest.MonkeyPatch, scope: str, offered: list[str]
) -> None:
    type = choosy_world.case_types["request"]
    sender = type.role("sender").model_copy(update={"kinds": ("hospital",)})
    only = type.model_copy(update={"roles": (sender, *type.roles[1:])})
    monkeypatch.setitem(choosy_world.case_types, "request", only)  # type: ignore[arg-type]
    ways = queries.openable(person("n", "sygeplejerske", scope))
    assert [doer.party for way in ways for doer in way.doers] == offered
