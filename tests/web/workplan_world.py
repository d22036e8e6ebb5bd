"""The world of forums with a work plan: in the middle of its course, or empty. Everything is made up."""

from datetime import date
from typing import Any

from django.urls import reverse
from tests.forums.forum_world import SYSTEM
from tests.web.forum_world import NOW, Pages, client, fill
from tests.workplans.plan_world import activity, plan, progress, publish

from tvaers.engine.forums.models import Remark
from tvaers.engine.workplans import actions
from tvaers.engine.workplans.models import Coverage, Plan
from tvaers.kernel import clock

PARTS = ("0851", "0860", "1081", "Aktiver")


class Site:
    """The pages of a plan for its keeper."""

    def __init__(self, pages: Pages, plan: Plan) -> None:
        self.pages, self.plan = pages, plan
        self.client = client(pages.keeper)

    def get(self, name: str, *more: str, user: Any = None, **query: str) -> Any:
        """The answer to a GET of one of the plan's pages."""
        asking = client(user) if user else self.client
        return asking.get(reverse(f"workplans:{name}", args=(self.plan.key, *more)), query)

    def page(self, name: str, *more: str, **query: Any) -> str:
        answer = self.get(name, *more, **query)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, name: str, *more: str, **given: Any) -> str:
        """The page that a post leads to."""
        answer = self.client.post(reverse(f"workplans:{name}", args=(self.plan.key, *more)), given, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()


def empty(pages: Pages) -> Plan:
    """A plan with a track and nothing in it."""
    return plan(pages.world)


def full(pages: Pages) -> Plan:
    """A plan with every state, two versions, a remark answered and one open, and something that must come first."""
    fill(pages)
    found, world = plan(pages.world), pages.world
    remark = Remark.objects.filter(kind="remark").first()
    assert remark is not None
    both = ["administrative", "political"]
    activity(found, "data", text="Regionen samler data", quarter="2025 Q3", starts=date(2025, 7, 1),
             ends=date(2025, 9, 30), levels=["administrative"], owner="Regionen", answers=[remark])  # fmt: skip
    late = activity(found, "sent", text="Kommunerne sender deres tal", quarter="2025 Q3", starts=date(2025, 8, 15),
                    levels=["administrative"], owner="Kommunerne")  # fmt: skip
    activity(found, "udkast", text="Udvalget drøfter udkastet", forum=world.first, starts=date(2025, 9, 23),
             levels=["political"], quarter="2025 Q3")  # fmt: skip
    publish(found, "1.0")
    actions.add_track(actor=SYSTEM, plan=found, number="2", title="Fra klynger til råd og et langt navn på et spor")
    done = activity(found, "gruppe", text="Gruppen er nedsat", quarter="2025 Q2", starts=date(2025, 6, 25), levels=both)
    progress(done, "done", on=date(2025, 6, 25))
    with clock.fixed(NOW):
        second = actions.plan_activity(actor=SYSTEM, plan=found, text="Strategien skrives", after=[late], levels=both,
                                       quarter="2026 Q2", starts=date(2026, 1, 31), key="strategi",
                                       track=found.tracks.get(number="2"))  # fmt: skip
    Coverage.objects.bulk_create(Coverage(activity=second, party=part) for part in PARTS)
    actions.cover(actor=SYSTEM, activity=second, party="0851", state="done")
    actions.plan_activity(actor=SYSTEM, plan=found, key="ingen", text="Uden dag", track=found.tracks.get(number="2"))
    dropped = activity(found, "faldt", text="Dobbelt møde", starts=date(2025, 10, 1))
    progress(dropped, "dropped")
    return found


def every_page(found: Plan) -> list[tuple[str, tuple[Any, ...]]]:
    """The pages of a plan that has no more than a track."""
    key = (found.key,)
    return [("home", ()), *((name, key) for name in ("plan", "new", "add_track", "extend", "publish", "versions",
                                                     "compare"))]  # fmt: skip


def more_pages(found: Plan) -> list[tuple[str, tuple[Any, ...]]]:
    """The pages of a full plan beside those."""
    names = ("activity", "write", "progress", "cover", "remove")
    return [*((name, (found.key, "strategi")) for name in names), ("activity", (found.key, "udkast")),
            ("version", (found.key, "1.0"))]  # fmt: skip
