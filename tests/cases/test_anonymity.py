"""The check of anonymous texts: what it stops, what it warns of, and what it leaves alone."""

from __future__ import annotations

import pytest

from tvaers.engine.cases.anonymity import check, stops, warns

STOPPED = {
    "Patienten 010150-1234 faldt.": "et CPR-nummer",
    "Patienten 0101501234 faldt.": "et CPR-nummer",
    "Patienten 010150 1234 faldt.": "et CPR-nummer",
    "Patienten 01 01 50 1234 faldt.": "et CPR-nummer",
    "Patienten 01.01.50-1234 faldt.": "et CPR-nummer",
    "Patienten 010150 - 1234 faldt.": "et CPR-nummer",
    "Patienten 010150–1234 faldt.": "et CPR-nummer",
    "Patienten 010150-XXXX faldt.": "et CPR-nummer",
    "Erstatningsnummer 610150-1234 blev brugt.": "et CPR-nummer",
    "Kvinde født 1. januar 1950 fik for lidt medicin.": "en fødselsdato",
    "Mand f. 03-05-1944 faldt.": "en fødselsdato",
    "Fødselsdato: 3/5-44.": "en fødselsdato",
    "Ring på 87 65 43 21.": "et telefonnummer",
    "Ring på 87654321.": "et telefonnummer",
    "Ring på +45 8765 4321.": "et telefonnummer",
    "Skriv til nogen@eksempel.dk.": "en mailadresse",
}
WARNED = {
    "Datteren Mette ringede.": "Mette",
    "Vi talte med Xandra Qvistgren om det.": "Xandra Qvistgren",
    "Patienten hedder Hans Peter Qvistgren.": "Hans Peter Qvistgren",
    "Mette Qvistgren ringede.": "Mette Qvistgren",
    "Fru Qvistgren ringede.": "Fru Qvistgren",
    "Hr. Qvistgren ringede.": "Hr. Qvistgren",
    "Overlæge Qvistgren skrev en ny liste.": "Overlæge Qvistgren",
    "Hun bor på Solsikkevej 12.": "Solsikkevej 12",
    "Anna Jensen fik forkert medicin.": "Anna Jensen",
    "Det var anna jensen, der faldt.": "anna jensen",
    "Det var hanne p. nielsen, der faldt.": "hanne p. nielsen",
    "HANNE NIELSEN FALDT.": "HANNE NIELSEN",
    "Så faldt HANNE igen.": "HANNE",
    "Borgeren Ali faldt.": "Ali",
    "Ibrahim Al-Sayed blev flyttet.": "Ibrahim Al-Sayed",
    "Jensen gled.": "Jensen",
    "Jensens medicin blev glemt.": "Jensens",
}
LEFT_ALONE = (
    "En ældre borger fik ikke sin medicin efter udskrivning fra Regionshospitalet Horsens.",
    "Aarhus Universitetshospital sendte ingen udskrivningsrapport til Odder Kommune.",
    "Hospitalsenheden Vest og Ikast-Brande Kommune har aftalt en ny tjekliste.",
    "Borgeren blev flyttet fra Silkeborg Sygehus til Plejecentret i Skanderborg.",
    "Region Midtjylland og Region Nordjylland bruger Fælles Medicinkort.",
    "Hændelsen skete den 15-03-2011 kl. 14.30.",
    "Fristen var 13. juni 2011. Analysen blev færdig i april 2011.",
    "I 2011-2014 skete det 120 gange, og det kostede 62.300,50 kr.",
    "Patienten var 84 år og fik 2,5 mg Marevan i stedet for 5 mg.",
    "Der gik 10 dage. Sygeplejersken ringede kl. 8.00 og igen kl. 16.30.",
    "Overlæge fra akutafdelingen var ikke til stede.",
    "Sagen har nummer 12345 i DPSD.",
    "Ved overlevering manglede listen. Da Hjemmeplejen spurgte, var vagten slut.",
    "Det skete i maj. Per telefon blev det aftalt, at dosis skulle sættes ned.",
    "Hans medicin blev glemt. August var travl.",
    "Afsnit 321 og stue 12 var lukket.",
    "EKG, KOL, MRSA og DPSD er forkortelser.",
    "Vi fandt hans skov bag huset. Bent over sengen så hun såret.",
    "Skov og lund ligger bag plejehjemmet.",
    "",
)


@pytest.mark.parametrize(("text", "why"), STOPPED.items())
def test_what_tells_who_somebody_is_stops(text: str, why: str) -> None:
    assert why in stops(text)


@pytest.mark.parametrize(("text", "piece"), WARNED.items())
def test_what_looks_like_a_name_or_an_address_warns(text: str, piece: str) -> None:
    assert piece in [trace.text for trace in check(text) if trace.level == "warn"]


@pytest.mark.parametrize("text", WARNED)
def test_what_only_warns_does_not_stop(text: str) -> None:
    assert stops(text) == ""


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_hospitals_places_days_and_amounts_are_left_alone(text: str) -> None:
    assert check(text) == ()


def test_a_number_whose_first_digits_are_no_day_is_no_cpr_number() -> None:
    assert "et CPR-nummer" not in stops("Journalnummer 991399-1234.")


def test_each_piece_is_named_once() -> None:
    assert len(warns("Mette Qvistgren ringede.")) == 1


def test_the_sentence_names_every_reason_once() -> None:
    assert stops("010150-1234, 020250-1234 og 87654321") == (
        "Teksten indeholder noget, der ligner et CPR-nummer og et telefonnummer. Skriv den uden."
    )
