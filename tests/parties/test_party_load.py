"""Loading: idempotent, history kept, faults with file and line, and the database refuses overlaps."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from tvaers.engine.access.models import Grant, User
from tvaers.engine.parties import actions, policies, queries
from tvaers.engine.parties.models import Party, PartyCode, PartyLink, PartyName
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 1)
FILE = """kind: region
sources:
  kilde: {text: En kilde}
  viden: {text: Almen viden, basis: almen_viden}
parties:
  - key: region-a
    names: [{value: Region A, from: 2007-01-01, source: kilde}]
    codes: [{kind: region, value: "1081", from: 2007-01-01, source: viden}]
  - key: region-b
    names: [{value: Region B, from: 2007-01-01, source: kilde}]
"""


def load(folder: Path, text: str) -> actions.Loaded:
    (folder / "regioner.yml").write_text(text, encoding="utf-8")
    return actions.load(actor=System(), folder=folder)


def faults(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(Problem) as caught:
        load(folder, text)
    return caught.value.findings


def test_a_load_counts_what_it_wrote(tmp_path: Path) -> None:
    assert load(tmp_path, FILE) == actions.Loaded(parties=2, added=3, replaced=0, unchanged=0)


def test_a_second_load_writes_nothing(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    again = load(tmp_path, FILE)
    assert again == actions.Loaded(parties=0, added=0, replaced=0, unchanged=3)
    assert not again.wrote


def test_the_shipped_files_load_twice_with_nothing_new() -> None:
    first = actions.load(actor=System())
    assert actions.load(actor=System()) == actions.Loaded(0, 0, 0, first.added)


def test_a_changed_fact_replaces_the_old_one(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    changed = load(tmp_path, FILE.replace("Region A", "Region Ny"))
    assert (changed.added, changed.replaced, changed.unchanged) == (1, 1, 2)
    assert queries.name_of("1081", DAY) == "Region Ny"


def test_what_was_known_before_a_change_can_still_be_asked(tmp_path: Path) -> None:
    monday, tuesday = (datetime(2026, 3, day, 12, tzinfo=clock.COPENHAGEN) for day in (2, 3))
    with clock.fixed(monday):
        load(tmp_path, FILE)
    with clock.fixed(tuesday):
        load(tmp_path, FILE.replace("Region A", "Region Ny"))
    assert queries.party("region-a", DAY, known_at=monday).row.name == "Region A"
    assert queries.party("region-a", DAY, known_at=tuesday).row.name == "Region Ny"


def test_a_fact_that_is_left_out_is_replaced_by_nothing(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    without = "\n".join(line for line in FILE.splitlines() if "codes" not in line)
    assert load(tmp_path, without).replaced == 1
    assert queries.party_by_code("1081", DAY) is None
    assert PartyCode.objects.filter(value="1081").count() == 1


def test_names_are_new_at_once_after_a_load(tmp_path: Path) -> None:
    assert queries.name_of("1081", DAY) == "1081"
    load(tmp_path, FILE)
    assert queries.name_of("1081", DAY) == "Region A"


def test_the_log_tells_of_the_load(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    entry = AuditEntry.objects.get()
    expected = "systemet indlæste parter: 2 nye parter; 3 oplysninger tilføjet, 0 erstattet, 0 uændret"
    assert (entry.action, entry.sentence) == ("parties.load", expected)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("key: region-b", "key: region-a", "regioner.yml, linje 9: nøglen »region-a« er brugt før"),
        ("key: region-b", "key: Region B", "linje 9: nøglen »Region B« kan ikke bruges"),
        ("Region B, from: 2007-01-01, source: kilde", "Region B, from: 2007-01-01, source: x", "linje 10: kilden »x«"),
        ("Region B, from: 2007-01-01", "Region B, from: 2007-13-01", "linje 10: »2007-13-01« er ikke en dato"),
        ("Region B, from", "Region B, to: 2006-12-31, from", "linje 10: »to: 2006-12-31« er før »from: 2007-01-01«"),
        ("Region B, from", "Region B, form", "linje 10: nøglen »form« kendes ikke"),
        ("kind: region\n", "kind: rige\n", "linje 1: »kind« er »rige«"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert any(fault in found for found in faults(tmp_path, FILE.replace(old, new)))


def test_nothing_is_loaded_when_there_is_a_fault(tmp_path: Path) -> None:
    faults(tmp_path, FILE.replace("key: region-b", "key: region-a"))
    assert not Party.objects.exists()


def test_a_link_to_nobody_is_a_fault(tmp_path: Path) -> None:
    text = FILE + "    part_of: [{key: ingen, from: 2007-01-01, source: kilde}]\n"
    assert "linje 11: parten »ingen« findes ikke" in faults(tmp_path, text)[0]


def test_a_member_that_is_nobody_is_a_fault(tmp_path: Path) -> None:
    text = FILE + "    members: [{keys: [region-a, ingen], from: 2007-01-01, source: kilde}]\n"
    assert len(faults(tmp_path, text)) == 1


def test_two_parties_with_one_code_is_a_fault(tmp_path: Path) -> None:
    text = FILE + '    codes: [{kind: region, value: "1081", from: 2020-01-01, source: kilde}]\n'
    assert "gælder samtidig" in faults(tmp_path, text)[0]


@pytest.mark.parametrize(("starts", "count"), [("2010-12-31", 1), ("2011-01-01", 0)])
def test_names_may_follow_but_not_overlap(tmp_path: Path, starts: str, count: int) -> None:
    names = (
        f"[{{value: B, from: 2007-01-01, to: 2010-12-31, source: kilde}}, {{value: C, from: {starts}, source: kilde}}]"
    )
    text = FILE.replace("[{value: Region B, from: 2007-01-01, source: kilde}]", names)
    if count:
        assert len(faults(tmp_path, text)) == count
    else:
        assert load(tmp_path, text).added == 4


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="ingen .yml-filer"):
        actions.load(actor=System(), folder=tmp_path)


def test_a_party_does_not_change_its_kind(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    with pytest.raises(Problem, match="kan ikke skifte art"):
        load(tmp_path, FILE.replace("kind: region\n", "kind: other\n", 1))


def fact(model: type, party: Party, starts: date, ends: date | None = None, **more: object) -> None:
    common = {"party": party, "starts": starts, "ends": ends, "source": "x", "recorded_at": clock.now()}
    model.objects.create(**common, **more)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (PartyName, {"value": "A"}),
        (PartyCode, {"kind": "region", "value": "1081"}),
        (PartyLink, {"relation": "part_of"}),
        (PartyLink, {"relation": "member_of"}),
    ],
)
def test_the_database_refuses_two_at_a_time(kind: type, more: dict[str, object]) -> None:
    party, parent = (Party.objects.create(key=key, kind="region") for key in "ab")
    same = {**more, **({"parent": parent} if kind is PartyLink else {})}
    fact(kind, party, date(2007, 1, 1), date(2010, 12, 31), **same)
    fact(kind, party, date(2011, 1, 1), None, **same)
    with pytest.raises(IntegrityError, match="at_a_time"):
        fact(kind, party, date(2010, 12, 31), date(2010, 12, 31), **same)


def test_the_database_refuses_an_end_before_the_start() -> None:
    party = Party.objects.create(key="a", kind="region")
    with pytest.raises(IntegrityError, match="partyname_dates|daterange|range lower bound"):
        fact(PartyName, party, date(2007, 1, 1), date(2006, 12, 31), value="A")


def test_a_stranger_may_neither_see_nor_load() -> None:
    assert not policies.may_see(AnonymousUser())
    assert not policies.may_load(AnonymousUser())


def user_with(role: str, scope: str) -> User:
    user = User.objects.create_user(username="anna")
    Grant.objects.create(user=user, role=role, scope=scope, starts=date(2000, 1, 1), reason="prøve")
    return user


def test_a_user_without_a_grant_sees_no_party(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    assert not policies.visible_to(User.objects.create_user(username="anna")).exists()


def test_a_user_with_a_role_for_one_party_sees_them_all(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    assert policies.visible_to(user_with("revisor", "1082")).count() == 2


@pytest.mark.parametrize(("scope", "may"), [("*", True), ("1081", False)])
def test_loading_takes_the_role_over_everything(scope: str, may: bool) -> None:
    assert policies.may_load(user_with("administrator", scope)) is may


def test_a_user_without_the_role_cannot_load(tmp_path: Path) -> None:
    (tmp_path / "regioner.yml").write_text(FILE, encoding="utf-8")
    with pytest.raises(NotAllowed):
        actions.load(actor=user_with("revisor", "*"), folder=tmp_path)
    assert not Party.objects.exists()
