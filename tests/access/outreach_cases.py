"""An example of each action of outreach: `own` is the region whose unit keeps the forum."""

from typing import Any

from tests.access.cases import Case
from tests.forums.forum_world import BEFORE, SYSTEM, at, world
from tests.outreach.outreach_world import gathering, opened, signed_up

from tvaers.engine.forums import actions as forums
from tvaers.engine.outreach import actions
from tvaers.kernel import clock

LATER = at(2027, 5, 1)


def circulating() -> dict[str, Any]:
    made = world()
    return {"forum": made.first, "title": "Årsrapport", "text": "Se bilaget.", "receivers": [made.second]}


def announcing() -> dict[str, Any]:
    return {"forum": world().first, "title": "Konference", "owner": "Sekretariatet", "starts_at": LATER,
            "due": LATER.date()}  # fmt: skip


def calling() -> dict[str, Any]:
    made = world()
    with clock.fixed(BEFORE):
        item = forums.propose(actor=SYSTEM, forum=made.first, matter=made.item.matter)
    return {"item": item, "starts_at": LATER, "reason": "Det haster"}


def noting() -> dict[str, Any]:
    one = signed_up(opened(gathering(starts_at=at(2025, 9, 1))))
    return {"gathering": one.gathering, "present": [one]}


OUTREACH: dict[str, Case] = {
    "outreach.circulate": Case(actions.circulate, circulating),
    "outreach.feed": Case(actions.feed, dict),
    "outreach.announce": Case(actions.announce, announcing),
    "outreach.set_programme": Case(
        actions.set_programme, lambda: {"gathering": gathering(), "points": [{"at": "09:30", "title": "Kaffe"}]}
    ),
    "outreach.open_sign_up": Case(
        actions.open_sign_up, lambda: {"gathering": gathering(starts_at=LATER, due=LATER.date())}
    ),
    "outreach.sign_up": Case(
        actions.sign_up,
        lambda: {"gathering": opened(gathering(starts_at=LATER, due=LATER.date())), "name": "A", "side": "region"},
    ),
    "outreach.sign_off": Case(actions.sign_off, lambda: {"registration": signed_up(opened(gathering()))}),
    "outreach.note_attendance": Case(actions.note_attendance, noting),
    "outreach.post": Case(actions.post, lambda: {"forum": world().first, "subject": "Nyt", "text": "Se her."}),
    "outreach.call_extra": Case(actions.call_extra, calling),
}
"""By the name of the action."""
