"""Between the demo's meetings: an event to sign up for and one that was held, a report sent on, word to members.

All of it invented.
"""

from __future__ import annotations

from typing import Any

from tvaers.cli.demo_forums.calendar import Calendar
from tvaers.cli.demo_forums.people import SYSTEM
from tvaers.engine.forums import queries
from tvaers.engine.outreach import actions

AHEAD = "Konference om trygge udskrivelser"
HELD = "Temadag om fælles sprog"
REPORT = "Årets tal for genindlæggelser"
WORD = "Nye tider for møderne i efteråret"
GUESTS = (
    ("Medlem, Aalborg Kommune", "Aalborg Kommune", "municipality", "ffu"),
    ("Politiker, Jammerbugt Kommune", "Jammerbugt Kommune", "municipality", "sundhedsklynge-midt"),
    ("Sygeplejerske, medicinsk afdeling", "Aalborg Universitetshospital", "region", ""),
    ("Praktiserende læge", "PLO-Nordjylland", "general_practice", ""),
)
"""Who has signed up: their role in words, where from, their sector and the forum that they represent."""
PROGRAMME = (
    {"at": "09:00", "title": "Kaffe og velkomst", "who": "Mødelederen"},
    {"at": "09:30", "title": "Sådan lykkes det første døgn hjemme", "who": "Jammerbugt Kommune"},
    {"at": "11:00", "title": "Medicin, når afdelingen har lukket", "who": "Aalborg Universitetshospital"},
    {"at": "13:00", "title": "Grupper på tværs", "who": ""},
)


def tell(calendar: Calendar) -> None:
    """What the forums sent out: the newest event still has free places, and the report lies with two forums."""
    _held(calendar)
    _ahead(calendar)
    ffu = queries.forum(SYSTEM, "ffu")
    with calendar.fixed(-1):
        receivers = [queries.forum(SYSTEM, key) for key in ("ssf", "sundhedsklynge-midt")]
        text = "Tallene er opdigtede. Drøft, hvad jeres forum kan gøre."
        actions.circulate(actor=SYSTEM, forum=ffu, title=REPORT, text=text, receivers=receivers, kinds=["discussion"])
        text = "Møderne begynder kl. 12 som aftalt. Husk at melde afbud i god tid."
        actions.post(actor=SYSTEM, forum=ffu, subject=WORD, text=text)


def _held(calendar: Calendar) -> None:
    """The day that was held: one of those who had signed up stayed away."""
    with calendar.fixed(-15):
        made = _announced(calendar, HELD, -10, seats=None)
        signed = [_sign_up(made, *guest) for guest in GUESTS]
    with calendar.fixed(-10, 1):
        actions.note_attendance(actor=SYSTEM, gathering=made, present=signed[:-1])


def _ahead(calendar: Calendar) -> None:
    """The day to come, with a programme and more places than guests."""
    with calendar.fixed(-2):
        made = _announced(calendar, AHEAD, 6, seats=40)
        actions.set_programme(actor=SYSTEM, gathering=made, points=PROGRAMME)
        for guest in GUESTS[:3]:
            _sign_up(made, *guest)


def _announced(calendar: Calendar, title: str, weeks: int, seats: int | None) -> Any:
    """An event of the first forum that can be signed up for, with the other forums invited."""
    invited = [queries.forum(SYSTEM, key) for key in ("ffu", "ssf", "sundhedsklynge-midt")]
    made = actions.announce(
        actor=SYSTEM, forum=invited[0], title=title, starts_at=calendar.at(weeks, hour=9), owner="Sekretariatet",
        ends_at=calendar.at(weeks, hour=15), due=calendar.day(weeks - 1), place="Kongreshuset, Aalborg", seats=seats,
        text="Vi samler dem, der arbejder med overgangene mellem hospital, kommune og almen praksis.", invited=invited,
    )  # fmt: skip
    return actions.open_sign_up(actor=SYSTEM, gathering=made)


def _sign_up(gathering: Any, name: str, organisation: str, side: str, forum: str) -> Any:
    return actions.sign_up(
        actor=SYSTEM, gathering=gathering, name=name, side=side, organisation=organisation,
        represents=queries.forum(SYSTEM, forum) if forum else None,
    )  # fmt: skip
