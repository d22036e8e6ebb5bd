"""How an edition and its steps are told in words and shapes."""

from __future__ import annotations

from collections.abc import Sequence

from tvaers.engine.approvals import queries
from tvaers.engine.approvals.queries import STATES, Chain, Stage
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web.design import danish
from tvaers.web.design.parts import Kind, Status

KINDS: dict[str, Kind] = {
    "waiting": "wait", "open": "info", "passed": "ok", "conditional": "warning", "stopped": "error",
}  # fmt: skip
NAMED = 3
"""How many of those who are waited for are named in a row of a table."""


def step_status(stage: Stage) -> Status:
    """How a step stands, in the words of what it is: a party answers, a forum decides, a hearing is closed."""
    passed = {"party": "Godkendt", "forum": "Godkendt", "hearing": "Lukket"}
    words = {"passed": passed[stage.fact.kind], "stopped": "Ikke godkendt"}
    words["open"] = {"party": "Mangler svar", "forum": "Ikke besluttet", "hearing": "I gang"}[stage.fact.kind]
    return Status(text=words.get(stage.state, STATES[stage.state]), kind=KINDS[stage.state])


def edition_status(proposal: queries.Proposal, chain: Chain) -> Status:
    """Where an edition stands as a whole."""
    if proposal.withdrawn_on:
        return Status(text=f"Trukket tilbage {danish.day(proposal.withdrawn_on)}", kind="neutral")
    if proposal.in_force_from:
        verb = "I kraft fra" if proposal.in_force_from <= clock.today() else "Træder i kraft"
        return Status(text=f"{verb} {danish.day(proposal.in_force_from)}", kind="ok")
    if chain.is_complete:
        return Status(text="Kan træde i kraft", kind="ok")
    states = {one.state for one in chain.stages}
    if "stopped" in states:
        return Status(text="Udkast, standset", kind="error")
    if "conditional" in states:
        return Status(text="Udkast, afventer forbehold", kind="warning")
    return Status(text="Udkast, under godkendelse", kind="info")


def next_step(chain: Chain) -> str:
    """The first step that is not passed, in words; parties are named together."""
    waiting = awaited(chain)
    if not waiting:
        return "Sættes i kraft"
    first, state = waiting[0].fact, waiting[0].state
    if first.kind != "forum":
        return "Parternes godkendelse" if first.kind == "party" else f"{first.title} lukkes"
    words = {"conditional": "Forbehold opfyldes efter", "stopped": "Ny behandling i"}
    return f"{words.get(state, 'Beslutning i')} {first.title}"


def awaited(chain: Chain) -> list[Stage]:
    """The steps that are waited for now: those at the first place in the order where one is not passed."""
    lacking = [one for one in chain.stages if one.state != "passed"]
    return [one for one in lacking if one.fact.position == lacking[0].fact.position]


def waited_for(proposal: queries.Proposal, chain: Chain) -> str:
    """Who is waited for: the silent ones of a hearing, the parties without an answer, or the forum."""
    waiting = awaited(chain)
    if waiting and waiting[0].fact.kind == "hearing":
        silent = [one.party for step in proposal.steps.filter(kind="hearing") for one in step.heard.filter(
            answered_on=None)]  # fmt: skip
        return some([name_of(one) for one in silent]) or "Sekretariatet"
    return some([one.fact.title for one in waiting]) or "Sekretariatet"


def some(names: Sequence[str]) -> str:
    """The first few names, and how many there are besides."""
    shown = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return f"{shown} og {rest} {'anden' if rest == 1 else 'andre'}" if rest > 0 else shown


def change_status(wording: queries.Wording) -> Status:
    """How far a change of a clause has come."""
    row = wording.change
    if not row.is_decided:
        return Status(text="Indstillet", kind="wait")
    if not row.decided:
        return Status(text="Besluttet: udgår", kind="warning")
    same = all(one.sort == "same" for one in wording.decided)
    return Status(text="Besluttet som indstillet" if same else "Besluttet anderledes", kind="ok" if same else "info")
