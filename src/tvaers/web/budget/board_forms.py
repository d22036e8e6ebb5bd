"""The small forms of the budget board: how much of a proposal, from when, and the risk of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tvaers.engine.budget.composing import Choice
from tvaers.kernel.errors import Problem
from tvaers.web.budget.board import kroner_of, percent_of

FIELDS = ("risiko", "beloeb", "maaned", "kun_med", "overlap")


def choice_of(key: str, posted: Mapping[str, str]) -> Choice:
    """The choice that somebody wrote; empty fields say nothing. Problem with what is wrong."""
    month = posted.get("maaned", "").strip() or "1"
    if not month.isdigit():
        raise Problem(what=f"»{month}« er ikke en måned.", do="Skriv et tal fra 1 til 12.")
    return Choice(
        key, risk=_read(posted.get("risiko", ""), percent_of, "en procent fra 0 til 100", "25"),
        amount=_read(posted.get("beloeb", ""), kroner_of, "et beløb i mio. kr.", "2,5"), start_month=int(month),
        only_with=posted.get("kun_med", "").strip(), takes_overlap=bool(posted.get("overlap")),
    )  # fmt: skip


def risk_of(words: str) -> int:
    """The risk of the whole, in thousandths. Problem when it is no percentage."""
    found = _read(words, percent_of, "en procent fra 0 til 100", "25")
    if found is None:
        raise Problem(what="Risikoen mangler.", do="Skriv et tal fra 0 til 100.")
    return found


def typed(posted: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields, to show it again."""
    return {name: posted[name] for name in FIELDS if name in posted}


def _read(words: str, reader: Callable[[str], int], noun: str, example: str) -> int | None:
    if not words.strip():
        return None
    try:
        return reader(words)
    except ValueError:
        raise Problem(what=f"»{words}« er ikke {noun.removesuffix('.')}.", do=f"Skriv fx {example}.") from None
