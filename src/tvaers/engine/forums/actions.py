"""The writes of forums, one public face: who sits where, meetings and agendas, decisions, minutes."""

from tvaers.engine.forums.deciding import (
    answer_remark,
    attend,
    conclude,
    decide,
    follow_up,
    hold,
    progress,
    remark,
    reopen,
)
from tvaers.engine.forums.drafting import save_draft
from tvaers.engine.forums.importing import Settled, import_minutes
from tvaers.engine.forums.mailing import invite
from tvaers.engine.forums.matters import meet_condition, open_matter, propose, write_item
from tvaers.engine.forums.meetings import call_meeting, cancel_meeting, describe_meeting, move_meeting
from tvaers.engine.forums.minuting import approve_minutes, make_minutes, send_minutes
from tvaers.engine.forums.papers import Attachment, attach, attach_to_meeting, detach
from tvaers.engine.forums.planning import arrange, put_on_agenda, send_agenda, take_off_agenda
from tvaers.engine.forums.seating import establish, register_person, seat, take_up, unseat

__all__ = [
    "answer_remark", "approve_minutes", "arrange", "attach", "attach_to_meeting", "Attachment", "attend",
    "call_meeting", "cancel_meeting", "conclude", "decide", "describe_meeting", "detach", "establish", "follow_up",
    "hold", "import_minutes", "invite", "make_minutes", "meet_condition", "move_meeting", "open_matter", "progress",
    "propose", "put_on_agenda", "register_person", "remark", "reopen", "save_draft", "seat", "send_agenda",
    "send_minutes", "Settled", "take_off_agenda", "take_up", "unseat", "write_item",
]  # fmt: skip
