"""Other layouts than the one we know best: other headings, other orders, Markdown, agendas, and things missing."""

from __future__ import annotations

from datetime import date, time

import pytest

from tvaers.engine.forums.reading import Minutes, read_minutes


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "a.txt")


@pytest.mark.parametrize(
    "heading",
    [
        "Punkt {n}: {t}",
        "Punkt {n} - {t}",
        "Dagsordenspunkt {n}: {t}",
        "Sag nr. {n}\n{t}",
        "Sag {n}: {t}",
        "Pkt. {n}. {t}",
        "{n}. {t}",
        "{n}) {t}",
        "## {n}. {t}",
        "**Punkt {n}: {t}**",
        "Ad {n}. {t}",
        "## {t}",
    ],
)
def test_headings_of_items(heading: str) -> None:
    titles = ("Godkendelse af dagsorden", "Orientering: Nye lokaler", "Eventuelt")
    asked = "1. Tager sagen til efterretning.\n2. Drøfter sagen.\n"
    body = f"Indstilling\nDet indstilles, at udvalget:\n{asked}Beslutning\nDrøftet.\n"
    items = "\n".join(heading.format(n=at, t=title) + "\n" + body for at, title in enumerate(titles, start=1))
    minutes = read("Referat af møde i Fælles Forretningsudvalg den 12. marts 2026\n\n" + items)
    assert [one.number for one in minutes.items] == ["1", "2", "3"]
    assert [one.heading for one in minutes.items] == list(titles)
    assert [len(one.points) for one in minutes.items] == [2, 2, 2]


def test_items_in_another_order() -> None:
    parts = [f"Punkt {number}: Sag {number}\n1-01-72-1044-24\nBeslutning\nDrøftet.\n" for number in (4, 2, 3)]
    assert [one.number for one in read("Referat\n" + "\n".join(parts)).items] == ["4", "2", "3"]


def test_a_point_mentioned_in_a_text_is_no_heading() -> None:
    first = "Punkt 1: Et emne\nBeslutning\nPunkt 1 og 2 blev godkendt.\n"
    text = f"Referat\n{first}Punkt 2: Næste emne\nBeslutning\nDrøftet.\n"
    assert [one.title for one in read(text).items] == ["Et emne", "Næste emne"]


def test_decision_before_the_case() -> None:
    text = (
        "Referat\nPunkt 1: Godkendelse: Plan\nIndstilling\nDet indstilles, at udvalget godkender planen.\n"
        "Beslutning\nGodkendt.\nSagsfremstilling\nPlanen drøftes ikke her.\n"
    )
    [item] = read(text).items
    assert [one.kind for one in item.sections] == ["recommendation", "decision", "case"]
    assert item.points[0].outcome == "approved"


def test_an_agenda_has_no_decisions_yet() -> None:
    minutes = read("Dagsorden\nPunkt 1: Godkendelse: Plan\nIndstilling\nAt udvalget godkender planen.\n")
    assert minutes.head.kind == "dagsorden"
    assert [(one.outcome, one.points[0].outcome) for one in minutes.items] == [("none", "none")]
    assert not [one for one in minutes.findings if "beslutning" in one.what]


def test_minutes_without_a_decision_say_so() -> None:
    minutes = read("Referat\nPunkt 1: Godkendelse: Plan\nIndstilling\nAt udvalget godkender planen.\n")
    assert minutes.items[0].outcome == "not_recorded"
    assert "Punkt 1, indstillingspunkt 1 er ikke besvaret" in [one.what for one in minutes.findings]


def test_a_list_before_the_items_is_the_contents() -> None:
    items = "1. Velkomst\nBeslutning\nDrøftet.\n2. Eventuelt\nBeslutning\nIntet.\n"
    text = f"Referat\nDagsorden:\n1. Velkomst\n2. Eventuelt\n\n{items}"
    minutes = read(text)
    assert [one.text for one in minutes.contents] == ["1. Velkomst", "2. Eventuelt"]
    assert [one.outcome for one in minutes.items] == ["discussed", "nothing_to_note"]


def test_headings_with_text_after_a_colon_and_unknown_ones_are_kept() -> None:
    case = "### Sagsfremstilling\nTekst.\n### Smittefare\nIngen.\n"
    text = f"Referat\n## 1. Plan\n**Lovgrundlag:** Loven.\n{case}**Beslutning:** Drøftet."
    sections = [(one.kind, one.heading, one.text) for one in read(text).items[0].sections]
    assert sections == [
        ("other", "Lovgrundlag", "Loven."),
        ("case", "Sagsfremstilling", "Tekst."),
        ("other", "Smittefare", "Ingen."),
        ("decision", "Beslutning", "Drøftet."),
    ]


@pytest.mark.parametrize(
    ("head", "day", "clock", "place"),
    [
        ("Mødedato Fredag d. 22. august 2025 kl. 12:00\nMødested Lokale 2", date(2025, 8, 22), time(12), "Lokale 2"),
        ("Dato: 22.08.2025\nTid: kl. 9.30-11\nSted: Teams", date(2025, 8, 22), time(9, 30), "Teams"),
        ("Tid og sted: 22/8 2025 kl. 9-11, Rådhuset", date(2025, 8, 22), time(9), "Rådhuset"),
        ("Dato\t22-08-2025\nTidspunkt\t13.00 – 15.00\nSted\tLokale 2", date(2025, 8, 22), time(13), "Lokale 2"),
        ("**Mødested:** Lokale 2\n**Dato:** 22. august 2025, kl. 8:15", date(2025, 8, 22), time(8, 15), "Lokale 2"),
    ],
)
def test_heads(head: str, day: date, clock: time, place: str) -> None:
    found = read(f"Referat\n{head}\n\n1. Eventuelt\nIntet.").head
    assert (found.date, found.time, found.place) == (day, clock, place)


@pytest.mark.parametrize(
    ("title", "written", "known"),
    [
        (
            "REFERAT Sundhedsaftalens Fælles Forretningsudvalg d. 22-08-2025",
            "Sundhedsaftalens Fælles Forretningsudvalg",
            "ffu",
        ),
        ("Referat fra møde i Strategisk Sundhedsforum den 3. marts 2026", "Strategisk Sundhedsforum", "ssf"),
        ("Dagsorden for Sundhedssamarbejdsudvalget 3. marts 2026", "Sundhedssamarbejdsudvalget", "ssu"),
        ("Referat af møde i Temagruppen om træning torsdag den 3. marts 2026", "Temagruppen om træning", ""),
    ],
)
def test_forums(title: str, written: str, known: str) -> None:
    forum = read(f"{title}\n1. Eventuelt\nIntet.").head.forum
    assert (forum.written, forum.known) == (written, known)


def test_a_wrong_weekday_is_told() -> None:
    minutes = read("Referat\nMødedato Torsdag d. 22. august 2025\n1. Eventuelt\nIntet.")
    assert minutes.head.weekday_matches is False
    assert "22-08-2025 er en fredag, ikke en torsdag." in [one.why for one in minutes.findings]


@pytest.mark.parametrize(
    ("heading", "types", "title"),
    [
        ("Orientering/drøftelse: Plan", ("Orientering", "Drøftelse"), "Plan"),
        ("Drøftelse og godkendelse: Plan", ("Drøftelse", "Godkendelse"), "Plan"),
        ("Orientering - Plan", ("Orientering",), "Plan"),
        ("Plan (til godkendelse)", ("Godkendelse",), "Plan"),
        ("Plan – til drøftelse", ("Drøftelse",), "Plan"),
        ("Plan (O)", ("Orientering",), "Plan"),
        ("Orientering", (), "Orientering"),
        ("Godkendelse af dagsorden", (), "Godkendelse af dagsorden"),
    ],
)
def test_types_in_a_heading(heading: str, types: tuple[str, ...], title: str) -> None:
    [item] = read(f"Referat\nPunkt 1: {heading}\nBeslutning\nDrøftet.").items
    assert (item.types, item.title) == (types, title)


@pytest.mark.parametrize(
    "line", ["1-01-72-1044-24", "Sagsnr.: 24/12345", "J.nr. 24-0012", "Journalnummer: 00.01.00-A00-1-24"]
)
def test_journal_numbers_in_other_forms(line: str) -> None:
    [item] = read(f"Referat\nPunkt 1: Plan\n{line}\nBeslutning\nDrøftet.").items
    assert item.journal == line.split()[-1]
    assert [one.kind for one in item.sections] == ["decision"]


def test_what_is_no_minutes_is_kept_as_unread_text() -> None:
    minutes = read("Kære alle\nVi ses til sommerfest.\n")
    assert [one.text for one in minutes.unread] == ["Kære alle", "Vi ses til sommerfest."]
    assert "2 linjer er ikke læst" in [one.what for one in minutes.findings]
