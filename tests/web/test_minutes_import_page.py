"""Indlæs et referat: a file in, what was read and what will happen, and nothing stored before the button."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.forums.import_world import GIVES, HEAD, PEOPLE, approval, forums, planned
from tests.web.forum_world import client, user

from tvaers.engine.forums.models import Item, Meeting, Paper

pytestmark = pytest.mark.django_db
YES = "Fælles Forretningsudvalg godkendte aftalen."
TEXT = "".join((HEAD, PEOPLE, approval(YES, gives=GIVES + "2. Udpeger en kontaktperson.\n")))
ODD = TEXT.replace("Udpeger en", "Behandles på Strategisk Sundhedsforum den 23. maj. Udpeger en")
REVIEW = ("forums:import_review", "ffu")


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Client:
    """The browser of a system administrator's secretariat: it keeps every forum."""
    settings.MEDIA_ROOT = tmp_path
    forums()
    return client(user("sekretariat", "forumsekretariat", "*"))


def send(browser: Client, text: str, *, key: str = "ffu", name: str = "referat.txt", people: str = "roles") -> Any:
    """The upload of a file, and the page it leads to."""
    url = reverse("forums:import", args=[key]) if key else reverse("forums:import_any")
    return browser.post(url, {"file": SimpleUploadedFile(name, text.encode()), "people": people}, follow=True)


def press(browser: Client, **given: str) -> Any:
    """The button of the review."""
    return browser.post(reverse(REVIEW[0], args=[REVIEW[1]]), {"indlaes": "ja", **given}, follow=True)


def test_nothing_is_stored_before_the_button(keeper: Client) -> None:
    page = send(keeper, TEXT).content.decode()
    assert "Indlæs referatet" in page
    assert (Meeting.objects.count(), Item.objects.count()) == (0, 0)


def test_the_button_makes_the_meeting_with_the_file_as_its_paper(keeper: Client) -> None:
    send(keeper, TEXT)
    answer = press(keeper, **{"punkt-2-2": "decided", "keep": "on"})
    meeting = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("forums:meeting", args=[meeting.pk])
    assert [one.name for one in Paper.objects.filter(meeting=meeting)] == ["referat.txt"]


def test_the_file_is_left_out_when_one_says_so(keeper: Client) -> None:
    send(keeper, TEXT)
    press(keeper, **{"punkt-2-2": "decided"})
    assert not Paper.objects.filter(meeting=Meeting.objects.get()).exists()


def test_what_one_answers_is_the_outcome_of_the_point(keeper: Client) -> None:
    send(keeper, TEXT)
    press(keeper, **{"punkt-2-2": "decided"})
    item = Item.objects.get(title="Aftale om naboskab")
    assert item.points.get(number=2).outcome == "decided"


def test_only_what_is_unsure_is_asked(keeper: Client) -> None:
    page = send(keeper, TEXT).content.decode()
    assert 'name="punkt-2-2"' in page
    assert 'name="punkt-2-1"' not in page


def test_each_item_leads_to_its_place_in_the_text(keeper: Client) -> None:
    page = send(keeper, TEXT).content.decode()
    number = TEXT.split("\n").index("Punkt 2: Godkendelse: Aftale om naboskab") + 1
    assert f'href="#t0-{number}"' in page
    assert f'id="t0-{number}"' in page


def test_a_date_that_does_not_fit_is_asked_about_with_the_nearest_meeting_first_chosen(keeper: Client) -> None:
    from tvaers.engine.forums.models import Forum

    planned(Forum.objects.get(key="ssf"), 5, 21)
    page = send(keeper, ODD).content.decode()
    assert '<option value="2026-05-21" selected>' in page
    assert '<option value="2026-05-23">' in page


def test_persons_stand_by_role_unless_one_asks_for_names(keeper: Client) -> None:
    assert "medlem, Hjørring Kommune" in send(keeper, TEXT).content.decode()
    assert "Asta Ahorn, Hjørring Kommune</li>" in send(keeper, TEXT, people="names").content.decode()


def test_the_forum_that_the_file_names_is_found(keeper: Client) -> None:
    assert send(keeper, TEXT, key="").redirect_chain[-1][0] == reverse(REVIEW[0], args=[REVIEW[1]])


def test_a_file_of_another_forum_shows_the_way_there_and_no_button(keeper: Client) -> None:
    page = send(keeper, TEXT, key="ssf").content.decode()
    assert reverse(REVIEW[0], args=["ffu"]) in page
    assert 'name="indlaes"' not in page


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("referat.xlsx", "x", "Brug txt, docx eller pdf"),
        ("referat.pdf", "ikke en pdf", "ikke en pdf-fil"),
        ("referat.txt", "", "Filen er tom"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_danish(keeper: Client, name: str, text: str, says: str) -> None:
    assert says in send(keeper, text, name=name).content.decode()


def test_minutes_that_are_in_already_cannot_come_again(keeper: Client) -> None:
    send(keeper, TEXT)
    press(keeper, **{"punkt-2-2": "decided"})
    page = send(keeper, TEXT).content.decode()
    assert "er her allerede" in page
    assert 'name="indlaes"' not in page


def test_the_file_is_still_there_after_an_answer_that_cannot_be(keeper: Client) -> None:
    send(keeper, TEXT)
    page = press(keeper, **{"punkt-2-2": "vrøvl"}).content.decode()
    assert "Det er læst i referat.txt" in page
    assert Meeting.objects.count() == 0


def test_without_a_file_one_is_led_to_choose_it(keeper: Client) -> None:
    answer = keeper.get(reverse(REVIEW[0], args=[REVIEW[1]]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("forums:import", args=["ffu"])


def test_somebody_who_does_not_keep_the_forum_is_refused(keeper: Client) -> None:
    other = client(user("medlem", "udvalgsmedlem", "0860"))
    assert [other.get(reverse(f"forums:{name}", args=["ffu"])).status_code for name in ("import", "import_review")] == [
        403, 403
    ]  # fmt: skip


def test_a_file_with_closed_items_is_not_offered_as_a_paper(keeper: Client) -> None:
    page = send(keeper, TEXT.replace("Punkt 2:", "Lukket punkt 2:"))
    assert "keep" not in page.context["form"].fields
    assert "Lukket</" in page.content.decode()
