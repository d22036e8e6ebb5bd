"""Duties, a status form and a register of contacts on top of the forum world. Times in August 2025."""

from datetime import date
from typing import Any

from tests.cases.conftest import PARTIES
from tests.forums.forum_world import BEFORE, REGION, SYSTEM, TOWN, World, at, world

from tvaers.engine.forums import actions as forums
from tvaers.engine.parties import actions as parties
from tvaers.engine.yearwheel import actions
from tvaers.engine.yearwheel.models import Obligation, Place, Receiver, Register, StatusRequest
from tvaers.kernel import clock
from tvaers.kernel.obligation_types import ContactsType, ObligationType

DUE = date(2025, 12, 31)


def duty(key: str = "pligt", **more: Any) -> Obligation:
    """A duty that the two forums treat by the end of 2025."""
    declared = {"id": key, "title": "Midtvejsstatus", "clause": "P-1", "text": "Lav en status.", "due": "2025-12-31",
                "chain": ["ffu", "ssf"], "lead_days": 200, "kinds": ["approval"], **more}  # fmt: skip
    rules = ObligationType.model_validate(declared).model_dump(mode="json", by_alias=True)
    return Obligation.objects.create(
        key=key, package="p", title=declared["title"], rules=rules, changed_at=clock.now()
    )  # fmt: skip


def turned() -> int:
    """The wheel turned before the meetings of August."""
    with clock.fixed(BEFORE):
        return actions.turn(actor=SYSTEM)


def later_meeting(made: World, month: int, day: int) -> Any:
    """One more ordinary meeting of the second forum in 2025."""
    with clock.fixed(BEFORE):
        return forums.call_meeting(actor=SYSTEM, forum=made.second, starts_at=at(2025, month, day))


def request(made: World | None = None, **more: Any) -> StatusRequest:
    """A form of the first forum with two marks, to a town and to the second forum as a group."""
    parties.load(actor=SYSTEM, folder=PARTIES)
    made = made or world()
    given = {"title": "Status", "marks": ["Lighed", "Nærhed"], "due": date(2025, 10, 10), "parties": [TOWN],
             "groups": [made.second], "agreements": ["Genoptræning"], **more}  # fmt: skip
    with clock.fixed(BEFORE):
        return actions.draw_up(actor=SYSTEM, forum=made.first, **given)


def sent(made: World | None = None, **more: Any) -> StatusRequest:
    """The same form, sent."""
    with clock.fixed(BEFORE):
        return actions.send(actor=SYSTEM, request=request(made, **more))


def town_of(made: StatusRequest) -> Receiver:
    """The town's form."""
    return made.receivers.get(party=TOWN)


def register(made: World | None = None) -> Register:
    """A register of two areas and two organisations that the first forum keeps."""
    made = made or world()
    type = ContactsType.model_validate({
        "id": "kontakter", "title": "Kontakter", "clause": "P-1", "text": "Hvem ringer man til?", "keeper": "ffu",
        "areas": [{"id": "hr", "title": "HR"}, {"id": "jura", "title": "Jura"}], "organisations": [REGION, TOWN],
    })  # fmt: skip
    return Register.objects.create(
        key="kontakter", package="p", title="Kontakter", rules=type.model_dump(mode="json"), forum=made.first,
        changed_at=clock.now(),
    )  # fmt: skip


def named(found: Register, area: str = "hr", party: str = TOWN, **more: Any) -> Any:
    """A contact person of the town from 2025 on."""
    given = {"name": "Personalechef", "starts": date(2025, 1, 1), "post": "kontakt", **more}
    return actions.name_contact(actor=SYSTEM, place=Place(found, party), area=area, **given)
