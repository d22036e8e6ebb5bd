"""A message that is nested deeper than anybody can follow is refused as damaged, and so answered like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tvaers.engine.messages.refusal import Refused
from tvaers.engine.messages.view import take

LETTER = (Path(__file__).parent / "golden" / "cc-reply.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("depth", [2000, 20_000])
def test_a_deep_narrative_is_refused(depth: int) -> None:
    deep = f'<div xmlns="http://www.w3.org/1999/xhtml">{"<b>" * depth}x{"</b>" * depth}</div>'
    text = re.sub(r"<div .*?</div>", deep, LETTER, flags=re.DOTALL)
    with pytest.raises(Refused, match="for mange niveauer"):
        take(text.encode())
