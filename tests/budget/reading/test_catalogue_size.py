"""The longest plain text that is taken: a catalogue is far below it, and a dump of something else gets an answer."""

from __future__ import annotations

import pytest

from tvaers.engine.budget.reading import front
from tvaers.kernel.errors import Problem


def text_of(size: int) -> bytes:
    return b"Drift 1,0\n".ljust(size, b"\n")


def test_the_largest_text_is_taken() -> None:
    assert front.front(text_of(front.LARGEST_TEXT), "a.txt").lines


def test_a_larger_text_is_refused_with_its_size() -> None:
    with pytest.raises(Problem) as told:
        front.front(text_of(front.LARGEST_TEXT + 1), "a.txt")
    assert told.value.why == "Filen har over 4 MB ren tekst."
