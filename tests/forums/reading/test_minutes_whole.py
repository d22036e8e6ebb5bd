"""Nothing of a file is dropped and nothing makes the reader fall over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forums.reading.invented import SOURCE, TEXT, as_docx, as_pdf

from tvaers.engine.forums.reading import Minutes, as_data, read_minutes, without_names
from tvaers.kernel.errors import Problem

ROWS = st.sampled_from(
    [
        "REFERAT Fælles Forretningsudvalg d. 12-03-2026",
        "Dagsorden",
        "Indholdsfortegnelse",
        "Godkendelse af dagsorden.....\t2",
        "Punkt 1: Mødedeltagere",
        "Punkt 2",
        "Sag nr. 3",
        "1. Godkendelse af dagsorden",
        "2) Drøfter planen.",
        "Ad 1) Godkendt.",
        "## Eventuelt",
        "1-01-72-1044-24",
        "Sagsnr.: 24/123",
        "Deltagere: Asta Ahorn, Egeby Kommune",
        "Afbud:",
        "Asta Ahorn",
        "Indstilling",
        "Det indstilles, at udvalget:",
        "Beslutning: Godkendt med bemærkning om:",
        "**Beslutning**",
        "- At der følges op den 31. februar og 29. november.",
        "   - Orientering: Noget (fælles)",
        "Bilag",
        "Bilag 1: Et notat",
        "SPOR 1: Et spor",
        "- Q3 2025:",
        "- jul.-sep.: Noget (Adm.)",
        "Lokale 4",
        "Punktet blev udsat til mødet den 3. maj.",
        "For Asta Ahorn deltog Birk Bøg.",
        "•",
        "[tekst](#)",
        "",
    ]
)


def texts(value: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(one)


def unspaced(text: str) -> str:
    """A text's letters and digits."""
    return "".join(letter for letter in text if letter.isalnum())


def dropped(text: str, minutes: Minutes) -> list[str]:
    """The lines of a text that stand nowhere in what was read, Markdown and marks aside; what stands before a colon
    may have become a heading or a number."""
    kept = unspaced(" ".join(texts(as_data(minutes))))
    parts = [(line, line.split("](")[0].lstrip("-*•#0123456789.) ").split(":")) for line in text.splitlines()]
    return [line for line, own in parts if not all(unspaced(part) in kept for part in own)]


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=25))
def test_every_line_is_kept(rows: list[str]) -> None:
    text = "Referat\n" + "\n".join(rows)
    assert dropped(text, read_minutes(text.encode(), "a.txt")) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_every_line_of_any_text_is_kept(rows: list[str]) -> None:
    text = "Punkt 1: Noget\n" + "\n".join(row.replace("\ufeff", "") for row in rows)
    try:
        minutes = read_minutes(text.encode("utf-8", errors="ignore"), "a.txt")
    except Problem:
        return
    assert dropped(text.encode("utf-8", errors="ignore").decode(), minutes) == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a", ""]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        read_minutes(content, name)
    except Problem as problem:
        assert problem.what and problem.why and problem.do


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["docx", "pdf"]))
def test_a_broken_document_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    content = bytearray(_document(kind))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_minutes(bytes(content[: data.draw(st.integers(9, len(content)))]), f"a.{kind}")
    except Problem as problem:
        assert problem.do


def _document(kind: str, kept: dict[str, bytes] = {}) -> bytes:  # noqa: B006  (made once)
    short = TEXT[:1200]
    return kept.setdefault(kind, as_docx(short) if kind == "docx" else as_pdf(short))


@pytest.mark.skipif(not SOURCE.exists(), reason="the sources are not beside the repository")
def test_every_line_of_the_source_is_kept() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert dropped(text, read_minutes(SOURCE)) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=25))
def test_the_document_is_json_with_and_without_names(rows: list[str]) -> None:
    minutes = read_minutes(("Referat\n" + "\n".join(rows)).encode(), "a.txt")
    data = [as_data(minutes), as_data(without_names(minutes))]
    assert json.loads(json.dumps(data)) == data


@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=25))
def test_every_finding_is_whole(rows: list[str]) -> None:
    minutes = read_minutes(("Referat\n" + "\n".join(rows)).encode(), "a.txt")
    assert all(one.kind in ("unsure", "warning", "missing") and one.what and one.why for one in minutes.findings)
