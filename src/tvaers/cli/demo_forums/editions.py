"""Editions of agreements on their way: two from the minutes, one in hearing and one that waits for its parties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tvaers.cli.demo_forums.calendar import Calendar
from tvaers.cli.demo_forums.people import SYSTEM
from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums import queries
from tvaers.kernel import clock

FORUMS = ("ffu", "ssf", "ssu")
TOWNS = ("0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849", "0851", "0860")
PARTIES = ("1081", *TOWNS)
LAID = datetime(2025, 8, 1, 10, tzinfo=clock.COPENHAGEN)
BEFORE_THE_MEETING = (
    ("Samarbejdsaftale om osteoporose", "Revideret samarbejdsaftale om osteoporose", "", ("plo-nordjylland",)),
    ("Samarbejdsaftale om hjælpemidler og behandlingsredskaber",
     "Revideret samarbejdsaftale om hjælpemidler og behandlingsredskaber", "hjaelpemiddelaftale-nord-2025", ()),
)  # fmt: skip
"""(agreement, the title of its item in the minutes, our package of it or "", who must approve besides; MIN-11b)."""
CHANGES = (
    ("§ 2", "Kommunen sender nummeret.", "Kommunen og regionen sender hinanden deres numre.",
     "Kommunen og regionen sender hinanden deres numre inden fem hverdage.", "Efter høringen"),
    ("§ 3", "", "Den, der finder en fejl, retter den.", "Den, der finder en fejl, retter den.", "Efter høringen"),
)  # fmt: skip
"""(clause, as it read, as recommended, as decided, why) of the edition that passes all three forums."""
HEARD = ("1081", "0851", "0860", "0787", "plo-nordjylland")
ON_ITS_WAY = "Samarbejdsaftale om lokationsnumre"


def lay_before_the_meeting() -> None:
    """The two editions that the minutes decide on, each with its item in the pipeline of the first forum."""
    with clock.fixed(LAID):
        for title, item_title, package, more in BEFORE_THE_MEETING:
            made = actions.propose_edition(
                actor=SYSTEM, title=title, label="udkast juni 2025", package=package,
                way=Way(forums=FORUMS, parties=(*PARTIES, *more)),
            )  # fmt: skip
            item = actions.send_to_forum(actor=SYSTEM, step=made.steps.get(position=1))
            forums.write_item(actor=SYSTEM, item=item, title=item_title, kinds=item.kinds)


def lay_on_its_way(calendar: Calendar) -> Any:
    """An edition that is to pass all three forums in the year; heard, and sent to the first."""
    with calendar.fixed(-26):
        made = actions.propose_edition(
            actor=SYSTEM, title=ON_ITS_WAY, label="2. udkast", way=Way(heard=HEARD, forums=FORUMS, parties=PARTIES)
        )
        hearing = made.steps.get(kind="hearing")
        for party in HEARD:
            actions.comment(actor=SYSTEM, step=hearing, party=party, texts=_comments(party))
        for one in list(hearing.comments.order_by("number")):
            actions.reply(actor=SYSTEM, step=hearing, number=one.number, accepted=True, text="Det er skrevet ind.")
        actions.answer(actor=SYSTEM, step=hearing, answer="closed")
        for clause, before, recommended, _, reason in CHANGES:
            actions.change(actor=SYSTEM, proposal=made, clause=clause, before=before, recommended=recommended,
                           reason=reason)  # fmt: skip
    return made


def _comments(party: str) -> tuple[str, ...]:
    return ("Skriv, hvem der retter et nummer, der er forkert.",) if party in ("0851", "plo-nordjylland") else ()


def send_on(calendar: Calendar, edition: Any, key: str, weeks: int) -> None:
    """The edition in the pipeline of a forum, three weeks before the meeting that is to treat it."""
    forum = queries.forum(SYSTEM, key)
    meeting = queries.meetings(SYSTEM, forum).get(starts_at=calendar.at(weeks, hour=12))
    with calendar.fixed(weeks, -20):
        actions.send_to_forum(actor=SYSTEM, step=edition.steps.get(forum=forum), meeting=meeting)


def answer(calendar: Calendar, edition: Any) -> None:
    """The texts are decided, and seven of the twelve parties have answered, one of them with a condition."""
    with calendar.fixed(-1):
        for clause, _, _, decided, _ in CHANGES:
            actions.change(actor=SYSTEM, proposal=edition, clause=clause, decided=decided)
        for party in PARTIES[:6]:
            actions.answer(actor=SYSTEM, step=edition.steps.get(party=party), answer="approved")
        actions.answer(
            actor=SYSTEM, step=edition.steps.get(party=PARTIES[6]), answer="conditional",
            words="Vi er med, når det tekniske er på plads.",
            conditions=["Kommunens nye system skal kunne modtage numrene."],
        )  # fmt: skip


def hear(calendar: Calendar) -> None:
    """A new edition in hearing: three of five have answered, and a comment waits for its reply."""
    with calendar.fixed(-3):
        made = actions.propose_edition(
            actor=SYSTEM, title="Samarbejdsaftale om genoptræning", label="1. udkast",
            way=Way(heard=HEARD, forums=FORUMS, parties=PARTIES),
        )  # fmt: skip
        hearing = made.steps.get(kind="hearing")
    with calendar.fixed(-1):
        for party in HEARD[:3]:
            texts = ["Fristen for den første træning er for kort."] if party == "0851" else []
            actions.comment(actor=SYSTEM, step=hearing, party=party, texts=texts)
