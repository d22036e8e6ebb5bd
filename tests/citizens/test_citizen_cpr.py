"""The hidden number and its keeping. The numbers are MedCom's national test persons or made up."""

import os
import pickle
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.engine.citizens import secrets
from tvaers.engine.citizens.cpr import Cpr
from tvaers.kernel.errors import Problem

BERGGREN = "2512489996"
dates = st.dates(min_value=date(1937, 1, 1), max_value=date(1999, 12, 31))
numbers = st.builds(lambda day, serial: f"{day:%d%m%y}{serial:04d}", dates, st.integers(0, 3999))


@pytest.mark.parametrize("written", ["2512489996", "251248-9996", " 251248 9996 "])
def test_a_number_is_taken_as_written(written: str) -> None:
    assert Cpr(written).reveal() == BERGGREN


@pytest.mark.parametrize(
    "written", ["", "251248999", "25124899961", "3202481234", "251348-1234", "251248-999A", "Anna"]
)
def test_what_is_no_date_and_four_digits_is_refused(written: str) -> None:
    with pytest.raises(Problem, match="Det er ikke et CPR-nummer"):
        Cpr(written)


@given(numbers)
def test_any_date_and_serial_is_taken_with_or_without_modulus_11(number: str) -> None:
    assert Cpr(number).reveal() == number


@given(numbers)
def test_no_way_of_printing_gives_the_serial(number: str) -> None:
    cpr = Cpr(number)
    printed = (str(cpr), repr(cpr), f"{cpr}", f"{[cpr]}", cpr.audit_name(), repr({"cpr": cpr}))
    assert not any(number in text or number[:6] in text for text in printed)


def test_masked_shows_the_birth_date_only() -> None:
    assert Cpr(BERGGREN).masked == "251248-••••"


def test_a_number_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(Cpr(BERGGREN))


def test_the_refusal_does_not_repeat_what_was_written() -> None:
    with pytest.raises(Problem) as caught:
        Cpr("251248-99967")
    assert "9996" not in f"{caught.value} {caught.value!r}"


def test_a_number_comes_back_from_its_token() -> None:
    assert secrets.decrypt(secrets.encrypt(Cpr(BERGGREN))) == Cpr(BERGGREN)


def test_two_tokens_of_one_number_differ() -> None:
    assert secrets.encrypt(Cpr(BERGGREN)) != secrets.encrypt(Cpr(BERGGREN))


def test_the_hash_is_the_same_however_it_was_written() -> None:
    assert secrets.keyed_hash(Cpr("251248-9996")) == secrets.keyed_hash(Cpr(BERGGREN))


def test_the_hash_depends_on_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    first = secrets.keyed_hash(Cpr(BERGGREN))
    monkeypatch.setenv("TVAERS_CPR_KEY", "k" * secrets.SHORTEST)
    assert secrets.keyed_hash(Cpr(BERGGREN)) != first


def test_another_key_cannot_read_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    token = secrets.encrypt(Cpr(BERGGREN))
    monkeypatch.setenv("TVAERS_CPR_KEY", "k" * secrets.SHORTEST)
    with pytest.raises(Problem, match="kan ikke læses"):
        secrets.decrypt(token)


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TVAERS_CPR_KEY", "k" * (secrets.SHORTEST - 1))
    with pytest.raises(Problem, match="for kort"):
        secrets.encrypt(Cpr(BERGGREN))


def test_the_key_file_is_for_its_owner_only(own_key: Path) -> None:
    secrets.encrypt(Cpr(BERGGREN))
    assert stat.S_IMODE(own_key.stat().st_mode) == 0o600


def test_the_key_file_is_made_once(own_key: Path) -> None:
    secrets.encrypt(Cpr(BERGGREN))
    first = own_key.read_text()
    secrets.encrypt(Cpr(BERGGREN))
    assert own_key.read_text() == first
    assert list(own_key.parent.iterdir()) == [own_key]


def test_the_key_of_another_process_wins(own_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(_draft: Path, file: Path) -> None:
        file.write_text("den andens nøgle, lang nok til at bruges")
        raise FileExistsError

    monkeypatch.setattr(os, "link", late)
    secrets.encrypt(Cpr(BERGGREN))
    assert list(own_key.parent.iterdir()) == [own_key]


def test_a_key_from_the_environment_makes_no_file(own_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TVAERS_CPR_KEY", "k" * secrets.SHORTEST)
    secrets.encrypt(Cpr(BERGGREN))
    assert not own_key.exists()
