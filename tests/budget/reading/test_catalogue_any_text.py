"""Any text gives a catalogue, and no line of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.budget.reading.made_up import made_up

from tvaers.engine.budget.catalogue import Catalogue, Table
from tvaers.engine.budget.reading import as_data, read_text

PIECES = made_up().split("\n")
WORD = re.compile(r"\w{4,}")

lines = st.one_of(
    st.sampled_from(PIECES),
    st.text(max_size=60),
    st.sampled_from(["| a | 1 | 2 |", "|---|---|", "\t2031\t2032", "Drift\t1,0\t", "Opdrift", "I alt 1 2 3", "- - -"]),
    st.from_regex(r"[A-Z][a-z]{2,9}( -?[0-9]{1,3}(,[0-9]{1,2})?){1,5} ?", fullmatch=True),
)
texts = st.lists(lines, max_size=60).map("\n".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_gives_a_catalogue(text: str) -> None:
    assert as_data(read_text(text))["lines"] >= 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("\n".join))
def test_every_word_is_found_again(text: str) -> None:
    shown = "".join(told(read_text(text))).replace("-", "").replace(" ", "")
    lost = [one for one in WORD.findall(text) if one not in shown and one.lower() not in HEADS]
    assert lost == []


HEADS = {"side", "opdrift", "omstilling", "kapitel", "bevilling", "virksomhed", "afdeling"}
"""Words of heads and marks that a catalogue keeps as what they mean."""


def told(catalogue: Catalogue) -> Iterator[str]:
    """Everything a catalogue says, as text."""
    yield str(as_data(catalogue))
    for table in tables(catalogue):
        yield "".join(one.printed for one in table.columns)


def tables(catalogue: Catalogue) -> Iterator[Table]:
    yield from catalogue.tables
    for one in catalogue.proposals:
        yield from one.sub_tables
        yield from [one.table] if one.table else []
