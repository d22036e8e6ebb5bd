"""Minutes as municipalities, regions and clusters write them: other headings, bare heads, answers by number."""

from __future__ import annotations

from datetime import date, time
from unicodedata import normalize

import pytest

from tvaers.engine.forums.reading import Minutes, read_minutes
from tvaers.engine.forums.reading.model import Item

COUNCIL = """Egeby Kommune
Sundhedsudvalget
Beslutningsprotokol

Dato: Tirsdag den 10. marts 2026
Mødetidspunkt: 15.00 - 17.30
Mødested: Udvalgsværelse 2
Medlemmer: Asta Ahorn (Formand), Birk Bøg, Cilla Ceder

11. Godkendelse af dagsorden
Sagsnr.: 26/000123
Beslutning
Godkendt.

12. Opfølgning på forbruget
Sagsnr.: 26/000456
Administrationen indstiller,
at Sundhedsudvalget over for Økonomiudvalget anbefaler,
1. at opfølgningen tages til efterretning,
2. at der gives en tillægsbevilling.
Beslutning Sundhedsudvalget den 10-03-2026
Ad 1: Anbefales.
Ad 2: Ikke anbefalet. Cilla Ceder stemte imod.
Fraværende: Birk Bøg

13. Lukket: En sag om en bygning
Sagsnr.: 26/000789
Beslutning
Godkendt.
"""


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "a.txt")


def item(asked: str, decision: str) -> Item:
    [found] = read(f"Referat\nPunkt 1: Plan\nIndstilling\n{asked}\nBeslutning\n{decision}\n").items
    return found


def test_items_that_do_not_begin_with_one() -> None:
    assert [one.number for one in read(COUNCIL).items] == ["11", "12", "13"]


def test_the_answers_by_number_are_no_items() -> None:
    points = read(COUNCIL).items[1].points
    assert [(one.text, one.outcome) for one in points] == [
        ("opfølgningen tages til efterretning", "recommended"),
        ("der gives en tillægsbevilling.", "not_approved"),
    ]


def test_the_heading_of_a_decision_with_forum_and_day() -> None:
    section = read(COUNCIL).items[1].section("decision")
    assert section is not None
    assert section.heading == "Beslutning Sundhedsudvalget den 10-03-2026"


def test_who_voted_against_is_a_remark() -> None:
    assert [one.text for one in read(COUNCIL).items[1].remarks] == ["Cilla Ceder stemte imod."]


def test_an_absence_under_an_item() -> None:
    assert [one.participant for one in read(COUNCIL).absences] == ["Birk Bøg"]


@pytest.mark.parametrize(
    ("heading", "title", "closed"),
    [
        ("Punkt 1: Lukket: Salg af grund", "Salg af grund", True),
        ("Punkt 1: Salg af grund (lukket)", "Salg af grund", True),
        ("Punkt 1: Salg af grund - lukket punkt", "Salg af grund", True),
        ("Lukket punkt 1: Salg af grund", "Salg af grund", True),
        ("Lukket punkt L1: Salg af grund", "Salg af grund", True),
        ("Punkt 1: Lukket punkt", "Lukket punkt", True),
        ("Åbent punkt 1: Salg af grund", "Salg af grund", False),
        ("Punkt 1: Lukkede afdelinger", "Lukkede afdelinger", False),
        ("Punkt 1: Status på lukkede punkter", "Status på lukkede punkter", False),
    ],
)
def test_items_that_are_closed(heading: str, title: str, closed: bool) -> None:
    [found] = read(f"Referat\n{heading}\nBeslutning\nGodkendt.\n").items
    assert (found.title, found.closed) == (title, closed)


def test_closed_items_have_a_row_of_their_own() -> None:
    parts = ("Punkt 1: Plan", "Lukket punkt L1: Salg", "Punkt 2: Eventuelt")
    minutes = read("Referat\n" + "".join(f"{part}\nBeslutning\nGodkendt.\n" for part in parts))
    assert [(one.number, one.closed) for one in minutes.items] == [("1", False), ("L1", True), ("2", False)]


@pytest.mark.parametrize("heading", ["Punkt nr. {n} - {t}", "Punkt nr. {n}: {t}", "{n}.\n{t}", "Pkt. nr. {n} {t}"])
def test_more_headings_of_items(heading: str) -> None:
    titles = ("Godkendelse af dagsorden", "Eventuelt")
    text = "".join(heading.format(n=at, t=title) + "\nBeslutning\nDrøftet.\n" for at, title in enumerate(titles, 1))
    assert [one.title for one in read(f"Referat\n{text}").items] == list(titles)


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("Aftale om patienter i\nhjemmerespirator\n1-31-72-12-25", "Aftale om patienter i hjemmerespirator"),
        ("Aftale\nom patienter i\nhjemmerespirator\n1-31-72-12-25", "Aftale om patienter i hjemmerespirator"),
        ("Aftale om\nOverlevering\n1-31-72-12-25", "Aftale om Overlevering"),
        ("Aftale om patienter i\nhjemmerespirator\nBeslutning", "Aftale om patienter i hjemmerespirator"),
        ("Aftale om patienter\nPatienterne er mange.\nBeslutning", "Aftale om patienter"),
        ("Aftale om patienter\n\nog deres hjem\nBeslutning", "Aftale om patienter"),
    ],
)
def test_a_title_broken_over_lines(broken: str, title: str) -> None:
    assert read(f"Referat\nPunkt 1: {broken}\nGodkendt.\n").items[0].title == title


def test_letters_made_of_two_signs() -> None:
    assert read(normalize("NFD", COUNCIL)).head.place == "Udvalgsværelse 2"


def test_a_head_without_labels() -> None:
    lines = "Udvalget for nære tilbud\nmandag den 2. februar 2026\nkl. 13:00\nRegionshuset, mødelokale B2\n"
    minutes = read(f"Region Skov\nReferat\n{lines}Tilstede: Asta Ahorn\n\nPunkt 1: Eventuelt\nIntet.")
    head = minutes.head
    assert (head.forum.written, head.date, head.time, head.place) == (
        "Udvalget for nære tilbud", date(2026, 2, 2), time(13), "Regionshuset, mødelokale B2",
    )  # fmt: skip
    assert [one.text for one in minutes.unread] == ["Region Skov"]


def test_a_place_that_is_named_room() -> None:
    assert read("Referat\nMødelokale D\n1. Eventuelt\nIntet.").head.place == "Mødelokale D"


def test_what_is_no_minutes_is_told_first() -> None:
    minutes = read("Katalog 2027\nFærre senge.\n1. halvår 2027 er dyrt.\nØkonomi\nEn million.")
    assert minutes.findings[0].what == "Filen ligner ikke et referat eller en dagsorden"
    assert minutes.items == ()


def test_leader_in_brackets_with_the_organisation() -> None:
    [person] = read("Referat\nTil stede:\nAsta Ahorn (Egeby Kommune, formand)\n1. Eventuelt\nIntet.").participants
    assert (person.organisation, person.leader) == ("Egeby Kommune", True)


def test_someone_absent_who_is_not_among_those_present() -> None:
    found = read("Referat\nTil stede: Asta Ahorn\nAfbud: Birk Bøg\n1. Eventuelt\nIntet.").attendance
    assert (found.present, found.of) == (1, 2)


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("Administrationen foreslår,\nat planen godkendes, og\nat den sendes", ["planen godkendes", "den sendes"]),
        ("Det indstilles, at udvalget:\na) drøfter planen\nb) godkender den", ["drøfter planen", "godkender den"]),
        ("Det indstilles, at Fælles Forretningsudvalg:", []),
    ],
)  # fmt: skip
def test_points_without_numbers(asked: str, texts: list[str]) -> None:
    assert [one.text for one in item(asked, "Godkendt.").points] == texts


@pytest.mark.parametrize(
    ("decision", "outcomes"),
    [
        ("Udvalget godkendte aftale A. Aftale B blev ikke godkendt.", ["approved", "not_approved"]),
        ("Aftale B blev godkendt. Aftale A afventer.", ["deferred", "approved"]),
        ("Godkendt.", ["approved", "approved"]),
        ("Indstillingen tiltrædes.", ["approved", "approved"]),
        ("Udvalget anbefaler, at indstillingen tiltrædes.", ["recommended", "recommended"]),
        ("Sagen er hjemvist.", ["deferred", "deferred"]),
        ("Indstillingen blev godkendt. Egeby Kommune tog forbehold.", ["approved_with_reservation"] * 2),
        ("Punktet udgår.", ["not_recorded", "not_recorded"]),
    ],
)
def test_outcomes_of_two_points(decision: str, outcomes: list[str]) -> None:
    found = item("Det indstilles, at udvalget:\n1. Godkender aftale A.\n2. Godkender aftale B.", decision)
    assert [one.outcome for one in found.points] == outcomes


def test_one_thing_approved_is_not_the_other() -> None:
    found = item("Det indstilles, at udvalget:\n1. Godkender planen.\n2. Drøfter budgettet.", "Planen blev godkendt.")
    assert [one.outcome for one in found.points] == ["approved", "not_recorded"]


def test_a_reservation_apart_is_a_condition() -> None:
    found = item("1. Godkender planen.", "Godkendt. Egeby Kommune tog forbehold for økonomien.")
    assert [one.text for one in found.conditions] == ["Egeby Kommune tog forbehold for økonomien."]


def test_what_somebody_remarked_beside() -> None:
    found = item(
        "1. Tager sagen til efterretning.", "Taget til efterretning, idet Egeby bemærkede, at tallene er gamle."
    )
    assert (found.outcome, [one.text for one in found.remarks]) == ("noted_with_remarks", ["at tallene er gamle."])


def test_an_answer_is_the_whole_sentence() -> None:
    found = item("1. Godkender planen.", "Indstillingens punkt 1 blev godkendt.")
    assert found.points[0].answer == "Indstillingens punkt 1 blev godkendt."


@pytest.mark.parametrize("mark", ["{n}. ", "   {n}. ", "    - "])
def test_points_however_far_they_are_moved_in(mark: str) -> None:
    asked = "".join(mark.format(n=at) + f"Godkender plan {at}.\n" for at in (1, 2))
    assert [one.text for one in item(asked, "Godkendt.").points] == ["Godkender plan 1.", "Godkender plan 2."]


def test_a_list_under_a_numbered_point_has_no_points_of_its_own() -> None:
    found = item("1. Godkender planen.\n  - med bilag\n2. Drøfter resten.", "Godkendt.")
    assert [one.number for one in found.points] == [1, 2]


def test_lines_that_say_themselves_what_they_are() -> None:
    found = item(
        "1. Godkender planen.", "Godkendt med forbehold.\n- Bemærkning: Ret navnet.\n- Forbehold: Pengene findes."
    )
    assert [one.text for one in found.remarks] == ["Ret navnet."]
    assert [one.text for one in found.conditions] == ["Pengene findes."]


def test_a_reservation_to_one_point_is_none_to_the_other() -> None:
    decision = "Ad 1: Godkendt med forbehold.\nAd 2: Godkendt.\n- Forbehold: Pengene findes."
    found = item("1. Godkender planen.\n2. Godkender budgettet.", decision)
    assert [one.outcome for one in found.points] == ["approved_with_reservation", "approved"]


def test_a_list_of_what_was_agreed_is_follow_ups() -> None:
    found = item(
        "1. Drøfter planen.",
        "Planen blev drøftet. Det blev aftalt, at:\n- hospitalet laver en oversigt\n- der er kaffe",
    )
    assert [(one.text, one.owner) for one in found.follow_ups] == [
        ("hospitalet laver en oversigt", "hospitalet"),
        ("der er kaffe", ""),
    ]


@pytest.mark.parametrize(
    ("line", "absent", "unread"),
    [
        ("Fraværende med afbud: Birk Bøg", ["Birk Bøg"], []),
        ("Fraværende: Ingen", [], []),
        ("Fraværende: to af os", [], ["Fraværende: to af os"]),
    ],
)
def test_an_absence_that_is_not_understood_is_not_lost(line: str, absent: list[str], unread: list[str]) -> None:
    found = read(f"Referat\n{line}\n1. Eventuelt\nIntet.")
    assert ([one.name for one in found.absences], [one.text for one in found.unread]) == (absent, unread)


def test_a_place_in_the_line_of_the_day() -> None:
    assert read("Referat\nTorsdag den 5. marts 2026 kl. 8.30 på Teams\n1. Eventuelt\nIntet.").head.place == "Teams"
