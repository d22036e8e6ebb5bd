"""The writes of approvals, one public face: an edition's way, what parties say to it, and how it ends."""

from tvaers.engine.approvals.answering import answer, comment, meet, reply
from tvaers.engine.approvals.extending import add_step, set_ready_by
from tvaers.engine.approvals.proposing import (
    Way,
    change,
    clear_treatment,
    propose_edition,
    put_in_force,
    send_to_forum,
    withdraw,
    write_economy,
)

__all__ = [
    "add_step", "answer", "change", "clear_treatment", "comment", "meet", "propose_edition", "put_in_force", "reply",
    "send_to_forum", "set_ready_by", "Way", "withdraw", "write_economy",
]  # fmt: skip
