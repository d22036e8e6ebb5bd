"""Every write of what reaches out from forums, under one roof."""

from tvaers.engine.outreach.circulating import circulate
from tvaers.engine.outreach.extra import call_extra
from tvaers.engine.outreach.feeding import feed
from tvaers.engine.outreach.gathering import (
    announce,
    note_attendance,
    open_sign_up,
    set_programme,
    sign_off,
    sign_up,
)
from tvaers.engine.outreach.posting import post

__all__ = [
    "announce", "call_extra", "circulate", "feed", "note_attendance", "open_sign_up", "post", "set_programme",
    "sign_off", "sign_up",
]  # fmt: skip
