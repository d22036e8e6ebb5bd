"""What happens in a scenario of forums: each step is one of the actions on forums, with what it names looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from tvaers.engine.cases.given import read_time
from tvaers.engine.forums import deciding, matters, meetings, minuting, planning, seating
from tvaers.engine.forums.models import Item, Sitting
from tvaers.engine.forums.playing.world import World, enter, plan_meeting, take_seat
from tvaers.kernel.action import REGISTER
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_scenarios import GivenItem, GivenMeeting, GivenSeat

ACTIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        meetings.move_meeting, meetings.cancel_meeting, planning.put_on_agenda, planning.take_off_agenda,
        planning.send_agenda, matters.write_item, matters.meet_condition, deciding.hold, deciding.attend,
        deciding.decide, deciding.remark, deciding.answer_remark, deciding.follow_up, deciding.progress,
        deciding.conclude, deciding.reopen, seating.unseat, minuting.make_minutes, minuting.send_minutes,
        minuting.approve_minutes,
    )
}  # fmt: skip
"""The actions that are done as they are."""
NEW: dict[str, tuple[Callable[..., None], type[BaseModel]]] = {
    "call_meeting": (plan_meeting, GivenMeeting), "propose": (enter, GivenItem), "seat": (take_seat, GivenSeat),
}  # fmt: skip
"""The steps that make something new, under the `id` or the name in their data."""
MEETINGS, DAYS, COUNTS = ("meeting", "deferred_to"), ("due", "earliest", "items_due", "last_day"), ("point", "version")
HELPING = ("item", "meeting", "forum", "person", "seat")
"""What a step can name so that another of its arguments is found."""
FLAGS = ("is_closed", "is_approved", "must_be_met_first")


def do(world: World, event: str, by: str, data: Mapping[str, Any]) -> None:
    """Do one step. Problem when it is refused, and for what scenarios do not know."""
    actor = world.user(by)
    if event in NEW:
        make, shape = NEW[event]
        make(world, actor, _shaped(shape, data))
    elif event in ACTIONS:
        ACTIONS[event](actor=actor, **_arguments(world, event, dict(data)))
    else:
        known = ", ".join(sorted((*NEW, *ACTIONS)))
        raise Problem(what=f"Scenarier kender ikke »{event}«.", do=f"Vælg en af: {known}.")


def _shaped(shape: type[Any], data: Mapping[str, Any]) -> Any:
    """What is new, as scenarios give it. Problem that names what is wrong."""
    model: type[BaseModel] = shape
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, one["loc"])) for one in error.errors(include_url=False))
        raise Problem(what="En hændelse i scenariet kan ikke læses.", why=f"Se på: {wrong}.") from error


def _arguments(world: World, event: str, data: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an action: names become rows, texts become dates and numbers. Problem for an unknown one."""
    takes = REGISTER[f"forums.{event}"].parameters()
    item = world.item(str(data["item"])) if "item" in data else None
    found = {name: _value(world, item, name, raw) for name, raw in data.items()}
    found |= _understood(world, event, takes, found)
    found = {name: one for name, one in found.items() if name in takes or name not in HELPING}
    unknown = sorted(set(found) - set(takes))
    if unknown:
        raise Problem(what=f"»{event}« tager ikke {', '.join(unknown)}.", do=f"Brug: {', '.join(takes)}.")
    lacking = [name for name, one in takes.items() if one.default is one.empty and name not in found]
    if lacking:
        raise Problem(what=f"»{event}« mangler {', '.join(lacking)}.", do="Skriv det i »data«.")
    return found


def _value(world: World, item: Item | None, name: str, raw: Any) -> Any:
    if name == "item":
        return item
    if name in MEETINGS:
        return world.meeting(str(raw))
    if name in DAYS:
        return date.fromisoformat(str(raw))
    if name in ("starts_at", "ends_at"):
        return read_time(raw)
    if name in COUNTS:
        return int(raw)
    if name in FLAGS:
        return str(raw) in ("yes", "true", "ja")
    if name in ("remark", "blocked_by") and item is not None:
        return world.remark(item, str(raw))
    if name == "followup" and item is not None:
        return world.task(item, str(raw))
    return raw


def _understood(world: World, event: str, takes: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What need not be written: the chair leads, and the newest minutes are those that a member answers."""
    made: dict[str, Any] = {}
    meeting = found.get("meeting")
    if event == "hold" and meeting is not None:
        made["leader"] = world.person("chair", meeting.forum)
    if event == "attend" and meeting is not None:
        made["person"] = world.person(str(found.get("person", "member")), meeting.forum)
        if "substitute" in found:
            made["substitute"] = world.person(str(found["substitute"]), meeting.forum)
    if event == "unseat":
        made["sitting"] = _sitting(world, found)
    if event == "approve_minutes" and meeting is not None:
        made["minutes"] = meeting.minutes.order_by("-version").first()
    return {name: one for name, one in made.items() if name in takes}


def _sitting(world: World, found: Mapping[str, Any]) -> Sitting:
    """The seat that somebody leaves: their newest in the forum. Problem for somebody without one."""
    forum = world.forum(found.get("forum"))
    rows = forum.sittings.filter(person=world.person(str(found.get("person", "member")), forum))
    sitting = rows.order_by("-starts", "-pk").first()
    if sitting is None:
        raise Problem(what="Personen har ingen plads i forummet.", do="Nævn en, der er i »seats«.")
    return sitting
