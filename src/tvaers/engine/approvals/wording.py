"""What every text of an edition is held against before it is kept."""

from __future__ import annotations

from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr


def check_words(*texts: str) -> None:
    """Problem when a text has something that looks like a CPR number: an edition is read by all parties."""
    if any(looks_like_cpr(one) for one in texts):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
