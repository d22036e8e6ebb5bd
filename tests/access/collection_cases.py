"""An example of each action on the documents of forums: `own` is the region whose unit keeps the forum."""

from typing import Any

from tests.access.cases import Case
from tests.forums.forum_world import SYSTEM, world

from tvaers.engine.collection import actions


def document() -> dict[str, Any]:
    return {"document": actions.add(actor=SYSTEM, forum=world().first, title="Notat")}


COLLECTION: dict[str, Case] = {
    "collection.add": Case(actions.add, lambda: {"forum": world().first, "title": "Notat"}),
    "collection.change": Case(actions.change, lambda: {**document(), "title": "Nyt notat"}),
    "collection.mark": Case(actions.mark, lambda: {**document(), "mark": "hand_over"}),
    "collection.take_away": Case(actions.take_away, document),
}
