"""Every write of the year wheel, under one roof."""

from tvaers.engine.yearwheel.asking import answer, draw_up, lay_on, remind, reopen, save_draft, send, withdraw
from tvaers.engine.yearwheel.contacts import add_area, ask_for_contacts, end_contact, name_contact
from tvaers.engine.yearwheel.turning import set_due, take_up, turn

__all__ = [
    "add_area", "answer", "ask_for_contacts", "draw_up", "end_contact", "lay_on", "name_contact", "remind", "reopen",
    "save_draft", "send", "set_due", "take_up", "turn", "withdraw",
]  # fmt: skip
