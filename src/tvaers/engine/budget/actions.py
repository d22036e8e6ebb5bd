"""Writing budgets: every action of the app in one place, in the order of the process."""

from tvaers.engine.budget.agreeing import agree
from tvaers.engine.budget.allocating import Part, allocate, finish_allocation, open_case
from tvaers.engine.budget.correcting import answer_doubt, correct, explain, reopen, take_findings
from tvaers.engine.budget.describing import Component, confirm_political, describe, link, set_frame, unlink
from tvaers.engine.budget.drafting import (
    Text,
    begin_draft,
    decline_draft,
    set_unit_frame,
    submit_draft,
    take_in_draft,
    withdraw_draft,
    write_draft,
)
from tvaers.engine.budget.following import (
    EffectGiven,
    confirm_effect,
    realise,
    report_administration,
    settle_rejection,
    take_effects,
)
from tvaers.engine.budget.groups import found_group, leave_group, seat_in_group
from tvaers.engine.budget.importing import revise, take_up
from tvaers.engine.budget.questioning import answer, ask, release
from tvaers.engine.budget.rounds import close_round, open_round
from tvaers.engine.budget.scenarios import (
    choose,
    drop_choice,
    drop_scenario,
    note,
    open_scenario,
    rename_scenario,
    replace_choices,
    set_risk,
    share,
)
from tvaers.engine.budget.stages import discard, present, publish, send_back, send_to_check

__all__ = [
    "Component", "EffectGiven", "Part", "Text", "agree", "allocate", "answer", "answer_doubt", "ask", "begin_draft",
    "choose", "close_round", "confirm_effect", "confirm_political", "correct", "decline_draft", "describe", "discard",
    "drop_choice", "drop_scenario", "explain", "finish_allocation", "found_group", "leave_group", "link", "note",
    "open_case", "open_round", "open_scenario", "present", "publish", "realise", "release", "rename_scenario", "reopen",
    "replace_choices", "report_administration", "revise", "seat_in_group", "send_back", "send_to_check", "set_frame",
    "set_risk", "set_unit_frame", "settle_rejection", "share", "submit_draft", "take_effects", "take_findings",
    "take_in_draft", "take_up", "unlink", "withdraw_draft", "write_draft",
]  # fmt: skip
