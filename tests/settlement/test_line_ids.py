"""Line ids: what is written is what is read, whatever the source's own id contains."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.engine.settlement.line_ids import LineId, line_id_sql, parse_line
from tvaers.kernel.errors import Problem

sources = st.text(st.sampled_from("ab.~19r-/ øÅ"), min_size=1, max_size=8)
ids = st.builds(
    LineId,
    short=st.sampled_from(["BA21", "SA"]),
    table=st.sampled_from(["contacts", "dialysis_days"]),
    day=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    source=sources,
    part=st.sampled_from(["", "0751-2011", "telefon-2012"]),
    revision=st.integers(1, 999),
    is_reversal=st.booleans(),
)


@given(ids)
def test_an_id_reads_as_it_was_written(line: LineId) -> None:
    assert parse_line(str(line)) == line


@given(ids)
def test_sql_writes_the_same_id(line: LineId) -> None:
    row = (
        f"SELECT '{line.table}' AS table_name, DATE '{line.day}' AS day, '{line.source}' AS source, "
        f"'{line.part}' AS part, {line.revision} AS revision, {-1 if line.is_reversal else 1} AS entry"
    )
    assert duckdb.sql(f"SELECT {line_id_sql(line.short)} FROM ({row})").fetchall() == [(str(line),)]


@given(ids, ids)
def test_two_lines_never_share_an_id(first: LineId, second: LineId) -> None:
    assert (str(first) == str(second)) == (first == second)


@pytest.mark.parametrize(
    "text",
    ["", "BA21", "BA21.contacts.20210304.k1", "BA21.contacts.20211304.k1.1", "ba21.contacts.20210304.k1.1", "k1.1r"],
)
def test_what_is_no_line_id_is_a_problem(text: str) -> None:
    with pytest.raises(Problem, match="er ikke et linjenummer"):
        parse_line(text)
