"""An example of each action of budgets: `own` is the region (or for drafts the unit), `opposite` another region.

Whoever is tried in a scenario works for its group, so that it is the role that decides; who works for which group is
tried in tests/budget/keeping.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.access.cases import Case
from tests.budget.keeping.budget_world import (
    HOSPITAL,
    NEEDS,
    NORTH,
    RULES,
    SYSTEM,
    agreed,
    allocated,
    draft,
    published,
    world,
)
from tests.budget.keeping.budget_world import scenario as a_scenario
from tests.budget.keeping.catalogue_shapes import MIO, small
from tests.budget.keeping.test_budget_stages import total_of

from tvaers.engine.access.models import User
from tvaers.engine.budget import actions
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.models import Group, Member, UnitDraft, Version
from tvaers.kernel import clock

ELSEWHERE_UNIT = "regionshospital-nordjylland"


def with_role(call: Callable[..., Any]) -> Callable[..., Any]:
    """The action, by somebody who works for the group named Rød; the place is no write of ours."""

    def run(*, actor: Any, **given: Any) -> Any:
        if isinstance(actor, User):
            Member.objects.create(group=Group.objects.get(name="Rød"), user=actor, starts=date(2020, 1, 1))
        return call(actor=actor, **given)

    return run


def version(state: str = "draft", **given: Any) -> dict[str, Any]:
    """A version in a state."""
    made = draft()
    Version.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return {"version": made, **given}


def found(state: str = "open") -> dict[str, Any]:
    """A finding of a draft in a state."""
    made = draft()
    one = made.findings.create(key="x", position=0, kind="error", state=state)
    return {"finding": one, "reason": "Bekræftet"}


def correcting() -> dict[str, Any]:
    made = draft()
    return {"version": made, "cell": total_of(made, "1.1-01"), "amount": Interval.of(1), "reason": "x"}


def presenting() -> dict[str, Any]:
    from tests.forums.forum_world import world as forum_world

    return {**version("checking"), "forum": forum_world().first}


def linked() -> dict[str, Any]:
    made = draft()
    actions.link(actor=SYSTEM, version=made, kind="excludes", first="1.1-01", second="1.1-02")
    return {"version": made, "kind": "excludes", "first": "1.1-01", "second": "1.1-02"}


def unit_draft(state: str = "writing") -> UnitDraft:
    """A draft of the hospital."""
    text = actions.Text("1.1", "Senge", {"2024": Interval.of(MIO)})
    made = actions.begin_draft(actor=SYSTEM, catalogue=draft().catalogue, unit=HOSPITAL, text=text)
    UnitDraft.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


def taking_in() -> dict[str, Any]:
    sent = unit_draft("submitted")
    return {"version": sent.catalogue.versions.get(), "unit_draft": sent}


def seated() -> dict[str, Any]:
    made = world()
    return {"group": made.red, "user": made.one}


def seating() -> dict[str, Any]:
    from tests.access.world import person

    return {"group": world().red, "user": person("tre", "gruppemedlem", NORTH)}


def own(**given: Any) -> Callable[[], dict[str, Any]]:
    """A private scenario of the group."""
    return lambda: {"scenario": a_scenario(world()), **given}


def opening() -> dict[str, Any]:
    made = world()
    return {"round": made.round, "group": made.red, "name": "Vores bud"}


def agreeing() -> dict[str, Any]:
    made = world()
    return {"scenario": made.joint, "signed_by": [made.red], "signed_on": clock.today()}


def pool() -> dict[str, Any]:
    return {"line": agreed().lines.get(key="1.2-01"), "title": "Sag", "decided_on": clock.today()}


def giving_out() -> dict[str, Any]:
    line = agreed().lines.get(key="1.1-02")
    return {"line": line, "parts": [actions.Part(HOSPITAL, "1.10", 1, 4 * MIO)]}


def finishing() -> dict[str, Any]:
    made = agreed()
    made.lines.filter(is_pool=False).update(amount=0)
    return {"agreement": made}


def rejecting() -> dict[str, Any]:
    return {"rejection": agreed().rejections.get(key="1.1-01"), "state": "internal"}


def reporting() -> dict[str, Any]:
    return {"agreement": agreed(), "on": clock.today()}


def with_effect() -> dict[str, Any]:
    catalogue = draft().catalogue
    actions.take_effects(actor=SYSTEM, catalogue=catalogue, effects=[actions.EffectGiven("A", "B", {"2024": 1})])
    return {"effect": catalogue.effects.get(), "state": "confirmed"}


def asked(answer: str = "") -> dict[str, Any]:
    made = actions.ask(actor=SYSTEM, catalogue=published().catalogue, key="1.1-01", text="Hvorfor?")
    return {"question": actions.answer(actor=SYSTEM, question=made, text=answer) if answer else made}


def as_unit(call: Any, given: Callable[[], dict[str, Any]]) -> Case:
    """A case whose own scope is the unit."""
    return Case(call, given, HOSPITAL, ELSEWHERE_UNIT)


BUDGETS: dict[str, Case] = {
    "budget.take_up": Case(actions.take_up, lambda: {"catalogue": small(), "party": NORTH}),
    "budget.revise": Case(actions.revise, lambda: {"version": published(), "note": "Ny"}),
    "budget.send_to_check": Case(actions.send_to_check, version),
    "budget.send_back": Case(actions.send_back, lambda: version("checking", reason="Mangler")),
    "budget.present": Case(actions.present, presenting),
    "budget.publish": Case(actions.publish, lambda: version("committee", despite="Prøve")),
    "budget.discard": Case(actions.discard, lambda: version(reason="Forkert")),
    "budget.take_findings": Case(actions.take_findings, lambda: version(findings=())),
    "budget.explain": Case(actions.explain, found),
    "budget.reopen": Case(actions.reopen, lambda: found("explained")),
    "budget.correct": Case(actions.correct, correcting),
    "budget.answer_doubt": Case(actions.answer_doubt, lambda: {"doubt": draft().doubts.get(), "answer": "2024"}),
    "budget.describe": Case(actions.describe, lambda: version(key="1.1-01", facts={"is_pool": True})),
    "budget.confirm_political": Case(actions.confirm_political, lambda: version(key="1.1-01", is_political=True)),
    "budget.link": Case(actions.link, lambda: version(kind="excludes", first="1.1-01", second="1.1-02")),
    "budget.unlink": Case(actions.unlink, linked),
    "budget.set_frame": Case(actions.set_frame, lambda: version(components=())),
    "budget.set_unit_frame": Case(
        actions.set_unit_frame, lambda: {"catalogue": draft().catalogue, "unit": HOSPITAL, "base": 1000}
    ),
    "budget.begin_draft": as_unit(
        actions.begin_draft,
        lambda: {"catalogue": draft().catalogue, "unit": HOSPITAL, "text": actions.Text("1.1", "Senge")},
    ),
    "budget.write_draft": as_unit(
        actions.write_draft, lambda: {"draft": unit_draft(), "text": actions.Text("1.1", "Senge")}
    ),
    "budget.submit_draft": as_unit(actions.submit_draft, lambda: {"draft": unit_draft()}),
    "budget.withdraw_draft": as_unit(actions.withdraw_draft, lambda: {"draft": unit_draft()}),
    "budget.decline_draft": Case(
        actions.decline_draft, lambda: {"draft": unit_draft("submitted"), "reason": "Løses internt"}
    ),
    "budget.take_in_draft": Case(actions.take_in_draft, taking_in),
    "budget.take_effects": Case(actions.take_effects, lambda: {"catalogue": draft().catalogue, "effects": ()}),
    "budget.confirm_effect": Case(actions.confirm_effect, with_effect),
    "budget.open_round": Case(
        actions.open_round, lambda: {"version": published(), "name": "Runde", "rules": RULES, "needs": NEEDS}
    ),
    "budget.close_round": Case(actions.close_round, lambda: {"round": world().round}),
    "budget.found_group": Case(actions.found_group, lambda: {"party": NORTH, "name": "Grøn"}),
    "budget.seat_in_group": Case(with_role(actions.seat_in_group), lambda: seating()),
    "budget.leave_group": Case(with_role(actions.leave_group), lambda: seated()),
    "budget.open_scenario": Case(with_role(actions.open_scenario), opening),
    "budget.choose": Case(with_role(actions.choose), own(choice=Choice("1.1-01"))),
    "budget.drop_choice": Case(with_role(actions.drop_choice), own(key="1.2-01")),
    "budget.set_risk": Case(with_role(actions.set_risk), own(risk=500)),
    "budget.replace_choices": Case(with_role(actions.replace_choices), own(choices=())),
    "budget.note": Case(with_role(actions.note), own(words="Bemærk")),
    "budget.rename_scenario": Case(with_role(actions.rename_scenario), own(name="Andet")),
    "budget.share": Case(with_role(actions.share), own(groups=())),
    "budget.drop_scenario": Case(with_role(actions.drop_scenario), own()),
    "budget.agree": Case(actions.agree, agreeing),
    "budget.open_case": Case(actions.open_case, pool),
    "budget.allocate": Case(actions.allocate, giving_out),
    "budget.finish_allocation": Case(actions.finish_allocation, finishing),
    "budget.realise": Case(
        actions.realise, lambda: {"allocation": allocated(), "amount": MIO, "owner": "Chefen"}, NORTH, HOSPITAL
    ),
    "budget.settle_rejection": Case(actions.settle_rejection, rejecting),
    "budget.report_administration": Case(actions.report_administration, reporting),
    "budget.ask": Case(actions.ask, lambda: {"catalogue": published().catalogue, "key": "1.1-01", "text": "Hvorfor?"}),
    "budget.answer": Case(actions.answer, lambda: {**asked(), "text": "Fordi"}),
    "budget.release": Case(actions.release, lambda: asked("Fordi")),
}
"""By the name of the action."""
