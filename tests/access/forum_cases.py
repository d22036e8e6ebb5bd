"""An example of each action of forums: `own` is the region whose unit is the secretariat, `opposite` another region."""

from datetime import date, timedelta
from typing import Any

from tests.access.cases import Case
from tests.access.cases import Paper as File
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, decided, forum_type, held, world
from tests.forums.import_world import minutes as minutes_read

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Meeting, Minutes, Person, Sitting
from tvaers.kernel import clock


def of(*names: str, **more: Any) -> dict[str, Any]:
    """Parts of a world, by name, and what else the action takes."""
    made = world()
    return {**{name: getattr(made, name) for name in names}, **more}


def of_held(*names: str, **more: Any) -> dict[str, Any]:
    """The same of a world whose meeting has begun."""
    made = held(world())
    return {**{name: getattr(made, name) for name in names}, **more}


def minutes(made: World) -> Minutes:
    """The minutes of the meeting."""
    with clock.fixed(MEETING_AT):
        return actions.make_minutes(actor=SYSTEM, meeting=made.meeting)


def remarked() -> Any:
    """A remark to the item of a meeting that has begun."""
    return actions.remark(actor=SYSTEM, item=held(world()).item, text="Ret navnet.")


def followed() -> Any:
    """A follow-up of region 1081."""
    return actions.follow_up(actor=SYSTEM, item=held(world()).item, text="Skriv", owner="Regionen", party="1081")


def concluded() -> Any:
    """The item, decided."""
    return decided(held(world()), "approved", "approved")


def ready() -> Any:
    """The item, with its points answered."""
    made = held(world())
    for number in (1, 2):
        actions.decide(actor=SYSTEM, item=made.item, point=number, outcome="approved")
    return made.item


def contingent() -> Any:
    """An item in the pipeline that awaits something."""
    made = world()
    with clock.fixed(BEFORE):
        return actions.propose(
            actor=SYSTEM, forum=made.first, matter=made.item.matter, meeting=made.later, awaits="et møde"
        )


def putting() -> Any:
    """An item that awaits something, and the meeting that it is put on by the chair's leave."""
    item = contingent()
    return {"item": item, "meeting": item.meeting, "override": "Formanden siger ja"}


def attending() -> Any:
    """A member who sends word of absence."""
    made = held(world())
    return {"meeting": made.meeting, "person": made.member, "status": "excused"}


def seating() -> Any:
    """Somebody to seat."""
    made = world()
    person = actions.register_person(actor=SYSTEM, name="Ny")
    return {"forum": made.first, "person": person, "seat": "region", "starts": date(2025, 1, 1)}


def unseating() -> Any:
    """A seat to leave."""
    world()
    return {"sitting": Sitting.objects.order_by("pk").first(), "last_day": date(2025, 12, 31)}


def all_answered() -> Any:
    """A meeting whose every item has an outcome."""
    made = held(world())
    for item in made.meeting.items.all():
        for number in item.points.values_list("number", flat=True) or (None,):
            actions.decide(actor=SYSTEM, item=item, point=number, outcome="approved")
    return {"meeting": made.meeting}


def attaching(name: str) -> Any:
    """A file for an item or a meeting."""
    return of(name, upload=actions.Attachment("notat.txt", File()))  # type: ignore[arg-type]


def attached() -> Any:
    """A paper on an item."""
    return actions.attach(actor=SYSTEM, **attaching("item"))


def inviting() -> Any:
    """A meeting ahead, and somebody with an address to invite to it."""
    made = world()
    Person.objects.filter(pk=made.member.pk).update(email="medlem@example.dk")
    Meeting.objects.filter(pk=made.meeting.pk).update(starts_at=clock.now() + timedelta(days=30))
    Sitting.objects.update(ends=None)
    made.meeting.refresh_from_db()
    return {"meeting": made.meeting}


FORUMS: dict[str, Case] = {
    "forums.save_draft": Case(actions.save_draft, lambda: {"forum": world().first, "fields": {"title": "Ny"}}),
    "forums.attach": Case(actions.attach, lambda: attaching("item")),
    "forums.attach_to_meeting": Case(actions.attach_to_meeting, lambda: attaching("meeting")),
    "forums.detach": Case(actions.detach, lambda: {"paper": attached()}),
    "forums.import_minutes": Case(actions.import_minutes, lambda: {"forum": world().first, "minutes": minutes_read()}),
    "forums.invite": Case(actions.invite, inviting),
    "forums.take_up": Case(actions.take_up, dict),
    "forums.establish": Case(actions.establish, lambda: {"type": forum_type("ny")}),
    "forums.register_person": Case(actions.register_person, lambda: world() and {"name": "Ny"}),
    "forums.seat": Case(actions.seat, seating),
    "forums.unseat": Case(actions.unseat, unseating),
    "forums.call_meeting": Case(actions.call_meeting, lambda: {"forum": world().first, "starts_at": at(2025, 11, 1)}),
    "forums.move_meeting": Case(actions.move_meeting, lambda: of("meeting", starts_at=at(2025, 8, 25))),
    "forums.cancel_meeting": Case(actions.cancel_meeting, lambda: of("meeting", reason="Ferie")),
    "forums.describe_meeting": Case(actions.describe_meeting, lambda: of("meeting", theme="")),
    "forums.open_matter": Case(actions.open_matter, lambda: {"forum": world().first, "title": "Sag"}),
    "forums.propose": Case(actions.propose, lambda: (lambda w: {"forum": w.first, "matter": w.item.matter})(world())),
    "forums.write_item": Case(actions.write_item, lambda: of("item", title="Ny titel")),
    "forums.put_on_agenda": Case(actions.put_on_agenda, putting),
    "forums.take_off_agenda": Case(actions.take_off_agenda, lambda: of("item")),
    "forums.arrange": Case(actions.arrange, lambda: of("meeting", order=[])),
    "forums.send_agenda": Case(actions.send_agenda, lambda: of("meeting")),
    "forums.meet_condition": Case(actions.meet_condition, lambda: {"item": contingent(), "words": "Mødet er holdt"}),
    "forums.hold": Case(actions.hold, lambda: (lambda w: {"meeting": w.meeting, "leader": w.chair})(world())),
    "forums.attend": Case(
        actions.attend,
        lambda: (lambda w: {"meeting": w.meeting, "person": w.member, "status": "excused"})(held(world())),
    ),
    "forums.decide": Case(actions.decide, lambda: of_held("item", outcome="approved", point=1)),
    "forums.remark": Case(actions.remark, lambda: of_held("item", text="Ret navnet.")),
    "forums.answer_remark": Case(actions.answer_remark, lambda: {"remark": remarked(), "answer": "Rettet"}),
    "forums.follow_up": Case(actions.follow_up, lambda: of_held("item", text="Skriv", owner="Regionen")),
    "forums.progress": Case(actions.progress, lambda: {"followup": followed(), "state": "begun"}),
    "forums.conclude": Case(actions.conclude, lambda: {"item": ready()}),
    "forums.reopen": Case(actions.reopen, lambda: {"item": concluded()}),
    "forums.make_minutes": Case(actions.make_minutes, lambda: of_held("meeting")),
    "forums.send_minutes": Case(actions.send_minutes, all_answered),
    "forums.approve_minutes": Case(actions.approve_minutes, lambda: {"minutes": minutes(held(world()))}),
}
"""By the name of the action."""
