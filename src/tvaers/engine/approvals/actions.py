"""The writes of approvals, one public face: an edition's way, what parties say to it, and how it ends."""

from tvaers.engine.approvals.answering import answer, comment, meet, reply
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
    "answer", "change", "clear_treatment", "comment", "meet", "propose_edition", "put_in_force", "reply",
    "send_to_forum", "Way", "withdraw", "write_economy",
]  # fmt: skip
