"""What a decision sets going: follow-ups with an owner, what is put off, and the further course of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tvaers.engine.forums.reading.dates import dates_in
from tvaers.engine.forums.reading.forums import forum_of, forums_in
from tvaers.engine.forums.reading.model import Deferral, FollowUp, Further
from tvaers.engine.forums.reading.pieces import Section
from tvaers.engine.forums.reading.statements import AGREED_LIST, Statement
from tvaers.engine.forums.reading.tables import DUTIES, NO_FURTHER, PUT_OFF, TOLD

_I = re.IGNORECASE | re.DOTALL
_DUTY, _TOLD, _PUT_OFF = (re.compile(words, _I) for words in (DUTIES, TOLD, PUT_OFF))
AGREED = re.compile(r"^(?:der\s+var\s+enighed\s+om|det\s+blev\s+(?:\w+\s+)?aftalt|det\s+aftaltes)\s*,?\s*at\s+", _I)
NOT_TO = re.compile(r"\b(?:ikke\s+skal|skal\s+ikke)\b", _I)
WILL = re.compile(r"\bvil\s+(?P<owner>.{3,60}?)\s+(?:afklare|sende|udarbejde|orientere|indkalde)\b", _I)
NO_OWNER = re.compile(r"^(?:der|i|på|ved|for|når|hvis|efter|derudover|desuden|samme|(?:det|den|de)\s+(?![A-ZÆØÅ]))\b")
TO = re.compile(r"\b(?:til|på)\s+(?P<to>.+?)(?=\s+(?:jf\.|mhp\.|fordi|da)|,|\.?\s*$)", _I)
FROM = re.compile(r"\bfra\s+(?P<from>(?:mødet?\s+)?(?:den\s+)?\d.+?)(?=\s+til\b|,|\.?\s*$)", _I)
AWAITS = re.compile(r"\bafventer\s+(?P<what>.+?)(?=,|\.?\s*$)", _I)


def follow_ups(statements: Sequence[Statement], forum: str, meeting: date | None) -> tuple[FollowUp, ...]:
    """What is to be done. `forum` is where the remarks of the item belong when they name none themselves."""
    return tuple(_follow_ups(statements, forum, meeting))


def _follow_ups(statements: Sequence[Statement], forum: str, meeting: date | None) -> Iterator[FollowUp]:
    for one in statements:
        if one.is_agreed:
            yield FollowUp(one.text, agreed_owner(one.text), forum_of(one.text), _ahead(one.text, meeting), one.place)
            continue
        agreed = AGREED.search(one.text)
        if AGREED_LIST.search(one.text):
            continue
        if one.outcomes and not agreed:
            continue
        if (
            not _DUTY.search(one.text)
            or NOT_TO.search(one.text)
            or (_TOLD.search(one.text) and one.remark is None and not agreed)
        ):
            continue
        day = _ahead(one.text, meeting)
        known = forum_of(one.text) or (forum if one.remark is not None else "")
        yield FollowUp(one.text, owner_of(one.text), known, day, one.place, one.remark)


def agreed_owner(text: str) -> str:
    """Who a point of a list of what was agreed names before its verb: "hospitalet laver en oversigt"."""
    found = re.match(r"(?:at\s+)?(?P<owner>[^,]{3,60}?)\s+\w{3,}er\b", text, _I)
    return owner_of(text) or (found["owner"] if found and not NO_OWNER.match(found["owner"].lower()) else "")


def owner_of(text: str) -> str:
    """Who is to do it, as written: the words before the verb; nothing when the sentence names no one."""
    bare = AGREED.sub("", text)
    if found := WILL.search(bare):
        return found["owner"].strip()
    bare = re.sub(r"^at\s+", "", bare, flags=re.IGNORECASE)
    duty = _DUTY.search(bare)
    if (
        duty is None
        or not re.search(r"[^e]r\b|er\b|op$", duty.group().split()[0])
        or duty.group().casefold().startswith("skal")
    ):
        return ""
    before = bare[: duty.start()].strip()
    lowered = before[:1].lower() + before[1:]
    return "" if not before or len(before) > 80 or "," in before or NO_OWNER.match(lowered) else before


def deferrals(statements: Sequence[Statement], forum: str, meeting: date | None) -> tuple[Deferral, ...]:
    """What was put off: from and to as written, and what it waits for. `forum` as for follow-ups."""
    return tuple(_deferral(one, forum, meeting) for one in statements if _PUT_OFF.search(one.text))


def _deferral(statement: Statement, forum: str, meeting: date | None) -> Deferral:
    text = statement.text
    moves = [found for found in _PUT_OFF.finditer(text) if found.group().casefold() != "afventer"]
    to = TO.search(text, moves[0].end()) if moves else None
    written = to["to"].strip() if to else ""
    since, awaits = FROM.search(text), AWAITS.search(text)
    return Deferral(
        text=text,
        moved_from=since["from"].strip() if since else "",
        moved_to=written,
        forum=forum_of(written) or (forum if statement.remark is not None else ""),
        date=_ahead(written, meeting),
        awaits=awaits["what"].strip() if awaits else "",
        place=statement.place,
    )


def _ahead(text: str, meeting: date | None) -> date | None:
    """The first day of a text, after the meeting: one without a year is in the next when it has passed."""
    days = [one for one in dates_in(text, meeting.year if meeting else None) if one.start == one.end]
    if not days:
        return None
    if meeting and days[0].how == "assumed_year" and days[0].start < meeting:
        later = [one for one in dates_in(text, meeting.year + 1) if one.start == one.end]
        return later[0].start if later else None
    return days[0].start


def further_of(section: Section | None, own: str) -> Further:
    """The further course by its section; the chain leaves out the forum that sits (`own`)."""
    if section is None or not section.text.strip():
        return Further()
    text = section.text
    if re.search(NO_FURTHER, text, _I):
        return Further("none_planned", (), text)
    chain = tuple(dict.fromkeys(named.known for named in forums_in(text) if named.known != own))
    return Further("chain" if chain else "text", chain, text)
