"""Where an edition stands in its chain of approval. Pure.

The steps are taken in order of position; those with the same position at the same time (such as every party's own).
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["waiting", "open", "passed", "conditional", "stopped"]
STATES = {
    "waiting": "Venter", "open": "I gang", "passed": "Passeret", "conditional": "Afventer forbehold",
    "stopped": "Standset",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """What is known of a step. `answer` is "", approved, conditional, rejected or closed; `unmet` open conditions."""

    position: int
    kind: str
    title: str
    answer: str
    unmet: tuple[str, ...] = ()
    party: str = ""


@dataclass(frozen=True)
class Stage:
    """A step with how it stands, and why it does not stand better."""

    fact: Fact
    state: State
    why: str = ""


@dataclass(frozen=True)
class Chain:
    """The whole chain. `lacking` says in Danish what must happen before the edition can come into force."""

    stages: tuple[Stage, ...]
    lacking: tuple[str, ...]
    approved: int
    parties: int

    @property
    def is_complete(self) -> bool:
        """Whether the edition can come into force."""
        return not self.lacking

    @property
    def count(self) -> str:
        """How many parties have approved, as "godkendt af 2 af 21"."""
        return f"godkendt af {self.approved} af {self.parties}"


def own_state(fact: Fact) -> State:
    """How a step stands by itself: a condition that is not met keeps it from being passed."""
    if fact.answer == "rejected":
        return "stopped"
    if fact.unmet:
        return "conditional"
    return "passed" if fact.answer in ("approved", "conditional", "closed") else "open"


def chain(facts: Sequence[Fact]) -> Chain:
    """The chain as it stands: a step waits until all before it are passed; a rejected one stops what follows."""
    stages: list[Stage] = []
    for fact in sorted(facts, key=lambda one: one.position):
        before = [one for one in stages if one.fact.position < fact.position]
        blocking = next((one for one in before if one.state != "passed"), None)
        state = own_state(fact)
        if blocking is not None and state == "open":
            stages.append(Stage(fact, "waiting", f"Venter på {blocking.fact.title}."))
        else:
            stages.append(Stage(fact, state, "; ".join(fact.unmet)))
    parties = [one for one in stages if one.fact.kind == "party"]
    lacking = tuple(_lack(one) for one in stages if one.state != "passed")
    return Chain(
        tuple(stages), lacking or _nothing(stages), sum(one.state == "passed" for one in parties), len(parties)
    )


def _nothing(stages: Sequence[Stage]) -> tuple[str, ...]:
    return () if stages else ("Der er ikke lagt en vej for godkendelsen.",)


def _lack(stage: Stage) -> str:
    says = {
        "waiting": "er ikke nået", "open": "har ikke svaret", "conditional": "har et forbehold, der ikke er opfyldt",
        "stopped": "har ikke godkendt", "passed": "",
    }  # fmt: skip
    why = f": {stage.why}" if stage.state == "conditional" else ""
    return f"{stage.fact.title} {says[stage.state]}{why}".rstrip(".") + "."


@dataclass(frozen=True)
class Piece:
    """A run of words that is kept, taken out or put in."""

    sort: Literal["same", "out", "in"]
    text: str


def words_changed(before: str, after: str) -> list[Piece]:
    """The difference between two wordings, word by word: what is recommended against what was decided."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[a:b])))
            continue
        if a < b:
            pieces.append(Piece("out", " ".join(old[a:b])))
        if c < d:
            pieces.append(Piece("in", " ".join(new[c:d])))
    return pieces
