"""What pydantic finds wrong is said in Danish, without the value."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from tvaers.api.faults import OTHERWISE, in_danish


class Given(BaseModel):
    """One of each."""

    number: int = Field(1, ge=1)
    text: str = Field("a", max_length=3)
    listed: list[int] = Field(default_factory=list, max_length=1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "0101394321x"}, "skal være et helt tal."),
        ({"number": 0}, "skal være mindst 1."),
        ({"text": "abcd"}, "må højst have 3 tegn."),
        ({"listed": [1, 2]}, "må højst have 1 værdier."),
    ],
)
def test_a_fault_is_said_in_danish(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Given(**given)
    assert [in_danish(fault) for fault in caught.value.errors()] == [words]


@pytest.mark.parametrize("fault", [{"type": "never_heard_of"}, {"type": "less_than", "ctx": {}}, {}])
def test_a_fault_without_words_is_said_all_the_same(fault: dict[str, Any]) -> None:
    assert in_danish(fault) == OTHERWISE
