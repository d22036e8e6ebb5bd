"""Minutes imported over the API: the file as it is, what is settled of it, and refusals that leave nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.world import person
from tests.forums.import_world import GIVES, HEAD, PEOPLE, approval, forums

from tvaers.engine.forums.models import Item, Meeting, Paper, Person

pytestmark = pytest.mark.django_db
POINTS = GIVES + "2. Udpeger en kontaktperson.\n"
TEXT = "".join((HEAD, PEOPLE, approval("Fælles Forretningsudvalg godkendte aftalen.", gives=POINTS)))


@pytest.fixture
def secretary(caller: Any, settings: Any, tmp_path: Any) -> Any:
    """A secretariat of every forum."""
    settings.MEDIA_ROOT = tmp_path
    forums()
    return caller(person("sekretariat", "forumsekretariat", "*"))


def send(secretary: Any, **given: Any) -> tuple[int, Any]:
    """The file sent to the first forum."""
    file = SimpleUploadedFile("referat.txt", TEXT.encode())
    found: tuple[int, Any] = secretary.upload("/forums/ffu/minutes", {"file": file, **given})
    return found


def test_the_file_becomes_a_meeting_with_the_file_as_its_paper(secretary: Any) -> None:
    assert send(secretary)[0] == 200
    assert [one.meeting for one in Paper.objects.all()] == [Meeting.objects.get()]


def test_what_is_settled_counts(secretary: Any) -> None:
    assert send(secretary, outcomes=["2.2=decided"])[0] == 200
    assert Item.objects.get(title="Aftale om naboskab").points.get(number=2).outcome == "decided"


@pytest.mark.parametrize(("names", "expected"), [("true", True), ("false", False)])
def test_names_come_in_only_when_asked_for(secretary: Any, names: str, expected: bool) -> None:
    send(secretary, names=names)
    assert Person.objects.filter(name="Asta Ahorn").exists() is expected


@pytest.mark.parametrize("outcome", ["vrøvl", "2.x=decided"])
def test_an_answer_that_cannot_be_read_is_refused(secretary: Any, outcome: str) -> None:
    assert send(secretary, outcomes=[outcome])[0] == 422
    assert not Meeting.objects.exists()
